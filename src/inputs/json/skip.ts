import { byte } from './span.ts';
import { spaceEnd, stringEnd } from './tokens.ts';

/** Behind the value that begins at `from`, in a document that a scan has passed. */
export function skipValue(bytes: Uint8Array, view: DataView, from: number): number {
  let at = from;
  let depth = 0;
  for (;;) {
    const code = bytes[at] as number;
    if (code === byte.quote) at = stringEnd(view, at + 1) + 1;
    else if (code === byte.openBrace || code === byte.openBracket) {
      depth++;
      at++;
    } else if (code === byte.closeBrace || code === byte.closeBracket) {
      depth--;
      at++;
    } else if (depth === 0) at = scalarEnd(bytes, at);
    else at++;
    if (depth === 0) return at;
  }
}

/** Behind a number, true, false or null. */
export function scalarEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  let code = bytes[at] as number;
  while (code > byte.space && code !== byte.comma && code !== byte.closeBrace && code !== byte.closeBracket) code = bytes[++at] as number;
  return at;
}

/**
 * Walks the members of an object in a document that a scan has passed. `visit` gets the offsets of the key (inside its quotes) and of
 * the value, and answers with the offset behind the value where it knows it, 0 to have it skipped, -1 to stop.
 */
export function walkMembers(bytes: Uint8Array, view: DataView, start: number, visit: (keyStart: number, keyEnd: number, value: number) => number): void {
  let at = spaceEnd(bytes, spaceEnd(bytes, start) + 1);
  while (bytes[at] === byte.quote) {
    const keyEnd = stringEnd(view, at + 1);
    const value = spaceEnd(bytes, spaceEnd(bytes, keyEnd + 1) + 1);
    const end = visit(at + 1, keyEnd, value);
    if (end < 0) return;
    at = spaceEnd(bytes, end === 0 ? skipValue(bytes, view, value) : end);
    if (bytes[at] === byte.comma) at = spaceEnd(bytes, at + 1);
  }
}
