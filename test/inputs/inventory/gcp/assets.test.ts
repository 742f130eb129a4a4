import { describe, expect, test } from 'vitest';
import { inventories } from '../opened.ts';
import { line, lines, resources, said } from './told.ts';

const compute = 'https://www.googleapis.com/compute/v1/projects/training-prod';
const ancestors = ['projects/410001', 'folders/77', 'folders/7', 'organizations/1'];

function asset(assetType: string, name: string, data: object | null, more: object = {}): object {
  return { name, assetType, ancestors, ...(data === null ? {} : { resource: { version: 'v1', data } }), ...more };
}

const trainer = (name: string, data: object = {}): object =>
  asset('compute.googleapis.com/Instance', `//compute.googleapis.com/projects/training-prod/zones/europe-west4-a/instances/${name}`, {
    id: '5001',
    name,
    selfLink: `${compute}/zones/europe-west4-a/instances/${name}`,
    zone: `${compute}/zones/europe-west4-a`,
    machineType: `${compute}/zones/europe-west4-a/machineTypes/n1-standard-8`,
    guestAccelerators: [{ acceleratorType: `${compute}/zones/europe-west4-a/acceleratorTypes/nvidia-tesla-v100`, acceleratorCount: 4 }],
    labels: { owner: 'ml-platform' },
    scheduling: { provisioningModel: 'SPOT' },
    ...data,
  });

describe('a machine', () => {
  test('by the last parts of its URLs, with its project, its folders and its other names', async () => {
    const [machine] = await resources([trainer('trainer-1')]);
    expect(machine && line(machine)).toBe('compute.googleapis.com/Instance | instance | trainer-1 | europe-west4 | europe-west4-a | training-prod in folders/77 folders/7 | n1-standard-8 x1 spot, nvidia-tesla-v100 x1 +4 spot | {owner=ml-platform}');
    expect([machine?.id, ...(machine?.aliases ?? [])]).toEqual([
      '//compute.googleapis.com/projects/training-prod/zones/europe-west4-a/instances/trainer-1',
      `${compute}/zones/europe-west4-a/instances/trainer-1`,
      '5001',
      '//compute.googleapis.com/projects/training-prod/zones/europe-west4-a/instances/5001',
      '//compute.googleapis.com/projects/410001/zones/europe-west4-a/instances/trainer-1',
    ]);
  });

  test('that is stopped is there', async () => {
    expect(await lines([trainer('trainer-1', { status: 'TERMINATED' })])).toHaveLength(1);
  });

  test('machines of one type are told alike, those that are bought otherwise are not', async () => {
    const told = await lines([trainer('a', { guestAccelerators: [] }), trainer('b', { guestAccelerators: [], scheduling: {} }), trainer('c', { guestAccelerators: [] }), trainer('d')]);
    expect(told.map((one) => one.split(' | ')[6])).toEqual(['n1-standard-8 x1 spot', 'n1-standard-8 x1', 'n1-standard-8 x1 spot', 'n1-standard-8 x1 spot, nvidia-tesla-v100 x1 +4 spot']);
  });

  test('of which the type is cut off', async () => {
    expect((await lines([trainer('trainer-1', { machineType: 'https://www.googleapis.com/compute/v1/projects', guestAccelerators: [] })]))[0]).toContain('| ? its machine type is cut off x1 spot |');
  });

  test('of an export without data', async () => {
    const because = 'the export holds no resource data (--content-type=resource adds it)';
    const [told] = await lines([asset('compute.googleapis.com/Instance', '//compute.googleapis.com/projects/training-prod/zones/europe-west4-a/instances/trainer-1', null)]);
    expect(told?.startsWith(`compute.googleapis.com/Instance | instance | trainer-1 | europe-west4 | europe-west4-a | training-prod in folders/77 folders/7 | ? ${because} x1, `)).toBe(true);
    expect(told?.endsWith(` | { ? ${because}}`)).toBe(true);
  });
});

