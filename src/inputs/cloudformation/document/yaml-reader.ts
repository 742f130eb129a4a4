import { BlockScalars } from './block-scalars.ts';
import type { Comment, Document } from './document.ts';
import { FlowReader } from './flow-reader.ts';
import { mapNode, type Member, type Node } from './node.ts';
import { longForm } from './short-form.ts';
import { YamlCursor } from './yaml-cursor.ts';
import { apostrophe, bar, carriage, colon, dash, exclamation, greater, hash, isIndicator, newline, openBrace, openBracket, question, quote, space } from './yaml-signs.ts';

/**
 * The YAML that people write templates in, in one pass: block and flow collections, all scalars, tags, comments. Ten times as
 * fast as a whole parser, because it gives up (`Unread`) where one has to think: anchors and aliases, merge and complex keys,
 * directives, several documents, tabs, plain scalars that cross lines within brackets, and every fault.
 */
export class YamlReader {
  readonly #cursor: YamlCursor;
  readonly #flow: FlowReader;
  readonly #scalars: BlockScalars;

  constructor(text: string, document: Document) {
    this.#cursor = new YamlCursor(text, document);
    this.#flow = new FlowReader(this.#cursor);
    this.#scalars = new BlockScalars(this.#cursor);
  }

  get comments(): readonly Comment[] {
    return this.#cursor.comments;
  }

  /** Null for a text that holds nothing. @throws Unread */
  read(): Node | null {
    const cursor = this.#cursor;
    // Line ends of old Macs.
    const lone = cursor.text.includes('\r') ? cursor.text.search(/\r(?!\n)/) : -1;
    if (lone >= 0) cursor.leave(lone);
    // Comments may stand before the document.
    while (cursor.code(cursor.at) === hash || cursor.code(cursor.at) === newline) {
      cursor.at = cursor.lineEnd(cursor.at) + 1;
      cursor.line = cursor.at;
    }
    const marker = cursor.text.startsWith('---', cursor.at) && cursor.isBreak(cursor.at + 3) ? cursor.at : -1;
    // Without a marker they are read again, for what they say.
    cursor.at = marker < 0 ? 0 : marker + 3;
    if (marker < 0) cursor.line = 0;
    if (cursor.next() < 0) return null;
    if (cursor.line === marker) cursor.leave();
    const root = this.#block(-1, false, -1);
    if (cursor.next() >= 0) cursor.leave();
    return root;
  }

