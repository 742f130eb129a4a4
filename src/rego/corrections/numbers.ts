import { arithmetic } from '../builtins/arithmetic.ts';
import { bigFloat, truncated } from '#go/big-float.ts';
import { integerOf, isNumber, numberOf, numberText, type RegoValue } from '../value.ts';
import { always, fractions, keep, type Correction } from './correction.ts';

const radixes: Readonly<Record<string, number>> = { 2: 2, 8: 8, 10: 10, 16: 16 };

function formatInt([value, base]: readonly RegoValue[]): RegoValue | undefined {
  const radix = isNumber(base) ? radixes[numberText(base)] : undefined;
  if (!isNumber(value) || radix === undefined) return undefined;
  const integer = integerOf(value) ?? truncated(bigFloat(numberText(value)));
  return integer.toString(radix);
}

/** What Go's strconv.ParseFloat reads, as a JSON number where it is none: `+1`, `.5`, `1_000`, `007`. */
function toNumber(value: RegoValue | undefined): RegoValue | undefined | typeof keep {
  if (typeof value !== 'string') return keep;
  const match = /^([+-]?)(\d[\d_]*)?(?:(\.)([\d_]*))?([eE][+-]?\d+)?$/.exec(value);
  if (!match || /(?<!\d)_|_(?!\d)/.test(value)) return undefined;
  const [, sign = '', whole = '', point = '', rest = '', exponent = ''] = match.map((part) => part?.replaceAll('_', ''));
  if (whole + rest === '') return undefined;
  const text = `${sign === '-' ? '-' : ''}${whole.replace(/^0+(?=\d)/, '') || '0'}${point}${point !== '' && rest === '' ? '0' : rest}${exponent}`;
  return Number.isFinite(Number(text)) ? numberOf(text) : undefined;
}

export const numbers: readonly Correction[] = [
  { name: '+', native: 'opa_arith_plus', parameters: 2, when: fractions(0, 1), call: arithmetic.plus },
  { name: '-', native: 'opa_arith_minus', parameters: 2, when: fractions(0, 1), call: arithmetic.minus },
  { name: '*', native: 'opa_arith_multiply', parameters: 2, when: fractions(0, 1), call: arithmetic.times },
  // Of 0 / 0 the module makes an error.
  { name: '/', native: 'opa_arith_divide', parameters: 2, when: always, call: arithmetic.over },
  { name: 'abs', native: 'opa_arith_abs', parameters: 1, when: fractions(0), call: arithmetic.absolute },
  { name: 'round', native: 'opa_arith_round', parameters: 1, when: fractions(0), call: arithmetic.near },
  { name: 'sum', native: 'opa_agg_sum', parameters: 1, when: always, call: arithmetic.sum },
  { name: 'product', native: 'opa_agg_product', parameters: 1, when: always, call: arithmetic.product },
  // The module keeps texts that are no number, such as 1e.
  { name: 'to_number', native: 'opa_to_number', parameters: 1, when: always, call: ([value]) => toNumber(value) },
  // The module takes 32 bits and aborts beyond them.
  { name: 'format_int', native: 'opa_strings_format_int', parameters: 2, when: always, call: formatInt },
];
