import type { JsonObject, JsonValue } from '#model/json.ts';
import { Mould, type Encoding } from './mould.ts';
import { Differences } from './pattern.ts';
import type { Span } from './span.ts';

/** Forms that are kept, and how many of them a value is held against. */
const [mostKept, mostTried] = [32, 6];

/** Bytes and scalars of a value from which and to which it pays off. */
const [smallest, largest] = [128, 65_536];

/** How many values more may be like none before than are like one; a new form costs as much as some of them save. */
const [patience, cost] = [256, 3];

interface Kept {
  readonly mould: Mould;
  /** What followed the last time, if not one of the same form. */
  next: Kept | null;
}

/**
 * Values that stand in a row, which programs wrote: most have the form of one of those before, and are made of it. Where they are not,
 * hardly any time is spent on looking.
 */
export class Moulds {
  /** Behind the value that was cast. */
  end = 0;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #differences = new Differences();
  /** The one that was of use last comes first. */
  #kept: Kept[] = [];
  #last: Kept | null = null;
  #credit = patience;

  /** @param bytes UTF-8, with zeros behind what is read */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The value that begins here, where it has the form of an earlier one; null where it is to be read by itself. */
  cast(start: number, encoding: Encoding): JsonObject | null {
    const kept = this.#like(start);
    if (kept === null) return null;
    if (this.#credit < patience) this.#credit++;
    if (this.#last !== null && this.#last !== kept) this.#last.next = kept;
    this.#last = kept;
    return kept.mould.cast(this.#differences, encoding);
  }

  /** Whether it is worth while to add a value that was read by itself. */
  wants({ start, end }: Span): boolean {
    return this.#credit > 0 && end - start >= smallest && end - start <= largest;
  }

  /** A value that was read by itself: later ones may be like it. */
  add(span: Span, value: JsonValue): void {
    this.#credit -= cost;
    const mould = Mould.of(this.#bytes, this.#view, span, value);
    if (mould === null) return;
    const kept: Kept = { mould, next: null };
    if (this.#last !== null) this.#last.next = kept;
    this.#last = kept;
    this.#kept.unshift(kept);
    if (this.#kept.length > mostKept) this.#kept.pop();
  }

  /** Their bytes are about to be another's. */
  clear(): void {
    [this.#kept, this.#last] = [[], null];
  }

  #like(start: number): Kept | null {
    const last = this.#last;
    if (last === null) return null;
    if (this.#fits(last, start)) return last;
    const { next } = last;
    if (next !== null && this.#fits(next, start)) return next;
    if (this.#credit <= 0) return null;
    const kept = this.#kept;
    for (let index = 0; index < kept.length && index < mostTried; index++) {
      const one = kept[index] as Kept;
      if (one === last || one === next || !this.#fits(one, start)) continue;
      for (let at = index; at > 0; at--) kept[at] = kept[at - 1] as Kept;
      kept[0] = one;
      return one;
    }
    return null;
  }

  #fits({ mould }: Kept, start: number): boolean {
    this.#differences.count = 0;
    this.end = mould.pattern.fits(start, this.#differences);
    return this.end > 0;
  }
}
