import { describe, expect, test } from 'vitest';
import { gcpRow, gcpRows, type GcpRow } from '../../../src/audit/gcp/events.ts';
import { methodOf } from '../../../src/audit/gcp/method.ts';
import { reader } from '../../../src/audit/gcp/reader.ts';
import type { AuditEvent } from '../../../src/model/event.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { entry, project } from './entries.ts';

/** Of each sort of thing what its entries hold, constructed from the documented fields of requests; the corpus has few of them. */
interface Sample {
  /** As methods are spelt: `v1.compute.`, `google.container.v1.ClusterManager.`, nothing. */
  readonly prefix?: string;
  /** Of what is there. */
  readonly resource: string;
  /** Of what is made, where the entry names its parent instead. */
  readonly parent?: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject;
  readonly labels?: JsonObject;
  readonly more?: JsonObject;
  readonly type: string;
  readonly id: string;
  readonly count?: number;
  readonly values?: JsonObject;
}

const zone = `projects/${project}/zones/us-central1-a`;
const region = `projects/${project}/regions/us-central1`;
const place = `projects/${project}/locations/us-central1`;
const mail = `trainer@${project}.iam.gserviceaccount.com`;

const inCompute = (path: string, type: string, request: JsonObject = {}, more: Partial<Sample> = {}): Sample => ({
  prefix: 'v1.compute.', resource: path, request: { name: path.slice(path.lastIndexOf('/') + 1), ...request }, type: `compute.googleapis.com/${type}`, id: `//compute.googleapis.com/${path}`, ...more,
});
const inPlace = (api: string, prefix: string, collection: string, type: string, body: JsonObject, id: JsonObject, more: Partial<Sample> = {}): Sample => {
  const member = `${type[0]?.toLowerCase() ?? ''}${type.slice(1)}`;
  return {
    prefix, resource: `${place}/${collection}/one`, parent: place, request: { parent: place, [member]: body, ...id }, labels: { location: 'us-central1' }, type: `${api}.googleapis.com/${type}`,
    id: `//${api}.googleapis.com/${place}/${collection}/one`, values: body, ...more,
  };
};

const machine: JsonObject = { machineType: `${zone}/machineTypes/a2-highgpu-1g`, labels: [{ key: 'team', value: 'ranking' }], guestAccelerators: [{ acceleratorType: `${zone}/acceleratorTypes/nvidia-tesla-a100`, acceleratorCount: 1 }] };
const pool: JsonObject = { name: 'gpu', initialNodeCount: 2, config: { machineType: 'g2-standard-8' } };

