import { isObject, type JsonValue } from '#model/json.ts';
import { jsonText } from './escape.ts';

/** Members of a list that are written at a time. */
const together = 1000;

/** The document and what it holds are written member by member; what lies deeper is written whole. */
const deep = 2;

/**
 * A JSON document with two spaces, LF and a newline at the end, in pieces: a text of V8 has no more than half a gigabyte, which a hundred
 * thousand findings fill. Joined they are what `JSON.stringify(document, null, 2)` gives, well formed and inert.
 */
export function* jsonDocument(document: object): Generator<string> {
  yield* pieces(document, 0);
  yield '\n';
}

function* pieces(value: unknown, depth: number): Generator<string> {
  const end = `\n${'  '.repeat(depth)}`;
  if (Array.isArray(value) && value.length > together) {
    for (let start = 0; start < value.length; start += together) {
      // Without the brackets of this part, of which the last stands on a line of its own.
      yield `${start === 0 ? '[' : ','}${laidOut(value.slice(start, start + together), depth).slice(1, -end.length - 1)}`;
    }
    yield `${end}]`;
  } else if (depth < deep && typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0) {
    let before = '{';
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined) continue;
      yield `${before}${end}  ${jsonText(JSON.stringify(key.toWellFormed()))}: `;
      yield* pieces(member, depth + 1);
      before = ',';
    }
    yield `${end}}`;
  } else yield laidOut(value, depth);
}

/** As it is laid out where it lies so deep: within lists, of which each adds to what stands before and after it. */
function laidOut(value: unknown, depth: number): string {
  let around = value;
  for (let at = 0; at < depth; at++) around = [around];
  const text = JSON.stringify(around, null, 2);
  const formed = /\\ud[89a-f]/.test(text) ? JSON.stringify(around, wellFormed, 2) : text;
  return jsonText(formed.slice(depth * (depth + 3), formed.length - depth * (depth + 1)));
}

/** Lone surrogates, which JSON.stringify writes as escapes, are no Unicode text, and many readers refuse the whole document for one; keys of evidence come from outside too. */
function wellFormed(_key: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.toWellFormed();
  if (!isObject(value) || Object.keys(value).every((key) => key.isWellFormed())) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toWellFormed(), item]));
}
