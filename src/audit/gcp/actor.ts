import { isServiceAgent } from '#catalog/gcp/agents.ts';
import type { Actor, Channel } from '#model/event.ts';
import { at, text, textAt } from '../path.ts';
import { claimOfAgent } from '../channel.ts';
import type { Entry } from './entry.ts';

export interface Caller {
  readonly actor: Actor;
  readonly claimed: Channel;
  readonly principals: readonly (string | null)[];
}

export function callerOf({ payload, log }: Entry): Caller {
  const email = textAt(payload, 'authenticationInfo.principalEmail');
  const subject = textAt(payload, 'authenticationInfo.principalSubject');
  const userAgent = textAt(payload, 'requestMetadata.callerSuppliedUserAgent');
  const principal = email ?? subject?.replace(/^(?:user|serviceAccount):/, '') ?? null;
  const isService = isGooglesOwn(email) || log === 'system_event';
  const isAccount = principal?.endsWith('.gserviceaccount.com') === true;
  return {
    actor: {
      principal: principal ?? (isService ? 'Google Cloud' : 'unknown'),
      kind: isService ? 'service' : isAccount ? 'service-account' : principal === null ? 'unknown' : 'user',
      name: isAccount ? (principal?.slice(0, principal.indexOf('@')) ?? '') : (principal ?? (isService ? 'Google Cloud' : 'unknown')),
      behind: behindOf(payload),
      account: /@([a-z0-9:.-]+)\.iam\.gserviceaccount\.com$/.exec(principal ?? '')?.[1] ?? null,
      address: textAt(payload, 'requestMetadata.callerIp') ?? textAt(payload, 'requestMetadata.callerIP'),
      userAgent,
      invokedBy: isService ? (/^GCE Managed Instance Group/i.test(userAgent ?? '') ? 'managed instance group' : (principal ?? 'Google Cloud')) : null,
    },
    claimed: isService ? 'service' : claimOf(userAgent),
    principals: [email, subject, subject?.replace(/^(?:user|serviceAccount):/, '') ?? null],
  };
}

/** Instance groups, nodes of clusters and the agents of services act in a project by themselves. */
function isGooglesOwn(email: string | null): boolean {
  return email !== null && (isServiceAgent(email) || /^system:(?:node|serviceaccount:kube-system|kube-|gke-)/.test(email) || email === 'system@google.com');
}

/** `google-cloud-sdk gcloud/…`: the command line, not one of the libraries whose names begin like it. */
function claimOf(userAgent: string | null): Channel {
  return /\bgoogle-cloud-sdk\b|\bgcloud\b/i.test(userAgent ?? '') && !/terraform|pulumi/i.test(userAgent ?? '') ? 'cli' : claimOfAgent(userAgent);
}

/** The first of a chain of delegation: who stands behind an account that somebody impersonates. */
function behindOf(payload: Entry['payload']): string | null {
  const first = at(payload, 'authenticationInfo.serviceAccountDelegationInfo[0]');
  return textAt(first, 'firstPartyPrincipal.principalEmail') ?? textAt(first, 'principalSubject')?.replace(/^(?:user|serviceAccount):/, '') ?? text(at(first, 'thirdPartyPrincipal.thirdPartyClaims.sub'));
}