const samples: Readonly<Record<string, Sample>> = {
  'compute instances': inCompute(`${zone}/instances/train-1`, 'Instance', machine, { response: { targetId: '8758546889396539388' }, values: { machineType: `${zone}/machineTypes/a2-highgpu-1g`, labels: { team: 'ranking' } } }),
  'compute instanceTemplates': inCompute(`projects/${project}/global/instanceTemplates/train`, 'InstanceTemplate', { properties: machine }, { values: { properties: { ...machine, labels: { team: 'ranking' } } } }),
  'compute instanceGroupManagers': inCompute(`${zone}/instanceGroupManagers/train`, 'InstanceGroupManager', { targetSize: 25, instanceTemplate: `projects/${project}/global/instanceTemplates/train`, size: '25' }, { count: 25 }),
  'compute autoscalers': inCompute(`${zone}/autoscalers/train`, 'Autoscaler'),
  'compute disks': inCompute(`${zone}/disks/data-1`, 'Disk', { sizeGb: '500' }, { values: { sizeGb: '500' } }),
  'compute snapshots': inCompute(`projects/${project}/global/snapshots/data-1`, 'Snapshot'),
  'compute images': inCompute(`projects/${project}/global/images/golden`, 'Image'),
  'compute networks': inCompute(`projects/${project}/global/networks/main`, 'Network'),
  'compute subnetworks': inCompute(`${region}/subnetworks/private`, 'Subnetwork'),
  'compute firewalls': inCompute(`projects/${project}/global/firewalls/ssh`, 'Firewall'),
  'compute routes': inCompute(`projects/${project}/global/routes/out`, 'Route'),
  'compute routers': inCompute(`${region}/routers/nat`, 'Router'),
  'compute addresses': inCompute(`${region}/addresses/door`, 'Address'),
  'storage buckets': { prefix: 'storage.', resource: 'projects/_/buckets/shop-assets', labels: { location: 'us' }, type: 'storage.googleapis.com/Bucket', id: '//storage.googleapis.com/shop-assets' },
  'iam serviceAccounts': {
    prefix: 'google.iam.admin.v1.', resource: `projects/-/serviceAccounts/${mail}`, parent: `projects/${project}`, request: { name: `projects/${project}`, account_id: 'trainer', service_account: { display_name: 'Trainer' } },
    response: { name: `projects/${project}/serviceAccounts/${mail}`, email: mail, unique_id: '105537103139416651075' }, labels: { email_id: mail, unique_id: '105537103139416651075' },
    type: 'iam.googleapis.com/ServiceAccount', id: `//iam.googleapis.com/projects/${project}/serviceAccounts/105537103139416651075`, values: { displayName: 'Trainer', email: mail },
  },
  'iam keys': {
    prefix: 'google.iam.admin.v1.', resource: `projects/-/serviceAccounts/${mail}/keys/0a1b2c`, parent: `projects/-/serviceAccounts/${mail}`, request: { name: `projects/-/serviceAccounts/${mail}` }, response: { name: `projects/${project}/serviceAccounts/${mail}/keys/0a1b2c` },
    type: 'iam.googleapis.com/ServiceAccountKey', id: `//iam.googleapis.com/projects/${project}/serviceAccounts/${mail}/keys/0a1b2c`,
  },
  'iam roles': { prefix: 'google.iam.admin.v1.', resource: `projects/${project}/roles/night`, request: { parent: `projects/${project}`, role_id: 'night', role: { title: 'Night' } }, type: 'iam.googleapis.com/Role', id: `//iam.googleapis.com/projects/${project}/roles/night`, values: { title: 'Night' } },
  'apikeys keys': inPlace('apikeys', 'google.api.apikeys.v2.ApiKeys.', 'keys', 'Key', { displayName: 'maps' }, { keyId: 'one' }),
  'cloudresourcemanager projects': { prefix: 'google.cloud.resourcemanager.v3.Projects.', resource: `projects/${project}`, request: { project: { projectId: project, displayName: 'Lab' } }, type: 'cloudresourcemanager.googleapis.com/Project', id: `//cloudresourcemanager.googleapis.com/projects/${project}`, values: { displayName: 'Lab' } },
  'container clusters': {
    prefix: 'google.container.v1.ClusterManager.', resource: `${place}/clusters/shop`, request: { parent: place, cluster: { name: 'shop', nodePools: [pool, { ...pool, name: 'web', initialNodeCount: 1 }] } }, type: 'container.googleapis.com/Cluster', id: `//container.googleapis.com/${place}/clusters/shop`, count: 9,
  },
  'container nodePools': {
    prefix: 'google.container.v1beta1.ClusterManager.', resource: `${zone}/clusters/shop/nodePools/gpu`, parent: `${zone}/clusters/shop`, request: { parent: `projects/${project}/locations/us-central1-a/clusters/shop`, nodePool: pool, nodeCount: 2 },
    type: 'container.googleapis.com/NodePool', id: `//container.googleapis.com/${zone}/clusters/shop/nodePools/gpu`, count: 2, values: pool,
  },
  'run services': { ...inPlace('run', 'google.cloud.run.v1.Services.', 'services', 'Service', { metadata: { name: 'one' } }, {}), resource: `namespaces/${project}/services/one`, request: { parent: `namespaces/${project}`, service: { metadata: { name: 'one' } } } },
  'run jobs': inPlace('run', 'google.cloud.run.v2.Jobs.', 'jobs', 'Job', { template: {} }, { jobId: 'one' }),
  'run workerPools': inPlace('run', 'google.cloud.run.v2.WorkerPools.', 'workerPools', 'WorkerPool', { template: {} }, { workerPoolId: 'one' }),
  'cloudfunctions functions': inPlace('cloudfunctions', 'google.cloud.functions.v2.FunctionService.', 'functions', 'Function', { buildConfig: { runtime: 'nodejs22' } }, { functionId: 'one' }),
  'dataproc clusters': {
    prefix: 'google.cloud.dataproc.v1.ClusterController.', resource: `${region}/clusters/nightly`, request: { project_id: project, region: 'us-central1', cluster: { cluster_name: 'nightly', config: { master_config: { num_instances: 1, machine_type_uri: 'n1-standard-4' }, worker_config: { num_instances: 8, machine_type_uri: 'n1-highmem-16' } } } },
    labels: { region: 'us-central1' }, type: 'dataproc.googleapis.com/Cluster', id: `//dataproc.googleapis.com/${region}/clusters/nightly`, count: 9, values: { clusterName: 'nightly', config: { masterConfig: { numInstances: 1, machineTypeUri: 'n1-standard-4' }, workerConfig: { numInstances: 8, machineTypeUri: 'n1-highmem-16' } } },
  },
  'dataproc batches': inPlace('dataproc', 'google.cloud.dataproc.v1.BatchController.', 'batches', 'Batch', { pysparkBatch: {} }, { batchId: 'one' }),
  'notebooks instances': inPlace('notebooks', 'google.cloud.notebooks.v2.NotebookService.', 'instances', 'Instance', { gceSetup: { machineType: 'a2-highgpu-1g' } }, { instanceId: 'one' }),
  'notebooks runtimes': inPlace('notebooks', 'google.cloud.notebooks.v1.ManagedNotebookService.', 'runtimes', 'Runtime', { virtualMachine: {} }, { runtimeId: 'one' }),
  ...Object.fromEntries(
    ['CustomJob', 'TrainingPipeline', 'HyperparameterTuningJob', 'BatchPredictionJob', 'Endpoint', 'PersistentResource', 'PipelineJob', 'Model'].map((name) => {
      const collection = `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}s`;
      return [`aiplatform ${collection}`, inPlace('aiplatform', 'google.cloud.aiplatform.v1.JobService.', collection, name, { displayName: 'ranking' }, {}, { response: { name: `projects/283064183700/locations/us-central1/${collection}/one` } })];
    }),
  ),
  'ml models': { prefix: 'google.cloud.ml.v1.ModelService.', resource: `projects/${project}/models/ranking`, parent: `projects/${project}`, request: { parent: `projects/${project}`, model: { name: 'ranking' } }, type: 'ml.googleapis.com/Model', id: `//ml.googleapis.com/projects/${project}/models/ranking`, values: { name: 'ranking' } },
  'ml jobs': { prefix: 'google.cloud.ml.v1.JobService.', resource: `projects/${project}/jobs/train1`, parent: `projects/${project}`, request: { parent: `projects/${project}`, job: { job_id: 'train1', training_input: { scale_tier: 'CUSTOM' } } }, type: 'ml.googleapis.com/Job', id: `//ml.googleapis.com/projects/${project}/jobs/train1`, values: { jobId: 'train1', trainingInput: { scaleTier: 'CUSTOM' } } },
  'dataflow jobs': { prefix: '', resource: '', request: { job_id: '2026-11-28_02_14-1', job: { id: '2026-11-28_02_14-1', name: 'nightly' } }, response: { id: '2026-11-28_02_14-1', job: { id: '2026-11-28_02_14-1' } }, labels: { region: 'us-central1' }, type: 'dataflow.googleapis.com/Job', id: `//dataflow.googleapis.com/${place}/jobs/2026-11-28_02_14-1` },
  'composer environments': inPlace('composer', 'google.cloud.orchestration.airflow.service.v1.Environments.', 'environments', 'Environment', { name: `${place}/environments/one`, config: { nodeCount: 3 } }, {}),
  'cloudkms keyRings': inPlace('cloudkms', '', 'keyRings', 'KeyRing', {}, { keyRingId: 'one' }),
  'cloudkms cryptoKeys': { resource: `${place}/keyRings/shop/cryptoKeys/cart`, parent: `${place}/keyRings/shop`, request: { parent: `${place}/keyRings/shop`, cryptoKeyId: 'cart', cryptoKey: { purpose: 'ENCRYPT_DECRYPT' } }, type: 'cloudkms.googleapis.com/CryptoKey', id: `//cloudkms.googleapis.com/${place}/keyRings/shop/cryptoKeys/cart`, values: { purpose: 'ENCRYPT_DECRYPT' } },
  'cloudkms cryptoKeyVersions': { resource: `${place}/keyRings/shop/cryptoKeys/cart/cryptoKeyVersions/2`, parent: `${place}/keyRings/shop/cryptoKeys/cart`, request: { parent: `${place}/keyRings/shop/cryptoKeys/cart` }, labels: { crypto_key_version_id: '2' }, type: 'cloudkms.googleapis.com/CryptoKeyVersion', id: `//cloudkms.googleapis.com/${place}/keyRings/shop/cryptoKeys/cart/cryptoKeyVersions/2` },
  'cloudsql instances': { prefix: 'cloudsql.', resource: 'instances/orders', request: { project, instance: 'orders', body: { settings: { tier: 'db-custom-4-16384' }, region: 'us-central1' } }, type: 'sqladmin.googleapis.com/Instance', id: `//cloudsql.googleapis.com/projects/${project}/instances/orders`, values: { settings: { tier: 'db-custom-4-16384' }, region: 'us-central1' } },
  'spanner instances': { prefix: 'google.spanner.admin.instance.v1.InstanceAdmin.', resource: `projects/${project}/instances/ledger`, parent: `projects/${project}`, request: { parent: `projects/${project}`, instanceId: 'ledger', instance: { nodeCount: 3 } }, type: 'spanner.googleapis.com/Instance', id: `//spanner.googleapis.com/projects/${project}/instances/ledger`, values: { nodeCount: 3 } },
  'spanner databases': { prefix: 'google.spanner.admin.database.v1.DatabaseAdmin.', resource: `projects/${project}/instances/ledger/databases/main`, request: {}, type: 'spanner.googleapis.com/Database', id: `//spanner.googleapis.com/projects/${project}/instances/ledger/databases/main` },
  'bigquery datasets': {
    prefix: 'google.cloud.bigquery.v2.DatasetService.', resource: `projects/${project}/datasets/sales`, more: { metadata: { datasetCreation: { dataset: { defaultTableExpireDuration: '432000s' } } } }, labels: { location: 'us' }, type: 'bigquery.googleapis.com/Dataset', id: `//bigquery.googleapis.com/projects/${project}/datasets/sales`,
  },
  'dns managedZones': { prefix: 'dns.', resource: 'managedZones/shop', request: { project, managedZone: { name: 'shop', dnsName: 'shop.example.' } }, labels: { location: 'global' }, type: 'dns.googleapis.com/ManagedZone', id: `//dns.googleapis.com/projects/${project}/managedZones/shop`, values: { name: 'shop', dnsName: 'shop.example.' } },
  'logging sinks': { prefix: 'google.logging.v2.ConfigServiceV2.', resource: `projects/${project}/sinks/all`, parent: `projects/${project}`, request: { parent: `projects/${project}`, sink: { name: 'all', destination: 'storage.googleapis.com/logs' } }, type: 'logging.googleapis.com/LogSink', id: `//logging.googleapis.com/projects/${project}/sinks/all`, values: { name: 'all', destination: 'storage.googleapis.com/logs' } },
  'logging buckets': { prefix: 'google.logging.v2.ConfigServiceV2.', resource: `${place}/buckets/all`, parent: place, request: { parent: place, bucketId: 'all', bucket: { retentionDays: 30 } }, labels: { location: 'us-central1' }, type: 'logging.googleapis.com/LogBucket', id: `//logging.googleapis.com/${place}/buckets/all`, values: { retentionDays: 30 } },
};

