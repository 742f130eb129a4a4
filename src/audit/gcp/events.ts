import { assetTypes } from '#catalog/assets.ts';
import { computeType } from '#catalog/google-answers.ts';
import type { Deed, Touch } from '#model/event.ts';
import type { Method } from './method.ts';

/** What a method of an API of Google Cloud does. */
export interface GcpRow {
  /** `container`, as in `container.googleapis.com`. */
  readonly api: string;
  /** `CreateCluster`, `buckets.create`: without versions, packages and the names of interfaces. */
  readonly method: string;
  /** Null: it changes nothing that code declares. */
  readonly deed: Deed | null;
  readonly touches: Touch | null;
  /** The asset type; null where the name of the resource tells it. */
  readonly type: string | null;
  /** The collection in which its name stands: `clusters`; null where the name of the resource tells it. */
  readonly collection: string | null;
  /** Where the entry of a making has the thing itself, and its name where nothing else tells it (`labels`: those of its resource): the first that is there. */
  readonly body: readonly string[];
  readonly id: readonly string[];
  /** Machines that it stands for, where the catalogue does not tell; `zoned`: in each of its zones. */
  readonly count: { readonly path: string; readonly zoned: boolean } | null;
  readonly source: string;
}

const reference = 'https://cloud.google.com/logging/docs/audit/services';

function row(api: string, method: string, deed: Deed | null, type: string | null, collection: string | null, more: Partial<GcpRow> = {}): GcpRow {
  return { api, method, deed, type, collection, touches: null, body: [], id: [], count: null, source: reference, ...more };
}

/** Of one thing what makes, changes and removes it, by the names that most APIs have for that. */
function thing(api: string, name: string, collection: string, more: Partial<GcpRow> & { readonly service?: string } = {}): readonly GcpRow[] {
  const { service = api, ...given } = more;
  const type = `${service}.googleapis.com/${name}`;
  const [camel, snake] = [`${name[0]?.toLowerCase() ?? ''}${name.slice(1)}`, name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()];
  const both = { body: [`request.${camel}`, `request.${snake}`], id: [`request.${camel}Id`, `request.${snake}_id`, `request.${camel}.name`, `request.${snake}.name`], ...given };
  return [
    row(api, `Create${name}`, 'create', type, collection, both),
    ...['Update', 'Patch', 'Replace'].map((verb) => row(api, `${verb}${name}`, 'modify', type, collection, { ...both, count: null })),
    row(api, `Delete${name}`, 'delete', type, collection, given),
  ];
}

const docs = (page: string): string => `https://cloud.google.com/${page}`;
const compute = docs('compute/docs/logging/audit-logging');
const gke = docs('kubernetes-engine/docs/how-to/audit-logging');
const iam = docs('iam/docs/audit-logging');
const storage = docs('storage/docs/audit-logging');
const sql = docs('sql/docs/mysql/audit-logging');
const bigquery = docs('bigquery/docs/reference/auditlogs');
const dataflow = docs('dataflow/docs/audit-logging');
const vertex = docs('vertex-ai/docs/general/audit-logging');

const verbs = { create: 'Create', modify: 'Update', delete: 'Delete' } as const;
const instances = { source: compute, body: ['request'] };
const account = { source: iam, id: ['request.account_id', 'request.accountId'] };
const nodes = { path: 'initialNodeCount', zoned: true };

