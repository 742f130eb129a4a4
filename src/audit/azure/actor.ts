import type { Actor, Channel } from '#model/event.ts';
import { text } from '../path.ts';
import { apps } from './apps.ts';
import type { Said } from './record.ts';

export interface Caller {
  readonly actor: Actor;
  readonly claimed: Channel;
  /** Names by which the config may know it: of an application its id as well as that of its principal. */
  readonly principals: readonly (string | null)[];
}

const schemas = { objectId: 'http://schemas.microsoft.com/identity/claims/objectidentifier', upn: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn', mail: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', methods: 'http://schemas.microsoft.com/claims/authnmethodsreferences' };

/** Managed identities say of what they are: what acts by itself in the name of a service, and not of somebody who runs code on it. */
const acting = /\/providers\/microsoft\.(?:authorization\/policyassignments|containerservice\/managedclusters|recoveryservices\/vaults|databricks\/workspaces)\//i;

export function callerOf({ caller, claims, evidence, address, tenant }: Said): Caller {
  const claim = (name: string): string | null => text(claims?.[name]);
  const upn = claim(schemas.upn) ?? claim('upn') ?? claim('unique_name') ?? (claim(schemas.mail)?.includes('@') === true ? claim(schemas.mail) : null);
  const objectId = claim(schemas.objectId) ?? claim('oid') ?? text(evidence?.['principalId']);
  const appId = (claim('appid') ?? claim('azp'))?.toLowerCase() ?? null;
  const identity = claim('xms_mirid');
  const app = appId === null ? undefined : apps[appId];
  const isPerson = upn !== null || caller?.includes('@') === true || text(evidence?.['principalType']) === 'User' || claim('idtyp') === 'user';
  const isApp = !isPerson && (claim('idtyp') === 'app' || identity !== null || text(evidence?.['principalType']) === 'ServicePrincipal' || ['1', '2'].includes(claim('appidacr') ?? ''));
  const isService = !isPerson && (app?.channel === 'service' || (identity !== null && acting.test(identity)));
  const methods = claim(schemas.methods) ?? claim('amr');
  const principal = caller ?? upn ?? objectId ?? appId ?? 'unknown';
  return {
    actor: {
      principal,
      kind: isService ? 'service' : isPerson ? 'user' : isApp ? 'service-account' : 'unknown',
      name: claim('name') ?? upn ?? (identity === null ? null : identity.slice(identity.lastIndexOf('/') + 1)) ?? (isPerson ? null : (app?.name ?? appId)) ?? principal,
      behind: isPerson ? null : identity,
      account: tenant,
      address,
      userAgent: null,
      invokedBy: isService ? (app?.name ?? identity) : null,
      ...(isPerson && methods !== null ? { mfa: /\bmfa\b/i.test(methods) } : {}),
    },
    claimed: isService ? 'service' : app?.channel === 'service' ? 'unknown' : (app?.channel ?? 'unknown'),
    // The application of a person's token is what the person used: a pipeline's id in the config does not mean everybody who signs in through it.
    principals: isPerson ? [caller, upn, objectId] : [caller, objectId, appId],
  };
}
