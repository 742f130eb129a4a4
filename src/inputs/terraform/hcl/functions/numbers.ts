import { unknown as unknownBecause } from '#model/known.ts';
import { ConversionError, convert } from '../convert.ts';
import { absolute, add, compareNumbers, floor, fromDouble, fromInteger, toDouble, whole, type Num } from '../number.ts';
import { reasonOf } from '../reason-of.ts';
import { numberType } from '../type.ts';
import { isMapping, isSequence, isWhole, number, unknown, type Value } from '../value.ts';
import { amount, anything, integerOf } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions, type TerraformFunction } from './function.ts';

function numOf(value: Value | undefined): Num {
  if (value?.kind !== 'number') throw new Refusal('a number is required');
  return value.value;
}

function ofNumber(name: string, compute: (value: Num) => Num): TerraformFunction {
  return { parameters: [amount(name)], returns: numberType, call: ([value]) => number(compute(numOf(value))) };
}

/** Over doubles. The last digits of Go's logarithms and powers are its own: those are left open. */
function ofDoubles(names: readonly [string, string], compute: (a: number, b: number) => number | null): TerraformFunction {
  return {
    parameters: names.map(amount),
    returns: numberType,
    call: ([a, b]) => {
      const result = compute(toDouble(numOf(a)), toDouble(numOf(b)));
      if (result === null || Number.isNaN(result)) return unknown(numberType, unknownBecause('its last digits depend on how Terraform computes it'), true);
      return number(fromDouble(result));
    },
  };
}

/** Of powers of two, which comes out alike on every machine. */
function logarithm(value: number, base: number): number | null {
  return [value, base].every((one) => one > 0 && Number.isInteger(Math.log2(one)) && 2 ** Math.log2(one) === one) ? Math.log(value) / Math.log(base) : null;
}

/** Go's math.Pow, which multiplies by squares; powers with a fraction go through its own exponential function and are left open. */
function power(base: number, exponent: number): number | null {
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  const size = Math.abs(exponent);
  // Beyond 2 ** 53 each step is even: only zero, one and infinity come of it.
  if (base === 0 || Math.abs(base) === 1 || !Number.isFinite(base) || size > Number.MAX_SAFE_INTEGER) return base ** exponent;
  if (!Number.isInteger(exponent)) return null;
  let [mantissa, scale] = parts(base);
  let product = 1;
  let total = 0;
  for (let left = size; left !== 0; left = Math.floor(left / 2)) {
    // Go stops likewise: the exponent can only overflow from here on.
    if (Math.abs(scale) > 4096) return total + scale > 0 === exponent > 0 ? (base < 0 && size % 2 === 1 ? -Infinity : Infinity) : 0;
    if (left % 2 === 1) {
      product *= mantissa;
      total += scale;
    }
    mantissa *= mantissa;
    scale *= 2;
    if (mantissa < 0.5) {
      mantissa += mantissa;
      scale--;
    }
  }
  if (exponent < 0) [product, total] = [1 / product, -total];
  const half = Math.trunc(total / 2);
  return product * 2 ** half * 2 ** (total - half);
}

/** A double as a fraction between a half and one (with its sign) and a power of two. */
function parts(value: number): [fraction: number, exponent: number] {
  let exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(value))) + 1);
  let fraction = value / 2 ** exponent;
  while (Math.abs(fraction) >= 1) [fraction, exponent] = [fraction / 2, exponent + 1];
  while (Math.abs(fraction) < 0.5) [fraction, exponent] = [fraction * 2, exponent - 1];
  return [fraction, exponent];
}

function extreme(sign: 1 | -1): TerraformFunction {
  return {
    parameters: [],
    rest: amount('numbers'),
    returns: numberType,
    call: (args) => {
      if (args.length === 0) throw new Refusal('must pass at least one number');
      const infinite: Num = whole(-sign * Infinity, 512);
      return number(args.map(numOf).reduce((best, one) => (compareNumbers(one, best) * sign > 0 ? one : best), infinite));
    },
  };
}

function notNumbers(): ArgumentRefused {
  return new ArgumentRefused(0, 'argument must be list, set, or tuple of number values');
}

function sum([values]: readonly Value[]): Value {
  if (!values || (!isSequence(values) && !isMapping(values))) {
    if (values?.kind === 'unknown') return unknown(numberType, values.reason, true);
    throw new ArgumentRefused(0, 'cannot sum noniterable');
  }
  if (!isWhole(values)) return unknown(numberType, reasonOf([values]), true);
  const length = isSequence(values) ? values.items.length : values.members.size;
  if (length === 0) throw new ArgumentRefused(0, 'cannot sum an empty list');
  if (!isSequence(values)) throw new ArgumentRefused(0, `argument must be list, set, or tuple. Received ${values.kind}`);
  try {
    const numbers = values.items.map((item) => {
      const one = convert(item, numberType);
      if (one.kind !== 'number') throw notNumbers();
      return one.value;
    });
    const total = numbers.slice(1).reduce<Num | null>((all, one) => all && add(all, one), numbers[0] as Num);
    if (!total) throw new Refusal("can't compute sum of opposing infinities");
    return number(total);
  } catch (error) {
    if (error instanceof ConversionError) throw notNumbers();
    throw error;
  }
}

/** Go's big.Int.SetString: digits, then lower case letters, then (beyond base 36) upper case ones. */
function parseInteger([value, baseOf]: readonly Value[]): Value {
  if (value?.kind !== 'string') throw new ArgumentRefused(0, `first argument must be a string, not ${value?.kind ?? 'dynamic'}`);
  const base = integerOf(baseOf, 1);
  if (base < 2 || base > 62) throw new ArgumentRefused(1, 'base must be a whole number between 2 and 62 inclusive');
  const [, sign = '', digits = ''] = /^([+-]?)([0-9A-Za-z]+)$/.exec(value.value) ?? [];
  let total = 0n;
  let fits = digits !== '';
  if (digits.length > 4000) return unknown(numberType, unknownBecause('a number with more digits than landrail computes with'), true);
  for (const character of digits) {
    const digit = /\d/.test(character) ? Number(character) : /[a-z]/.test(character) ? character.charCodeAt(0) - 87 : character.charCodeAt(0) - (base <= 36 ? 55 : 29);
    fits &&= digit < base;
    total = total * BigInt(base) + BigInt(digit);
  }
  if (!fits) throw new ArgumentRefused(0, `cannot parse "${value.value}" as a base ${base} integer`);
  return number(fromInteger(sign === '-' ? -total : total));
}

export const numbers: Functions = {
  abs: ofNumber('num', absolute),
  ceil: ofNumber('num', (value) => floor(value, true)),
  floor: ofNumber('num', (value) => floor(value)),
  log: ofDoubles(['num', 'base'], logarithm),
  max: extreme(1),
  min: extreme(-1),
  parseint: { parameters: [{ ...anything('number') }, amount('base')], returns: numberType, call: parseInteger },
  pow: ofDoubles(['num', 'power'], power),
  signum: { parameters: [amount('num')], returns: numberType, call: ([value]) => number(whole(Math.sign(integerOf(value)))) },
  sum: { parameters: [{ ...anything('list'), partial: true }], returns: numberType, call: sum },
};
