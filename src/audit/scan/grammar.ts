import { backslash, closeBrace, closeBracket, comma, openBrace, openBracket, quote } from './signs.ts';

const key = 1;
const colon = 2;
const value = 3;
const after = 4;

/**
 * Where a JSON value that begins at `from`, and may end behind `to`, stops being one: the offset of the first byte that cannot stand
 * there, -1 where there is none so far. Of numbers and literals only the characters are looked at (RFC 8259 is the parser's affair).
 */
export function faultIn(bytes: Uint8Array, from: number, to: number): number {
  const open: boolean[] = [];
  let inObject = false;
  let expects = value;
  for (let at = from; at < to; at++) {
    const code = bytes[at] as number;
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) continue;
    if (code === quote) {
      if (expects !== key && expects !== value) return at;
      const end = stringEnd(bytes, at + 1, to);
      if (end < 0) return -end - 1;
      at = end;
      expects = expects === key ? colon : after;
    } else if (code === openBrace || code === openBracket) {
      if (expects !== value) return at;
      open.push(inObject);
      inObject = code === openBrace;
      expects = inObject ? key : value;
    } else if (code === closeBrace || code === closeBracket) {
      // An empty one closes where its first member is expected; a comma before the end goes by here.
      if (open.length === 0 || inObject !== (code === closeBrace) || expects === colon || (inObject && expects === value)) return at;
      inObject = open.pop() as boolean;
      expects = after;
      if (open.length === 0) return -1;
    } else if (code === comma) {
      if (expects !== after) return at;
      expects = inObject ? key : value;
    } else if (code === 0x3a) {
      if (expects !== colon) return at;
      expects = value;
    } else {
      if (expects !== value || !isScalar(code)) return at;
      while (at + 1 < to && isScalar(bytes[at + 1] as number)) at++;
      expects = after;
    }
  }
  return -1;
}

/** Of the closing quote, `to` where it is further on; for a character that may not be in a string, its offset below zero, less one. */
function stringEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = bytes[at] as number;
    if (code === quote) return at;
    if (code < 0x20) return -at - 1;
    if (code === backslash) at++;
  }
  return to;
}

function isScalar(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || code === 0x2d || code === 0x2b || code === 0x2e || code === 0x45;
}
