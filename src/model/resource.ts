import type { JsonObject } from './json.ts';
import type { Known, Unknown } from './known.ts';
import type { Maker } from './maker.ts';

export const providers = ['aws', 'azure', 'gcp', 'oci'] as const;
export type Provider = (typeof providers)[number];

export const kinds = [
  'instance', 'instance-template', 'instance-group', 'disk', 'snapshot', 'image', 'bucket', 'filesystem', 'function', 'container',
  'k8s-cluster', 'k8s-nodepool', 'batch', 'ml', 'database', 'cache', 'search', 'warehouse', 'stream', 'network', 'subnet', 'firewall',
  'load-balancer', 'ip', 'dns', 'identity', 'key', 'secret', 'reservation', 'scope', 'other',
] as const;
export type Kind = (typeof kinds)[number];

export const stages = ['source', 'template', 'plan', 'change-set', 'state', 'inventory', 'event'] as const;
export type Stage = (typeof stages)[number];

export type Action = 'create' | 'update' | 'replace' | 'delete' | 'no-op' | 'read' | 'import' | 'forget' | 'exists';

/** 1-based line and column (UTF-16 code units), as editors count. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface Accelerator {
  readonly vendor: string | null;
  readonly model: string | null;
  /** Accelerators of one machine; 0 where requirements rule them out. `unknown` when the family is accelerated but the size is not in the catalogue. */
  readonly count: Known<number>;
  /** Share of one accelerator that a fractional size gets (1/6 … 1), else null. */
  readonly fraction: number | null;
}

/** One place in a resource where a machine shape stands, e.g. an override of an auto-scaling group. */
export interface Shape {
  /** The argument, as the source names it: `instance_type`, `mixed_instances_policy[0].launch_template[0].override[2].instance_type`. */
  readonly path: string;
  readonly name: Known<string>;
  /** Machines that this shape stands for (1, a node count, a target capacity). */
  readonly count: Known<number>;
  readonly accelerator: Accelerator | null;
  readonly vcpus: Known<number>;
  readonly market: 'on-demand' | 'spot' | null;
  /** What the shape is for inside its resource: `master`, `worker`, `head`, `override`, or null. */
  readonly role: string | null;
  /**
   * `name`: a shape by name (`p5.48xlarge`); `pattern`: a family, glob or keyword (`m5`, `optimal`, `p5.*`) that stands for several;
   * `requirements`: attribute-based selection; `attached`: an accelerator attached to a machine whose shape stands elsewhere (name is the accelerator type).
   */
  readonly form: 'name' | 'pattern' | 'requirements' | 'attached';
}

export interface Tag {
  readonly key: string;
  readonly value: Known<string>;
  /** Where the tag comes from: `tags`, `provider aws.west default_tags`, `tag[0]`, `stack tags`. */
  readonly origin: string;
}

/** The effective tags or labels, sorted by key. `open` is set when keys may exist that the input cannot tell: a missing key is then undecided. */
export interface TagSet {
  readonly entries: readonly Tag[];
  readonly open: Unknown | null;
}

/** Tags of something that a resource makes and that is tagged by an argument of its own: volumes, launched instances. */
export interface NestedTags {
  /** The argument, e.g. `root_block_device[0].tags`, `tag_specifications[volume]`. */
  readonly path: string;
  /** What gets the tags: `volume`, `instance`, `node`, `network-interface`, `boot-disk`. */
  readonly target: string;
  readonly tags: TagSet;
}

export interface Scope {
  readonly account: Known<string>;
  readonly subscription: Known<string>;
  readonly resourceGroup: Known<string>;
  readonly project: Known<string>;
  readonly folders: Known<readonly string[]>;
  readonly compartment: Known<string>;
  /** Ancestry, root first, e.g. `root/platform/prod`; by names where they are known. */
  readonly path: Known<string>;
}

/** The account, subscription, project or compartment; null where nothing tells. */
export function scopeIn({ account, subscription, project, compartment }: Scope): string | null {
  for (const one of [account, subscription, project, compartment]) if (one.status === 'known') return one.value;
  return null;
}

