/** mantissa * 2 ** exponent, the mantissa of exactly `precision` bits unless the number is zero. */
export interface BigFloat {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
}

/** What Go's big.Float takes where nothing else is said. */
const usual = 64;

/** numerator / denominator (not below zero) to the nearest number of that many bits, half to even. */
export function rounded(numerator: bigint, denominator: bigint, negative = false, precision = usual): BigFloat {
  if (numerator === 0n) return { negative, mantissa: 0n, exponent: 0, precision };
  let exponent = bits(numerator) - bits(denominator) - precision;
  // The quotient has precision or precision + 1 bits.
  if (quotient(numerator, denominator, exponent) >> BigInt(precision) > 0n) exponent++;
  let mantissa = halfEven(...scaled(numerator, denominator, exponent));
  if (bits(mantissa) > precision) {
    mantissa >>= 1n;
    exponent++;
  }
  return bits(mantissa) < precision ? { negative, mantissa: mantissa << 1n, exponent: exponent - 1, precision } : { negative, mantissa, exponent, precision };
}

function bits(value: bigint): number {
  return value.toString(2).length;
}

/** numerator / denominator / 2 ** exponent. */
function scaled(numerator: bigint, denominator: bigint, exponent: number): [numerator: bigint, denominator: bigint] {
  return exponent >= 0 ? [numerator, denominator << BigInt(exponent)] : [numerator << BigInt(-exponent), denominator];
}

function quotient(numerator: bigint, denominator: bigint, exponent: number): bigint {
  const [above, below] = scaled(numerator, denominator, exponent);
  return above / below;
}

function halfEven(numerator: bigint, denominator: bigint): bigint {
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && whole % 2n === 1n) ? whole + 1n : whole;
}

/** As a fraction, the numerator with the sign. */
export function fractionOf({ negative, mantissa, exponent }: BigFloat): readonly [numerator: bigint, denominator: bigint] {
  const signed = negative ? -mantissa : mantissa;
  return exponent >= 0 ? [signed << BigInt(exponent), 1n] : [signed, 1n << BigInt(-exponent)];
}

/** digits * 10 ** exponent, exactly. */
export function decimal(text: string): { readonly digits: bigint; readonly exponent: number } {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) throw new Error(`not a number: ${text}`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  return { digits: BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n), exponent: Number(exponent) - fraction.length };
}

/** Go's Float.SetString of a JSON number. */
export function bigFloat(text: string, precision = usual): BigFloat {
  const { digits, exponent } = decimal(text);
  const size = digits < 0n ? -digits : digits;
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent >= 0 ? rounded(size * power, 1n, text.startsWith('-'), precision) : rounded(size, power, text.startsWith('-'), precision);
}

/** Go's Float.SetFloat64 of a finite double. */
export function floatOf(value: number): BigFloat {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const mantissa = (bits & 0xfffffffffffffn) | (biased === 0 ? 0n : 1n << 52n);
  const exponent = (biased === 0 ? 1 : biased) - 1075;
  return exponent >= 0 ? rounded(mantissa << BigInt(exponent), 1n, value < 0, 53) : rounded(mantissa, 1n << BigInt(-exponent), value < 0, 53);
}

export function negated(one: BigFloat): BigFloat {
  return { ...one, negative: !one.negative };
}

export function sumOf(a: BigFloat, b: BigFloat, precision = usual): BigFloat {
  const [x, below] = fractionOf(a);
  const [y, other] = fractionOf(b);
  const total = x * other + y * below;
  return rounded(total < 0n ? -total : total, below * other, total < 0n, precision);
}

export function productOf(a: BigFloat, b: BigFloat, precision = usual): BigFloat {
  const [x, below] = fractionOf({ ...a, negative: false });
  const [y, other] = fractionOf({ ...b, negative: false });
  return rounded(x * y, below * other, a.negative !== b.negative, precision);
}

/** @param b not zero */
export function quotientOf(a: BigFloat, b: BigFloat, precision = usual): BigFloat {
  const [x, below] = fractionOf({ ...a, negative: false });
  const [y, other] = fractionOf({ ...b, negative: false });
  return rounded(x * other, y * below, a.negative !== b.negative, precision);
}

/** Towards zero. */
export function truncated(one: BigFloat): bigint {
  const [numerator, denominator] = fractionOf(one);
  return numerator / denominator;
}

