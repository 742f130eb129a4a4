import { Pattern, type Differences } from './pattern.ts';
import type { Span } from './span.ts';

/** Elements that have the form of the first one of them. */
export interface Form {
  readonly pattern: Pattern;
  /** How many there are. */
  count: number;
  /** What followed one of them the last time, if not another one. */
  next: Form | null;
}

/** Forms of elements that agree in what they have to. */
const forms = 8;

/** The forms of elements that follow each other. What has the very bytes of an element that was found sound, but for sound scalars, is sound as well. */
export class Forms {
  /** Of the element before; null for one that none is compared with. */
  last: Form | null = null;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #known = new Map<string, Form[]>();

  constructor(bytes: Buffer, view: DataView) {
    this.#bytes = bytes;
    this.#view = view;
  }

  /** Behind the element that begins here, where it is like the one before it or like what followed that one the last time; else 0. `into`: see Pattern. */
  pass(start: number, into: Differences | null): number {
    const { last } = this;
    if (last === null) return 0;
    return this.#fits(last, start, into) || (last.next === null ? 0 : this.#fits(last.next, start, into));
  }

  /** An element that was checked by itself. @param agreed parts in which those that are like it have to agree */
  add(element: Span, agreed: readonly Span[], into: Differences | null): void {
    const key = agreed.map(({ start, end }) => this.#bytes.toString('latin1', start, end)).join(' ');
    const known = this.#known.get(key) ?? [];
    this.#known.set(key, known);
    if (known.some((form) => this.#fits(form, element.start, into) > 0)) return;
    const form = { pattern: new Pattern(this.#bytes, this.#view, element, agreed), count: 0, next: null };
    if (known.length < forms) known.push(form);
    this.#follow(form);
  }

  #fits(form: Form, start: number, into: Differences | null): number {
    const end = form.pattern.fits(start, into);
    if (end > 0) this.#follow(form);
    return end;
  }

  #follow(form: Form): void {
    form.count++;
    if (this.last !== null && this.last !== form) this.last.next = form;
    this.last = form;
  }
}
