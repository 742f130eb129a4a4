/** A half-open range of byte offsets into a document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const byte = {
  tab: 9,
  newline: 10,
  return: 13,
  space: 32,
  quote: 34,
  comma: 44,
  colon: 58,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
} as const;

/** Space, tab, newline and carriage return: the only bytes that JSON allows between its tokens (RFC 8259, section 2). */
export function isSpace(code: number | undefined): boolean {
  return code === byte.space || code === byte.newline || code === byte.return || code === byte.tab;
}

/** Zeros that have to follow the last byte of a document that is scanned: one word, and the longest escape. */
export const padding = 8;