/** The same with its cloud, as coverage and histories name it: `aws:111122223333`; the cloud alone where nothing tells. */
export function scopeName(provider: Provider, scope: Scope): string {
  const known = scopeIn(scope);
  return known === null ? provider : `${provider}:${known}`;
}

/** An arrow to another resource: its address in the same input, or its id where the input has it. */
export interface Relation {
  readonly role: 'network' | 'subnet' | 'firewall' | 'parent' | 'template' | 'image' | 'principal' | 'grantee' | 'managed-by';
  /** The argument that holds the reference. */
  readonly path: string;
  readonly address: string | null;
  readonly id: string | null;
}

/** A grant of rights, for privileged-identity: one per role that a resource hands to somebody. */
export interface Grant {
  readonly path: string;
  /** The role or policy: `roles/owner`, `Owner`, `arn:aws:iam::aws:policy/AdministratorAccess`, an OCI statement. */
  readonly role: Known<string>;
  /** Who gets it, as the input says (`serviceAccount:x@…`, a principal id, a group name). */
  readonly principal: Known<string>;
}

/** A region beside the main one: a replica, a geo location, a dual region's part. */
export interface OtherRegion {
  readonly path: string;
  readonly name: Known<string>;
}

export interface ManagedElsewhere {
  /** Path of the input. */
  readonly input: string;
  readonly address: string;
}

/** One cloud resource at one stage of its life; one per instance of `count` / `for_each`. Frozen, serialisable. */
export interface Resource {
  /** The provider's id where it is known (ARN, ARM id, OCID, …). */
  readonly id: string | null;
  /** As the source names it: `module.gpu.aws_instance.trainer[0]`. Unique within one input. */
  readonly address: string;
  readonly previousAddress: string | null;
  readonly provider: Provider;
  readonly type: string;
  readonly kind: Kind;
  readonly name: string;
  readonly stage: Stage;
  readonly action: Action;
  /** What would decide whether it is made at all; null where it is. */
  readonly conditional: Unknown | null;
  /** Lower-case region name, `global` for services without one, or a multi-region (`eu`, `nam4`). */
  readonly region: Known<string>;
  /** Where the region was read: `location`, `availability_zone`, `provider aws.west`. */
  readonly regionPath: string;
  readonly otherRegions: readonly OtherRegion[];
  readonly zone: Known<string>;
  readonly scope: Scope;
  readonly shapes: readonly Shape[];
  readonly image: Known<string>;
  readonly tags: TagSet;
  /** `tags`, `labels`, `freeform_tags`, …: the argument in which a missing tag is to be added. Null when not taggable. */
  readonly tagsPath: string | null;
  readonly taggable: boolean;
  readonly nestedTags: readonly NestedTags[];
  readonly relations: readonly Relation[];
  readonly grants: readonly Grant[];
  readonly source: SourcePlace | null;
  /** Where what begins at `source` ends; missing where the source does not tell. */
  readonly lastLine?: number;
  /** Other names by which logs, states and inventories know it. */
  readonly aliases: readonly string[];
  /** Where the same object is managed a second time: other addresses, other states. Missing where it is not. */
  readonly alsoManaged?: readonly ManagedElsewhere[];
  /** Of an inventory: what says that it was made by another. Missing where nothing does. */
  readonly makers?: readonly Maker[];
  /** False when the type is not in the catalogue and only the usual places (tags, region) were read. */
  readonly inCatalog: boolean;
  /** Scalars that the input marks sensitive: judged, but never printed. */
  readonly sensitive: readonly string[];
  /** Raw arguments, unknown ones missing. Null unless a policy asks for them. */
  readonly attributes: JsonObject | null;
  /** The arguments that are not known, e.g. `ingress`, `subnet[0].name`, and why; empty when `attributes` is null. */
  readonly unknownAttributes: readonly { readonly path: string; readonly unknown: Unknown }[];
}
