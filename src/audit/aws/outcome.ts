import type { AuditEvent } from '#model/event.ts';
import { member, type JsonObject, type JsonValue } from '#model/json.ts';
import { textOf } from './actor.ts';
import { worded, memberOf } from './paths.ts';

export type Ending = Pick<AuditEvent, 'outcome' | 'error'>;

/** Codes of EC2 have `Client.` before them, those of JSON services often `Exception` behind, newer ones a namespace. */
const denied = /Unauthorized|AccessDenied|Forbidden|NotAuthorized|AuthFailure|ExplicitDeny|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|OptInRequired|SubscriptionRequired|InvalidAccessKeyId|ExpiredToken|Blocked|PendingVerification/i;
/** Too many calls are no limit of what an account may have. */
const throttled = /RequestLimitExceeded|Throttl|TooManyRequests|RateExceeded|SlowDown|BandwidthLimit/i;
const limited = /LimitExceeded|QuotaExceeded|LimitReached|VcpuLimit|MaxSpotInstanceCount|MaxIOPSLimit|TooManyBuckets|ServiceQuota|QuotaLimit|AddressLimit|Maximum\w*Exceeded/i;

/** How a call ended. Where there is an error code, nothing was done, whatever the answer looks like. */
export function endingOf(record: JsonObject, request: JsonValue, begins: boolean): Ending {
  const message = textOf(member(record, 'errorMessage'));
  const code = worded(member(record, 'errorCode')) ?? (message === null ? null : 'unknown');
  if (code === null) {
    const dry = worded(memberOf(request, 'dryRun')) === 'true';
    return { outcome: dry ? 'dry-run' : begins ? 'accepted' : 'success', error: null };
  }
  // Some services have the message in their answer.
  const error = { code, message: message ?? textOf(memberOf(member(record, 'responseElements'), 'message')) };
  if (/DryRunOperation/.test(code)) return { outcome: 'dry-run', error };
  if (denied.test(code)) return { outcome: 'denied', error };
  return { outcome: limited.test(code) && !throttled.test(code) ? 'quota' : 'failed', error };
}
