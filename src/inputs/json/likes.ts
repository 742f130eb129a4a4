import { Forms } from './forms.ts';

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
  readonly #levels: ({ readonly forms: Forms; tries: number } | undefined)[] = [];

  constructor(bytes: Buffer, view: DataView) {
    this.#bytes = bytes;
    this.#view = view;
  }

  /** Behind the element of an array of this level that begins here, where it is like an earlier one; else 0. */
  pass(level: number, start: number): number {
    const known = this.#levels[level];
    if (known === undefined || known.tries > patience) return 0;
    const end = known.forms.pass(start, null);
    if (end > 0) known.tries -= 2;
    return end;
  }

  /** An element that was checked by itself, without a number that has to be looked at. */
  add(level: number, start: number, end: number): void {
    if (end - start < smallest) return;
    const known = (this.#levels[level] ??= { forms: new Forms(this.#bytes, this.#view), tries: 0 });
    if (known.tries > patience) return;
    known.tries++;
    known.forms.add({ start, end }, [], null);
  }
}
