import { isObject } from '#model/json.ts';
import { row } from './data.ts';
import type { FilledIn } from './facts.ts';
import { terraformType } from './terraform.ts';

const cache = new Map<string, readonly FilledIn[]>();

/** What the provider of a Terraform resource type fills in, of the arguments that the catalogue asks for. Outer blocks come before what is in them. */
export function filledIn(type: string): readonly FilledIn[] {
  const before = cache.get(type);
  if (before) return before;
  const found = row('filled-in', type);
  // A second map of tags is OCI's: filled from the tag defaults of a compartment.
  const also = terraformType(type)?.tags?.also ?? null;
  const filled = [...(also === null ? [] : [{ path: also, value: null }]), ...(isObject(found) ? Object.entries(found).map(([path, value]): FilledIn => ({ path, value })) : [])];
  cache.set(type, filled);
  return filled;
}
