import type { Left } from '../page-content.ts';
import type { Parts } from './parts.ts';

export interface Wanted {
  /** By combination of facets. */
  readonly rows: readonly boolean[];
  /** Lower case. */
  readonly text: string;
}

interface Written {
  readonly element: HTMLElement;
  readonly row: number;
  readonly count: number;
  text: string | null;
}

const step = 200;

/** One list of entries, of which the page has the first, and the data the rest. */
export class List {
  readonly element: HTMLElement;
  /** Findings that are wanted, shown or not, and all there are. */
  count = 0;
  readonly all: number;
  readonly #written: readonly Written[];
  readonly #rest: readonly Left[];
  readonly #parts: Parts;
  readonly #more: HTMLElement | null;
  readonly #left: HTMLElement | null;
  readonly #next: HTMLElement | null;
  #limit: number;
  #texts: readonly string[] | null = null;
  #shown: readonly number[] = [];
  #last: Wanted | null = null;

  constructor(element: HTMLElement, rest: readonly Left[], parts: Parts) {
    this.element = element;
    this.#rest = rest;
    this.#parts = parts;
    this.#written = [...element.querySelectorAll<HTMLElement>(':scope > [data-f]')].map((one) => ({ element: one, row: Number(one.dataset['f']), count: Number(one.dataset['n'] ?? 1), text: null }));
    this.#more = element.querySelector(':scope > .more');
    this.#left = element.querySelector(':scope > .left');
    this.#next = element.querySelector(':scope > .next');
    this.#limit = this.#written.length;
    this.all = [...this.#written, ...rest.map(([, count]) => ({ count }))].reduce((sum, { count }) => sum + count, 0);
    this.#next?.addEventListener('click', () => {
      this.#limit += step;
      if (this.#last) this.show(this.#last);
    });
    this.#more?.addEventListener('toggle', ({ target }) => this.fill(target as Element), true);
  }

  show(wanted: Wanted): void {
    if (this.#last?.text !== wanted.text || this.#last.rows.some((one, row) => one !== wanted.rows[row])) this.#limit = this.#written.length;
    this.#last = wanted;
    this.count = 0;
    let seen = 0;
    for (const one of this.#written) {
      const is = wanted.rows[one.row] === true && (wanted.text === '' || textOf(one).includes(wanted.text));
      if (one.element.hidden === is) one.element.hidden = !is;
      if (!is) continue;
      seen += 1;
      this.count += one.count;
    }
    if (this.#rest.length > 0) this.#showRest(wanted, seen);
  }

  /** What is below a line is written when it is opened. */
  fill(entry: Element): void {
    const left = this.#rest[this.#shown[[...(this.#more?.children ?? [])].indexOf(entry)] ?? -1];
    if (left && entry.childElementCount === 1) entry.insertAdjacentHTML('beforeend', this.#parts.html(left[3]));
  }

  /** What a search goes through. */
  read(): readonly string[] {
    return (this.#texts ??= this.#rest.map(([, , line, body]) => this.#parts.text(line) + this.#parts.text(body)));
  }

  #showRest(wanted: Wanted, seen: number): void {
    const texts = wanted.text === '' ? null : this.read();
    const found: number[] = [];
    let left = 0;
    for (const [index, [row, count]] of this.#rest.entries()) {
      if (wanted.rows[row] !== true || (texts !== null && texts[index]?.includes(wanted.text) !== true)) continue;
      this.count += count;
      if (seen + found.length < this.#limit) found.push(index);
      else left += count;
    }
    if (this.#more && found.join() !== this.#shown.join()) this.#more.innerHTML = found.map((index) => `<details class="${this.element.dataset['look']}">${this.#parts.html(this.#rest[index]?.[2] ?? 0)}</details>`).join('');
    this.#shown = found;
    if (this.#left) this.#left.textContent = left === 0 ? '' : `${left} more not shown.`;
    if (this.#next) this.#next.hidden = left === 0;
  }
}

function textOf(one: Written): string {
  return (one.text ??= (one.element.textContent ?? '').toLowerCase());
}
