import type { DriftItem } from '#model/drift.ts';
import type { AuditEvent } from '#model/event.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import { wildcardMatches } from '#model/wildcard.ts';
import type { Policy } from './policies.ts';

/** What a detection is handed. */
export interface DetectionTakes {
  /** Whether it may be, as far as the event tells by itself: what it is about is not known yet. */
  readonly mayTakeEvent: (event: AuditEvent) => boolean;
  readonly takesEvent: (one: JudgedEvent) => boolean;
  readonly takesItem: (one: Pick<JudgedItem, 'item'>) => boolean;
  /** Whether it takes every launch that ended well, of whatever and by whomever. */
  readonly takesLaunches: boolean;
}

/** What any of the detections may be handed: nobody needs to make more of the rest. */
export interface Handed {
  readonly event: (event: AuditEvent) => boolean;
  readonly item: (item: DriftItem) => boolean;
  /** Whether each launch that ended well is handed to one of them. */
  readonly launches: boolean;
}

export function handedTo(sets: readonly { readonly policies: readonly Policy[] }[]): Handed {
  const all = sets.flatMap(({ policies }) => policies.flatMap(({ guardrail }) => (guardrail.selects === undefined ? [] : [{ reads: guardrail.reads, ...detectionTakes(guardrail) }])));
  const [ofEvents, ofItems] = [all.filter(({ reads }) => reads !== 'drift'), all.filter(({ reads }) => reads === 'drift')];
  return { event: (event) => ofEvents.some(({ mayTakeEvent }) => mayTakeEvent(event)), item: (item) => ofItems.some(({ takesItem }) => takesItem({ item })), launches: ofEvents.some(({ takesLaunches }) => takesLaunches) };
}

export function detectionTakes({ kinds, types, providers, selects }: Guardrail): DetectionTakes {
  const { deeds = null, touches = null, outcomes = null, channels = null, claimed = null, verdicts = null, except } = selects ?? {};
  const ofSort = (one: { readonly kind: string; readonly type: string }): boolean =>
    (kinds === null || (kinds as readonly string[]).includes(one.kind)) && (types === null || types.some((pattern) => wildcardMatches(pattern, one.type)));
  const ofProvider = (provider: AuditEvent['provider']): boolean => providers === null || providers.includes(provider);
  const byTouchAlone = touches !== null && deeds === null && kinds === null && types === null;
  const isExcepted = ({ channel, outcome }: AuditEvent): boolean => except !== undefined && except.channels?.includes(channel) !== false && except.outcomes?.includes(outcome) !== false;
  const fits = (event: AuditEvent): boolean =>
    ofProvider(event.provider) && !isExcepted(event) && (channels === null || channels.includes(event.channel)) && (claimed === null || claimed.includes(event.claimed)) && (outcomes === null || outcomes.includes(event.outcome));
  const byTouch = (event: AuditEvent): boolean => touches !== null && event.touches !== null && touches.includes(event.touches);
  const byDeed = (event: AuditEvent): boolean => !byTouchAlone && (deeds === null || deeds.includes(event.deed) || (event.mayCreate === true && deeds.includes('create')));
  return {
    mayTakeEvent: (event) => fits(event) && (byTouch(event) || byDeed(event)),
    takesEvent: ({ event, resources }) => fits(event) && (byTouch(event) || (byDeed(event) && (resources.length === 0 || resources.some((one) => one === null || ofSort(one))))),
    takesItem: ({ item }) => item.ignored === null && ofProvider(item.resource.provider) && (verdicts === null || verdicts.includes(item.verdict)) && ofSort(item.resource),
    takesLaunches: [kinds, types, providers, channels, claimed].every((one) => one === null) && except === undefined && !byTouchAlone && deeds?.includes('create') !== false && (outcomes === null || (['success', 'accepted'] as const).every((one) => outcomes.includes(one))),
  };
}
