import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { instances, record, state, trail } from './trail.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'landrail-driftignore-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  readonly errors: readonly { readonly code: string; readonly where: string | null }[];
  readonly findings: readonly { readonly guardrail: string; readonly resource: { readonly address: string } | null }[];
  readonly drift: {
    readonly counts: Readonly<Record<string, number>>;
    readonly items: readonly { readonly verdict: string; readonly resource: { readonly id: string | null }; readonly ignored: { readonly where: string; readonly reason: string | null } | null }[] };
}

function run(config: string, ...more: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  writeFileSync(join(folder, 'landrail.yaml'), config);
  return spawnSync(process.execPath, [cli, 'drift', '--iac', 'a.tfstate', '--inventory', 'live.json', '--no-history', '--format', 'json=report.json', ...more], { encoding: 'utf8', cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, XDG_CACHE_HOME: folder, NO_COLOR: '1', LANDRAIL_NOW: '2026-11-02T06:00:00Z' } });
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

test('what is left out is so with all that is said of it, is counted once, and takes nothing of another with it', () => {
  const [owned, left, other] = [{ id: 'i-0aaaa0000aaaa0001' }, { id: 'i-0aaaa0000aaaa0002', type: 'p5.48xlarge' }, { id: 'i-0aaaa0000aaaa0003', type: 'p5.48xlarge' }];
  writeFileSync(join(folder, 'a.tfstate'), state([owned]));
  writeFileSync(join(folder, '.driftignore'), 'aws_instance.i-0aaaa0000aaaa0002\n');
  const night = (machines: readonly { readonly id: string; readonly type?: string }[], ...more: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly report: Report } => {
    writeFileSync(join(folder, 'live.json'), instances(machines));
    writeFileSync(join(folder, 'trail.json'), trail(machines.filter((one) => one !== owned).map((one, index) => record({ ...one, time: `2026-11-02T0${index + 1}:00:00Z` }))));
    const { status, stdout } = run('version: 1\n', '--audit', 'trail.json', ...more);
    return { status, stdout, report: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report };
  };
  const about = ({ report }: { readonly report: Report }): readonly string[] => report.findings.flatMap(({ guardrail, resource }) => (resource === null ? [] : [`${guardrail} ${resource.address.split('/').at(-1) ?? ''}`])).toSorted();

  const alone = night([owned, left], '--format', 'terminal');
  expect([about(alone), alone.status, alone.report.drift.counts['unmanaged']]).toEqual([[], 0, 0]);
  expect(alone.stdout).toContain('1 managed, 1 ignored');
  const both = night([owned, left, other]);
  expect(about(both)).toContain('high-compute-launch i-0aaaa0000aaaa0003');
  expect([about(both).filter((one) => one.endsWith('2')), both.status, both.report.drift.counts['unmanaged']]).toEqual([[], 1, 1]);
  // So it is when nothing but the log tells of it; what is said of its caller stays.
  writeFileSync(join(folder, 'trail.json'), trail([record({ ...left, time: '2026-11-02T01:00:00Z' }), record({ id: left.id, name: 'TerminateInstances', time: '2026-11-02T02:00:00Z' })]));
  writeFileSync(join(folder, 'live.json'), instances([owned]));
  run('version: 1\n', '--audit', 'trail.json');
  const brief = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  expect([about({ report: brief }), brief.findings.map(({ guardrail }) => guardrail).includes('mining-shaped-launches')]).toEqual([[], true]);
});
