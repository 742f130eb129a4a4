import { list } from '../collection.ts';
import { toInteger } from '../number.ts';
import { anyType, boolType, listType, numberType, stringType, type Type } from '../type.ts';
import { string, type Value } from '../value.ts';
import { ArgumentRefused, Refusal, type Parameter } from './function.ts';

export const text = (name: string): Parameter => ({ name, type: stringType });
export const amount = (name: string): Parameter => ({ name, type: numberType });
export const anything = (name: string): Parameter => ({ name, type: anyType });
export const of = (name: string, type: Type): Parameter => ({ name, type });
export const listOfAny: Type = listType(anyType);
export const listOfText: Type = listType(stringType);
export const listOfBools: Type = listType(boolType);

/** Of an argument whose parameter is a text, so that it is one. */
export function textOf(value: Value | undefined): string {
  if (value?.kind !== 'string') throw new Refusal('a string is required');
  return value.value;
}

const int64 = 2n ** 63n;

/** A whole number of 64 bits, as Go's `int`. With an index the argument is refused, else the call. */
export function integerOf(value: Value | undefined, index: number | null = null, prefix = ''): number {
  const whole = value?.kind === 'number' ? toInteger(value.value) : null;
  if (whole !== null && whole >= -int64 && whole < int64) return Number(whole);
  const message = `${prefix}value must be a whole number, between -9223372036854775808 and 9223372036854775807`;
  throw index === null ? new Refusal(message) : new ArgumentRefused(index, message);
}

export function bigIntegerOf(value: Value | undefined): bigint {
  const whole = value?.kind === 'number' ? toInteger(value.value) : null;
  if (whole === null) throw new Refusal('value must be a whole number');
  return whole;
}

export function texts(values: readonly string[]): Value {
  return list(stringType, values.map(string));
}
