import { describe, expect, test } from 'vitest';
import { inventories } from './opened.ts';

const machine = (id: string) => ({ Reservations: [{ OwnerId: '111122223333', Instances: [{ InstanceId: id, InstanceType: 't3.small', State: { Name: 'running' }, Placement: { AvailabilityZone: 'eu-west-1a' } }] }] });
const asset = (name: string) => ({ name: `//compute.googleapis.com/projects/checkout/zones/europe-west1-b/instances/${name}`, assetType: 'compute.googleapis.com/Instance', updateTime: '2026-11-20T10:00:00Z', resource: { location: 'europe-west1-b', data: { machineType: 'zones/europe-west1-b/machineTypes/e2-medium' } } });
const vm = (name: string) => ({ id: `/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/checkout/providers/Microsoft.Compute/virtualMachines/${name}`, name, type: 'Microsoft.Compute/virtualMachines', location: 'westeurope', properties: { hardwareProfile: { vmSize: 'Standard_B2s' } } });
const oci = (name: string) => ({ id: `ocid1.instance.oc1.eu-frankfurt-1.${name}`, 'display-name': name, 'compartment-id': 'ocid1.compartment.oc1..checkout', shape: 'VM.Standard.E5.Flex', 'lifecycle-state': 'RUNNING' });
const item = (id: string) => ({ resourceType: 'AWS::EC2::Instance', resourceId: id, configurationItemStatus: 'ResourceDiscovered', ARN: `arn:aws:ec2:eu-west-1:111122223333:instance/${id}`, awsRegion: 'eu-west-1', awsAccountId: '111122223333', configuration: { instanceId: id, instanceType: 't3.small' } });
const lines = (...rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Names of what was read, and code, place and text of each problem. */
async function told(content: unknown): Promise<{ readonly names: readonly string[]; readonly problems: readonly string[] }> {
  const { read, problems } = await inventories({ 'night.json': content });
  return { names: read.flatMap(({ resources }) => resources.map((one) => one.address.replace(/^.*[/.]/, ''))), problems: problems.map(({ code, where, message }) => `${code} ${where}: ${message.replace('night.json: ', '')}`) };
}

describe('a line that is no resource is told, whatever it is', () => {
  const failed = { error: { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED' } };
  test.each<[string, unknown, readonly string[], string]>([
    ['an error among assets', lines(asset('a'), failed, asset('b')), ['a', 'b'], 'inventory-malformed night.json:2:1: one with error is no resource'],
    ['null, lists and texts', lines(asset('a'), null, [], 'x', {}), ['a'], 'inventory-malformed night.json:2:1: null is no resource (and 3 more like it)'],
    ['an error among items of Config', lines(item('i-1'), { Error: { Code: 'Throttling' } }, item('i-2')), ['i-1', 'i-2'], 'inventory-malformed night.json:2:1: one with Error is no resource'],
    ['another cloud', lines(asset('a'), vm('b'), machine('i-1')), ['a'], 'inventory-malformed night.json:2:1: an asset without a name and a type (and 1 more like it)'],
    ['an answer among resources of Azure', lines(vm('a'), machine('i-1')), ['a'], 'inventory-malformed night.json:2:1: one with Reservations is no resource'],
    ['an answer among resources of OCI', lines(oci('a'), machine('i-1')), ['a'], 'inventory-malformed night.json:2:1: one with Reservations is no resource'],
  ])('%s', async (_, content, names, problem) => {
    expect(await told(content)).toEqual({ names, problems: [problem] });
  });

  test('an allow policy that gives nobody anything is one', async () => {
    const policy = { name: '//cloudresourcemanager.googleapis.com/projects/1', assetType: 'cloudresourcemanager.googleapis.com/Project', iamPolicy: {} };
    expect(await told(lines(asset('a'), policy))).toEqual({ names: ['a'], problems: [] });
  });

  test('what a feed says of an asset is one', async () => {
    const window = { startTime: '2026-11-21T10:00:00Z' };
    const { read, problems } = await inventories({ 'feed.ndjson': lines({ asset: asset('a'), window }, { asset: asset('b'), window, deleted: true }) });
    expect(problems).toEqual([]);
    expect(read[0]?.resources.map((one) => one.name)).toEqual(['a']);
    expect(read[0]?.end.notes).toEqual(['1 deleted resource not judged']);
  });
});

describe('documents that are no answers', () => {
  const pretty = (...all: readonly unknown[]) => all.map((one) => JSON.stringify(one, null, 2)).join('\n');
  test.each<[string, unknown, readonly string[], string]>([
    ['an error behind an answer', pretty(machine('i-1'), { Error: { Code: 'Throttling', Message: 'Rate exceeded' } }), ['i-1'], 'document 2 is no answer of an AWS describe or list call: one with Error'],
    ['an answer of another cloud', pretty(machine('i-1'), { value: [vm('a')] }), ['i-1'], 'document 2 is no answer of an AWS describe or list call: one with value'],
    ['an error in a list of answers', [machine('i-1'), { Error: { Code: 'Throttling' } }, machine('i-2')], ['i-1', 'i-2'], '[1] of document 1 is no answer of an AWS describe or list call: one with Error'],
  ])('%s', async (_, content, names, problem) => {
    expect(await told(content)).toEqual({ names, problems: [`inventory-malformed night.json: ${problem}`] });
  });
});

describe('answers in one list (jq -s), the first of them empty or not', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['AWS', [machine('i-1'), machine('i-2')], ['i-1', 'i-2']],
    ['AWS, of several calls', [{ Reservations: [] }, { Volumes: [{ VolumeId: 'vol-1', VolumeType: 'gp3', AvailabilityZone: 'eu-west-1a', State: 'in-use' }] }], ['vol-1']],
    ['Resource Graph', [{ data: [], skip_token: null }, { data: [vm('a')], skip_token: null }], ['a']],
    ['Azure Resource Manager', [{ value: [], nextLink: 'https://management.azure.com/x' }, { value: [vm('a')] }], ['a']],
    ['lists of the Azure CLI', [[vm('a')], [vm('b')]], ['a', 'b']],
    ['assets', [{ assets: [], nextPageToken: 'x' }, { assets: [asset('a')] }], ['a']],
    ['OCI', [{ data: [] }, { data: [oci('a')] }], ['a']],
  ])('%s', async (_, content, names) => {
    expect(await told(content)).toEqual({ names, problems: [] });
  });

  test('a token that the next one follows is none that is left', async () => {
    const left = async (content: unknown) => (await inventories({ 'night.json': content })).read[0]?.end.notes;
    expect(await left([{ ...machine('i-1'), NextToken: 'x' }, machine('i-2')])).toEqual([]);
    expect(await left([machine('i-1'), { ...machine('i-2'), NextToken: 'x' }])).toEqual(['not complete: a NextToken is left: there are more pages']);
  });

  test.each([[{ assets: [] }], [{ results: [] }], [[{ Reservations: [] }, { Reservations: [] }]]])('%j has no resources, and says so', async (content) => {
    const { read, problems } = await inventories({ 'night.json': content });
    expect([problems, read.map(({ end }) => end.notes)]).toEqual([[], [['the inventory holds no resources']]]);
  });
});
