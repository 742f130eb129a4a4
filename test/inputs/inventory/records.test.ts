import { describe, expect, test } from 'vitest';
import { checkJson, scratchFolder } from '../../commands/landrail.ts';
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
    expect(judged(item('i-1', { at: monday }), item('i-1', { at: wednesday }), item('i-1', { at: tuesday }))).toEqual({ found: ['i-1 (2026-11-18T10:00:00.000Z)'], resources: 1, notes: ['2 records are of resources that are listed already: the newest ones are judged'] });
    expect(judged(item('i-1', { at: monday }), item('i-1', { at: tuesday, deleted: true }))).toEqual({ found: [], resources: 0, notes: ['1 deleted resource not judged'] });
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
