import type { Day } from './calendar.ts';
import type { Problem } from './problem.ts';
import type { SourcePlace } from './resource.ts';

/** A signed exception to a guardrail: it says who answers for it, why, and until when. */
export interface Waiver {
  /** A guardrail id; `*` and `?` as in wildcard.ts. */
  readonly guardrail: string;
  /** An address or id with `*` and `?`, or `tag:key=value`. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string | null;
  /** The last day on which it holds, in UTC. */
  readonly expires: Day;
  /** `landrail.yaml:31:5`: where it is written. */
  readonly where: string;
}

/** A waiver that stands beside what it waives: `landrail:ignore gpu-shapes until=2026-12-31 reason="…"`, or `Metadata.landrail`. */
export interface InlineIgnore {
  /** Ids; `*` and `?` as in wildcard.ts. */
  readonly guardrails: readonly string[];
  readonly reason: string;
  readonly owner: string | null;
  readonly ticket: string | null;
  /** The last day on which it holds, in UTC. */
  readonly until: Day;
  readonly place: SourcePlace;
  readonly covers: LineRange;
  /** Not all that it covers is judged in this run: nothing need use it. */
  readonly partial?: boolean;
}

/** An inline ignore that cannot be read as one: it waives nothing. */
export interface FaultyIgnore {
  readonly place: SourcePlace;
  readonly problem: Problem;
}

export type WrittenIgnore = InlineIgnore | FaultyIgnore;

/** Whole lines, both ends included. */
export interface LineRange {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
}

/** How long a waiver may run, and what it must name. */
export interface WaiverPolicy {
  readonly maxDays: number | null;
  readonly requireTicket: boolean;
}

/** What the `resource` of a waiver points at. */
export type WaiverTarget =
  | { readonly by: 'name'; readonly pattern: string }
  | { readonly by: 'tag'; readonly key: string; readonly value: string };

/** Null when the text says `tag:` without a key and a value. A tag key that holds `=` cannot be named. */
export function waiverTarget(resource: string): WaiverTarget | null {
  if (!resource.startsWith('tag:')) return resource.trim() === '' ? null : { by: 'name', pattern: resource };
  const equals = resource.indexOf('=');
  if (equals <= 'tag:'.length) return null;
  return { by: 'tag', key: resource.slice('tag:'.length, equals), value: resource.slice(equals + 1) };
}