/** Asset type, name, data, and the line without what is the same of all. */
const types: readonly (readonly [type: string, name: string, data: object, location: string | null, told: string])[] = [
  ['container.googleapis.com/Cluster', '//container.googleapis.com/projects/p/locations/europe-west1/clusters/shop', { location: 'europe-west1', locations: ['europe-west1-b', 'europe-west1-c'], resourceLabels: { owner: 'shop' }, nodePools: [{ name: 'gpu', initialNodeCount: 2, config: { machineType: 'g2-standard-24', spot: true, resourceLabels: { owner: 'ml' } } }, { name: 'main', initialNodeCount: 1, autoscaling: { enabled: true, totalMaxNodeCount: 9 }, config: { machineType: 'e2-standard-4' } }] }, null, 'k8s-cluster | shop | europe-west1 | - | g2-standard-24 x4 spot, e2-standard-4 x9 | {owner=shop}'],
  ['container.googleapis.com/NodePool', '//container.googleapis.com/projects/p/zones/europe-west1-b/clusters/lab/nodePools/a100', { locations: ['europe-west1-b'], initialNodeCount: 3, config: { machineType: 'a2-highgpu-8g', accelerators: [{ acceleratorType: 'nvidia-tesla-a100', acceleratorCount: '8' }] } }, null, 'k8s-nodepool | a100 | europe-west1 | europe-west1-b | a2-highgpu-8g x3 | no labels'],
  ['compute.googleapis.com/InstanceTemplate', '//compute.googleapis.com/projects/p/global/instanceTemplates/web', { properties: { machineType: 'e2-medium', labels: { owner: 'shop' } } }, 'global', 'instance-template | web | global | - | e2-medium x1 | {owner=shop}'],
  ['compute.googleapis.com/InstanceGroupManager', '//compute.googleapis.com/projects/p/regions/us-east1/instanceGroupManagers/web', { region: `${compute}/regions/us-east1`, targetSize: 4, instanceFlexibilityPolicy: { instanceSelections: { first: { machineTypes: ['n2-standard-4', 'n2d-standard-4'] } } } }, null, 'instance-group | web | us-east1 | - | n2-standard-4 x4, n2d-standard-4 x4 | no labels'],
  ['compute.googleapis.com/Reservation', '//compute.googleapis.com/projects/p/zones/us-east1-b/reservations/gpus', { specificReservation: { count: '16', instanceProperties: { machineType: 'a3-highgpu-8g' } } }, null, 'reservation | gpus | us-east1 | us-east1-b | a3-highgpu-8g x16 | no labels'],
  ['compute.googleapis.com/Disk', '//compute.googleapis.com/projects/p/zones/us-east1-b/disks/data', { zone: `${compute}/zones/us-east1-b`, labels: {} }, null, 'disk | data | us-east1 | us-east1-b | no machines | {}'],
  ['compute.googleapis.com/Snapshot', '//compute.googleapis.com/projects/p/global/snapshots/nightly', { storageLocations: ['eu'] }, 'global', 'snapshot | nightly | global | - | no machines | {}'],
  ['compute.googleapis.com/Network', '//compute.googleapis.com/projects/p/global/networks/main', {}, null, 'network | main | global | - | no machines | no labels'],
  ['sqladmin.googleapis.com/Instance', '//cloudsql.googleapis.com/projects/p/instances/ledger', { region: 'europe-west3', gceZone: 'europe-west3-a', settings: { tier: 'db-custom-4-15360', userLabels: { owner: 'payroll' } } }, null, 'database | ledger | europe-west3 | - | db-custom-4-15360 x1 | {owner=payroll}'],
  ['dataproc.googleapis.com/Cluster', '//dataproc.googleapis.com/projects/p/regions/global/clusters/nightly', { config: { gceClusterConfig: { zoneUri: `${compute}/zones/europe-north1-c` }, masterConfig: { numInstances: 1, machineTypeUri: 'n1-standard-4' }, workerConfig: { numInstances: 2, machineTypeUri: 'n1-standard-8', accelerators: [{ acceleratorTypeUri: 'nvidia-tesla-t4', acceleratorCount: 1 }] } } }, 'global', 'batch | nightly | europe-north1 | europe-north1-c | n1-standard-4 x1, n1-standard-8 x2, nvidia-tesla-t4 x2 +1 | {}'],
  ['aiplatform.googleapis.com/Endpoint', '//aiplatform.googleapis.com/projects/410001/locations/us-central1/endpoints/99', { displayName: 'ranker', deployedModels: [{ dedicatedResources: { machineSpec: { machineType: 'n1-standard-4', acceleratorType: 'NVIDIA_TESLA_T4', acceleratorCount: 2 }, minReplicaCount: 1, maxReplicaCount: 5 } }] }, null, 'ml | ranker | us-central1 | - | n1-standard-4 x5, NVIDIA_TESLA_T4 x5 +2 | {}'],
  ['aiplatform.googleapis.com/CustomJob', '//aiplatform.googleapis.com/projects/410001/locations/us-central1/customJobs/98', { displayName: 'fit', state: 'JOB_STATE_RUNNING', jobSpec: { workerPoolSpecs: [{ machineSpec: { machineType: 'n1-standard-4', acceleratorType: 'ACCELERATOR_TYPE_UNSPECIFIED' }, replicaCount: '3' }] } }, null, 'batch | fit | us-central1 | - | n1-standard-4 x3 | {}'],
  ['notebooks.googleapis.com/Instance', '//notebooks.googleapis.com/projects/p/locations/us-central1-b/instances/lab', { gceSetup: { machineType: 'n1-standard-4', acceleratorConfigs: [{ type: 'NVIDIA_TESLA_P4', coreCount: '1' }] } }, null, 'ml | lab | us-central1 | us-central1-b | n1-standard-4 x1, NVIDIA_TESLA_P4 x1 +1 | {}'],
  ['tpu.googleapis.com/Node', '//tpu.googleapis.com/projects/p/locations/us-central2-b/nodes/llm', { acceleratorType: 'v4-32', acceleratorConfig: { type: 'V4', topology: '2x2x4' } }, null, 'ml | llm | us-central2 | us-central2-b | v4-32 x1 +32 | {}'],
  ['run.googleapis.com/Service', '//run.googleapis.com/projects/p/locations/europe-west1/services/embed', { apiVersion: 'serving.knative.dev/v1', metadata: { labels: { owner: 'search' } }, spec: { template: { spec: { nodeSelector: { 'run.googleapis.com/accelerator': 'nvidia-l4' }, containers: [{ image: 'embed:1' }] } } } }, 'europe-west1', 'container | embed | europe-west1 | - | nvidia-l4 x1 +? the request names no number of accelerators | {owner=search}'],
  ['spanner.googleapis.com/Instance', '//spanner.googleapis.com/projects/p/instances/ledger', { config: 'projects/p/instanceConfigs/regional-europe-west3', labels: { owner: 'payroll' } }, null, 'database | ledger | europe-west3 | - | no machines | {owner=payroll}'],
  ['storage.googleapis.com/Bucket', '//storage.googleapis.com/exports', { location: 'EUR4', customPlacementConfig: { dataLocations: ['EUROPE-WEST4', 'EUROPE-NORTH1'] } }, null, 'bucket | exports | eur4 | - | no machines | {}'],
  ['cloudkms.googleapis.com/CryptoKey', '//cloudkms.googleapis.com/projects/p/locations/europe/keyRings/bank/cryptoKeys/vault', { labels: { owner: 'bank' } }, null, 'key | vault | europe | - | no machines | {owner=bank}'],
  ['batch.googleapis.com/Job', '//batch.googleapis.com/projects/p/locations/us-west1/jobs/render', { status: { state: 'RUNNING' }, allocationPolicy: { instances: [{ policy: { machineType: 'n1-standard-4', provisioningModel: 'SPOT', accelerators: [{ type: 'nvidia-tesla-t4', count: '2' }] } }] } }, null, 'batch | render | us-west1 | - | n1-standard-4 x1 spot, nvidia-tesla-t4 x1 +2 spot | {}'],
  ['redis.googleapis.com/Instance', '//redis.googleapis.com/projects/p/locations/europe-west1/instances/carts', { tier: 'STANDARD_HA', memorySizeGb: 4 }, null, 'cache | carts | europe-west1 | - | no machines | {}'],
  ['composer.googleapis.com/Environment', '//composer.googleapis.com/projects/p/locations/europe-west1/environments/etl', { config: { nodeConfig: { machineType: 'n1-standard-2' }, databaseConfig: { machineType: 'db-n1-standard-2' } } }, null, 'batch | etl | europe-west1 | - | n1-standard-2 x1, db-n1-standard-2 x1 | {}'],
];

