import type { Unknown } from '#model/known.ts';
import { list, map, object, tuple } from './collection.ts';
import { sensitiveIf } from './marks.ts';
import { oneOf } from './one-of.ts';
import { identity, makeSet } from './set.ts';
import { typeOf } from './type-of.ts';
import { anyType, sameType } from './type.ts';
import { entriesOf, isMapping, isMarked, isNotNull, isScalar, isSequence, isWhole, unknown, type Mapping, type Open, type Scalar, type Sequence, type Value } from './value.ts';

/**
 * What is known of a value that is one of two, nobody knows which: what both say. Scalars become a closed set, collections
 * keep what they share and are open where they differ.
 */
export function join(a: Value, b: Value, reason: Unknown): Value {
  if (a === b) return a;
  return sensitiveIf(joined(a, b, reason), a.sensitive || b.sensitive);
}

function joined(a: Value, b: Value, reason: Unknown): Value {
  const left = typeOf(a);
  const right = typeOf(b);
  const type = sameType(left, right) ? left : a.kind === 'null' && left.kind === 'any' ? right : b.kind === 'null' && right.kind === 'any' ? left : anyType;
  const [xs, ys] = [scalarsOf(a), scalarsOf(b)];
  if (xs && ys) {
    const one = oneOf(type, [...xs, ...ys], reason);
    return one.origin && a.origin !== b.origin ? { ...one, origin: null } : one;
  }
  const alike = sameType(left, right) && isWhole(a) && isWhole(b) && !isMarked(a) && !isMarked(b) && identity(a) === identity(b);
  if (alike) return a;
  if (isMapping(a) && isMapping(b)) return joinedMappings(a, b, reason);
  if (isSequence(a) && isSequence(b)) return joinedSequences(a, b, reason);
  return unknown(type, reason, isNotNull(a) && isNotNull(b));
}

/** All that an unknown of a closed set may be; a known scalar is its own set. */
function scalarsOf(value: Value): readonly Scalar[] | null {
  return value.kind === 'unknown' ? value.choices : isScalar(value) ? [value] : null;
}

function joinedMappings(a: Mapping, b: Mapping, reason: Unknown): Value {
  const shared: [string, Value][] = [];
  let differ = a.kind !== b.kind;
  for (const [key, member] of entriesOf(a)) {
    const other = b.members.get(key);
    if (other) shared.push([key, join(member, other, reason)]);
    else differ = true;
  }
  differ ||= shared.length < b.members.size;
  const further = a.open ?? b.open;
  const keys = furtherKeys(a, b);
  const open: Open | null = differ || further !== null ? { reason: differ ? reason : (further?.reason ?? reason), also: [], ...(keys === null ? {} : { keys }) } : null;
  return a.kind === 'map' && b.kind === 'map' ? map(sameType(a.element, b.element) ? a.element : anyType, shared, open) : object(shared, open);
}

/** Keys that one of the two has and not the other, or may have; null where it may have any. */
function furtherKeys(a: Mapping, b: Mapping): ReadonlySet<string> | null {
  const opens = [a.open, b.open].flatMap((open) => open ?? []);
  if (opens.some(({ keys }) => keys === undefined)) return null;
  return new Set([...keysOf(a, b), ...keysOf(b, a), ...opens.flatMap(({ keys }) => [...(keys ?? [])])]);
}

/** Those that the other one has not. */
function keysOf(one: Mapping, other: Mapping): readonly string[] {
  return [...one.members.keys()].filter((key) => !other.members.has(key));
}

function joinedSequences(a: Sequence, b: Sequence, reason: Unknown): Value {
  const open = (closed: boolean): Open | null => (closed ? null : { reason, also: [] });
  const element = sameType(a.element, b.element) ? a.element : anyType;
  if (a.kind === 'set' && b.kind === 'set') {
    const there = new Set(b.items.filter(isWhole).map(identity));
    const shared = a.items.filter((item) => isWhole(item) && there.has(identity(item)));
    return makeSet(element, shared, a.open ?? b.open ?? open(shared.length === a.items.length && shared.length === b.items.length));
  }
  if (a.kind === 'set' || b.kind === 'set') return unknown(anyType, reason, true);
  const items = a.items.slice(0, b.items.length).map((item, index) => join(item, b.items[index] as Value, reason));
  const rest = a.open || b.open ? { reason: (a.open ?? b.open)?.reason ?? reason, also: [] } : open(a.items.length === b.items.length);
  return a.kind === 'list' && b.kind === 'list' ? list(element, items, rest) : tuple(items, a.kind === b.kind ? rest : (rest ?? { reason, also: [] }));
}
