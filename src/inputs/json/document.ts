import { isAscii } from 'node:buffer';
import type { JsonValue } from '#model/json.ts';
import { Likes } from './likes.ts';
import { Moulds } from './moulds.ts';
import { repeatedKey } from './repeated.ts';
import { Repeats, type Agreeing } from './repeats.ts';
import { keyText, scan, type Scan } from './scan.ts';
import { byte, type Span } from './span.ts';
import { spaceEnd } from './tokens.ts';

export interface Member {
  readonly key: string;
  readonly value: Span;
}

/**
 * A JSON document of which only the parts that somebody asks for are ever built. The bytes are UTF-8 and followed by zeros
 * (`padding` in span.ts).
 */
export class JsonDocument {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly length: number;
  /** Paths of keys that stand twice in their object, by the start of the value that was built with `valueWithout`. */
  readonly repeatedKeys = new Map<number, string>();
  readonly #ascii: boolean;
  /** Starts of numbers that a double cannot hold, ascending. */
  #longNumbers: readonly number[] = [];

  /** @param ascii whether a character is a byte, where that is known */
  constructor(bytes: Buffer, length: number, ascii = isAscii(bytes.subarray(0, length))) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.length = length;
    this.#ascii = ascii;
  }

  /**
   * Checks the value that begins at `start` (or behind white space there). `agreeing` says of which arrays the elements repeat each
   * other, and what those have in common that do. Throws JsonFaultError.
   */
  scan(start: number, listed: (key: string) => boolean = nothing, agreeing: (key: string) => Agreeing | null = noneAgree): Scan {
    const repeated = (key: string): Repeats | null => {
      const agree = agreeing(key);
      return agree === null ? null : new Repeats(this.bytes, this.view, agree);
    };
    const result = scan(this.bytes, start, listed, repeated, new Likes(this.bytes, this.view));
    const inexact: number[] = [];
    for (let at = 0; at < result.longNumbers.length; at += 2) {
      const [from, to] = [result.longNumbers[at] as number, result.longNumbers[at + 1] as number];
      if (!isExact(this.bytes.toString('latin1', from, to))) inexact.push(from, to);
    }
    if (inexact.length > this.#longNumbers.length) this.#longNumbers = inexact;
    return result;
  }

  text(span: Span): string {
    return this.#ascii ? this.bytes.toString('latin1', span.start, span.end) : this.bytes.toString('utf8', span.start, span.end);
  }

  /** How many numbers lie in the document that a double cannot hold; `value` gives them as strings. */
  get longNumberCount(): number {
    return this.#longNumbers.length / 2;
  }

  /** Builds the value of a span that a scan has passed. Integers that a double would change come as strings with all their digits. */
  value(span: Span): JsonValue {
    const plain = this.#plain(span);
    if (plain !== undefined) return plain;
    if (this.#longNumbers.length > 0) return JSON.parse(this.#withLongNumbersQuoted(span)) as JsonValue;
    return JSON.parse(this.text(span)) as JsonValue;
  }

  /** The values of spans that a scan has passed, one after the other; elements of a list are mostly alike. What is the same in them is the same object. */
  *values(spans: readonly Span[]): Iterable<JsonValue> {
    const moulds = spans.length < worthComparing ? null : new Moulds(this.bytes);
    for (const span of spans) {
      const cast = moulds?.cast(span.start, this.#ascii ? 'latin1' : 'utf8') ?? null;
      const value = cast ?? this.value(span);
      if (cast === null && moulds?.wants(span) === true) moulds.add(span, value);
      yield value;
    }
  }

  /** A word, or a text without escapes: most values that are asked for by themselves. Undefined for all else. */
  #plain({ start, end }: Span): string | boolean | null | undefined {
    switch (this.bytes[start]) {
      case byte.quote: {
        const text = this.text({ start: start + 1, end: end - 1 });
        return text.includes('\\') ? undefined : text;
      }
      case 110:
        return null;
      case 116:
        return true;
      case 102:
        return false;
      default:
        return undefined;
    }
  }

  /** `value`, with the part in `hole` built as null. Keys that stand twice in it are noted. */
  valueWithout(span: Span, hole: Span | null): JsonValue {
    const parts = hole === null || hole.end - hole.start < 16 ? [span] : [{ start: span.start, end: hole.start }, { start: hole.end, end: span.end }];
    const text = parts.map((part) => (this.#longNumbers.length > 0 ? this.#withLongNumbersQuoted(part) : this.text(part))).join('null');
    const value = JSON.parse(text) as JsonValue;
    const repeated = repeatedKey(text, value);
    if (repeated !== null) this.repeatedKeys.set(span.start, repeated);
    return value;
  }

  /** Members of the object in a span, in order; empty for anything else. */
  members(span: Span): readonly Member[] {
    // A list is the largest part of many a document, and has none.
    if (this.bytes[spaceEnd(this.bytes, span.start)] !== byte.openBrace) return [];
    return membersOf(this.bytes, scan(this.bytes, span.start, nothing, noneAgree));
  }

  /** Of a scan of this document whose root is an object. */
  membersOf(outline: Scan): readonly Member[] {
    return outline.root === 'object' ? membersOf(this.bytes, outline) : [];
  }

  #withLongNumbersQuoted(span: Span): string {
    let text = '';
    let from = span.start;
    for (let at = firstAtOrAfter(this.#longNumbers, span.start); at < this.#longNumbers.length; at += 2) {
      const [start, end] = [this.#longNumbers[at] as number, this.#longNumbers[at + 1] as number];
      if (start >= span.end) break;
      text += `${this.text({ start: from, end: start })}"${this.bytes.toString('latin1', start, end)}"`;
      from = end;
    }
    return text + this.text({ start: from, end: span.end });
  }
}

/** Elements of a list from which it pays off to hold them against each other. */
const worthComparing = 64;

function membersOf(bytes: Uint8Array, outline: Scan): readonly Member[] {
  const members: Member[] = [];
  for (let at = 0; at < outline.members.length; at += 4) {
    const [keyStart, keyEnd, start, end] = outline.members.slice(at, at + 4) as [number, number, number, number];
    members.push({ key: keyText(bytes, keyStart, keyEnd), value: { start, end } });
  }
  return members;
}

function nothing(): boolean {
  return false;
}

function noneAgree(): null {
  return null;
}

/** Fractions are rounded by everybody; a whole number that changes is another number. */
function isExact(text: string): boolean {
  if (!/^-?\d+$/.test(text)) return true;
  return BigInt(text) === BigInt(Number(text));
}

/** Place of the first pair whose start is at or behind `offset`. */
function firstAtOrAfter(pairs: readonly number[], offset: number): number {
  let low = 0;
  let high = pairs.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[middle * 2] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}
