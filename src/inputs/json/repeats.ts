import { Forms, type Form } from './forms.ts';
import { Differences } from './pattern.ts';
import type { Span } from './span.ts';

/** The parts in which elements that are alike agree, all within scalars or made of them; null for an element that no other one is like. */
export type Agreeing = (bytes: Buffer, view: DataView, element: Span) => readonly Span[] | null;

/** The elements of an array of which most are like an earlier one, and in what they differ from it. That is found while the document is checked. */
export class Repeats {
  /** Those of all elements, one after the other. */
  readonly differences = new Differences();
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #agreeing: Agreeing;
  readonly #known: Forms;
  /** For each element its form, and where its differences end. */
  readonly #forms: (Form | null)[] = [];
  readonly #ends: number[] = [];

  constructor(bytes: Buffer, view: DataView, agreeing: Agreeing) {
    this.#bytes = bytes;
    this.#view = view;
    this.#agreeing = agreeing;
    this.#known = new Forms(bytes, view);
  }

  /** Null for an element that is like no other one. */
  formOf(element: number): Form | null {
    return this.#forms[element] ?? null;
  }

  /** The first of the differences of an element. */
  from(element: number): number {
    return element === 0 ? 0 : (this.#ends[element - 1] as number);
  }

  /** Behind the last one. */
  to(element: number): number {
    return this.#ends[element] as number;
  }

  /** Behind the element that begins here, where it is like one before; else 0: then it is to be checked and added. */
  pass(start: number): number {
    const end = this.#known.pass(start, this.differences);
    if (end > 0) this.#note();
    return end;
  }

  /** An element that was checked by itself. @param comparable others may be compared with it. */
  add(element: Span, comparable: boolean): void {
    const agreed = comparable ? this.#agreeing(this.#bytes, this.#view, element) : null;
    if (agreed === null) this.#known.last = null;
    else this.#known.add(element, agreed, this.differences);
    this.#note();
  }

  #note(): void {
    this.#forms.push(this.#known.last);
    this.#ends.push(this.differences.count);
  }
}
