import { unknown as unknownBecause } from '#model/known.ts';
import { PatternError } from '#go/re2/syntax.ts';
import { Regex, type Match } from '#go/re2/regex.ts';
import { list, object, tuple } from '../collection.ts';
import { anyType, listType, objectType, stringType, tupleType, type Type } from '../type.ts';
import { nullOf, string, unknown, type Value } from '../value.ts';
import { text, textOf } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions } from './function.ts';
import { bounded } from './strings.ts';

const cache = new Map<string, Regex | PatternError>();
const cacheSize = 200;

/** @throws PatternError */
function compiled(pattern: string): Regex {
  let found = cache.get(pattern);
  if (!found) {
    try {
      found = new Regex(pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      found = error;
    }
    if (cache.size >= cacheSize) cache.delete(cache.keys().next().value as string);
    cache.set(pattern, found);
  }
  if (found instanceof PatternError) throw found;
  return found;
}

/** Longer ways through text and pattern than this are not worth the wait. */
const mostWork = 4_000_000;

const differs = unknownBecause('a pattern that versions of Terraform read differently');
const costly = unknownBecause('a pattern over more text than landrail searches');

/** Why the pattern is not tried, or null. Names of Unicode classes have changed with the versions of Go. */
function hindrance(pattern: string, value: string): typeof differs | null {
  for (const [, name = ''] of pattern.matchAll(/\\[pP]\{\^?([^}]*)\}/g)) {
    if (!/^(?:C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?|Latin|Greek|Cyrillic|Han|Hiragana|Katakana|Hangul|Hebrew|Arabic|Thai|Armenian|Georgian|Common)$/.test(name)) return differs;
  }
  return pattern.length * value.length > mostWork ? costly : null;
}

/** A string without groups, a tuple of the groups, or an object of the named ones. */
function resultType(regex: Regex): Type {
  const names = regex.names.slice(1);
  if (names.length === 0) return stringType;
  const named = names.filter((name) => name !== null);
  if (named.length === 0) return tupleType(names.map(() => stringType));
  if (named.length < names.length) throw new ArgumentRefused(0, 'invalid regexp pattern: cannot mix both named and unnamed capture groups');
  return objectType(named.map((name) => [name, stringType] as const));
}

function result(regex: Regex, value: string, match: Match): Value {
  const group = (index: number): Value => {
    const [start = -1, end = -1] = [match[index * 2], match[index * 2 + 1]];
    return start < 0 || end < 0 ? nullOf(stringType) : string(value.slice(start, end));
  };
  const groups = regex.names.slice(1);
  if (groups.length === 0) return group(0);
  if (groups[0] === null) return tuple(groups.map((_, index) => group(index + 1)));
  return object(groups.map((name, index) => [name ?? '', group(index + 1)]));
}

function withPattern(pattern: string, use: (regex: Regex) => Value): Value {
  try {
    return use(compiled(pattern));
  } catch (error) {
    if (error instanceof PatternError) throw new ArgumentRefused(0, `invalid regexp pattern: ${error.message} in ${pattern}`);
    throw error;
  }
}

function regex([pattern, value]: readonly Value[]): Value {
  const [source, subject] = [textOf(pattern), textOf(value)];
  const reason = hindrance(source, subject);
  if (reason) return unknown(anyType, reason);
  return withPattern(source, (one) => {
    resultType(one);
    const match = one.find(subject);
    if (!match) throw new Refusal('pattern did not match any part of the given string');
    return result(one, subject, match);
  });
}

function regexAll([pattern, value]: readonly Value[]): Value {
  const [source, subject] = [textOf(pattern), textOf(value)];
  const reason = hindrance(source, subject);
  if (reason) return unknown(listType(anyType), reason);
  return withPattern(source, (one) => list(resultType(one), one.findAll(subject).map((match) => result(one, subject, match))));
}

/** By a text, or by a pattern when the text stands between slashes. */
function replaced([value, part, by]: readonly Value[]): Value {
  const [subject, wanted, replacement] = [textOf(value), textOf(part), textOf(by)];
  if (wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/')) {
    const reason = hindrance(wanted, subject);
    if (reason) return unknown(stringType, reason, true);
    try {
      return expandedAll(compiled(wanted.slice(1, -1)), subject, replacement);
    } catch (error) {
      if (error instanceof PatternError) throw new Refusal(`error parsing regexp: ${error.message}`);
      throw error;
    }
  }
  const pieces = wanted === '' ? ['', ...Array.from(subject), ''] : subject.split(wanted);
  return bounded(subject.length + pieces.length * replacement.length, () => pieces.join(replacement));
}

function expandedAll(one: Regex, subject: string, replacement: string): Value {
  const matches = one.findAll(subject);
  return bounded(subject.length + matches.length * replacement.length, () => {
    let out = '';
    let at = 0;
    for (const match of matches) {
      out += subject.slice(at, match[0]) + expanded(one, subject, match, replacement);
      at = match[1] ?? at;
    }
    return out + subject.slice(at);
  });
}

/** Go's Regexp.Expand: `$1`, `$name`, `${name}`, `$$`; a name is as long as it can be. */
function expanded(one: Regex, subject: string, match: Match, replacement: string): string {
  return replacement.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (whole, bare: string | undefined, braced: string | undefined) => {
    const name = bare ?? braced;
    if (name === undefined) return '$';
    const index = /^(?:0|[1-9]\d{0,7})$/.test(name) ? Number(name) : one.names.findIndex((other, at) => other === name && (match[at * 2] ?? -1) >= 0);
    const [start = -1, end = -1] = index < 0 ? [] : [match[index * 2], match[index * 2 + 1]];
    return start < 0 ? '' : subject.slice(start, end);
  });
}

export const patterns: Functions = {
  regex: { parameters: [text('pattern'), text('string')], returns: anyType, mayBeNull: true, call: regex },
  regexall: { parameters: [text('pattern'), text('string')], returns: listType(anyType), call: regexAll },
  replace: { parameters: [text('str'), text('substr'), text('replace')], returns: stringType, call: replaced },
};
