import { RegoNumber, RegoObject, RegoSet, isList, numberOf, type RegoMember, type RegoValue } from './value.ts';

/** Reads JSON, and what `opa_value_dump` writes: JSON with sets as `{1, 2}` or `set()` and with keys of any type. */
export function parseLiteral(text: string): RegoValue {
  const reader = new LiteralReader(text);
  const value = reader.value();
  reader.end();
  return value;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

class LiteralReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    this.#skip();
    if (this.#at !== this.#text.length) throw this.#unexpected();
  }

  value(): RegoValue {
    this.#skip();
    switch (this.#text.charCodeAt(this.#at)) {
      case quote:
        return this.#string();
      case openBracket:
        return this.#array();
      case openBrace:
        return this.#objectOrSet();
      case 0x74:
        return this.#word('true', true);
      case 0x66:
        return this.#word('false', false);
      case 0x6e:
        return this.#word('null', null);
      case 0x73:
        return this.#word('set()', RegoSet.of([]));
      default:
        return this.#number();
    }
  }

  #skip(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.#at++;
    }
  }

  #unexpected(): Error {
    return new Error(`unexpected text at ${this.#at} of a Rego value: ${this.#text.slice(this.#at, this.#at + 20)}`);
  }

  #word<T extends RegoValue>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw this.#unexpected();
    this.#at += word.length;
    return value;
  }

  #string(): string {
    const start = this.#at;
    let end = this.#text.indexOf('"', start + 1);
    // A quote is escaped when an odd number of backslashes stands before it.
    while (end > 0 && this.#escaped(end)) end = this.#text.indexOf('"', end + 1);
    if (end < 0) throw this.#unexpected();
    this.#at = end + 1;
    const body = this.#text.slice(start + 1, end);
    return body.includes('\\') ? (JSON.parse(`"${body}"`) as string).toWellFormed() : body;
  }

  #escaped(position: number): boolean {
    let slashes = 0;
    while (this.#text.charCodeAt(position - 1 - slashes) === 0x5c) slashes++;
    return slashes % 2 === 1;
  }

  #number(): number | RegoNumber {
    const start = this.#at;
    for (;;) {
      const unit = this.#text.charCodeAt(this.#at);
      // digits + - . e E
      if ((unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x2b || unit === 0x2e || unit === 0x65 || unit === 0x45) this.#at++;
      else break;
    }
    if (this.#at === start) throw this.#unexpected();
    return numberOf(this.#text.slice(start, this.#at));
  }

  /** After an element: true when another one follows. */
  #more(close: number): boolean {
    this.#skip();
    const unit = this.#text.charCodeAt(this.#at);
    if (unit !== comma && unit !== close) throw this.#unexpected();
    this.#at++;
    return unit === comma;
  }

  #array(): RegoValue[] {
    const out: RegoValue[] = [];
    this.#at++;
    this.#skip();
    if (this.#text.charCodeAt(this.#at) === closeBracket) {
      this.#at++;
      return out;
    }
    do out.push(this.value());
    while (this.#more(closeBracket));
    return out;
  }

  #objectOrSet(): RegoObject | RegoSet {
    this.#at++;
    this.#skip();
    if (this.#text.charCodeAt(this.#at) === closeBrace) {
      this.#at++;
      return RegoObject.of([]);
    }
    const first = this.value();
    this.#skip();
    if (this.#text.charCodeAt(this.#at) !== colon) {
      const items = [first];
      while (this.#more(closeBrace)) items.push(this.value());
      return RegoSet.of(items);
    }
    const members: RegoMember[] = [[first, this.#member()]];
    while (this.#more(closeBrace)) {
      const key = this.value();
      members.push([key, this.#member()]);
    }
    return RegoObject.of(members);
  }

  #member(): RegoValue {
    this.#skip();
    if (this.#text.charCodeAt(this.#at) !== colon) throw this.#unexpected();
    this.#at++;
    return this.value();
  }
}

/** Writes what `opa_value_parse` reads. */
export function literalOf(value: RegoValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof RegoNumber) return value.text;
  if (value instanceof RegoSet) return value.items.length === 0 ? 'set()' : `{${value.items.map(literalOf).join(',')}}`;
  if (isList(value)) return `[${value.map(literalOf).join(',')}]`;
  return `{${value.members.map(([key, item]) => `${literalOf(key)}:${literalOf(item)}`).join(',')}}`;
}