/** What the entries of one method have that those of its sort do not. */
const own: Readonly<Record<string, Partial<Sample>>> = {
  'compute instances.bulkInsert': { resource: `${zone}/instances/train-####`, request: { count: '12', namePattern: 'train-####', instanceProperties: { machineType: 'a2-highgpu-1g' } }, id: `//compute.googleapis.com/${zone}/instances/train-####`, count: 12, values: { machineType: 'a2-highgpu-1g' } },
  'compute regionInstances.bulkInsert': { resource: `${region}/instances/train-####`, request: { count: '12', namePattern: 'train-####', instanceProperties: { machineType: 'a2-highgpu-1g' } }, id: `//compute.googleapis.com/${region}/instances/train-####`, count: 12, values: { machineType: 'a2-highgpu-1g' } },
  'compute regionInstanceGroupManagers.insert': { resource: `${region}/instanceGroupManagers/train`, type: 'compute.googleapis.com/InstanceGroupManager', id: `//compute.googleapis.com/${region}/instanceGroupManagers/train` },
  'compute regionInstanceGroupManagers.resize': { resource: `${region}/instanceGroupManagers/train`, type: 'compute.googleapis.com/InstanceGroupManager', id: `//compute.googleapis.com/${region}/instanceGroupManagers/train` },
  'bigquery datasetservice.insert': { parent: `projects/${project}/datasets`, more: { serviceData: { datasetInsertRequest: { resource: { datasetName: { projectId: project, datasetId: 'sales' } } } } } },
  'cloudsql instances.clone': { resource: 'instances/orders', request: { project, instance: 'orders' }, values: {} },
  'dataflow CreateJobFromTemplate': { request: { jobName: 'nightly' } },
  'dataflow LaunchFlexTemplate': { request: { launchParameter: { jobName: 'nightly' } } },
};

