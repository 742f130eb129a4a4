import { isUtf8 } from 'node:buffer';
import type { Condition } from '../module-patch.ts';
import { goJson } from '../go-json.ts';
import { regoText } from '../go-quote.ts';
import { parseLiteral } from '../literal.ts';
import { RegoSet, elementsOf, integerOf, isNumber, numberText, type RegoValue } from '../value.ts';
import { Refusal } from './builtin.ts';
import { contains, intersects } from './cidr.ts';
import { differsInRe2, regexBuiltins } from './regex.ts';

/** The function that the module has is right for these arguments. */
export const keep = Symbol('the native function answers');

/** A built-in function that is linked into every module and that answers otherwise than OPA in Go. */
export interface Correction {
  readonly name: string;
  /** Its name inside the module. */
  readonly native: string;
  readonly parameters: 1 | 2 | 3;
  /** Where it is wrong, as far as that can be told before the call. */
  readonly when: Condition;
  readonly call: (args: readonly RegoValue[]) => RegoValue | undefined | typeof keep;
}

const always: Condition = { kind: 'always' };

/** Go's encoding/json: what is no JSON text from end to end is none at all. */
function parsed(text: RegoValue | undefined): { readonly value: RegoValue } | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return { value: parseLiteral(text) };
}

const alphabets = { base64: 'A-Za-z0-9+/', base64url: 'A-Za-z0-9_-' } as const;

/** The bytes of a padded base64 text, in which Go skips line ends; undefined when it is none. */
function decoded(text: RegoValue | undefined, alphabet: keyof typeof alphabets): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const digits = text.replace(/[\r\n]/g, '');
  const quads = new RegExp(`^(?:[${alphabets[alphabet]}]{4})*(?:[${alphabets[alphabet]}]{2}==|[${alphabets[alphabet]}]{3}=)?$`);
  return quads.test(digits) ? Buffer.from(digits, alphabet) : undefined;
}

/** Bytes that are no text cannot leave the module; there they can. */
function textOf(bytes: Buffer | undefined): string | undefined | typeof keep {
  return bytes === undefined ? undefined : isUtf8(bytes) ? bytes.toString() : keep;
}

function padded(text: RegoValue | undefined): RegoValue | undefined {
  if (typeof text !== 'string' || text.endsWith('=')) return text;
  const missing = Buffer.byteLength(text) % 4;
  return missing === 1 ? undefined : text + '='.repeat((4 - missing) % 4);
}

const radixes: Readonly<Record<string, number>> = { 2: 2, 8: 8, 10: 10, 16: 16 };

function formatInt([value, base]: readonly RegoValue[]): RegoValue | undefined {
  const radix = isNumber(base) ? radixes[numberText(base)] : undefined;
  if (!isNumber(value) || radix === undefined) return undefined;
  const integer = integerOf(value) ?? BigInt(Math.trunc(Number(numberText(value))));
  return integer.toString(radix);
}

/** A part is a plain text or the set of the values that an expression has: of one, or of none. */
function templatePart(part: RegoValue): string {
  const values = part instanceof RegoSet ? part.items : [part];
  if (values.length > 1) throw new Refusal('an expression in a template string has more than one value');
  const [value] = values;
  return value === undefined ? '<undefined>' : typeof value === 'string' ? value : regoText(value);
}

function inGo(name: keyof typeof regexBuiltins): Correction['call'] {
  return (args) => (typeof args[0] === 'string' && differsInRe2(args[0]) ? regexBuiltins[name](args) : keep);
}

/** Whether a brace of a glob is never closed: Go takes it for no pattern. */
function unclosed(pattern: string): boolean {
  let depth = 0;
  for (const [piece] of pattern.matchAll(/\\.|\[[^\]]*\]|[{}]/gs)) {
    if (piece === '{') depth++;
    else if (piece === '}' && depth > 0) depth--;
  }
  return depth > 0;
}

/** In an order of their own, which makes their numbers in the module. */
export const corrections: readonly Correction[] = [
  {
    // In the order of the set.
    name: 'concat', native: 'opa_strings_concat', parameters: 2, when: { kind: 'set', parameter: 1 },
    call: ([separator, set]) => {
      const items = set instanceof RegoSet ? set.items : [];
      return typeof separator === 'string' && items.every((item) => typeof item === 'string') ? items.join(separator) : undefined;
    },
  },
  {
    // The module never comes back.
    name: 'replace', native: 'opa_strings_replace', parameters: 3, when: { kind: 'empty-text', parameter: 1 },
    call: ([text, , by]) => (typeof text === 'string' && typeof by === 'string' ? [by, ...Array.from(text, (character) => character + by)].join('') : undefined),
  },
  { name: 'indexof', native: 'opa_strings_indexof', parameters: 2, when: { kind: 'empty-text', parameter: 1 }, call: () => undefined },
  // The module takes 32 bits and aborts beyond them.
  { name: 'format_int', native: 'opa_strings_format_int', parameters: 2, when: always, call: formatInt },
  // The module reads as far as it can and ignores the rest: 10.0 of "10.0.0.0/8".
  { name: 'json.unmarshal', native: 'opa_json_unmarshal', parameters: 1, when: always, call: ([text]) => parsed(text)?.value },
  // The module leaves what HTML would mind, and U+2028, as it is.
  { name: 'json.marshal', native: 'opa_json_marshal', parameters: 1, when: always, call: ([value]) => (value === undefined ? undefined : goJson(value)) },
  { name: 'json.is_valid', native: 'opa_json_is_valid', parameters: 1, when: always, call: ([text]) => parsed(text) !== undefined },
  // The module accepts texts of any length, and an empty one not at all.
  { name: 'base64.decode', native: 'opa_base64_decode', parameters: 1, when: always, call: ([text]) => textOf(decoded(text, 'base64')) },
  { name: 'base64.is_valid', native: 'opa_base64_is_valid', parameters: 1, when: always, call: ([text]) => decoded(text, 'base64') !== undefined },
  { name: 'base64url.decode', native: 'opa_base64_url_decode', parameters: 1, when: always, call: ([text]) => textOf(decoded(padded(text), 'base64url')) },
  { name: 'regex.match', native: 'opa_regex_match', parameters: 2, when: always, call: inGo('match') },
  { name: 'regex.is_valid', native: 'opa_regex_is_valid', parameters: 1, when: always, call: inGo('isValid') },
  { name: 'regex.find_all_string_submatch_n', native: 'opa_regex_find_all_string_submatch', parameters: 3, when: always, call: inGo('findAll') },
  { name: 'glob.match', native: 'opa_glob_match', parameters: 3, when: always, call: ([pattern]) => (typeof pattern === 'string' && unclosed(pattern) ? undefined : keep) },
  // The module takes what is no network for one, and knows no IPv6 form of IPv4 addresses.
  { name: 'net.cidr_contains', native: 'opa_cidr_contains', parameters: 2, when: always, call: ([outer, inner]) => contains(outer, inner) },
  { name: 'net.cidr_intersects', native: 'opa_cidr_intersects', parameters: 2, when: always, call: ([a, b]) => intersects(a, b) },
  {
    // The module writes strings inside of other values as JSON does.
    name: 'a template string', native: 'opa_template_string', parameters: 1, when: always,
    call: ([parts]) => elementsOf(parts)?.map(templatePart).join(''),
  },
];
