import { absent, known } from './known.ts';
import type { Scope } from './resource.ts';

const nothing: Scope = { account: absent, subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };

/** A scope of which no more is told. */
export function scopeWith(told: Partial<Scope>): Scope {
  return { ...nothing, ...told };
}

const accounts = new Map<string, Scope>();
/** As many as any organisation has; whoever writes more of them into a file costs no memory. */
const mostAccounts = 10_000;

/** An account of AWS. Many resources are in one: the same is the same object, which is written once. */
export function accountScope(account: string): Scope {
  const before = accounts.get(account);
  if (before !== undefined) return before;
  if (accounts.size >= mostAccounts) accounts.clear();
  const scope = scopeWith({ account: known(account) });
  accounts.set(account, scope);
  return scope;
}
