import { cpSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { readAudit } from '../../src/audit/read.ts';
import type { AuditReader, Passed } from '../../src/audit/reader.ts';
import { readers } from '../../src/audit/registry.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { folderOf, gcpRecord, readAll, trail, trailRecord } from './logs.ts';
import { smallTrail } from './small-trail.ts';

let script = new URL('none:');

beforeAll(async () => {
  const folder = folderOf({ 'package.json': '{"type":"commonjs"}' });
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const banner = { js: "const scriptUrl = require('node:url').pathToFileURL(__filename).href;" };
  await build({ entryPoints: [here('../../src/audit/scan-worker.ts')], bundle: true, platform: 'node', target: 'node20', format: 'cjs', banner, define: { 'import.meta.url': 'scriptUrl' }, logLevel: 'silent', outfile: join(folder, 'scan-worker.js') });
  cpSync(here('../../src/catalog/data'), join(folder, 'catalog'), { recursive: true });
  script = pathToFileURL(join(folder, 'scan-worker.js'));
});

/** Does not pack, so that files are large. */
const noise = (): string => randomBytes(400).toString('base64');

function manyLogs(): string {
  const records = (file: number, count: number): unknown[] => Array.from({ length: count }, (_, index) => trailRecord(`${file}-${index}`, { eventName: index % 3 === 0 ? 'RunInstances' : `Describe${index % 9}`, readOnly: index % 3 !== 0, userAgent: noise() }));
  return folderOf({
    ...Object.fromEntries(Array.from({ length: 6 }, (_, file) => [`big-${file}.json.gz`, trail(...records(file, 2000))])),
    ...Object.fromEntries(Array.from({ length: 300 }, (_, file) => [`small/${file}.json.gz`, trail(...records(100 + file, 3))])),
    'big-3b.json.gz': Buffer.from(trail(...records(50, 2000))).subarray(0, 1_000_000),
    'gcp.json': JSON.stringify([gcpRecord]), 'note.txt': 'a note', 'broken.json.gz': Buffer.from([0x1f, 0x8b, 8, 0, 0]),
  });
}

test('threads hash what they read, where there are digest files', async () => {
  const name = (file: number): string => `111122223333_CloudTrail_eu-west-1_20261128T020${file}Z_A6kvhMoVeCsc7v8U.json.gz`;
  const logs = [0, 1, 2].map((file) => trail(...Array.from({ length: 2000 }, (_, index) => trailRecord(`${file}-${index}`, { userAgent: noise() }))));
  const told = (text: string): string => createHash('sha256').update(text).digest('hex');
  const digest = JSON.stringify({
    awsAccountId: '111122223333', digestStartTime: '2026-11-28T01:31:31Z', digestEndTime: '2026-11-28T02:31:31Z', digestS3Object: 'AWSLogs/111122223333_CloudTrail-Digest_eu-west-1_shop_eu-west-1_20261128T023131Z.json.gz',
    logFiles: logs.map((text, file) => ({ s3Object: name(file), hashAlgorithm: 'SHA-256', hashValue: told(file === 1 ? 'something else' : text) })),
  });
  const folder = folderOf({ ...Object.fromEntries(logs.map((text, file) => [name(file), text])), 'lists/111122223333_CloudTrail-Digest_eu-west-1_shop_eu-west-1_20261128T023131Z.json.gz': digest });
  for (const threads of [null, { script, count: 2 }]) {
    const { problems, sources } = await readAll([folder], { readers, threads }, folder);
    expect([problems.map(({ code, message }) => [code, message.slice(0, name(1).length)]), sources[0]?.notes[0]]).toEqual([[['audit-modified', name(1)]], '1 digest file lists 3 delivered log files; the SHA-256 of 2 matches']);
  }
});

test('threads tell what one thread tells, in the same order, whichever is done first', async () => {
  const folder = manyLogs();
  const alone = await readAll([folder], {}, folder);
  expect(alone.events.length).toBeGreaterThan(4000);
  expect(alone.problems.length).toBe(2);
  for (const count of [1, 3]) expect(await readAll([folder], { threads: { script, count } }, folder)).toEqual(alone);
});

test('threads read ahead what is waited for, and what they read is what one thread reads, to the byte', async () => {
  const launch = (id: string, more: Readonly<Record<string, unknown>>): unknown => trailRecord(id, {
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/mira', accountId: '111122223333', userName: 'mira' }, requestParameters: { instanceType: 'm7i.large', tagSpecificationSet: { items: [{ resourceType: 'instance', tags: [{ key: 'owner', value: `team-\ud83d\ude80 \ud800 ${id}` }] }] } },
    responseElements: { instancesSet: { items: [{ instanceId: `i-${id}`, instanceType: 'm7i.large', padding: noise() }] } }, sourceIPAddress: '192.0.2.7', userAgent: 'aws-cli/2.31.0', ...more,
  });
  const uuid = (at: number): string => `1c2e7582-2c01-4eeb-bfd4-${at.toString(16).padStart(12, '0')}`;
  const odd: readonly ((at: number) => Readonly<Record<string, unknown>>)[] = [
    () => ({}), (at) => ({ eventID: uuid(at >> 1) }), (at) => ({ sharedEventID: uuid(at >> 2) }), () => ({ eventID: null }), () => ({ eventTime: 'at noon' }), () => ({ errorCode: 'Client.UnauthorizedOperation' }),
    // Of what another reader may take as its own nothing is read ahead.
    () => ({ operationName: 'Microsoft.Compute/virtualMachines/write', resourceId: '/subscriptions/a', time: '2026-11-28T02:14:00Z' }), () => ({ eventType: 'com.oraclecloud.ComputeApi.LaunchInstance.end' }), () => ({ eventName: 'RunInstances20150331' }), () => ({ readOnly: 'no' }),
  ];
  const logs = Object.fromEntries(Array.from({ length: 8 }, (_, file) => [`${file}.json.gz`, trail(...Array.from({ length: 1500 }, (_unused, index) => launch(uuid(file * 1500 + index), odd[index % 17]?.(file * 1500 + index) ?? {})))]));
  const folder = folderOf({ ...logs, 'again.json.gz': trail(launch(uuid(0), {}), launch(uuid(17), {})), 'azure.json': JSON.stringify([{ operationName: 'Microsoft.Compute/virtualMachines/write', resourceId: '/subscriptions/a', time: '2026-11-28T02:14:00Z' }, launch('last', {})]) });
  const options = { readers, pipelines: [{ aws: 'arn:aws:iam::111122223333:user/mi*' }] };
  const alone = await readAll([folder], options, folder);
  expect(alone.events.length).toBeGreaterThan(9000);
  let readAhead = 0;
  const counted = readers.map((load): (() => Promise<AuditReader>) => async () => {
    const reader = await load();
    return { ...reader, open: (pipelines) => {
      const reading = reader.open(pipelines);
      const take = (event: AuditEvent): AuditEvent | Passed => {
        readAhead += 1;
        return reading.take?.(event) ?? event;
      };
      return { read: (record, place) => reading.read(record, place), finish: () => reading.finish(), scopeOf: (record) => reading.scopeOf(record), take };
    } };
  });
  for (const count of [1, 3]) expect(await readAll([folder], { ...options, readers: counted, threads: { script, count, behind: -1 } }, folder)).toEqual(alone);
  // All that they can, in both runs, whichever thread is faster.
  expect(readAhead).toBeGreaterThan(9000);
});

test('they end when nobody asks for more', async () => {
  const reading = readAudit([manyLogs()], { pipelines: [], readers: [() => Promise.resolve(smallTrail)], threads: { script, count: 2 } });
  let events = 0;
  for await (const batch of reading.batches()) {
    events += batch.events.length;
    if (events > 1000) break;
  }
  expect(events).toBeGreaterThan(1000);
});

test('a thread that cannot start is an error, not a silence', async () => {
  const folder = manyLogs();
  await expect(readAll([folder], { threads: { script: new URL('none.js', script), count: 3 } })).rejects.toThrow(/none\.js/);
});
