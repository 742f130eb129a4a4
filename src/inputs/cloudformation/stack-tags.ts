import { byCodePoint } from '#model/json.ts';
import { known, oneOf, unknown, type Known, type Unknown } from '#model/known.ts';
import type { Tag } from '#model/resource.ts';
import { doubt, isScalar, ListValue, MapValue, nothing, Perhaps, textOf, Undecided, type Value } from './value.ts';

/** Tags that a stack gets from outside, and whether there may be more. */
export interface StackTags {
  readonly tags: readonly Tag[];
  readonly open: Unknown | null;
}

/** The tags of a resource that makes a stack: a list of `{Key, Value}`, or the map of a serverless application. */
export function stackTags(value: Value, origin: string): StackTags {
  if (value === nothing || value === null) return { tags: [], open: null };
  if (value instanceof Perhaps) return { tags: [], open: value.because };
  const tags: Tag[] = [];
  let open: Unknown | null = null;
  const add = (key: Value | undefined, tag: Value | undefined): void => {
    if (key === undefined || !isScalar(key)) open ??= (key === undefined ? null : doubt(key)) ?? unknown('a tag without a key');
    else if (tag instanceof Perhaps) open ??= tag.because;
    else tags.push({ key: textOf(key), value: textual(tag), origin });
  };
  if (value instanceof ListValue) {
    open = value.open;
    for (const item of value.items) {
      if (item instanceof MapValue) add(item.members.get('Key'), item.members.get('Value'));
      else open ??= doubt(item);
    }
  } else if (value instanceof MapValue) {
    open = value.open;
    for (const [key, tag] of value.members) add(key, tag);
  } else open = doubt(value);
  return { tags, open };
}

function textual(value: Value | undefined): Known<string> {
  if (value === undefined) return known('');
  if (isScalar(value)) return known(textOf(value));
  if (value instanceof Undecided && value.known.status === 'oneOf') return oneOf(value.known.values.map(textOf), value.known.because, value.known.refs);
  return doubt(value) ?? unknown('a tag whose value is no text');
}

/** Of two with the same key the later counts. */
export function mergedTags(...sets: readonly (readonly Tag[])[]): readonly Tag[] {
  const merged = new Map(sets.flat().map((tag) => [tag.key, tag]));
  return [...merged.values()].sort((a, b) => byCodePoint(a.key, b.key));
}
