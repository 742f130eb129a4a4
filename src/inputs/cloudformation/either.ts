import { unknown, type Unknown } from '#model/known.ts';
import { isScalar, ListValue, MapValue, nothing, Perhaps, possibilities, possibly, Undecided, type Value } from './value.ts';

/** One of two values, and `because` says why it is not known which. What they agree on stays known. */
export function either(a: Value, b: Value, because: Unknown): Value {
  if (a === b) return a;
  if (a instanceof Perhaps || b instanceof Perhaps) return new Perhaps(either(a instanceof Perhaps ? a.value : a, b instanceof Perhaps ? b.value : b, because), because);
  if (a === nothing) return new Perhaps(b, because);
  if (b === nothing) return new Perhaps(a, because);
  if (a instanceof ListValue && b instanceof ListValue) return eitherList(a, b, because);
  if (a instanceof MapValue && b instanceof MapValue) return eitherMap(a, b, because);
  const [left, right] = [possibilities(a), possibilities(b)];
  if (left !== null && right !== null) {
    const all = [...left, ...right];
    if (all.every((one) => typeof one === 'string' || typeof one === 'number')) return possibly(all, because.because, refsOf(because, a, b));
  }
  return new Undecided(unknown(because.because, refsOf(because, a, b)));
}

function refsOf(because: Unknown, ...values: readonly Value[]): readonly string[] {
  const refs = new Set(because.refs);
  for (const value of values) if (value instanceof Undecided) for (const ref of value.known.refs) refs.add(ref);
  return [...refs];
}

function eitherMap(a: MapValue, b: MapValue, because: Unknown): Value {
  const members = new Map<string, Value>();
  for (const [key, value] of a.members) members.set(key, b.members.has(key) ? either(value, b.members.get(key) as Value, because) : new Perhaps(value, because));
  for (const [key, value] of b.members) if (!members.has(key)) members.set(key, new Perhaps(value, because));
  return new MapValue(members, a.open ?? b.open);
}

function eitherList(a: ListValue, b: ListValue, because: Unknown): Value {
  const open = a.open ?? b.open;
  const [left, right] = [byTagKey(a), byTagKey(b)];
  if (left !== null && right !== null && a.items.length + b.items.length > 0) {
    const items: Value[] = [];
    for (const [key, value] of left) {
      const other = right.get(key);
      if (other !== undefined) items.push(either(value, other, because));
    }
    return new ListValue(items, open ?? (items.length === left.size && items.length === right.size ? null : because));
  }
  const length = Math.min(a.items.length, b.items.length);
  const items = a.items.slice(0, length).map((item, index) => either(item, b.items[index] as Value, because));
  // An element that may not be there moves those behind it.
  const sure = items.filter((item) => !(item instanceof Perhaps));
  return new ListValue(sure, open ?? (sure.length === items.length && a.items.length === b.items.length ? null : because));
}

/** The elements of a list of tags by their keys; null for any other list. */
function byTagKey({ items }: ListValue): ReadonlyMap<string, Value> | null {
  const found = new Map<string, Value>();
  for (const item of items) {
    const key = item instanceof MapValue ? item.members.get('Key') : undefined;
    if (key === undefined || !isScalar(key) || found.has(String(key))) return null;
    found.set(String(key), item);
  }
  return found;
}
