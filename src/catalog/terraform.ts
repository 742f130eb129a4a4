import { isArray, isObject, member, type JsonObject } from '#model/json.ts';
import { kinds, type Kind, type Provider } from '#model/resource.ts';
import { row, table, text, texts } from './data.ts';
import type { RegionFacts, TagFacts, TypeFacts, TypeLookup } from './facts.ts';
import { grantPath, lists, nestedTagPath, relationPath, shapePath } from './places.ts';

const prefixes: readonly (readonly [prefix: string, provider: Provider])[] = [
  ['aws_', 'aws'], ['awscc_', 'aws'], ['azurerm_', 'azure'], ['azuread_', 'azure'], ['azapi_', 'azure'], ['google_', 'gcp'], ['oci_', 'oci'],
];

const cache = new Map<string, TypeFacts | null>();
const clouds = new Map<string, Provider | null>();

/** Whose cloud a resource type belongs to, by its name; null for others (`random_id`, `kubernetes_pod`). Databricks runs on AWS unless the provider says otherwise. */
export function cloudOf(type: string): Provider | null {
  const before = clouds.get(type);
  if (before !== undefined) return before;
  const cloud = cloudByPrefix(type);
  clouds.set(type, cloud);
  return cloud;
}

function cloudByPrefix(type: string): Provider | null {
  return type.startsWith('databricks_') ? 'aws' : (prefixes.find(([prefix]) => type.startsWith(prefix))?.[1] ?? null);
}

/** Facts of a Terraform resource type; null when the catalogue does not know it. */
export function terraformType(type: string): TypeFacts | null {
  const before = cache.get(type);
  if (before !== undefined) return before;
  const facts = lookUp(type);
  cache.set(type, facts);
  return facts;
}

const usualTags: Readonly<Record<Provider, TagFacts>> = {
  aws: { path: 'tags', merged: 'tags_all', style: 'map', defaults: true, also: null, specifies: null },
  azure: { path: 'tags', merged: null, style: 'map', defaults: false, also: null, specifies: null },
  gcp: { path: 'labels', merged: 'effective_labels', style: 'map', defaults: true, also: null, specifies: null },
  oci: { path: 'freeform_tags', merged: null, style: 'map', defaults: false, also: 'defined_tags', specifies: null },
};

const usualPlaces: Readonly<Record<Provider, RegionFacts['paths']>> = {
  aws: [{ path: 'region', holds: 'region' }, { path: 'availability_zone', holds: 'zone' }],
  azure: [{ path: 'location', holds: 'location' }],
  gcp: [{ path: 'location', holds: 'location' }, { path: 'region', holds: 'region' }, { path: 'zone', holds: 'zone' }],
  oci: [{ path: 'region', holds: 'region' }, { path: 'availability_domain', holds: 'availability-domain' }],
};

/** The resource types of Terraform's providers. */
export const terraformTypes: TypeLookup = { cloudOf, factsOf: terraformType, usualTags: (cloud) => usualTags[cloud], usualPlaces: (cloud) => usualPlaces[cloud] };

function lookUp(type: string): TypeFacts | null {
  const provider = cloudOf(type);
  if (provider === null) return null;
  if (type.startsWith('awscc_')) return cloudControl(type);
  const written = row(`types-${provider}`, type);
  const place = member(table(`places-${provider}`), type);
  if (written === undefined && place === undefined) return null;
  return facts(provider, type, isObject(written) ? written : {}, isObject(place) ? place : {});
}

/**
 * Row letters: k kind, t tag argument, m merged tags, d provider defaults reach it, a second tag map, g global, r places
 * ([argument, what it holds]), p project, f folder, c compartment, rg resource group.
 */
