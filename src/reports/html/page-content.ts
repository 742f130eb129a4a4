/** A text, by its number, or a template, by its number and what is put into it; -1 is a list. */
export type Packed = number | readonly [template: number, ...Packed[]];

/** What every `Packed` has numbers of. */
export interface Texts {
  readonly templates: readonly (readonly string[])[];
  readonly texts: readonly string[];
}

/** An entry that is not written in the page itself: its combination of facets, what it stands for, its line, and what is below it when it is opened. */
export type Left = readonly [row: number, count: number, line: Packed, body: Packed];

/** What a page holds for its script, in JSON. */
export interface PageContent extends Texts {
  /** Values of each facet. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** Combinations that occur, as numbers of values; -1 where nothing tells. */
  readonly rows: readonly (readonly number[])[];
  readonly lists: readonly (readonly Left[])[];
}
