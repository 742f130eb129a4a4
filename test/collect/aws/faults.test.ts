import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { patience } from '../../../src/collect/aws/accounts.ts';
import { checkJson, landrail } from '../../commands/landrail.ts';
import { collecting, faultyAws, type FaultyAws } from './faulty.ts';
import { accessTo, bucket, machines, payrollFunction, roleIn, training, volume } from './fleet.ts';
import { findMoto, startMoto, type Moto } from './moto.ts';

const program = findMoto();
const regions = ['eu-west-1', 'us-east-1'];
const flags = ['--role-arn', roleIn(training), '--regions', regions.join(','), '--services', 'ec2,lambda,s3,iam'];

describe.skipIf(program === null)('landrail inventory aws, where AWS fails', () => {
  let moto: Moto;
  let aws: FaultyAws;
  let folder: string;
  let whole: readonly string[];

  beforeAll(async () => {
    moto = await startMoto(program ?? '');
    aws = await faultyAws(moto.url);
    const access = await accessTo(training, moto.url);
    for (const region of regions) {
      await machines(access, region, 'g4dn.xlarge', 2, 'ml-platform');
      await volume(access, region);
      await payrollFunction(access, region, `salaries-${region}`, null);
    }
    await bucket(access, 'eu-west-1', 'training-data', 'ml-platform');
    const first = mkdtempSync(join(tmpdir(), 'landrail-faults-'));
    expect(await collecting(aws, first, flags)).toMatchObject({ status: 0, stderr: '' });
    whole = linesOf(join(first, 'aws-inventory.ndjson'));
    rmSync(first, { recursive: true });
  }, 120_000);
  afterAll(() => {
    aws?.stop();
    moto?.stop();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'landrail-faults-'));
    aws.asked.length = 0;
    aws.fault = () => null;
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const at = (name: string) => join(folder, name);

  test('calls that are throttled are made again', async () => {
    const times = new Map<string, number>();
    aws.fault = ({ region, operation }) => {
      const key = `${region} ${operation}`;
      times.set(key, (times.get(key) ?? 0) + 1);
      return operation === 'DescribeVolumes' && (times.get(key) ?? 0) <= 2 ? 'throttled' : null;
    };
    expect(await collecting(aws, folder, flags)).toMatchObject({ status: 0, stderr: '' });
    expect(times.get('eu-west-1 DescribeVolumes')).toBe(3);
    expect(linesOf(at('aws-inventory.ndjson'))).toEqual(whole);
  }, 60_000);

  test('what is refused is not seen there, and the rest is whole', async () => {
    aws.fault = ({ region, operation }) => (region === 'eu-west-1' && operation === 'DescribeVolumes' ? 'refused' : null);
    const { status, stdout, stderr } = await collecting(aws, folder, flags);
    expect([status, stderr]).toEqual([1, 'not seen: ec2:DescribeVolumes in eu-west-1 of 111122223333: You are not authorized to perform this operation\n']);
    expect(stdout).toContain('; 1 call gave nothing.');
    const { report } = checkJson(['aws-inventory.ndjson', '--no-config'], { cwd: folder });
    const [input] = report.inputs as readonly { readonly coverage?: readonly { readonly region: string; readonly kind: string; readonly resources: number; readonly incomplete: string | null }[] }[];
    expect(input?.coverage?.filter(({ kind }) => ['disk', 'instance'].includes(kind)).map(({ region, kind, resources, incomplete }) => [region, kind, resources, incomplete])).toEqual([
      ['eu-west-1', 'disk', 0, 'ec2:DescribeVolumes gave nothing in eu-west-1 of 111122223333: You are not authorized to perform this operation'],
      ['eu-west-1', 'instance', 2, null],
      ['us-east-1', 'disk', 3, null],
      ['us-east-1', 'instance', 2, null],
    ]);
    expect(checkJson(['aws-inventory.ndjson', '--no-config', '--strict'], { cwd: folder }).status).toBe(2);
  }, 60_000);

  test('what is refused for every service is said once', async () => {
    aws.fault = ({ service }) => (service === 'tagging' ? 'refused' : null);
    const { status, stdout, stderr } = await collecting(aws, folder, flags);
    expect([status, stderr]).toEqual([1, 'not seen: tag:GetResources in eu-west-1, us-east-1 of 111122223333: You are not authorized to perform this operation\n']);
    expect(stdout).toContain('; 2 calls gave nothing.');
    // Tags are not known, but nothing is missing.
    const { report } = checkJson(['aws-inventory.ndjson', '--no-config'], { cwd: folder });
    expect(report.inputs[0]).not.toMatchObject({ coverage: expect.arrayContaining([expect.objectContaining({ incomplete: expect.any(String) })]) });
  }, 60_000);

  test('a run that is killed, and killed again, ends as one that is not', async () => {
    let runs = 0;
    for (const killAt of [3, 9, 5, 14, 21, Infinity]) {
      runs += 1;
      const { status, stderr } = await collecting(aws, folder, [...flags, '--concurrency', '2'], { killAt });
      if (status === null) continue;
      expect([status, stderr.replace(/^\d+ of \d+ tasks were done by an earlier run\n$/, '')]).toEqual([0, '']);
      break;
    }
    expect(runs).toBeGreaterThan(3);
    expect(linesOf(at('aws-inventory.ndjson'))).toEqual(whole);
    expect(existsSync(at('aws-inventory.ndjson.partial.lock'))).toBe(false);
  }, 120_000);

  test('credentials that are over end it, with one word of it', async () => {
    aws.fault = ({ service }) => (aws.asked.length > 12 && service !== 'sts' ? 'expired' : null);
    const { status, stderr } = await collecting(aws, folder, [...flags, '--concurrency', '1']);
    expect(status).toBe(2);
    expect(stderr.match(/^error/gm)).toHaveLength(1);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/and \d more could not be read: ExpiredToken: .* next log in again; what was read is kept, and the same command goes on from there/);
    aws.fault = () => null;
    expect((await collecting(aws, folder, [...flags, '--concurrency', '1'])).status).toBe(0);
    expect(linesOf(at('aws-inventory.ndjson'))).toEqual(whole);
  }, 120_000);

  test('a region that is not enabled is not asked', async () => {
    const { status, stderr } = await collecting(aws, folder, ['--role-arn', roleIn(training), '--regions', 'eu-west-1,eu-west-9', '--services', 'ec2']);
    expect([status, stderr]).toEqual([1, 'not seen: ec2:DescribeRegions in eu-west-9 of 111122223333: the account has not enabled the region, or there is none of that name\n']);
    expect(aws.asked.some(({ region }) => region === 'eu-west-9')).toBe(false);
  }, 60_000);

  describe('FILE.partial', () => {
    const left = (lines: readonly string[]) => writeFileSync(at('aws-inventory.ndjson.partial'), lines.map((line) => `${line}\n`).join(''));
    const written = async (): Promise<string[]> => {
      await collecting(aws, folder, [...flags, '--output', 'first.ndjson']);
      return readFileSync(at('first.ndjson'), 'utf8').trimEnd().split('\n').slice(0, -1);
    };

    test.each([
      ['lost a line of a task', (lines: string[]) => lines.filter((_, index) => index !== lines.findIndex((line) => line.startsWith('{"row"')))],
      ['has a damaged line', (lines: string[]) => lines.map((line, index) => (index === lines.findIndex((one) => one.startsWith('{"row"')) ? line.slice(0, 40) : line))],
      ['has lost its end', (lines: string[]) => [...lines.slice(0, 20), '\0'.repeat(512)]],
      ['has no more than its header', (lines: string[]) => lines.slice(0, 1)],
    ])('that %s is mended', async (_, spoil) => {
      left(spoil(await written()));
      expect((await collecting(aws, folder, flags)).status).toBe(0);
      expect(linesOf(at('aws-inventory.ndjson'))).toEqual(whole);
    }, 60_000);

    test('of something else is left as it is', async () => {
      for (const other of ['id,name\n1,web\n', '{"name": "assets"}\n', '[]\n']) {
        writeFileSync(at('aws-inventory.ndjson.partial'), other);
        const { status, stderr } = await collecting(aws, folder, flags);
        expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([2, expect.stringContaining('aws-inventory.ndjson.partial is not an interrupted inventory')]);
        expect(readFileSync(at('aws-inventory.ndjson.partial'), 'utf8')).toBe(other);
      }
      rmSync(at('aws-inventory.ndjson.partial'));
      mkdirSync(at('aws-inventory.ndjson.partial'));
      expect(await collecting(aws, folder, flags)).toMatchObject({ status: 2, stderr: expect.stringContaining('aws-inventory.ndjson.partial cannot be written: EISDIR') });
    }, 60_000);

    test('that another run writes is not touched', async () => {
      writeFileSync(at('aws-inventory.ndjson.partial.lock'), String(process.pid));
      const { status, stderr } = await collecting(aws, folder, flags);
      expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([2, expect.stringContaining(`aws-inventory.ndjson.partial is being written by another run (process ${process.pid})`)]);
    }, 60_000);
  });

  test('without credentials', async () => {
    const { status, stderr } = await collecting(aws, folder, ['--regions', 'eu-west-1'], { env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } });
    expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([2, 'error no credentials for AWS: Could not load credentials from any providers next log in (aws sso login), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; check with: aws sts get-caller-identity ']);
  }, 60_000);
});

