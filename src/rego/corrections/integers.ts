import { Refusal } from '../builtins/builtin.ts';
import { integerOf, isList, isNumber, numberOf, numberText, type RegoValue } from '../value.ts';
import { fractions, type Correction } from './correction.ts';

/** Arguments that must be whole numbers, however they are written: 2.0, 1e3. */
function wholes(args: readonly RegoValue[]): readonly bigint[] | undefined {
  const out = args.map(integerOf);
  return out.every((one) => one !== undefined) ? out : undefined;
}

function bits(operation: (a: bigint, b: bigint) => bigint): Correction['call'] {
  return (args) => {
    const [a, b = 0n] = wholes(args) ?? [];
    return a === undefined ? undefined : numberOf(operation(a, b).toString());
  };
}

/** A shift of 64 thousand bits is a mistake. */
const longest = 65_536n;

function shift(left: boolean): Correction['call'] {
  return (args) => {
    const [a, by] = wholes(args) ?? [];
    if (a === undefined || by === undefined || by < 0n) return undefined;
    if (left && by > longest && a !== 0n) throw new Refusal(`a shift by ${by} bits`);
    const distance = by > longest ? longest : by;
    return numberOf((left ? a << distance : a >> distance).toString());
  };
}

/** As OPA reads places and lengths: 2 and 2.0, but not 2e0. */
function places(args: readonly RegoValue[]): readonly bigint[] | undefined {
  const written = args.every((one) => isNumber(one) && /^-?\d+(?:\.0*)?$/.test(numberText(one)));
  const out = written ? wholes(args) : undefined;
  return out?.every((one) => one === BigInt.asIntN(64, one)) ? out : undefined;
}

function slice<T>(items: readonly T[], [from = 0n, to = 0n]: readonly bigint[]): readonly T[] {
  const clamp = (at: bigint): number => Number(at < 0n ? 0n : at > BigInt(items.length) ? BigInt(items.length) : at);
  return items.slice(clamp(from), clamp(to));
}

export const integers: readonly Correction[] = [
  // The module takes what is written 2.0 for no whole number.
  { name: 'bits.and', native: 'opa_bits_and', parameters: 2, when: fractions(0, 1), call: bits((a, b) => a & b) },
  { name: 'bits.or', native: 'opa_bits_or', parameters: 2, when: fractions(0, 1), call: bits((a, b) => a | b) },
  { name: 'bits.xor', native: 'opa_bits_xor', parameters: 2, when: fractions(0, 1), call: bits((a, b) => a ^ b) },
  { name: 'bits.negate', native: 'opa_bits_negate', parameters: 1, when: fractions(0), call: bits((a) => ~a) },
  { name: 'bits.lsh', native: 'opa_bits_shiftleft', parameters: 2, when: fractions(0, 1), call: shift(true) },
  { name: 'bits.rsh', native: 'opa_bits_shiftright', parameters: 2, when: fractions(0, 1), call: shift(false) },
  {
    name: 'array.slice', native: 'opa_array_slice', parameters: 3, when: fractions(1, 2),
    call: ([array, ...range]) => {
      const ends = places(range);
      return isList(array) && ends ? slice(array, ends) : undefined;
    },
  },
  {
    name: 'substring', native: 'opa_strings_substring', parameters: 3, when: fractions(1, 2),
    call: ([text, ...range]) => {
      const [from, length] = places(range) ?? [];
      if (typeof text !== 'string' || from === undefined || length === undefined || from < 0n) return undefined;
      const characters = Array.from(text);
      return slice(characters, [from, length < 0n ? BigInt(characters.length) : from + length]).join('');
    },
  },
];
