import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { readAudit } from '../../src/audit/read.ts';
import { folderOf, gcpRecord, readAll, trail, trailRecord } from './logs.ts';
import { smallTrail } from './small-trail.ts';

let script = new URL('none:');

beforeAll(async () => {
  const folder = folderOf({ 'package.json': '{"type":"commonjs"}' });
  await build({ entryPoints: [fileURLToPath(new URL('../../src/audit/scan-worker.ts', import.meta.url))], bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'silent', outfile: join(folder, 'scan-worker.js') });
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

test('threads tell what one thread tells, in the same order, whichever is done first', async () => {
  const folder = manyLogs();
  const alone = await readAll([folder], {}, folder);
  expect(alone.events.length).toBeGreaterThan(4000);
  expect(alone.problems.length).toBe(2);
  for (const count of [1, 3]) expect(await readAll([folder], { threads: { script, count } }, folder)).toEqual(alone);
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
