import { ProblemError } from '#model/problem.ts';
import { Lines, MovedPlaces, type Places } from './lines.ts';
import type { SourceRange } from './syntax.ts';

/** A JSON document with the place of everything in it. Keys may come twice: what that means depends on where they stand. */
export type JsonNode = JsonObjectNode | JsonArrayNode | JsonStringNode | JsonNumberNode | JsonLiteralNode;

export interface JsonObjectNode {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
  readonly range: SourceRange;
}

export interface JsonMember {
  readonly key: JsonStringNode;
  readonly value: JsonNode;
}

export interface JsonArrayNode {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
  readonly range: SourceRange;
}

export interface JsonStringNode {
  readonly kind: 'string';
  readonly value: string;
  readonly range: SourceRange;
  /** Of each character of the value. */
  readonly places: Places;
}

export interface JsonNumberNode {
  readonly kind: 'number';
  readonly text: string;
  readonly range: SourceRange;
}

export interface JsonLiteralNode {
  readonly kind: 'literal';
  readonly value: boolean | null;
  readonly range: SourceRange;
}

const deepest = 500;

/** Throws ProblemError with the place where a text stops being JSON. */
export function parseJsonText(path: string, text: string): JsonNode {
  return new Reader(path, text).whole();
}

class Reader {
  readonly #path: string;
  readonly #text: string;
  readonly #lines: Lines;
  #at = 0;
  #depth = 0;

  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
    this.#lines = new Lines(text);
  }

  whole(): JsonNode {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail('the end of the file');
    return value;
  }

  #value(): JsonNode {
    this.#space();
    const start = this.#at;
    switch (this.#text[start]) {
      case '{':
        return this.#object(start);
      case '[':
        return this.#array(start);
      case '"':
        return this.#string();
      default:
        return this.#scalar(start);
    }
  }

  #object(start: number): JsonNode {
    const members: JsonMember[] = [];
    this.#items('}', () => {
      this.#space();
      if (this.#text[this.#at] !== '"') this.#fail('a key in double quotes');
      const key = this.#string();
      this.#space();
      if (this.#text[this.#at] !== ':') this.#fail('":"');
      this.#at++;
      members.push({ key, value: this.#value() });
    });
    return { kind: 'object', members, range: this.#lines.range(start, this.#at) };
  }

  #array(start: number): JsonNode {
    const items: JsonNode[] = [];
    this.#items(']', () => items.push(this.#value()));
    return { kind: 'array', items, range: this.#lines.range(start, this.#at) };
  }

  #items(close: string, read: () => void): void {
    if (++this.#depth > deepest) this.#tooDeep();
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === close) this.#at++;
    else {
      for (let more = true; more; ) {
        read();
        this.#space();
        const found = this.#text[this.#at];
        if (found !== ',' && found !== close) this.#fail(`"," or "${close}"`);
        this.#at++;
        more = found === ',';
      }
    }
    this.#depth--;
  }

  #string(): JsonStringNode {
    const start = this.#at;
    const end = this.#stringEnd(start + 1);
    const raw = this.#text.slice(start + 1, end);
    this.#at = end + 1;
    const range = this.#lines.range(start, this.#at);
    if (!raw.includes('\\')) return { kind: 'string', value: raw, range, places: new MovedPlaces(this.#lines, (offset) => start + 1 + offset) };
    const { value, offsets } = unescaped(raw);
    return { kind: 'string', value, range, places: new MovedPlaces(this.#lines, (offset) => start + 1 + (offsets[offset] ?? raw.length)) };
  }

  /** Offset of the closing quotation mark. */
  #stringEnd(from: number): number {
    for (let at = from; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x22) return at;
      if (code === 0x5c) {
        const escape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(this.#text.slice(at, at + 6));
        if (escape === null) this.#failAt(at, 'an escape such as \\n, \\" or \\u0041');
        at += (escape?.[0].length ?? 1) - 1;
      } else if (!(code >= 0x20)) this.#failAt(at, 'the rest of a string (line breaks and tabs have to be written as \\n and \\t)');
    }
  }

  #scalar(start: number): JsonNode {
    const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.+-])/.exec(this.#text.slice(start, start + 4096))?.[0];
    if (word === undefined) this.#fail('a value');
    const text = word ?? '';
    this.#at = start + text.length;
    const range = this.#lines.range(start, this.#at);
    if (text === 'null') return { kind: 'literal', value: null, range };
    return text === 'true' || text === 'false' ? { kind: 'literal', value: text === 'true', range } : { kind: 'number', text, range };
  }

  #space(): void {
    for (let code = this.#text.charCodeAt(this.#at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; code = this.#text.charCodeAt(this.#at)) this.#at++;
  }

  #fail(expected: string): void {
    this.#failAt(this.#at, expected);
  }

  #failAt(offset: number, expected: string): never {
    const { line, column } = this.#lines.point(Math.min(offset, this.#text.length));
    throw new ProblemError({ code: 'terraform-syntax', message: `not valid JSON: expected ${expected}`, where: `${this.#path}:${line}:${column}`, hint: 'correct it: nothing of this file was judged' });
  }

  #tooDeep(): never {
    const { line, column } = this.#lines.point(this.#at);
    throw new ProblemError({ code: 'terraform-too-deep', message: `objects and lists are nested more than ${deepest} levels deep`, where: `${this.#path}:${line}:${column}`, hint: 'move inner parts into locals' });
  }
}

/** A string whose grammar was checked, and where in `raw` each unit of it came from; one more for its end. */
function unescaped(raw: string): { readonly value: string; readonly offsets: readonly number[] } {
  const offsets: number[] = [];
  let value = '';
  for (let at = 0; at < raw.length; ) {
    const length = raw[at] === '\\' ? (raw[at + 1] === 'u' ? 6 : 2) : 1;
    const unit = length === 1 ? (raw[at] as string) : (JSON.parse(`"${raw.slice(at, at + length)}"`) as string);
    value += unit;
    offsets.push(at);
    at += length;
  }
  offsets.push(raw.length);
  return { value, offsets };
}