export const gcpRows: readonly GcpRow[] = [
  // Machines, and what they are made from.
  row('compute', 'instances.insert', 'create', null, 'instances', instances),
  row('compute', 'instances.bulkInsert', 'create', 'compute.googleapis.com/Instance', 'instances', { ...instances, body: ['request.instanceProperties'], count: { path: 'request.count', zoned: false } }),
  row('compute', 'regionInstances.bulkInsert', 'create', 'compute.googleapis.com/Instance', 'instances', { ...instances, body: ['request.instanceProperties'], count: { path: 'request.count', zoned: false } }),
  row('compute', 'instances.delete', 'delete', null, 'instances', { source: compute }),
  row('compute', 'instances.start', 'start', null, 'instances', { source: compute }),
  row('compute', 'instances.startWithEncryptionKey', 'start', null, 'instances', { source: compute }),
  row('compute', 'instances.resume', 'start', null, 'instances', { source: compute }),
  row('compute', 'instances.stop', 'stop', null, 'instances', { source: compute }),
  row('compute', 'instances.suspend', 'stop', null, 'instances', { source: compute }),
  row('compute', 'instances.setMachineType', 'modify', null, 'instances', instances),
  row('compute', 'instances.setLabels', 'modify', null, 'instances', { ...instances, touches: 'tags' }),
  row('compute', 'instances.setServiceAccount', 'modify', null, 'instances', { source: compute, touches: 'access' }),
  row('compute', 'instanceTemplates.insert', 'create', null, 'instanceTemplates', instances),
  row('compute', 'instanceGroupManagers.insert', 'create', null, 'instanceGroupManagers', { ...instances, count: { path: 'targetSize', zoned: false } }),
  row('compute', 'regionInstanceGroupManagers.insert', 'create', null, 'instanceGroupManagers', { ...instances, count: { path: 'targetSize', zoned: false } }),
  row('compute', 'instanceGroupManagers.resize', 'modify', null, 'instanceGroupManagers', { ...instances, count: { path: 'size', zoned: false } }),
  row('compute', 'regionInstanceGroupManagers.resize', 'modify', null, 'instanceGroupManagers', { ...instances, count: { path: 'size', zoned: false } }),
  row('compute', 'autoscalers.insert', 'create', null, 'autoscalers', instances),
  ...['disks', 'snapshots', 'images'].map((collection) => row('compute', `${collection}.insert`, 'create', null, collection, instances)),

  // The network.
  ...['networks', 'subnetworks', 'firewalls', 'routes', 'routers', 'addresses'].flatMap((collection) => [
    row('compute', `${collection}.insert`, 'create', null, collection, instances),
    row('compute', `${collection}.patch`, 'modify', null, collection, instances),
    row('compute', `${collection}.delete`, 'delete', null, collection, { source: compute }),
  ]),

  // Buckets: what they are made with is not in the record.
  row('storage', 'buckets.create', 'create', 'storage.googleapis.com/Bucket', 'buckets', { source: storage }),
  row('storage', 'buckets.update', 'modify', 'storage.googleapis.com/Bucket', 'buckets', { source: storage }),
  row('storage', 'buckets.patch', 'modify', 'storage.googleapis.com/Bucket', 'buckets', { source: storage }),
  row('storage', 'buckets.delete', 'delete', 'storage.googleapis.com/Bucket', 'buckets', { source: storage }),
  row('storage', 'setIamPermissions', 'modify', null, null, { source: storage, touches: 'grant' }),

  // Who may do what.
  ...thing('iam', 'ServiceAccount', 'serviceAccounts', account),
  row('iam', 'DisableServiceAccount', 'modify', 'iam.googleapis.com/ServiceAccount', 'serviceAccounts', { source: iam, touches: 'access' }),
  row('iam', 'EnableServiceAccount', 'modify', 'iam.googleapis.com/ServiceAccount', 'serviceAccounts', { source: iam, touches: 'access' }),
  row('iam', 'CreateServiceAccountKey', 'create', 'iam.googleapis.com/ServiceAccountKey', 'keys', { source: iam, touches: 'credential', id: ['response.name'] }),
  row('iam', 'UploadServiceAccountKey', 'create', 'iam.googleapis.com/ServiceAccountKey', 'keys', { source: iam, touches: 'credential', id: ['response.name'] }),
  row('iam', 'DeleteServiceAccountKey', 'delete', 'iam.googleapis.com/ServiceAccountKey', 'keys', { source: iam, touches: 'credential' }),
  ...thing('iam', 'Role', 'roles', { source: iam, touches: 'access' }),
  ...thing('apikeys', 'Key', 'keys', { touches: 'credential' }),
  ...thing('cloudresourcemanager', 'Project', 'projects', { source: docs('resource-manager/docs/audit-logging') }),

  // Kubernetes.
  ...thing('container', 'Cluster', 'clusters', { source: gke }),
  ...thing('container', 'NodePool', 'nodePools', { source: gke, count: nodes }),
  row('container', 'SetNodePoolSize', 'modify', 'container.googleapis.com/NodePool', 'nodePools', { source: gke, count: { path: 'request.nodeCount', zoned: false } }),
  row('container', 'SetNodePoolAutoscaling', 'modify', 'container.googleapis.com/NodePool', 'nodePools', { source: gke }),
  row('container', 'SetLabels', 'modify', 'container.googleapis.com/Cluster', 'clusters', { source: gke, touches: 'tags', body: ['request'] }),

  // What runs code by itself.
  ...thing('run', 'Service', 'services', { source: docs('run/docs/audit-logging'), id: ['request.serviceId', 'request.service.metadata.name', 'request.service.name'] }),
  ...thing('run', 'Job', 'jobs', { source: docs('run/docs/audit-logging'), id: ['request.jobId', 'request.job.metadata.name', 'request.job.name'] }),
  ...thing('run', 'WorkerPool', 'workerPools', { source: docs('run/docs/audit-logging'), id: ['request.workerPoolId', 'request.workerPool.metadata.name', 'request.workerPool.name'] }),
  ...thing('cloudfunctions', 'Function', 'functions', { source: docs('functions/docs/monitoring/audit-logging') }).map((one) => (one.deed === 'modify' ? { ...one, touches: 'code' as const } : one)),
  ...thing('dataproc', 'Cluster', 'clusters', { source: docs('dataproc/docs/guides/audit-logging'), id: ['request.cluster.clusterName', 'request.clusterName', 'request.cluster_name'] }),
  ...thing('dataproc', 'Batch', 'batches', { source: docs('dataproc/docs/guides/audit-logging') }),
  ...thing('notebooks', 'Instance', 'instances', { source: docs('vertex-ai/docs/workbench/instances/audit-logging') }),
  row('notebooks', 'StartInstance', 'start', 'notebooks.googleapis.com/Instance', 'instances', { source: docs('vertex-ai/docs/workbench/instances/audit-logging') }),
  row('notebooks', 'StopInstance', 'stop', 'notebooks.googleapis.com/Instance', 'instances', { source: docs('vertex-ai/docs/workbench/instances/audit-logging') }),
  ...thing('notebooks', 'Runtime', 'runtimes', { source: docs('vertex-ai/docs/workbench/instances/audit-logging') }),
  ...['CustomJob', 'TrainingPipeline', 'HyperparameterTuningJob', 'BatchPredictionJob', 'Endpoint', 'PersistentResource', 'PipelineJob', 'Model'].flatMap((name) => thing('aiplatform', name, `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}s`, { source: vertex })),
  row('aiplatform', 'DeployModel', 'modify', 'aiplatform.googleapis.com/Endpoint', 'endpoints', { source: vertex }),
  ...thing('ml', 'Model', 'models', { source: docs('ai-platform/training/docs/audit-logging') }),
  ...thing('ml', 'Job', 'jobs', { source: docs('ai-platform/training/docs/audit-logging'), id: ['request.job.jobId', 'request.job.job_id'] }),
  row('dataflow', 'jobs.create', 'create', 'dataflow.googleapis.com/Job', 'jobs', { source: dataflow, body: ['request.job'], id: ['request.job_id', 'response.id'] }),
  row('dataflow', 'CreateJob', 'create', 'dataflow.googleapis.com/Job', 'jobs', { source: dataflow, body: ['request.job'], id: ['response.id', 'request.job.id'] }),
  row('dataflow', 'CreateJobFromTemplate', 'create', 'dataflow.googleapis.com/Job', 'jobs', { source: dataflow, id: ['response.id'] }),
  row('dataflow', 'LaunchFlexTemplate', 'create', 'dataflow.googleapis.com/Job', 'jobs', { source: dataflow, id: ['response.job.id'] }),
  ...thing('composer', 'Environment', 'environments', { source: docs('composer/docs/composer-2/audit-logs') }),

  // Keys and data.
  ...thing('cloudkms', 'KeyRing', 'keyRings', { source: docs('kms/docs/audit-logging') }),
  ...thing('cloudkms', 'CryptoKey', 'cryptoKeys', { source: docs('kms/docs/audit-logging') }),
  ...thing('cloudkms', 'CryptoKeyVersion', 'cryptoKeyVersions', { source: docs('kms/docs/audit-logging'), id: ['response.name', 'labels.crypto_key_version_id'] }),
  row('cloudkms', 'DestroyCryptoKeyVersion', 'delete', 'cloudkms.googleapis.com/CryptoKeyVersion', 'cryptoKeyVersions', { source: docs('kms/docs/audit-logging') }),
  row('cloudsql', 'instances.create', 'create', 'sqladmin.googleapis.com/Instance', 'instances', { source: sql, body: ['request.body', 'request.resource', 'request'] }),
  row('cloudsql', 'instances.clone', 'create', 'sqladmin.googleapis.com/Instance', 'instances', { source: sql, id: ['request.body.cloneContext.destinationInstanceName'] }),
  row('cloudsql', 'instances.update', 'modify', 'sqladmin.googleapis.com/Instance', 'instances', { source: sql, body: ['request.body', 'request.resource'] }),
  row('cloudsql', 'instances.patch', 'modify', 'sqladmin.googleapis.com/Instance', 'instances', { source: sql, body: ['request.body', 'request.resource'] }),
  row('cloudsql', 'instances.delete', 'delete', 'sqladmin.googleapis.com/Instance', 'instances', { source: sql }),
  ...thing('spanner', 'Instance', 'instances', { source: docs('spanner/docs/audit-logging') }),
  ...thing('spanner', 'Database', 'databases', { source: docs('spanner/docs/audit-logging') }),
  row('spanner', 'DropDatabase', 'delete', 'spanner.googleapis.com/Database', 'databases', { source: docs('spanner/docs/audit-logging') }),
  row('bigquery', 'datasetservice.insert', 'create', 'bigquery.googleapis.com/Dataset', 'datasets', { source: bigquery, body: ['serviceData.datasetInsertRequest.resource'], id: ['serviceData.datasetInsertRequest.resource.datasetName.datasetId'] }),
  row('bigquery', 'datasetservice.update', 'modify', 'bigquery.googleapis.com/Dataset', 'datasets', { source: bigquery }),
  row('bigquery', 'datasetservice.patch', 'modify', 'bigquery.googleapis.com/Dataset', 'datasets', { source: bigquery }),
  row('bigquery', 'datasetservice.delete', 'delete', 'bigquery.googleapis.com/Dataset', 'datasets', { source: bigquery }),
  row('bigquery', 'InsertDataset', 'create', 'bigquery.googleapis.com/Dataset', 'datasets', { source: bigquery, body: ['metadata.datasetCreation.dataset'] }),
  row('bigquery', 'UpdateDataset', 'modify', 'bigquery.googleapis.com/Dataset', 'datasets', { source: bigquery }),
  row('bigquery', 'PatchDataset', 'modify', 'bigquery.googleapis.com/Dataset', 'datasets', { source: bigquery }),
  row('bigquery', 'DeleteDataset', 'delete', 'bigquery.googleapis.com/Dataset', 'datasets', { source: bigquery }),

  // Names and logs.
  row('dns', 'managedZones.create', 'create', 'dns.googleapis.com/ManagedZone', 'managedZones', { source: docs('dns/docs/audit-logging'), body: ['request.managedZone'] }),
  row('dns', 'managedZones.update', 'modify', 'dns.googleapis.com/ManagedZone', 'managedZones', { source: docs('dns/docs/audit-logging') }),
  row('dns', 'managedZones.patch', 'modify', 'dns.googleapis.com/ManagedZone', 'managedZones', { source: docs('dns/docs/audit-logging') }),
  row('dns', 'managedZones.delete', 'delete', 'dns.googleapis.com/ManagedZone', 'managedZones', { source: docs('dns/docs/audit-logging') }),
  ...(['create', 'modify', 'delete'] as const).flatMap((deed) => [
    row('logging', `${verbs[deed]}Sink`, deed, 'logging.googleapis.com/LogSink', 'sinks', { source: docs('logging/docs/audit-logging'), touches: 'logging', body: ['request.sink'], id: ['request.sink.name'] }),
    row('logging', `${verbs[deed]}Bucket`, deed, 'logging.googleapis.com/LogBucket', 'buckets', { source: docs('logging/docs/audit-logging'), touches: 'logging', body: ['request.bucket'], id: ['request.bucketId', 'request.bucket_id'] }),
  ]),
];

