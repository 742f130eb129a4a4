import type { Provider } from './resource.ts';

/** A name that is in use, and by how many places. */
export interface Used {
  readonly name: string;
  readonly count: number;
}

/** What a cloud may use, as it is used today. Never empty. */
export interface ProposedList {
  readonly provider: Provider;
  readonly names: readonly Used[];
}

export interface ProposedTag {
  readonly key: string;
  /** How many carry it, of how many that can be tagged and whose tags are known. */
  readonly count: number;
  readonly of: number;
  /** Null: in every cloud that is in use. */
  readonly providers: readonly Provider[] | null;
  /** Other ways in which the key is written; with any, capitals do not count. */
  readonly variants: readonly Used[];
  /** All its values, where they are few and each is used again and again; else null. */
  readonly values: readonly string[] | null;
}

export interface ProposedScopes extends ProposedList {
  readonly key: 'accounts' | 'subscriptions' | 'projects' | 'compartments';
  /** Resources whose scope is not told: with the list each of them is undecided. */
  readonly untold: number;
  /** Whether most are told. */
  readonly most: boolean;
}

/** What `landrail init` proposes, of what is in use: settings that today's resources nearly pass. Everything sorted, so that the same resources make the same proposal. */
export interface Proposal {
  readonly resources: number;
  readonly providers: readonly (Used & { readonly name: Provider })[];
  readonly tags: readonly ProposedTag[];
  /** Keys that some carry and too few. */
  readonly rarer: readonly (Used & { readonly of: number })[];
  readonly shapes: readonly ProposedList[];
  /** Shapes with accelerators: in use, and not approved by that. */
  readonly accelerators: readonly Used[];
  readonly regions: readonly ProposedList[];
  readonly scopes: readonly ProposedScopes[];
  /** Names that cannot stand in a list: they would match others too, or are secret. */
  readonly leftOut: number;
}