test.each(types)('%s', async (type, name, data, location, told) => {
  const row = { name, assetType: type, ancestors: ['projects/410001'], resource: { data, ...(location === null ? {} : { location }) } };
  const [found] = await lines([row]);
  const [, kind, called, region, zone, , machines, labels] = found?.split(' | ') ?? [];
  expect([kind, called, region, zone, machines, labels].join(' | ')).toBe(told);
});

test('other regions: where snapshots, buckets and secrets are held', async () => {
  const all = await resources([asset('compute.googleapis.com/Snapshot', '//compute.googleapis.com/projects/p/global/snapshots/s', { storageLocations: ['us-east1'] }), asset('secretmanager.googleapis.com/Secret', '//secretmanager.googleapis.com/projects/p/secrets/s', { replication: { userManaged: { replicas: [{ location: 'asia-east1' }] } } })]);
  expect(all.flatMap((one) => one.otherRegions)).toEqual([
    { path: 'storageLocations[0]', name: { status: 'known', value: 'us-east1' } },
    { path: 'replication.userManaged.replicas[0].location', name: { status: 'known', value: 'asia-east1' } },
  ]);
});

describe('projects and folders', () => {
  const bucket = (name: string): object => ({ name: `//storage.googleapis.com/${name}`, assetType: 'storage.googleapis.com/Bucket', resource: { parent: '//cloudresourcemanager.googleapis.com/projects/410001', data: { location: 'EU' } } });

  test('a number has the name that came before it, and none else', async () => {
    const project = { name: '//cloudresourcemanager.googleapis.com/projects/410001', assetType: 'cloudresourcemanager.googleapis.com/Project', resource: { data: { projectId: 'training-prod', projectNumber: '410001', parent: { type: 'folder', id: '77' } } } };
    const folder = { name: '//cloudresourcemanager.googleapis.com/folders/77', assetType: 'cloudresourcemanager.googleapis.com/Folder', resource: { data: { name: 'folders/77', parent: 'organizations/1' } } };
    const scopes = (await lines([bucket('before'), project, folder, bucket('after')])).map((one) => one.split(' | ')[5]);
    const untold = '? the answer does not tell the folders around it; an export of Cloud Asset Inventory does';
    expect(scopes).toEqual([`410001 in ${untold}`, `training-prod in ${untold}`, '- in folders/77', 'training-prod in folders/77']);
  });

  test('a name and a number in one asset are the same project', async () => {
    expect((await lines([trainer('trainer-1'), bucket('after')])).map((one) => one.split(' | ')[5]?.split(' ')[0])).toEqual(['training-prod', 'training-prod']);
  });

  test('are known from another file of the run', async () => {
    const { read } = await inventories({ 'a-buckets.json': `${JSON.stringify(bucket('exports'))}\n{}`, 'b-projects.json': [{ projectId: 'training-prod', projectNumber: '410001', lifecycleState: 'ACTIVE', parent: { type: 'organization', id: '1' } }] });
    expect(read.map(({ resources: [one] }) => one && line(one).split(' | ')[5])).toEqual(['training-prod in organizations/1', 'training-prod in organizations/1']);
  });

  test('an organization is in no project', async () => {
    expect((await lines([asset('cloudresourcemanager.googleapis.com/Organization', '//cloudresourcemanager.googleapis.com/organizations/1', { displayName: 'example.com' }, { ancestors: ['organizations/1'] })]))[0]).toContain('| example.com | - | - | - in - |');
  });
});

