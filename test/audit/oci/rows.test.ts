import { describe, expect, test } from 'vitest';
import { ociRow, ociRows, type OciRow } from '../../../src/audit/oci/events.ts';
import { reader } from '../../../src/audit/oci/reader.ts';
import type { AuditEvent, Deed } from '../../../src/model/event.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { compartment, event, logged, mona, type Logged } from './records.ts';

/** Of each type what its records hold, constructed from the documented fields. */
interface Sample {
  readonly service: string;
  readonly resourceId?: string;
  readonly more?: Partial<Logged>;
  readonly id?: string;
  readonly count?: number;
  readonly values?: JsonObject;
  readonly region?: string;
}

const of = (service: string, kind: string, current: JsonObject = {}, more: Partial<Sample> = {}): Sample => ({
  service, resourceId: `ocid1.${kind}.oc1.eu-frankfurt-1.one`, more: { current: { displayName: 'one', compartmentId: compartment, ...current } }, id: `ocid1.${kind}.oc1.eu-frankfurt-1.one`, ...more,
});
const identity = (kind: string, current: JsonObject = {}, more: Partial<Sample> = {}): Sample => of('identityControlPlane', kind, current, { resourceId: `ocid1.${kind}.oc1..one`, id: `ocid1.${kind}.oc1..one`, region: 'global', ...more });

const samples: Readonly<Record<string, Sample>> = {
  oci_core_instance: of('computeApi', 'instance', { shape: 'VM.GPU.A10.1', shapeConfig: { ocpus: 15, gpus: 1 } }, { values: { shape: 'VM.GPU.A10.1', shape_config: { ocpus: 15, gpus: 1 } } }),
  oci_core_instance_configuration: of('computeManagement', 'instanceconfiguration'),
  oci_core_instance_pool: of('computeManagement', 'instancepool', { size: 30, instanceConfigurationId: 'ocid1.instanceconfiguration.oc1.eu-frankfurt-1.one' }, { count: 30 }),
  oci_core_cluster_network: of('computeManagement', 'clusternetwork', { instancePools: [{ size: 4 }, { size: 2 }] }, { count: 6 }),
  oci_objectstorage_bucket: { service: 'objectstorage', more: { resourceName: 'shop-assets', details: { bucketName: 'shop-assets', namespace: 'shopns', publicAccessType: 'ObjectRead' } }, id: 'n/shopns/b/shop-assets', values: { namespace: 'shopns', public_access_type: 'ObjectRead' } },
  oci_core_volume: of('BlockVolumes', 'volume', { sizeInGBs: 500 }, { values: { size_in_gbs: 500 } }),
  oci_core_boot_volume: of('BlockVolumes', 'bootvolume'),
  oci_core_vcn: of('VirtualNetwork', 'vcn', { cidrBlock: '10.0.0.0/16', defaultSecurityListId: 'ocid1.securitylist.oc1.eu-frankfurt-1.d' }, { values: { cidr_block: '10.0.0.0/16' } }),
  oci_core_subnet: of('VirtualNetwork', 'subnet'),
  oci_core_security_list: of('VirtualNetwork', 'securitylist'),
  oci_core_network_security_group: of('VirtualNetwork', 'networksecuritygroup'),
  oci_core_route_table: of('VirtualNetwork', 'routetable'),
  oci_core_internet_gateway: of('VirtualNetwork', 'internetgateway'),
  oci_core_nat_gateway: of('natGateway', 'natgateway'),
  oci_core_service_gateway: of('serviceGateway', 'servicegateway'),
  oci_core_drg: of('VirtualNetwork', 'drg'),
  oci_identity_user: identity('user', { name: 'night' }),
  oci_identity_group: identity('group', { name: 'night' }),
  oci_identity_dynamic_group: identity('dynamicgroup', { name: 'night' }),
  oci_identity_policy: identity('policy', { name: 'night', statements: ['Allow group night to manage all-resources in tenancy'] }),
  oci_identity_compartment: identity('compartment', { name: 'lab' }),
  oci_identity_api_key: { service: 'identityControlPlane', resourceId: mona, more: { details: { fingerprint: '20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34' } }, id: `users/${mona}/apiKeys/20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34`, region: 'global' },
  oci_identity_auth_token: identity('credential'),
  oci_identity_customer_secret_key: identity('credential'),
  oci_identity_user_group_membership: identity('groupmembership', { userId: mona, groupId: 'ocid1.group.oc1..admins' }),
  oci_containerengine_cluster: of('clustersapi', 'cluster', { kubernetesVersion: 'v1.34.1' }),
  oci_containerengine_node_pool: of('clustersapi', 'nodepool', { nodeShape: 'VM.GPU.A10.2', nodeConfigDetails: { size: 7 } }, { count: 7, values: { node_shape: 'VM.GPU.A10.2' } }),
  oci_database_autonomous_database: of('DatabaseService', 'autonomousdatabase'),
  oci_database_db_system: of('DatabaseService', 'dbsystem', { shape: 'VM.Standard.E5.Flex', nodeCount: 2 }, { count: 2 }),
  oci_functions_application: of('FunctionsService', 'fnapp'),
  oci_functions_function: of('FunctionsService', 'fnfunc'),
  oci_datascience_notebook_session: of('DataScience', 'datasciencenotebooksession'),
  oci_datascience_job_run: of('DataScience', 'datasciencejobrun'),
  oci_datascience_model_deployment: of('DataScience', 'datasciencemodeldeployment'),
};

function eventsOf(records: readonly JsonObject[]): readonly AuditEvent[] {
  const reading = reader.open({ pipelines: [] });
  const told = records.map((record, index) => reading.read(reader.unwrap(record) as JsonObject, { file: 'a.json', record: index + 1 }));
  return [...told.filter((one): one is AuditEvent => 'id' in one), ...reading.finish()];
}

