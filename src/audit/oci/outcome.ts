import type { AuditEvent, Outcome } from '#model/event.ts';
import type { Said } from './record.ts';

/** Codes of https://docs.oracle.com/iaas/Content/API/References/apierrors.htm, as the message of an answer begins with one or not. */
const quota = /LimitExceeded|QuotaExceeded|\bservice limits?\b|\bquota\b.*\bexceed|\bexceed\w*\b.*\b(?:limit|quota)\b/i;
// That a domain has no more machines is no limit of the tenancy.
const full = /out of (?:host )?capacity/i;

export interface Failure {
  readonly outcome: Outcome;
  readonly error: NonNullable<AuditEvent['error']>;
}

/** Null where the call did not fail. */
export function failureOf({ status, message }: Said): Failure | null {
  if (status === null || status < 400) return null;
  const error = { code: /^([A-Z][a-z]+(?:[A-Z][a-z]*)+)\b/.exec(message ?? '')?.[1] ?? String(status), message };
  if (quota.test(message ?? '') && !full.test(message ?? '')) return { outcome: 'quota', error };
  // What one is not allowed to see is not found either: `NotAuthorizedOrNotFound`.
  return { outcome: status === 401 || status === 403 || /NotAuthorized/i.test(message ?? '') ? 'denied' : 'failed', error };
}
