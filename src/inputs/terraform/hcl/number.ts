import { bigFloat, bigFloatText, floatOf, fractionOf, negated, productOf, quotientOf, rounded, shortest, sumOf, type BigFloat } from '#go/big-float.ts';

/**
 * A number as Terraform computes: a big float of 512 bits where it was written, of 64 where it was counted, of 53 where a
 * double came out. Whole numbers that a double holds (and infinities, and -0) are kept as doubles; their precision decides what a division gives.
 */
export type Num = Whole | BigFloat;

export interface Whole {
  readonly whole: number;
  readonly precision: number;
}

/** Of numbers that are written. */
const written = 512;

/** Beyond this the digits of a number are no longer worth their memory. */
const largestExponent = 5000;

export function whole(value: number, precision = 64): Num {
  return { whole: value, precision };
}

/** The number that a text spells in decimal, or null when it spells none. A leading sign is fine. */
export function parseNumber(text: string): Num | null {
  // Nearly all that are written.
  if (text.length < 16 && isDigits(text)) return { whole: Number(text), precision: written };
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match || `${match[2]}${match[3] ?? ''}` === '') return null;
  const [, sign = '', before = '', after = '', exponent = '0'] = match;
  if (after === '' && exponent === '0' && before.length < 16) return { whole: Number(`${sign}${before}`), precision: written };
  return fromBig(bigFloat(`${sign === '-' ? '-' : ''}${before === '' ? '0' : before}.${after}e${exponent}`, written));
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text !== '';
}

/** Whether a text spells a number with so many digits that landrail does not compute with it. */
export function isExcessive(text: string): boolean {
  if (isDigits(text)) return text.length > largestExponent;
  const match = /^[+-]?\d*\.?\d*(?:[eE]([+-]?\d+))?$/.exec(text);
  return match !== null && (text.length > largestExponent || Math.abs(Number(match[1] ?? '0')) > largestExponent);
}

export function fromDouble(value: number): Num {
  return Number.isSafeInteger(value) || !Number.isFinite(value) ? { whole: value, precision: 53 } : floatOf(value);
}

export function fromInteger(value: bigint): Num {
  const size = value < 0n ? -value : value;
  return fromBig(rounded(size, 1n, value < 0n, Math.max(64, size.toString(2).length)));
}

/** A double where it is exact. */
function fromBig(one: BigFloat): Num {
  if (one.mantissa === 0n) return { whole: one.negative ? -0 : 0, precision: one.precision };
  const [numerator, denominator] = fractionOf(one);
  if (numerator % denominator !== 0n) return one;
  const value = Number(numerator / denominator);
  return Number.isSafeInteger(value) ? { whole: value, precision: one.precision } : one;
}

function toBig(one: Num): BigFloat {
  if (!('whole' in one)) return one;
  const size = BigInt(Math.abs(one.whole));
  return rounded(size, 1n, one.whole < 0 || Object.is(one.whole, -0), one.precision);
}

/** How a whole number or a double is written, without an exponent: big.Float's Text('f', -1). */
export function numberText(one: Num): string {
  if ('whole' in one) {
    if (!Number.isFinite(one.whole)) return one.whole < 0 ? '-Inf' : '+Inf';
    return Object.is(one.whole, -0) ? '-0' : String(one.whole);
  }
  const { digits, point } = shortest(one);
  const sign = one.negative ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + (digits.length > point ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits.padEnd(point, '0'));
}

/** As Go's Float.Text prints it, with the verb e, f or g (or E, G) and a precision; -1 is as many digits as it takes. */
export function formatNumber(one: Num, verb: string, precision: number): string {
  return isInfinite(one) ? numberText(one) : bigFloatText(toBig(one), verb, precision);
}

/** The nearest double. */
export function toDouble(one: Num): number {
  return 'whole' in one ? one.whole : Number(numberText(one));
}

/** All digits of a whole number; null for a fraction or an infinity. */
export function toInteger(one: Num): bigint | null {
  if ('whole' in one) return Number.isFinite(one.whole) ? BigInt(one.whole) : null;
  const [numerator, denominator] = fractionOf(one);
  return numerator % denominator === 0n ? numerator / denominator : null;
}

export function isInfinite(one: Num): boolean {
  return 'whole' in one && !Number.isFinite(one.whole);
}

