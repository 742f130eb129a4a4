import { partitionOf } from '#catalog/aws/partitions.ts';
import { arnIn, accountIn } from '#catalog/aws/place.ts';
import type { Actor } from '#model/event.ts';
import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/** An actor, and the further names by which a pipeline may be called in the config. */
export interface Caller {
  readonly actor: Actor;
  readonly principals: readonly string[];
}

const who = (kind: Actor['kind'], principal: string | null, name: string | null): Pick<Actor, 'kind' | 'principal' | 'name'> => ({ kind, principal: principal ?? name ?? 'unknown', name: name ?? principal ?? 'unknown' });

/**
 * Who called (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html). A session is told
 * again by the role behind it, not by its name, which everybody who assumes the role may choose.
 */
export function callerOf(record: JsonObject): Caller {
  const identity = member(record, 'userIdentity');
  const text = (name: string): string | null => textOf(member(identity, name));
  const context = member(identity, 'sessionContext');
  const issuer = member(context, 'sessionIssuer');
  const region = textOf(member(record, 'awsRegion'));
  const account = text('accountId') ?? textOf(member(issuer, 'accountId')) ?? accountIn(text('arn') ?? '');
  const service = serviceIn(text('invokedBy'));
  const told = toldBy(identity, { region, account, service });
  const onBehalf = member(identity, 'onBehalfOf');
  return {
    actor: {
      kind: told.kind,
      principal: told.principal,
      name: told.name,
      behind: textOf(member(context, 'sourceIdentity')) ?? textOf(member(onBehalf, 'userId')) ?? null,
      account: account !== null && /^\d{12}$/.test(account) ? account : null,
      address: textOf(member(record, 'sourceIPAddress')),
      userAgent: textOf(member(record, 'userAgent')),
      invokedBy: text('invokedBy'),
      ...mfaIn(context),
    },
    // The name of a session may be that of a job: `…:assumed-role/deploy/github-*`.
    principals: [told.principal, text('arn')].filter((one) => one !== null),
  };
}

/** Of a session that a machine or another login has begun AWS writes that there was none, and knows nothing of it. */
function mfaIn(context: JsonValue | undefined): { readonly mfa?: boolean } {
  const told = textOf(member(member(context, 'attributes'), 'mfaAuthenticated'));
  const federated = member(context, 'webIdFederationData');
  if (told === null || member(context, 'ec2RoleDelivery') !== undefined || (isObject(federated) && Object.keys(federated).length > 0)) return {};
  return { mfa: told === 'true' };
}

/** `autoscaling.amazonaws.com`; null for what stands for a person: `signin.amazonaws.com`, `AWS Internal`. */
export function serviceIn(name: string | null): string | null {
  return name !== null && /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(name) && !/^(?:signin|console|cloudshell)\b|\.console\./.test(name) ? name : null;
}

interface Around {
  readonly region: string | null;
  readonly account: string | null;
  readonly service: string | null;
}

function toldBy(identity: JsonValue | undefined, { region, account, service }: Around): Pick<Actor, 'kind' | 'principal' | 'name'> {
  const text = (name: string): string | null => textOf(member(identity, name));
  const issuer = member(member(identity, 'sessionContext'), 'sessionIssuer');
  const arn = arnIn(text('arn'));
  const own = (resource: string): string | null => (account === null ? null : `arn:${partitionOf(region).name}:iam::${account}:${resource}`);
  const name = text('userName');
  switch (text('type')) {
    case 'Root':
      // Records of 2016 say so of what auto-scaling does by itself.
      return service === 'autoscaling.amazonaws.com' ? who('service', service, service) : who('root', arn ?? own('root'), name ?? 'root');
    case 'IAMUser':
      return who('user', arn ?? (name === null ? null : own(`user/${name}`)) ?? text('principalId'), name ?? lastOf(arn));
    case 'AssumedRole':
    case 'Role': {
      const role = textOf(member(issuer, 'userName')) ?? roleIn(arn);
      return who('role', arnIn(textOf(member(issuer, 'arn'))) ?? (role === null ? null : own(`role/${role}`)) ?? arn ?? text('principalId'), sessionIn(arn) ?? afterColon(text('principalId')) ?? role ?? name);
    }
    case 'FederatedUser':
      return who('user', arnIn(textOf(member(issuer, 'arn'))) ?? arn ?? text('principalId'), lastOf(arn) ?? name);
    case 'SAMLUser':
    case 'WebIdentityUser':
    case 'Directory':
      return who('user', arn ?? text('principalId'), name);
    case 'IdentityCenterUser':
      return who('user', textOf(member(member(identity, 'onBehalfOf'), 'userId')) ?? text('principalId'), name);
    case 'AWSService':
      return who('service', text('invokedBy'), null);
    case 'AWSAccount':
      return who('unknown', text('principalId') ?? text('accountId'), text('accountId'));
    default:
      // `Unknown`, and records without a type: {accountId, invokedBy}.
      return service !== null && arn === null ? who('service', service, service) : who('unknown', arn ?? text('principalId'), name);
  }
}

/** The session of `arn:aws:sts::111122223333:assumed-role/deploy/mira`. */
function sessionIn(arn: string | null): string | null {
  return /:assumed-role\/[^/]+\/(.+)$/.exec(arn ?? '')?.[1] ?? null;
}

function roleIn(arn: string | null): string | null {
  return /:assumed-role\/([^/]+)/.exec(arn ?? '')?.[1] ?? null;
}

/** `AROA…:mira`. */
function afterColon(principalId: string | null): string | null {
  const at = principalId?.indexOf(':') ?? -1;
  return at < 0 ? null : (principalId?.slice(at + 1) ?? null);
}

function lastOf(arn: string | null): string | null {
  return arn === null ? null : arn.slice(arn.lastIndexOf('/') + 1);
}

export function textOf(value: JsonValue | undefined): string | null {
  if (isObject(value)) return null;
  return typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null;
}
