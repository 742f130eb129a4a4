import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { rowsOf } from '#history/duckdb.ts';
import { featuresOf } from '#history/features.ts';
import { History } from '#history/history.ts';
import { approve, forget, forgetBefore, quarantine } from '#history/known.ts';
import type { Observation } from '#history/observation.ts';
import { addNight, exportEvents, statusOf, trendOf } from '#history/status.ts';
import { ProblemError } from '#model/problem.ts';
import { daily, launch, trainer } from './launches.ts';

const folder = mkdtempSync(join(tmpdir(), 'landrail-history-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const now = new Date('2026-11-02T06:00:00Z');
const night = { from: '2026-11-01T06:00:00.000Z', to: '2026-11-02T06:00:00.000Z' };

function open(name: string | null, more: { readonly patience?: number; readonly mustExist?: boolean } = {}): Promise<History> {
  return History.open({ file: name === null ? null : { path: join(folder, name), shown: name }, cwd: process.cwd(), patience: 0, mustExist: false, now, ...more });
}

async function holding(observations: readonly Observation[]): Promise<History> {
  const history = await open(null);
  await history.add(observations);
  await history.take();
  return history;
}

async function saved(name: string, observations: readonly Observation[]): Promise<void> {
  const history = await open(name);
  await history.add(observations);
  await history.take();
  await history.commit();
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
    throw error;
  }
  return 'none';
}

describe('a history without a file', () => {
  const temp = process.env['TMPDIR'];
  const inside = join(folder, 'temp');
  afterEach(() => {
    if (temp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temp;
  });
  /** More than there is room for. */
  const fill = (history: History): Promise<unknown> => history.connection.run("CREATE TEMP TABLE many AS SELECT CAST(uuid() AS VARCHAR) || range AS one FROM range(1500000)");

  test('puts what its memory has no room for into a folder of its own, among those of the system, and leaves none', async () => {
    mkdirSync(inside);
    process.env['TMPDIR'] = inside;
    const history = await open(null);
    await history.connection.run("SET memory_limit = '40MB'");
    await fill(history);
    const [own = ''] = readdirSync(inside);
    expect(own).toMatch(/^landrail-/);
    expect(process.platform === 'win32' || (statSync(join(inside, own)).mode & 0o777) === 0o700).toBe(true);
    expect(readdirSync(join(inside, own))).not.toEqual([]);
    await history.close();
    expect(readdirSync(inside)).toEqual([]);
    expect(existsSync('.tmp')).toBe(false);
  });

  test('keeps all in memory where there is no such folder, and writes none elsewhere', async () => {
    process.env['TMPDIR'] = join(folder, 'missing');
    const history = await open(null);
    await history.connection.run("SET memory_limit = '40MB'");
    await expect(fill(history)).rejects.toThrow(/Out of Memory/);
    expect(existsSync('.tmp')).toBe(false);
    await history.close();
  });
});

describe('what was seen before', () => {
  test('is what was made before the window, in the same account', async () => {
    const history = await holding([
      ...daily(30, night.from),
      launch({ id: 'tonight', time: '2026-11-01T23:10:00.000Z', region: 'us-west-2', type: 'p5.48xlarge', image: 'ami-9', machines: 8 }),
      launch({ id: 'elsewhere', time: '2026-11-01T23:20:00.000Z', account: '999988887777' }),
    ]);
    const features = await featuresOf(history, night);
    const first = '2026-10-02T06:00:00.000Z';
    const last = '2026-10-31T06:00:00.000Z';
    expect(features.get('tonight')).toEqual({
      observed: { from: first, days: 30 },
      seen: {
        user: { key: trainer, first, last, times: 30, quarantined: null, approved: null },
        region: { key: 'us-west-2', first: null, last: null, times: 0, quarantined: null, approved: null },
        image: { key: 'ami-9', first: null, last: null, times: 0, quarantined: null, approved: null },
        type: { key: 'p5.48xlarge', first: null, last: null, times: 0, quarantined: null, approved: null },
        service: { key: 'ec2.amazonaws.com', first, last, times: 30, quarantined: null, approved: null },
      },
      launches: {
        hour: '2026-11-01T23:00:00.000Z',
        machines: 8,
        principal: { hours: 720, mean: 30 / 720, stdev: Math.sqrt(30 / 720 - (30 / 720) ** 2), max: 1 },
        block: { hours: 36, mean: 0, stdev: 0, max: 0 },
        everybody: { machines: 8, events: 1, hours: { hours: 720, mean: 30 / 720, stdev: Math.sqrt(30 / 720 - (30 / 720) ** 2), max: 1 }, block: { hours: 36, mean: 0, stdev: 0, max: 0 } },
      },
    });
    expect(features.get('elsewhere')).toMatchObject({ observed: { from: null, days: 0 }, seen: { user: { first: null } }, launches: { machines: 1, principal: { hours: 0 } } });
    await history.close();
  });

  test('counts machines and not calls, of a principal in an hour', async () => {
    const history = await holding([
      launch({ id: 'one', time: '2026-11-01T22:05:00.000Z', machines: 3 }),
      launch({ id: 'two', time: '2026-11-01T22:50:00.000Z', machines: 4 }),
      launch({ id: 'other', time: '2026-11-01T22:55:00.000Z', machines: 5, who: 'arn:aws:iam::111122223333:user/batch' }),
      launch({ id: 'later', time: '2026-11-01T23:00:00.000Z', machines: 6 }),
      launch({ id: 'refused', time: '2026-11-01T22:30:00.000Z', machines: 50, outcome: 'quota' }),
    ]);
    const features = await featuresOf(history, night);
    const machines = ['one', 'two', 'other', 'later', 'refused'].map((id) => [features.get(id)?.launches?.machines, features.get(id)?.launches?.everybody]);
    expect(machines.map(([own]) => own)).toEqual([7, 7, 5, 6, 7]);
    expect(features.get('one')?.launches?.everybody).toMatchObject({ machines: 12, events: 3 });
    await history.close();
  });

  test('is not what failed', async () => {
    const history = await holding([launch({ id: 'probe', time: '2026-10-20T10:00:00.000Z', region: 'ap-south-1', outcome: 'quota' }), launch({ id: 'again', time: '2026-11-01T22:05:00.000Z', region: 'ap-south-1' })]);
    expect((await featuresOf(history, night)).get('again')?.seen.region).toMatchObject({ first: null, times: 0 });
    await history.close();
  });

  test('ends where the window begins, to the millisecond', async () => {
    const history = await holding([
      launch({ id: 'before', time: '2026-11-01T05:59:59.999Z', image: 'ami-before' }),
      launch({ id: 'at', time: '2026-11-01T06:00:00.000Z', image: 'ami-before' }),
      launch({ id: 'in', time: '2026-11-01T07:00:00.000Z', image: 'ami-in' }),
      launch({ id: 'end', time: '2026-11-02T06:00:00.000Z', image: 'ami-in' }),
    ]);
    const features = await featuresOf(history, night);
    expect([...features.keys()]).toEqual(['at', 'in']);
    expect(features.get('at')?.seen.image).toMatchObject({ first: '2026-11-01T05:59:59.999Z', times: 1 });
    expect(features.get('in')?.seen.image).toMatchObject({ first: null, times: 0 });
    await history.close();
  });

  test('what alerted stays unknown until somebody approves it', async () => {
    const value = { provider: 'aws', scope: '111122223333', dimension: 'region', key: 'us-west-2' } as const;
    const history = await holding([launch({ id: 'alerted', time: '2026-10-20T10:00:00.000Z', region: 'us-west-2' }), launch({ id: 'tonight', time: '2026-11-01T22:05:00.000Z', region: 'us-west-2' })]);
    await quarantine(history, [{ ...value, since: '2026-10-20T10:00:00.000Z', detection: 'previously-unseen-region', event: 'alerted' }, { ...value, since: '2026-10-25T10:00:00.000Z', detection: 'previously-unseen-region', event: 'later' }]);
    expect((await featuresOf(history, night)).get('tonight')?.seen.region).toMatchObject({ times: 1, quarantined: '2026-10-20T10:00:00.000Z', approved: null });
    const approval = { owner: 'ml-platform', ticket: 'CHG-7', reason: 'training in Oregon', expires: '2026-12-31' };
    expect(await approve(history, value, approval, now)).toBe(1);
    expect((await featuresOf(history, night)).get('tonight')?.seen.region?.approved).toEqual(approval);
    expect((await statusOf(history)).quarantined).toEqual([]);
    expect(await approve(history, value, { ...approval, expires: '2026-10-31' }, now)).toBe(1);
    expect((await featuresOf(history, night)).get('tonight')?.seen.region?.approved).toBeNull();
    await history.close();
  });
});

describe('a file', () => {
  test('is the same after the same log again', async () => {
    const observations = [...daily(5, night.from), launch({ id: 'tonight', time: '2026-11-01T23:10:00.000Z' })];
    await saved('again.duckdb', observations);
    const status = async (): Promise<unknown> => {
      const history = await open('again.duckdb');
      const said = await statusOf(history);
      const tables = await Promise.all(['seen_days', 'launch_hours', 'observed_days'].map((table) => rowsOf(history.connection, `SELECT * FROM ${table} ORDER BY ALL`)));
      await history.close();
      return [said, tables];
    };
    const before = await status();
    const history = await open('again.duckdb');
    await history.add([...observations, ...observations]);
    expect(await history.take()).toEqual({ events: 6, fresh: 0 });
    await history.commit();
    expect(await status()).toEqual(before);
  });

  test('is as it was where a run does not commit', async () => {
    await saved('rolled.duckdb', daily(3, night.from));
    const history = await open('rolled.duckdb');
    await history.add([launch({ id: 'x', time: '2026-11-01T23:10:00.000Z' })]);
    await history.take();
    await history.close();
    const after = await open('rolled.duckdb');
    expect((await statusOf(after)).scopes).toMatchObject([{ events: 3 }]);
    await after.close();
  });

  test('forgets a value with what it brought, and what is old', async () => {
    const history = await holding([...daily(3, night.from), launch({ id: 'mistake', time: '2026-10-30T23:10:00.000Z', who: 'arn:aws:iam::111122223333:user/mallory', region: 'sa-east-1' })]);
    expect(await forget(history, { provider: 'aws', scope: '*', dimension: 'user', key: 'arn:aws:iam::111122223333:user/mallory' })).toBe(1);
    expect((await statusOf(history)).scopes).toMatchObject([{ events: 3, known: { user: 1, region: 1 } }]);
    expect(await forgetBefore(history, '2026-10-30T00:00:00.000Z')).toBe(1);
    expect((await statusOf(history)).scopes).toMatchObject([{ from: '2026-10-30T06:00:00.000Z', events: 2 }]);
    await history.close();
  });

  test('keeps one line for each night', async () => {
    const history = await holding([]);
    const findings = { critical: 1, high: 2, medium: 0, low: 0, info: 0 };
    for (const unmanaged of [3, 2]) await addNight(history, { ...night, counts: { unmanaged, managed: 40, ghost: 0 }, findings });
    expect((await statusOf(history)).nights).toEqual([{ ...night, counts: { managed: 40, unmanaged: 2 }, findings }]);
    await history.close();
  });

  test('tells the thirty nights that had ended before one', async () => {
    const history = await holding([]);
    const at = (day: number): string => new Date(Date.UTC(2026, 8, day, 6)).toISOString();
    for (let day = 40; day > 0; day -= 1) await addNight(history, { from: at(day - 1), to: at(day), counts: { unmanaged: day }, findings: null });
    expect((await trendOf(history, { to: at(36) })).map(({ counts }) => counts['unmanaged'])).toEqual(Array.from({ length: 30 }, (_, index) => index + 6));
    expect(await trendOf(history, { to: at(1) })).toEqual([]);
    await history.close();
  });

  test('of an older landrail is brought up, unless the run is taken back', async () => {
    await saved('older.duckdb', daily(3, night.from));
    const older = await open('older.duckdb');
    await older.connection.run('DROP TABLE night_findings');
    await older.connection.run('UPDATE meta SET version = 1');
    await older.connection.run(`INSERT INTO nights VALUES ('2026-10-01 06:00:00', '2026-10-02 06:00:00', 'unmanaged', 4)`);
    await older.commit();
    for (const end of ['close', 'commit', 'close'] as const) {
      const history = await open('older.duckdb');
      expect((await statusOf(history)).nights).toEqual([{ from: '2026-10-01T06:00:00.000Z', to: '2026-10-02T06:00:00.000Z', counts: { unmanaged: 4 }, findings: null }]);
      await history[end]();
    }
  });

  test('is written as Parquet', async () => {
    const history = await holding(daily(3, night.from));
    const path = join(folder, "night's.parquet");
    expect(await exportEvents(history, { path, shown: 'events.parquet' })).toBe(3);
    expect(await rowsOf(history.connection, `SELECT count(*) AS events, min(machines) AS machines FROM '${path.replaceAll("'", "''")}'`)).toEqual([{ events: 3, machines: 1 }]);
    await history.close();
  });
});

describe('what cannot be used is told', () => {
  test.each([
    ['of zero bytes', '', 'history-damaged: zero.duckdb is not a readable history: it is empty'],
    ['of garbage', 'no database at all\n'.repeat(500), 'history-damaged: zero.duckdb is not a readable history: it is damaged, or not a DuckDB file'],
  ])('a file %s', async (_, content, message) => {
    writeFileSync(join(folder, 'zero.duckdb'), content);
    expect(await problemOf(open('zero.duckdb'))).toBe(message);
    expect(readFileSync(join(folder, 'zero.duckdb'), 'utf8')).toBe(content);
  });

  test('a file of a newer landrail', async () => {
    await saved('newer.duckdb', []);
    const history = await open('newer.duckdb');
    await history.connection.run('UPDATE meta SET version = 99');
    await history.commit();
    expect(await problemOf(open('newer.duckdb'))).toBe('history-newer: newer.duckdb was written by a newer landrail (history version 99, this one knows 2)');
  });

  test("a file that is somebody else's", async () => {
    const history = await open('foreign.duckdb');
    for (const { name } of await rowsOf(history.connection, "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main'")) await history.connection.run(`DROP TABLE ${name}`);
    await history.connection.run('CREATE TABLE invoices (id INTEGER)');
    await history.commit();
    expect(await problemOf(open('foreign.duckdb'))).toBe('history-foreign: foreign.duckdb is a DuckDB file, but no history of landrail');
  });

  test.each([
    ['instances.json', '[{"InstanceId": "i-1"}]'],
    ['instances.csv', 'id,name\n1,payroll\n'],
  ])('%s, which DuckDB would read as a table', async (name, content) => {
    writeFileSync(join(folder, name), content);
    expect(await problemOf(open(name))).toBe(`history-foreign: ${name} is no DuckDB file, so no history of landrail`);
    expect(readFileSync(join(folder, name), 'utf8')).toBe(content);
  });

  test('a folder, and one that is not there', async () => {
    expect(await problemOf(History.open({ file: { path: folder, shown: 'folder' }, cwd: process.cwd(), patience: 0, mustExist: false, now }))).toBe('history-folder: folder is a folder');
    expect(await problemOf(open('none.duckdb', { mustExist: true }))).toBe('history-missing: there is no history at none.duckdb');
    expect(existsSync(join(folder, 'none.duckdb'))).toBe(false);
  });
});

/** Opens the file and holds it, as another run does. */
const holder = `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1]).then(async (instance) => { await instance.connect(); console.log('open'); setInterval(() => instance, 1000); })`;

test('another run that holds the file is waited for, then told', async () => {
  const child = spawn(process.execPath, ['-e', holder, join(folder, 'shared.duckdb')], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  expect(await problemOf(open('shared.duckdb'))).toBe(`history-in-use: shared.duckdb is in use by another run (process ${child.pid})`);
  setTimeout(() => child.kill(), 300);
  const history = await open('shared.duckdb', { patience: 20_000 });
  await history.close();
});
