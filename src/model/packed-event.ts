import type { AuditEvent, EventSubject } from './event.ts';
import type { Scope } from './resource.ts';
import { accountScope } from './scope.ts';

/** A scope of which no more than an account of AWS is told as that: it is a quarter of an event, twice in most of them, and of few accounts. */
type PackedScope = Scope | string;
type Packed<T extends { readonly scope: Scope }> = Omit<T, 'scope'> & { scope: PackedScope };
type PackedEvent = Omit<Packed<AuditEvent>, 'subjects'> & { readonly subjects: readonly (Omit<EventSubject, 'row'> & { readonly row: Packed<EventSubject['row']> })[] };

/** An event as text, for who passes it on or keeps it. */
export function packedEvent(event: AuditEvent): string {
  const packed: PackedEvent = { ...event, scope: packedScope(event.scope), subjects: event.subjects.map((one) => ({ ...one, row: { ...one.row, scope: packedScope(one.row.scope) } })) };
  return JSON.stringify(packed);
}

export function unpackedEvent(text: string): AuditEvent {
  const event = JSON.parse(text) as PackedEvent;
  event.scope = scopeOf(event.scope);
  for (const { row } of event.subjects) row.scope = scopeOf(row.scope);
  return event as AuditEvent;
}

/** Told by being the one object of its account. */
function packedScope(scope: Scope): PackedScope {
  const { account } = scope;
  return account.status === 'known' && scope === accountScope(account.value) ? account.value : scope;
}

function scopeOf(scope: PackedScope): Scope {
  return typeof scope === 'string' ? accountScope(scope) : scope;
}