export function compareNumbers(a: Num, b: Num): number {
  if ('whole' in a && 'whole' in b) return a.whole < b.whole ? -1 : a.whole > b.whole ? 1 : 0;
  if (isInfinite(a)) return (a as Whole).whole < 0 ? -1 : 1;
  if (isInfinite(b)) return (b as Whole).whole < 0 ? 1 : -1;
  const [x, below] = fractionOf(toBig(a));
  const [y, other] = fractionOf(toBig(b));
  const difference = x * other - y * below;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Fractions are equal when they are written alike, whatever their precision. */
export function sameNumber(a: Num, b: Num): boolean {
  if ('whole' in a || 'whole' in b) return 'whole' in a && 'whole' in b ? a.whole === b.whole : compareNumbers(a, b) === 0;
  return numberText(a) === numberText(b);
}

function precisionOf(a: Num, b: Num): number {
  return Math.max(a.precision, b.precision);
}

/** Null: there is no such number (infinity minus infinity, zero by zero). */
function plain(value: number, precision: number): Num | null {
  return Number.isNaN(value) ? null : { whole: value, precision };
}

export function add(a: Num, b: Num): Num | null {
  const precision = precisionOf(a, b);
  if ('whole' in a && 'whole' in b) {
    const sum = a.whole + b.whole;
    if (!Number.isFinite(sum) || Number.isSafeInteger(sum)) return plain(sum, precision);
  }
  if (isInfinite(a)) return a;
  if (isInfinite(b)) return b;
  return fromBig(sumOf(toBig(a), toBig(b), precision));
}

export function negate(one: Num): Num {
  return 'whole' in one ? { whole: -one.whole, precision: one.precision } : { ...one, negative: !one.negative };
}

export function subtract(a: Num, b: Num): Num | null {
  return add(a, negate(b));
}

/** Of 512 bits, then of as many as it needs, but not of fewer than its factors. */
export function multiply(a: Num, b: Num): Num | null {
  if ('whole' in a && 'whole' in b) {
    const product = a.whole * b.whole;
    if (!Number.isFinite(product) || (Number.isSafeInteger(product) && precisionOf(a, b) >= 64)) return plain(product, precisionOf(a, b));
  }
  if (isInfinite(a) || isInfinite(b)) {
    const sign = signOf(a) * signOf(b);
    return sign === 0 ? null : { whole: sign * Infinity, precision: precisionOf(a, b) };
  }
  const product = productOf(toBig(a), toBig(b), written);
  const needed = product.mantissa === 0n ? 0 : product.mantissa.toString(2).replace(/0+$/, '').length;
  const precision = Math.max(precisionOf(a, b), needed);
  const [numerator, denominator] = fractionOf({ ...product, negative: false });
  return fromBig(rounded(numerator, denominator, product.negative, precision));
}

function signOf(one: Num): number {
  if ('whole' in one) return Math.sign(one.whole);
  return one.negative ? -1 : 1;
}

export function divide(a: Num, b: Num): Num | null {
  const precision = precisionOf(a, b);
  if ('whole' in a && 'whole' in b) {
    const quotient = a.whole / b.whole;
    if (!Number.isFinite(quotient) || !Number.isFinite(b.whole) || (Number.isSafeInteger(quotient) && quotient * b.whole === a.whole)) return plain(quotient, precision);
  }
  if (isInfinite(a)) return { whole: (a as Whole).whole * signOf(b), precision };
  if (isInfinite(b)) return { whole: 0 * signOf(a) * signOf(b), precision };
  if (signOf(b) === 0) return { whole: signOf(a) * (1 / (b as Whole).whole), precision };
  return fromBig(quotientOf(toBig(a), toBig(b), precision));
}

/** The remainder of the division that rounds towards zero; of a division by zero, the dividend. */
export function modulo(a: Num, b: Num): Num | null {
  if (isInfinite(a) || isInfinite(b)) return null;
  if (signOf(b) === 0) return a;
  if ('whole' in a && 'whole' in b && a.precision >= 64) {
    const rest = a.whole % b.whole;
    return { whole: rest === 0 ? 0 : rest, precision: a.precision };
  }
  const quotient = divide(a, b);
  if (!quotient) return null;
  const [numerator, denominator] = fractionOf(toBig(quotient));
  const count = numerator / denominator;
  const times = rounded(count < 0n ? -count : count, 1n, count < 0n, a.precision);
  return fromBig(sumOf(toBig(a), negated(productOf(toBig(b), times, a.precision)), a.precision));
}

export function absolute(one: Num): Num {
  return 'whole' in one ? { whole: Math.abs(one.whole), precision: one.precision } : { ...one, negative: false };
}

/** Towards minus infinity, or (`up`) plus infinity. */
export function floor(one: Num, up = false): Num {
  if ('whole' in one) return one;
  const [numerator, denominator] = fractionOf(one);
  const truncated = numerator / denominator;
  const exact = truncated * denominator === numerator;
  const result = exact ? truncated : up ? (one.negative ? truncated : truncated + 1n) : one.negative ? truncated - 1n : truncated;
  const size = result < 0n ? -result : result;
  return fromBig(rounded(size, 1n, result < 0n, one.precision));
}
