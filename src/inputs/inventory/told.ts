import type { Problem } from '#model/problem.ts';
import { countSort, unlistedNotes } from '../sorts.ts';
import type { Gap, Given, Looked, Told } from './answers.ts';

/** Gathers what the pages of an inventory say beside their resources. */
export class ToldOfPages implements Told {
  readonly given: Given;
  /** Of the newest page. */
  time: string | null = null;
  readonly #passedOver = new Map<string, { readonly one: string; readonly many: string; count: number }>();
  readonly #unlisted = new Map<string, number>();
  readonly #malformed: { readonly what: string; readonly line: number | null }[] = [];
  #rows = 0;
  #of = 0;
  #line: number | null = null;
  #silent = true;
  /** Parts that are not whole, where it is known which. */
  readonly gaps: (Gap & { readonly because: string })[] = [];
  readonly #looked = new Map<string, Looked>();
  #incomplete: string | null = null;
  #everywhere: string | null = null;
  #left: string | null = null;

  constructor(given: Given) {
    this.given = given;
  }

  /** Of the first page that is not whole, and of the last one; null where all are. */
  get incompleteness(): string | null {
    return this.#joined(this.#incomplete);
  }

  /** The same of what is not whole anywhere, as far as anybody knows. */
  get everywhere(): string | null {
    return this.#joined(this.#everywhere);
  }

  #joined(because: string | null): string | null {
    const short = this.#left === null && this.#rows < this.#of ? `${this.#rows} of ${this.#of} rows are here` : null;
    const both = [because, this.#left, short].filter((one) => one !== null);
    return both.length === 0 ? null : both.join('; ');
  }

  incomplete(because: string, gap?: Gap): void {
    this.#silent = false;
    this.#incomplete ??= because;
    if (gap === undefined) this.#everywhere ??= because;
    else this.gaps.push({ ...gap, because });
  }

  looked(place: Looked): void {
    this.#silent = false;
    this.#looked.set(`${place.scope} ${place.region}`, place);
  }

  /** Places that were asked. */
  get places(): readonly Looked[] {
    return [...this.#looked.values()];
  }

  goesOn(because: string): void {
    this.#silent = false;
    this.#left = because;
  }

  counted(rows: number, of: number): void {
    this.#rows += rows;
    this.#of = Math.max(this.#of, of);
  }

  nothing(): void {
    this.#silent = false;
  }

  /** Before each page: it may be the one that the last page said is left. */
  page(line: number | null = null): void {
    this.#left = null;
    this.#line = line;
    this.#silent = true;
  }

  /** Nothing was told of the page so far. */
  get silent(): boolean {
    return this.#silent;
  }

  passedOver(one: string, many: string): void {
    this.#silent = false;
    const before = this.#passedOver.get(many);
    if (before) before.count += 1;
    else this.#passedOver.set(many, { one, many, count: 1 });
  }

  /** A resource of a type that is not in the catalogue. */
  unlisted(type: string): void {
    countSort(this.#unlisted, type);
  }

  malformed(what: string): void {
    this.#silent = false;
    this.#malformed.push({ what, line: this.#line });
  }

  exported(time: string): void {
    this.#silent = false;
    if (!Number.isNaN(Date.parse(time)) && (this.time === null || time > this.time)) this.time = time;
  }

  /** One a reason, in the order in which they came up. */
  get notes(): readonly string[] {
    return [...[...this.#passedOver.values()].map(({ one, many, count }) => (count === 1 ? `1 ${one}` : `${count} ${many}`)), ...unlistedNotes(this.#unlisted)];
  }

  problems(path: string): readonly Problem[] {
    const [first, ...others] = this.#malformed;
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : ` (and ${others.length} more like it)`;
    return [{ code: 'inventory-malformed', message: `${path}: ${first.what}${more}`, where: first.line === null ? path : `${path}:${first.line}:1`, hint: 'export it again; what can be read of it is judged' }];
  }
}