const single = (given: Logged): AuditEvent => {
  const [one, ...others] = eventsOf([event(given)]);
  expect(others).toEqual([]);
  return one as AuditEvent;
};

describe('each row', () => {
  test.each(ociRows.map((row): [string, OciRow] => [row.event, row]))('%s', (name, row) => {
    const sample = samples[row.type];
    if (sample === undefined) throw new Error(`no record for ${row.type}`);
    const { service, resourceId, more, id, count, values, region } = sample;
    const deeds: readonly (readonly [action: string, deed: Deed | null])[] = row.deed === null ? [['START', 'start'], ['STOP', 'stop'], ['SOFTSTOP', 'stop']] : [['', row.deed]];
    for (const [action, deed] of deeds) {
      const told = single({ service, event: name, ...(resourceId === undefined ? {} : { resourceId }), ...more, ...(action === '' ? {} : { parameters: { action: [action] } }) });
      const tells = deed === 'create' || deed === 'modify';
      expect(told).toMatchObject({ deed, touches: row.touches, name, service, outcome: 'success', region: region ?? 'eu-frankfurt-1', gaps: [], scope: { compartment: { value: compartment } }, subjects: [{ row: { type: row.type, id }, count: tells ? (count ?? 1) : 1 }] });
      expect(told.subjects[0]?.row.values).toMatchObject(tells ? (values ?? {}) : {});
    }
    expect(row.source).toMatch(/^https:\/\/docs\.oracle\.com\/iaas\//);
  });

  test('of a policy gives what its statements say', () => {
    const statements = ['Allow group night to manage all-resources in tenancy', "allow dynamic-group 'Default'/'bots' to use instances in compartment lab", 'Allow any-user to read buckets in tenancy', 'Endorse group x to y in any-tenancy'];
    expect(single({ service: 'identityControlPlane', event: 'CreatePolicy', resourceId: 'ocid1.policy.oc1..one', current: { name: 'night', compartmentId: compartment, statements } }).grants).toEqual([
      { principal: 'group night', role: statements[0] },
      { principal: "dynamic-group 'Default'/'bots'", role: statements[1] },
      { principal: 'any-user', role: statements[2] },
    ]);
    expect(single({ service: 'identityControlPlane', event: 'AddUserToGroup', resourceId: 'ocid1.groupmembership.oc1..one', details: { userId: mona, groupId: 'ocid1.group.oc1..admins' } }).grants).toEqual([{ principal: mona, role: 'ocid1.group.oc1..admins' }]);
  });

  test('of a pool of OKE names the pool as what made its machines', () => {
    const told = single({ service: 'computeApi', event: 'LaunchInstance', resourceId: 'ocid1.instance.oc1.eu-frankfurt-1.node', current: { displayName: 'oke-1', compartmentId: compartment, shape: 'VM.GPU.A10.2', metadata: { 'oke-pool-id': 'ocid1.nodepool.oc1.eu-frankfurt-1.gpu' } } });
    expect(told.subjects[0]?.row).toMatchObject({ madeBy: 'ocid1.nodepool.oc1.eu-frankfurt-1.gpu' });
  });

  test('of a network that begins with lists of its own tells them as its parts', () => {
    const vcn = 'ocid1.vcn.oc1.eu-frankfurt-1.one';
    expect(single({ service: 'VirtualNetwork', event: 'CreateSecurityList', resourceId: 'ocid1.securitylist.oc1.eu-frankfurt-1.d', current: { displayName: 'Default Security List for one', compartmentId: compartment, vcnId: vcn } }).subjects[0]?.row.madeBy).toBe(vcn);
  });
});

describe('events that no row lists', () => {
  test.each<[string, string, string | null, Partial<OciRow>]>([
    ['CreateStream', 'streaming', 'ocid1.stream.oc1.eu-frankfurt-1.x', { deed: 'create', type: 'oci_streaming_stream' }],
    ['DeleteVault', 'kms', null, { deed: 'delete', type: 'oci_kms_vault' }],
    ['CreateLoadBalancer', 'LoadBalancing', 'ocid1.loadbalancer.oc1.eu-frankfurt-1.x', { deed: 'create', type: 'oci_load_balancer_load_balancer' }],
    ['CreateContainerInstance', 'ContainerInstances', 'ocid1.computecontainerinstance.oc1.eu-frankfurt-1.x', { deed: 'create', type: 'oci_container_instances_container_instance' }],
    ['CreateDedicatedAiCluster', 'GenerativeAi', 'ocid1.generativeaidedicatedaicluster.oc1.eu-frankfurt-1.x', { deed: 'create', type: 'oci_generative_ai_dedicated_ai_cluster' }],
    ['CreateDbSystem', 'mysqlaas', 'ocid1.mysqldbsystem.oc1.eu-frankfurt-1.x', { deed: 'create', type: 'oci_mysql_mysql_db_system' }],
    ['launchinstance', 'computeapi', null, { deed: 'create', type: 'oci_core_instance' }],
  ])('%s of %s', (name, service, resourceId, expected) => {
    expect(ociRow(name, service, resourceId)).toMatchObject(expected);
  });

  test.each(['CreateThing', 'InteractiveLogin', 'RebootMigrateInstance', 'PutObject', ''])('nor any rule tells: %s', (name) => {
    expect(ociRow(name, 'Any', null)).toBeNull();
  });

  test('are read in lower case, as newer services write them', () => {
    expect(eventsOf([logged({ service: 'computeapi', event: 'LaunchInstance', phase: 'end', resourceId: 'ocid1.instance.oc1.iad.x' })])).toMatchObject([{ service: 'computeapi', deed: 'create' }]);
  });
});
