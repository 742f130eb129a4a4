import type { Resource } from '#model/resource.ts';

export type Wanted = (resource: Pick<Resource, 'kind' | 'type' | 'provider'>) => boolean;

/** What the readers need to know from flags and configuration; built once at the edge. */
export interface InputOptions {
  /** Against which relative paths are resolved. */
  readonly cwd: string;
  /** Also judge resources that a plan does not change. */
  readonly all: boolean;
  /** Keep the raw document, for policies that read it. */
  readonly document: boolean;
  /** Of which resources policies ask for the raw arguments. */
  readonly attributes: Wanted;
  /** Of which resources policies ask for relations and grants. */
  readonly relations: Wanted;
  /** Regions of provider configurations that the input does not tell: `aws` or `aws.west` -> `us-west-2`. */
  readonly providerRegions: ReadonlyMap<string, string>;
  /** Accounts, subscriptions, projects or compartments of provider configurations: `aws.west` -> `111122223333`. */
  readonly providerScopes: ReadonlyMap<string, string>;
  /** A file that was found in a folder and cannot be read is a problem, not a note. */
  readonly strict: boolean;
  /** Standard input, for the path `-`. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
}

/** Resources per batch. */
export const batchSize = 256;
