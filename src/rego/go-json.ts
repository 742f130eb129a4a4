import { RegoObject, elementsOf, isNumber, numberText, type RegoMember, type RegoValue } from './value.ts';

/** Go's encoding/json, which also escapes what HTML would mind. */
export function goJson(value: RegoValue, prefix = '', indent: string | null = null, depth = 0): string {
  if (typeof value === 'string') {
    return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  if (isNumber(value)) return numberText(value);
  const items = elementsOf(value);
  const parts = items
    ? items.map((item) => goJson(item, prefix, indent, depth + 1))
    : value instanceof RegoObject
      ? jsonMembers(value).map(([key, item]) => `${goJson(key)}:${indent === null ? '' : ' '}${goJson(item, prefix, indent, depth + 1)}`)
      : null;
  if (!parts) return String(value);
  const [open, close] = items ? ['[', ']'] : ['{', '}'];
  if (indent === null || parts.length === 0) return open + parts.join(',') + close;
  const line = (level: number): string => `\n${prefix}${indent.repeat(level)}`;
  return open + parts.map((part) => line(depth + 1) + part).join(',') + line(depth) + close;
}

/** With keys as the strings that JSON needs, in their order. */
function jsonMembers(value: RegoObject): readonly RegoMember[] {
  return RegoObject.of(value.members.map(([key, item]) => [typeof key === 'string' ? key : goJson(key), item])).members;
}
