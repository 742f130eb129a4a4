import type { Comment, Document } from './document.ts';
import type { Node, Scalar } from './node.ts';
import { folded, unescaped } from './yaml-scalars.ts';
import { apostrophe, backslash, carriage, colon, dash, hash, newline, point, quote, space, tab } from './yaml-signs.ts';

/** What this reader leaves to the whole parser: rare YAML, and everything that is wrong. */
export class Unread extends Error {
  override readonly name = 'Unread';
  readonly offset: number;
  constructor(offset: number) {
    super(`left to the whole parser at ${offset}`);
    this.offset = offset;
  }
}

/** Nesting that no template has (500 functions within each other are 1,000 levels) and that recursion still bears. */
export const mostDeep = 1_500;

/** A place in a YAML text, and what is read alike in block and flow collections: white space, comments, tags, texts in quotes. */
export class YamlCursor {
  readonly text: string;
  readonly document: Document;
  readonly comments: Comment[] = [];
  at = 0;
  /** Where the line of `at` begins. */
  line = 0;
  /** The column of the collection around the scalar that is read. */
  parent = -1;
  #depth = 0;

  constructor(text: string, document: Document) {
    this.text = text;
    this.document = document;
  }

  /** Into a collection or a tag. @throws Unread */
  deeper(): void {
    if (++this.#depth > mostDeep) this.leave();
  }

  back(): void {
    this.#depth--;
  }

  leave(offset = this.at): never {
    throw new Unread(offset);
  }

  code(at: number): number {
    return this.text.charCodeAt(at);
  }

  /** Whether white space, a line end or the end of the text stands there. */
  isBreak(at: number): boolean {
    const code = this.code(at);
    return code === space || code === newline || code === carriage || code !== code;
  }

  /** To the next sign that is no white space and no comment; its column, -1 at the end. */
  next(): number {
    for (;;) {
      const code = this.code(this.at);
      if (code === space) this.at++;
      else if (code === newline) this.line = ++this.at;
      else if (code === hash) this.#comment();
      else if (code === carriage && this.code(this.at + 1) === newline) this.at++;
      else if (code !== code) return -1;
      else if (code === tab || code === carriage) this.leave();
      else {
        const column = this.at - this.line;
        if (column === 0 && (code === dash || code === point) && /^(?:---|\.\.\.)(?:\s|$)/.test(this.text.slice(this.at, this.at + 4))) this.leave();
        return column;
      }
    }
  }

  #comment(): void {
    if (this.at > 0 && !this.isBreak(this.at - 1)) this.leave();
    const end = this.lineEnd(this.at);
    const text = this.text.slice(this.at, end);
    if (/landrail/i.test(text)) this.comments.push({ text, start: this.at, end });
    this.at = end;
  }

  lineEnd(from: number): number {
    const found = this.text.indexOf('\n', from);
    if (found < 0) return this.text.length;
    return found > from && this.code(found - 1) === carriage ? found - 1 : found;
  }

  skipSpaces(from: number): number {
    let at = from;
    while (this.code(at) === space) at++;
    return at;
  }

  scalar(value: Scalar, start: number, end: number): Node {
    return { kind: 'scalar', value, document: this.document, start, end };
  }

  /** What a key or a dash without content means. */
  nothing(at: number): Node {
    return this.scalar(null, at, at);
  }

  /** Behind the colon of a key without a value. */
  valuePlace(keyEnd: number): number {
    return this.text.indexOf(':', keyEnd) + 1;
  }

  /** The text in quotes at `at`; leaves `at` behind them. */
  quoted(): string {
    const start = this.at + 1;
    const mark = this.code(this.at) === quote ? '"' : "'";
    let end = start;
    for (;;) {
      end = this.text.indexOf(mark, end);
      if (end < 0) this.leave();
      if (mark === "'") {
        if (this.code(end + 1) !== apostrophe) break;
        end += 2;
        continue;
      }
      let back = end;
      while (this.code(back - 1) === backslash) back--;
      if (back < start) back = start;
      if ((end - back) % 2 === 0) break;
      end++;
    }
    const raw = this.text.slice(start, end);
    this.at = end + 1;
    const broken = raw.lastIndexOf('\n');
    if (broken >= 0) {
      this.line = start + broken + 1;
      // Lines that go on stand to the right of the collection around; a blank one stands nowhere, unless the quote follows.
      const last = /[^\n]*$/.exec(raw)?.[0] ?? '';
      const columns = raw.split('\n').slice(1, -1).map((line) => line.search(/\S/)).filter((column) => column >= 0);
      if ([...columns, last.search(/\S|$/)].some((column) => column <= this.parent)) this.leave(start);
    }
    if (mark === "'") return folded(raw.includes("''") ? raw.replaceAll("''", "'") : raw);
    const text = unescaped(raw);
    if (text === null) this.leave(start);
    return text;
  }

  /** `!Name`; those of YAML itself (`!!str`) and the verbatim ones are rare. */
  tag(inFlow: boolean): { readonly tag: string; readonly end: number } {
    let end = this.at + 1;
    for (let code = this.code(end); (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === colon || code === 95 || code === dash || code === point; code = this.code(end)) end++;
    const first = this.code(this.at + 1) | 32;
    if (first < 97 || first > 122 || !(this.isBreak(end) || inFlow)) this.leave();
    return { tag: this.text.slice(this.at + 1, end), end };
  }
}
