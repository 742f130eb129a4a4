import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { instances, state } from './trail.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'landrail-driftignore-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  readonly errors: readonly { readonly code: string; readonly where: string | null }[];
  readonly drift: { readonly items: readonly { readonly verdict: string; readonly resource: { readonly id: string | null }; readonly ignored: { readonly where: string; readonly reason: string | null } | null }[] };
}

function run(config: string): { readonly status: number | null } {
  writeFileSync(join(folder, 'landrail.yaml'), config);
  return spawnSync(process.execPath, [cli, 'drift', '--iac', 'a.tfstate', '--inventory', 'live.json', '--no-history', '--format', 'json=report.json'], { encoding: 'utf8', cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, XDG_CACHE_HOME: folder, NO_COLOR: '1', LANDRAIL_NOW: '2026-11-02T06:00:00Z' } });
}

test('lines of .driftignore leave resources out of a report; a file that is named and missing ends the run', () => {
  const [owned, left] = [{ id: 'i-0aaaa0000aaaa0001' }, { id: 'i-0aaaa0000aaaa0002' }];
  writeFileSync(join(folder, 'a.tfstate'), state([owned]));
  writeFileSync(join(folder, 'live.json'), instances([owned, left]));
  writeFileSync(join(folder, '.driftignore'), '# reason="the scanner of the auditors" owner=security\naws_instance.i-0aaaa0000aaaa0002\naws_vpc.nobody\n');
  expect(run('version: 1\n').status).toBeLessThan(2);
  const { drift } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  expect(drift.items.map(({ verdict, ignored }) => [verdict, ignored])).toEqual([['unmanaged', { where: '.driftignore:2', reason: 'the scanner of the auditors' }]]);
  const { status } = run('version: 1\ndrift:\n  ignore: [rules/night.driftignore]\n');
  const { errors } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  expect([status, errors.map(({ code, where }) => `${code} ${where}`)]).toEqual([2, ['driftignore-unreadable rules/night.driftignore']]);
});
