import { compareText } from '#go/text.ts';
import { Exhausted } from './refusal.ts';
import { anyType, type Type } from './type.ts';
import { entriesOf, isMapping, isMarked, isWhole, weightOf, type Depth, type Mapping, type Members, type Open, type Sequence, type Value } from './value.ts';

/** Expressions multiply quickly: `concat(a, a)` of `concat(b, b)`. */
const heaviest = 1 << 20;
const highest = 250;

export function tuple(items: readonly Value[], open: Open | null = null): Sequence {
  return sequence('tuple', anyType, items, open);
}

export function list(element: Type, items: readonly Value[], open: Open | null = null): Sequence {
  return sequence('list', element, typed(items, element), open);
}

/** @param items distinct and in order: see set.ts */
export function setOf(element: Type, items: readonly Value[], open: Open | null = null): Sequence {
  return sequence('set', element, typed(items, element), open);
}

/** Nulls, and what is not known, have the type of the elements around them. */
function typed(items: readonly Value[], element: Type): readonly Value[] {
  return element.kind === 'any' || items.every((item) => ofType(item, element) === item) ? items : items.map((item) => ofType(item, element));
}

function ofType(item: Value, element: Type): Value {
  return (item.kind === 'null' || (item.kind === 'unknown' && !item.choices)) && item.type.kind === 'any' ? { ...item, type: element } : item;
}

function sequence(kind: Sequence['kind'], element: Type, items: readonly Value[], open: Open | null): Sequence {
  const depth = open === null ? depthOf(items) : { ...depthOf([...items, ...open.also]), whole: false };
  return { kind, loose: false, element, items, open, ...depth, sensitive: false, origin: null };
}

export function object(members: Iterable<readonly [string, Value]>, open: Open | null = null): Mapping {
  return mapping('object', anyType, members, open);
}

export function map(element: Type, members: Iterable<readonly [string, Value]>, open: Open | null = null): Mapping {
  return mapping('map', element, element.kind === 'any' ? members : Array.from(members, ([key, member]) => [key, ofType(member, element)] as const), open);
}

function mapping(kind: Mapping['kind'], element: Type, entries: Iterable<readonly [string, Value]>, open: Open | null): Mapping {
  // Of two equal keys the later one counts.
  const members = ascending(entries instanceof Map ? entries : new Map(entries));
  const depth = depthOf(members.values());
  return { kind, loose: false, element, members, open, ...depth, whole: depth.whole && open === null, sensitive: false, origin: null };
}

/** An object whose members are computed when somebody asks: outputs of a module, arguments of a resource. Its keys ascend. */
export function lazyObject(members: Members, open: Open | null): Mapping {
  return { kind: 'object', loose: false, element: anyType, members, open, whole: false, marked: false, weight: 1, height: 1, sensitive: false, origin: null };
}

/** A lazy object that is not open, with all its members: functions and comparisons look at the whole. */
export function gathered(value: Value): Value {
  if (!isMapping(value) || value.members instanceof Map || value.open !== null) return value;
  return { ...object(entriesOf(value)), sensitive: value.sensitive, origin: value.origin };
}

function ascending(members: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  let last: string | null = null;
  for (const key of members.keys()) {
    if (last !== null && compareText(last, key) > 0) return sorted(members);
    last = key;
  }
  return members;
}

function sorted(members: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const ordered = new Map<string, Value>();
  for (const key of [...members.keys()].sort(compareText)) ordered.set(key, members.get(key) as Value);
  return ordered;
}

/** @throws Exhausted */
export function depthOf(items: Iterable<Value>): Depth {
  let whole = true;
  let marked = false;
  let weight = 1;
  let height = 1;
  for (const item of items) {
    whole &&= isWhole(item);
    marked ||= isMarked(item);
    weight += weightOf(item);
    if ('height' in item && item.height >= height) height = item.height + 1;
  }
  if (weight > heaviest) throw new Exhausted('a value with more in it than landrail computes');
  if (height > highest) throw new Exhausted('a value that nests deeper than landrail follows');
  return { whole, marked, weight, height };
}
