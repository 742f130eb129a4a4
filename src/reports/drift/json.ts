import type { DriftCoverage, DriftItem, EventRef } from '#model/drift.ts';
import type { Drift } from '#model/result.ts';
import { remedyOf } from './remedy.ts';
import type { FoundOf, Sorted } from './sections.ts';

/** The `drift` part of the contract: fields are added, never renamed. */
export function driftJson({ window, counts, items, coverage, sources, launches }: Drift, { of }: Sorted): object {
  return { window, counts, items: items.map((item) => ({ ...itemJson(item), remedy: item.ignored === null ? remedyOf(item, of(item).gate) : null, detections: detectionsOf(of(item)) })), coverage: coverage.map(coverageJson), sources, ...(launches === undefined ? {} : { launches }) };
}

function itemJson(item: DriftItem): object {
  const { verdict, resource: { scope, ...resource }, liveType, declared, live, created, last, parent, changed, lived, evidence, needs, terraform, ignored } = item;
  const event = verdict === 'unmanaged' || verdict === 'ephemeral' || verdict === 'orphaned-or-spoofed' || verdict === 'unmanaged-claimed' ? (created ?? last) : (last ?? created);
  return { verdict, resource: { ...resource, scope: scopeJson(scope) }, ...(liveType === undefined ? {} : { liveType }), event: eventJson(event), created: eventJson(created), last: eventJson(last), declared, live, parent, changed, lived, evidence, needs, terraform, ignored };
}

/** What it is part of, by itself or with others. */
function detectionsOf({ detected, within }: FoundOf): object {
  return [...detected, ...within].map(({ guardrail, fingerprint }) => ({ guardrail, fingerprint }));
}

function scopeJson(scope: DriftItem['resource']['scope']): object {
  return Object.fromEntries(Object.entries(scope).flatMap(([name, part]) => (part.status === 'known' ? [[name, part.value]] : [])));
}

function eventJson(event: EventRef | null): object | null {
  if (event === null) return null;
  const { id, time, name, outcome, principal, actor, channel, claimed, source, address, userAgent, mfa } = event;
  return { id, time, name, outcome, principal, actor, channel, claimed, source, address, userAgent, mfa };
}

function coverageJson({ provider, scope, region, declared, live, liveIncomplete, audit }: DriftCoverage): object {
  return { scope: scope === null ? provider : `${provider}:${scope}`, region, declared: declared > 0, live: live !== null, resources: { declared, live }, liveIncomplete, audit };
}
