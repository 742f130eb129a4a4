import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checkJson, landrail, scratchFolder } from './landrail.ts';

const folder = scratchFolder('hostile');

const machine = (id: string, more: object = {}) => ({ InstanceId: id, InstanceType: 'g5.xlarge', State: { Name: 'running' }, Placement: { AvailabilityZone: 'eu-west-1a' }, SecurityGroups: [{ GroupId: 'sg-1' }], Tags: [{ Key: 'owner', Value: 'ml@shop.example' }], ...more });
const answer = (...machines: readonly object[]) => ({ Reservations: [{ OwnerId: '111122223333', Instances: machines }] });

function check(content: unknown, ...flags: readonly string[]) {
  writeFileSync(join(folder, 'night.json'), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  const { status, report } = checkJson(['night.json', ...flags], { cwd: folder });
  const of = (guardrail: string) => report.findings.filter((one) => one.guardrail === guardrail).map((one) => [one.verdict, one.evidence.needs ?? one.message]);
  return { status, errors: report.errors.map(({ message, hint }) => `${message}; ${hint}`), notes: report.inputs.flatMap(({ notes }) => notes), of };
}

describe('what a failed export leaves', () => {
  const noAnswer = "night.json is an error message of a cloud's command line, in place of an answer; it says why the call failed; make it again with rights to read, and keep what goes to standard error out of the file";
  test.each([
    ['Could not connect to the endpoint URL: "https://ec2.eu-west-9.amazonaws.com/"', noAnswer],
    ['\nUnable to locate credentials. You can configure credentials by running "aws configure".\n', noAnswer],
    ['\nThe SSO session associated with this profile has expired or is otherwise invalid.\n', noAnswer],
    ["ERROR: Please run 'az login' to setup account.\n", noAnswer],
    ['\nusage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\n', noAnswer],
    ['null\n', 'night.json holds no more than null; a query (--query, jq) that selects nothing gives null: see what it asks for'],
    ['', 'night.json is empty; did the command that writes it fail? for a plan: terraform show -json tfplan > plan.json'],
  ])('%j', (content, error) => {
    const { status, errors } = check(content);
    expect([status, errors]).toEqual([2, [error]]);
  });

  test('an archive within an archive', () => {
    expect(check(gzipSync(gzipSync(JSON.stringify(answer(machine('i-1')))))).errors).toEqual(['night.json is a gzip archive within another; unpack it once: gunzip']);
  });

  test('a list of nothing is an answer, though nobody knows to what', () => {
    for (const content of ['[]\n', '[[], []]']) {
      const { status, errors, notes } = check(content);
      expect([status, errors, notes]).toEqual([3, [], ['the inventory holds no resources']]);
    }
    writeFileSync(join(folder, 'machines.json'), JSON.stringify(answer(machine('i-1', { InstanceType: 't3.small' }))));
    expect(check('[]', 'machines.json').status).toBe(0);
  });

  test('a line without an end is let go in time', () => {
    const asset = { name: '//storage.googleapis.com/exports', assetType: 'storage.googleapis.com/Bucket', resource: { location: 'eu', data: {} } };
    const endless = gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(asset)}\n`), Buffer.alloc(300 * 2 ** 20, ' ')]), { level: 1 });
    const started = performance.now();
    expect(check(endless).errors).toEqual(['night.json has a line of more than 256 MiB; JSON lines hold one resource each']);
    expect(performance.now() - started).toBeLessThan(10_000);
  }, 30_000);
});

describe('what a query or a tool has spoilt is not decided', () => {
  const lost = 'the inventory names no shape, and every machine has one';
  test.each([
    ['null', answer(machine('i-1', { InstanceType: null }))],
    ['a list', answer(machine('i-1', { InstanceType: ['g5.xlarge'] }))],
    ['a projection of another member', [[{ InstanceId: 'i-1', InstanceType: null }]]],
  ])('a shape that is %s', (_, content) => {
    expect(check(content).of('gpu-shapes').map(([verdict]) => verdict)).toEqual(['undecided']);
    expect(check(answer(machine('i-1', { InstanceType: null }))).of('gpu-shapes')).toEqual([['undecided', lost]]);
  });

  test.each<[unknown, string | null]>([
    ['owner=ml@shop.example', 'its tags are in no form of AWS'],
    [['owner'], 'its tags are in no form of AWS'],
    [7, 'its tags are in no form of AWS'],
    [{ owner: 'ml@shop.example' }, null],
    [null, 'missing'],
  ])('tags that are %j', (tags, needs) => {
    writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nguardrails:\n  required-tags: { tags: [{ key: owner }] }\n');
    const found = check(answer(machine('i-1', { Tags: tags })), '--config', 'landrail.yaml').of('required-tags');
    expect(found).toEqual(needs === null ? [] : needs === 'missing' ? [['fail', 'required tag "owner" is missing']] : [['undecided', needs]]);
  });

  test('fewer rows than the answer has are not all of them', () => {
    const vm = (name: string) => ({ id: `/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/checkout/providers/Microsoft.Compute/virtualMachines/${name}`, name, type: 'microsoft.compute/virtualmachines', location: 'westeurope', properties: { hardwareProfile: { vmSize: 'Standard_B2s' } } });
    const page = (...rows: readonly object[]) => ({ count: rows.length, data: rows, skip_token: null, total_records: 3 });
    expect(check(page(vm('a'))).notes).toEqual(['not complete: 1 of 3 rows are here']);
    expect(check([page(vm('a'), vm('b')), page(vm('c'))]).notes).toEqual([]);
  });
});

test('what a cloud has named by itself is shown with the name that people know', () => {
  const named = machine('i-0a1b2c3d4e5f60718', { Tags: [{ Key: 'Name', Value: 'trainer\u001b[31m' }] });
  writeFileSync(join(folder, 'night.json'), JSON.stringify(answer(named, machine('i-0b1b2c3d4e5f60718'))));
  const lines = landrail(['check', 'night.json', '--no-config'], { cwd: folder }).stdout.split('\n').filter((line) => line.includes(':instance/'));
  expect(lines).toEqual(['  arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d4e5f60718 (trainer\\u{1b}[31m)', '  arn:aws:ec2:eu-west-1:111122223333:instance/i-0b1b2c3d4e5f60718']);
});

describe('OCI', () => {
  const bucket = { data: [{ name: 'payroll', namespace: 'acme', 'compartment-id': 'ocid1.compartment.oc1..payroll', 'created-by': 'x', etag: 'x', 'freeform-tags': null, 'defined-tags': null }] };

  test('a list of buckets does not tell the region, and a flag does', () => {
    writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nguardrails:\n  regions: { oci: { allow: [eu-zurich-1] } }\n');
    expect(check(bucket, '--config', 'landrail.yaml').of('regions')).toEqual([['undecided', 'buckets are listed without their region; --provider-region oci=REGION tells it']]);
    const told = check(bucket, '--config', 'landrail.yaml', '--provider-region', 'oci=eu-frankfurt-1');
    expect([told.of('regions').map(([verdict]) => verdict), told.errors]).toEqual([['fail'], []]);
  });
});

describe('an inventory that landrail has written', () => {
  const row = (name: string) => JSON.stringify({ row: { type: 'AWS::S3::Bucket', id: `arn:aws:s3:::${name}`, aliases: [name], name, region: { status: 'known', value: 'eu-west-1' }, regionPath: 'BucketRegion', zone: { status: 'absent' }, scope: { account: { status: 'known', value: '111122223333' } }, values: { BucketName: name, Tags: [] }, untold: {}, partial: null, gone: null, madeBy: null, recorded: null } });
  const header = JSON.stringify({ landrail: 'inventory', version: 1, provider: 'aws', asked: {}, started: '2026-11-20T10:00:00Z' });
  const end = JSON.stringify({ end: { finished: '2026-11-20T10:01:00Z', resources: 2 } });
  const file = (...lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

  test('and that has lost lines is not whole', () => {
    expect(check(file(header, row('a'), row('b'), end)).notes).toEqual([]);
    expect(check(file(header, row('a'), end)).notes).toEqual(['not complete: 1 of 2 rows are here']);
    // A list that is not told is not an empty one, and a time is a time.
    const untold = row('a').replace('"untold":{}', '"untold":{"Tags":7}');
    writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nguardrails:\n  required-tags: { tags: [{ key: owner }] }\n');
    expect(check(file(header.replace('2026-11-20T10:00:00Z', 'yesterday'), untold, row('b'), end), '--config', 'landrail.yaml').of('required-tags').map(([verdict]) => verdict)).toEqual(['undecided', 'fail']);
    expect(check(file(header, row('a'), row('b'))).notes).toEqual(['not complete: the run that collected it was broken off; the same command again finishes it']);
  });
});

describe('--since', () => {
  test('an earlier inventory may have been empty', () => {
    writeFileSync(join(folder, 'old.json'), JSON.stringify({ Reservations: [] }));
    const { errors, of } = check(answer(machine('i-1')), '--since', 'old.json');
    expect([errors, of('gpu-shapes').length]).toEqual([[], 1]);
  });

  test('one that has nothing in common is told', () => {
    writeFileSync(join(folder, 'old.json'), JSON.stringify(answer(machine('i-2'))));
    expect(check(answer(machine('i-1')), '--since', 'old.json').notes).toEqual(['nothing of it is in old.json, so that all of it counts as new']);
    expect(check(answer(machine('i-1'), machine('i-2')), '--since', 'old.json').notes).toEqual(['1 resource unchanged since old.json, not judged']);
  });
});
