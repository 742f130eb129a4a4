import type { CharSet } from './charset.ts';

export type Assertion = 'begin-text' | 'end-text' | 'begin-line' | 'end-line' | 'word' | 'no-word';

export type Node =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly body: Node }
  | { readonly kind: 'concat' | 'alternate'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly body: Node; readonly min: number; readonly max: number | null; readonly greedy: boolean };

export interface Parsed {
  readonly root: Node;
  /** Names of the groups, by number; group 0 is the whole match. */
  readonly names: readonly (string | null)[];
}

/** The pattern is no RE2 pattern. In Rego the call is then undefined. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}