describe('policies', () => {
  test('of a project, and the project, are known by its id too, as logs name them', async () => {
    const project = { name: '//cloudresourcemanager.googleapis.com/projects/410001', assetType: 'cloudresourcemanager.googleapis.com/Project', resource: { data: { projectId: 'training-prod', projectNumber: '410001' } } };
    const [one, other] = await resources([project, policy(['user:eve@example.com'])]);
    expect(one?.aliases).toContain('//cloudresourcemanager.googleapis.com/projects/training-prod');
    expect(other?.aliases).toEqual(['//cloudresourcemanager.googleapis.com/projects/training-prod/iamPolicy']);
  });

  const policy = (members: readonly string[], spelling = 'iamPolicy'): object => ({ name: '//cloudresourcemanager.googleapis.com/projects/410001', assetType: 'cloudresourcemanager.googleapis.com/Project', ancestors, [spelling]: { bindings: [{ role: 'roles/owner', members }, { role: 'roles/viewer', members: ['allUsers'] }] } });

  test('allow policies give rights', async () => {
    for (const spelling of ['iamPolicy', 'iam_policy']) {
      const [one] = await resources([policy(['user:eve@example.com'], spelling)]);
      expect([one?.type, one?.kind, one?.address]).toEqual(['cloudresourcemanager.googleapis.com/Project/iamPolicy', 'identity', '//cloudresourcemanager.googleapis.com/projects/410001/iamPolicy']);
      expect(one?.grants.map(({ path, role, principal }) => [path, role.status === 'known' && role.value, principal.status === 'known' && principal.value])).toEqual([
        ['iamPolicy.bindings[0]', 'roles/owner', 'user:eve@example.com'],
        ['iamPolicy.bindings[1]', 'roles/viewer', 'allUsers'],
      ]);
    }
  });

  test('what Google gives to its own agents is not judged, and said', async () => {
    const members = ['serviceAccount:service-410001@container-engine-robot.iam.gserviceaccount.com', 'serviceAccount:410001@cloudservices.gserviceaccount.com', 'serviceAccount:410001-compute@developer.gserviceaccount.com', 'serviceAccount:service-1@payroll.iam.gserviceaccount.com'];
    const [one] = await resources([policy(members)]);
    expect(one?.grants.map(({ principal }) => principal.status === 'known' && principal.value)).toEqual([...members.slice(2), 'allUsers']);
    expect(await said([policy(members)])).toEqual(["2 grants to agents of Google's own services not judged"]);
  });

  test('other content types hold no resources', async () => {
    const name = '//cloudresourcemanager.googleapis.com/organizations/1';
    const assetType = 'cloudresourcemanager.googleapis.com/Organization';
    expect(await said([{ name, assetType, orgPolicy: [{ constraint: 'constraints/compute.vmExternalIpAccess' }] }, { name, assetType, accessPolicy: {} }, { name, assetType, accessLevel: {} }])).toEqual([
      'the inventory holds no resources',
      '1 set of organization policies is no resource',
      '2 policies, levels or perimeters of access are no resources',
    ]);
  });
});

