import { bigFloat, fractionOf, negated, productOf, quotientOf, shortest, sumOf, truncated, type BigFloat } from '#go/big-float.ts';
import { elementsOf, integerOf, isNumber, numberOf, numberText, type RegoNumber, type RegoValue } from '../value.ts';

type Num = number | RegoNumber;

const float = (value: Num): BigFloat => bigFloat(numberText(value));

/** OPA's FloatToNumber: whole numbers without an exponent, others with one from 1e+06 on and below 1e-04. */
function numberTextOf(one: BigFloat): string {
  const sign = one.negative ? '-' : '';
  if (one.mantissa === 0n) return `${sign}0`;
  const { digits, point } = shortest(one);
  const [numerator, denominator] = fractionOf(one);
  if (numerator % denominator === 0n) return sign + digits.padEnd(point, '0');
  const exponent = point - 1;
  if (exponent < -4 || exponent >= 6) {
    const rest = digits.slice(1);
    return `${sign}${digits.slice(0, 1)}${rest === '' ? '' : `.${rest}`}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return sign + (point > 0 ? `${digits.slice(0, point).padEnd(point, '0')}${digits.length > point ? `.${digits.slice(point)}` : ''}` : `0.${'0'.repeat(-point)}${digits}`);
}

/** Whole numbers are computed exactly, others with Go's big floats of 64 bits. */
function operation(whole: (a: bigint, b: bigint) => bigint, other: (a: BigFloat, b: BigFloat) => BigFloat) {
  return ([a, b]: readonly RegoValue[]): RegoValue | undefined => {
    if (!isNumber(a) || !isNumber(b)) return undefined;
    const [x, y] = [integerOf(a), integerOf(b)];
    return numberOf(x !== undefined && y !== undefined ? whole(x, y).toString() : numberTextOf(other(float(a), float(b))));
  };
}

/** Over an array or a set: whole numbers exactly, others added up as floats of so many bits. */
function accumulated(whole: (a: bigint, b: bigint) => bigint, start: bigint, other: (a: BigFloat, b: BigFloat, precision: number) => BigFloat, precision: number) {
  return ([collection]: readonly RegoValue[]): RegoValue | undefined => {
    const items = elementsOf(collection);
    if (!items?.every(isNumber)) return undefined;
    const integers = items.map(integerOf);
    if (integers.every((one) => one !== undefined)) return numberOf(integers.reduce(whole, start).toString());
    return numberOf(numberTextOf(items.map(float).reduce((total, one) => other(total, one, precision), bigFloat(start.toString()))));
  };
}

const half = bigFloat('0.5');

/** What the compiled module computes in decimal, and writes with the zeros that come of it: 0.6 * 7 is 4.20 there. */
export const arithmetic = {
  plus: operation((a, b) => a + b, sumOf),
  minus: operation((a, b) => a - b, (a, b) => sumOf(a, negated(b))),
  times: operation((a, b) => a * b, productOf),
  over: ([a, b]: readonly RegoValue[]): RegoValue | undefined => {
    if (!isNumber(a) || !isNumber(b)) return undefined;
    const divisor = float(b);
    return divisor.mantissa === 0n ? undefined : numberOf(numberTextOf(quotientOf(float(a), divisor)));
  },
  absolute: ([value]: readonly RegoValue[]): RegoValue | undefined => (isNumber(value) ? numberOf(numberTextOf({ ...float(value), negative: false })) : undefined),
  /** Half away from zero. */
  near: ([value]: readonly RegoValue[]): RegoValue | undefined => {
    if (!isNumber(value)) return undefined;
    const exact = float(value);
    return numberOf(truncated(sumOf(exact, exact.negative ? negated(half) : half)).toString());
  },
  sum: accumulated((a, b) => a + b, 0n, sumOf, 64),
  /** Of 53 bits, since OPA begins it with a double. */
  product: accumulated((a, b) => a * b, 1n, productOf, 53),
} as const;
