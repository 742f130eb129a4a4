import type { Node } from './node.ts';
import type { YamlCursor } from './yaml-cursor.ts';
import { blockText, folded, plainScalar, type Chomping } from './yaml-scalars.ts';
import { carriage, colon, greater, hash, newline, space, tab } from './yaml-signs.ts';

/** Scalars of block collections that may go on over lines: plain ones, and those behind `|` and `>`. */
export class BlockScalars {
  readonly #cursor: YamlCursor;

  constructor(cursor: YamlCursor) {
    this.#cursor = cursor;
  }

  plain(parent: number): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    let end = this.#plainEnd(start);
    cursor.at = end;
    const first = end;
    // Lines that are indented further continue it; a comment ends it.
    let lines: string[] | null = null;
    while (cursor.code(cursor.skipSpaces(end)) !== hash) {
      const next = this.#continuation(end, parent);
      if (next < 0) break;
      lines ??= [cursor.text.slice(start, first)];
      const stop = this.#plainEnd(next);
      for (let blank = cursor.text.slice(end, next).split('\n').length - 2; blank > 0; blank--) lines.push('');
      lines.push(cursor.text.slice(next, stop));
      end = stop;
      cursor.at = end;
    }
    if (lines === null) return cursor.scalar(plainScalar(cursor.text.slice(start, end)), start, end);
    cursor.line = cursor.text.lastIndexOf('\n', end - 1) + 1;
    return cursor.scalar(folded(lines.join('\n')), start, end);
  }

  /** End of the plain scalar on this line, trailing spaces left out. */
  #plainEnd(from: number): number {
    const cursor = this.#cursor;
    let at = from;
    for (; ; at++) {
      const code = cursor.code(at);
      if (code === newline || code !== code) break;
      if (code === colon && cursor.isBreak(at + 1)) cursor.leave();
      if (code === hash && at > from && cursor.code(at - 1) === space) break;
      if (code === tab) cursor.leave(at);
    }
    while (at > from && (cursor.code(at - 1) === space || cursor.code(at - 1) === carriage)) at--;
    return at;
  }

  /** Where the next line with content begins, if it is indented further than `parent` and no comment; else -1. */
  #continuation(from: number, parent: number): number {
    const cursor = this.#cursor;
    let at = cursor.skipSpaces(from);
    for (;;) {
      if (cursor.code(at) === carriage) at++;
      if (cursor.code(at) !== newline) return -1;
      const line = ++at;
      at = cursor.skipSpaces(at);
      const code = cursor.code(at);
      if (code === newline || code === carriage) continue;
      if (code === tab) cursor.leave(at);
      if (code !== code || code === hash || at - line <= parent) return -1;
      if (at === line && /^(?:---|\.\.\.)/.test(cursor.text.slice(at, at + 3))) return -1;
      return at;
    }
  }

  /** Behind `|` or `>`. */
  block(parent: number): Node {
    const cursor: YamlCursor = this.#cursor;
    const start = cursor.at;
    // An indentation that is given (`|2`) is rare.
    const header = /^[|>]([+-]?)(?: +#.*| *)$/.exec(cursor.text.slice(start, cursor.lineEnd(start)));
    if (header === null) cursor.leave();
    const chomping: Chomping = header[1] === '-' ? 'strip' : header[1] === '+' ? 'keep' : 'clip';
    let indent = -1;
    const lines: string[] = [];
    let widest = 0;
    let end = start + header[0].trimEnd().length;
    let next = cursor.text.indexOf('\n', end) + 1;
    if (next === 0) next = cursor.text.length;
    while (next < cursor.text.length) {
      const from = next;
      const stop = cursor.lineEnd(from);
      const content = cursor.skipSpaces(from);
      const blank = content >= stop;
      if (blank) widest = Math.max(widest, content - from);
      else {
        const column = content - from;
        if (column <= parent || column < indent) break;
        if (indent < 0 && widest > column) cursor.leave();
        if (indent < 0) indent = column;
      }
      lines.push(blank && (indent < 0 || content - from <= indent) ? '' : cursor.text.slice(from + indent, stop));
      if (!blank) end = from + cursor.text.slice(from, stop).trimEnd().length;
      const broken = cursor.text.indexOf('\n', stop);
      next = broken < 0 ? cursor.text.length : broken + 1;
    }
    cursor.at = next;
    cursor.line = next;
    return cursor.scalar(blockText(lines, cursor.code(start) === greater, chomping), start, end);
  }
}
