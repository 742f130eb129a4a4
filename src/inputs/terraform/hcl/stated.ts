import type { JsonValue } from '#model/json.ts';
import { Encoded, Open, Unsure, type Mask } from '../../resource/mask.ts';
import { numberText, toDouble, toInteger, type Num } from './number.ts';
import { isMapping, isMarked, isSequence, isWhole, type Mapping, type Sequence, type UnknownValue, type Value } from './value.ts';

/** A value as the rest of landrail reads it. */
export interface StatedValue {
  /** Unknown members of maps are missing, unknown elements of lists are null; undefined: the whole is not known. */
  readonly value: JsonValue | undefined;
  /** Undefined: all of it is known. */
  readonly mask: Mask | undefined;
  /** True for what is sensitive, of the same form as the value; undefined: nothing is. */
  readonly sensitive: JsonValue | undefined;
}

/** The value as JSON, with masks of what is not known of it and of what must not be shown. */
export function toJson(value: Value): StatedValue {
  return { value: jsonOf(value), mask: maskOf(value), sensitive: isMarked(value) ? marksOf(value) : undefined };
}

/** What a sequence holds for certain: first what is in its place, then what is somewhere. */
function itemsOf(value: Sequence): readonly Value[] {
  return value.open ? [...value.items, ...value.open.also] : value.items;
}

function jsonOf(value: Value): JsonValue | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'null') return null;
  if (value.kind === 'number') return jsonNumber(value.value);
  if (isSequence(value)) return itemsOf(value).map((item) => jsonOf(item) ?? null);
  return isMapping(value) ? made(value, jsonOf) : value.value;
}

/** An object of what is made of the members, without those of which nothing is. */
function made<T>(mapping: Mapping, make: (member: Value) => T | undefined): { readonly [key: string]: T } {
  const object: Record<string, T> = {};
  for (const key of mapping.members.keys()) {
    const one = make(mapping.members.get(key) as Value);
    if (one === undefined) continue;
    // To set this key is to set the prototype.
    if (key === '__proto__') Object.defineProperty(object, key, { value: one, enumerable: true, configurable: true, writable: true });
    else object[key] = one;
  }
  return object;
}

/** Whole numbers that a double would change come as text, as those of a plan do. */
function jsonNumber(value: Num): JsonValue {
  const double = toDouble(value);
  return Number.isFinite(double) && (Number.isSafeInteger(double) || toInteger(value) === null) ? double : numberText(value);
}

function maskOf(value: Value): Mask | undefined {
  if (value.kind === 'unknown') return unsure(value);
  if (isWhole(value)) return undefined;
  if (isSequence(value)) {
    const elements: readonly Mask[] = itemsOf(value).map((item) => maskOf(item) ?? false);
    return value.open ? new Open(elements, value.open.reason) : elements;
  }
  return isMapping(value) ? membersMask(value) : undefined;
}

function membersMask(value: Mapping): Mask {
  const members = made(value, maskOf);
  return value.open ? new Open(members, value.open.reason) : members;
}

function unsure({ choices, encodes, reason }: UnknownValue): Unsure {
  if (encodes !== null) return new Encoded(reason, { value: jsonOf(encodes) ?? null, mask: maskOf(encodes) });
  const values: (string | number)[] = [];
  for (const one of choices ?? []) {
    if (one.kind === 'string') values.push(one.value);
    else if (one.kind === 'number') values.push(toDouble(one.value));
    // A set of texts and numbers can say neither a bool nor that nothing may be there.
    else return new Unsure(reason, choices?.some((other) => other.kind === 'null') ?? false);
  }
  if (values.length === 0) return new Unsure(reason);
  return new Unsure({ status: 'oneOf', values: values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)), because: reason.because, refs: reason.refs });
}

function marksOf(value: Value): JsonValue {
  if (value.sensitive) return true;
  if (!isMarked(value)) return false;
  if (isSequence(value)) return itemsOf(value).map(marksOf);
  return isMapping(value) ? made(value, (member) => (isMarked(member) ? marksOf(member) : undefined)) : false;
}
