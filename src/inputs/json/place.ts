import { byte, isSpace } from './span.ts';
import { keyText } from './scan.ts';
import { stringEnd } from './tokens.ts';

/** 1-based, as editors count; the column in UTF-16 code units. */
export function lineAndColumn(bytes: Uint8Array, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = bytes.indexOf(byte.newline); at >= 0 && at < offset; at = bytes.indexOf(byte.newline, at + 1)) {
    line++;
    lineStart = at + 1;
  }
  let column = 1;
  for (let at = lineStart; at < offset; at++) {
    const code = bytes[at] as number;
    // Continuation bytes of UTF-8 count nothing, four-byte characters are a surrogate pair.
    if ((code & 0xc0) !== 0x80) column += code >= 0xf0 ? 2 : 1;
  }
  return { line, column };
}

export interface OpenLevel {
  /** `resource_changes[12].change`; empty for the root. Long ones lose their middle. */
  readonly path: string;
  /** Offset of the bracket that opened it. */
  readonly offset: number;
}

/**
 * The innermost object or array that is still open at `offset`, in a document whose part before `offset` is sound.
 * A second, slower pass, for messages only.
 */
export function openLevel(bytes: Uint8Array, start: number, offset: number): OpenLevel | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const levels: { offset: number; object: boolean; index: number; key: [number, number] | null }[] = [];
  let at = start;
  while (at < offset) {
    const code = bytes[at] as number;
    if (code === byte.quote) {
      const end = stringEnd(view, at + 1);
      if (end < 0 || end >= offset) break;
      const level = levels.at(-1);
      if (level?.object === true) {
        let next = end + 1;
        while (next < offset && isSpace(bytes[next])) next++;
        if (bytes[next] === byte.colon && next < offset) level.key = [at + 1, end];
      }
      at = end;
    } else if (code === byte.openBrace || code === byte.openBracket) {
      levels.push({ offset: at, object: code === byte.openBrace, index: 0, key: null });
    } else if (code === byte.closeBrace || code === byte.closeBracket) {
      levels.pop();
    } else if (code === byte.comma) {
      const level = levels.at(-1);
      if (level) level.index++;
    }
    at++;
  }
  const innermost = levels.at(-1);
  if (!innermost) return null;
  const path = levels.slice(0, -1).map((level) => (level.object ? (level.key === null ? '.?' : `.${keyText(bytes, ...level.key)}`) : `[${level.index}]`));
  const shown = path.length > 12 ? [...path.slice(0, 6), '…', ...path.slice(-3)] : path;
  return { path: shown.join('').replace(/^\./, ''), offset: innermost.offset };
}
