import { describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { checkJson, scratchFolder } from '../../commands/landrail.ts';
import { inventories } from './opened.ts';

const folder = scratchFolder('since');

function instance(id: string, shape: string, more: object = {}): object {
  return { InstanceId: id, InstanceType: shape, ImageId: 'ami-1', Placement: { AvailabilityZone: 'eu-west-1a' }, State: { Name: 'running' }, Tags: [], ...more };
}

const reservation = (...instances: readonly object[]): string => JSON.stringify({ Reservations: [{ OwnerId: '111122223333', Instances: instances }] });

describe('--since', () => {
  writeFileSync(join(folder, 'monday.json'), reservation(instance('i-0a', 'p3.2xlarge'), instance('i-0b', 't3.micro'), instance('i-0c', 't3.micro')));
  writeFileSync(join(folder, 'tuesday.json'), reservation(instance('i-0a', 'p3.2xlarge'), instance('i-0b', 'g5.xlarge'), instance('i-0d', 'p4d.24xlarge')));

  test('judges what is new or has changed', () => {
    const { status, report } = checkJson(['tuesday.json', '--since', 'monday.json', '--no-config'], { cwd: folder });
    const gpus = report.findings.filter((one) => one.guardrail === 'gpu-shapes').map((one) => one.resource?.address);
    expect(gpus).toEqual(['arn:aws:ec2:eu-west-1:111122223333:instance/i-0b', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0d']);
    expect(report.inputs.map(({ path, notes }) => [path, notes])).toEqual([['tuesday.json', ['1 resource unchanged since monday.json, not judged']]]);
    expect(status).toBe(1);
  });

  test('passes where nothing is new', () => {
    const { status, report } = checkJson(['monday.json', '--since', 'monday.json', '--no-config'], { cwd: folder });
    expect([status, report.findings, report.inputs[0]?.notes]).toEqual([0, [], ['3 resources unchanged since monday.json, not judged']]);
  });

  test('of what is no inventory is refused', () => {
    writeFileSync(join(folder, 'state.json'), '{"version": 4, "serial": 1, "lineage": "payroll", "resources": []}');
    writeFileSync(join(folder, 'half.json'), reservation(instance('i-0a', 'p3.2xlarge')).slice(0, 60));
    const codes = (file: string) => {
      const { status, report } = checkJson(['tuesday.json', '--since', file, '--no-config'], { cwd: folder });
      return [status, report.errors.map(({ code }) => code)];
    };
    expect(codes('state.json')).toEqual([2, ['since-no-inventory']]);
    expect(codes('half.json')).toEqual([2, ['input-truncated']]);
    expect(codes('nowhere.json')).toEqual([2, ['usage-file']]);
  });
});

describe('a resource that one answer tells in part', () => {
  const tagged = { ResourceTagMappingList: [{ ResourceARN: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a', Tags: [{ Key: 'owner', Value: 'ml-platform' }] }] };
  const whole = reservation(instance('i-0a', 'p3.2xlarge'));

  test('and another one whole is judged whole', async () => {
    const { read } = await inventories({ 'a-tags.json': tagged, 'b-instances.json': whole });
    expect(read.map(({ resources, end }) => [resources[0]?.shapes.map((shape) => shape.name.status), end.notes.filter((note) => note.includes('fully'))])).toEqual([
      [['unknown'], []],
      [['known'], ['1 resource is told more fully here than in another file: both records are judged']],
    ]);
  });
});
