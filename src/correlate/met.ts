import type { DriftItem } from '#model/drift.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Resource } from '#model/resource.ts';

/** A thing as an inventory has it. */
export interface Looked {
  readonly resource: Resource;
  readonly input: string;
}

/** One item, and what policies judge of it: the resource as an inventory has it, else as a call tells it. Null where there is nothing to judge. */
export interface Joined {
  readonly item: DriftItem;
  readonly judged: Resource | LiveRow | null;
}

/** What an inventory has of a thing: joined already, which leaves nothing of what is as declared, or to be joined when all are read. */
export type Met = { readonly joined: Joined | null } | { readonly looked: Looked };
