import { describe, expect, test } from 'vitest';
import { inventories } from '../opened.ts';
import { toldResource } from '../told.ts';

const subscription = '0b1f6471-1bf0-4dda-aec3-111122223333';
const row = {
  id: `/subscriptions/${subscription}/resourceGroups/rg-training/providers/Microsoft.Compute/virtualMachines/trainer-1`, name: 'trainer-1', type: 'microsoft.compute/virtualmachines', tenantId: 't', kind: '', location: 'westeurope', resourceGroup: 'rg-training', subscriptionId: subscription,
  managedBy: '', sku: null, plan: null, properties: { hardwareProfile: { vmSize: 'Standard_ND96isr_H100_v5' }, extended: { instanceView: { powerState: { code: 'PowerState/deallocated' } } } }, tags: null, identity: null, zones: ['1'], extendedLocation: null,
};
const rowTold = `Microsoft.Compute/virtualMachines trainer-1, westeurope zone 1, ${subscription} rg-training; properties.hardwareProfile.vmSize Standard_ND96isr_H100_v5 x 1; 8 nvidia H100; 96 vCPUs; tags: `;

async function read(content: unknown): Promise<{ readonly resources: readonly string[]; readonly notes: readonly string[] }> {
  const { read: [inventory], problems } = await inventories({ 'graph.json': content });
  expect(problems).toEqual([]);
  expect(inventory?.format).toBe('azure-resource-graph');
  return { resources: inventory?.resources.map(toldResource) ?? [], notes: inventory?.end.notes ?? [] };
}

describe('Resource Graph', () => {
  test.each<readonly [string, unknown]>([
    ['az graph query; a machine that is deallocated exists', { count: 1, data: [row], skip_token: null, total_records: 1 }],
    ['the REST answer with objects', { totalRecords: 1, count: 1, data: [row], facets: [], resultTruncated: 'false' }],
    ['the REST answer as a table', { totalRecords: 1, count: 1, data: { columns: Object.keys(row).map((name) => ({ name, type: 'string' })), rows: [Object.values(row)] }, facets: [], resultTruncated: 'false' }],
    ['the old command line, which gave the table', { count: 1, data: { columns: Object.keys(row).map((name) => ({ name, type: 'string' })), rows: [Object.values(row)] }, skip_token: null, total_records: 1 }],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual({ resources: [rowTold], notes: [] });
  });

  test('what the query does not ask for is not known', async () => {
    const { id, type } = row;
    expect((await read({ count: 1, data: [{ id, type }], skip_token: null, total_records: 1 })).resources).toEqual([
      `Microsoft.Compute/virtualMachines trainer-1, (the query does not ask for the location), ${subscription} rg-training; properties (the query does not ask for properties) x 1; tags: … the query does not ask for tags`,
    ]);
  });

  test('tags of what takes none are no tags', async () => {
    const subnet = { ...row, id: `/subscriptions/${subscription}/resourceGroups/rg-training/providers/Microsoft.Network/networkWatchers/w/packetCaptures/p`, type: 'microsoft.network/networkwatchers/packetcaptures', name: 'p', properties: {}, zones: null };
    expect((await read({ count: 1, data: [subnet], skip_token: null, total_records: 1 })).resources).toEqual([`microsoft.network/networkwatchers/packetcaptures p, westeurope, ${subscription} rg-training; takes no tags`]);
  });

  test.each<readonly [string, unknown, readonly string[]]>([
    ['a token', { count: 1, data: [row], skip_token: 'abc', total_records: 250 }, ['not complete: a skip token is left: 1 of 250 rows are here']],
    ['a token of REST', { totalRecords: 250, count: 1, data: [row], $skipToken: 'abc', resultTruncated: 'true' }, ['not complete: a skip token is left: 1 of 250 rows are here']],
    ['a result that was cut off', { totalRecords: 250, count: 1, data: [row], resultTruncated: 'true' }, ['not complete: the result is truncated']],
    ['pages one behind the other, the last without a token', `${JSON.stringify({ count: 1, data: [row], skip_token: 'abc', total_records: 2 }, null, 2)}\n${JSON.stringify({ count: 1, data: [{ ...row, id: `${row.id}2` }], skip_token: null, total_records: 2 }, null, 2)}\n`, []],
    ['nothing found', { count: 0, data: [], skip_token: null, total_records: 0 }, ['the inventory holds no resources']],
  ])('%s', async (_, content, notes) => {
    expect((await read(content)).notes).toEqual(notes);
  });
});