  /**
   * The node at the cursor. `parent`: the column of the collection around it. `inline`: it follows its key or tag on the same line, where no
   * block collection may begin. `listAt`: the column in which the entries of a list may stand, other than to the right of `parent`.
   */
  #block(parent: number, inline: boolean, listAt: number): Node {
    const cursor = this.#cursor;
    cursor.deeper();
    cursor.parent = parent;
    const node = this.#node(parent, inline, listAt);
    cursor.back();
    return node;
  }

  #node(parent: number, inline: boolean, listAt: number): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    const code = cursor.code(start);
    switch (code) {
      case dash:
        if (!cursor.isBreak(start + 1)) break;
        if (inline) cursor.leave();
        return this.#list(start - cursor.line);
      case exclamation:
        return this.#tagged(parent, listAt);
      case quote:
      case apostrophe: {
        const value = cursor.quoted();
        const end = cursor.at;
        if (this.#followedByColon()) {
          if (inline || cursor.text.slice(start, end).includes('\n')) cursor.leave(start);
          cursor.at = start;
          return this.#map(start - cursor.line);
        }
        this.#endOfLine();
        return cursor.scalar(value, start, end);
      }
      case openBracket:
      case openBrace: {
        const node = this.#flow.read();
        if (this.#followedByColon()) cursor.leave(start);
        this.#endOfLine();
        return node;
      }
      case bar:
      case greater:
        return this.#scalars.block(parent);
      case question:
      case colon:
        if (cursor.isBreak(start + 1)) cursor.leave();
        break;
    }
    // Of these, anchors and aliases are what the whole parser is for.
    if (isIndicator(code)) cursor.leave();
    if (!inline && this.#keyEnd(start) > start) return this.#map(start - cursor.line);
    return this.#scalars.plain(parent);
  }

  #list(column: number): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    const items: Node[] = [];
    let end = start;
    for (;;) {
      const dashAt = cursor.at++;
      const found = cursor.next();
      const item = found > column ? this.#block(column, false, -1) : cursor.nothing(dashAt + 1);
      items.push(item);
      end = Math.max(item.end, dashAt + 1);
      const next = cursor.next();
      if (next !== column || cursor.code(cursor.at) !== dash || !cursor.isBreak(cursor.at + 1)) {
        // To the left of the entries the list is over; a map around it may go on in the same column.
        if (next > column) cursor.leave();
        return { kind: 'list', items, document: cursor.document, start, end };
      }
    }
  }

  #map(column: number): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    const members: Member[] = [];
    let end = start;
    for (;;) {
      const keyStart = cursor.at;
      const { key, keyEnd } = this.#key();
      const line = cursor.line;
      const found = cursor.next();
      const inline = line === cursor.line;
      let value: Node;
      if (found > column) value = this.#block(column, inline, column);
      else if (found === column && !inline && cursor.code(cursor.at) === dash && cursor.isBreak(cursor.at + 1)) value = this.#block(column, false, column);
      else value = cursor.nothing(cursor.valuePlace(keyEnd));
      members.push({ key, value, keyStart, keyEnd });
      end = Math.max(keyEnd, value.end);
      const next = cursor.next();
      if (next !== column) {
        if (next > column) cursor.leave();
        return mapNode(members, cursor.document, start, end);
      }
    }
  }

  /** Key and colon at the cursor. */
  #key(): { readonly key: string; readonly keyEnd: number } {
    const cursor = this.#cursor;
    const start = cursor.at;
    const code = cursor.code(start);
    if (code === quote || code === apostrophe) {
      const key = cursor.quoted();
      const keyEnd = cursor.at;
      if (!this.#followedByColon() || cursor.text.slice(start, keyEnd).includes('\n')) cursor.leave(start);
      cursor.at = cursor.valuePlace(keyEnd);
      return { key, keyEnd };
    }
    const end = this.#keyEnd(start);
    // A tag, an anchor, an alias, a merge key, a complex key, or no key at all.
    if (end <= start || isIndicator(code) || code === openBracket || code === openBrace || ((code === question || code === dash) && cursor.isBreak(start + 1))) cursor.leave(start);
    let keyEnd = end;
    while (cursor.code(keyEnd - 1) === space) keyEnd--;
    const key = cursor.text.slice(start, keyEnd);
    if (key === '<<' || key.includes('\t')) cursor.leave(start);
    cursor.at = end + 1;
    return { key, keyEnd };
  }

  /** The colon that ends the plain key at `from`; -1 where its line has none. */
  #keyEnd(from: number): number {
    const cursor = this.#cursor;
    for (let at = from; ; at++) {
      const code = cursor.code(at);
      if (code === colon && cursor.isBreak(at + 1)) return at;
      if (code === newline || code !== code) return -1;
      if (code === hash && at > from && cursor.code(at - 1) === space) return -1;
    }
  }

  #followedByColon(): boolean {
    const cursor = this.#cursor;
    let at = cursor.at;
    while (cursor.code(at) === space) at++;
    return cursor.code(at) === colon && cursor.isBreak(at + 1);
  }

  #endOfLine(): void {
    const cursor = this.#cursor;
    let at = cursor.at;
    while (cursor.code(at) === space) at++;
    const code = cursor.code(at);
    if (code === newline || code === carriage || code !== code || (code === hash && at > cursor.at)) return;
    cursor.leave(at);
  }

  #tagged(parent: number, listAt: number): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    const { tag, end } = cursor.tag(false);
    // The long form has a map around the value.
    cursor.deeper();
    cursor.at = end;
    const line = cursor.line;
    const found = cursor.next();
    const same = line === cursor.line;
    let value: Node;
    // Two tags in a row: one of them would have to be written out.
    if (same && cursor.code(cursor.at) === exclamation) cursor.leave();
    if (found > parent) value = this.#block(parent, same, listAt);
    else if (found >= 0 && found === listAt && cursor.code(cursor.at) === dash && cursor.isBreak(cursor.at + 1)) value = this.#block(parent, false, listAt);
    else value = cursor.nothing(end);
    cursor.back();
    return longForm(tag, value, cursor.document, start, end);
  }
}
