import { unknown as unknownBecause } from '#model/known.ts';
import { numberText } from './number.ts';
import { oneOf } from './one-of.ts';
import { anyType, holdsAny } from './type.ts';
import { entriesOf, isMapping, isSequence, string, type Value } from './value.ts';

const reason = unknownBecause('whether it becomes text depends on a type that is not known');

/**
 * A value beside one whose type is not known, where Terraform gives both a common type: a number or a bool may become text.
 * Text stays what it is.
 */
export function loosened(value: Value): Value {
  if (value.kind === 'number') return oneOf(anyType, [value, string(numberText(value.value))], reason);
  if (value.kind === 'bool') return oneOf(anyType, [value, string(String(value.value))], reason);
  if (isSequence(value)) return { ...value, loose: true, items: value.items.map(loosened), open: value.open && { ...value.open, also: value.open.also.map(loosened) }, element: anyType, whole: value.whole && value.items.every(keeps) };
  if (isMapping(value) && value.members instanceof Map) {
    const entries = entriesOf(value);
    return { ...value, loose: true, members: new Map(entries.map(([key, member]) => [key, loosened(member)])), element: anyType, whole: value.whole && entries.every(([, member]) => keeps(member)) };
  }
  return value;
}

/** Whether the type of something in it is known to Terraform alone. */
export function isUntyped(value: Value): boolean {
  if (value.kind === 'unknown') return holdsAny(value.type);
  if (isSequence(value)) return value.loose || value.open !== null || (!value.whole && value.items.some(isUntyped));
  if (isMapping(value)) return value.loose || value.open !== null || (!value.whole && entriesOf(value).some(([, member]) => isUntyped(member)));
  return false;
}

/** Whether it is what it is whatever happens to its type. */
function keeps(value: Value): boolean {
  if (isSequence(value)) return value.items.every(keeps);
  if (isMapping(value)) return entriesOf(value).every(([, member]) => keeps(member));
  return value.kind !== 'number' && value.kind !== 'bool';
}
