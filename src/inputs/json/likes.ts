import type { Difference } from './difference.ts';
import { Forms } from './forms.ts';
import { Differences } from './pattern.ts';

/** Bytes: to compare what is smaller takes longer than to check it. */
const smallest = 256;

/** How many elements of a level may be like none before while hardly any is. */
const patience = 64;

/**
 * Arrays of which nobody asks what their elements have in common: these are compared with earlier ones of their level for nothing but to
 * check them faster. Most of a plan is values that stand in it two or three times, once for each instance of a module.
 */
export class Likes {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #difference: Difference;
  readonly #levels: ({ readonly forms: Forms; tries: number } | undefined)[] = [];
  readonly #unused = new Differences();

  constructor(bytes: Buffer, view: DataView, difference: Difference) {
    this.#bytes = bytes;
    this.#view = view;
    this.#difference = difference;
  }

  /** Behind the element of an array of this level that begins here, where it is like an earlier one; else 0. */
  pass(level: number, start: number): number {
    const known = this.#levels[level];
    if (known === undefined || known.tries > patience) return 0;
    this.#unused.count = 0;
    const end = known.forms.pass(start, this.#unused);
    if (end > 0) known.tries -= 2;
    return end;
  }

  /** An element that was checked by itself, without a number that has to be looked at. */
  add(level: number, start: number, end: number): void {
    if (end - start < smallest) return;
    const known = (this.#levels[level] ??= { forms: new Forms(this.#bytes, this.#view, this.#difference), tries: 0 });
    if (known.tries > patience) return;
    known.tries++;
    this.#unused.count = 0;
    known.forms.add({ start, end }, [], this.#unused);
  }
}
