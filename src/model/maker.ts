/** How sure it is that one resource was made by another: a tag that nobody can set, who called, a list of the maker's own, a tag that anybody can set, a name. The surest first. */
export const attributions = ['reserved-tag', 'invoked-by', 'member', 'forgeable-tag', 'name'] as const;
export type Attribution = (typeof attributions)[number];

/** What made a resource and answers for it, and what says so. */
export interface Maker {
  readonly id: string;
  readonly by: Attribution;
}

/** What a row says of who made it; of nobody where there is none. */
export function making(maker: Maker | null): { readonly madeBy: string | null; readonly makers?: readonly Maker[] } {
  return maker === null ? { madeBy: null } : { madeBy: maker.id, makers: [maker] };
}
