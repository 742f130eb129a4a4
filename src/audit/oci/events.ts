import { ociType } from '#catalog/oci.ts';
import { terraformTypes } from '#catalog/terraform.ts';
import type { Deed, Touch } from '#model/event.ts';

/** What an event of the audit log of OCI does. */
export interface OciRow {
  /** `LaunchInstance`. */
  readonly event: string;
  /** Null: the parameters of the request tell (`InstanceAction`). */
  readonly deed: Deed | null;
  readonly touches: Touch | null;
  /** As Terraform calls it. */
  readonly type: string;
  /** Machines that it stands for, where the catalogue does not tell. */
  readonly count: string | null;
  readonly source: string;
}

const docs = 'https://docs.oracle.com/iaas/Content/';
const reference = `${docs}Audit/Reference/logeventreference.htm`;
const services = `${docs}Events/Reference/eventsproducers.htm`;

function row(event: string, deed: Deed | null, type: string, more: Partial<OciRow> = {}): OciRow {
  return { event, deed, type, touches: null, count: null, source: services, ...more };
}

/** What is made, changed and removed by names of one form. */
function thing(name: string, type: string, more: Partial<OciRow> = {}): readonly OciRow[] {
  return [row(`Create${name}`, 'create', type, more), row(`Update${name}`, 'modify', type, more), row(`Delete${name}`, 'delete', type, more), row(`Change${name}Compartment`, 'modify', type, more)];
}

export const ociRows: readonly OciRow[] = [
  row('LaunchInstance', 'create', 'oci_core_instance', { source: reference }),
  row('TerminateInstance', 'delete', 'oci_core_instance', { source: reference }),
  row('UpdateInstance', 'modify', 'oci_core_instance', { source: reference }),
  row('InstanceAction', null, 'oci_core_instance', { source: reference }),
  row('ChangeInstanceCompartment', 'modify', 'oci_core_instance'),
  row('LaunchInstanceConfiguration', 'create', 'oci_core_instance'),
  ...thing('InstanceConfiguration', 'oci_core_instance_configuration'),
  row('CreateInstancePool', 'create', 'oci_core_instance_pool', { count: 'size' }),
  row('UpdateInstancePool', 'modify', 'oci_core_instance_pool', { count: 'size' }),
  row('TerminateInstancePool', 'delete', 'oci_core_instance_pool'),
  row('StartInstancePool', 'start', 'oci_core_instance_pool'),
  row('StopInstancePool', 'stop', 'oci_core_instance_pool'),
  row('CreateClusterNetwork', 'create', 'oci_core_cluster_network', { count: 'instance_pools[].size' }),
  row('TerminateClusterNetwork', 'delete', 'oci_core_cluster_network'),

  row('CreateBucket', 'create', 'oci_objectstorage_bucket'),
  row('UpdateBucket', 'modify', 'oci_objectstorage_bucket'),
  row('DeleteBucket', 'delete', 'oci_objectstorage_bucket'),
  ...thing('Volume', 'oci_core_volume'),
  ...thing('BootVolume', 'oci_core_boot_volume'),

  ...thing('Vcn', 'oci_core_vcn'),
  ...thing('Subnet', 'oci_core_subnet'),
  ...thing('SecurityList', 'oci_core_security_list', { touches: 'network' }),
  ...thing('NetworkSecurityGroup', 'oci_core_network_security_group'),
  row('AddNetworkSecurityGroupSecurityRules', 'modify', 'oci_core_network_security_group', { touches: 'network' }),
  row('UpdateNetworkSecurityGroupSecurityRules', 'modify', 'oci_core_network_security_group', { touches: 'network' }),
  row('RemoveNetworkSecurityGroupSecurityRules', 'modify', 'oci_core_network_security_group', { touches: 'network' }),
  ...thing('RouteTable', 'oci_core_route_table'),
  ...thing('InternetGateway', 'oci_core_internet_gateway'),
  ...thing('NatGateway', 'oci_core_nat_gateway'),
  ...thing('ServiceGateway', 'oci_core_service_gateway'),
  ...thing('Drg', 'oci_core_drg'),

  ...thing('User', 'oci_identity_user', { source: `${docs}Identity/Reference/iampolicyreference.htm` }),
  ...thing('Group', 'oci_identity_group', { source: `${docs}Identity/Reference/iampolicyreference.htm` }),
  ...thing('Policy', 'oci_identity_policy', { touches: 'grant', source: `${docs}Identity/Reference/iampolicyreference.htm` }),
  ...thing('DynamicGroup', 'oci_identity_dynamic_group', { source: `${docs}Identity/Reference/iampolicyreference.htm` }),
  row('UploadApiKey', 'create', 'oci_identity_api_key', { touches: 'credential' }),
  row('DeleteApiKey', 'delete', 'oci_identity_api_key', { touches: 'credential' }),
  row('CreateAuthToken', 'create', 'oci_identity_auth_token', { touches: 'credential' }),
  row('CreateCustomerSecretKey', 'create', 'oci_identity_customer_secret_key', { touches: 'credential' }),
  row('AddUserToGroup', 'create', 'oci_identity_user_group_membership', { touches: 'grant' }),
  row('RemoveUserFromGroup', 'delete', 'oci_identity_user_group_membership', { touches: 'grant' }),
  ...thing('Compartment', 'oci_identity_compartment'),

  ...thing('Cluster', 'oci_containerengine_cluster', { source: `${docs}ContEng/Reference/contengloggingevents.htm` }),
  ...thing('NodePool', 'oci_containerengine_node_pool', { count: 'node_config_details.size|quantity_per_subnet', source: `${docs}ContEng/Reference/contengloggingevents.htm` }),
  ...thing('AutonomousDatabase', 'oci_database_autonomous_database'),
  row('LaunchDbSystem', 'create', 'oci_database_db_system'),
  row('TerminateDbSystem', 'delete', 'oci_database_db_system'),
  ...thing('DbSystem', 'oci_database_db_system'),
  ...thing('Application', 'oci_functions_application'),
  row('CreateFunction', 'create', 'oci_functions_function'),
  row('UpdateFunction', 'modify', 'oci_functions_function', { touches: 'code' }),
  row('DeleteFunction', 'delete', 'oci_functions_function'),
  ...thing('NotebookSession', 'oci_datascience_notebook_session'),
  ...thing('JobRun', 'oci_datascience_job_run'),
  ...thing('ModelDeployment', 'oci_datascience_model_deployment'),
];

