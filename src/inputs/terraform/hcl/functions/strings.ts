import { unknown as unknownBecause } from '#model/known.ts';
import { whole } from '../number.ts';
import { boolType, listType, stringType } from '../type.ts';
import { bool, isSequence, longestText, number, string, unknown, type Value } from '../value.ts';
import { amount, integerOf, listOfText, of, text, textOf, texts } from './arguments.ts';
import { lowerCase, titleCase, upperCase } from './case.ts';
import { ArgumentRefused, Refusal, type Functions, type TerraformFunction } from './function.ts';
import { graphemes } from './graphemes.ts';

const differs = unknownBecause('versions of Unicode count the characters of this text differently');

/** Over one or more texts, to a text. */
function ofTexts(names: readonly string[], compute: (...args: string[]) => string): TerraformFunction {
  return { parameters: names.map(text), returns: stringType, call: (args) => string(compute(...args.map(textOf))) };
}

function tests(names: readonly string[], compute: (a: string, b: string) => boolean): TerraformFunction {
  return { parameters: names.map(text), returns: boolType, call: ([a, b]) => bool(compute(textOf(a), textOf(b))) };
}

/** Unicode's white space, as Go has it. */
const spaceStart = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const spaceEnd = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

function trimmed(value: string, cutset: string): string {
  const out = new Set(Array.from(cutset));
  const characters = Array.from(value);
  let [start, end] = [0, characters.length];
  while (start < end && out.has(characters[start] as string)) start++;
  while (end > start && out.has(characters[end - 1] as string)) end--;
  return characters.slice(start, end).join('');
}

function substring([value, from, size]: readonly Value[]): Value {
  let offset = integerOf(from);
  const length = integerOf(size);
  const characters = graphemes(textOf(value));
  if (!characters) return unknown(stringType, differs, true);
  if (offset < 0) offset += characters.length;
  else if (length === 0) return string('');
  // An offset that is still below zero is ignored.
  const rest = offset > 0 ? characters.slice(offset) : characters;
  // A length of zero is never met behind a negative offset, and the rest is taken.
  return string(length <= 0 ? rest.join('') : rest.slice(0, length).join(''));
}

function joined([separator, ...lists]: readonly Value[]): Value {
  if (lists.length === 0) throw new Refusal('at least one list is required');
  const items: string[] = [];
  for (const [index, one] of lists.entries()) {
    for (const [at, item] of (isSequence(one) ? one.items : []).entries()) {
      if (item.kind === 'null') {
        throw new ArgumentRefused(index + 1, lists.length > 1 ? `element ${at} of list ${index + 1} is null; cannot concatenate null values` : `element ${at} is null; cannot concatenate null values`);
      }
      items.push(textOf(item));
    }
  }
  return bounded(items.reduce((sum, item) => sum + item.length, 0) + items.length * textOf(separator).length, () => items.join(textOf(separator)));
}

/** A text of that length, unless it is longer than landrail computes. */
export function bounded(length: number, make: () => string): Value {
  return length > longestText ? unknown(stringType, unknownBecause('a text longer than landrail computes'), true) : string(make());
}

function indented([amountOf, value]: readonly Value[]): Value {
  const spaces = integerOf(amountOf);
  if (spaces < 0) throw new Refusal('strings: negative Repeat count');
  const lines = textOf(value).split('\n');
  return bounded(textOf(value).length + spaces * (lines.length - 1), () => lines.join(`\n${' '.repeat(spaces)}`));
}

/** How many characters a person counts; not known where versions of Unicode differ. */
export function lengthOf(value: string): Value {
  const characters = graphemes(value);
  return characters ? number(whole(characters.length)) : unknown({ kind: 'number' }, differs, true);
}

export const strings: Functions = {
  chomp: ofTexts(['str'], (value) => value.replace(/(?:\r\n?|\n)*$/, '')),
  endswith: tests(['str', 'suffix'], (value, suffix) => value.endsWith(suffix)),
  indent: { parameters: [amount('spaces'), text('str')], returns: stringType, call: indented },
  join: { parameters: [text('separator')], rest: of('lists', listOfText), returns: stringType, call: joined },
  lower: ofTexts(['str'], lowerCase),
  split: { parameters: [text('separator'), text('str')], returns: listType(stringType), call: ([separator, value]) => texts(textOf(separator) === '' ? Array.from(textOf(value)) : textOf(value).split(textOf(separator))) },
  startswith: {
    parameters: [{ ...text('str'), partial: true }, text('prefix')],
    returns: boolType,
    call: ([value, prefix]) => {
      if (textOf(prefix) === '') return bool(true);
      return value?.kind === 'unknown' ? unknown(boolType, value.reason, true) : bool(textOf(value).startsWith(textOf(prefix)));
    },
  },
  strcontains: tests(['str', 'substr'], (value, part) => value.includes(part)),
  strrev: {
    parameters: [text('str')],
    returns: stringType,
    call: ([value]) => {
      const characters = graphemes(textOf(value));
      return characters ? string(characters.toReversed().join('')) : unknown(stringType, differs, true);
    },
  },
  substr: { parameters: [text('str'), amount('offset'), amount('length')], returns: stringType, call: substring },
  title: ofTexts(['str'], titleCase),
  trim: ofTexts(['str', 'cutset'], trimmed),
  trimprefix: ofTexts(['str', 'prefix'], (value, prefix) => (value.startsWith(prefix) ? value.slice(prefix.length) : value)),
  trimspace: ofTexts(['str'], (value) => value.replace(spaceStart, '').replace(spaceEnd, '')),
  trimsuffix: ofTexts(['str', 'suffix'], (value, suffix) => (suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value)),
  upper: ofTexts(['str'], upperCase),
  // `list` and `map` of Terraform 0.11 are gone; their errors say what to write instead.
  list: { parameters: [], rest: { ...of('vals', { kind: 'any' }), nullable: true, partial: true }, returns: { kind: 'any' }, call: () => gone('list', 'tolist([ ... ]) syntax to write a literal list') },
  map: { parameters: [], rest: { ...of('vals', { kind: 'any' }), nullable: true, partial: true }, returns: { kind: 'any' }, call: () => gone('map', 'tomap({ ... }) syntax to write a literal map') },
};

function gone(name: string, instead: string): never {
  throw new Refusal(`the "${name}" function was deprecated in Terraform v0.12 and is no longer available; use ${instead}`);
}
