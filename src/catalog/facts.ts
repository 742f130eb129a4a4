import type { JsonValue } from '#model/json.ts';
import type { Accelerator, Kind, Provider, Relation } from '#model/resource.ts';
import type { Known } from '#model/known.ts';

/**
 * What the catalogue knows of a resource type of Terraform or CloudFormation. Paths are arguments joined by dots: `a[0].b` goes
 * through the one nested block, `a[].b` through every element; `a|b` in a count or market means the first that is set.
 */
export interface TypeFacts {
  readonly provider: Provider;
  readonly type: string;
  readonly kind: Kind;
  /** How effective tags are held; null when the type takes none. */
  readonly tags: TagFacts | null;
  /** Arguments that tag something that the resource makes: volumes, instances, nodes. */
  readonly nestedTags: readonly NestedTagPath[];
  readonly region: RegionFacts;
  readonly shapes: readonly ShapePath[];
  /** Arguments that name the template whose shape the resource takes. */
  readonly templates: readonly string[];
  /** An argument that holds containers as JSON text, in which accelerators are asked for. */
  readonly json: string | null;
  /** Blocks that describe containers, in which accelerators are asked for. */
  readonly containers: readonly string[];
  readonly image: readonly string[];
  readonly relations: readonly RelationPath[];
  readonly grants: readonly GrantPath[];
  readonly scope: ScopePaths;
}

export interface TagFacts {
  /** The argument a user writes: `tags`, `labels`, `freeform_tags`, `resource_labels`, `settings[0].user_labels`. */
  readonly path: string;
  /** The computed argument with provider defaults merged in: `tags_all`, `effective_labels`. */
  readonly merged: string | null;
  /**
   * `map`: {k: v}; `list`: [{key, value}], [{Key, Value}]; `blocks`: those of an auto-scaling group, which say whether instances get them;
   * `specifications`: [{ResourceType, Tags}], of which one is about the resource itself.
   */
  readonly style: 'map' | 'list' | 'blocks' | 'specifications';
  /** Whether provider default_tags / default_labels, or tags of the stack, reach it. */
  readonly defaults: boolean;
  /** A second place merged into it: `defined_tags` of OCI, the tag specifications of a spot fleet. */
  readonly also: string | null;
  /** What the resource itself is called in tag specifications: `launch-template`. */
  readonly specifies: string | null;
}

export interface NestedTagPath {
  readonly path: string;
  /** What gets the tags; `{resource_type}` = read from that argument beside the tags. */
  readonly target: string;
  readonly style: 'map' | 'list' | 'blocks';
}

export interface RegionFacts {
  /** A service without a region. */
  readonly global: boolean;
  /** Arguments that hold a place, in the order in which they are asked. */
  readonly paths: readonly { readonly path: string; readonly holds: 'region' | 'location' | 'zone' | 'availability-domain' }[];
  /** The argument that names the resource whose place it shares. */
  readonly parent: string | null;
  /** Further regions: `replica[].region_name`. */
  readonly others: readonly string[];
}

export interface ShapePath {
  readonly path: string;
  readonly form: 'name' | 'pattern' | 'requirements' | 'attached';
  /** Null = one machine. For `attached`: how many accelerators each machine gets. */
  readonly count: string | null;
  /** Whether `count` is the number in each of the zones in which the machines are. */
  readonly zoned: boolean;
  /** The number in all zones together, where that may be said instead. */
  readonly total: string | null;
  readonly role: string | null;
  /** An argument that says spot (`SPOT`, `spot`, `Spot`, true, or a block that is there), or `=spot` where it always is. */
  readonly market: string | null;
  /** The OCPUs of a flexible shape. */
  readonly ocpus: string | null;
  /** What tells machines of one name apart: the environment type of a build. */
  readonly variant: string | null;
  /** The shape that the cloud documents for an argument that is left out, together with what it is in; null where it documents none. */
  readonly fallback: string | null;
  /** Arguments that take the fallback away when they are true, or blocks that are there: `enable_autopilot`. */
  readonly unless: readonly string[];
}

export interface RelationPath {
  readonly path: string;
  readonly role: Relation['role'];
}

export interface GrantPath {
  readonly role: string;
  /** `a|b`: everybody whom any of them names. */
  readonly principal: string | null;
  /** `name`: a role or policy by name; `policy-document`: statements, as JSON text or as they are; `statement`: an OCI policy statement. */
  readonly form: 'name' | 'policy-document' | 'statement';
}

export interface ScopePaths {
  readonly resourceGroup: string | null;
  readonly project: string | null;
  readonly folder: string | null;
  readonly compartment: string | null;
}

/** An argument that is filled in where nobody writes it. */
export interface FilledIn {
  /** `instance_type`; with brackets at its end a nested block: `root_block_device[0]`. */
  readonly path: string;
  /** The default; null for what is computed, or picked by the cloud. */
  readonly value: JsonValue;
}

/** The types of one way of declaring resources: those of Terraform's providers, those of CloudFormation. */
export interface TypeLookup {
  /** Null for what belongs to none of the clouds. */
  readonly cloudOf: (type: string) => Provider | null;
  /** Null for a type that the catalogue does not know. */
  readonly factsOf: (type: string) => TypeFacts | null;
  /** Where resources of types that the catalogue does not know usually have their tags. */
  readonly usualTags: (cloud: Provider) => TagFacts;
  /** And where they usually say where they stand. */
  readonly usualPlaces: (cloud: Provider) => RegionFacts['paths'];
}

/** What is known of a machine shape by its name. */
export interface ShapeFacts {
  readonly accelerator: Accelerator | null;
  /** Absent for what is no machine: tiers of services. */
  readonly vcpus: Known<number>;
}
