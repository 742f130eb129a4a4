import { absent } from './known.ts';
import type { Scope } from './resource.ts';

const nothing: Scope = { account: absent, subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };

/** A scope of which no more is told. */
export function scopeWith(told: Partial<Scope>): Scope {
  return { ...nothing, ...told };
}

