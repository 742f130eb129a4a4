import type { Unknown } from '#model/known.ts';
import { list, map, object, tuple } from '../collection.ts';
import { convert } from '../convert.ts';
import { join } from '../join.ts';
import { sensitiveIf } from '../marks.ts';
import { reasonOf } from '../reason-of.ts';
import { typeOf } from '../type-of.ts';
import { anyType, listType, mapType, sameType, stringType, typeName, type Type } from '../type.ts';
import { entriesOf, isMapping, isSequence, isWhole, string, unknown, type Mapping, type Open, type Value } from '../value.ts';
import { anything, listOfText, of, text, textOf } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions, type Parameter } from './function.ts';

const partial = (name: string): Parameter => ({ ...anything(name), partial: true, marks: true });

function mappingOf(value: Value | undefined, refusal: () => Error): Mapping | null {
  if (value && isMapping(value)) return value;
  if (value?.kind === 'unknown' && ['any', 'map', 'object'].includes(value.type.kind)) return null;
  throw refusal();
}

function keys([value]: readonly Value[]): Value {
  const mapping = mappingOf(value, () => new ArgumentRefused(0, 'must have map or object type'));
  const marked = value?.sensitive ?? false;
  if (!mapping) {
    const type = typeOf(value as Value);
    if (type.kind === 'object') return sensitiveIf(tuple([...type.attributes.keys()].map(string)), marked);
    return sensitiveIf(unknown(type.kind === 'map' ? listType(stringType) : anyType, reasonOf([value as Value]), true), marked);
  }
  const names = Array.from(mapping.members.keys(), string);
  // Keys are in order: one that is not known may stand before those that are.
  const open: Open | null = mapping.open && { reason: mapping.open.reason, also: names };
  return sensitiveIf(mapping.kind === 'map' ? list(stringType, open ? [] : names, open) : tuple(open ? [] : names, open), marked);
}

function values([value]: readonly Value[]): Value {
  const mapping = mappingOf(value, () => new Refusal('values() requires a map as the first argument'));
  const marked = value?.sensitive ?? false;
  if (!mapping) return sensitiveIf(unknown(value?.kind === 'unknown' && value.type.kind === 'map' ? listType(value.type.element) : anyType, reasonOf([value as Value]), true), marked);
  const all = entriesOf(mapping).map(([, member]) => member);
  const open: Open | null = mapping.open && { reason: mapping.open.reason, also: all };
  return sensitiveIf(mapping.kind === 'map' ? list(mapping.element, open ? [] : all, open) : tuple(open ? [] : all, open), marked);
}

function lookup([value, keyOf, ...defaults]: readonly Value[]): Value {
  if (defaults.length > 1) throw new Refusal(`lookup() takes two or three arguments, got ${defaults.length + 2}`);
  const [fallback] = defaults;
  const mapping = mappingOf(value, () => new ArgumentRefused(0, 'lookup() requires a map as the first argument'));
  const type = typeOf(value as Value);
  const marked = (value?.sensitive ?? false) || (keyOf?.sensitive ?? false);
  const wanted = type.kind === 'map' ? type.element : anyType;
  if (fallback && type.kind === 'map') checkDefault(fallback, wanted);
  if (!mapping || keyOf?.kind === 'unknown') return sensitiveIf(mapping && fallback ? anyOf(mapping, convert(fallback, wanted), keyOf as Value) : unknown(wanted, reasonOf([value as Value, keyOf as Value])), marked);
  const key = textOf(keyOf);
  const member = mapping.members.get(key);
  if (member) return sensitiveIf(member, marked);
  if (mapping.open) return sensitiveIf(fallback ? unknown(anyType, mapping.open.reason) : unknown(wanted, mapping.open.reason), marked);
  if (fallback) return sensitiveIf(convert(fallback, wanted), marked);
  throw mapping.kind === 'object' ? new ArgumentRefused(0, `the given object has no attribute "${key}"`) : new Refusal(`lookup failed to find key ${keyOf?.sensitive ? '(sensitive value)' : `"${key}"`}`);
}

function checkDefault(fallback: Value, wanted: Type): void {
  try {
    convert(fallback, wanted);
  } catch {
    throw new ArgumentRefused(2, 'the default value must have the same type as the map elements');
  }
}

/** Of a key that is not known: one of the members or the default. */
function anyOf(mapping: Mapping, fallback: Value, key: Value): Value {
  const reason = reasonOf([key]);
  if (mapping.open || mapping.members.size > 32) return unknown(mapping.kind === 'map' ? mapping.element : anyType, reason);
  return entriesOf(mapping).reduce((joined, [, member]) => join(joined, member, reason), fallback);
}

