import { describe, expect, test } from 'vitest';
import { inventories } from '../opened.ts';
import { toldResource } from '../told.ts';

const group = '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/rg-Checkout';
const subscription = '0b1f6471-1bf0-4dda-aec3-111122223333';
const at = (rest: string): string => `${group}/providers/${rest}`;

const machine = { id: at('Microsoft.Compute/virtualMachines/web-1'), name: 'web-1', type: 'Microsoft.Compute/virtualMachines', location: 'West Europe', zones: ['2'], tags: { owner: 'checkout', 'hidden-title': 'Web' } };
const properties = { vmId: 'a-unique-id', hardwareProfile: { vmSize: 'Standard_NC24ads_A100_v4' }, priority: 'Spot', provisioningState: 'Succeeded', storageProfile: { imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server' } } };
const machineTold = `Microsoft.Compute/virtualMachines web-1, westeurope zone 2, ${subscription} rg-Checkout; properties.hardwareProfile.vmSize Standard_NC24ads_A100_v4 x 1; 1 nvidia A100; 24 vCPUs; spot; tags: owner=checkout`;

async function read(content: unknown): Promise<readonly string[]> {
  const { read: [inventory], problems } = await inventories({ 'answer.json': content });
  expect(problems).toEqual([]);
  expect(inventory?.format).toBe('azure-list');
  return inventory?.resources.map(toldResource) ?? [];
}

describe('answers of Azure Resource Manager', () => {
  test.each<readonly [string, unknown]>([
    ['az vm list: properties lifted to the top', [{ ...machine, ...properties, resourceGroup: 'RG-CHECKOUT', identity: null, plan: null }]],
    ['az vm list --show-details', [{ ...machine, ...properties, resourceGroup: 'rg-Checkout', powerState: 'VM deallocated', publicIps: '' }]],
    ['az vm show', { ...machine, ...properties, resourceGroup: 'rg-Checkout' }],
    ['az rest', { value: [{ ...machine, properties }] }],
    ['one resource of az rest', { ...machine, properties }],
    ['pages in a list', [{ value: [{ ...machine, properties }] }, { value: [] }]],
    ['a type in another case', { value: [{ ...machine, type: 'microsoft.compute/virtualmachines', properties }] }],
    ['a type that only the id tells', { value: [{ ...machine, type: undefined, properties }] }],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual([machineTold]);
  });

  test('lines and appended pages', async () => {
    const other = { ...machine, id: at('Microsoft.Compute/virtualMachines/web-2'), name: 'web-2', properties };
    const expected = [machineTold, machineTold.replace('web-1', 'web-2')];
    expect(await read(`${JSON.stringify({ ...machine, properties })}\n${JSON.stringify(other)}\n`)).toEqual(expected);
    expect(await read(`${JSON.stringify({ value: [{ ...machine, properties }], nextLink: 'https://management.azure.com/…' }, null, 2)}\n${JSON.stringify({ value: [other] }, null, 2)}`)).toEqual(expected);
  });

  test('identity: the id in lower case, and every other name', async () => {
    const { read: [inventory] } = await inventories({ 'vms.json': { value: [{ ...machine, properties }] } });
    expect(inventory?.resources.map(({ id, address, aliases }) => ({ id, address, aliases }))).toEqual([{ id: machine.id.toLowerCase(), address: machine.id.toLowerCase(), aliases: [machine.id, 'web-1', 'a-unique-id'] }]);
  });

  test.each<readonly [string, object, string]>([
    ['a scale set', { id: at('Microsoft.Compute/virtualMachineScaleSets/batch'), name: 'batch', location: 'westeurope', sku: { name: 'Standard_D4s_v5', capacity: 6 }, virtualMachineProfile: { priority: 'Spot' } }, `Microsoft.Compute/virtualMachineScaleSets batch, westeurope, ${subscription} rg-Checkout; sku.name Standard_D4s_v5 x 6; 4 vCPUs; spot; tags: `],
    ['a cluster', { id: at('Microsoft.ContainerService/managedClusters/main'), name: 'main', location: 'westeurope', sku: { name: 'Base', tier: 'Free' }, tags: null, agentPoolProfiles: [{ name: 'gpu', vmSize: 'Standard_NC6s_v3', count: 2, tags: { team: 'ml' } }] }, `Microsoft.ContainerService/managedClusters main, westeurope, ${subscription} rg-Checkout; properties.agentPoolProfiles[0].vmSize Standard_NC6s_v3 x 2; 1 nvidia V100; 6 vCPUs; tags: `],
    ['a cache, whose size is a property', { id: at('Microsoft.Cache/redis/carts'), name: 'carts', location: 'westeurope', sku: { name: 'Premium', family: 'P', capacity: 1 }, hostName: 'carts' }, `Microsoft.Cache/redis carts, westeurope, ${subscription} rg-Checkout; properties.sku.name Premium x 1; tags: `],
    ['a database, by its objective', { id: at('Microsoft.Sql/servers/orders/databases/orders'), name: 'orders', location: 'westeurope', sku: { name: 'GP_Gen5', capacity: 8 }, currentServiceObjectiveName: 'GP_Gen5_8' }, `Microsoft.Sql/servers/databases orders, westeurope, ${subscription} rg-Checkout; properties.currentServiceObjectiveName GP_Gen5_8 x 1; 8 vCPUs; tags: `],
    ['an agent pool, which has tags of its own and no place', { id: at('Microsoft.ContainerService/managedClusters/main/agentPools/gpu'), name: 'gpu', vmSize: 'Standard_NC6s_v3', count: 2, tags: { owner: 'ml' } }, `Microsoft.ContainerService/managedClusters/agentPools gpu, (the answer tells the location of its parent alone), ${subscription} rg-Checkout; properties.vmSize Standard_NC6s_v3 x 2; 1 nvidia V100; 6 vCPUs; tags: owner=ml`],
    ['compute of az ml, which has words of its own', { id: at('Microsoft.MachineLearningServices/workspaces/main/computes/gpu'), name: 'gpu', type: 'amlcompute', location: 'westeurope', size: 'Standard_NC6s_v3', min_instances: 0, tags: {} }, `Microsoft.MachineLearningServices/workspaces/computes gpu, westeurope, ${subscription} rg-Checkout; properties (this command has words of its own for properties) x (this command has words of its own for properties); tags: `],
    ['a resource group', { id: group, name: 'rg-Checkout', type: 'Microsoft.Resources/resourceGroups', location: 'westeurope', managedBy: null, properties: { provisioningState: 'Succeeded' }, tags: { owner: 'checkout' } }, `Microsoft.Resources/resourceGroups rg-Checkout, westeurope, ${subscription} rg-Checkout; tags: owner=checkout`],
    ['tags as a list', { id: at('Microsoft.Storage/storageAccounts/orders'), name: 'orders', location: 'westeurope', tags: [{ key: 'owner', value: 'checkout' }], accessTier: 'Hot' }, `Microsoft.Storage/storageAccounts orders, westeurope, ${subscription} rg-Checkout; tags: owner=checkout`],
    ['what takes no tags', { id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments/1`, name: '1', principalId: 'p-1', roleDefinitionId: 'r-1' }, `Microsoft.Authorization/roleAssignments 1, -, ${subscription}; takes no tags`],
    ['a type that nobody knows, without tags', { id: at('Microsoft.Example/things/one'), name: 'one', location: 'global', properties: { size: 1 } }, `Microsoft.Example/things one, global, ${subscription} rg-Checkout; tags: `],
    ['a part of one', { id: at('Microsoft.Example/things/one/parts/a'), name: 'a', location: 'global', properties: { size: 1 } }, `Microsoft.Example/things/parts a, global, ${subscription} rg-Checkout; takes no tags`],
  ])('%s', async (_, row, expected) => {
    expect(await read([row])).toEqual([expected]);
  });

  test('az resource list has no properties: what stands there is not known, the rest is', async () => {
    const bare = (type: string, more: object): object => ({ id: at(`${type}/one`), name: 'one', type, location: 'westeurope', tags: null, identity: null, kind: null, managedBy: null, plan: null, properties: null, resourceGroup: 'rg-Checkout', sku: null, createdTime: '2026-11-01T00:00:00Z', changedTime: '2026-11-02T00:00:00Z', provisioningState: 'Succeeded', ...more });
    const because = '(this list has no properties: az resource list and its like leave them out)';
    expect(await read([
      bare('Microsoft.Compute/virtualMachines', { tags: { owner: 'checkout' } }),
      bare('Microsoft.Compute/virtualMachineScaleSets', { sku: { name: 'Standard_D4s_v5', capacity: 3 } }),
      bare('Microsoft.Storage/storageAccounts', { sku: { name: 'Standard_LRS' } }),
    ])).toEqual([
      `Microsoft.Compute/virtualMachines one, westeurope, ${subscription} rg-Checkout; properties ${because} x 1; tags: owner=checkout`,
      `Microsoft.Compute/virtualMachineScaleSets one, westeurope, ${subscription} rg-Checkout; sku.name Standard_D4s_v5 x 3; 4 vCPUs; tags: `,
      `Microsoft.Storage/storageAccounts one, westeurope, ${subscription} rg-Checkout; tags: `,
    ]);
  });

  test('parts of lists are put back with their properties', async () => {
    const { read: [inventory] } = await inventories({ 'vnets.json': [{ id: at('Microsoft.Network/virtualNetworks/main'), name: 'main', location: 'westeurope', subnets: [{ id: at('Microsoft.Network/virtualNetworks/main/subnets/web'), name: 'web', addressPrefix: '10.0.0.0/24', networkSecurityGroup: { id: at('Microsoft.Network/networkSecurityGroups/web'), resourceGroup: 'rg-Checkout' } }] }] });
    expect(inventory?.resources[0]?.attributes?.['properties']).toMatchObject({ subnets: [{ name: 'web', properties: { addressPrefix: '10.0.0.0/24', networkSecurityGroup: { id: at('Microsoft.Network/networkSecurityGroups/web') } } }] });
    expect(inventory?.resources[0]?.relations).toEqual([{ role: 'firewall', path: 'properties.subnets[0].properties.networkSecurityGroup.id', address: null, id: at('Microsoft.Network/networkSecurityGroups/web') }]);
  });
});

describe('what Azure makes for others', () => {
  const cluster = { id: at('Microsoft.ContainerService/managedClusters/main'), name: 'main', location: 'westeurope', agentPoolProfiles: [{ name: 'gpu', vmSize: 'Standard_NC6s_v3', count: 2 }], nodeResourceGroup: 'MC_rg-Checkout_main_westeurope' };
  const node = (name: string): string => `/subscriptions/${subscription}/resourceGroups/MC_rg-checkout_main_westeurope/providers/${name}`;

  test('stands with its cluster', async () => {
    const { read: [inventory] } = await inventories({ 'all.json': [
      { id: node('Microsoft.Compute/virtualMachineScaleSets/aks-gpu'), name: 'aks-gpu', location: 'westeurope', sku: { name: 'Standard_NC6s_v3', capacity: 2 }, upgradePolicy: {} },
      { id: node('Microsoft.Network/loadBalancers/kubernetes'), name: 'kubernetes', location: 'westeurope', frontendIPConfigurations: [] },
      cluster,
      { id: `${cluster.id}/agentPools/gpu`, name: 'gpu', vmSize: 'Standard_NC6s_v3', count: 2 },
      { id: `/subscriptions/${subscription}/resourceGroups/MC_rg-checkout_main_westeurope`, name: 'MC_rg-checkout_main_westeurope', type: 'Microsoft.Resources/resourceGroups', location: 'westeurope', managedBy: cluster.id, properties: {} },
    ] });
    expect(inventory?.resources.map(({ name }) => name)).toEqual(['main']);
    expect(inventory?.end.notes).toEqual(['4 resources judged with what made them']);
  });

  test('stands with its cluster of another file', async () => {
    const { read } = await inventories({ 'a-sets.json': [{ id: at('Microsoft.Network/loadBalancers/shop'), name: 'shop', location: 'westeurope', frontendIPConfigurations: [] }, { id: node('Microsoft.Network/loadBalancers/kubernetes'), name: 'kubernetes', location: 'westeurope', frontendIPConfigurations: [] }], 'clusters.json': [cluster] });
    expect(read.map(({ resources }) => resources.map(({ name }) => name))).toEqual([['main'], ['shop']]);
  });

  test('is judged once for each sort where its maker is not listed', async () => {
    const { read: [inventory] } = await inventories({ 'nodes.json': Array.from({ length: 400 }, (_, index) => ({ id: `${node('Microsoft.Compute/virtualMachineScaleSets/aks-gpu')}/virtualMachines/${index}`, name: `aks-gpu_${index}`, location: 'westeurope', sku: { name: 'Standard_NC6s_v3' }, instanceId: String(index) })) });
    expect(inventory?.resources.map(({ name }) => name)).toEqual(['aks-gpu_0']);
  });

  test('a disk is not made by the machine that it is attached to', async () => {
    const { read: [inventory] } = await inventories({ 'disks.json': [{ id: at('Microsoft.Compute/disks/data'), name: 'data', location: 'westeurope', managedBy: machine.id, diskSizeGb: 128 }, { ...machine, ...properties }] });
    expect(inventory?.resources.map(({ name }) => name)).toEqual(['data', 'web-1']);
  });
});

describe('what is not judged, and why', () => {
  test.each<readonly [string, unknown, readonly string[]]>([
    ['deleted', [{ ...machine, ...properties, provisioningState: 'Deleting' }, { id: `/subscriptions/${subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/old`, name: 'old', properties: { vaultId: 'x' } }], ['2 deleted resources not judged']],
    ['built-in roles', [{ id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/1`, roleName: 'Owner', roleType: 'BuiltInRole', permissions: [{ actions: ['*'] }] }], ['the inventory holds no resources', '1 built-in role not judged']],
    ['a page that is left', { value: [{ ...machine, properties }], nextLink: 'https://management.azure.com/next' }, ['not complete: a nextLink is left: there are more pages']],
    ['a page that is left behind others', [{ value: [{ ...machine, properties }], nextLink: 'x' }, { value: [], nextLink: 'https://management.azure.com/next' }], ['not complete: a nextLink is left: there are more pages']],
    ['pages in a list, all of them', [{ value: [{ ...machine, properties }], nextLink: 'x' }, { value: [] }], []],
    ['nothing', { value: [] }, ['the inventory holds no resources']],
    ['listed twice, in other capitals', [{ ...machine, ...properties }, { ...machine, ...properties, id: machine.id.toUpperCase() }], ['1 record is of a resource that is listed already: the newest one is judged']],
  ])('%s', async (_, content, notes) => {
    const { read: [inventory], problems } = await inventories({ 'answer.json': content });
    expect(problems).toEqual([]);
    expect(inventory?.end.notes).toEqual(notes);
  });

  test('--strict makes a problem of what is left', async () => {
    const { problems } = await inventories({ 'vms.json': { value: [{ ...machine, properties }], nextLink: 'https://management.azure.com/next' } }, { strict: true });
    expect(problems).toEqual([{ code: 'inventory-incomplete', message: 'vms.json is not complete: a nextLink is left: there are more pages', where: 'vms.json', hint: 'fetch the pages that are missing, or leave --strict out' }]);
  });

  test.each<readonly [string, unknown, string]>([
    ['an error in place of resources', { error: { code: 'AuthorizationFailed', message: "The client 'payroll' does not have authorization." } }, "answer.json: an error stands in place of resources: AuthorizationFailed: The client 'payroll' does not have authorization."],
    ['another thing among them', [{ ...machine, ...properties }, { size: 3 }, 7], 'answer.json: no resource of Azure among them: one with size (and 1 more like it)'],
    ['a resource of another cloud', [{ ...machine, ...properties }, { id: 'ocid1.instance.oc1.iad.x' }], 'answer.json: no resource of Azure among them: one with the id "ocid1.instance.oc1.iad.x"'],
    ['half a file', JSON.stringify([{ ...machine, ...properties }]).slice(0, -40), 'answer.json ends too early inside [0].storageProfile.imageReference'],
    ['what the command line says', "ERROR: (AuthorizationFailed) The client 'payroll' does not have authorization to perform action.\n", "answer.json is an error message of a cloud's command line, in place of an answer"],
  ])('%s is a problem', async (_, content, message) => {
    const { problems } = await inventories({ 'answer.json': content });
    expect(problems[0]?.message).toContain(message);
  });
});
