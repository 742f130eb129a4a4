import { kindOf } from '#catalog/live-types.ts';
import { liveTypeOf } from '#catalog/type-names.ts';
import type { DriftItem, DriftVerdict, EventRef } from '#model/drift.ts';
import type { LiveRow } from '#model/live-row.ts';
import { scopeIn, type Resource } from '#model/resource.ts';
import type { Change } from './comparable.ts';
import { shownOf } from './declared.ts';
import { isNewer, newer, toldEvent } from './event-ref.ts';
import type { Looked } from './met.ts';
import { valueOf } from './identity.ts';
import type { Facts } from './matrix.ts';
import type { Part } from './part.ts';
import { toldTagging } from './tagging.ts';
import { terraformOf } from './terraform.ts';
import type { Call } from './kept-calls.ts';
import type { KnownThing } from './thing.ts';

export interface Decided {
  readonly verdict: DriftVerdict;
  /** Why, of the row of the matrix. */
  readonly because: string;
  readonly changes: readonly Change[];
  /** Whether those that declare it do not agree in what it is not. */
  readonly isDisputed: boolean;
  readonly part: Part | null;
  readonly facts: Facts;
  /** Whether a log was given at all. */
  readonly logs: boolean;
}

export function itemOf(thing: KnownThing, looked: Looked | null, decided: Decided): { readonly item: DriftItem; readonly judged: Resource | LiveRow | null } {
  const { declared, calls, row } = thing;
  const { verdict, changes, part } = decided;
  const created = (calls?.created ?? (declared === null && decided.facts.last === 'create' ? (calls?.changed ?? calls?.tagged) : undefined))?.ref ?? null;
  const resource = looked !== null ? placed(shownOf(looked.resource), declared?.resource ?? (row === null ? null : { scope: row.scope, region: valueOf(row.region) })) : (declared?.resource ?? (row === null ? null : shownRow(row, thing)));
  if (resource === null) throw new Error('a thing that nothing tells of');
  return {
    item: {
      verdict,
      resource,
      ...(looked === null && declared !== null && liveTypeOf(resource.type) !== resource.type ? { liveType: liveTypeOf(resource.type) } : {}),
      declared: declared === null ? null : { input: declared.input, address: declared.resource.address, stage: declared.resource.stage },
      live: looked === null ? null : { input: looked.input },
      created,
      last: lastRef(thing, decided),
      parent: part?.parent ?? null,
      changed: verdict === 'modified-outside' || verdict === 'undetermined' ? changes : [],
      lived: lived(thing, decided.facts),
      evidence: [...evidence(thing, looked, decided)].slice(),
      needs: verdict === 'undetermined' ? needs(resource, decided) : null,
      terraform: terraformOf({ ...resource, aliases: (looked?.resource ?? row)?.aliases ?? [], attributes: looked?.resource.attributes ?? row?.values ?? null }),
      ignored: null,
    },
    judged: looked?.resource ?? row,
  };
}

/** Where an inventory does not tell its account or region, code or a call may. */
function placed(shown: DriftItem['resource'], other: Pick<DriftItem['resource'], 'scope' | 'region'> | null): DriftItem['resource'] {
  if (other === null || (shown.region !== null && scopeIn(shown.scope) !== null)) return shown;
  return { ...shown, region: shown.region ?? other.region, scope: scopeIn(shown.scope) === null ? other.scope : shown.scope };
}

function shownRow(row: LiveRow, { calls }: KnownThing): DriftItem['resource'] {
  const call = calls?.created ?? calls?.changed ?? calls?.tagged ?? (calls?.deleted as Call);
  const action = calls?.created !== undefined ? 'create' : calls?.deleted !== undefined ? 'delete' : 'update';
  return { address: row.id, type: row.type, provider: call.provider, kind: kindOf(call.provider, row.type), stage: 'event', action, id: row.id, region: valueOf(row.region), name: row.name, scope: row.scope };
}

/** The call that explains what differs, else the newest that did anything. */
function lastRef({ calls }: KnownThing, { changes, facts, verdict }: Decided): EventRef | null {
  if (calls === null) return null;
  const { changed, tagged, deleted, changedOutside, taggedOutside } = calls;
  if (facts.last === 'delete' || facts.last === 'brief') return deleted?.ref ?? null;
  if (verdict === 'modified-outside') {
    const ofTags = changes.length > 0 && changes.every(({ path }) => /^(?:\w+_)?(?:tags|labels|Tags)\b/.test(path));
    const explained = ofTags ? newer(taggedOutside?.ref ?? null, changedOutside?.ref ?? null) : changes.length > 0 ? (changedOutside?.ref ?? null) : newer(taggedOutside?.ref ?? null, changedOutside?.ref ?? null);
    if (explained !== null) return explained;
  }
  return newer(changed?.ref ?? null, tagged?.ref ?? null);
}

function lived({ calls }: KnownThing, { last }: Facts): number | null {
  const { created, deleted } = calls ?? {};
  if (last !== 'brief' || created === undefined || deleted === undefined || !isNewer(deleted.ref, created.ref)) return null;
  return Math.round((Date.parse(deleted.ref.time) - Date.parse(created.ref.time)) / 1000);
}

function* evidence(thing: KnownThing, looked: Looked | null, { because, part, facts, verdict, changes, isDisputed, logs }: Decided): Iterable<string> {
  const { declared, calls } = thing;
  yield because;
  if (declared !== null) yield `declared as ${declared.resource.address} in ${declared.input} (${declared.resource.stage})`;
  for (const other of thing.others) yield `declared as ${other} too`;
  if (isDisputed) yield 'those that declare it do not agree: it is compared with each of them';
  if (looked !== null) yield `listed in ${looked.input}`;
  if (calls?.created !== undefined) yield `made by ${toldEvent(calls.created.ref)}`;
  if (calls?.changed !== undefined) yield `changed by ${toldEvent(calls.changed.ref)}`;
  if (calls?.changedOutside !== undefined && calls.changedOutside.ref.id !== calls.changed?.ref.id) yield `changed before by ${toldEvent(calls.changedOutside.ref)}`;
  if (calls?.tagged !== undefined) yield `tagged by ${toldEvent(calls.tagged.ref)}`;
  const tagged = declared === null && looked === null && calls?.created !== undefined ? toldTagging(calls.created.ref.time, thing.taggings) : null;
  if (tagged !== null) yield tagged;
  if (calls?.deleted !== undefined) yield `removed by ${toldEvent(calls.deleted.ref)}`;
  if (logs && verdict === 'modified-outside' && changes.length > 0 && calls?.changed === undefined && calls?.tagged === undefined) yield 'no call of the logs explains it';
  if (logs && verdict !== 'managed' && calls === null && facts.live !== 'yes') yield 'no call of the logs is about it';
  yield* part?.evidence ?? [];
}

function needs({ provider, kind, scope, region }: DriftItem['resource'], { facts, part }: Decided): string {
  const account = scopeIn(scope);
  const where = account === null ? `its account of ${provider}` : `${provider} ${account}`;
  if (facts.code === 'unloaded') return `code of ${where}: its states, plans or templates (--iac)`;
  if (facts.code === 'written') return `the state of what declares it (--iac)`;
  if (facts.live === 'unloaded') return `a whole inventory of ${where}${region === null || region === 'global' ? '' : `, ${region},`} that lists its like, ${kind} (--inventory)`;
  return `an inventory of ${where} that lists ${part?.needs ?? 'what would have made it'} (--inventory)`;
}