describe('what is not judged', () => {
  test.each([
    ['a deleted project', [asset('cloudresourcemanager.googleapis.com/Project', '//cloudresourcemanager.googleapis.com/projects/1', { projectId: 'old', lifecycleState: 'DELETE_REQUESTED' })], '1 deleted resource not judged'],
    ['a job that is over', [asset('dataflow.googleapis.com/Job', '//dataflow.googleapis.com/projects/p/locations/us-east1/jobs/1', { currentState: 'JOB_STATE_DONE' })], '1 finished resource not judged'],
    ['a cluster that goes', [asset('container.googleapis.com/Cluster', '//container.googleapis.com/projects/p/locations/us-east1/clusters/c', { status: 'STOPPING' })], '1 deleted resource not judged'],
    ['Kubernetes objects', [asset('k8s.io/Pod', '//container.googleapis.com/projects/p/locations/us-east1/clusters/c/k8s/namespaces/n/pods/p', {}), asset('rbac.authorization.k8s.io/Role', '//container.googleapis.com/projects/p/x', {})], '2 objects within Kubernetes clusters not judged'],
  ])('%s', async (_, content, note) => {
    expect(await lines(content)).toEqual([]);
    expect(await said(content)).toContain(note);
  });

  test('a history: the last of an asset counts', async () => {
    const at = (startTime: string, machine: string, more: object = {}): object => ({ window: { startTime }, asset: trainer('trainer-1', { machineType: machine, guestAccelerators: [] }), ...more });
    const gone = { window: { startTime: '2026-11-03T00:00:00Z' }, deleted: true, asset: { name: '//compute.googleapis.com/projects/p/zones/z/instances/old', assetType: 'compute.googleapis.com/Instance' } };
    const answer = { assets: [at('2026-11-01T00:00:00Z', 'e2-medium'), at('2026-11-02T00:00:00Z', 'e2-small'), gone] };
    expect((await lines(answer)).map((one) => one.split(' | ')[6])).toEqual(['e2-small x1 spot']);
    expect(await said(answer)).toEqual(['1 deleted resource not judged']);
  });
});

test('a page with a token left, and when it was read', async () => {
  const { read } = await inventories({ 'page.json': { readTime: '2026-11-27T00:00:00Z', nextPageToken: 'x', assets: [trainer('trainer-1')] } });
  expect(read[0]?.end.coverage).toEqual([{ provider: 'gcp', scope: 'training-prod', region: 'europe-west4', kind: 'instance', resources: 1, exported: '2026-11-27T00:00:00Z', incomplete: 'a nextPageToken is left: there are more pages' }]);
});

test('assets without a name or a type, and null labels', async () => {
  const { read, problems } = await inventories({ 'assets.json': [trainer('trainer-1', { labels: null }), { assetType: 'compute.googleapis.com/Instance', name: 7 }, null] });
  expect(read[0]?.resources.map((one) => line(one).split(' | ')[7])).toEqual(['{}']);
  expect(problems.map(({ message }) => message)).toEqual(['assets.json: an asset without a name and a type (and 1 more like it)']);
});