/** Digits without zeros at the end, and the place of the decimal point: 0.d1d2d3… * 10 ** point. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

function exactDecimal(mantissa: bigint, exponent: number): Decimal {
  const all = (exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent)).toString();
  return { digits: all.replace(/0+$/, ''), point: all.length + Math.min(exponent, 0) };
}

/** The fewest digits that read back as the same number: roundShortest of Go's math/big/ftoa.go. */
export function shortest({ mantissa, exponent }: BigFloat): Decimal {
  const exact = exactDecimal(mantissa, exponent);
  const lower = exactDecimal(mantissa * 2n - 1n, exponent - 1).digits;
  const upper = exactDecimal(mantissa * 2n + 1n, exponent - 1).digits;
  const inclusive = mantissa % 2n === 0n;
  for (let at = 0; at < exact.digits.length; at++) {
    const [digit, low, high] = [exact.digits, lower, upper].map((digits) => Number(digits[at] ?? '0')) as [number, number, number];
    const down = low !== digit || (inclusive && at + 1 === lower.length);
    const up = digit !== high && (inclusive || digit + 1 < high || at + 1 < upper.length);
    if (down || up) return cut(exact, at + 1, down && up ? nearerUp(exact.digits, at + 1) : up);
  }
  return exact;
}

function nearerUp(digits: string, count: number): boolean {
  const next = digits[count] ?? '';
  return next === '5' && count + 1 === digits.length ? Number(digits[count - 1]) % 2 === 1 : next >= '5';
}

function cut({ digits, point }: Decimal, count: number, up: boolean): Decimal {
  if (count >= digits.length) return { digits, point };
  const kept = digits.slice(0, count);
  const out = up ? (BigInt(kept) + 1n).toString() : kept;
  return { digits: out.replace(/0+$/, ''), point: point + out.length - kept.length };
}

/** Go's Float.Text: verbs e, E, f, g, G; precision -1 asks for the fewest digits that read back as the same number. */
export function bigFloatText(one: BigFloat, verb: string, precision: number): string {
  const sign = one.negative ? '-' : '';
  const exact = one.mantissa === 0n ? { digits: '', point: 0 } : precision < 0 ? shortest(one) : exactDecimal(one.mantissa, one.exponent);
  const lower = verb.toLowerCase();
  if (lower === 'f') {
    return sign + fixed(precision < 0 ? exact : nearest(exact, exact.point + precision), precision);
  }
  if (lower === 'e') return sign + exponential(precision < 0 ? exact : nearest(exact, precision + 1), verb, precision);
  const wanted = precision === 0 ? 1 : precision;
  const digits = precision < 0 ? exact : nearest(exact, wanted);
  // An exponent is written from the precision on; the shortest form counts as precision 6.
  const limit = precision < 0 ? 6 : wanted > digits.digits.length && digits.digits.length >= digits.point ? digits.digits.length : wanted;
  const exponent = digits.digits === '' ? 0 : digits.point - 1;
  if (exponent < -4 || exponent >= limit) return sign + exponential(digits, verb === 'G' ? 'E' : 'e', -1);
  return sign + fixed(digits, -1);
}

/** Rounded to so many digits, half to even. */
function nearest(exact: Decimal, count: number): Decimal {
  if (count < 0) return { digits: '', point: 0 };
  if (count >= exact.digits.length) return exact;
  const { digits, point } = cut(exact, count, count === 0 ? exact.digits > '5' : nearerUp(exact.digits, count));
  return digits === '' ? { digits: '', point: 0 } : { digits, point };
}

function exponential({ digits, point }: Decimal, verb: string, precision: number): string {
  const exponent = digits === '' ? 0 : point - 1;
  const rest = precision < 0 ? digits.slice(1) : digits.slice(1).padEnd(precision, '0').slice(0, precision);
  return `${digits === '' ? '0' : digits.slice(0, 1)}${rest === '' ? '' : `.${rest}`}${verb}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function fixed({ digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const after = point > 0 ? digits.slice(point) : digits === '' ? '' : '0'.repeat(-point) + digits;
  const rest = precision < 0 ? after : after.padEnd(precision, '0').slice(0, precision);
  return rest === '' ? whole : `${whole}.${rest}`;
}
