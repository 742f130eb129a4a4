import { describe, expect, test } from 'vitest';
import { apps } from '../../../src/audit/azure/apps.ts';
import { azureRow, azureRows } from '../../../src/audit/azure/events.ts';
import { reader } from '../../../src/audit/azure/reader.ts';
import type { AuditEvent, Deed } from '../../../src/model/event.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { exported, group, listed, subscription, type Called, type Step } from './records.ts';

/** Of each call one record, constructed from the fields that Microsoft documents; there are no real ones that may be passed on. */
interface Sample {
  /** Behind the group, or a whole id. */
  readonly resource: string;
  readonly body?: JsonObject;
  readonly count?: number;
  /** Of what it is told, where that is not what the record names. */
  readonly told?: string;
}

const compute = '/providers/Microsoft.Compute';
const network = '/providers/Microsoft.Network';
const location = 'westeurope';

const whole: Readonly<Record<string, Sample>> = {
  'Microsoft.Compute/virtualMachines': { resource: `${compute}/virtualMachines/web-1`, body: { location, properties: { hardwareProfile: { vmSize: 'Standard_D4s_v5' } } }, count: 1 },
  'Microsoft.Compute/virtualMachineScaleSets': { resource: `${compute}/virtualMachineScaleSets/render`, body: { location, sku: { name: 'Standard_NV36ads_A10_v5', tier: 'Standard', capacity: 40 } }, count: 40 },
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines': { resource: `${compute}/virtualMachineScaleSets/render/virtualMachines/0` },
  'Microsoft.Compute/disks': { resource: `${compute}/disks/data-1`, body: { location, sku: { name: 'Premium_LRS' }, properties: { diskSizeGB: 512 } } },
  'Microsoft.Compute/snapshots': { resource: `${compute}/snapshots/data-1-night`, body: { location } },
  'Microsoft.Compute/images': { resource: `${compute}/images/golden`, body: { location } },
  'Microsoft.Compute/galleries': { resource: `${compute}/galleries/golden`, body: { location } },
  'Microsoft.Compute/galleries/images': { resource: `${compute}/galleries/golden/images/web`, body: { location } },
  'Microsoft.Compute/galleries/images/versions': { resource: `${compute}/galleries/golden/images/web/versions/1.0.0`, body: { location } },
  'Microsoft.Batch/batchAccounts': { resource: '/providers/Microsoft.Batch/batchAccounts/renders', body: { location } },
  'Microsoft.Batch/batchAccounts/pools': { resource: '/providers/Microsoft.Batch/batchAccounts/renders/pools/gpu', body: { properties: { vmSize: 'STANDARD_NC6S_V3', scaleSettings: { fixedScale: { targetDedicatedNodes: 12 } } } }, count: 12 },
  'Microsoft.ContainerService/managedClusters': {
    resource: '/providers/Microsoft.ContainerService/managedClusters/shop',
    body: { location, properties: { agentPoolProfiles: [{ name: 'system', count: 3, vmSize: 'Standard_D4s_v5' }, { name: 'gpu', count: 5, vmSize: 'Standard_NC24ads_A100_v4' }] } },
    count: 8,
  },
  'Microsoft.ContainerService/managedClusters/agentPools': { resource: '/providers/Microsoft.ContainerService/managedClusters/shop/agentPools/gpu', body: { properties: { count: 6, vmSize: 'Standard_NC24ads_A100_v4' } }, count: 6 },
  'Microsoft.ContainerInstance/containerGroups': { resource: '/providers/Microsoft.ContainerInstance/containerGroups/jobs', body: { location } },
  'Microsoft.App/managedEnvironments': { resource: '/providers/Microsoft.App/managedEnvironments/shop', body: { location } },
  'Microsoft.App/containerApps': { resource: '/providers/Microsoft.App/containerApps/cart', body: { location } },
  'Microsoft.App/jobs': { resource: '/providers/Microsoft.App/jobs/nightly', body: { location } },
  'Microsoft.MachineLearningServices/workspaces': { resource: '/providers/Microsoft.MachineLearningServices/workspaces/ranking', body: { location } },
  'Microsoft.MachineLearningServices/workspaces/computes': {
    resource: '/providers/Microsoft.MachineLearningServices/workspaces/ranking/computes/train',
    body: { location, properties: { computeType: 'AmlCompute', properties: { vmSize: 'Standard_ND96asr_v4', scaleSettings: { minNodeCount: 0, maxNodeCount: 16 } } } },
    count: 16,
  },
  'Microsoft.CognitiveServices/accounts': { resource: '/providers/Microsoft.CognitiveServices/accounts/chat', body: { location, kind: 'OpenAI', sku: { name: 'S0' } } },
  'Microsoft.Databricks/workspaces': { resource: '/providers/Microsoft.Databricks/workspaces/lake', body: { location } },
  'Microsoft.Storage/storageAccounts': { resource: '/providers/Microsoft.Storage/storageAccounts/shopassets', body: { location, kind: 'StorageV2' } },
  'Microsoft.KeyVault/vaults': { resource: '/providers/Microsoft.KeyVault/vaults/shop', body: { location } },
  'Microsoft.Network/virtualNetworks': { resource: `${network}/virtualNetworks/main`, body: { location } },
  'Microsoft.Network/virtualNetworks/subnets': { resource: `${network}/virtualNetworks/main/subnets/private`, body: { properties: { addressPrefix: '10.0.1.0/24' } } },
  'Microsoft.Network/networkSecurityGroups': { resource: `${network}/networkSecurityGroups/web`, body: { location } },
  'Microsoft.Network/publicIPAddresses': { resource: `${network}/publicIPAddresses/door`, body: { location } },
  'Microsoft.Network/loadBalancers': { resource: `${network}/loadBalancers/front`, body: { location } },
  'Microsoft.Network/networkInterfaces': { resource: `${network}/networkInterfaces/web-1-nic`, body: { location } },
  'Microsoft.Network/routeTables': { resource: `${network}/routeTables/out`, body: { location } },
  'Microsoft.Resources/subscriptions/resourceGroups': { resource: group, body: { location }, told: 'Microsoft.Resources/resourceGroups' },
  'Microsoft.Sql/servers': { resource: '/providers/Microsoft.Sql/servers/orders', body: { location } },
  'Microsoft.Sql/servers/databases': { resource: '/providers/Microsoft.Sql/servers/orders/databases/main', body: { location, sku: { name: 'GP_Gen5', capacity: 4 } } },
  'Microsoft.DocumentDB/databaseAccounts': { resource: '/providers/Microsoft.DocumentDB/databaseAccounts/cart', body: { location } },
  'Microsoft.Cache/redis': { resource: '/providers/Microsoft.Cache/Redis/sessions', body: { location } },
  'Microsoft.Web/sites': { resource: '/providers/Microsoft.Web/sites/shop', body: { location } },
  'Microsoft.Web/serverfarms': { resource: '/providers/Microsoft.Web/serverFarms/shop', body: { location, sku: { name: 'P1v3', capacity: 2 } }, count: 2 },
  'Microsoft.ManagedIdentity/userAssignedIdentities': { resource: '/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer', body: { location } },
  'Microsoft.Authorization/roleDefinitions': { resource: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/7d2b3c1a-0000-4000-8000-000000000001`, body: { properties: { roleName: 'Night shift' } } },
  'Microsoft.Network/networkSecurityGroups/securityRules': { resource: `${network}/networkSecurityGroups/web/securityRules/ssh`, body: { properties: { direction: 'Inbound', access: 'Allow', sourceAddressPrefix: '*', destinationPortRange: '22' } } },
};

const idOf = (resource: string): string => (resource.startsWith('/subscriptions/') ? resource : `${group}${resource}`);

function eventsOf(records: readonly JsonObject[]): readonly AuditEvent[] {
  const reading = reader.open({ pipelines: [] });
  for (const record of records) reading.read(reader.unwrap(record) as JsonObject, { file: 'a.json', record: 1 });
  return reading.finish();
}

const single = (operation: string, resource: string, step: Partial<Step>): AuditEvent => {
  const called: Called = { operation, resourceId: idOf(resource) };
  const [event, ...others] = eventsOf([exported(called, { at: '2026-11-28T02:00:00.000Z', status: 'Succeeded', ...step })]);
  expect(others).toEqual([]);
  return event as AuditEvent;
};

describe('types that are made, changed and removed as a whole', () => {
  test.each(Object.entries(whole))('%s', (type, { resource, body, count, told }) => {
    const answer = { ...body, id: idOf(resource), name: resource.slice(resource.lastIndexOf('/') + 1) };
    const id = idOf(resource).toLowerCase();
    const made = single(`${type}/write`, resource, { subStatus: 'Created', response: answer });
    expect(made).toMatchObject({ deed: 'create', outcome: 'success', name: `${type}/write`, subjects: [{ row: { type: told ?? type, id, name: answer.name, values: answer, partial: null }, count: count ?? 1 }] });
    expect(single(`${type}/write`, resource, { subStatus: 'OK', response: answer })).toMatchObject({ deed: 'modify', subjects: [{ row: { id } }] });
    expect(single(`${type}/delete`, resource, { subStatus: 'OK' })).toMatchObject({ deed: 'delete', outcome: 'success', subjects: [{ row: { type: told ?? type, id, values: {} }, count: 1 }] });
  });
});

describe('calls that do something else', () => {
  const vm = `${compute}/virtualMachines/web-1`;
  const set = `${compute}/virtualMachineScaleSets/render`;
  const vault = '/providers/Microsoft.KeyVault/vaults/shop';
  test.each<[string, string, Deed, AuditEvent['touches'], string]>([
    ['Microsoft.Compute/virtualMachines/start/action', vm, 'start', null, vm],
    ['Microsoft.Compute/virtualMachines/deallocate/action', vm, 'stop', null, vm],
    ['Microsoft.Compute/virtualMachines/powerOff/action', vm, 'stop', null, vm],
    ['Microsoft.Compute/virtualMachineScaleSets/start/action', set, 'start', null, set],
    ['Microsoft.Compute/virtualMachineScaleSets/deallocate/action', set, 'stop', null, set],
    ['Microsoft.Compute/virtualMachineScaleSets/powerOff/action', set, 'stop', null, set],
    ['Microsoft.Storage/storageAccounts/regenerateKey/action', '/providers/Microsoft.Storage/storageAccounts/shopassets', 'modify', 'credential', '/providers/Microsoft.Storage/storageAccounts/shopassets'],
    ['Microsoft.KeyVault/vaults/accessPolicies/write', `${vault}/accessPolicies/add`, 'modify', 'access', vault],
    ['Microsoft.Authorization/roleAssignments/delete', '/providers/Microsoft.Authorization/roleAssignments/a-1', 'delete', 'grant', '/providers/Microsoft.Authorization/roleAssignments/a-1'],
  ])('%s', (operation, resource, deed, touches, told) => {
    expect(single(operation, resource, {})).toMatchObject({ deed, touches, name: operation, subjects: [{ row: { id: idOf(told).toLowerCase() } }] });
  });

  test('a role that is assigned is a grant', () => {
    const owner = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`;
    const principal = '77777777-aaaa-4bbb-8ccc-000000000007';
    const request = { Id: 'a-1', Properties: { PrincipalId: principal, RoleDefinitionId: owner, Scope: `/subscriptions/${subscription}` } };
    const resource = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments/a-1`;
    expect(single('Microsoft.Authorization/roleAssignments/write', resource, { status: 'Succeeded', subStatus: 'Created', request })).toMatchObject({
      deed: 'create', touches: 'grant', region: 'global', grants: [{ principal, role: owner }], subjects: [{ row: { type: 'Microsoft.Authorization/roleAssignments', values: { properties: { principalId: principal, roleDefinitionId: owner } } } }],
    });
    expect(single('Microsoft.Authorization/roleAssignments/write', resource, { status: 'Failed', subStatus: 'Forbidden', request })).toMatchObject({ deed: 'create', outcome: 'denied', grants: [{ principal, role: owner }] });
  });

  test('what changes nothing that code declares is no event', () => {
    const quiet = azureRows.filter(({ deed }) => deed === null);
    expect(quiet.map(({ operation }) => operation)).toEqual(['Microsoft.Storage/storageAccounts/listKeys/action', 'Microsoft.Resources/deployments/write']);
    for (const { operation } of quiet) expect(eventsOf([listed({ operation, resourceId: idOf(vm) }, { at: '2026-11-28T02:00:00Z', status: 'Succeeded' })])).toEqual([]);
  });
});

describe('the table', () => {
  test('has a record for each of its rows, and a source', () => {
    const tested = new Set([...Object.keys(whole).flatMap((type) => [`${type}/write`, `${type}/delete`]), ...azureRows.filter(({ operation, deed }) => deed === null || /\/action$|accessPolicies|roleAssignments/.test(operation)).map(({ operation }) => operation)]);
    expect(azureRows.filter(({ operation }) => !tested.has(operation))).toEqual([]);
    expect(azureRows.filter(({ source }) => !source.startsWith('https://learn.microsoft.com/'))).toEqual([]);
    expect(Object.values(apps).filter(({ source }) => !source.startsWith('https://learn.microsoft.com/'))).toEqual([]);
  });

  test('names types as the catalogue does, and what it leaves out is told by the rule of all operations', () => {
    expect(azureRow('MICROSOFT.SEARCH/SEARCHSERVICES/WRITE')).toMatchObject({ deed: 'write', type: 'Microsoft.Search/searchServices' });
    expect(azureRow('microsoft.eventhub/namespaces/delete')).toMatchObject({ deed: 'delete', type: 'Microsoft.EventHub/namespaces' });
    for (const operation of ['Microsoft.Compute/virtualMachines/extensions/write', 'Microsoft.Compute/virtualMachines/restart/action', 'write', '']) expect(azureRow(operation)).toBeNull();
  });

  test('what stands in the group of a cluster was made by the cluster', () => {
    const resource = `/subscriptions/${subscription}/resourceGroups/MC_rg-shop_shop_westeurope/providers/Microsoft.Compute/disks/pvc-1`;
    expect(single('Microsoft.Compute/disks/write', resource, { subStatus: 'Created' }).subjects[0]?.row.madeBy).toBe(`/subscriptions/${subscription}/resourcegroups/rg-shop/providers/microsoft.containerservice/managedclusters/shop`);
  });

  test('an id of something else is told as a gap', () => {
    expect(single('Microsoft.Compute/virtualMachines/write', group, { subStatus: 'Created' })).toMatchObject({ subjects: [], gaps: ['the resource id is not one of Microsoft.Compute/virtualMachines'], scope: { subscription: { value: subscription } } });
  });
});
