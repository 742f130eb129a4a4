import type { LiveRow } from './live-row.ts';
import type { Provider, Scope } from './resource.ts';

/** What a call does to what it names. `start` and `stop` change no configuration; an `attempt` at more than one is what the call asked for. */
export const deeds = ['create', 'modify', 'delete', 'start', 'stop'] as const;
export type Deed = (typeof deeds)[number];

/** What of a resource, or beside it, a call is about; null for the resource as a whole. */
export const touches = ['tags', 'code', 'grant', 'sharing', 'network', 'credential', 'logging', 'quota', 'region', 'access'] as const;
export type Touch = (typeof touches)[number];

/**
 * `accepted`: the cloud has begun and the log does not say how it ended. `denied`: not allowed. `quota`: a limit of the account.
 * `dry-run`: it would have worked, and nothing was done.
 */
export const outcomes = ['success', 'accepted', 'failed', 'denied', 'quota', 'dry-run'] as const;
export type Outcome = (typeof outcomes)[number];

/** By what a call was made. Of all but `pipeline` and `service` the user agent is what says so: a claim. */
export const channels = ['pipeline', 'console', 'cli', 'sdk', 'terraform', 'cloudformation', 'pulumi', 'service', 'unknown'] as const;
export type Channel = (typeof channels)[number];

export interface Actor {
  /** By which the same one is told again: the ARN of a role or user, a UPN or object id, an e-mail, an OCID. `unknown` where the log does not tell. */
  readonly principal: string;
  readonly kind: 'user' | 'root' | 'role' | 'service-account' | 'service' | 'unknown';
  /** Whom to speak to: a user name, the name of a session, a display name. */
  readonly name: string;
  /** Who stands behind an assumed role or a delegation, where the log tells: `sourceIdentity`, the first of a chain. */
  readonly behind: string | null;
  /** Its own account, subscription, project or tenancy, where that is told. */
  readonly account: string | null;
  /** As the log has it: an IP address, or the name of a service. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The service that called on its behalf: `autoscaling.amazonaws.com`. */
  readonly invokedBy: string | null;
  /** Whether a second factor was asked for; missing where the log does not tell. */
  readonly mfa?: boolean;
}

/** Where a record stands. `record` counts from 1 within the file, those that are not of interest included. */
export interface RecordPlace {
  readonly file: string;
  readonly record: number;
}

/** One resource that a call is about, as far as its record tells. */
export interface EventSubject {
  /** In the words of an inventory, so that policies judge it as one. Of a delete or a change nothing but type, id and what was asked for. */
  readonly row: LiveRow;
  /** Machines that it stands for: 1, the capacity of a group, the machines that a failed launch asked for. */
  readonly count: number;
}

/** One call to a cloud that makes, changes or removes something, or was to. Frozen, serialisable. */
export interface AuditEvent {
  /** Told apart from all others by it, in whatever files it stands: `eventID`, `insertId`, … */
  readonly id: string;
  readonly provider: Provider;
  /** UTC, ISO 8601 with milliseconds: events sort by this text. */
  readonly time: string;
  /** As the log names it: `RunInstances`, `Microsoft.Compute/virtualMachines/write`, `v1.compute.instances.insert`, `LaunchInstance`. */
  readonly name: string;
  /** `ec2.amazonaws.com`, `Microsoft.Compute`, `compute.googleapis.com`, `ComputeApi`. */
  readonly service: string;
  readonly deed: Deed;
  /** Of a `modify` by a call that writes whether or not there is something: the record does not tell that it was there before. What is known beside it decides. */
  readonly mayCreate?: boolean;
  /** The ARM id of the deployment of which the call is a step; others tell by tags what they made. */
  readonly partOf?: string;
  readonly touches: Touch | null;
  /** Of a call that touches tags: those that it sets are all that there are from then on. */
  readonly replacesTags?: boolean;
  readonly outcome: Outcome;
  readonly error: { readonly code: string; readonly message: string | null } | null;
  readonly scope: Scope;
  /** Lower case; `global` for services without one; null where the record does not tell. */
  readonly region: string | null;
  readonly actor: Actor;
  readonly channel: Channel;
  /** By what it says it was made, whoever made it: `console` with `channel: pipeline` is a pipeline's key in somebody's hands. */
  readonly claimed: Channel;
  /** What it made or changed. Empty where the record does not tell: a denied call without its parameters. */
  readonly subjects: readonly EventSubject[];
  /** Rights that it hands out: who gets them, and the role or policy. */
  readonly grants: readonly { readonly principal: string; readonly role: string }[];
  readonly source: RecordPlace;
  /** What the record lacks of what happened: `requestParameters is cut off`, `tags are hidden`. */
  readonly gaps: readonly string[];
}

/** An event as a report names it. */
export interface EventRef extends Pick<AuditEvent, 'id' | 'time' | 'name' | 'outcome' | 'claimed'> {
  readonly principal: string;
  readonly actor: Actor['name'];
  readonly channel: Channel;
  readonly source: RecordPlace;
  /** Of these what the log tells: it is null or missing otherwise. */
  readonly address?: Actor['address'];
  readonly userAgent?: Actor['userAgent'];
  readonly mfa?: boolean | null;
}

export function eventRef({ id, time, name, outcome, claimed, actor, channel, source }: AuditEvent): EventRef {
  return { id, time, name, outcome, claimed, principal: actor.principal, actor: actor.name, channel, source, address: actor.address, userAgent: actor.userAgent, mfa: actor.mfa ?? null };
}

/** What one file of logs, or one stream of them, was found to hold. */
export interface AuditSource {
  readonly path: string;
  /** `cloudtrail`, `azure-activity`, … */
  readonly format: string;
  readonly provider: Provider;
  /** Account, subscription, project or tenancy, and region: of which calls are in it. Sorted. */
  readonly scopes: readonly {
    readonly scope: string;
    readonly region: string | null;
    /** Null where nothing of it was read, and it is known what is missing. */
    readonly from: string | null;
    readonly to: string | null;
    readonly records: number;
    /** Hours that should have records and have none, in words. */
    readonly gaps: readonly string[];
  }[];
  readonly records: number;
  /** Of those, the ones that cannot be read for what they are. */
  readonly malformed: number;
  /** The ones that make, change or remove something. */
  readonly events: number;
  /** Why a part of it was not read, or less was in it than there should be. */
  readonly notes: readonly string[];
}
