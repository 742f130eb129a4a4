import { bigFloat, productOf, rounded, truncated } from '#go/big-float.ts';
import { numberOf, type RegoValue } from '../value.ts';
import type { Builtins } from './builtin.ts';

const letters = ['k', 'm', 'g', 't', 'p', 'e'];

function scale(unit: string, bits: boolean): bigint | undefined {
  const power = letters.indexOf(unit[0] ?? '') + 1;
  return power === 0 ? undefined : (bits ? 1024n : 1000n) ** BigInt(power);
}

/** The number at the front (`10`, `1.5`, `2e3`) and what follows it. */
function split(text: string): readonly [number: string, unit: string] | undefined {
  const match = /^((?:[\d.+-]|[eE][+-]?(?=\d)|[eE][+-])*)(.*)$/s.exec(text);
  const number = match?.[1] ?? '';
  if (/[eE][+-]?\d{7}/.test(number)) return undefined;
  return [number, match?.[2] ?? ''];
}

/** numerator / denominator of a decimal number. */
function fraction(text: string): readonly [bigint, bigint] | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', rest = '', exponent = '0'] = match;
  if (whole + rest === '') return undefined;
  const power = Number(exponent) - rest.length;
  const digits = BigInt(`${whole}${rest}`) * (sign === '-' ? -1n : 1n);
  return power >= 0 ? [digits * 10n ** BigInt(power), 1n] : [digits, 10n ** BigInt(-power)];
}

/** `10KiB`: whole bytes, case does not matter. */
function bytes(text: string): RegoValue | undefined {
  const clean = text.toLowerCase().replaceAll('"', '');
  const parts = clean.includes(' ') ? undefined : split(clean);
  const amount = parts && fraction(parts[0]);
  if (!parts || !amount) return undefined;
  const match = /^(?:([kmgtpe])(i?)b?)?$/.exec(parts[1]);
  if (!match) return undefined;
  const factor = match[1] === undefined ? 1n : scale(match[1], match[2] === 'i');
  if (factor === undefined) return undefined;
  // OPA multiplies big floats, and 0.001 GB is 999999 bytes there.
  const [numerator, denominator] = amount;
  const float = rounded(numerator < 0n ? -numerator : numerator, denominator, numerator < 0n);
  return numberOf(truncated(productOf(float, bigFloat(factor.toString()))).toString());
}

/** `200m`, `1.5Gi`: `m` is a thousandth and `M` a million; the case of other letters does not matter. */
function units(text: string): RegoValue | undefined {
  const clean = text.replaceAll('"', '');
  const parts = clean.includes(' ') ? undefined : split(clean);
  const amount = parts && fraction(parts[0]);
  if (!parts || !amount) return undefined;
  const unit = parts[1].slice(0, 1) + parts[1].slice(1).toLowerCase();
  if (unit === 'm') return decimal(...siMilli(amount));
  if (unit === '') return decimal(...amount);
  const match = /^([kKMmgGtTpPeE])(i?)$/.exec(unit);
  const factor = match && scale((match[1] ?? '').toLowerCase(), match[2] === 'i');
  return factor ? decimal(amount[0] * factor, amount[1]) : undefined;
}

/** OPA multiplies with the double nearest to 0.001, exactly. */
function siMilli([numerator, denominator]: readonly [bigint, bigint]): readonly [bigint, bigint] {
  return [numerator * 1152921504606847n, denominator * 1152921504606846976n];
}

/** Whole, or with ten digits after the point, ties away from zero. */
function decimal(numerator: bigint, denominator: bigint): RegoValue {
  if (numerator % denominator === 0n) return numberOf((numerator / denominator).toString());
  const negative = numerator < 0n;
  const scaled = ((negative ? -numerator : numerator) * 10n ** 10n * 2n + denominator) / (denominator * 2n);
  const digits = scaled.toString().padStart(11, '0');
  return numberOf(`${negative ? '-' : ''}${digits.slice(0, -10)}.${digits.slice(-10)}`);
}

export const builtins: Builtins = {
  'units.parse': ([text]) => (typeof text === 'string' ? units(text) : undefined),
  'units.parse_bytes': ([text]) => (typeof text === 'string' ? bytes(text) : undefined),
};
