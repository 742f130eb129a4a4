import { describe, expect, test } from 'vitest';
import { inventories } from '../opened.ts';
import { line, resources, said } from './told.ts';

const base = 'https://www.googleapis.com/compute/v1/projects/checkout-prod';

const web = { kind: 'compute#instance', id: '71', name: 'web-1', creationTimestamp: '2026-01-01T00:00:00Z', selfLink: `${base}/zones/europe-west1-b/instances/web-1`, zone: `${base}/zones/europe-west1-b`, machineType: `${base}/zones/europe-west1-b/machineTypes/e2-medium`, labels: { owner: 'shop' }, networkInterfaces: [] };
const told = 'compute.googleapis.com/Instance //compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/instances/web-1 europe-west1 checkout-prod e2-medium owner=shop';

async function rows(content: unknown): Promise<readonly string[]> {
  return (await resources(content)).map((one) => {
    const [type, , , region, , scope, machines, labels] = line(one).split(' | ');
    return [type, one.id, region, scope?.split(' ')[0], machines?.replace(' x1', ''), labels?.replace(/[{}]/g, '')].filter((part) => part !== '' && part !== 'no machines' && part !== 'no labels').join(' ');
  });
}

const without = (key: keyof typeof web): object => Object.fromEntries(Object.entries(web).filter(([name]) => name !== key));

describe('a machine', () => {
  test.each([
    ['of gcloud compute instances list', [web]],
    ['of gcloud compute instances describe', web],
    ['of instances.list', { kind: 'compute#instanceList', id: 'projects/checkout-prod/zones/europe-west1-b/instances', items: [web] }],
    ['of instances.aggregatedList', { kind: 'compute#instanceAggregatedList', items: { 'zones/europe-west1-a': { warning: { code: 'NO_RESULTS_ON_PAGE' } }, 'zones/europe-west1-b': { instances: [web] } } }],
    ['without a kind', [without('kind')]],
    ['without a self link', [without('selfLink')]],
    ['line by line', `${JSON.stringify(web)}\n${JSON.stringify({ ...web, name: 'web-2', selfLink: `${base}/zones/europe-west1-b/instances/web-1` })}\n`],
  ])('%s', async (_, content) => {
    expect((await rows(content))[0]).toBe(told);
  });

  test('printed in part', async () => {
    const because = 'the answer holds a choice of its members';
    expect((await rows([{ kind: 'compute#instance', name: 'web-1', zone: `${base}/zones/europe-west1-b` }]))[0]).toContain(`? ${because}`);
  });

  test('of which place and machine type are cut off', async () => {
    const cut = 'https://www.googleapis.com/compute/v1/projects';
    expect(await rows([{ ...without('selfLink'), zone: cut, machineType: cut }])).toEqual(['compute.googleapis.com/Instance //compute.googleapis.com/global/instances/web-1 ? its zone is cut off ? ? its machine type is cut off owner=shop']);
  });
});

