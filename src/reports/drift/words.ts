import type { DriftItem, EventRef } from '#model/drift.ts';
import type { Drift } from '#model/result.ts';
import { scopeName } from '#model/resource.ts';
import { name } from '../words.ts';

/** `2026-11-27 23:12:03 UTC` */
export function timeText(iso: string): string {
  return `${name(iso.slice(0, 10))} ${name(iso.slice(11, 19))} UTC`;
}

/** The name that people know, then the principal. */
export function whoText({ actor, principal }: EventRef): string {
  return actor === '' || actor === principal || principal.endsWith(`/${actor}`) ? name(principal) : `${name(actor)} (${name(principal)})`;
}

/** Of what no event tells: whether there was a log that could. */
export function nobodyText({ sources }: Pick<Drift, 'sources'>): string {
  return sources.length === 0 ? 'not known: no log was given' : 'no event of the logs tells';
}

const toolClaims: ReadonlySet<string> = new Set(['terraform', 'cloudformation', 'pulumi']);

/** By what it was done, and what of that is only said. */
export function howText({ channel, claimed }: EventRef): string {
  if (channel === claimed) return toolClaims.has(channel) ? `${channel}, by its own claim; not a pipeline of the config` : channel;
  // Nobody runs a pipeline in a browser.
  if (channel === 'pipeline' && claimed === 'console') return 'the identity of a pipeline, used from the console: somebody has its credentials';
  return `${channel}; it claims to be ${claimed}`;
}

/** From where it was done: `198.51.100.23, without a second factor`; empty where nothing tells. */
export function addressText({ address = null, mfa = null }: EventRef): string {
  return [...(address === null || address === '' ? [] : [name(address)]), ...(mfa === null ? [] : [`${mfa ? 'with' : 'without'} a second factor`])].join(', ');
}

/** What a call says it was made with. */
export function agentText({ userAgent = null }: EventRef): string {
  return userAgent === null ? '' : name(userAgent);
}

/** Seconds as people say them. */
export function durationText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} hours`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** `aws:111122223333, us-west-2` */
export function placeText({ resource }: DriftItem): string {
  const { scope, provider, region } = resource;
  return [name(scopeName(provider, scope)), ...(region === null ? [] : [name(region)])].join(', ');
}
