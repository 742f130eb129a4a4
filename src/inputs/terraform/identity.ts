import { googleName } from '#catalog/google-names.ts';
import { cloudOf } from '#catalog/terraform.ts';
import type { Provider } from '#model/resource.ts';
import type { Entry } from '../resource/entry.ts';
import type { Identity } from '../resource/subject.ts';
import type { Values } from '../resource/values.ts';
import { ownArn, ownId, type Told } from './own-arn.ts';

/**
 * The provider's id, and other names by which logs, states and inventories know the resource; null and none for what is still to be
 * made. `made`: it is there for sure, under whatever argument its ARN may be.
 */
export function identityOf(values: Values, entry: Entry, made = false): Identity {
  const told: Told = (argument) => values.plainText(argument);
  const named = told('name');
  const cloud = cloudOf(entry.type);
  if (cloud === null || !exists(cloud, told) && !(made && cloud === 'aws' && ownArn(entry.type, told) !== null)) return { id: null, aliases: [], name: named ?? entry.name };
  const ids = idsOf[cloud](entry.type, told);
  const [id = null, ...aliases] = [...new Set(ids.filter((one) => one !== null))];
  // A name alone is no id, and may be anybody's.
  return { id, aliases: id === null || named === null || named === id || aliases.includes(named) ? aliases : [...aliases, named], name: named ?? entry.name };
}

function exists(cloud: Provider, told: Told): boolean {
  return told('id') !== null || (cloud === 'aws' && told('arn') !== null) || (cloud === 'gcp' && told('self_link') !== null);
}

/** How the cloud calls it, most telling first. */
const idsOf: Readonly<Record<Provider, (type: string, told: Told) => readonly (string | null)[]>> = {
  aws: (type, told) => [ownArn(type, told), ownId(type, told), told('unique_id'), ...also(type, told)],
  // ARM compares without regard to case, and services write it as they like.
  azure: (type, told) => [armId(told), ...(lower(told('id')) === armId(told) ? [] : [told('id')]), told('object_id'), told('client_id'), ...also(type, told)],
  gcp: (type, told) => {
    const { self_link: link, id } = { self_link: told('self_link'), id: told('id') };
    const numbered = numberedName(type, told, id);
    return [numbered, link === null ? null : googleName(type, link), id === null ? null : googleName(type, id), id, link, told('unique_id'), told('numeric_id'), told('email'), ...also(type, told)];
  },
  // A bucket has an OCID as well, which neither lists of buckets nor logs tell.
  oci: (type, told) => [type === 'oci_objectstorage_bucket' ? bucketName(told) : null, told('id'), ...also(type, told)],
};

/** Ids under names that mean something else on other types. */
const alsoKnownAs: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ['resource_id', 'identifier'],
  aws_rds_cluster: ['cluster_resource_id'],
  aws_rds_cluster_instance: ['dbi_resource_id'],
  aws_kms_key: ['key_id'],
  aws_lambda_function: ['function_name'],
  aws_security_group_rule: ['security_group_rule_id'],
  azurerm_linux_virtual_machine: ['virtual_machine_id'],
  azurerm_user_assigned_identity: ['principal_id'],
  azurerm_windows_virtual_machine: ['virtual_machine_id'],
  google_compute_disk: ['disk_id'],
  google_compute_instance: ['instance_id'],
  google_compute_network: ['network_id'],
  google_compute_snapshot: ['snapshot_id'],
  google_compute_subnetwork: ['subnetwork_id'],
  google_dns_managed_zone: ['managed_zone_id'],
  google_project: ['number', 'project_id'],
  oci_objectstorage_bucket: ['bucket_id'],
};

function also(type: string, told: Told): readonly (string | null)[] {
  return (alsoKnownAs[type] ?? []).map(told);
}

function lower(id: string | null): string | null {
  return id?.toLowerCase() ?? null;
}

/** Things that are kept within an account (blobs, secrets, keys) go by a URL, and have their ARM id under another name. */
function armId(told: Told): string | null {
  return lower([told('id'), told('resource_manager_id'), told('resource_versionless_id'), told('resource_id')].find((one) => one?.startsWith('/') === true && !one.includes('|')) ?? told('id'));
}

/** The inventory has the numbers of projects and service accounts in their names, Terraform the names. */
function numberedName(type: string, told: Told, id: string | null): string | null {
  if (type === 'google_project') return told('number') === null ? null : googleName(type, `projects/${told('number') ?? ''}`);
  if (type !== 'google_service_account' || id === null || told('unique_id') === null) return null;
  return googleName(type, id.replace(/[^/]+$/, told('unique_id') ?? ''));
}

/** Namespace and name, as its path in the API has them. */
function bucketName(told: Told): string | null {
  const { namespace, name } = { namespace: told('namespace'), name: told('name') };
  return namespace === null || name === null ? null : `n/${namespace}/b/${name}`;
}
