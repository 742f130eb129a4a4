import type { AuditEvent, Outcome } from '#model/event.ts';
import { isArray, type JsonObject } from '#model/json.ts';
import { at, textAt } from '../path.ts';

/** Codes of google.rpc.Status (https://cloud.google.com/apis/design/errors); one that is not there is OK. */
const names: Readonly<Record<number, string>> = {
  1: 'CANCELLED', 2: 'UNKNOWN', 3: 'INVALID_ARGUMENT', 4: 'DEADLINE_EXCEEDED', 5: 'NOT_FOUND', 6: 'ALREADY_EXISTS', 7: 'PERMISSION_DENIED', 8: 'RESOURCE_EXHAUSTED', 9: 'FAILED_PRECONDITION', 10: 'ABORTED', 11: 'OUT_OF_RANGE',
  12: 'UNIMPLEMENTED', 13: 'INTERNAL', 14: 'UNAVAILABLE', 15: 'DATA_LOSS', 16: 'UNAUTHENTICATED',
};

export interface Failure {
  readonly outcome: Outcome;
  readonly error: NonNullable<AuditEvent['error']>;
}

/** Null where the call did not fail. */
export function failureOf(payload: JsonObject): Failure | null {
  const code = Number(at(payload, 'status.code') ?? 0);
  if (!Number.isFinite(code) || code === 0) return null;
  const message = textAt(payload, 'status.message');
  const violation = violated(payload);
  const error = { code: violation ?? names[code] ?? String(code), message };
  if (code === 7 || code === 16) return { outcome: 'denied', error };
  // Policies of the organization are told as a condition that does not hold.
  if (violation?.startsWith('constraints/') === true || (code === 9 && /\bconstraints?\/|constraint .*violated/i.test(message ?? ''))) return { outcome: 'denied', error };
  // That a zone has no more machines is no limit of the project.
  if ((code === 8 || /quota.?exceeded|\bQUOTA_/i.test(message ?? '')) && !/RESOURCE_POOL_EXHAUSTED|does not have enough resources/i.test(message ?? '')) return { outcome: 'quota', error };
  return { outcome: 'failed', error };
}

/** `constraints/iam.disableServiceAccountCreation`, `VPC_SERVICE_CONTROLS`. */
function violated(payload: JsonObject): string | null {
  const details = at(payload, 'status.details');
  if (!isArray(details)) return null;
  return details.map((one) => textAt(one, 'violations[0].type')).find((one) => one !== null) ?? null;
}
