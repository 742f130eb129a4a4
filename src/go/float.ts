/** A positive finite double as significant digits and the place of the decimal point: 0.d1d2d3… * 10 ** point. */
interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** Beyond this many digits every double is exact and the rest is zeros. */
const exactDigits = 1100;

/**
 * Go's strconv.FormatFloat(value, verb, precision, 64) for finite values; precision -1 asks for the fewest digits that
 * read back as the same double. JavaScript's own toFixed and toExponential round ties away from zero, Go rounds the exact
 * value to even.
 */
export function goFloat(value: number, verb: string, precision: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  switch (verb) {
    case 'e':
    case 'E':
      return sign + exponential(precision < 0 ? shortest(size) : significant(size, precision + 1), verb, precision);
    case 'f':
      return sign + fixed(precision < 0 ? shortest(size) : atPlace(size, precision), precision);
    case 'g':
    case 'G':
      return sign + general(size, verb, precision);
    case 'b':
      return sign + binary(size);
    default:
      return sign + hexadecimal(size, verb, precision);
  }
}

function shortest(size: number): Digits {
  if (size === 0) return { digits: '', point: 0 };
  const [mantissa = '', exponent = '0'] = size.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** size = numerator / denominator, exactly. */
function fraction(size: number): readonly [numerator: bigint, denominator: bigint] {
  const { mantissa, exponent } = parts(size);
  return exponent >= 0 ? [mantissa << BigInt(exponent), 1n] : [mantissa, 1n << BigInt(-exponent)];
}

/** size = mantissa * 2 ** exponent. */
function parts(size: number): { readonly mantissa: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const low = bits & 0xfffffffffffffn;
  return biased === 0 ? { mantissa: low, exponent: -1074 } : { mantissa: low | 0x10000000000000n, exponent: biased - 1075 };
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** Rounded to `places` digits after the decimal point. */
function atPlace(size: number, places: number): Digits {
  const scale = Math.min(places, exactDigits);
  const [numerator, denominator] = fraction(size);
  const digits = divideHalfEven(numerator * 10n ** BigInt(scale), denominator).toString();
  return digits === '0' ? { digits: '', point: 0 } : { digits, point: digits.length - scale };
}

/** Rounded to `count` significant digits. */
function significant(size: number, count: number): Digits {
  if (size === 0) return { digits: '', point: 0 };
  const wanted = Math.min(count, exactDigits);
  const [numerator, denominator] = fraction(size);
  const first = Number(size.toExponential(20).split('e')[1]) + 1;
  const scale = wanted - first;
  const rounded = scale >= 0 ? divideHalfEven(numerator * 10n ** BigInt(scale), denominator) : divideHalfEven(numerator, denominator * 10n ** BigInt(-scale));
  const digits = rounded.toString();
  // 9.99 rounded to two digits has three.
  return { digits: digits.slice(0, wanted), point: first + digits.length - wanted };
}

function exponential({ digits, point }: Digits, verb: string, precision: number): string {
  const first = digits === '' ? '0' : (digits[0] as string);
  const rest = precision < 0 ? digits.slice(1) : digits.slice(1).padEnd(precision, '0').slice(0, precision);
  const exponent = digits === '' ? 0 : point - 1;
  return `${first}${rest === '' ? '' : `.${rest}`}${verb}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function fixed({ digits, point }: Digits, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const after = point > 0 ? digits.slice(point) : digits === '' ? '' : '0'.repeat(-point) + digits;
  const rest = precision < 0 ? after : after.padEnd(precision, '0').slice(0, precision);
  return rest === '' ? whole : `${whole}.${rest}`;
}

function general(size: number, verb: string, precision: number): string {
  const wanted = precision === 0 ? 1 : precision;
  const { digits: all, point } = precision < 0 ? shortest(size) : significant(size, wanted);
  const digits = all.replace(/0+$/, '');
  // An exponent is written from the precision on; the shortest form counts as precision 6.
  const limit = precision < 0 ? 6 : wanted > digits.length && digits.length >= point ? digits.length : wanted;
  const exponent = point - 1;
  return exponent < -4 || exponent >= limit ? exponential({ digits, point }, verb === 'G' ? 'E' : 'e', -1) : fixed({ digits, point }, -1);
}

function binary(size: number): string {
  const { mantissa, exponent } = parts(size);
  return `${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

/** 0x1.8p+01: the leading digit is 1 (0 for zero), as many hexadecimal digits as the precision says. */
function hexadecimal(size: number, verb: string, precision: number): string {
  let { mantissa, exponent } = parts(size);
  if (mantissa !== 0n) {
    while (mantissa < 1n << 60n) {
      mantissa <<= 1n;
      exponent--;
    }
    exponent += 60;
  } else exponent = 0;
  if (precision >= 0 && precision < 15) {
    const shift = BigInt(60 - precision * 4);
    mantissa = divideHalfEven(mantissa, 1n << shift) << shift;
    if (mantissa >= 1n << 61n) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const text = mantissa.toString(16).padStart(16, '0');
  const rest = precision < 0 ? text.slice(1).replace(/0+$/, '') : text.slice(1).padEnd(precision, '0').slice(0, precision);
  const out = `0x${text[0]}${rest === '' ? '' : `.${rest}`}p${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return verb === 'X' ? out.toUpperCase() : out;
}
