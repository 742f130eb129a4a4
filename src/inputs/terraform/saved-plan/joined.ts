import type { Problem } from '#model/problem.ts';
import type { Reading, ReadingEnd } from '../../reading.ts';
import type { PlanSource } from './plan-source.ts';

/** A plan whose findings stand in the source that it was made from. */
export class JoinedReading implements Reading {
  readonly path: string;
  readonly format: string;
  readonly size: number;
  readonly #reading: Reading;
  readonly #source: PlanSource;
  /** Resources of the plan that the source does not have. */
  readonly #strangers: readonly string[];
  readonly #sourcePath: string;

  /** @param addresses of what the plan makes or changes */
  constructor(reading: Reading, source: PlanSource, sourcePath: string, addresses: readonly string[]) {
    this.path = reading.path;
    this.format = reading.format;
    this.size = reading.size;
    this.#reading = reading;
    this.#source = source;
    this.#sourcePath = sourcePath;
    this.#strangers = addresses.filter((address) => source.instance(address) === null);
  }

  get batches(): Reading['batches'] {
    return this.#reading.batches;
  }

  finish(): ReadingEnd {
    const end = this.#reading.finish();
    const [first, ...others] = this.#strangers;
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    const note = first === undefined ? [] : [`${this.#sourcePath} does not have ${first}${more}: it may have changed since the plan was made`];
    return { ...end, notes: [...end.notes, ...note], ...this.#source.places };
  }
}

/** Null unless the source has nothing of what the plan changes. */
export function otherSource(source: PlanSource, path: string, addresses: readonly string[], plan: string): Problem | null {
  if (addresses.length === 0 || addresses.some((address) => source.instance(address) !== null)) return null;
  return { code: 'source-other', message: `${path} is not what ${plan} was made from: it has none of the ${addresses.length === 1 ? 'one resource' : `${addresses.length} resources`} that the plan changes, such as ${addresses[0] ?? ''}`, where: path, hint: 'name the folder of the root module: where terraform plan was run' };
}
