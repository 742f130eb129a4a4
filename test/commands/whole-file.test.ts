import { spawnSync } from 'node:child_process';
import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftOf, writeNew, writeWhole } from '../../src/commands/whole-file.ts';
import { cli, landrail, root, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('whole');
const isUnix = process.platform !== 'win32';
let made = 0;

function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = join(scratch, String((made += 1)));
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

const textsIn = (path: string): Readonly<Record<string, string>> => Object.fromEntries(readdirSync(path).sort().map((name) => [name, readFileSync(join(path, name), 'utf8')]));

function* fullHalfWay(): Generator<string> {
  yield 'half of ';
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

describe('a file', () => {
  it('appears whole, over what was there, and nothing stays beside it', () => {
    const at = folder({ 'old.csv': 'the night before' });
    writeWhole(join(at, 'old.csv'), ['to', 'night']);
    writeWhole(join(at, 'new.csv'), ['tonight']);
    expect(textsIn(at)).toEqual({ 'new.csv': 'tonight', 'old.csv': 'tonight' });
  });

  it('stays as it was where the new one fails half way, and one that was not there is not', () => {
    const at = folder({ 'old.csv': 'the night before' });
    for (const name of ['old.csv', 'new.csv']) expect(() => writeWhole(join(at, name), fullHalfWay())).toThrow('ENOSPC');
    expect(textsIn(at)).toEqual({ 'old.csv': 'the night before' });
  });

  it('is seen by nobody before it is whole', () => {
    const at = folder({ 'old.csv': 'the night before' });
    writeWhole(join(at, 'old.csv'), (function* () {
      yield 'to';
      expect(readFileSync(join(at, 'old.csv'), 'utf8')).toBe('the night before');
      yield 'night';
    })());
    expect(readFileSync(join(at, 'old.csv'), 'utf8')).toBe('tonight');
  });

  it('has a name as long as a name may be', () => {
    const name = `${'n'.repeat(251)}.csv`;
    const at = folder();
    writeWhole(join(at, name), ['tonight']);
    expect(textsIn(at)).toEqual({ [name]: 'tonight' });
  });

  it.runIf(isUnix)('keeps its mode, and a new one has that of all new ones', () => {
    const at = folder({ 'secret.csv': 'old', 'all.csv': 'old', 'plain.csv': '' });
    chmodSync(join(at, 'secret.csv'), 0o600);
    chmodSync(join(at, 'all.csv'), 0o666);
    for (const name of ['secret.csv', 'all.csv', 'new.csv']) writeWhole(join(at, name), ['tonight']);
    expect(['secret.csv', 'all.csv', 'new.csv'].map((name) => statSync(join(at, name)).mode & 0o777)).toEqual([0o600, 0o666, statSync(join(at, 'plain.csv')).mode & 0o777]);
  });

  it.runIf(isUnix)('is written where links lead to, and they stay links; so do second names', () => {
    const at = folder({ 'nights.csv': 'old', 'named.csv': 'old' });
    mkdirSync(join(at, 'links'));
    symlinkSync('../nights.csv', join(at, 'links/one'));
    symlinkSync('links/one', join(at, 'two'));
    symlinkSync('missing.csv', join(at, 'three'));
    linkSync(join(at, 'named.csv'), join(at, 'second.csv'));
    for (const name of ['two', 'three', 'second.csv']) writeWhole(join(at, name), ['tonight']);
    expect(['nights.csv', 'missing.csv', 'named.csv', 'second.csv'].map((name) => readFileSync(join(at, name), 'utf8'))).toEqual(Array.from({ length: 4 }, () => 'tonight'));
    expect(['two', 'three', 'links/one'].map((name) => lstatSync(join(at, name)).isSymbolicLink())).toEqual([true, true, true]);
    expect(() => writeWhole(join(at, 'two'), fullHalfWay())).toThrow('ENOSPC');
    expect(readFileSync(join(at, 'nights.csv'), 'utf8')).toBe('tonight');
    expect(readdirSync(at).sort()).toEqual(['links', 'missing.csv', 'named.csv', 'nights.csv', 'second.csv', 'three', 'two']);
  });

  it.runIf(isUnix)('that is a device, a folder, or a link in a circle is met as the system meets it', () => {
    const at = folder();
    symlinkSync('b', join(at, 'a'));
    symlinkSync('a', join(at, 'b'));
    mkdirSync(join(at, 'taken'));
    writeWhole('/dev/null', ['tonight']);
    expect(() => writeWhole(join(at, 'a'), ['tonight'])).toThrow('ELOOP');
    expect(() => writeWhole(join(at, 'taken'), ['tonight'])).toThrow('EISDIR');
    expect(() => writeWhole(join(at, 'none/new.csv'), ['tonight'])).toThrow('ENOENT');
    expect(readdirSync(at).sort()).toEqual(['a', 'b', 'taken']);
  });

  it('that must be new is not written over, and goes again where it fails', () => {
    const at = folder({ 'landrail.yaml': 'mine' });
    expect(() => writeNew(join(at, 'landrail.yaml'), 'proposed')).toThrow('EEXIST');
    writeNew(join(at, 'new.yaml'), 'proposed');
    expect(textsIn(at)).toEqual({ 'landrail.yaml': 'mine', 'new.yaml': 'proposed' });
  });

  it('is dropped with its draft', () => {
    const at = folder();
    const draft = draftOf(join(at, 'night.parquet'));
    writeFileSync(draft.path, 'half');
    draft.drop();
    expect(readdirSync(at)).toEqual([]);
  });
});

const bash = isUnix && spawnSync('bash', ['-c', 'exit 0']).status === 0;
if (!bash) console.log('skipped: files on a full disk: bash, which bounds what may be written, is not on PATH');

describe.runIf(bash)('on a disk that takes no more', () => {
  const plan = join(root, 'samples/training-cluster/plan.json');

  /** Files of at most this many kilobytes: the rest of a write fails as on a full disk. */
  const limited = (at: string, kilobytes: number, args: readonly string[]) => spawnSync('bash', ['-c', `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`, process.execPath, cli, ...args], { encoding: 'utf8', cwd: at, env: { PATH: process.env['PATH'], HOME: at, XDG_CACHE_HOME: join(scratch, 'cache'), NO_COLOR: '1', LANDRAIL_NOW: '2026-11-02T06:00:00Z' } });

  it('reports of the night before stay whole, and all others are told', () => {
    const at = folder({ 'report.json': 'the night before', 'plan.json': readFileSync(plan, 'utf8') });
    const { status, stderr } = limited(at, 4, ['check', 'plan.json', '--no-config', '-o', 'json=report.json', '-o', 'html=new/page.html', '-o', 'concise=short.txt', '--exit-zero']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: ['json', 'html'].map((name) => `error  the ${name} report cannot be written: it is larger than a file may be here\n  at       ${name === 'json' ? 'report.json' : 'new/page.html'}\n  next     check the folder and its rights\n`).join('\n') });
    expect(readFileSync(join(at, 'report.json'), 'utf8')).toBe('the night before');
    expect(readdirSync(join(at, 'new'))).toEqual([]);
    expect(readdirSync(at).filter((name) => name.includes('partial'))).toEqual([]);
    expect(readFileSync(join(at, 'short.txt'), 'utf8')).not.toBe('');
  });

  it('a baseline stays whole, and that it could not be written is no fault of ours', () => {
    const at = folder({ 'plan.json': readFileSync(plan, 'utf8'), 'base.json': '{"landrail-baseline":1,"entries":[\n]}\n' });
    const { status, stdout, stderr } = limited(at, 1, ['baseline', 'write', 'plan.json', '--no-config', '--baseline', 'base.json']);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'error  the baseline cannot be written: it is larger than a file may be here\n  at       base.json\n  next     check the folder and its rights\n' });
    expect(readFileSync(join(at, 'base.json'), 'utf8')).toBe('{"landrail-baseline":1,"entries":[\n]}\n');
    expect(readdirSync(at).sort()).toEqual(['base.json', 'plan.json']);
  });

  it('a report may go to standard output by its name, piped, or to a file that the shell has opened', () => {
    const at = folder({ 'plan.json': readFileSync(plan, 'utf8') });
    const args = ['check', 'plan.json', '--no-config', '-o', 'concise', '-o', 'csv=/dev/stdout'];
    const run = (redirected: string) => spawnSync('bash', ['-c', `exec "$0" "$@" ${redirected}`, process.execPath, cli, ...args], { encoding: 'utf8', cwd: at, env: { PATH: process.env['PATH'], HOME: at, NO_COLOR: '1' } });
    const piped = run('| cat').stdout;
    expect(piped).toContain('guardrail,');
    expect(piped).toContain('findings');
    run('>> both.txt');
    expect(readFileSync(join(at, 'both.txt'), 'utf8')).toContain('findings');
    expect(readdirSync(at).sort()).toEqual(['both.txt', 'plan.json']);
  });

  it('what the history exports stays whole', () => {
    const at = folder({ 'nights.parquet': 'the night before' });
    landrail(['history', 'import', join(root, 'samples/night/audit'), '--history', 'past.duckdb'], { cwd: at });
    expect(limited(at, 1, ['history', 'export', 'nights.parquet', '--history', 'past.duckdb'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^error {2}nights\.parquet cannot be written: (?!.*partial)/) as string });
    expect(readFileSync(join(at, 'nights.parquet'), 'utf8')).toBe('the night before');
    expect(landrail(['history', 'export', 'nights.parquet', '--history', 'past.duckdb'], { cwd: at })).toMatchObject({ status: 0 });
    expect(readFileSync(join(at, 'nights.parquet')).toString('latin1', 0, 4)).toBe('PAR1');
    expect(readdirSync(at).sort()).toEqual(['nights.parquet', 'past.duckdb']);
  });
});
