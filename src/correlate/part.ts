import type { Maker } from '#model/maker.ts';
import type { Resource } from '#model/resource.ts';
import type { Around } from './around.ts';
import type { Facts } from './matrix.ts';
import type { Thing } from './thing.ts';

/** To whom a thing belongs, beside the code. */
export interface Part {
  readonly fact: Facts['part'];
  readonly parent: Maker | null;
  readonly evidence: readonly string[];
}

export function partOf(resource: Resource, _thing: Thing, { things }: Around): Part | null {
  for (const maker of resource.makers ?? []) {
    const parent = things.byId(maker.id);
    if (parent !== null && (parent.isLive || parent.declared !== null)) return { fact: 'child', parent: maker, evidence: [] };
  }
  return null;
}
