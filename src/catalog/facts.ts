import type { Accelerator, Kind, Provider } from '#model/resource.ts';
import type { Known } from '#model/known.ts';

/**
 * What the catalogue knows of a resource type. Paths are written as in `../design` of the reference tables:
 * `a[0].b` the one nested block, `a[].b` every element; a segment is an argument name.
 */
export interface TypeFacts {
  readonly provider: Provider;
  readonly type: string;
  readonly kind: Kind;
  /** How effective tags are held; null when the type takes none. */
  readonly tags: TagFacts | null;
  /** Arguments that tag something else: volumes, instances, nodes. */
  readonly nestedTags: readonly NestedTagPath[];
  readonly region: RegionFacts;
  readonly shapes: readonly ShapePath[];
  readonly image: readonly string[];
  /** Arguments that name another resource. */
  readonly relations: readonly RelationPath[];
  readonly grants: readonly GrantPath[];
  readonly scope: ScopePaths;
}

export interface TagFacts {
  /** The argument a user writes: `tags`, `labels`, `freeform_tags`, `resource_labels`, `settings[0].user_labels`. */
  readonly path: string;
  /** The computed argument with everything merged: `tags_all`, `effective_labels`; null when there is none. */
  readonly merged: string | null;
  /** `map`: {k: v}; `list`: [{key, value}] under the names below; `blocks`: repeated blocks (`tag` of an ASG). */
  readonly style: 'map' | 'list' | 'blocks';
  /** Whether provider default_tags / default_labels reach it. */
  readonly defaults: boolean;
  /** A second map merged into it, e.g. OCI `defined_tags`. */
  readonly also: string | null;
}

export interface NestedTagPath {
  readonly path: string;
  readonly target: string;
  readonly style: 'map' | 'list' | 'blocks';
}

export interface RegionFacts {
  /** A service without a region: the region is `global`. */
  readonly global: boolean;
  /** Arguments that hold region, location or zone, tried in this order. */
  readonly paths: readonly { readonly path: string; readonly holds: 'region' | 'location' | 'zone' | 'availability-domain' | 'arn' | 'parent' }[];
  /** Further regions, e.g. `replica[].region_name`. */
  readonly others: readonly string[];
}

export interface ShapePath {
  readonly path: string;
  readonly form: 'name' | 'pattern' | 'requirements' | 'attached' | 'template';
  /** Count argument, relative to the resource; null = one machine. */
  readonly count: string | null;
  readonly role: string | null;
  /** Argument whose value `SPOT`/`spot`/`preemptible` makes it a spot machine. */
  readonly market: string | null;
  /** For flexible shapes: OCPU / vCPU argument beside the shape, e.g. `shape_config[0].ocpus`. */
  readonly ocpus: string | null;
}

export interface RelationPath {
  readonly path: string;
  readonly role: 'network' | 'subnet' | 'firewall' | 'parent' | 'template' | 'image' | 'principal' | 'grantee' | 'managed-by';
}

export interface GrantPath {
  readonly role: string;
  readonly principal: string | null;
}

export interface ScopePaths {
  readonly account: string | null;
  readonly subscription: string | null;
  readonly resourceGroup: string | null;
  readonly project: string | null;
  readonly folder: string | null;
  readonly compartment: string | null;
}

/** What is known of a machine shape by its name. */
export interface ShapeFacts {
  readonly accelerator: Accelerator | null;
  readonly vcpus: Known<number>;
}
