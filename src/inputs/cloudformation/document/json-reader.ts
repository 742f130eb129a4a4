import type { Document } from './document.ts';
import { mapNode, type Member, type Node, type Scalar } from './node.ts';
import { mostDeep } from './yaml-cursor.ts';
import { tooDeep } from './whole-yaml.ts';

/** Where a text stops being JSON. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
  readonly offset: number;
  readonly expected: string;
  constructor(offset: number, expected: string) {
    super(`expected ${expected}`);
    this.offset = offset;
    this.expected = expected;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// oxlint-disable-next-line no-control-regex -- control characters are what JSON forbids in strings
const forbidden = /[\x00-\x1f]/;

/** JSON (RFC 8259) to the nodes of a template. */
export class JsonReader {
  readonly #text: string;
  readonly #document: Document;
  #at = 0;
  #depth = 0;

  constructor(text: string, document: Document) {
    this.#text = text;
    this.#document = document;
  }

  /** @throws NotJson */
  read(): Node {
    const root = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail('the end of the document');
    return root;
  }

  #fail(expected: string, offset = this.#at): never {
    throw new NotJson(offset, expected);
  }

  #space(): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      this.#at++;
    }
  }

  #value(): Node {
    const code = this.#space();
    const start = this.#at;
    if (code === 34) {
      const value = this.#string();
      return this.#scalar(value, start);
    }
    if (code === 123 || code === 91) {
      if (++this.#depth > mostDeep) throw tooDeep(this.#document, start);
      const node = code === 123 ? this.#map(start) : this.#list(start);
      this.#depth--;
      return node;
    }
    if (code === 45 || (code >= 48 && code <= 57)) {
      number.lastIndex = start;
      const text = number.exec(this.#text)?.[0];
      if (text === undefined) this.#fail('a number');
      this.#at += text.length;
      const value = Number(text);
      // More digits than a double holds, or a form that would be lost: the text is the truth.
      return this.#scalar(String(value) === text && Number.isFinite(value) ? value : text, start);
    }
    for (const [word, value] of [['true', true], ['false', false], ['null', null]] as const) {
      if (!this.#text.startsWith(word, start)) continue;
      this.#at += word.length;
      return this.#scalar(value, start);
    }
    this.#fail('a value');
  }

  #scalar(value: Scalar, start: number): Node {
    return { kind: 'scalar', value, document: this.#document, start, end: this.#at };
  }

  #string(): string {
    const start = this.#at + 1;
    let end = start;
    for (;;) {
      end = this.#text.indexOf('"', end);
      if (end < 0) this.#fail('the end of the string that begins here');
      let back = end;
      while (back > start && this.#text.charCodeAt(back - 1) === 92) back--;
      if ((end - back) % 2 === 0) break;
      end++;
    }
    const raw = this.#text.slice(start, end);
    const fault = forbidden.exec(raw);
    if (fault !== null) this.#fail('no control character or line end inside a string', start + fault.index);
    this.#at = end + 1;
    if (!raw.includes('\\')) return raw;
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      return this.#fail('a string with sound escapes', start - 1);
    }
  }

  #list(start: number): Node {
    this.#at++;
    const items: Node[] = [];
    if (this.#space() === 93) this.#at++;
    else {
      for (;;) {
        items.push(this.#value());
        const code = this.#space();
        if (code !== 44 && code !== 93) this.#fail('"," or "]"');
        this.#at++;
        if (code === 93) break;
      }
    }
    return { kind: 'list', items, document: this.#document, start, end: this.#at };
  }

  #map(start: number): Node {
    this.#at++;
    const members: Member[] = [];
    if (this.#space() === 125) this.#at++;
    else {
      for (;;) {
        if (this.#space() !== 34) this.#fail('a key in double quotes');
        const keyStart = this.#at;
        const key = this.#string();
        const keyEnd = this.#at;
        if (this.#space() !== 58) this.#fail('":"');
        this.#at++;
        members.push({ key, value: this.#value(), keyStart, keyEnd });
        const code = this.#space();
        if (code !== 44 && code !== 125) this.#fail('"," or "}"');
        this.#at++;
        if (code === 125) break;
      }
    }
    return mapNode(members, this.#document, start, this.#at);
  }
}