test('a call that nobody answers is given up and made again', async () => {
  let asked = 0;
  const server = createServer((_, answer) => {
    asked += 1;
    if (asked > 1) answer.writeHead(200, { 'content-type': 'text/xml' }).end('<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sts = new STSClient({ ...patience, endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, requestHandler: { ...patience.requestHandler, requestTimeout: 300 } });
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(training);
  expect(asked).toBe(2);
  server.closeAllConnections();
  server.close();
}, 30_000);

describe('flags that would collect nothing, or something twice', () => {
  test.each([
    [['--services', ','], '--services names nothing; leave it out for all'],
    [['--regions', ''], '--regions names nothing; leave it out for all'],
    [['--regions', 'eu-west-1 us-east-1'], '--regions has "eu-west-1 us-east-1"; regions are called like eu-west-1, and separated by commas'],
    [['--role-arn', roleIn(training), '--role-arn', `arn:aws:iam::${training}:role/other`], '--role-arn names 111122223333 more than once; one role reads an account'],
    [['--endpoint-url', 'localhost:4566'], '--endpoint-url is "localhost:4566"; it must be an address like http://127.0.0.1:4566'],
    [['--endpoint-url', 'http://127.0.0.1:9'], 'see whether http://127.0.0.1:9 answers, which --endpoint-url or AWS_ENDPOINT_URL names'],
  ])('%j', (given, message) => {
    const { status, stderr } = landrail(['inventory', 'aws', ...given], { env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_MAX_ATTEMPTS: '1' } });
    expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([2, expect.stringContaining(message)]);
  }, 60_000);
});

/** Rows of an inventory and the tasks that found them, in an order of their own: which task ends first is chance. */
function linesOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('{"row"') || line.startsWith('{"done"')).sort();
}
