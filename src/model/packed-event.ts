import type { Actor, AuditEvent, EventSubject } from './event.ts';
import { absent, known, type Known } from './known.ts';
import type { LiveRow } from './live-row.ts';
import type { Scope } from './resource.ts';
import { accountScope } from './scope.ts';

/** A scope of which no more than an account of AWS is told as that: it is a quarter of an event, twice in most of them, and of few accounts. */
type PackedScope = Scope | string;
/** A text that is known as itself, null for one that is absent. */
type PackedText = string | null | Exclude<Known<string>, { readonly status: 'known' | 'absent' }>;

type OptionalOf<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T];
/** Of what most have not: as it is written, all of it, so that nothing is forgotten here that events get one day, and as it is read. */
type Rare<T> = { readonly [K in OptionalOf<T>]: T[K] | undefined };
type RareRead<T> = Pick<T, OptionalOf<T>>;

type PackedActor = readonly [principal: string, kind: Actor['kind'], name: string, behind: string | null, account: string | null, address: string | null, userAgent: string | null, invokedBy: string | null, mfa: boolean | null];

type PackedRow<R> = readonly [
  type: string, id: string, aliases: LiveRow['aliases'], name: string, region: PackedText, regionPath: string, zone: PackedText, scope: PackedScope, values: LiveRow['values'],
  untold: LiveRow['untold'], partial: string | null, gone: string | null, madeBy: string | null, recorded: string | null, rare: R | null,
];

/** Lists, for the names of members would be most of what there is to write and to read: of a night there are a million. */
type PackedEvent<E, R> = readonly [
  id: string, provider: AuditEvent['provider'], time: string, name: string, service: string, deed: AuditEvent['deed'], touches: AuditEvent['touches'], outcome: AuditEvent['outcome'], error: AuditEvent['error'],
  scope: PackedScope, region: string | null, actor: PackedActor, channel: AuditEvent['channel'], claimed: AuditEvent['claimed'], subjects: readonly (readonly [count: number, row: PackedRow<R>])[], grants: AuditEvent['grants'],
  file: string, record: number, gaps: AuditEvent['gaps'], rare: E | null,
];

/** An event as text, for who passes it on or keeps it. */
export function packedEvent(event: AuditEvent): string {
  const { id, provider, time, name, service, deed, touches, outcome, error, scope, region, actor, channel, claimed, subjects, grants, source, gaps, mayCreate, partOf, replacesTags } = event;
  const rare = mayCreate === undefined && partOf === undefined && replacesTags === undefined ? null : { mayCreate, partOf, replacesTags };
  const who: PackedActor = [actor.principal, actor.kind, actor.name, actor.behind, actor.account, actor.address, actor.userAgent, actor.invokedBy, actor.mfa ?? null];
  const packed: PackedEvent<Rare<AuditEvent>, Rare<LiveRow>> = [id, provider, time, name, service, deed, touches, outcome, error, packedScope(scope), region, who, channel, claimed, subjects.map(({ row, count }) => [count, listed(row)] as const), grants, source.file, source.record, gaps, rare];
  return JSON.stringify(packed);
}

/** What an event tells of one resource, as text. */
export function packedRow(row: LiveRow): string {
  return JSON.stringify(listed(row));
}

export function unpackedRow(text: string): LiveRow {
  return rowOf(JSON.parse(text) as PackedRow<RareRead<LiveRow>>);
}

function listed(row: LiveRow): PackedRow<Rare<LiveRow>> {
  const { type, id, aliases, name, region, regionPath, zone, scope, values, untold, partial, gone, madeBy, recorded, makers, makes, machines } = row;
  const rare = makers === undefined && makes === undefined && machines === undefined ? null : { makers, makes, machines };
  return [type, id, aliases, name, packedText(region), regionPath, packedText(zone), packedScope(scope), values, untold, partial, gone, madeBy, recorded, rare];
}

export function unpackedEvent(text: string): AuditEvent {
  const [id, provider, time, name, service, deed, touches, outcome, error, scope, region, who, channel, claimed, subjects, grants, file, record, gaps, rare] = JSON.parse(text) as PackedEvent<RareRead<AuditEvent>, RareRead<LiveRow>>;
  const [principal, kind, called, behind, account, address, userAgent, invokedBy, mfa] = who;
  const actor: Actor = { principal, kind, name: called, behind, account, address, userAgent, invokedBy, ...(mfa === null ? {} : { mfa }) };
  const event: AuditEvent = {
    id, provider, time, name, service, deed, touches, outcome, error, scope: scopeOf(scope), region, actor, channel, claimed, subjects: subjects.map(subjectOf), grants, source: { file, record }, gaps,
  };
  return rare === null ? event : { ...event, ...rare };
}

function subjectOf([count, row]: readonly [count: number, row: PackedRow<RareRead<LiveRow>>]): EventSubject {
  return { row: rowOf(row), count };
}

function rowOf([type, id, aliases, name, region, regionPath, zone, scope, values, untold, partial, gone, madeBy, recorded, rare]: PackedRow<RareRead<LiveRow>>): LiveRow {
  const row: LiveRow = { type, id, aliases, name, region: textOf(region), regionPath, zone: textOf(zone), scope: scopeOf(scope), values, untold, partial, gone, madeBy, recorded };
  return rare === null ? row : { ...row, ...rare };
}

/** Told by being the one object of its account. */
function packedScope(scope: Scope): PackedScope {
  const { account } = scope;
  return account.status === 'known' && scope === accountScope(account.value) ? account.value : scope;
}

function scopeOf(scope: PackedScope): Scope {
  return typeof scope === 'string' ? accountScope(scope) : scope;
}

function packedText(text: Known<string>): PackedText {
  return text.status === 'known' ? text.value : text.status === 'absent' ? null : text;
}

function textOf(text: PackedText): Known<string> {
  return typeof text === 'string' ? known(text) : (text ?? absent);
}
