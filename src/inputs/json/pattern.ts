import { fastPatternsIn, type FastPatterns, type PatternTable } from './fast-patterns.ts';
import { scalarEnd } from './skip.ts';
import { byte, type Span } from './span.ts';
import { soundEnd, spaceEnd, stringEnd } from './tokens.ts';

/**
 * A value of a document that a scan has passed, to which later values of the same form are compared: the same keys in the same
 * order, the same lists, only scalars that differ. Values that programs write in a row are mostly such; comparing them is faster than
 * checking or reading them, and says all that there is to know of the second one to somebody who knows the first.
 */
export class Pattern {
  readonly span: Span;
  /** Start and end of each scalar, in order. Strings with their quotes; keys are none. */
  readonly scalars: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #fast: FastPatterns | null;
  readonly #table: PatternTable | null;
  /** For each scalar whether it has to be the same. */
  readonly #agreed: Uint8Array;
  /** For each scalar the one that differed next the last time: mostly it is the same again. */
  readonly #following: Int32Array;

  /** @param agreed parts in which no other value may differ */
  constructor(bytes: Uint8Array, view: DataView, span: Span, agreed: readonly Span[] = []) {
    this.span = span;
    this.#bytes = bytes;
    this.#view = view;
    this.scalars = Int32Array.from(scalarsIn(bytes, view, span));
    this.#following = new Int32Array(this.scalars.length + 1);
    this.#agreed = Uint8Array.from({ length: this.scalars.length / 2 }, (_, scalar) => (agreed.some(({ start, end }) => start <= (this.scalars[scalar * 2] as number) && (this.scalars[scalar * 2] as number) < end) ? 1 : 0));
    this.#fast = fastPatternsIn(view);
    this.#table = this.#fast?.add(this.scalars, this.#agreed) ?? null;
  }

  /**
   * Behind the value that begins at `start` in the same document, where it has the form of this one; else 0. No scan need have passed
   * it: what fits is sound. `into` gets the scalars that differ, three numbers each: the place in `scalars` divided by two, and start
   * and end in the other value.
   */
  fits(start: number, into: Differences | null): number {
    const fast = this.#fast;
    if (fast === null || this.#table === null) return this.#fits(start, into);
    const end = fast.fits(this.span, this.#table, start, into !== null);
    if (end > 0) into?.addAll(fast.notes);
    return end;
  }

  #fits(start: number, into: Differences | null): number {
    const view = this.#view;
    const scalars = this.scalars;
    const stop = this.span.end;
    const noted = into?.count ?? 0;
    let here = this.span.start;
    let there = start;
    let next = 0;
    /** The scalar before that differed; the one behind the last when there is none. */
    let before = scalars.length;
    for (;;) {
      const at = differenceIn(view, here, there, stop);
      if (at >= stop) return there + (stop - here);
      const guess = this.#following[before] as number;
      if (guess >= next && at >= (scalars[guess] as number) && at < (scalars[guess + 1] as number)) next = guess;
      // A number or a word may be the beginning of a longer one; a string ends with its quote.
      while (next < scalars.length && ((scalars[next + 1] as number) < at || ((scalars[next + 1] as number) === at && this.#bytes[at - 1] === byte.quote))) next += 2;
      if (next >= scalars.length || (scalars[next] as number) > at || this.#agreed[next >> 1] === 1) break;
      const from = there + ((scalars[next] as number) - here);
      here = scalars[next + 1] as number;
      there = soundEnd(this.#bytes, view, from);
      if (there === 0) break;
      into?.add(next >> 1, from, there);
      this.#following[before] = next;
      before = next;
      next += 2;
    }
    if (into !== null) into.count = noted;
    return 0;
  }
}

/** What `Pattern.fits` notes; one object serves many comparisons. */
export class Differences {
  /** Three numbers for each. */
  places = new Int32Array(192);
  count = 0;

  add(scalar: number, start: number, end: number): void {
    const at = this.count++ * 3;
    this.#reserve(at + 3);
    this.places[at] = scalar;
    this.places[at + 1] = start;
    this.places[at + 2] = end;
  }

  addAll(places: Int32Array): void {
    const at = this.count * 3;
    this.#reserve(at + places.length);
    this.places.set(places, at);
    this.count += places.length / 3;
  }

  #reserve(length: number): void {
    if (length <= this.places.length) return;
    const larger = new Int32Array(Math.max(length, this.places.length * 2));
    larger.set(this.places);
    this.places = larger;
  }
}

function scalarsIn(bytes: Uint8Array, view: DataView, { start, end }: Span): readonly number[] {
  const scalars: number[] = [];
  let at = spaceEnd(bytes, start);
  while (at < end) {
    const code = bytes[at];
    if (code === byte.quote) {
      const behind = stringEnd(view, at + 1) + 1;
      const next = spaceEnd(bytes, behind);
      if (bytes[next] !== byte.colon) scalars.push(at, behind);
      at = next;
    } else if (code === byte.openBrace || code === byte.closeBrace || code === byte.openBracket || code === byte.closeBracket || code === byte.comma || code === byte.colon) {
      at++;
    } else {
      const behind = scalarEnd(bytes, at);
      scalars.push(at, behind);
      at = behind;
    }
    at = spaceEnd(bytes, at);
  }
  return scalars;
}

/** Where two parts of a document begin to differ: `here`, moved to the first byte that is not the same, or at or behind `stop`. Up to four bytes behind it are looked at too. */
function differenceIn(view: DataView, from: number, to: number, stop: number): number {
  let here = from;
  let there = to;
  while (here < stop) {
    const differs = view.getInt32(here, true) ^ view.getInt32(there, true);
    if (differs !== 0) return here + ((31 - Math.clz32(differs & -differs)) >> 3);
    here += 4;
    there += 4;
  }
  return here;
}
