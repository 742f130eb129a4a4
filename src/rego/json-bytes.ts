import type { JsonValue } from '#model/json.ts';
import { wellFormed } from './shared-bytes.ts';

/** Most strings of an input stand in JSON as they are. */
const plain = /^[ !#-[\]-~]*$/;

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c];

/** Signs up to which a loop is faster than a call; addresses are shorter, and have quotes in them. */
const short = 160;

const literals = { true: Buffer.from('true'), false: Buffer.from('false'), null: Buffer.from('null') };
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * JSON while it is written, as UTF-8 in memory that threads share. There is no text of the whole in between, and next to nothing to
 * collect. Members and elements are written with a comma before each; the first one gives its place to the bracket.
 */
export class JsonBytes {
  #bytes: Buffer<SharedArrayBuffer>;
  #length = 0;

  /** @param memory to begin in; there will be more where it does not do */
  constructor(memory = new SharedArrayBuffer(8192)) {
    this.#bytes = Buffer.from(memory);
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array<SharedArrayBuffer> {
    return new Uint8Array(this.#bytes.buffer, 0, this.#length);
  }

  /** Ends an object whose members were written from `start` on. */
  object(start: number): void {
    this.#enclose(start, openBrace, closeBrace);
  }

  /** Ends a list whose elements were written from `start` on. */
  list(start: number): void {
    this.#enclose(start, openBracket, closeBracket);
  }

  comma(): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = comma;
  }

  /** A string that comes again and again: keys, types, names of arguments. */
  word(word: string): void {
    this.raw(words.get(word) ?? remember(word));
  }

  string(value: string): void {
    const size = value.length;
    if (size > short) {
      if (plain.test(value)) this.#latin1(value);
      else this.json(JSON.stringify(value));
      return;
    }
    this.#reserve(size * 2 + 2);
    const into = this.#bytes;
    let at = this.#length;
    into[at++] = quote;
    for (let index = 0; index < size; index++) {
      const code = value.charCodeAt(index);
      if (code < 0x20 || code > 0x7e) {
        this.json(JSON.stringify(value));
        return;
      }
      if (code === quote || code === backslash) into[at++] = backslash;
      into[at++] = code;
    }
    into[at++] = quote;
    this.#length = at;
  }

  #latin1(value: string): void {
    this.#reserve(value.length + 2);
    this.#bytes[this.#length++] = quote;
    this.#length += this.#bytes.write(value, this.#length, 'latin1');
    this.#bytes[this.#length++] = quote;
  }

  value(value: JsonValue): void {
    if (typeof value === 'string') this.string(value);
    else if (value === true) this.raw(literals.true);
    else if (value === false) this.raw(literals.false);
    else if (value === null) this.raw(literals.null);
    else this.json(JSON.stringify(value));
  }

  /** JSON text, as JSON.stringify writes it: half a surrogate pair becomes U+FFFD. */
  json(text: string): void {
    const whole = wellFormed(text);
    this.#reserve(whole.length * 3);
    this.#length += this.#bytes.write(whole, this.#length);
  }

  raw(bytes: Uint8Array): void {
    const size = bytes.length;
    this.#reserve(size);
    const into = this.#bytes;
    const at = this.#length;
    // For a few bytes a call costs more than the loop.
    if (size < 32) for (let index = 0; index < size; index++) into[at + index] = bytes[index] as number;
    else into.set(bytes, at);
    this.#length = at + size;
  }

  /** A copy of a part of what was written. */
  part(start: number, end: number): Uint8Array {
    return Buffer.from(this.#bytes.subarray(start, end));
  }

  /** A part of what was written elsewhere. */
  copy(from: JsonBytes, start: number, end: number): void {
    this.#reserve(end - start);
    from.#bytes.copy(this.#bytes, this.#length, start, end);
    this.#length += end - start;
  }

  #enclose(start: number, open: number, close: number): void {
    this.#reserve(2);
    if (this.#length === start) this.#length++;
    this.#bytes[start] = open;
    this.#bytes[this.#length++] = close;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.from(new SharedArrayBuffer(Math.max(this.#length + more, this.#bytes.length * 2)));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

const words = new Map<string, Uint8Array>();
const keys = new Map<string, Uint8Array>();
const reasons = new Map<string, Uint8Array>();
const remembered = 4096;

function remember(word: string): Uint8Array {
  return kept(words, word, wellFormed(JSON.stringify(word)));
}

/** The name of a member with the comma before and the colon behind it, for `raw`. */
export function keyBytes(name: string): Uint8Array {
  return keys.get(name) ?? kept(keys, name, `,${wellFormed(JSON.stringify(name))}:`);
}

/** Why something is not known that refers to nothing, for `raw`. */
export function reasonBytes(because: string): Uint8Array {
  return reasons.get(because) ?? kept(reasons, because, `{"because":${wellFormed(JSON.stringify(because))},"refs":[]}`);
}

function kept(known: Map<string, Uint8Array>, text: string, json: string): Uint8Array {
  if (known.size >= remembered) known.clear();
  const bytes = Buffer.from(json);
  known.set(text, bytes);
  return bytes;
}
