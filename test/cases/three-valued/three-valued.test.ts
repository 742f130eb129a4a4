import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { missing, replanned } from './replan.ts';
import { table, type Cases, type Variant } from './table.ts';
import { comparable, planOf, putOff, withoutRegions, type PlanJson } from './plan.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
const scratch = mkdtempSync(join(tmpdir(), 'landrail-three-valued-'));
const folderOf = (cases: Cases): string => fileURLToPath(new URL(cases.folder, import.meta.url));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Report {
  readonly findings: readonly {
    readonly verdict: string;
    readonly guardrail: string;
    readonly resource: { readonly address: string } | null;
    readonly evidence: { readonly path: string; readonly actual: unknown };
  }[];
}

const derivations = { 'without-regions': withoutRegions, 'put-off': putOff };
const asItIs: Variant = { title: '', flags: [], without: [], plus: [] };

function landrail(cases: Cases, variant: Variant): { readonly report: Report; readonly json: string; readonly stderr: string; readonly status: number | null } {
  const folder = folderOf(cases);
  const plan = variant.plan === undefined ? join(folder, 'plan.json') : derived(cases, derivations[variant.plan](planOf(folder)));
  const run = spawnSync(process.execPath, [cli, 'check', plan, '--config', join(folder, variant.config ?? 'landrail.yaml'), '--format', 'json', ...variant.flags], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: scratch, XDG_CACHE_HOME: scratch, NO_COLOR: '1', LANDRAIL_NOW: '2026-11-23T00:00:00Z' },
    maxBuffer: 64 * 2 ** 20,
  });
  if (run.stdout === '') throw new Error(`no report of ${cases.folder}: ${run.stderr}`);
  return { report: JSON.parse(run.stdout) as Report, json: run.stdout, stderr: run.stderr, status: run.status };
}

function derived(cases: Cases, plan: PlanJson): string {
  const path = join(scratch, `${cases.folder}.json`);
  writeFileSync(path, JSON.stringify(plan));
  return path;
}

function linesOf(report: Report): readonly string[] {
  return report.findings.map(({ verdict, guardrail, resource, evidence }) => `${verdict} ${guardrail} ${resource?.address ?? '-'} ${evidence.path}`).sort();
}

function expected({ verdicts }: Cases, { without, plus }: Variant): readonly string[] {
  const left = without === 'all' ? [] : verdicts.filter((line) => !without.includes(line));
  return [...left, ...plus].sort();
}

describe.each(table)('cases of $folder', (cases) => {
  it('are judged as their .tf files say', () => {
    const { report, stderr, status } = landrail(cases, asItIs);
    expect(linesOf(report)).toEqual(expected(cases, asItIs));
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  it.each(cases.variants)('$title', (variant) => {
    // A line that is left out has to be one that was there.
    expect(cases.verdicts).toEqual(expect.arrayContaining(variant.without === 'all' ? [] : [...variant.without]));
    const { report, stderr, status } = landrail(cases, variant);
    expect(linesOf(report)).toEqual(expected(cases, variant));
    expect({ stderr, status }).toEqual({ stderr: '', status: expected(cases, variant).some((line) => line.startsWith('fail ')) ? (variant.status ?? 1) : 0 });
  });
});

it.each(table.filter(({ variables }) => 'secret_stage' in variables))('the secret value of $folder is judged and not printed', (cases) => {
  const { report, json } = landrail(cases, asItIs);
  expect(readFileSync(join(folderOf(cases), 'plan.json'), 'utf8')).toContain('hush-hush');
  expect(json).not.toContain('hush-hush');
  expect(report.findings.filter(({ evidence }) => evidence.actual === '(sensitive value)').map(({ guardrail }) => guardrail)).toEqual(['required-tags']);
});

if (missing !== null) console.log(`skipped: plans of the three-valued cases against Terraform (${missing})`);

describe.skipIf(missing !== null)('the plans', () => {
  it.each(table)('$folder/plan.json is what Terraform makes of the .tf files', (cases) => {
    const folder = folderOf(cases);
    expect(comparable(replanned(folder, join(scratch, `plan-${cases.folder}`), cases))).toEqual(comparable(planOf(folder)));
  }, 120_000);
});
