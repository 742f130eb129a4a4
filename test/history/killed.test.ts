import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { rowsOf } from '#history/duckdb.ts';
import { History } from '#history/history.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'landrail-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const perRun = 300;
/** LANDRAIL_KILLS=200 takes a minute. */
const rounds = Number(process.env['LANDRAIL_KILLS'] ?? 40);

/** One run's log: launches that no other run has. */
function log(run: number): string {
  const records = Array.from({ length: perRun }, (_, index) => ({
    eventVersion: '1.11', eventID: `${run}-${index}`, eventTime: new Date(Date.UTC(2026, 9, 1, 0, run, 0, index)).toISOString(), eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', awsRegion: 'eu-west-1', readOnly: false, eventType: 'AwsApiCall',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/trainer', accountId: '111122223333', userName: 'trainer' }, userAgent: 'aws-cli/2.31.0', recipientAccountId: '111122223333',
    requestParameters: { instanceType: 'm7i.large', instancesSet: { items: [{ imageId: 'ami-1', minCount: 1, maxCount: 1 }] } },
    responseElements: { instancesSet: { items: [{ instanceId: `i-${run}${index}`, instanceType: 'm7i.large', imageId: 'ami-1' }] } },
  }));
  const path = join(folder, `run-${run}.json`);
  writeFileSync(path, JSON.stringify({ Records: records }));
  return path;
}

const file = join(folder, 'history.duckdb');
const argv = (run: number): string[] => [cli, 'history', 'import', log(run), '--history', file];

test('a run that is killed at any moment leaves the file as it was, or with all of it', async () => {
  const started = performance.now();
  expect(spawnSync(process.execPath, argv(0), { encoding: 'utf8', cwd: folder }).stdout).toBe(`${perRun} events in the logs, ${perRun} of them new to the history.\n`);
  const whole = performance.now() - started;
  for (let run = 1; run <= rounds; run += 1) {
    const child = spawn(process.execPath, argv(run), { stdio: 'ignore', cwd: folder });
    // Spread over the time that a run takes, and a little longer.
    setTimeout(() => child.kill('SIGKILL'), (whole * 1.1 * run) / rounds);
    await new Promise((resolve) => child.once('exit', resolve));
    const history = await History.open({ file: { path: file, shown: 'history.duckdb' }, cwd: process.cwd(), patience: 0, mustExist: true, now: new Date() });
    const runs = await rowsOf(history.connection, "SELECT split_part(id, '-', 1) AS run, count(*) AS events FROM events GROUP BY 1");
    expect(runs.filter(({ events }) => events !== perRun)).toEqual([]);
    const [derived] = await rowsOf(history.connection, "SELECT sum(times) AS times FROM seen_days WHERE dimension = 'user'");
    expect(derived?.['times']).toBe(runs.length * perRun);
    await history.close();
  }
}, 600_000);
