import { isArray, member, type JsonValue } from '#model/json.ts';
import { segmentsOf, type Segment } from '../../resource/path.ts';

/** What a path leads to; through a list (`a[].b`, `a[flag].b`) a list of all that is there, if the first member is. Undefined: nothing. */
export function at(value: JsonValue | undefined, path: string): JsonValue | undefined {
  const segments = segmentsOf(path);
  let one = member(value, (segments[0] as Segment).name);
  if (one === undefined) return undefined;
  // Most paths lead from member to member.
  for (const { take } of segments) if (take !== 'value') return atEach(value, segments);
  for (let index = 1; index < segments.length; index++) one = member(one, (segments[index] as Segment).name);
  return one ?? undefined;
}

function atEach(value: JsonValue | undefined, segments: readonly Segment[]): JsonValue | undefined {
  let found: readonly (JsonValue | undefined)[] = [value];
  let isList = false;
  for (const { name, take, flag } of segments) {
    found = found.map((one) => member(one, name)).filter((one) => one !== undefined && one !== null);
    if (take === 'value') continue;
    const elements = found.flatMap((one): readonly (JsonValue | undefined)[] => (isArray(one) ? one : [one]));
    isList ||= take !== 'first';
    found = take === 'first' ? elements.slice(0, 1) : take === 'each' ? elements : elements.filter((one) => member(one, flag) === true);
  }
  return isList ? found.filter((one) => one !== undefined) : found[0];
}

/** A text, or a number as one; of a list the first. Null: nothing of the kind. */
export function textAt(value: JsonValue | undefined, path: string): string | null {
  const found = at(value, path);
  const one = isArray(found) ? found[0] : found;
  return typeof one === 'string' && one !== '' ? one : typeof one === 'number' || typeof one === 'boolean' ? String(one) : null;
}

/** A property as a row of the table words it: `#MemberClusters` counts, `VPCZoneIdentifier,` splits. */
export function propertyAt(value: JsonValue, written: string): JsonValue | undefined {
  if (written.startsWith('#')) {
    const list = at(value, written.slice(1));
    return isArray(list) ? list.length : undefined;
  }
  if (!written.endsWith(',')) return at(value, written);
  const text = at(value, written.slice(0, -1));
  return typeof text === 'string' ? text.split(',').map((part) => part.trim()).filter((part) => part !== '') : text;
}
