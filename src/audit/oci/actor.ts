import type { Actor, Channel } from '#model/event.ts';
import { text } from '../path.ts';
import { claimOfAgent } from '../channel.ts';
import type { Said } from './record.ts';

export interface Caller {
  readonly actor: Actor;
  readonly claimed: Channel;
  readonly principals: readonly (string | null)[];
}

/** Principals that are no people, by the kinds of their OCIDs: what runs by itself, and the pools and clusters of services. */
const machines = /^ocid1\.(?:instance|fnfunc|datascience[a-z]+|computecontainerinstance|dataflow[a-z]+|workload)\./;
const services = /^ocid1\.(?:cluster|nodepool|instancepool|autoscalingconfiguration|clusternetwork)\./;

/**
 * `authType` is `natv` for keys and sessions of users, `obo` and `s2s` for a service that calls on behalf of one, or by itself
 * (https://docs.oracle.com/iaas/Content/Audit/Reference/logeventreference.htm).
 */
export function callerOf({ identity, tenancy }: Said): Caller {
  const told = (key: string): string | null => text(identity[key]);
  const [id, name, userAgent] = [told('principal_id'), told('principal_name'), told('user_agent')];
  const authType = told('auth_type')?.toLowerCase() ?? null;
  const caller = told('caller_name') ?? told('caller_id');
  const isService = (authType === 's2s' && id?.startsWith('ocid1.user.') !== true) || (id !== null && (services.test(id) || !id.startsWith('ocid1.')));
  const principal = id ?? name ?? 'unknown';
  return {
    actor: {
      principal,
      kind: isService ? 'service' : id === null ? (name === null ? 'unknown' : 'user') : machines.test(id) ? 'service-account' : 'user',
      name: name ?? id ?? 'unknown',
      behind: null,
      account: tenancy,
      address: told('ip_address'),
      userAgent,
      invokedBy: isService ? (caller ?? name ?? id) : authType === 'obo' ? caller : null,
    },
    claimed: isService ? 'service' : told('console_session_id') !== null ? 'console' : claimOf(userAgent),
    principals: [id, name],
  };
}

/** `Oracle-PythonSDK/2.126.4 (python 3.12; x86_64-Linux) Oracle-PythonCLI/3.40.0`; the console says that it is a browser, or the SDK that it is built on. */
function claimOf(userAgent: string | null): Channel {
  return /\bOracle-CloudShell\b|\bcloud-?shell\b/i.test(userAgent ?? '') ? 'cli' : claimOfAgent(userAgent);
}