const byMethod: ReadonlyMap<string, GcpRow> = new Map(gcpRows.map((one) => [`${one.api} ${one.method.toLowerCase()}`, one]));

/** What changes a thing of Compute Engine, whichever: the rest of a verb tells what of it. */
const changes = /^(?:patch|update|set|add|remove|attach|detach|resize|move|expand|recreate|delete(?:access|network|per)|apply|abandon|invalidate|switch)/i;
const touched: readonly (readonly [verb: RegExp, touches: Touch])[] = [
  [/^setlabels$/i, 'tags'],
  [/^setiampolicy$/i, 'grant'],
  [/serviceaccount|shieldedinstance/i, 'access'],
  [/accessconfig|^settags$|rule|peering/i, 'network'],
];

/**
 * The row of a method. Compute Engine names methods by one rule, and so do the newer APIs: what makes, changes or removes any type that the
 * catalogue knows is told by it.
 */
export function gcpRow({ api, path, verb, noun, version }: Method): GcpRow | null {
  const listed = byMethod.get(`${api} ${path.toLowerCase()}`) ?? byMethod.get(`${api} ${(verb + noun).toLowerCase()}`);
  // The second version of Cloud Functions has a type of its own.
  if (listed?.api === 'cloudfunctions' && version !== null) return { ...listed, type: `cloudfunctions.googleapis.com/${/^v1(?!\d)/.test(version) ? 'CloudFunction' : 'Function'}` };
  if (listed !== undefined) return listed;
  if (/^set_?iam_?polic(?:y|ies)$/i.test(verb + noun)) return row(api, path, 'modify', null, null, { touches: 'grant' });
  if (api === 'compute') return ofCompute(path);
  const deed = /^create$/i.test(verb) ? 'create' : /^(?:update|patch)$/i.test(verb) ? 'modify' : /^delete$/i.test(verb) ? 'delete' : null;
  if (deed === null || noun === '' || assetTypes.factsOf(`${api}.googleapis.com/${noun}`) === null) return null;
  return thing(api, noun, pluralOf(noun)).find(({ deed: own }) => own === deed) ?? null;
}

function ofCompute(path: string): GcpRow | null {
  const [collection = '', verb = ''] = path.split('.');
  const plain = collection.replace(/^(?:global|region)(?=[A-Z])/, '');
  const own = `${plain[0]?.toLowerCase() ?? ''}${plain.slice(1)}`;
  if (computeType(own, 'zones') === null) return null;
  const deed: Deed | null = /^insert$/i.test(verb) ? 'create' : /^delete$/i.test(verb) ? 'delete' : changes.test(verb) ? 'modify' : null;
  const touches = touched.find(([of]) => of.test(verb))?.[1] ?? null;
  return deed === null ? null : row('compute', path, deed, null, own, { source: compute, touches: deed === 'modify' ? touches : null, body: ['request'] });
}

function pluralOf(noun: string): string {
  const camel = `${noun[0]?.toLowerCase() ?? ''}${noun.slice(1)}`;
  if (/[^aeiou]y$/.test(camel)) return `${camel.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(camel) ? `${camel}es` : `${camel}s`;
}