const items: readonly (readonly [of: string, answer: unknown, told: string])[] = [
  ['compute disks list', [{ kind: 'compute#disk', name: 'data', creationTimestamp: 'x', region: `${base}/regions/europe-west1`, sizeGb: '10' }], 'compute.googleapis.com/RegionDisk //compute.googleapis.com/projects/checkout-prod/regions/europe-west1/disks/data europe-west1 checkout-prod'],
  ['compute addresses list', [{ kind: 'compute#address', name: 'front', creationTimestamp: 'x', selfLink: `${base}/global/addresses/front`, labels: { owner: 'shop' } }], 'compute.googleapis.com/GlobalAddress //compute.googleapis.com/projects/checkout-prod/global/addresses/front global checkout-prod owner=shop'],
  ['container clusters list', [{ name: 'shop', selfLink: 'https://container.googleapis.com/v1/projects/checkout-prod/locations/europe-west1/clusters/shop', location: 'europe-west1', resourceLabels: { owner: 'shop' }, nodePools: [{ config: { machineType: 'e2-standard-4' }, initialNodeCount: 1, locations: ['europe-west1-b'] }] }], 'container.googleapis.com/Cluster //container.googleapis.com/projects/checkout-prod/locations/europe-west1/clusters/shop europe-west1 checkout-prod e2-standard-4 owner=shop'],
  ['container node-pools list', [{ name: 'main', selfLink: 'https://container.googleapis.com/v1/projects/checkout-prod/zones/europe-west1-b/clusters/shop/nodePools/main', initialNodeCount: 1, config: { machineType: 'e2-standard-4' } }], 'container.googleapis.com/NodePool //container.googleapis.com/projects/checkout-prod/zones/europe-west1-b/clusters/shop/nodePools/main europe-west1 checkout-prod e2-standard-4'],
  ['sql instances list', [{ kind: 'sql#instance', name: 'ledger', project: 'checkout-prod', region: 'europe-west3', settings: { tier: 'db-f1-micro', userLabels: { owner: 'pay' } } }], 'sqladmin.googleapis.com/Instance //cloudsql.googleapis.com/projects/checkout-prod/instances/ledger europe-west3 checkout-prod db-f1-micro owner=pay'],
  ['storage buckets list', [{ name: 'exports', storage_url: 'gs://exports/', location: 'EU', labels: { owner: 'bi' } }], 'storage.googleapis.com/Bucket //storage.googleapis.com/exports eu ? owner=bi'],
  ['buckets.list', { kind: 'storage#buckets', items: [{ kind: 'storage#bucket', name: 'exports', projectNumber: '410001', location: 'EUROPE-WEST1' }] }, 'storage.googleapis.com/Bucket //storage.googleapis.com/exports europe-west1 410001'],
  ['datasets.list', { kind: 'bigquery#datasetList', datasets: [{ kind: 'bigquery#dataset', id: 'checkout-prod:sales', datasetReference: { projectId: 'checkout-prod', datasetId: 'sales' }, location: 'EU' }] }, 'bigquery.googleapis.com/Dataset //bigquery.googleapis.com/projects/checkout-prod/datasets/sales eu checkout-prod'],
  ['tables.list', { kind: 'bigquery#tableList', tables: [{ kind: 'bigquery#table', tableReference: { projectId: 'checkout-prod', datasetId: 'sales', tableId: 'orders' } }] }, 'bigquery.googleapis.com/Table //bigquery.googleapis.com/projects/checkout-prod/datasets/sales/tables/orders ? a list of tables does not tell where they are checkout-prod'],
  ['dataproc clusters list', { clusters: [{ projectId: 'checkout-prod', clusterName: 'nightly', config: { gceClusterConfig: { zoneUri: `${base}/zones/europe-west1-b` }, masterConfig: { machineTypeUri: 'n1-standard-4' } } }] }, 'dataproc.googleapis.com/Cluster //dataproc.googleapis.com/projects/checkout-prod/regions/europe-west1/clusters/nightly europe-west1 checkout-prod n1-standard-4'],
  ['kms keys list', [{ name: 'projects/checkout-prod/locations/europe/keyRings/bank/cryptoKeys/vault', purpose: 'ENCRYPT_DECRYPT' }], 'cloudkms.googleapis.com/CryptoKey //cloudkms.googleapis.com/projects/checkout-prod/locations/europe/keyRings/bank/cryptoKeys/vault europe checkout-prod'],
  ['redis instances list', [{ name: 'projects/checkout-prod/locations/europe-west1/instances/carts', redisVersion: 'REDIS_7_0' }], 'redis.googleapis.com/Instance //redis.googleapis.com/projects/checkout-prod/locations/europe-west1/instances/carts europe-west1 checkout-prod'],
  ['filestore instances list', [{ name: 'projects/checkout-prod/locations/europe-west1-b/instances/media', fileShares: [] }], 'file.googleapis.com/Instance //file.googleapis.com/projects/checkout-prod/locations/europe-west1-b/instances/media europe-west1 checkout-prod'],
  ['spanner instances list', [{ name: 'projects/checkout-prod/instances/ledger', config: 'projects/checkout-prod/instanceConfigs/eur6' }], 'spanner.googleapis.com/Instance //spanner.googleapis.com/projects/checkout-prod/instances/ledger eur6 checkout-prod'],
  ['bigtable clusters list', [{ name: 'projects/checkout-prod/instances/events/clusters/c1', location: 'projects/checkout-prod/locations/us-east1-b' }], 'bigtableadmin.googleapis.com/Cluster //bigtable.googleapis.com/projects/checkout-prod/instances/events/clusters/c1 us-east1 checkout-prod'],
  ['ai endpoints list', [{ name: 'projects/410001/locations/us-east1/endpoints/9', displayName: 'ranker', deployedModels: [{ dedicatedResources: { machineSpec: { machineType: 'n1-standard-4' } } }] }], 'aiplatform.googleapis.com/Endpoint //aiplatform.googleapis.com/projects/410001/locations/us-east1/endpoints/9 us-east1 410001 n1-standard-4'],
  ['run services list', [{ apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'embed', namespace: '410001', labels: { 'cloud.googleapis.com/location': 'europe-west1', owner: 'search' } }, spec: {} }], 'run.googleapis.com/Service //run.googleapis.com/projects/410001/locations/europe-west1/services/embed europe-west1 410001 cloud.googleapis.com/location=europe-west1 owner=search'],
  ['functions list', [{ name: 'projects/checkout-prod/locations/us-east1/functions/resize', buildConfig: {}, labels: {} }], 'cloudfunctions.googleapis.com/Function //cloudfunctions.googleapis.com/projects/checkout-prod/locations/us-east1/functions/resize us-east1 checkout-prod'],
  ['iam service-accounts list', [{ name: 'projects/checkout-prod/serviceAccounts/ci@checkout-prod.iam.gserviceaccount.com', projectId: 'checkout-prod', email: 'ci@checkout-prod.iam.gserviceaccount.com', uniqueId: '1' }], 'iam.googleapis.com/ServiceAccount //iam.googleapis.com/projects/checkout-prod/serviceAccounts/1 global checkout-prod'],
  ['projects list', [{ projectId: 'checkout-prod', projectNumber: '410001', lifecycleState: 'ACTIVE', labels: { owner: 'shop' } }], 'cloudresourcemanager.googleapis.com/Project //cloudresourcemanager.googleapis.com/projects/410001 global checkout-prod owner=shop'],
  ['dns managed-zones list', [{ kind: 'dns#managedZone', id: '1', name: 'shop', dnsName: 'shop.example.com.', labels: { owner: 'shop' } }], 'dns.googleapis.com/ManagedZone //dns.googleapis.com/managedZones/shop global ? owner=shop'],
];