const byEvent: ReadonlyMap<string, OciRow> = new Map(ociRows.map((one) => [one.event.toLowerCase(), one]));

const verbs: readonly (readonly [verb: RegExp, deed: Deed])[] = [
  [/^(?:create|launch)/, 'create'],
  [/^(?:delete|terminate)/, 'delete'],
  [/^update/, 'modify'],
  [/^start/, 'start'],
  [/^stop/, 'stop'],
];

/** Services with clusters and systems of their own. */
const elsewhere = /redis|opensearch|mysql|postgresql|psql|bigdata|bds|exadata/i;

/**
 * The row of an event, by its name in whatever case. What has a name of the usual form is told by it where the catalogue knows the thing,
 * by its OCID or else by its name.
 */
export function ociRow(name: string, service: string, resourceId: string | null): OciRow | null {
  const lower = name.toLowerCase();
  const kind = resourceId === null ? null : (/^ocid1\.([^.]+)\./.exec(resourceId)?.[1] ?? null);
  const listed = byEvent.get(lower);
  if (listed !== undefined && !(kind === null && elsewhere.test(service))) return ofKind(listed, kind);
  const [verb, deed] = verbs.find(([form]) => form.test(lower)) ?? [null, null];
  if (verb === null || deed === null) return null;
  const types = [kind, lower.replace(verb, ''), lower.replace(verb, '').replace(/^.*?(?=dbsystem$)/, service.toLowerCase().replace(/api$/, ''))].flatMap((one) => (one === null ? [] : [ociType(one)]));
  const type = types.find((one) => terraformTypes.factsOf(one) !== null);
  return type === undefined ? null : row(name, deed, type);
}

/** Clusters, databases and jobs of many services are made by events of one name: the OCID tells which. */
function ofKind(listed: OciRow, kind: string | null): OciRow {
  const type = kind === null ? null : ociType(kind);
  const isAmbiguous = /^(?:Create|Update|Delete|Change)(?:Cluster|DbSystem|Application|User|Policy|Volume|Group)/.test(listed.event);
  return type !== null && isAmbiguous && type !== listed.type && terraformTypes.factsOf(type) !== null ? { ...listed, type } : listed;
}

/** Events that look and change nothing. */
export function isReading(name: string): boolean {
  return /^(?:get|list|head|search|summarize|query|fetch|read|validate|lookup|count|export)/i.test(name);
}
