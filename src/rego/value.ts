import { decimal } from '#go/big-float.ts';
import { compareText } from '#go/text.ts';
import type { JsonValue } from '#model/json.ts';

/**
 * A Rego value. Sets and objects with keys of any type are kept apart from arrays and from each other, and a number keeps
 * the text it was written with whenever a double would print otherwise: nothing is lost between a module and the host.
 */
export type RegoValue = null | boolean | number | string | RegoNumber | readonly RegoValue[] | RegoObject | RegoSet;

/** A number whose text is not what JavaScript would print for it: `12345678901234567890`, `1.50`, `1e400`. */
export class RegoNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Distinct values in Rego order. */
export class RegoSet {
  readonly items: readonly RegoValue[];

  private constructor(items: readonly RegoValue[]) {
    this.items = items;
  }

  static of(items: readonly RegoValue[]): RegoSet {
    if (items.length < 2) return new RegoSet(items);
    const sorted = items.toSorted(compareValues);
    return new RegoSet(sorted.filter((item, index) => index === 0 || compareValues(item, sorted[index - 1] as RegoValue) !== 0));
  }

  has(value: RegoValue): boolean {
    return find(this.items, value, (item) => item) !== undefined;
  }
}

export type RegoMember = readonly [key: RegoValue, value: RegoValue];

/** Members in Rego order of their keys; of equal keys the last one counts. */
export class RegoObject {
  readonly members: readonly RegoMember[];

  private constructor(members: readonly RegoMember[]) {
    this.members = members;
  }

  static of(members: readonly RegoMember[]): RegoObject {
    if (members.length < 2) return new RegoObject(members);
    const sorted = members.toSorted((a, b) => compareValues(a[0], b[0]));
    return new RegoObject(
      sorted.filter((member, index) => {
        const next = sorted[index + 1];
        return next === undefined || compareValues(member[0], next[0]) !== 0;
      }),
    );
  }

  get(key: RegoValue): RegoValue | undefined {
    return find(this.members, key, (member) => member[0])?.[1];
  }
}

function find<T>(sorted: readonly T[], key: RegoValue, keyOf: (item: T) => RegoValue): T | undefined {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compareValues(keyOf(sorted[middle] as T), key);
    if (order === 0) return sorted[middle];
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** The number that `text` writes, as a plain double when that prints as the same text. */
export function numberOf(text: string): number | RegoNumber {
  const value = Number(text);
  return String(value) === text ? value : new RegoNumber(text);
}

export function isNumber(value: RegoValue | undefined): value is number | RegoNumber {
  return typeof value === 'number' || value instanceof RegoNumber;
}

export function numberText(value: number | RegoNumber): string {
  return typeof value === 'number' ? String(value) : value.text;
}

/** The integer that a number stands for (`3`, `3.0`, `3e2`), or undefined when it is a fraction or absurdly large. */
export function integerOf(value: RegoValue | undefined): bigint | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (!isNumber(value)) return undefined;
  const { digits, exponent } = decimal(numberText(value));
  if (digits === 0n) return 0n;
  if (exponent > 4096) return undefined;
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  if (-exponent > 4096 + digits.toString().length) return undefined;
  const scale = 10n ** BigInt(-exponent);
  return digits % scale === 0n ? digits / scale : undefined;
}

/** Rego's order of all values: null, booleans, numbers, strings, arrays, objects, sets; inside a type by content. */
export function compareValues(a: RegoValue, b: RegoValue): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (isNumber(a) && isNumber(b)) return compareNumbers(numberText(a), numberText(b));
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a instanceof RegoSet && b instanceof RegoSet) return compareLists(a.items, b.items, compareValues);
  if (a instanceof RegoObject && b instanceof RegoObject) {
    return compareLists(a.members, b.members, (x, y) => compareValues(x[0], y[0]) || compareValues(x[1], y[1]));
  }
  if (isList(a) && isList(b)) return compareLists(a, b, compareValues);
  return 0;
}

export function isList(value: RegoValue | undefined): value is readonly RegoValue[] {
  return Array.isArray(value);
}

/** The elements of an array or a set; undefined for anything else. */
export function elementsOf(value: RegoValue | undefined): readonly RegoValue[] | undefined {
  return value instanceof RegoSet ? value.items : isList(value) ? value : undefined;
}

function rankOf(value: RegoValue): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return 1;
  if (isNumber(value)) return 2;
  if (typeof value === 'string') return 3;
  if (isList(value)) return 4;
  return value instanceof RegoObject ? 5 : 6;
}

function compareLists<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const order = compare(a[index] as T, b[index] as T);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareNumbers(a: string, b: string): number {
  const x = decimal(a);
  const y = decimal(b);
  const sign = Number(x.digits > 0n) - Number(x.digits < 0n);
  const otherSign = Number(y.digits > 0n) - Number(y.digits < 0n);
  if (sign !== otherSign || sign === 0) return sign - otherSign;
  const size = magnitude(x) - magnitude(y);
  if (size !== 0) return size * sign;
  const shift = x.exponent - y.exponent;
  const left = shift > 0 ? x.digits * 10n ** BigInt(shift) : x.digits;
  const right = shift < 0 ? y.digits * 10n ** BigInt(-shift) : y.digits;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Place of the first digit: equal ones bound how far two numbers must be scaled to be compared exactly. */
function magnitude({ digits, exponent }: { readonly digits: bigint; readonly exponent: number }): number {
  return (digits < 0n ? -digits : digits).toString().length + exponent;
}

/** Deeper results are refused. */
const maxDepth = 1000;

/**
 * As JSON: a set becomes an array in Rego order, a key that is no string becomes its JSON text, and a number that a double
 * cannot hold becomes its text, so that an identifier of twenty digits keeps all of them.
 */
export function toJson(value: RegoValue, depth = 0): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof RegoNumber) return jsonNumber(value.text);
  // What is passed between threads and printed must not depend on the depth of their stacks.
  if (depth > maxDepth) throw new RangeError('call stack: a result nests too deeply');
  const items = elementsOf(value);
  if (items) return items.map((item) => toJson(item, depth + 1));
  const out: { [key: string]: JsonValue } = {};
  for (const [key, item] of (value as RegoObject).members) {
    const name = typeof key === 'string' ? key : JSON.stringify(toJson(key, depth + 1));
    // `__proto__` must become a member like any other.
    if (name === '__proto__') Object.defineProperty(out, name, { value: toJson(item, depth + 1), enumerable: true, writable: true, configurable: true });
    else out[name] = toJson(item, depth + 1);
  }
  return out;
}

function jsonNumber(text: string): number | string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return compareNumbers(text, BigInt(value).toString()) === 0 ? value : text;
  return value;
}

export function fromJson(value: JsonValue): RegoValue {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value === 'object' && value !== null) return RegoObject.of(Object.entries(value).map(([key, item]) => [key, fromJson(item as JsonValue)]));
  return value as null | boolean | number | string;
}
