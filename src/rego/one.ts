import type { Evidence } from '#model/finding.ts';
import { isArray, type JsonValue } from '#model/json.ts';
import { owned } from '#model/owned.ts';

// What guardrails say of many resources in the same words is one text: half a million findings have a few hundred.

const texts = new Map<string, string>();
const lists = new Map<string, readonly string[]>();
const evidences = new Map<string, Evidence>();
const most = 4096;
/** Longer ones are seldom said twice. */
const longest = 1000;

export const noTexts: readonly string[] = [];

export function oneText(said: string): string {
  const known = texts.get(said);
  if (known !== undefined) return known;
  // An answer of a policy is one text, of which this is a part: it would stay for the sake of a word.
  const text = owned(said);
  if (text.length <= longest) keep(texts, text, text);
  return text;
}

export function oneList(said: readonly string[]): readonly string[] {
  if (said.length === 0) return noTexts;
  const key = JSON.stringify(said);
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list = said.map(oneText);
  if (key.length <= longest) keep(lists, owned(key), list);
  return list;
}

/** Of a text or a list of texts; anything else as it is. */
export function oneValue(said: JsonValue): JsonValue {
  if (typeof said === 'string') return oneText(said);
  return isArray(said) && isTexts(said) ? oneList(said) : said;
}

export function oneOrNone(said: string | null): string | null {
  return said === null ? null : oneText(said);
}

/** The last one of its argument again, where it says the same: most often it does. Its parts are of this file. */
export function oneEvidence(said: Evidence): Evidence {
  const before = evidences.get(said.path);
  if (before !== undefined && before.actual === said.actual && before.expected === said.expected && before.refs === said.refs && before.needs === said.needs) return before;
  keep(evidences, said.path, said);
  return said;
}

function isTexts(list: readonly JsonValue[]): list is readonly string[] {
  return list.every((item) => typeof item === 'string');
}

function keep<T>(known: Map<string, T>, key: string, value: T): void {
  if (known.size >= most) known.clear();
  known.set(key, value);
}
