import { absent, known, type Known } from '#model/known.ts';
import type { Ancestry } from '../ancestry.ts';

/** Names of compartments from the root down, as the plan's scopes have them; what stands in a compartment that nobody tells of begins with its OCID. */
export function compartmentPath(compartment: string, ancestry: Ancestry): Known<string> {
  if (isTenancy(compartment)) return known('root');
  const upward = ancestry.upward(compartment).filter(({ id }) => !isTenancy(id));
  const top = upward.at(-1);
  if (top === undefined) return absent;
  const start = top.parent === null || isTenancy(top.parent) ? 'root' : top.parent;
  return known([start, ...upward.map(({ name }) => name).reverse()].join('/'));
}

export function isTenancy(ocid: string): boolean {
  return ocid.startsWith('ocid1.tenancy.');
}
