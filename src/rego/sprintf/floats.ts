import { goFloat } from '#go/float.ts';
import { pad, type Flags } from './flags.ts';

const floatVerbs: Readonly<Record<string, readonly [verb: string, precision: number]>> = {
  v: ['g', -1], b: ['b', -1], g: ['g', -1], G: ['G', -1], x: ['x', -1], X: ['X', -1], f: ['f', 6], F: ['f', 6], e: ['e', 6], E: ['E', 6],
};

/** Null for a verb that floats have not. */
export function floatVerb(value: number, verb: string, flags: Flags): string | null {
  const form = floatVerbs[verb];
  if (!form) return null;
  const precision = flags.precision ?? form[1];
  const written = goFloat(value, form[0], precision);
  const negative = written.startsWith('-');
  const unsigned = negative ? written.slice(1) : written;
  const digits = flags.sharp && verb !== 'b' ? withPoint(unsigned, form[0], precision) : unsigned;
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  if (sign !== '' && flags.zero && !flags.minus && flags.width !== null) {
    return sign + digits.padStart(flags.width - 1, '0');
  }
  return pad(sign + digits, flags);
}

/** `%#g`: always a decimal point, and the trailing zeros that `%g` drops. */
function withPoint(number: string, verb: string, precision: number): string {
  const hex = verb === 'x' || verb === 'X';
  const match = (hex ? /^(.*?)([pP].*)?$/ : /^(.*?)([eEpP].*)?$/).exec(number);
  let body = match?.[1] ?? number;
  const tail = match?.[2] ?? '';
  let missing = verb === 'g' || verb === 'G' || verb === 'x' ? (precision === -1 ? 6 : precision) : 0;
  // Digits count from the first that is not zero; the prefix 0x counts there as Go counts it.
  missing -= body.replace('.', '').replace(/^0*/, '').length;
  if (!body.includes('.')) {
    if (body === '0') missing--;
    body += '.';
  }
  return body + '0'.repeat(Math.max(missing, 0)) + tail;
}
