import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdicts } from './verdicts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
const stories = readdirSync(join(root, 'samples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
/** Stories of a pull request have no plan: their folder is judged. */
const planned = stories.filter((story) => existsSync(join(root, 'samples', story, 'plan.json')));
const nights = new Set(stories.filter((story) => existsSync(join(root, 'samples', story, 'audit'))));
const scratch = mkdtempSync(join(tmpdir(), 'landrail-samples-'));
/** UPDATE=1 records what landrail says now; read the difference before committing it. */
const update = process.env['UPDATE'] === '1';

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A night has logs, and is compared with its code. */
function commandFor(story: string, folder: string): readonly string[] {
  if (nights.has(story)) return ['drift', '--iac', `${folder}/code`, '--inventory', `${folder}/inventory`, '--audit', `${folder}/audit`, '--until', '2026-11-02T06:00:00Z'];
  return ['check', planned.includes(story) ? `${folder}/plan.json` : folder];
}

/** As samples/README.md says: from the root of the repository, the clock held still. */
function landrail(story: string) {
  const json = join(scratch, `${story}.json`);
  const folder = `samples/${story}`;
  const run = spawnSync(process.execPath, [cli, ...commandFor(story, folder), '--config', `${folder}/landrail.yaml`, '--format', 'terminal', '--format', `json=${json}`], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: scratch, XDG_CACHE_HOME: scratch, NO_COLOR: '1', LANDRAIL_NOW: '2026-11-23T00:00:00Z' },
  });
  if (!existsSync(json)) throw new Error(`no report of ${story}: ${run.stderr}`);
  return { ...run, json: readFileSync(json, 'utf8') };
}

/** The version of the tool is the one thing that may change. */
const withoutVersion = (json: string): string => json.replace(/("name": ?"landrail",\s*"version": ?)"[^"]*"/, '$1"…"');

function compare(story: string, file: string, actual: string): void {
  const path = join(root, 'samples', story, file);
  if (update) writeFileSync(path, actual);
  expect(withoutVersion(actual)).toBe(withoutVersion(readFileSync(path, 'utf8')));
}

interface ReportedFinding {
  readonly verdict: string;
  readonly guardrail: string;
  readonly resource: { readonly address: string } | null;
  readonly evidence: { readonly path: string };
}

describe.each(stories)('samples/%s', (story) => {
  let run: ReturnType<typeof landrail>;
  beforeAll(() => {
    run = landrail(story);
  });

  it('says what its .tf says', () => {
    const findings = (JSON.parse(run.json) as { findings: readonly ReportedFinding[] }).findings;
    const reported = findings.map((finding) => `${finding.verdict} ${finding.guardrail} ${finding.resource?.address ?? '-'} ${finding.evidence.path}`);
    expect(reported.sort()).toEqual([...(verdicts[story] ?? ['no verdicts written down'])].sort());
  });

  it('prints the recorded report', () => {
    expect(run.stderr).toBe('');
    compare(story, 'expected.txt', run.stdout);
  });

  it('writes the recorded JSON', () => compare(story, 'expected.json', run.json));

  it('ends with the exit code of its findings', () => {
    expect(run.status).toBe((verdicts[story] ?? []).some((line) => line.startsWith('fail ')) ? 1 : 0);
  });
});

const planFactory = join(root, '..', 'shared', 'tools', 'plan-factory', 'plan-factory');
const offlineTerraform = ((): string | null => {
  if (!existsSync(planFactory)) return 'plan-factory is not beside the checkout';
  const build = spawnSync(planFactory, ['build'], { encoding: 'utf8' });
  return build.status === 0 ? null : `plan-factory cannot be built: ${build.stderr.trim().split('\n').at(-1) ?? ''}`;
})();
if (offlineTerraform !== null) console.log(`skipped: plans of the samples against Terraform (${offlineTerraform})`);

/** The plan without its time; Terraform writes relevant_attributes in no particular order. */
function comparable(folder: string): unknown {
  const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as { relevant_attributes?: readonly unknown[] };
  return { ...plan, timestamp: null, relevant_attributes: (plan.relevant_attributes ?? []).map((one) => JSON.stringify(one)).sort() };
}

describe.skipIf(offlineTerraform !== null)('the plans', () => {
  it.each(planned)('samples/%s/plan.json is what Terraform makes of the .tf files', (story) => {
    const copy = join(scratch, `plan-${story}`);
    spawnSync('cp', ['-r', join(root, 'samples', story), copy]);
    rmSync(join(copy, 'plan.json'));
    const run = spawnSync(planFactory, ['plan', copy], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    expect(comparable(copy)).toEqual(comparable(join(root, 'samples', story)));
  }, 120_000);
});
