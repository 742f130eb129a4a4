import { describe, expect, test } from 'vitest';
import { checkJson, scratchFolder } from '../../commands/landrail.ts';
import { inventories } from './opened.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = scratchFolder('records');

interface Recorded {
  readonly at: string;
  readonly type?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly deleted?: true;
}

function item(id: string, { at, type = 'g5.xlarge', tags = {}, deleted }: Recorded): object {
  return {
    resourceType: 'AWS::EC2::Instance', resourceId: id, configurationItemStatus: deleted === true ? 'ResourceDeleted' : 'OK', configurationItemCaptureTime: at, tags,
    ARN: `arn:aws:ec2:eu-west-1:111122223333:instance/${id}`, awsRegion: 'eu-west-1', awsAccountId: '111122223333',
    ...(deleted === true ? {} : { configuration: { instanceId: id, instanceType: type, securityGroups: [{ groupId: 'sg-1' }] } }),
  };
}

/** Addresses of machines with accelerators that are reported, how many resources were judged, and the notes. */
function judged(...items: readonly object[]): { readonly found: readonly string[]; readonly resources: number | undefined; readonly notes: readonly string[] | undefined } {
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ configurationItems: items }));
  const { report } = checkJson(['config.json', '--no-config'], { cwd: folder });
  const found = report.findings.filter((one) => one.guardrail === 'gpu-shapes').map((one) => one.resource?.address.replace(/^.*\//, '') ?? '');
  return { found, resources: report.inputs[0]?.resources, notes: report.inputs[0]?.notes };
}

const [monday, tuesday, wednesday] = ['2026-11-16T10:00:00Z', '2026-11-17T10:00:00Z', '2026-11-18T10:00:00Z'];
const group = { 'aws:autoscaling:groupName': 'training' };

describe('records of one resource', () => {
  test('count as one', () => {
    expect(judged(item('i-1', { at: monday }), item('i-1', { at: wednesday }), item('i-1', { at: tuesday }))).toEqual({ found: ['i-1'], resources: 1, notes: ['2 records are of resources that are listed already: the newest ones are judged'] });
    expect(judged(item('i-1', { at: monday }), item('i-1', { at: tuesday, deleted: true }))).toEqual({ found: [], resources: 0, notes: ['1 deleted resource not judged'] });
  });

  test('are waived as the resource', () => {
    writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nwaivers:\n  - { guardrail: gpu-shapes, resource: "arn:aws:ec2:eu-west-1:111122223333:instance/i-1", reason: labelling, owner: ml, ticket: CHG-1, expires: 2027-12-31 }\n');
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ configurationItems: [item('i-1', { at: monday }), item('i-1', { at: tuesday })] }));
    const { report } = checkJson(['config.json', '--config', 'landrail.yaml'], { cwd: folder });
    expect(report.findings.filter(({ guardrail }) => guardrail === 'gpu-shapes').map(({ verdict }) => verdict)).toEqual(['waived']);
  });

  test('of a machine that a group made: the newest is judged where the group is not there', () => {
    expect(judged(item('i-1', { at: monday, tags: group }), item('i-1', { at: tuesday, tags: group })).found).toEqual(['i-1']);
    expect(judged(item('i-1', { at: monday, type: 't3.small', tags: group }), item('i-1', { at: tuesday, tags: group })).found).toEqual(['i-1']);
    expect(judged(item('i-1', { at: monday, tags: group }), item('i-1', { at: tuesday, type: 't3.small', tags: group })).found).toEqual([]);
  });

  test('of a machine that is gone: the others of its group are judged all the same', () => {
    expect(judged(item('i-1', { at: monday, tags: group }), item('i-2', { at: monday, tags: group }), item('i-1', { at: tuesday, deleted: true })).found).toHaveLength(1);
    expect(judged(item('i-1', { at: monday, tags: group }), item('i-1', { at: tuesday, deleted: true })).found).toEqual([]);
  });
});

describe('one resource by several names', () => {
  const volume = (id: string) => ({ Volumes: [{ VolumeId: id, VolumeType: 'gp3', AvailabilityZone: 'eu-west-1a', State: 'in-use', CreateTime: '2025-01-01T00:00:00Z' }] });
  const recorded = (id: string) => ({ configurationItems: [{ resourceType: 'AWS::EC2::Volume', resourceId: id, configurationItemStatus: 'OK', ARN: `arn:aws:ec2:eu-west-1:111122223333:volume/${id}`, awsRegion: 'eu-west-1', awsAccountId: '111122223333', configuration: { volumeId: id, volumeType: 'gp3' } }] });
  const read = async (files: Readonly<Record<string, unknown>>) => (await inventories(files)).read.map(({ resources, end }) => [resources.map(({ address }) => address), end.notes]);

  test('is judged once, where the first answer tells its place', async () => {
    const id = 'vol-0a1b2c3d4e5f60718';
    expect(await read({ 'a-config.json': recorded(id), 'b-volumes.json': volume(id) })).toEqual([
      [[`arn:aws:ec2:eu-west-1:111122223333:volume/${id}`], []],
      [[], ['1 record is of a resource that is listed already: the newest one is judged']],
    ]);
    // Else the second one has more to say.
    expect(await read({ 'a-volumes.json': volume(id), 'b-config.json': recorded(id) })).toEqual([
      [[`eu-west-1/AWS::EC2::Volume/${id}`], []],
      [[`arn:aws:ec2:eu-west-1:111122223333:volume/${id}`], ['1 resource is told more fully here than in another file: both records are judged']],
    ]);
  });

  test('is not taken for another that is called alike', async () => {
    // Ids of older days are short enough to occur twice.
    expect((await read({ 'a-config.json': recorded('vol-0a1b2c3d'), 'b-volumes.json': volume('vol-0a1b2c3d') })).map(([addresses]) => addresses?.length)).toEqual([1, 1]);
    const table = (region: string) => ({ Table: { TableName: 'tab-0a1b2c3d4e5f60718', TableStatus: 'ACTIVE', TableArn: `arn:aws:dynamodb:${region}:111122223333:table/tab-0a1b2c3d4e5f60718` } });
    expect((await read({ 'a.json': table('eu-west-1'), 'b.json': table('us-east-1') })).map(([addresses]) => addresses?.length)).toEqual([1, 1]);
  });

  test('in capitals is the same', async () => {
    const machine = (id: string) => ({ InstanceId: id, InstanceType: 't3.small', State: { Name: 'running' }, Placement: { AvailabilityZone: 'eu-west-1a' } });
    expect(await read({ 'machines.json': { Reservations: [{ OwnerId: '111122223333', Instances: [machine('I-0AAAABBBBCCCCDDDD'), machine('i-0aaaabbbbccccdddd')] }] } })).toEqual([[['arn:aws:ec2:eu-west-1:111122223333:instance/i-0aaaabbbbccccdddd'], ['1 record is of a resource that is listed already: the newest one is judged']]]);
    const vcn = (id: string) => ({ id, 'display-name': 'checkout', 'compartment-id': 'ocid1.compartment.oc1..checkout', 'cidr-blocks': ['10.0.0.0/16'], 'lifecycle-state': 'AVAILABLE' });
    expect(await read({ 'vcns.json': { data: [vcn('OCID1.VCN.OC1.EU-FRANKFURT-1.AMAAAAAA'), vcn('ocid1.vcn.oc1.eu-frankfurt-1.amaaaaaa')] } })).toEqual([[['ocid1.vcn.oc1.eu-frankfurt-1.amaaaaaa'], ['1 record is of a resource that is listed already: the newest one is judged']]]);
  });
});
