import type { Kind, Provider } from './resource.ts';

/** What an inventory has shown of one kind, in one account and region. What is in no row was not seen, which is not the same as not there; a region that was asked has one in any case. */
export interface Coverage {
  readonly provider: Provider;
  /** Account, subscription, project or compartment; null where the inventory does not tell. */
  readonly scope: string | null;
  readonly region: string | null;
  readonly kind: Kind;
  readonly resources: number;
  /** When the inventory is of, ISO 8601. */
  readonly exported: string | null;
  /** Why there may be more of it; null where the inventory claims to be whole. */
  readonly incomplete: string | null;
}