/** A member, and which of the arguments it is of. */
interface Placed {
  readonly value: Value;
  readonly at: number;
}

/** Later members take the place of earlier ones. What comes behind a map that is not known is certain; the members before may be replaced. */
function merge(args: readonly Value[]): Value {
  const placed = new Map<string, Placed>();
  let reason: Unknown | null = null;
  let keys: Set<string> | undefined = new Set();
  /** The last argument that may replace any member before it. */
  let last: { readonly reason: Unknown; readonly at: number } | null = null;
  for (const [at, arg] of args.entries()) {
    const type = typeOf(arg);
    if (arg.kind === 'null' && type.kind === 'any') continue;
    if ((type.kind !== 'map' && type.kind !== 'object' && type.kind !== 'any') || isSequence(arg)) throw new Refusal(`arguments must be maps or objects, got "${typeName(type)}"`);
    if (arg.kind === 'unknown' && type.kind === 'object') {
      for (const [key, attribute] of type.attributes) placed.set(key, { value: unknown(attribute, arg.reason), at });
      continue;
    }
    const further: Open | null = arg.kind === 'unknown' ? { reason: arg.reason, also: [] } : isMapping(arg) ? arg.open : null;
    if (further) {
      reason ??= further.reason;
      if (further.keys === undefined) [keys, last] = [undefined, { reason: further.reason, at }];
      for (const key of further.keys ?? []) {
        keys?.add(key);
        const there = placed.get(key);
        if (there) placed.set(key, { value: replaced(there.value, further.reason), at });
      }
    }
    if (isMapping(arg)) for (const [key, value] of entriesOf(arg)) placed.set(key, { value, at });
  }
  const members = new Map<string, Value>();
  for (const [key, { value, at }] of placed) members.set(key, last !== null && at < last.at ? replaced(value, last.reason) : value);
  const types = args.map(typeOf);
  const [first] = types;
  const alike = first?.kind === 'map' && types.every((type) => sameType(type, first));
  const marked = args.some((arg) => arg.sensitive);
  const open: Open | null = reason && { reason, also: [], ...(keys === undefined ? {} : { keys }) };
  return sensitiveIf(alike ? map(first.element, members, open) : object(members, open), marked);
}

/** What may have been replaced. */
function replaced(value: Value, reason: Unknown): Value {
  return sensitiveIf(unknown(anyType, reason), value.sensitive);
}

function zipmap([names, given]: readonly Value[]): Value {
  const type = typeOf(given as Value);
  if (given && !isSequence(given) && type.kind !== 'list' && type.kind !== 'tuple' && type.kind !== 'any') throw new Refusal('values argument must be a list or tuple value');
  if (given && isSequence(given) && given.kind === 'set') throw new Refusal('values argument must be a list or tuple value');
  const marked = (names?.sensitive ?? false) || (given?.sensitive ?? false);
  if (!names || !given || !isSequence(names) || !isSequence(given) || !isWhole(names) || given.open) return sensitiveIf(unknown(type.kind === 'list' ? mapType(type.element) : anyType, reasonOf([names as Value, given as Value]), true), marked);
  if (names.items.length !== given.items.length) throw new Refusal(`number of keys (${names.items.length}) does not match number of values (${given.items.length})`);
  const entries = names.items.map((name, index) => {
    if (name.kind === 'null') throw new Refusal(`keys list has null value at index ${index}`);
    return [textOf(name), given.items[index] as Value] as const;
  });
  const marks = marked || names.items.some((name) => name.sensitive);
  const made = given.kind === 'list' ? map(given.element, entries) : object(entries);
  return sensitiveIf(made, marks);
}

export const mappings: Functions = {
  keys: { parameters: [partial('inputMap')], returns: anyType, call: keys },
  lookup: { parameters: [partial('inputMap'), { ...text('key'), partial: true, marks: true }], rest: { ...partial('default'), nullable: true }, returns: anyType, mayBeNull: true, call: lookup },
  merge: { parameters: [], rest: { ...partial('maps'), nullable: true }, spreads: true, returns: anyType, call: merge },
  values: { parameters: [partial('mapping')], returns: anyType, call: values },
  zipmap: { parameters: [{ ...of('keys', listOfText), partial: true, marks: true }, partial('values')], returns: anyType, call: zipmap },
};
