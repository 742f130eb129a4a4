import type { TypeLookup } from '#catalog/facts.ts';
import { isObject, member, type JsonValue } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';
import type { Answers, Gap, Told } from './answers.ts';
import { writtenRow } from './written-row.ts';

/**
 * What `landrail inventory` writes: a header, a line for each resource, for each task that is done and for each call that was refused, and
 * an end. Without its end it was broken off.
 */
export function collectedAnswers(provider: Provider, types: TypeLookup, gapOf: (call: RefusedCall) => Gap): Answers {
  return {
    provider,
    types,
    *rows(page, told) {
      const line = page.whole();
      const written = member(line, 'row');
      const row = written === undefined ? null : writtenRow(written);
      if (row !== null) {
        told.counted(1, 0);
        yield row;
      } else if (written !== undefined || !isNote(line, told, gapOf)) told.malformed('a line that landrail inventory does not write');
      if (member(line, 'end') === undefined) told.goesOn('the run that collected it was broken off; the same command again finishes it');
    },
  };
}

/** A call that gave nothing, where it was asked. */
export interface RefusedCall {
  readonly account: string;
  readonly region: string;
  /** `ec2:DescribeInstances`. */
  readonly call: string;
}

function isNote(line: JsonValue, told: Told, gapOf: (call: RefusedCall) => Gap): boolean {
  const started = member(line, 'started');
  if (member(line, 'landrail') === 'inventory') {
    if (typeof started === 'string') told.exported(started);
    return true;
  }
  const refused = member(line, 'refused');
  if (isObject(refused)) {
    const text = (key: string): string => String(member(refused, key) ?? '?');
    const [account, region, call] = [text('account'), text('region'), text('call')];
    told.incomplete(`${call} gave nothing in ${region} of ${account}: ${text('because')}`, gapOf({ account, region, call }));
    told.passedOver('call gave nothing', 'calls gave nothing');
    return true;
  }
  const end = member(line, 'end');
  const resources = member(end, 'resources');
  if (typeof resources === 'number') told.counted(0, resources);
  const done = member(line, 'done');
  if (!isObject(end) && !isObject(done)) return false;
  // `111122223333 eu-west-1 lambda`: an account, a region of its own or `global`, a service.
  const [, scope, region] = /^(\S+) ([a-z]+-[a-z0-9-]+)(?: |$)/.exec(String(member(done, 'task') ?? '')) ?? [];
  if (scope !== undefined && region !== undefined) told.looked({ scope, region });
  told.nothing();
  return true;
}
