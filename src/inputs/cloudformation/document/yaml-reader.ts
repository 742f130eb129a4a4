import type { Comment, Document } from './document.ts';
import { mapNode, type Member, type Node, type Scalar } from './node.ts';
import { longForm } from './short-form.ts';
import { blockText, folded, plainScalar, unescaped, type Chomping } from './yaml-scalars.ts';

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

const tab = 9, newline = 10, carriage = 13, space = 32, quote = 34, hash = 35, apostrophe = 39, comma = 44, dash = 45, colon = 58, question = 63, openBracket = 91, closeBracket = 93, openBrace = 123, closeBrace = 125;

/**
 * The YAML that people write templates in, in one pass: block and flow collections, all scalars, tags, comments. Ten times as
 * fast as a whole parser, because it gives up (`Unread`) where one has to think: anchors and aliases, merge and complex keys,
 * directives, several documents, tabs, plain scalars that cross lines within brackets, and every fault.
 */
export class YamlReader {
  readonly comments: Comment[] = [];
  readonly #text: string;
  readonly #document: Document;
  #at = 0;
  /** Where the line of `#at` begins. */
  #line = 0;
  #depth = 0;
  /** The column of the collection around the scalar that is read. */
  #parent = -1;

  constructor(text: string, document: Document) {
    this.#text = text;
    this.#document = document;
  }

  /** Null for a text that holds nothing. @throws Unread */
  read(): Node | null {
    // Line ends of old Macs.
    const lone = this.#text.includes('\r') ? this.#text.search(/\r(?!\n)/) : -1;
    if (lone >= 0) this.#leave(lone);
    // Comments may stand before the document.
    while (this.#code(this.#at) === hash || this.#code(this.#at) === newline) {
      this.#at = this.#lineEnd(this.#at) + 1;
      this.#line = this.#at;
    }
    const marker = this.#text.startsWith('---', this.#at) && this.#isBreak(this.#at + 3) ? this.#at : -1;
    // Without a marker they are read again, for what they say.
    this.#at = marker < 0 ? 0 : marker + 3;
    if (marker < 0) this.#line = 0;
    if (this.#next() < 0) return null;
    if (this.#line === marker) this.#leave();
    const root = this.#block(-1, false, -1);
    if (this.#next() >= 0) this.#leave();
    return root;
  }

  #leave(offset = this.#at): never {
    throw new Unread(offset);
  }

  #code(at: number): number {
    return this.#text.charCodeAt(at);
  }

  /** Whether white space, a line end or the end of the text stands there. */
  #isBreak(at: number): boolean {
    const code = this.#code(at);
    return code === space || code === newline || code === carriage || code !== code;
  }

