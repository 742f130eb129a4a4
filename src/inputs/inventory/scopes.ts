import { absent } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';

const nothing: Scope = { account: absent, subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };

export function scopeWith(told: Partial<Scope>): Scope {
  return { ...nothing, ...told };
}

