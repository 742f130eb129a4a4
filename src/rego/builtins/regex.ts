import { PatternError } from '#go/re2/syntax.ts';
import { Regex, type Match } from '#go/re2/regex.ts';
import { integerOf, type RegoValue } from '../value.ts';
import type { Builtins } from './builtin.ts';

const cache = new Map<string, Regex | null>();
const cacheSize = 200;

/** The compiled pattern, or undefined when it is none. */
function compiled(pattern: RegoValue | undefined): Regex | undefined {
  if (typeof pattern !== 'string') return undefined;
  let regex = cache.get(pattern);
  if (regex === undefined) {
    try {
      regex = new Regex(pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      regex = null;
    }
    if (cache.size >= cacheSize) cache.clear();
    cache.set(pattern, regex);
  }
  return regex ?? undefined;
}

/** Go's Regexp.Expand: `$1`, `${name}`, `$$`; a name runs as far as letters, digits and underscores do. */
function expand(template: string, text: string, match: Match, names: readonly (string | null)[]): string {
  return template.replace(/\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu, (_, dollar: string | undefined, braced: string | undefined, bare: string | undefined) => {
    if (dollar !== undefined) return '$';
    const name = braced ?? bare ?? '';
    // Go lets several groups have one name: the first that took part counts.
    const group = /^(0|[1-9]\d*)$/.test(name) ? Number(name) : names.findIndex((one, index) => one === name && (match[index * 2] ?? -1) >= 0);
    const start = match[group * 2] ?? -1;
    return start < 0 ? '' : text.slice(start, match[group * 2 + 1]);
  });
}

function replaced(text: string, regex: Regex, template: string): string {
  let out = '';
  let end = 0;
  for (const match of regex.findAll(text)) {
    out += text.slice(end, match[0]) + expand(template, text, match, regex.names);
    end = match[1] ?? end;
  }
  return out + text.slice(end);
}

/** Go's Regexp.Split without a limit. */
function pieces(text: string, regex: Regex, pattern: string): readonly string[] {
  if (pattern !== '' && text === '') return [''];
  const out: string[] = [];
  let begin = 0;
  let end = 0;
  for (const [start = 0, stop = 0] of regex.findAll(text)) {
    end = start;
    if (stop !== 0) out.push(text.slice(begin, end));
    begin = stop;
  }
  if (end !== text.length) out.push(text.slice(begin));
  return out;
}

/** How many matches are wanted, -1 for all of them. */
function limitOf(count: RegoValue | undefined): number | undefined {
  const limit = integerOf(count);
  return limit === undefined || limit !== BigInt.asIntN(64, limit) ? undefined : limit < 0n ? -1 : Number(limit);
}

/** `urn:foo:{.*}` with `{` and `}`: what stands between the delimiters is a pattern, the rest is plain text. */
function templatePattern(template: string, open: string, close: string): string | undefined {
  let pattern = '^';
  let level = 0;
  let from = 0;
  for (let at = 0; at < template.length; at++) {
    const character = template[at];
    if (character === open && ++level === 1) {
      pattern += quoteMeta(template.slice(from, at));
      from = at + 1;
    } else if (character === close && --level === 0) {
      const part = template.slice(from, at);
      if (!compiled(`^${part}$`)) return undefined;
      pattern += `(${part})`;
      from = at + 1;
    } else if (level < 0) return undefined;
  }
  return level === 0 ? `${pattern}${quoteMeta(template.slice(from))}$` : undefined;
}

function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** Names of groups and of Unicode classes, and bytes: \C, and \B between those of one character. */
const goSyntax = /\\[CB]|\(\?P?<|\\[pP]\{|\\[pP][^LMNPSZC]/;

/** Whether Go and the RE2 in C++ of the module read a pattern differently: by its syntax, or by a loop over what can be empty. */
export function differsInRe2(pattern: string): boolean {
  return goSyntax.test(pattern) || (/\)[*+{]/.test(pattern) && compiled(pattern)?.loopsOnEmpty === true);
}

/** For patterns that the module's own functions do not read as Go does. */
export const regexBuiltins = {
  isValid: ([pattern]: readonly RegoValue[]): boolean => compiled(pattern) !== undefined,
  match: ([pattern, text]: readonly RegoValue[]): boolean | undefined => {
    const regex = compiled(pattern);
    return regex && typeof text === 'string' ? regex.find(text) !== null : undefined;
  },
  /** Each match with its groups; a group that took no part is empty. */
  findAll: ([pattern, text, count]: readonly RegoValue[]): RegoValue | undefined => {
    const regex = compiled(pattern);
    const limit = limitOf(count);
    if (!regex || typeof text !== 'string' || limit === undefined) return undefined;
    return regex.findAll(text, limit).map((match) => regex.names.map((_, group) => ((match[group * 2] ?? -1) < 0 ? '' : text.slice(match[group * 2], match[group * 2 + 1]))));
  },
} as const;

export const builtins: Builtins = {
  'regex.replace': ([text, pattern, template]) => {
    const regex = compiled(pattern);
    return regex && typeof text === 'string' && typeof template === 'string' ? replaced(text, regex, template) : undefined;
  },
  'regex.split': ([pattern, text]) => {
    const regex = compiled(pattern);
    return regex && typeof text === 'string' ? pieces(text, regex, pattern as string) : undefined;
  },
  'regex.find_n': ([pattern, text, count]) => {
    const regex = compiled(pattern);
    const limit = limitOf(count);
    if (!regex || typeof text !== 'string' || limit === undefined) return undefined;
    return regex.findAll(text, limit).map(([start, end]) => text.slice(start, end));
  },
  'regex.template_match': ([template, text, open, close]) => {
    if (typeof template !== 'string' || typeof text !== 'string' || typeof open !== 'string' || typeof close !== 'string') return undefined;
    if (Buffer.byteLength(open) !== 1 || Buffer.byteLength(close) !== 1) return undefined;
    const regex = compiled(templatePattern(template, open, close));
    return regex && regex.find(text) !== null;
  },
};
