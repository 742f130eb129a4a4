import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { landrail } from '../../commands/landrail.ts';
import { accessTo, bucket, cluster, machines, payroll, payrollFunction, regions, roleIn, training, trainingGroup, volume, type Access } from './fleet.ts';
import { findMoto, startMoto, type Moto } from './moto.ts';

const program = findMoto();
const services = 'ec2,autoscaling,eks,lambda,s3';

describe.skipIf(program === null)('landrail inventory aws, against moto', () => {
  let moto: Moto;
  let folder: string;
  let ml: Access;
  let hr: Access;

  beforeAll(async () => {
    moto = await startMoto(program ?? '');
  }, 60_000);
  afterAll(() => moto?.stop());
  beforeEach(async () => {
    await moto.reset();
    folder = mkdtempSync(join(tmpdir(), 'landrail-collect-'));
    [ml, hr] = [await accessTo(training, moto.url), await accessTo(payroll, moto.url)];
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const collect = (...flags: readonly string[]) => landrail(['inventory', 'aws', '--endpoint-url', moto.url, '--services', services, ...flags], { cwd: folder, env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', NODE_NO_WARNINGS: '1' } });
  const both = ['--role-arn', roleIn(training), '--role-arn', roleIn(payroll), '--regions', regions.join(',')];

  test('a fleet over three regions and two accounts: nothing is missing, nothing invented', async () => {
    const created: string[] = [];
    for (const region of regions) {
      created.push(...(await machines(ml, region, 'g4dn.xlarge', 3, 'ml-platform')).map((id) => `arn:aws:ec2:${region}:${training}:instance/${id}`));
      created.push(`arn:aws:ec2:${region}:${payroll}:volume/${await volume(hr, region)}`);
      await payrollFunction(hr, region, `salaries-${region}`, region === 'eu-west-1' ? 'payroll' : null);
      created.push(`arn:aws:lambda:${region}:${payroll}:function:salaries-${region}`);
    }
    await trainingGroup(ml, 'us-east-1', 'trainer');
    await cluster(ml, 'eu-west-1', 'notebooks');
    await bucket(hr, 'eu-west-1', 'payroll-archive', 'payroll');
    await bucket(hr, 'ap-south-1', 'payroll-scratch', null);
    created.push('arn:aws:s3:::payroll-archive', 'arn:aws:s3:::payroll-scratch');

    const { status, stdout, stderr } = collect(...both);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^aws-inventory\.ndjson: \d+ resources of 111122223333, 444455556666\. Judge it with: landrail check aws-inventory\.ndjson\n$/);
    const rows = rowsIn(join(folder, 'aws-inventory.ndjson'));
    const ids = rows.map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(created));
    const kinds = ['AWS::EC2::Instance', 'AWS::Lambda::Function', 'AWS::S3::Bucket', 'AWS::AutoScaling::AutoScalingGroup', 'AWS::EKS::Cluster', 'AWS::EKS::Nodegroup'];
    // The two machines of the group are moto's own doing, as they would be that of AWS.
    expect(Object.fromEntries(kinds.map((type) => [type, rows.filter((row) => row.type === type).length]))).toEqual({ 'AWS::EC2::Instance': 11, 'AWS::Lambda::Function': 3, 'AWS::S3::Bucket': 2, 'AWS::AutoScaling::AutoScalingGroup': 1, 'AWS::EKS::Cluster': 1, 'AWS::EKS::Nodegroup': 1 });

    writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nguardrails:\n  required-tags: { tags: [{ key: owner }], kinds: [function, bucket, k8s-nodepool] }\n  regions: { aws: { allow: ["eu-*", "us-*"] } }\n  gpu-shapes: {}\n');
    const judged = landrail(['check', 'aws-inventory.ndjson', '--format', 'json'], { cwd: folder });
    const { findings, inputs } = JSON.parse(judged.stdout) as { findings: { guardrail: string; verdict: string; resource: { address: string; kind: string } }[]; inputs: { coverage: unknown[] }[] };
    const failing = (guardrail: string) => findings.filter((one) => one.guardrail === guardrail && one.verdict === 'fail').map((one) => one.resource.address.replace(/^.*[:/]/, ''));
    expect(failing('required-tags').sort()).toEqual(['payroll-scratch', 'salaries-ap-south-1', 'salaries-us-east-1', expect.stringMatching(/^[0-9a-f-]{36}$/)].sort());
    expect(failing('gpu-shapes').filter((name) => name.startsWith('i-')).length).toBe(9);
    // In ap-south-1: three machines with a disk each, a volume, a function, a bucket.
    expect(failing('regions').filter((name) => /^(i-|vol-|payroll-|salaries-)/.test(name)).length).toBe(9);
    expect(inputs[0]?.coverage.length).toBeGreaterThan(0);
  }, 120_000);

  test('a run that was broken off goes on where it was', async () => {
    await machines(ml, 'eu-west-1', 'g4dn.xlarge', 2, null);
    expect((collect(...both)).status).toBe(0);
    const whole = readFileSync(join(folder, 'aws-inventory.ndjson'), 'utf8');
    const lines = whole.split('\n');
    const cut = `${lines.slice(0, Math.floor(lines.length / 2)).join('\n')}\n{"row":{"type":"AWS::EC2::Ins`;
    writeFileSync(join(folder, 'again.ndjson.partial'), cut);
    const again = collect(...both, '--output', 'again.ndjson');
    expect(again.status).toBe(0);
    expect(again.stderr).toMatch(/^\d+ of 26 tasks were done by an earlier run$/m);
    expect(idsOf(join(folder, 'again.ndjson'))).toEqual(idsOf(join(folder, 'aws-inventory.ndjson')));

    // What the first run was refused is not seen by the second one either.
    const refused = { account: training, region: 'eu-west-1', call: 'ec2:DescribeImages', because: 'not authorized' };
    writeFileSync(join(folder, 'refused.ndjson.partial'), cut.replace('{"done"', `${JSON.stringify({ refused })}\n{"done"`));
    const lacking = collect(...both, '--output', 'refused.ndjson');
    expect([lacking.status, lacking.stderr]).toEqual([1, expect.stringContaining('not seen: ec2:DescribeImages in eu-west-1 of 111122223333: not authorized')]);

    writeFileSync(join(folder, 'other.ndjson.partial'), cut);
    const other = collect('--regions', 'eu-west-1', '--output', 'other.ndjson');
    expect(other.status).toBe(2);
    expect(other.stderr).toContain('other.ndjson.partial was started by a run with other options');
  }, 120_000);

  test('an inventory that was broken off says so', async () => {
    expect((collect('--role-arn', roleIn(training), '--regions', 'eu-west-1')).status).toBe(0);
    const path = join(folder, 'aws-inventory.ndjson');
    truncateSync(path, readFileSync(path).lastIndexOf('{"end"'));
    const { stdout } = landrail(['check', path], { cwd: folder });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('not complete: the run that collected it was broken off; the same command again finishes it');
  }, 60_000);

  test('what a page does not hold, the next one does', async () => {
    const ids = await machines(ml, 'eu-west-1', 't3.micro', 1_100, 'checkout');
    expect((collect('--role-arn', roleIn(training), '--regions', 'eu-west-1', '--services', 'ec2')).status).toBe(0);
    expect(new Set(rowsIn(join(folder, 'aws-inventory.ndjson')).filter((row) => row.type === 'AWS::EC2::Instance').map((row) => row.id.replace(/^.*\//, '')))).toEqual(new Set(ids));
  }, 120_000);
});

describe('flags', () => {
  test.each([
    [['--services', 'ec2,lamda'], '--services has "lamda"; allowed: ec2, '],
    [['--concurrency', '0'], '--concurrency is "0"; it must be a whole number from 1 to 64'],
    [['--role-arn', 'auditor'], '--role-arn is "auditor"; it must be like arn:aws:iam::111122223333:role/auditor'],
  ])('%j', (flags, message) => {
    const { status, stderr } = landrail(['inventory', 'aws', '--endpoint-url', 'http://127.0.0.1:9', ...flags], { env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' } });
    expect(status).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  });
});

interface Row {
  readonly type: string;
  readonly id: string;
}

function rowsIn(path: string): readonly Row[] {
  return readFileSync(path, 'utf8').split('\n').flatMap((line) => {
    const parsed = line === '' ? {} : (JSON.parse(line) as { row?: Row });
    return parsed.row === undefined ? [] : [parsed.row];
  });
}

function idsOf(path: string): readonly string[] {
  return rowsIn(path).map((row) => row.id).sort();
}
