import { mapNode, type Member, type Node } from './node.ts';
import { longForm } from './short-form.ts';
import type { YamlCursor } from './yaml-cursor.ts';
import { plainScalar } from './yaml-scalars.ts';
import { apostrophe, carriage, closeBrace, closeBracket, colon, comma, dash, exclamation, hash, isIndicator, newline, openBrace, openBracket, question, quote, space, tab } from './yaml-signs.ts';

/** Collections in brackets and braces. */
export class FlowReader {
  readonly #cursor: YamlCursor;

  constructor(cursor: YamlCursor) {
    this.#cursor = cursor;
  }

  /** `[…]` or `{…}` at the cursor; indentation means nothing inside. */
  read(): Node {
    const cursor = this.#cursor;
    cursor.deeper();
    const node = cursor.code(cursor.at) === openBracket ? this.#list() : this.#map();
    cursor.back();
    return node;
  }

  #list(): Node {
    const cursor = this.#cursor;
    const start = cursor.at++;
    const items: Node[] = [];
    for (;;) {
      cursor.next();
      if (cursor.code(cursor.at) === closeBracket) break;
      items.push(this.#value());
      cursor.next();
      const code = cursor.code(cursor.at);
      if (code === comma) cursor.at++;
      else if (code !== closeBracket) cursor.leave();
    }
    cursor.at++;
    return { kind: 'list', items, document: cursor.document, start, end: cursor.at };
  }

  #map(): Node {
    const cursor = this.#cursor;
    const start = cursor.at++;
    const members: Member[] = [];
    for (;;) {
      cursor.next();
      if (cursor.code(cursor.at) === closeBrace) break;
      const keyStart = cursor.at;
      const isQuoted = cursor.code(keyStart) === quote || cursor.code(keyStart) === apostrophe;
      const key = isQuoted ? cursor.quoted() : this.#plain();
      const keyEnd = cursor.at;
      if (key === '<<' && !isQuoted) cursor.leave(keyStart);
      cursor.next();
      if (cursor.code(cursor.at) !== colon || !(isQuoted || this.#isBreak(cursor.at + 1))) cursor.leave();
      cursor.at++;
      cursor.next();
      const code = cursor.code(cursor.at);
      const value = code === comma || code === closeBrace ? cursor.nothing(cursor.valuePlace(keyEnd)) : this.#value();
      members.push({ key, value, keyStart, keyEnd });
      cursor.next();
      const after = cursor.code(cursor.at);
      if (after === comma) cursor.at++;
      else if (after !== closeBrace) cursor.leave();
    }
    cursor.at++;
    return mapNode(members, cursor.document, start, cursor.at);
  }

  #value(): Node {
    const cursor = this.#cursor;
    const start = cursor.at;
    const code = cursor.code(start);
    if (code === openBracket || code === openBrace) return this.read();
    if (code === quote || code === apostrophe) {
      const value = cursor.quoted();
      return cursor.scalar(value, start, cursor.at);
    }
    if (code === exclamation) {
      const { tag, end } = cursor.tag(true);
      cursor.deeper();
      cursor.at = end;
      cursor.next();
      const next = cursor.code(cursor.at);
      if (next === exclamation) cursor.leave();
      const value = next === comma || next === closeBracket || next === closeBrace ? cursor.nothing(end) : this.#value();
      cursor.back();
      return longForm(tag, value, cursor.document, start, end);
    }
    const text = this.#plain();
    return cursor.scalar(plainScalar(text), start, cursor.at);
  }

  #isBreak(at: number): boolean {
    const cursor = this.#cursor;
    const code = cursor.code(at);
    return cursor.isBreak(at) || code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace;
  }

  #plain(): string {
    const cursor = this.#cursor;
    const start = cursor.at;
    const first = cursor.code(start);
    // Indicators that begin no plain scalar.
    if (first !== first || isIndicator(first) || ((first === question || first === colon || first === dash) && this.#isBreak(start + 1))) cursor.leave();
    let at = start;
    for (; ; at++) {
      const code = cursor.code(at);
      if (code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace) break;
      if (code === colon && this.#isBreak(at + 1)) break;
      if (code === hash && cursor.code(at - 1) === space) break;
      if (code === newline || code === carriage || code !== code) {
        // It may go on in the next line.
        const next = /\S/.exec(cursor.text.slice(at, at + 400))?.[0] ?? '';
        if (!',]}:'.includes(next) || next === '') cursor.leave(at);
        break;
      }
      if (code === tab) cursor.leave(at);
    }
    while (at > start && cursor.code(at - 1) === space) at--;
    if (at === start) cursor.leave();
    cursor.at = at;
    return cursor.text.slice(start, at);
  }
}
