import type { Dimension } from './features.ts';
import type { Severity } from './severity.ts';

/** What a history of events tells of itself. */
export interface HistoryStatus {
  readonly scopes: readonly ScopeStatus[];
  /** Values that have alerted, and that nobody has approved. */
  readonly quarantined: readonly (KnownValue & { readonly since: string; readonly detection: string })[];
  readonly approved: readonly (KnownValue & { readonly owner: string; readonly ticket: string | null; readonly reason: string; readonly expires: string })[];
  readonly nights: readonly Night[];
}

/** What it holds of one scope. Times are UTC, ISO 8601. */
export interface ScopeStatus {
  readonly provider: string;
  readonly scope: string;
  readonly from: string;
  readonly to: string;
  readonly events: number;
  readonly known: Readonly<Record<Dimension, number>>;
}

export interface KnownValue {
  readonly provider: string;
  readonly scope: string;
  readonly dimension: string;
  readonly key: string;
}

/** A report that was made. */
export interface Night {
  readonly from: string;
  readonly to: string;
  /** How many of each verdict. */
  readonly counts: Readonly<Record<string, number>>;
  /** Failing findings; null of a report that was made before they were kept. */
  readonly findings: Readonly<Record<Severity, number>> | null;
}
