import { facetNames, type FacetName, type Facets } from './facets.ts';
import { html, nothing, type Markup } from './markup.ts';
import { Pack } from './pack.ts';
import type { Left, PageContent } from './page-content.ts';
import { name, plural } from '../words.ts';

/** One thing that is listed, and what it is found by. */
export interface Entry {
  readonly facets: Facets;
  /** Findings that it stands for. */
  readonly count: number;
  /** Its line, and what is below it when it is opened; made when they are written, so that thousands are never there at once. */
  readonly line: () => Markup;
  readonly body: () => Markup;
}

/** Of one list, as many as stand in the page itself; the browser writes the rest when it is wanted. */
const written = 40;

/** What the page holds for its script: values of the facets, the combinations that occur, and the entries that are not written. */
export class Shelf {
  readonly #values = new Map<FacetName, Map<string, number>>(facetNames.map((name) => [name, new Map<string, number>()]));
  readonly #rows = new Map<string, number>();
  readonly #pack = new Pack();
  readonly #lists: (readonly Left[])[] = [];

  /** @param noun what one entry is: `finding` @param look class of its element @param open whether what is written is */
  list(entries: readonly Entry[], noun: string, look: string, open = false): Markup {
    const rest = entries.slice(written);
    const first = entries.slice(0, written).map(({ facets, count, line, body }) => html`<details class="${look}" data-f="${this.#row(facets)}"${count === 1 ? nothing : html` data-n="${count}"`}${open ? html` open` : nothing}>${line()}${body()}</details>
`);
    this.#lists.push(rest.map(({ facets, count, line, body }) => [this.#row(facets), count, this.#pack.of(line()), this.#pack.of(body())]));
    const left = rest.reduce((sum, { count }) => sum + count, 0);
    return html`<div class="list" data-list="${this.#lists.length - 1}" data-look="${look}">${first}${
      left === 0 ? nothing : html`<div class="more"></div><p class="left">${plural(left, `more ${noun}`)}: this page shows ${left === 1 ? 'it' : 'them'} where scripts may run, and the json report has all.</p><button type="button" class="next" hidden>Show more</button>`
    }</div>`;
  }

  /** As they are shown, in the order in which they came. */
  values(facet: FacetName): readonly string[] {
    return [...(this.#values.get(facet)?.keys() ?? [])];
  }

  get content(): PageContent {
    return { facets: Object.fromEntries(facetNames.map((name) => [name, this.values(name)])), rows: [...this.#rows.keys()].map((row) => JSON.parse(row) as number[]), ...this.#pack.content, lists: this.#lists };
  }

  #row(facets: Facets): number {
    const key = JSON.stringify(facetNames.map((name) => this.#value(name, facets[name])));
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    this.#rows.set(key, this.#rows.size);
    return this.#rows.size - 1;
  }

  /** -1 where nothing tells. */
  #value(facet: FacetName, value: string | null): number {
    const values = this.#values.get(facet);
    if (value === null || value === '' || values === undefined) return -1;
    const shown = name(value);
    const known = values.get(shown);
    if (known !== undefined) return known;
    values.set(shown, values.size);
    return values.size - 1;
  }
}
