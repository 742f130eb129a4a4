import { expect, test } from 'vitest';
import { inventories } from '../opened.ts';

const subscription = '0b1f6471-1bf0-4dda-aec3-111122223333';
const group = (name: string): string => `/providers/Microsoft.Management/managementGroups/${name}`;
const machines = [{ id: `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/payroll`, name: 'payroll', location: 'westeurope', kind: 'StorageV2', accessTier: 'Hot' }];

test.each<readonly [string, unknown, readonly string[]]>([
  [
    'az account management-group show --expand --recurse',
    { id: group('root'), name: 'root', displayName: 'Tenant Root Group', type: 'Microsoft.Management/managementGroups', details: { parent: null }, children: [{ id: group('Platform'), name: 'Platform', type: 'Microsoft.Management/managementGroups', children: [{ id: `/subscriptions/${subscription.toUpperCase()}`, name: subscription, displayName: 'Payroll', type: '/subscriptions', children: null }] }] },
    ['Platform', 'root'],
  ],
  [
    'az account management-group entities list',
    [{ id: group('root'), name: 'root', type: 'Microsoft.Management/managementGroups', parent: { id: null } }, { id: group('Platform'), name: 'Platform', type: 'Microsoft.Management/managementGroups', parent: { id: group('root') } }, { id: `/subscriptions/${subscription}`, name: subscription, type: '/subscriptions', parent: { id: group('platform') } }],
    ['Platform', 'root'],
  ],
  ['entities of the REST answer', { value: [{ id: `/subscriptions/${subscription}`, name: subscription, type: '/subscriptions', properties: { displayName: 'Payroll', parent: { id: group('Platform') } } }, { id: group('Platform'), name: 'Platform', type: 'Microsoft.Management/managementGroups', properties: { parent: { id: null } } }] }, ['Platform']],
])('%s tells what stands above the resources of other files', async (_, tree, folders) => {
  const { read, problems } = await inventories({ 'a.json': machines, 'tree.json': tree });
  expect(problems).toEqual([]);
  expect(read.map(({ format, resources }) => [format, resources.map(({ type }) => type)])).toEqual([
    ['azure-management-groups', folders.map(() => 'Microsoft.Management/managementGroups')],
    ['azure-list', ['Microsoft.Storage/storageAccounts']],
  ]);
  expect(read[1]?.resources[0]?.scope.folders).toEqual({ status: 'known', value: folders });
});

test('without a tree nothing is said of it', async () => {
  const { read } = await inventories({ 'a.json': machines });
  expect(read[0]?.resources[0]?.scope.folders).toEqual({ status: 'absent' });
});
