import { goQuoteRune, isPrintable } from '#go/quote.ts';
import { Refusal } from '../builtins/builtin.ts';
import { pad, type Flags } from './flags.ts';

const bases: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

/** Null for a verb that integers have not. */
export function integerVerb(value: bigint, verb: string, flags: Flags): string | null {
  if (verb === 'c') return pad(character(value), flags);
  if (verb === 'q') return pad(goQuoteRune(character(value), flags.plus), flags);
  if (verb === 'U') return unicode(BigInt.asUintN(64, value), flags);
  const base = bases[verb];
  if (base === undefined) return null;
  const negative = value < 0n;
  const size = negative ? -value : value;
  if (flags.precision === 0 && size === 0n) return pad('', flags, false);
  // `%05d` is a precision of the width less the sign, unless a precision is given or the padding stands on the right.
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  const least = flags.precision ?? (flags.zero && !flags.minus && flags.width !== null ? flags.width - sign.length : 0);
  let digits = size.toString(base).padStart(least, '0');
  if (flags.sharp && base === 2) digits = `0b${digits}`;
  if (flags.sharp && base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
  if (flags.sharp && base === 16) digits = `0x${digits}`;
  if (verb === 'O') digits = `0o${digits}`;
  if (verb === 'X') digits = digits.toUpperCase();
  return pad(sign + digits, flags, false);
}

function character(value: bigint): string {
  return value < 0n || value > 0x10ffffn || (value >= 0xd800n && value <= 0xdfffn) ? '\ufffd' : String.fromCodePoint(Number(value));
}

function unicode(value: bigint, flags: Flags): string {
  const digits = value.toString(16).toUpperCase().padStart(Math.max(flags.precision ?? 4, 4), '0');
  const shown = flags.sharp && value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn) && isPrintable(character(value)) ? ` '${character(value)}'` : '';
  return pad(`U+${digits}${shown}`, flags, false);
}

/** Big integers format themselves, with rules of their own. */
export function bigVerb(value: bigint, verb: string, flags: Flags): string {
  const base = verb === 's' ? 10 : bases[verb];
  // Go prints the innards of its big integer, or where it lies in memory.
  if (verb === 'w' || verb === 'p') throw new Refusal(`verb %${verb} for an integer of more than 64 bits`);
  if (base === undefined) return `%!${verb}(big.Int=${value})`;
  const sign = value < 0n ? '-' : flags.plus || flags.plusV ? '+' : flags.space ? ' ' : '';
  const sharp = flags.sharp || flags.sharpV;
  const prefix = verb === 'O' ? '0o' : sharp ? ({ b: '0b', o: '0', x: '0x', X: '0X' }[verb] ?? '') : '';
  const plain = (value < 0n ? -value : value).toString(base);
  const digits = (verb === 'X' ? plain.toUpperCase() : plain).padStart(flags.precision ?? 0, '0');
  const missing = Math.max((flags.width ?? 0) - sign.length - prefix.length - digits.length, 0);
  if (flags.minus) return sign + prefix + digits + ' '.repeat(missing);
  if (flags.zero && flags.precision === null) return sign + prefix + '0'.repeat(missing) + digits;
  return ' '.repeat(missing) + sign + prefix + digits;
}
