import { Differences, Pattern } from './pattern.ts';
import type { Span } from './span.ts';

/** The parts in which elements that are alike agree, all within scalars or made of them; null for an element that no other one is like. */
export type Agreeing = (bytes: Buffer, view: DataView, element: Span) => readonly Span[] | null;

/** Elements of an array that have the form of the first one of them. */
export interface Form {
  readonly pattern: Pattern;
  /** How many there are. */
  count: number;
  /** What followed one of them the last time, if not another one. */
  next: Form | null;
}

/** Forms of elements that agree in what they have to. */
const forms = 8;

/**
 * The elements of an array of which most are like an earlier one. That is found while the document is checked: what has the very bytes
 * of an element that was found sound, but for sound scalars, is sound as well.
 */
export class Repeats {
  /** Those of all elements, one after the other. */
  readonly differences = new Differences();
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #agreeing: Agreeing;
  readonly #known = new Map<string, Form[]>();
  /** For each element its form, and where its differences end. */
  readonly #forms: (Form | null)[] = [];
  readonly #ends: number[] = [];
  #last: Form | null = null;

  constructor(bytes: Buffer, view: DataView, agreeing: Agreeing) {
    this.#bytes = bytes;
    this.#view = view;
    this.#agreeing = agreeing;
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

  /** Behind the element that begins here, where it is like the one before it or like what followed that one the last time; else 0. */
  pass(start: number): number {
    const last = this.#last;
    if (last === null) return 0;
    return this.#fits(last, start) || (last.next === null ? 0 : this.#fits(last.next, start));
  }

  /** An element that was checked by itself. @param comparable others may be compared with it. */
  add(element: Span, comparable: boolean): void {
    const agreed = comparable ? this.#agreeing(this.#bytes, this.#view, element) : null;
    if (agreed === null) {
      this.#last = null;
      this.#note(null);
      return;
    }
    const key = agreed.map(({ start, end }) => this.#bytes.toString('latin1', start, end)).join(' ');
    const known = this.#known.get(key) ?? [];
    this.#known.set(key, known);
    if (known.some((form) => this.#fits(form, element.start) > 0)) return;
    const form = { pattern: new Pattern(this.#bytes, this.#view, element, agreed), count: 0, next: null };
    if (known.length < forms) known.push(form);
    this.#follow(form);
  }

  #fits(form: Form, start: number): number {
    const end = form.pattern.fits(start, this.differences);
    if (end > 0) this.#follow(form);
    return end;
  }

  #follow(form: Form): void {
    form.count++;
    if (this.#last !== null && this.#last !== form) this.#last.next = form;
    this.#last = form;
    this.#note(form);
  }

  #note(form: Form | null): void {
    this.#forms.push(form);
    this.#ends.push(this.differences.count);
  }
}