describe('made by', () => {
  const group = 'projects/410001/zones/europe-west4-a/instanceGroupManagers/gke-shop-main-grp';
  const node = (name: string): object => trainer(name, { metadata: { items: [{ key: 'created-by', value: group }] }, guestAccelerators: [] });
  const pool = asset('container.googleapis.com/NodePool', '//container.googleapis.com/projects/training-prod/zones/europe-west4-a/clusters/shop/nodePools/main', { config: { machineType: 'n1-standard-8' }, instanceGroupUrls: [`${compute}/zones/europe-west4-a/instanceGroupManagers/gke-shop-main-grp`] });
  const cluster = asset('container.googleapis.com/Cluster', '//container.googleapis.com/projects/training-prod/zones/europe-west4-a/clusters/shop', { nodePools: [{ config: { machineType: 'n1-standard-8' }, instanceGroupUrls: [`${compute}/zones/europe-west4-a/instanceGroupManagers/gke-shop-main-grp`] }] });
  const nodes = Array.from({ length: 30 }, (_, index) => node(`gke-shop-main-${index}`));

  test.each([
    ['nodes alone', nodes, ['Instance gke-shop-main-0'], '29 resources judged with what made them'],
    ['nodes and their pool', [...nodes, pool], ['NodePool main'], '30 resources judged with what made them'],
    ['nodes, pool and cluster', [...nodes, cluster, pool], ['Cluster shop'], '31 resources judged with what made them'],
    ['machines and their group', [...nodes, asset('compute.googleapis.com/InstanceGroupManager', `//compute.googleapis.com/${group.replace('410001', 'training-prod')}`, {})], ['InstanceGroupManager gke-shop-main-grp', 'Instance gke-shop-main-0'], '29 resources judged with what made them'],
  ])('%s', async (_, content, left, note) => {
    expect((await resources(content)).map((one) => `${one.type.split('/')[1]} ${one.name}`)).toEqual(left);
    expect(await said(content)).toContain(note);
  });

  test.each([
    ['Dataproc', { 'goog-dataproc-cluster-name': 'nightly', 'goog-dataproc-location': 'europe-west4' }, 'dataproc.googleapis.com/Cluster', '//dataproc.googleapis.com/projects/training-prod/regions/europe-west4/clusters/nightly', { config: { masterConfig: { machineTypeUri: 'n1-standard-8' } } }],
    ['Composer', { 'goog-composer-environment': 'etl', 'goog-composer-location': 'europe-west4' }, 'composer.googleapis.com/Environment', '//composer.googleapis.com/projects/training-prod/locations/europe-west4/environments/etl', { config: { nodeConfig: { machineType: 'n1-standard-8' } } }],
    ['Dataflow', { dataflow_job_id: '2026-1', dataflow_region: 'europe-west4' }, 'dataflow.googleapis.com/Job', '//dataflow.googleapis.com/projects/training-prod/locations/europe-west4/jobs/2026-1', { environment: { workerPools: [{ machineType: 'n1-standard-8' }] } }],
  ])('%s', async (_, labels, type, name, data) => {
    expect((await resources([trainer('worker', { labels }), asset(type, name, data)])).map((one) => one.type)).toEqual([type]);
  });

  test('the default network answers for its rules and subnets', async () => {
    const network = `${compute}/global/networks/default`;
    const all = [
      asset('compute.googleapis.com/Network', '//compute.googleapis.com/projects/training-prod/global/networks/default', {}),
      asset('compute.googleapis.com/Firewall', '//compute.googleapis.com/projects/training-prod/global/firewalls/default-allow-ssh', { network }),
      asset('compute.googleapis.com/Firewall', '//compute.googleapis.com/projects/training-prod/global/firewalls/shop', { network }),
      asset('compute.googleapis.com/Subnetwork', '//compute.googleapis.com/projects/training-prod/regions/us-east1/subnetworks/default', { network, ipCidrRange: '10.142.0.0/20' }),
      asset('compute.googleapis.com/Subnetwork', '//compute.googleapis.com/projects/training-prod/regions/us-east1/subnetworks/shop', { network, ipCidrRange: '10.1.0.0/20' }),
    ];
    expect((await resources(all)).map((one) => one.name)).toEqual(['default', 'shop', 'shop']);
  });
});