  /** To the next sign that is no white space and no comment; its column, -1 at the end. */
  #next(): number {
    for (;;) {
      const code = this.#code(this.#at);
      if (code === space) this.#at++;
      else if (code === newline) this.#line = ++this.#at;
      else if (code === hash) this.#comment();
      else if (code === carriage && this.#code(this.#at + 1) === newline) this.#at++;
      else if (code !== code) return -1;
      else if (code === tab || code === carriage) this.#leave();
      else {
        const column = this.#at - this.#line;
        if (column === 0 && (code === dash || code === 46) && /^(?:---|\.\.\.)(?:\s|$)/.test(this.#text.slice(this.#at, this.#at + 4))) this.#leave();
        return column;
      }
    }
  }

  #comment(): void {
    if (this.#at > 0 && !this.#isBreak(this.#at - 1)) this.#leave();
    const end = this.#lineEnd(this.#at);
    const text = this.#text.slice(this.#at, end);
    if (/landrail/i.test(text)) this.comments.push({ text, start: this.#at, end });
    this.#at = end;
  }

  #lineEnd(from: number): number {
    const found = this.#text.indexOf('\n', from);
    if (found < 0) return this.#text.length;
    return found > from && this.#code(found - 1) === carriage ? found - 1 : found;
  }

  /**
   * The node at `#at`. `parent`: the column of the collection around it. `inline`: it follows its key or tag on the same line, where no
   * block collection may begin. `listAt`: the column in which the entries of a list may stand, other than to the right of `parent`.
   */
  #block(parent: number, inline: boolean, listAt: number): Node {
    if (++this.#depth > mostDeep) this.#leave();
    this.#parent = parent;
    const node = this.#node(parent, inline, listAt);
    this.#depth--;
    return node;
  }

  #node(parent: number, inline: boolean, listAt: number): Node {
    const start = this.#at;
    const code = this.#code(start);
    switch (code) {
      case dash:
        if (!this.#isBreak(start + 1)) break;
        if (inline) this.#leave();
        return this.#list(start - this.#line);
      case 33:
        return this.#tagged(parent, listAt);
      case quote:
      case apostrophe: {
        const value = this.#quoted();
        const end = this.#at;
        if (this.#followedByColon()) {
          if (inline || this.#text.slice(start, end).includes('\n')) this.#leave(start);
          this.#at = start;
          return this.#map(start - this.#line);
        }
        this.#endOfLine();
        return this.#scalar(value, start, end);
      }
      case openBracket:
      case openBrace: {
        const node = this.#flow();
        if (this.#followedByColon()) this.#leave(start);
        this.#endOfLine();
        return node;
      }
      case 124:
      case 62:
        return this.#blockScalar(parent);
      case question:
      case colon:
        if (this.#isBreak(start + 1)) this.#leave();
        break;
    }
    // Of these, anchors and aliases are what the whole parser is for.
    if (isIndicator(code)) this.#leave();
    if (!inline && this.#keyEnd(start) > start) return this.#map(start - this.#line);
    return this.#plain(parent);
  }

  #scalar(value: Scalar, start: number, end: number): Node {
    return { kind: 'scalar', value, document: this.#document, start, end };
  }

  /** What a key or a dash without content means. */
  #nothing(at: number): Node {
    return this.#scalar(null, at, at);
  }

  #list(column: number): Node {
    const start = this.#at;
    const items: Node[] = [];
    let end = start;
    for (;;) {
      const dashAt = this.#at++;
      const found = this.#next();
      const item = found > column ? this.#block(column, false, -1) : this.#nothing(dashAt + 1);
      items.push(item);
      end = Math.max(item.end, dashAt + 1);
      const next = this.#next();
      if (next !== column || this.#code(this.#at) !== dash || !this.#isBreak(this.#at + 1)) {
        // To the left of the entries the list is over; a map around it may go on in the same column.
        if (next > column) this.#leave();
        return { kind: 'list', items, document: this.#document, start, end };
      }
    }
  }

  #map(column: number): Node {
    const start = this.#at;
    const members: Member[] = [];
    let end = start;
    for (;;) {
      const keyStart = this.#at;
      const { key, keyEnd } = this.#key();
      const line = this.#line;
      const found = this.#next();
      const inline = line === this.#line;
      let value: Node;
      if (found > column) value = this.#block(column, inline, column);
      else if (found === column && !inline && this.#code(this.#at) === dash && this.#isBreak(this.#at + 1)) value = this.#block(column, false, column);
      else value = this.#nothing(this.#valuePlace(keyEnd));
      members.push({ key, value, keyStart, keyEnd });
      end = Math.max(keyEnd, value.end);
      const next = this.#next();
      if (next !== column) {
        if (next > column) this.#leave();
        return mapNode(members, this.#document, start, end);
      }
    }
  }

  /** Behind the colon of a key without a value. */
  #valuePlace(keyEnd: number): number {
    return this.#text.indexOf(':', keyEnd) + 1;
  }

  /** Key and colon at `#at`. */
  #key(): { readonly key: string; readonly keyEnd: number } {
    const start = this.#at;
    const code = this.#code(start);
    if (code === quote || code === apostrophe) {
      const key = this.#quoted();
      const keyEnd = this.#at;
      if (!this.#followedByColon() || this.#text.slice(start, keyEnd).includes('\n')) this.#leave(start);
      this.#at = this.#valuePlace(keyEnd);
      return { key, keyEnd };
    }
    const end = this.#keyEnd(start);
    // A tag, an anchor, an alias, a merge key, a complex key, or no key at all.
    if (end <= start || isIndicator(code) || code === openBracket || code === openBrace || ((code === question || code === dash) && this.#isBreak(start + 1))) this.#leave(start);
    let keyEnd = end;
    while (this.#code(keyEnd - 1) === space) keyEnd--;
    const key = this.#text.slice(start, keyEnd);
    if (key === '<<' || key.includes('\t')) this.#leave(start);
    this.#at = end + 1;
    return { key, keyEnd };
  }

  /** The colon that ends the plain key at `from`; -1 where its line has none. */
  #keyEnd(from: number): number {
    for (let at = from; ; at++) {
      const code = this.#code(at);
      if (code === colon && this.#isBreak(at + 1)) return at;
      if (code === newline || code !== code) return -1;
      if (code === hash && at > from && this.#code(at - 1) === space) return -1;
    }
  }

  #followedByColon(): boolean {
    let at = this.#at;
    while (this.#code(at) === space) at++;
    return this.#code(at) === colon && this.#isBreak(at + 1);
  }

  #endOfLine(): void {
    let at = this.#at;
    while (this.#code(at) === space) at++;
    const code = this.#code(at);
    if (code === newline || code === carriage || code !== code || (code === hash && at > this.#at)) return;
    this.#leave(at);
  }

  #tagged(parent: number, listAt: number): Node {
    const start = this.#at;
    const { tag, end } = this.#tag();
    // The long form has a map around the value.
    this.#depth++;
    this.#at = end;
    const line = this.#line;
    const found = this.#next();
    const same = line === this.#line;
    let value: Node;
    // Two tags in a row: one of them would have to be written out.
    if (same && this.#code(this.#at) === 33) this.#leave();
    if (found > parent) value = this.#block(parent, same, listAt);
    else if (found >= 0 && found === listAt && this.#code(this.#at) === dash && this.#isBreak(this.#at + 1)) value = this.#block(parent, false, listAt);
    else value = this.#nothing(end);
    this.#depth--;
    return longForm(tag, value, this.#document, start, end);
  }

  /** `!Name`; those of YAML itself (`!!str`) and the verbatim ones are rare. */
  #tag(): { readonly tag: string; readonly end: number } {
    let end = this.#at + 1;
    for (let code = this.#code(end); (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === colon || code === 95 || code === dash || code === 46; code = this.#code(end)) end++;
    const first = this.#code(this.#at + 1) | 32;
    if (first < 97 || first > 122 || !(this.#isBreak(end) || this.#inFlow > 0)) this.#leave();
    return { tag: this.#text.slice(this.#at + 1, end), end };
  }

  #plain(parent: number): Node {
    const start = this.#at;
    let end = this.#plainEnd(start);
    this.#at = end;
    const first = end;
    // Lines that are indented further continue it; a comment ends it.
    let lines: string[] | null = null;
    while (this.#code(this.#skipSpaces(end)) !== hash) {
      const next = this.#continuation(end, parent);
      if (next < 0) break;
      lines ??= [this.#text.slice(start, first)];
      const stop = this.#plainEnd(next);
      for (let blank = this.#text.slice(end, next).split('\n').length - 2; blank > 0; blank--) lines.push('');
      lines.push(this.#text.slice(next, stop));
      end = stop;
      this.#at = end;
    }
    if (lines === null) return this.#scalar(plainScalar(this.#text.slice(start, end)), start, end);
    this.#line = this.#text.lastIndexOf('\n', end - 1) + 1;
    return this.#scalar(folded(lines.join('\n')), start, end);
  }

  #skipSpaces(from: number): number {
    let at = from;
    while (this.#code(at) === space) at++;
    return at;
  }

  /** End of the plain scalar on this line, trailing spaces left out. */
  #plainEnd(from: number): number {
    let at = from;
    for (; ; at++) {
      const code = this.#code(at);
      if (code === newline || code !== code) break;
      if (code === colon && this.#isBreak(at + 1)) this.#leave();
      if (code === hash && at > from && this.#code(at - 1) === space) break;
      if (code === tab) this.#leave(at);
    }
    while (at > from && (this.#code(at - 1) === space || this.#code(at - 1) === carriage)) at--;
    return at;
  }

  /** Where the next line with content begins, if it is indented further than `parent` and no comment; else -1. */
  #continuation(from: number, parent: number): number {
    let at = this.#skipSpaces(from);
    for (;;) {
      if (this.#code(at) === carriage) at++;
      if (this.#code(at) !== newline) return -1;
      const line = ++at;
      at = this.#skipSpaces(at);
      const code = this.#code(at);
      if (code === newline || code === carriage) continue;
      if (code === tab) this.#leave(at);
      if (code !== code || code === hash || at - line <= parent) return -1;
      if (at === line && /^(?:---|\.\.\.)/.test(this.#text.slice(at, at + 3))) return -1;
      return at;
    }
  }

  /** The text in quotes at `#at`; leaves `#at` behind them. */
  #quoted(): string {
    const start = this.#at + 1;
    const mark = this.#code(this.#at) === quote ? '"' : "'";
    let end = start;
    for (;;) {
      end = this.#text.indexOf(mark, end);
      if (end < 0) this.#leave();
      if (mark === "'") {
        if (this.#code(end + 1) !== apostrophe) break;
        end += 2;
        continue;
      }
      let back = end;
      while (this.#code(back - 1) === 92) back--;
      if (back < start) back = start;
      if ((end - back) % 2 === 0) break;
      end++;
    }
    const raw = this.#text.slice(start, end);
    this.#at = end + 1;
    const broken = raw.lastIndexOf('\n');
    if (broken >= 0) {
      this.#line = start + broken + 1;
      // Lines that go on stand to the right of the collection around; a blank one stands nowhere, unless the quote follows.
      const last = /[^\n]*$/.exec(raw)?.[0] ?? '';
      const columns = raw.split('\n').slice(1, -1).map((line) => line.search(/\S/)).filter((column) => column >= 0);
      if ([...columns, last.search(/\S|$/)].some((column) => column <= this.#parent)) this.#leave(start);
    }
    if (mark === "'") return folded(raw.includes("''") ? raw.replaceAll("''", "'") : raw);
    const text = unescaped(raw);
    if (text === null) this.#leave(start);
    return text;
  }

  #blockScalar(parent: number): Node {
    const start = this.#at;
    // An indentation that is given (`|2`) is rare.
    const header = /^[|>]([+-]?)(?: +#.*| *)$/.exec(this.#text.slice(start, this.#lineEnd(start)));
    if (header === null) this.#leave();
    const chomping: Chomping = header[1] === '-' ? 'strip' : header[1] === '+' ? 'keep' : 'clip';
    let indent = -1;
    const lines: string[] = [];
    let widest = 0;
    let end = start + header[0].trimEnd().length;
    let next = this.#text.indexOf('\n', end) + 1;
    if (next === 0) next = this.#text.length;
    while (next < this.#text.length) {
      const from = next;
      const stop = this.#lineEnd(from);
      const content = this.#skipSpaces(from);
      const blank = content >= stop;
      if (blank) widest = Math.max(widest, content - from);
      else {
        const column = content - from;
        if (column <= parent || column < indent) break;
        if (indent < 0 && widest > column) this.#leave();
        if (indent < 0) indent = column;
      }
      lines.push(blank && (indent < 0 || content - from <= indent) ? '' : this.#text.slice(from + indent, stop));
      if (!blank) end = from + this.#text.slice(from, stop).trimEnd().length;
      const broken = this.#text.indexOf('\n', stop);
      next = broken < 0 ? this.#text.length : broken + 1;
    }
    this.#at = next;
    this.#line = next;
    return this.#scalar(blockText(lines, this.#code(start) === 62, chomping), start, end);
  }

  #inFlow = 0;

  /** `[…]` or `{…}` at `#at`; indentation means nothing inside. */
  #flow(): Node {
    if (++this.#depth > mostDeep) this.#leave();
    this.#inFlow++;
    const node = this.#code(this.#at) === openBracket ? this.#flowList() : this.#flowMap();
    this.#inFlow--;
    this.#depth--;
    return node;
  }

  #flowList(): Node {
    const start = this.#at++;
    const items: Node[] = [];
    for (;;) {
      this.#next();
      if (this.#code(this.#at) === closeBracket) break;
      items.push(this.#flowValue());
      this.#next();
      const code = this.#code(this.#at);
      if (code === comma) this.#at++;
      else if (code !== closeBracket) this.#leave();
    }
    this.#at++;
    return { kind: 'list', items, document: this.#document, start, end: this.#at };
  }

  #flowMap(): Node {
    const start = this.#at++;
    const members: Member[] = [];
    for (;;) {
      this.#next();
      if (this.#code(this.#at) === closeBrace) break;
      const keyStart = this.#at;
      const isQuoted = this.#code(keyStart) === quote || this.#code(keyStart) === apostrophe;
      const key = isQuoted ? this.#quoted() : this.#flowPlain();
      const keyEnd = this.#at;
      if (key === '<<' && !isQuoted) this.#leave(keyStart);
      this.#next();
      if (this.#code(this.#at) !== colon || !(isQuoted || this.#isFlowBreak(this.#at + 1))) this.#leave();
      this.#at++;
      this.#next();
      const code = this.#code(this.#at);
      const value = code === comma || code === closeBrace ? this.#nothing(this.#valuePlace(keyEnd)) : this.#flowValue();
      members.push({ key, value, keyStart, keyEnd });
      this.#next();
      const after = this.#code(this.#at);
      if (after === comma) this.#at++;
      else if (after !== closeBrace) this.#leave();
    }
    this.#at++;
    return mapNode(members, this.#document, start, this.#at);
  }

  #flowValue(): Node {
    const start = this.#at;
    const code = this.#code(start);
    if (code === openBracket || code === openBrace) return this.#flow();
    if (code === quote || code === apostrophe) {
      const value = this.#quoted();
      return this.#scalar(value, start, this.#at);
    }
    if (code === 33) {
      const { tag, end } = this.#tag();
      if (++this.#depth > mostDeep) this.#leave();
      this.#at = end;
      this.#next();
      const next = this.#code(this.#at);
      if (next === 33) this.#leave();
      const value = next === comma || next === closeBracket || next === closeBrace ? this.#nothing(end) : this.#flowValue();
      this.#depth--;
      return longForm(tag, value, this.#document, start, end);
    }
    const text = this.#flowPlain();
    return this.#scalar(plainScalar(text), start, this.#at);
  }

  #isFlowBreak(at: number): boolean {
    const code = this.#code(at);
    return this.#isBreak(at) || code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace;
  }

  #flowPlain(): string {
    const start = this.#at;
    const first = this.#code(start);
    // Indicators that begin no plain scalar.
    if (first !== first || isIndicator(first) || ((first === question || first === colon || first === dash) && this.#isFlowBreak(start + 1))) this.#leave();
    let at = start;
    for (; ; at++) {
      const code = this.#code(at);
      if (code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace) break;
      if (code === colon && this.#isFlowBreak(at + 1)) break;
      if (code === hash && this.#code(at - 1) === space) break;
      if (code === newline || code === carriage || code !== code) {
        // It may go on in the next line.
        const next = /\S/.exec(this.#text.slice(at, at + 400))?.[0] ?? '';
        if (!',]}:'.includes(next) || next === '') this.#leave(at);
        break;
      }
      if (code === tab) this.#leave(at);
    }
    while (at > start && this.#code(at - 1) === space) at--;
    if (at === start) this.#leave();
    this.#at = at;
    return this.#text.slice(start, at);
  }
}

/** `# , ] } & * ! | > % @` and the backtick begin no plain scalar. */
function isIndicator(code: number): boolean {
  switch (code) {
    case hash:
    case comma:
    case closeBracket:
    case closeBrace:
    case 38:
    case 42:
    case 33:
    case 124:
    case 62:
    case 37:
    case 64:
    case 96:
      return true;
    default:
      return false;
  }
}
