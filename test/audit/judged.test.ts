import { expect, test } from 'vitest';
import { readers } from '../../src/audit/registry.ts';
import { LoggedResources } from '../../src/inputs/inventory/logged.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';
import * as azure from './azure/records.ts';
import * as gcp from './gcp/entries.ts';
import { folderOf, readAll } from './logs.ts';
import * as oci from './oci/records.ts';

/** What policies see of what the records of a call tell. */
async function judged(records: readonly JsonObject[]): Promise<readonly Resource[]> {
  const folder = folderOf({ 'log.ndjson': records.map((one) => JSON.stringify(one)).join('\n') });
  const { events } = await readAll([folder], { readers }, folder);
  const resources = new LoggedResources({ attributes: () => [], relations: () => true });
  return events.flatMap(({ provider, subjects }) => subjects.flatMap(({ row }) => resources.of(row, provider, 'create') ?? []));
}

const known = (value: unknown): unknown => ({ status: 'known', value });
const machine = (name: string, count: number, accelerators: number): unknown => expect.objectContaining({ name: known(name), count: known(count), accelerator: expect.objectContaining({ count: known(accelerators) }) as unknown });

test('a machine of Azure: its size, its image, its tags, its place', async () => {
  const resourceId = `${azure.group}/providers/Microsoft.Compute/virtualMachines/miner-1`;
  const body = { location: 'West US 3', properties: { hardwareProfile: { vmSize: 'Standard_NC24ads_A100_v4' }, storageProfile: { imageReference: { offer: 'ubuntu-hpc' } } } };
  const steps = azure.creation(body, { ...body, id: resourceId, name: 'miner-1', tags: { owner: 'mona' } });
  expect(await judged(steps.map((step) => azure.exported({ operation: 'Microsoft.Compute/virtualMachines/write', resourceId }, step)))).toMatchObject([
    { stage: 'event', kind: 'instance', region: known('westus3'), image: known('ubuntu-hpc'), tags: { entries: [{ key: 'owner', value: known('mona') }], open: null }, shapes: [machine('Standard_NC24ads_A100_v4', 1, 1)], scope: { subscription: known(azure.subscription), resourceGroup: known('rg-training') } },
  ]);
});

test('a scale set of Azure: as many machines as it has', async () => {
  const resourceId = `${azure.group}/providers/Microsoft.Compute/virtualMachineScaleSets/render`;
  const request = { location: 'westeurope', sku: { name: 'Standard_NC24ads_A100_v4', capacity: 40 } };
  expect(await judged([azure.listed({ operation: 'Microsoft.Compute/virtualMachineScaleSets/write', resourceId }, { at: '2026-11-28T02:00:00Z', status: 'Failed', subStatus: 'Conflict', request })])).toMatchObject([{ tags: { entries: [], open: null }, taggable: true, shapes: [machine('Standard_NC24ads_A100_v4', 40, 1)] }]);
});

test('a role that is assigned in Azure: a grant', async () => {
  const owner = '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
  const request = { Id: 'a', Properties: { PrincipalId: 'p-1', RoleDefinitionId: owner } };
  const step = { at: '2026-11-28T02:00:00Z', status: 'Succeeded', subStatus: 'Created', request } as const;
  expect(await judged([azure.exported({ operation: 'Microsoft.Authorization/roleAssignments/write', resourceId: `/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleAssignments/a` }, step)])).toMatchObject([{ kind: 'identity', grants: [{ role: known(owner), principal: known('p-1') }] }]);
});

test('a machine of Google Cloud: its type, its accelerators, its image, its labels', async () => {
  const zone = `projects/${gcp.project}/zones/us-central1-a`;
  const request = { name: 'miner-1', machineType: `${zone}/machineTypes/n1-standard-8`, guestAccelerators: [{ acceleratorType: `${zone}/acceleratorTypes/nvidia-tesla-v100`, acceleratorCount: 4 }], labels: [{ key: 'owner', value: 'mona' }], disks: [{ boot: true, initializeParams: { sourceImage: 'projects/debian-cloud/global/images/debian-12' } }] };
  expect(await judged([gcp.entry({ api: 'compute', method: 'v1.compute.instances.insert', resource: `${zone}/instances/miner-1`, request })])).toMatchObject([
    { stage: 'event', kind: 'instance', region: known('us-central1'), zone: known('us-central1-a'), image: known('projects/debian-cloud/global/images/debian-12'), tags: { entries: [{ key: 'owner', value: known('mona') }], open: null }, shapes: [expect.objectContaining({ name: known('n1-standard-8') }), machine('nvidia-tesla-v100', 1, 4)], scope: { project: known(gcp.project) } },
  ]);
});

test('a bucket of Google Cloud: of its labels nothing is known', async () => {
  expect(await judged([gcp.entry({ api: 'storage', method: 'storage.buckets.create', resource: 'projects/_/buckets/shop-assets', labels: { location: 'us' } })])).toMatchObject([{ kind: 'bucket', region: known('us'), tags: { entries: [], open: { because: 'entries of this call carry no labels' } } }]);
});

test('rights in a project of Google Cloud: a grant', async () => {
  const more = { serviceData: { policyDelta: { bindingDeltas: [{ action: 'ADD', role: 'roles/owner', member: 'user:mona@shop.example' }] } } };
  expect(await judged([gcp.entry({ api: 'cloudresourcemanager', method: 'SetIamPolicy', resource: `projects/${gcp.project}`, more })])).toMatchObject([{ kind: 'identity', grants: [{ role: known('roles/owner'), principal: known('user:mona@shop.example') }] }]);
});

test('an instance of OCI: its shape, its image, and what its record leaves out', async () => {
  const launch: oci.Logged = { service: 'ComputeApi', event: 'LaunchInstance', resourceId: 'ocid1.instance.oc1.eu-frankfurt-1.x', resourceName: 'miner-1', details: { shape: 'BM.GPU.H100.8', imageId: 'ocid1.image.oc1..ubuntu' } };
  expect(await judged([oci.event(launch)])).toMatchObject([
    { stage: 'event', kind: 'instance', region: known('eu-frankfurt-1'), image: known('ocid1.image.oc1..ubuntu'), tags: { entries: [], open: { because: 'the record does not hold all that was asked for' } }, shapes: [machine('BM.GPU.H100.8', 1, 8)], scope: { compartment: known(oci.compartment) } },
  ]);
  const current = { displayName: 'miner-1', compartmentId: oci.compartment, shape: 'VM.Standard.E5.Flex', shapeConfig: { ocpus: 8 }, sourceDetails: { imageId: 'ocid1.image.oc1..ubuntu' } };
  expect(await judged([oci.event({ ...launch, details: {}, current, tags: { freeformTags: {}, definedTags: {} } })])).toMatchObject([{ image: known('ocid1.image.oc1..ubuntu'), tags: { entries: [], open: null }, shapes: [{ name: known('VM.Standard.E5.Flex'), vcpus: known(16) }] }]);
});
