import type { AuditEvent, Deed, Outcome } from '#model/event.ts';
import { isObject, type JsonValue } from '#model/json.ts';
import { text, textAt } from '../path.ts';
import type { Said } from './record.ts';

export type Phase = 'start' | 'accepted' | 'success' | 'failed';

/** What one record says, and how far the call had come by then. */
export interface Step {
  readonly said: Said;
  readonly phase: Phase;
}

/** By the status of a record; null for what is no call: an alert, the state of a service. */
export function phaseOf(status: string): Phase | null {
  if (status.startsWith('start')) return 'start';
  if (status.startsWith('accept')) return 'accepted';
  if (status.startsWith('succe')) return 'success';
  return /^fail|^cancel/.test(status) ? 'failed' : null;
}

/**
 * Whether a write made or changed: `Created` and 201 say that it made. `OK` and 200 say that it was there already, unless the call went
 * on behind an answer of 202, whose end is 200 in either case.
 */
export function writeOf(steps: readonly Step[]): Extract<Deed, 'create' | 'modify'> | null {
  if (steps.some(({ said }) => /\bcreated\b|\b201\b/.test(said.subStatus))) return 'create';
  const answers = steps.filter(({ phase }) => phase === 'accepted');
  return (answers.length > 0 ? answers : steps).some(({ said }) => /\bok\b|\b200\b/.test(said.subStatus)) ? 'modify' : null;
}

/** Codes of https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
const denied = /^(?:AuthorizationFailed|LinkedAuthorizationFailed|RequestDisallowedBy\w+|Forbidden|Unauthorized|InvalidAuthenticationToken|RoleAssignmentUpdateNotPermitted|DisallowedOperation|ScopeLocked|MissingSubscriptionRegistration)$/i;
const quota = /quota|^(?:OperationNotAllowed|ResourceCountExceeded|TooManyDeployments)$/i;

export function failureOf(steps: readonly Step[]): { readonly outcome: Outcome; readonly error: AuditEvent['error'] } {
  const failed = steps.filter(({ phase }) => phase === 'failed').map(({ said }) => said);
  const errors = failed.flatMap(({ message }) => errorsIn(message, 0));
  const subStatus = failed.find((said) => said.subStatus !== '')?.subStatus ?? '';
  const innermost = errors.at(-1) ?? null;
  const error = innermost ?? (subStatus === '' ? { code: 'Failed', message: null } : { code: subStatus, message: null });
  if (errors.some(({ code, message }) => quota.test(code) && (code.toLowerCase().includes('quota') || /quota|limit|exceed/i.test(message ?? '')))) return { outcome: 'quota', error };
  const isDenied = errors.some(({ code }) => denied.test(code)) || /\b(?:401|403|forbidden|unauthorized)\b/.test(subStatus);
  return { outcome: isDenied ? 'denied' : 'failed', error };
}

/** `{"error": {"code", "message", "details": […]}}`, `{"status": "Failed", "error": …}`, `{"code", "message"}`: outer ones first. */
function errorsIn(value: JsonValue | null | undefined, depth: number): readonly { readonly code: string; readonly message: string | null }[] {
  if (!isObject(value) || depth > 4) return typeof value === 'string' && value !== '' ? [{ code: 'Failed', message: value }] : [];
  const inner = value['error'];
  if (isObject(inner)) return errorsIn(inner, depth + 1);
  const code = text(value['code']);
  const own = code === null ? [] : [{ code, message: textAt(value, 'message') }];
  const details = value['details'];
  return [...own, ...(Array.isArray(details) ? (details as readonly JsonValue[]).slice(0, 20).flatMap((one) => errorsIn(one, depth + 1)) : [])];
}
