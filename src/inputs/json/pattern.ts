import type { Difference } from './difference.ts';
import { scalarEnd } from './skip.ts';
import { byte, type Span } from './span.ts';
import { exactDigits, literalEnd, numberEnd, spaceEnd, stringEnd } from './tokens.ts';

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
  readonly #difference: Difference;
  /** For each scalar whether it has to be the same. */
  readonly #agreed: Uint8Array;
  /** For each scalar the one that differed next the last time: mostly it is the same again. */
  readonly #following: Int32Array;

  /** @param agreed parts in which no other value may differ */
  constructor(bytes: Uint8Array, view: DataView, difference: Difference, span: Span, agreed: readonly Span[] = []) {
    this.span = span;
    this.#bytes = bytes;
    this.#view = view;
    this.#difference = difference;
    this.scalars = Int32Array.from(scalarsIn(bytes, view, span));
    this.#following = new Int32Array(this.scalars.length + 1);
    this.#agreed = Uint8Array.from({ length: this.scalars.length / 2 }, (_, scalar) => (agreed.some(({ start, end }) => start <= (this.scalars[scalar * 2] as number) && (this.scalars[scalar * 2] as number) < end) ? 1 : 0));
  }

  /**
   * Behind the value that begins at `start` in the same document, where it has the form of this one; else 0. No scan need have passed
   * it: what fits is sound. `into` gets the scalars that differ, three numbers each: the place in `scalars` divided by two, and start
   * and end in the other value.
   */
  fits(start: number, into: Differences): number {
    const view = this.#view;
    const scalars = this.scalars;
    const stop = this.span.end;
    const noted = into.count;
    let here = this.span.start;
    let there = start;
    let next = 0;
    /** The scalar before that differed; the one behind the last when there is none. */
    let before = scalars.length;
    for (;;) {
      const at = this.#difference(here, there, stop);
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
      into.add(next >> 1, from, there);
      this.#following[before] = next;
      before = next;
      next += 2;
    }
    into.count = noted;
    return 0;
  }
}

/** Behind the scalar that begins at `from`; 0 where there is none, for a faulty one, and for a number that has to be looked at. */
function soundEnd(bytes: Uint8Array, view: DataView, from: number): number {
  const code = bytes[from] as number;
  if (code === byte.quote) return Math.max(0, stringEnd(view, from + 1) + 1);
  if (code !== 45 && (code < 48 || code > 57)) return Math.max(0, literalEnd(view, from));
  const end = numberEnd(bytes, from);
  return end - from > exactDigits ? 0 : Math.max(0, end);
}

/** What `Pattern.fits` notes; one object serves many comparisons. */
export class Differences {
  /** Three numbers for each. */
  places = new Int32Array(192);
  count = 0;

  add(scalar: number, start: number, end: number): void {
    const at = this.count++ * 3;
    if (at + 3 > this.places.length) {
      const larger = new Int32Array(this.places.length * 2);
      larger.set(this.places);
      this.places = larger;
    }
    this.places[at] = scalar;
    this.places[at + 1] = start;
    this.places[at + 2] = end;
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