test.each(items)('gcloud %s', async (_, answer, line) => {
  expect(await rows(answer)).toEqual([line.replace(/ \? (?=owner=)/, ' ? ')]);
});

test('a folder tree is the ancestry of what is in it', async () => {
  const { read } = await inventories({
    'c-folders.json': [{ name: 'folders/77', displayName: 'shops', parent: 'folders/7', lifecycleState: 'ACTIVE' }, { name: 'folders/7', displayName: 'prod', parent: 'organizations/1' }],
    'b-projects.json': [{ projectId: 'checkout-prod', projectNumber: '410001', parent: { type: 'folder', id: '77' } }],
    'a-instances.json': [web],
  });
  expect(read.flatMap((one) => one.resources).map((one) => one.scope.folders)).toEqual([{ status: 'known', value: ['folders/77', 'folders/7'] }, { status: 'known', value: ['folders/77', 'folders/7'] }]);
});

describe('what the answer leaves out', () => {
  test.each([
    ['a token', { items: [web], nextPageToken: 'x' }, 'not complete: a nextPageToken is left: there are more pages'],
    ['places that were not reached', { instances: [{ name: 'projects/p/locations/us-east1/instances/i', redisVersion: 'x' }], unreachable: ['projects/p/locations/us-west1'] }, 'not complete: projects/p/locations/us-west1 could not be reached when it was listed'],
    ['zones that are missing', { clusters: [{ name: 'c', nodePools: [], selfLink: 'https://container.googleapis.com/v1/projects/p/locations/us-east1/clusters/c' }], missingZones: ['us-east1-b'] }, 'not complete: us-east1-b could not be reached when it was listed'],
    ['a warning', { kind: 'compute#instanceAggregatedList', items: { 'zones/us-east1-b': { warning: { code: 'UNREACHABLE', message: 'zone is down' } } } }, 'not complete: UNREACHABLE: zone is down'],
  ])('%s', async (_, content, note) => {
    expect(await said(content)).toContain(note);
  });
});

describe('what holds no resources', () => {
  test.each([
    ['an error', { error: { code: 403, message: 'Compute Engine API has not been used in project 1', status: 'PERMISSION_DENIED' } }, 'answer.json: an error instead of an answer: PERMISSION_DENIED, Compute Engine API has not been used in project 1'],
    ['an error in a list', [{ error: { code: 403, message: 'no', status: 'PERMISSION_DENIED' } }], 'answer.json: an error instead of an answer: PERMISSION_DENIED, no'],
    ['an operation', { kind: 'compute#operation', name: 'operation-1', selfLink: `${base}/zones/z/operations/operation-1` }, '1 operation is no resource'],
    ['an empty list', { kind: 'compute#instanceList', items: [] }, 'the inventory holds no resources'],
    ['an allow policy', { version: 1, etag: 'x', bindings: [{ role: 'roles/owner', members: [] }] }, 'answer.json looks like an allow policy of Google Cloud, which a check does not read'],
    ['an error of gcloud', 'ERROR: (gcloud.compute.instances.list) Some requests did not succeed:\n - Required permission', "answer.json is an error message of a cloud's command line, in place of an answer"],
  ])('%s', async (_, content, note) => {
    expect(await said(content)).toContain(note);
  });

  test('a Kubernetes manifest is none of ours, and a stopped machine is there', async () => {
    expect(await said({ apiVersion: 'v1', kind: 'Service', metadata: {} })).toEqual(['answer.json looks like a Kubernetes manifest, which a check does not read']);
    expect(await rows([{ ...web, status: 'TERMINATED' }])).toEqual([told]);
  });
});
