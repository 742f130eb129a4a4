import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { check, type Result } from '../../../src/index.ts';
import { missing, planFactory } from '../three-valued/replan.ts';
import { planOf, type PlanJson } from '../three-valued/plan.ts';
import { table } from '../three-valued/table.ts';
import { compare, type Comparison } from './compare.ts';
import { configuration } from './configuration.ts';

const scratch = mkdtempSync(join(tmpdir(), 'landrail-source-and-plan-'));
const now = new Date('2026-11-23T00:00:00Z');

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Addresses of what a plan makes in one of the clouds. */
function judgedIn(plan: PlanJson): readonly string[] {
  return plan.resource_changes.flatMap(({ address, type, change }) => (!/(^|\.)data\./.test(address) && !type.startsWith('random_') && change.actions.some((action) => action === 'create' || action === 'update') ? [address] : []));
}

/** A plan shows references and constants, not expressions; source has all of them. */
const hiddenInPlans = [
  /(takes|computes) its (region|account|subscription|project) from /,
  /^the keys of provider \S+ default_(tags|labels) are not in the plan$/,
  // Rules in a dynamic block over nothing are none; a plan computes them.
  /^known after apply$/,
];

function agreement(source: Result, plan: Result, judged: readonly string[]): Comparison {
  const guardrails = plan.guardrails.map(({ id }) => id);
  const found = compare(source, plan, judged, guardrails);
  expect(found.contradictions).toEqual([]);
  expect(found.ahead.filter((line) => !hiddenInPlans.some((reason) => reason.test(line.slice(line.indexOf(': ') + 2))))).toEqual([]);
  expect([...source.errors, ...plan.errors]).toEqual([]);
  return found;
}

describe.each(table.filter(({ folder }) => !folder.endsWith('-changes')))('the source of three-valued/$folder', (cases) => {
  it('agrees with its plan', async () => {
    const folder = fileURLToPath(new URL(`../three-valued/${cases.folder}/`, import.meta.url));
    const config = join(folder, 'landrail.yaml');
    const copy = join(scratch, cases.folder);
    cpSync(folder, copy, { recursive: true, filter: (path) => !/\.(json|yaml)$/.test(path) });
    const variables = Object.entries(cases.variables).map(([name, value]) => `${name}=${value}`);
    const plan = await check(['plan.json'], { cwd: folder, config, now });
    const judged = judgedIn(planOf(folder));
    const source = await check(['.'], { cwd: copy, config, now, var: variables });
    agreement(source, plan, judged);
    agreement(await check(['.'], { cwd: copy, config, now }), plan, judged);
  });
});

if (missing !== null) console.log(`skipped: source against the plans that Terraform makes of it (${missing})`);

/** Each root module calls so many others, of four clouds. LANDRAIL_SEEDS=16 plans as many roots. */
const modules = 40;
const seeds = Array.from({ length: Number(process.env['LANDRAIL_SEEDS'] ?? 5) }, (_, index) => index + 1);

describe.skipIf(missing !== null)('generated configurations', () => {
  const total = { pairs: 0, withValues: 0, without: 0 };

  it.each(seeds)('%i: every verdict of source holds in the plan', { timeout: 300_000 }, async (seed) => {
    const folder = join(scratch, String(seed));
    const { files, values } = configuration(seed, modules);
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(join(folder, 'values.tfvars'), values);
    planned(folder);
    const options = { cwd: folder, config: fileURLToPath(new URL('landrail.yaml', import.meta.url)), now };
    const plan = await check(['plan.json'], options);
    const judged = judgedIn(planOf(folder));
    rmSync(join(folder, 'plan.json'));

    const whole = await check(['.'], { ...options, varFile: ['values.tfvars'] });
    expect(whole.inputs.map(({ format, resources }) => [format, resources])).toEqual([['terraform-source', judged.length]]);
    const withValues = agreement(whole, plan, judged);
    const without = agreement(await check(['.'], options), plan, judged);
    total.pairs += withValues.decided;
    total.withValues += withValues.undecided.length;
    total.without += without.undecided.length;
  });

  it('leave little undecided', () => {
    const share = (count: number): number => Math.round((count / total.pairs) * 1000) / 10;
    console.log(`source against plans: ${seeds.length * modules} modules, ${total.pairs} pairs of resource and guardrail; undecided with the values of variables ${share(total.withValues)} %, without ${share(total.without)} %`);
    // One in ten providers of the generator leaves its region to the environment.
    expect(share(total.withValues)).toBeLessThan(2);
    expect(share(total.without)).toBeLessThan(15);
  });
});

function planned(folder: string): void {
  const run = spawnSync(planFactory, ['plan', folder, '-var-file=values.tfvars'], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } });
  if (run.status !== 0) throw new Error(run.stderr);
  rmSync(join(folder, 'tfplan'), { force: true });
  readFileSync(join(folder, 'plan.json'));
}