const keyOf = ({ api, collection, type }: GcpRow): string => `${api} ${collection ?? type ?? ''}`;

function eventsOf(records: readonly JsonObject[]): readonly AuditEvent[] {
  const reading = reader.open({ pipelines: [] });
  const told = records.map((record, index) => reading.read(reader.unwrap(record) as JsonObject, { file: 'a.json', record: index + 1 }));
  return [...told.filter((one): one is AuditEvent => 'id' in one), ...reading.finish()];
}

function entryOf(row: GcpRow, sample: Sample): JsonObject {
  const prefix = row.method.includes('service.') ? '' : (sample.prefix ?? '');
  const resource = row.deed === 'create' && sample.parent !== undefined ? sample.parent : sample.resource;
  const { request, response, labels, more } = sample;
  return entry({ api: row.api, method: `${prefix}${row.method}`, ...(resource === '' ? {} : { resource }), ...(request === undefined || row.deed === 'delete' ? {} : { request }), ...(response === undefined || row.deed !== 'create' ? {} : { response }), ...(labels === undefined ? {} : { labels }), ...(more === undefined ? {} : { more }) });
}

describe('each row', () => {
  const rows = gcpRows.filter(({ touches }) => touches !== 'grant').map((row): [string, GcpRow] => [`${row.api} ${row.method}`, row]);

  test.each(rows)('%s', (name, row) => {
    const base = samples[keyOf(row)];
    if (base === undefined) throw new Error(`no entry for ${keyOf(row)}`);
    const sample = { ...base, ...own[name] };
    const [event, ...others] = eventsOf([entryOf(row, sample)]);
    expect(others).toEqual([]);
    const counted = row.deed === 'create' || (row.deed === 'modify' && row.count !== null) ? (sample.count ?? 1) : 1;
    expect(event).toMatchObject({ deed: row.deed, touches: row.touches, outcome: 'success', provider: 'gcp', service: `${row.api}.googleapis.com`, scope: { project: { status: 'known', value: project } }, gaps: [], subjects: [{ row: { type: sample.type, id: sample.id }, count: counted }] });
    expect(event?.subjects[0]?.row.values).toMatchObject(row.deed === 'create' ? (sample.values ?? {}) : {});
    expect(row.source).toMatch(/^https:\/\/cloud\.google\.com\//);
  });

  test('of a policy that is set is a grant, by what was added', () => {
    const delta = { policyDelta: { bindingDeltas: [{ action: 'ADD', role: 'roles/owner', member: `serviceAccount:${mail}` }, { action: 'REMOVE', role: 'roles/viewer', member: 'user:mona@shop.example' }] } };
    const policies: readonly (readonly [api: string, method: string, resource: string, type: string, id: string])[] = [
      ['cloudresourcemanager', 'SetIamPolicy', `projects/${project}`, 'cloudresourcemanager.googleapis.com/Project', `//cloudresourcemanager.googleapis.com/projects/${project}`],
      ['cloudresourcemanager', 'google.cloud.resourcemanager.v3.Folders.SetIamPolicy', 'folders/123', 'cloudresourcemanager.googleapis.com/Folder', '//cloudresourcemanager.googleapis.com/folders/123'],
      ['iam', 'google.iam.admin.v1.SetIAMPolicy', `projects/-/serviceAccounts/${mail}`, 'iam.googleapis.com/ServiceAccount', `//iam.googleapis.com/projects/${project}/serviceAccounts/${mail}`],
      ['storage', 'storage.setIamPermissions', 'projects/_/buckets/shop-assets', 'storage.googleapis.com/Bucket', '//storage.googleapis.com/shop-assets'],
      ['compute', 'v1.compute.instances.setIamPolicy', `${zone}/instances/train-1`, 'compute.googleapis.com/Instance', `//compute.googleapis.com/${zone}/instances/train-1`],
      ['run', 'google.cloud.run.v1.Services.SetIamPolicy', `${place}/services/cart`, 'run.googleapis.com/Service', `//run.googleapis.com/${place}/services/cart`],
    ];
    for (const [api, method, resource, type, id] of policies) {
      expect(eventsOf([entry({ api, method, resource, more: { serviceData: delta } })])).toMatchObject([
        {
          deed: 'modify', touches: 'grant', grants: [{ principal: `serviceAccount:${mail}`, role: 'roles/owner' }], gaps: [],
          subjects: [{ row: { type: `${type}/iamPolicy`, id: `${id}/iamPolicy`, values: { iamPolicy: { bindings: [{ role: 'roles/owner', members: [`serviceAccount:${mail}`] }] } }, partial: 'the entry tells what was added alone' } }],
        },
      ]);
    }
    const whole = { policy: { bindings: [{ role: 'roles/run.invoker', members: ['allUsers', 'user:mona@shop.example'] }] } };
    expect(eventsOf([entry({ api: 'run', method: 'google.cloud.run.v1.Services.SetIamPolicy', resource: `${place}/services/cart`, request: whole })])).toMatchObject([
      { grants: [{ principal: 'allUsers', role: 'roles/run.invoker' }, { principal: 'user:mona@shop.example', role: 'roles/run.invoker' }], gaps: ['the entry has the whole policy and not what was added to it'] },
    ]);
  });
});

describe('methods that no row lists', () => {
  const rowOf = (service: string, methodName: string): unknown => gcpRow(methodOf({ serviceName: `${service}.googleapis.com`, methodName }) as NonNullable<ReturnType<typeof methodOf>>);

  test.each<[string, string, Partial<GcpRow>]>([
    ['compute', 'v1.compute.urlMaps.insert', { deed: 'create' }],
    ['compute', 'beta.compute.instances.addAccessConfig', { deed: 'modify', touches: 'network' }],
    ['compute', 'compute.disks.setLabels', { deed: 'modify', touches: 'tags' }],
    ['compute', 'v1.compute.globalForwardingRules.delete', { deed: 'delete' }],
    ['pubsub', 'google.pubsub.v1.Publisher.CreateTopic', { deed: 'create', type: 'pubsub.googleapis.com/Topic', collection: 'topics' }],
    ['secretmanager', 'google.cloud.secretmanager.v1.SecretManagerService.DeleteSecret', { deed: 'delete', collection: 'secrets' }],
    ['tpu', 'google.cloud.tpu.v2.Tpu.CreateNode', { deed: 'create', type: 'tpu.googleapis.com/Node' }],
    ['batch', 'google.cloud.batch.v1.BatchService.CreateJob', { deed: 'create', type: 'batch.googleapis.com/Job' }],
  ])('%s %s', (service, method, expected) => {
    expect(rowOf(service, method)).toMatchObject(expected);
  });

  test.each([
    ['compute', 'v1.compute.instanceGroupManagers.deleteInstances'],
    ['compute', 'v1.compute.instances.simulateMaintenanceEvent'],
    ['bigquery', 'google.cloud.bigquery.v2.JobService.InsertJob'],
    ['storage', 'storage.objects.create'],
  ])('nor any rule tells: %s %s', (service, method) => {
    expect(rowOf(service, method)).toBeNull();
  });

  test.each([
    ['v1.compute.instances.insert', 'compute', 'instances.insert'],
    ['beta.compute.instances.insert', 'compute', 'instances.insert'],
    ['compute.instances.insert', 'compute', 'instances.insert'],
    ['google.container.v1beta1.ClusterManager.CreateCluster', 'container', 'ClusterManager.CreateCluster'],
    ['google.iam.admin.v1.CreateServiceAccount', 'iam', 'CreateServiceAccount'],
    ['google.cloud.orchestration.airflow.service.v1.Environments.CreateEnvironment', 'composer', 'Environments.CreateEnvironment'],
    ['datasetservice.insert', 'bigquery', 'datasetservice.insert'],
    ['CreateCryptoKey', 'cloudkms', 'CreateCryptoKey'],
  ])('are spelt %s', (methodName, api, path) => {
    expect(methodOf({ serviceName: `${api}.googleapis.com`, methodName })).toMatchObject({ api, path });
  });
});
