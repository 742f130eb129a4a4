// A history of tens of millions of events, and one night against it.
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { alternate, peakMemory } from '../measure.mjs';
import { bytesRow, megabytes, printRows, secondsRow } from '../table.mjs';

/** Launches of one night: a hundred principals, one of them in a region of its own. */
function night() {
  const records = Array.from({ length: 1000 }, (_, index) => ({
    eventVersion: '1.11', eventID: `night-${index}`, eventTime: new Date(Date.UTC(2026, 10, 1, 6, 0, index * 60)).toISOString(), eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', awsRegion: index % 100 === 7 ? 'us-west-2' : 'eu-west-1', readOnly: false, eventType: 'AwsApiCall',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${100_000_000_000 + (index % 50)}:user/u${index % 100}`, accountId: String(100_000_000_000 + (index % 50)), userName: `u${index % 100}` }, userAgent: 'aws-cli/2.31.0', recipientAccountId: String(100_000_000_000 + (index % 50)),
    requestParameters: { instanceType: 'm7i.large', instancesSet: { items: [{ imageId: `ami-${index % 40}`, minCount: 1, maxCount: 1 }] } },
    responseElements: { instancesSet: { items: [{ instanceId: `i-${index}`, instanceType: 'm7i.large', imageId: `ami-${index % 40}` }] } },
  }));
  return JSON.stringify({ Records: records });
}

/** Events of half a year, over fifty accounts, made where they are kept; what is derived of them landrail derives. */
async function made(file, events, landrail, progress) {
  if (existsSync(file)) return;
  progress(`writing ${file}`);
  const empty = `${file}.log.json`;
  writeFileSync(empty, night());
  landrail('history', 'import', empty, '--history', file);
  rmSync(empty);
  const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run('DELETE FROM events');
  await connection.run(`INSERT INTO events SELECT 'e' || i, 0, 'aws', CAST(100000000000 + i % 50 AS VARCHAR), TIMESTAMP '2026-05-01' + to_milliseconds(CAST(i * (15800000000.0 / ${events}) AS BIGINT)), 'RunInstances', 'ec2.amazonaws.com', 'create', 'success',
    'arn:aws:iam::' || (100000000000 + i % 50) || ':user/u' || (i % 2000), 'cli', CASE WHEN i % 9 = 0 THEN 'eu-central-1' ELSE 'eu-west-1' END, 'AWS::EC2::Instance', 'instance', 'm7i.' || (i % 30), 'ami-' || (i % 300), 1 + i % 3, 'log:' || i FROM range(${events}) r(i)`);
  connection.closeSync();
  instance.closeSync();
  landrail('history', 'forget', '--before', '2026-01-01', '--history', file);
}

export async function run({ root, cache, quick, progress, environment }) {
  const events = quick ? 5_000_000 : 50_000_000;
  const file = join(cache, `history-${events}.duckdb`);
  const cli = join(root, 'dist', 'cli.js');
  const env = environment(join(cache, 'warm'));
  await made(file, events, (...args) => {
    const ended = spawnSync(process.execPath, [cli, ...args], { env: { ...process.env, ...env }, encoding: 'utf8' });
    if (ended.status !== 0) throw new Error(ended.stderr);
  }, progress);
  const log = join(cache, 'night.json');
  writeFileSync(log, night());
  const job = { name: 'drift', argv: [process.execPath, cli, 'drift', '--audit', log, '--history', file, '--no-learn', '--until', '2026-11-02T06:00:00Z', '--no-config'], env, cwd: cache, codes: [1] };
  progress('history');
  const times = alternate([job], quick ? 1 : 3);
  printRows([
    secondsRow(`one night against ${events / 1_000_000} million events (${megabytes(statSync(file).size)})`, 10, times.get(job.name)),
    bytesRow('  peak memory', 1536 * 2 ** 20, peakMemory(job, 1), ''),
  ]);
}