function facts(provider: Provider, type: string, row: JsonObject, place: JsonObject): TypeFacts {
  const kind = text(place['kind']) ?? text(row['k']) ?? 'other';
  return {
    provider,
    type,
    kind: (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other',
    tags: type === 'aws_autoscaling_group' ? { path: 'tag', merged: null, style: 'blocks', defaults: false, also: null, specifies: null } : tagFacts(row),
    nestedTags: lists(place['nested']).map(nestedTagPath),
    region: regionFacts(provider, row, place),
    shapes: isArray(place['shapes']) ? place['shapes'].map(shapePath) : [],
    templates: texts(place['templates']),
    json: text(place['json']),
    containers: [],
    image: texts(place['image']),
    relations: lists(place['relations']).map(relationPath),
    grants: isArray(place['grants']) ? place['grants'].map(grantPath) : [],
    scope: { resourceGroup: text(row['rg']), project: text(row['p']), folder: text(row['f']), compartment: text(row['c']) },
  };
}

function tagFacts(row: JsonObject): TagFacts | null {
  const path = text(row['t']);
  if (path === null) return null;
  return { path, merged: text(row['m']), style: 'map', defaults: row['d'] === 1, also: text(row['a']), specifies: null };
}

type Holds = RegionFacts['paths'][number]['holds'];
const usualPlace: Readonly<Record<Provider, readonly (readonly string[])[]>> = { aws: [['region', 'region']], azure: [['location', 'location']], gcp: [], oci: [] };

function regionFacts(provider: Provider, row: JsonObject, place: JsonObject): RegionFacts {
  const written = row['r'] === undefined ? usualPlace[provider] : lists(row['r']);
  return {
    // A row is global where the schema has no argument of the usual names; places written by hand know better.
    global: place['global'] === true || (row['g'] === 1 && place['locations'] === undefined && place['zones'] === undefined && place['parent'] === undefined),
    paths: [
      ...written.map(([path = '', holds]) => ({ path, holds: holds as Holds })),
      ...texts(place['locations']).map((path) => ({ path, holds: 'location' as const })),
      ...texts(place['zones']).map((path) => ({ path, holds: provider === 'oci' ? ('availability-domain' as const) : ('zone' as const) })),
    ],
    parent: text(place['parent']),
    others: texts(place['others']),
  };
}

/**
 * awscc types are CloudFormation types in snake_case with tags as [{key, value}]; what the aws provider calls the same thing
 * tells the kind. Which of them take tags is in the plan itself: the argument is there or it is not.
 */
function cloudControl(type: string): TypeFacts {
  const twin = (type.startsWith('awscc_ec2_') ? row('types-aws', `aws_${type.slice('awscc_ec2_'.length)}`) : undefined) ?? row('types-aws', `aws_${type.slice('awscc_'.length)}`);
  const kind = text(member(twin, 'k'));
  const shapes = awsccShapes[type] ?? [];
  return {
    provider: 'aws',
    type,
    kind: type === 'awscc_ec2_instance' ? 'instance' : kind !== null && (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other',
    tags: { path: 'tags', merged: null, style: 'list', defaults: false, also: null, specifies: null },
    nestedTags: [],
    region: {
      global: /^awscc_(iam|cloudfront|route53|organizations|globalaccelerator|budgets|networkmanager|shield|rolesanywhere)_/.test(type),
      paths: [{ path: 'availability_zone', holds: 'zone' }],
      parent: null,
      others: [],
    },
    shapes: shapes.map((path) => shapePath(path)),
    templates: [],
    json: null,
    containers: [],
    image: type === 'awscc_ec2_instance' ? ['image_id'] : [],
    relations: [],
    grants: [],
    scope: { resourceGroup: null, project: null, folder: null, compartment: null },
  };
}

const awsccShapes: Readonly<Record<string, readonly string[]>> = {
  awscc_amazonmq_broker: ['host_instance_type'],
  awscc_appstream_fleet: ['instance_type'],
  awscc_autoscaling_auto_scaling_group: ['mixed_instances_policy.launch_template.overrides[].instance_type'],
  awscc_autoscaling_launch_configuration: ['instance_type'],
  awscc_batch_compute_environment: ['compute_resources.instance_types[]'],
  awscc_cloud9_environment_ec2: ['instance_type'],
  awscc_dax_cluster: ['node_type'],
  awscc_docdb_db_instance: ['db_instance_class'],
  awscc_ec2_capacity_reservation: ['instance_type'],
  awscc_ec2_ec2_fleet: ['launch_template_configs[].overrides[].instance_type'],
  awscc_ec2_host: ['instance_type'],
  awscc_ec2_instance: ['instance_type'],
  awscc_ec2_launch_template: ['launch_template_data.instance_type'],
  awscc_ec2_spot_fleet: ['spot_fleet_request_config_data.launch_specifications[].instance_type', 'spot_fleet_request_config_data.launch_template_configs[].overrides[].instance_type'],
  awscc_eks_nodegroup: ['instance_types[]'],
  awscc_elasticache_cache_cluster: ['cache_node_type'],
  awscc_elasticache_replication_group: ['cache_node_type'],
  awscc_emr_cluster: ['instances.master_instance_group.instance_type', 'instances.core_instance_group.instance_type'],
  awscc_gamelift_fleet: ['ec2_instance_type'],
  awscc_imagebuilder_infrastructure_configuration: ['instance_types[]'],
  awscc_lightsail_instance: ['bundle_id'],
  awscc_memorydb_cluster: ['node_type'],
  awscc_msk_cluster: ['broker_node_group_info.instance_type'],
  awscc_neptune_db_instance: ['db_instance_class'],
  awscc_opensearchservice_domain: ['cluster_config.instance_type', 'cluster_config.dedicated_master_type', 'cluster_config.warm_type'],
  awscc_pcs_compute_node_group: ['instance_configs[].instance_type'],
  awscc_rds_db_cluster: ['db_cluster_instance_class'],
  awscc_rds_db_instance: ['db_instance_class'],
  awscc_redshift_cluster: ['node_type'],
  awscc_sagemaker_cluster: ['instance_groups[].instance_type'],
  awscc_sagemaker_endpoint_config: ['production_variants[].instance_type', 'shadow_production_variants[].instance_type'],
  awscc_sagemaker_notebook_instance: ['instance_type'],
};
