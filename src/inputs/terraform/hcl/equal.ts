import { sameNumber } from './number.ts';
import { identity } from './set.ts';
import { typeOf } from './type-of.ts';
import { holdsAny, sameType } from './type.ts';
import { isMapping, isNotNull, isScalar, isSequence, type Mapping, type Sequence, type Value } from './value.ts';

/** Whether `==` holds: values of different types differ, nulls are alike. Null: it depends on what is not known. */
export function equal(a: Value, b: Value): boolean | null {
  if (a.kind === 'unknown' || b.kind === 'unknown') return withUnknown(a, b);
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  const left = typeOf(a);
  const right = typeOf(b);
  // With further members an object may turn out to be a map: `var.c ? local.tags : {}`.
  if (isMapping(a) && isMapping(b) && a.kind !== b.kind && (a.open || b.open)) return null;
  if (!sameType(left, right) && !holdsAny(left) && !holdsAny(right)) return false;
  if (a.kind === 'number' && b.kind === 'number') return sameNumber(a.value, b.value);
  if (isScalar(a) || isScalar(b)) return isScalar(a) && isScalar(b) && a.kind === b.kind && a.value === b.value;
  const loose = a.loose || b.loose;
  if (isMapping(a) && isMapping(b)) return a.kind === b.kind || loose ? unless(loose, sameMembers(a, b)) : false;
  if (isSequence(a) && isSequence(b)) return a.kind === b.kind || loose ? unless(loose, sameItems(a, b)) : false;
  return false;
}

function withUnknown(a: Value, b: Value): boolean | null {
  if ((a.kind === 'null' && isNotNull(b)) || (b.kind === 'null' && isNotNull(a))) return false;
  const left = typeOf(a);
  const right = typeOf(b);
  // A null is like no value but null.
  if ((isNotNull(a) || isNotNull(b)) && !holdsAny(left) && !holdsAny(right) && !sameType(left, right)) return false;
  const [xs, ys] = [choicesOf(a), choicesOf(b)];
  // Of two unknowns each may be any of its own set.
  if (!xs || !ys) return null;
  return agreed(xs.flatMap((x) => ys.map((y) => equal(x, y))));
}

function choicesOf(value: Value): readonly Value[] | null {
  return value.kind === 'unknown' ? value.choices : [value];
}

/** Equal contents are equal values only if they are of one kind. */
function unless(loose: boolean, same: boolean | null): boolean | null {
  return loose && same === true ? null : same;
}

function agreed(results: readonly (boolean | null)[]): boolean | null {
  const [first = null] = results;
  return results.every((one) => one === first) ? first : null;
}

/** False as soon as one pair differs, true when all are alike. */
function all(results: Iterable<boolean | null>): boolean | null {
  let out: boolean | null = true;
  for (const one of results) {
    if (one === false) return false;
    if (one === null) out = null;
  }
  return out;
}

function sameMembers(a: Mapping, b: Mapping): boolean | null {
  const keys = new Set([...a.members.keys(), ...b.members.keys()]);
  function* pairs(): Generator<boolean | null> {
    if (a.open || b.open) yield null;
    for (const key of keys) {
      const [x, y] = [a.members.get(key), b.members.get(key)];
      if (x && y) yield equal(x, y);
      else yield (x ? b : a).open ? null : false;
    }
  }
  return all(pairs());
}

function sameItems(a: Sequence, b: Sequence): boolean | null {
  if (a.open || b.open) return null;
  if (a.kind === 'set' || b.kind === 'set') {
    if (a.kind !== b.kind) return null;
    if (!a.whole || !b.whole) return null;
    return a.items.length === b.items.length && identity(a) === identity(b);
  }
  if (a.items.length !== b.items.length) return false;
  return all(a.items.map((item, index) => equal(item, b.items[index] as Value)));
}
