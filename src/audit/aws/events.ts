import { computeEvents } from './events-compute.ts';
import { dataEvents } from './events-data.ts';
import { ec2Events } from './events-ec2.ts';
import { identityEvents } from './events-identity.ts';
import { networkEvents } from './events-network.ts';
import { tagEvents } from './events-tags.ts';
import type { EventRow } from './event-row.ts';
import type { Look } from './paths.ts';

/** The calls that make, change or remove something: data, a row a call. */
export const eventRows: readonly EventRow[] = [...ec2Events, ...networkEvents, ...computeEvents, ...dataEvents, ...identityEvents, ...tagEvents];

const byCall: ReadonlyMap<string, readonly EventRow[]> = grouped();

/** Names of all of them, whatever the service. */
export const eventNames: ReadonlySet<string> = new Set(eventRows.flatMap(({ names }) => names));

/** `RunInstances` of `CreateFunction20150331`, `UpdateFunctionCode20150331v2`, `CreateDistribution2020_05_31`: the version of an API is no part of a call's name. */
export const version = /(?:\d{8}(?:v\d)?|\d{4}_\d{2}_\d{2})$/;

export function withoutVersion(name: string): string {
  return name.replace(version, '');
}

/** `ec2` of `ec2.amazonaws.com`. */
export function serviceOf(source: string): string {
  return source.replace(/\.amazonaws\.com(?:\.cn)?$/, '').toLowerCase();
}

/** Null for a call that the table does not list. */
export function rowOf(service: string, name: string, look: Look): EventRow | null {
  const rows = byCall.get(`${service}:${name}`) ?? [];
  return rows.find(({ when }) => when === undefined || isTold(look, when)) ?? rows[0] ?? null;
}

function isTold(look: Look, path: string): boolean {
  const value = look.first(path);
  return value !== undefined && value !== false && value !== 'false';
}

function grouped(): ReadonlyMap<string, readonly EventRow[]> {
  const found = new Map<string, EventRow[]>();
  for (const row of eventRows) {
    for (const name of row.names) {
      const key = `${row.service}:${name}`;
      const before = found.get(key);
      if (before === undefined) found.set(key, [row]);
      else before.push(row);
    }
  }
  return found;
}
