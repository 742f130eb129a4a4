import type { JsonObject } from '#model/json.ts';
import { liveAwsType } from '#catalog/live-aws-types.ts';
import { Ancestry } from '../ancestry.ts';
import type { Told } from '../answers.ts';
import { BuiltPage } from '../page.ts';
import type { LiveRow } from '#model/live-row.ts';
import { describeAnswers } from './describe.ts';

/** An answer as the collector gets it. */
export interface CollectedAnswer {
  readonly account: string;
  readonly region: string;
  readonly call: string;
  readonly data: JsonObject;
  /** Of the region, by ARN; null where they could not be had. */
  readonly tags: ReadonlyMap<string, readonly JsonObject[]> | null;
}

/** The resources of an answer, read as if the CLI had printed it, with the tags that its kind of answer leaves out. */
export function* collectedRows({ account, region, call, data, tags }: CollectedAnswer, incomplete: (because: string) => void): Iterable<LiveRow> {
  for (const row of describeAnswers.rows(new BuiltPage(data), new ToldOfAnswer({ path: call, region, account }, incomplete), new Ancestry())) yield tags === null ? row : withTags(row, tags);
}

/** Services that the tagging API covers list what has or had tags: what is not among them has none. */
function withTags(row: LiveRow, tags: ReadonlyMap<string, readonly JsonObject[]>): LiveRow {
  const path = liveAwsType(row.type)?.tags?.path;
  if (path === undefined || !Object.hasOwn(row.untold, path)) return row;
  const { [path]: _, ...untold } = row.untold;
  return { ...row, untold, values: { ...row.values, [path]: [...(tags.get(row.id) ?? [])] } };
}

/** The collector asks for all pages itself. */
class ToldOfAnswer implements Told {
  readonly given: Told['given'];

  readonly incomplete: (because: string) => void;

  constructor(given: Told['given'], incomplete: (because: string) => void) {
    this.given = given;
    this.incomplete = incomplete;
  }

  goesOn(): void {}
  looked(): void {}
  passedOver(): void {}
  counted(): void {}
  nothing(): void {}
  exported(): void {}

  malformed(what: string): void {
    throw new Error(`${this.given.path}: ${what}`);
  }
}
