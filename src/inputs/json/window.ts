import { isAscii, isUtf8 } from 'node:buffer';
import type { JsonObject, JsonValue } from '#model/json.ts';
import { compareFast } from './fast-patterns.ts';
import type { Encoding } from './mould.ts';
import { Moulds } from './moulds.ts';
import { padding, type Span } from './span.ts';

function isWithin(code: number | undefined, from: number, below: number): boolean {
  return code !== undefined && code >= from && code < below;
}

/** Bytes: of what is read at a time, and of texts that others are compared with, each with what there is to know of them. */
const [readAtOnce, compared, known] = [2 ** 21, 2 ** 20, 2 ** 21];

/** Behind what is read sixteen bytes may be looked at, and none of them is a part of it. */
const behind = 64;

const pageSize = 65_536;

/** Parts of a file that is read piece by piece, each laid into the same memory; its values are made of earlier ones where they are like them. */
export class Window {
  readonly bytes: Buffer;
  /** Of what is read now. */
  length = 0;
  encoding: Encoding = 'utf8';
  /** False where it is no UTF-8. */
  sound = true;
  /** Behind the value that was read last. */
  end = 0;
  readonly #moulds: Moulds;
  readonly #memory: WebAssembly.Memory;
  /** Where there is room for another text. */
  #free = textsFrom;

  private constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.bytes = Buffer.from(memory.buffer);
    compareFast(memory, textsTo);
    this.#moulds = new Moulds(this.bytes);
  }

  /** Null where there is no memory to be had. */
  static open(): Window | null {
    try {
      return new Window(new WebAssembly.Memory({ initial: (textsTo + known) / pageSize }));
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  /** False for more than there is room for. @param goesOn a character may end in the next part */
  put(parts: readonly Buffer[], goesOn = false): boolean {
    let at = 0;
    for (const part of parts) {
      if (at + part.length > readAtOnce) return false;
      this.bytes.set(part, at);
      at += part.length;
    }
    this.bytes.fill(0, at, at + behind);
    this.length = at;
    const read = this.bytes.subarray(0, goesOn ? this.#wholeCharacters(at) : at);
    const ascii = isAscii(read);
    this.encoding = ascii ? 'latin1' : 'utf8';
    this.sound = ascii || isUtf8(read);
    return true;
  }

  /** See Moulds. */
  cast(start: number): JsonObject | null {
    const value = this.#moulds.cast(start, this.encoding);
    if (value !== null) this.end = this.#moulds.end;
    return value;
  }

  /** A value that was read by itself. */
  keep(span: Span, value: JsonValue): void {
    this.end = span.end;
    if (!this.#moulds.wants(span)) return;
    const size = span.end - span.start;
    if (this.#free + size + padding > textsTo) {
      this.#moulds.clear();
      compareFast(this.#memory, textsTo);
      this.#free = textsFrom;
    }
    const start = this.#free;
    this.bytes.copy(this.bytes, start, span.start, span.end);
    this.bytes.fill(0, start + size, start + size + padding);
    this.#free += size + padding;
    this.#moulds.add({ start, end: start + size }, value);
  }

  /** Behind the last character that surely ends here. */
  #wholeCharacters(length: number): number {
    let at = length;
    while (at > 0 && length - at < 3 && isWithin(this.bytes[at - 1], followsFrom, leadsFrom)) at--;
    return at > 0 && isWithin(this.bytes[at - 1], leadsFrom, 0x100) ? at - 1 : length;
  }
}

const [followsFrom, leadsFrom] = [0x80, 0xc0];

const textsFrom = readAtOnce + pageSize;
const textsTo = textsFrom + compared;
