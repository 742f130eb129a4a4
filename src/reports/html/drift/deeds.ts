import type { DriftItem, EventRef } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import { byCodePoint } from '#model/json.ts';
import type { Drift } from '#model/result.ts';
import type { Severity } from '#model/severity.ts';
import { worstOf, type Sorted } from '../../drift/sections.ts';
import { actorOf } from '../facets.ts';

/** What somebody did to one thing, in the window of the report. */
export interface Deed {
  readonly event: EventRef;
  readonly item: DriftItem;
  readonly actor: string;
  readonly worst: Severity | null;
}

/** What is as it should be, or was made by what should have made it, is nobody's deed. */
const nobodys: ReadonlySet<DriftItem['verdict']> = new Set(['managed', 'child', 'service-made', 'default', 'pending']);

/** In the order of time. */
export function deedsOf({ items, window }: Drift, { of, rest }: Sorted): readonly Deed[] {
  const deeds = items
    .filter((item) => !nobodys.has(item.verdict) && item.ignored === null)
    .flatMap((item) => {
      const worst = worstOf(of(item));
      const events = [...new Map([item.created, item.last].flatMap((event) => (event === null ? [] : [[event.id, event]]))).values()];
      return events.filter(({ time }) => time >= window.from && time < window.to).map((event) => ({ event, item, actor: actorOf(event), worst }));
    })
    .toSorted((a, b) => byCodePoint(a.event.time, b.event.time));
  const alerts = rest.filter(({ verdict, event }) => verdict === 'fail' && event !== null).map((finding) => ({ finding, ids: eventsOf(finding, deeds) }));
  if (alerts.length === 0) return deeds;
  return deeds.map((deed) => ({ ...deed, worst: worstOf({ gate: alerts.flatMap(({ finding, ids }) => (ids.has(deed.event.id) ? [finding] : [])), detected: of(deed.item).gate.concat(of(deed.item).detected) }) }));
}

/** Of a detection about no resource, its event; the others that come to the same where no more deeds can be meant than it counts. */
function eventsOf({ event }: Finding, deeds: readonly Deed[]): ReadonlySet<string> {
  if (event === null) return new Set();
  const { id, name, principal, time, until, more } = event;
  const alike = new Set(deeds.flatMap(({ event: one }) => (one.name === name && one.principal === principal && one.time >= time && one.time <= (until ?? time) ? [one.id] : [])));
  return alike.size <= more + 1 ? alike.add(id) : new Set([id]);
}

/** `AWS::EC2::Instance` -> EC2, `Microsoft.Compute/virtualMachines` -> Microsoft.Compute, `oci_core_vcn` -> oci core. */
export function serviceOf({ resource, liveType }: DriftItem): string {
  const type = liveType ?? resource.type;
  const cloudFormation = /^AWS::(\w+)::/.exec(type)?.[1];
  if (cloudFormation !== undefined) return cloudFormation;
  if (type.includes('/')) return type.slice(0, type.indexOf('/')).replace(/\.googleapis\.com$/, '');
  const [, cloud, service] = /^([a-z]+)_([a-z0-9]+)/.exec(type) ?? [];
  return cloud === undefined || service === undefined ? type : `${cloud} ${service}`;
}

/** By how many deeds each has, most first, then by name. */
export function byCount(names: readonly string[]): readonly (readonly [name: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || byCodePoint(a, b));
}
