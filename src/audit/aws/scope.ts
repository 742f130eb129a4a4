import { unknown } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import { accountScope, scopeWith } from '#model/scope.ts';

const untold = scopeWith({ account: unknown('the record does not tell the account') });

/** Where a record stands, and what it is about. */
export function scopeOf(account: string | null): Scope {
  return account === null ? untold : accountScope(account);
}
