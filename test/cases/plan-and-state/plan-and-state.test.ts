import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { check, type CheckOptions } from '../../../src/index.ts';
import { compare } from '../source-and-plan/compare.ts';
import { configuration } from '../source-and-plan/configuration.ts';
import { planOf, type PlanJson } from '../three-valued/plan.ts';
import { missing, planFactory } from '../three-valued/replan.ts';

const scratch = mkdtempSync(join(tmpdir(), 'landrail-plan-and-state-'));
const now = new Date('2026-11-23T00:00:00Z');

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

if (missing !== null) console.log(`skipped: states against the plans that they come from (${missing})`);

/** Where a state says something else than its plan, and why. */
const contradicted: readonly (readonly [line: RegExp, because: string])[] = [
  [/tell of fail required-tags \S*aws_instance\.\S+ root_block_device\[0\]\.tags\./, 'a volume that nobody has written is there, and has no tags'],
  [/ scopes \S*azurerm_subnet_network_security_group_association\./, 'plan-factory makes up the resource group in ids of associations'],
  [/ network-baseline \S*azurerm_subnet\./, 'plan-factory gives subnets of one name the same id, whatever their network'],
  [/ business-justification \S*google_container_node_pool\.\S+ node_config\[0\]\.machine_type/, 'plan-factory leaves the machine empty that GKE would pick'],
];

/** What a plan knows and its state does not. */
const lost: readonly (readonly [line: RegExp, because: string])[] = [
  [/^undecided regions \S*google_\S+ region: the state does not say how provider /, 'plan-factory leaves the place empty that Google fills in from the provider'],
  [/^undecided (?:regions|scopes) \S*aws_\S+ (?:region|account): the state does not say how provider /, 'no object of the provider has an id that tells'],
];

function differing(lines: readonly string[], known: typeof contradicted): readonly string[] {
  return lines.filter((line) => !known.some(([pattern]) => pattern.test(line)));
}

async function agreement(folder: string, options: CheckOptions, flags: readonly string[]): Promise<{ readonly pairs: number; readonly decided: number }> {
  run('plan', folder, flags);
  const plan = await check(['plan.json'], options);
  run('apply', folder, flags);
  const state = await check(['terraform.tfstate'], options);
  const judged = madeBy(planOf(folder));
  // What only states are judged by has nothing to be compared with: names that the generator gives twice are found there.
  const found = compare(plan, state, judged, plan.guardrails.map(({ id }) => id));
  expect(state.inputs.map(({ format, resources }) => [format, resources])).toEqual([['terraform-state', judged.length]]);
  expect(state.errors).toEqual([]);
  expect(differing(found.contradictions, contradicted)).toEqual([]);
  expect(differing(found.ahead, lost)).toEqual([]);
  return { pairs: found.decided, decided: found.undecided.length };
}

/** Addresses of what a plan makes in one of the clouds. */
function madeBy({ resource_changes: changes }: PlanJson): readonly string[] {
  return changes.flatMap(({ address, type, change }) => (!/(^|\.)data\./.test(address) && !type.startsWith('random_') && change.actions.includes('create') ? [address] : []));
}

/** Nothing of the tester's environment: no region and no project comes from there. */
function run(command: string, folder: string, flags: readonly string[]): void {
  const done = spawnSync(planFactory, [command, folder, ...flags], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } });
  if (done.status !== 0) throw new Error(done.stderr.slice(Math.max(0, done.stderr.indexOf('Error:'))));
  rmSync(join(folder, 'tfplan'), { force: true });
}

const samples = fileURLToPath(new URL('../../../samples/', import.meta.url));
/** One changes what is there already; of another, plan-factory cannot apply a machine type that is drawn by lot. */
const notApplied = new Set(['payroll-api', 'training-cluster']);
const stories = readdirSync(samples).filter((name) => existsSync(join(samples, name, 'plan.json')) && !notApplied.has(name));

/** Each root module calls so many others, of four clouds. LANDRAIL_SEEDS=16 applies as many roots. */
const modules = 20;
const seeds = Array.from({ length: Number(process.env['LANDRAIL_SEEDS'] ?? 2) }, (_, index) => index + 101);

describe.skipIf(missing !== null)('what was planned is judged alike once it exists', () => {
  const total = { pairs: 0, decided: 0 };

  it.each(stories)('samples/%s', { timeout: 120_000 }, async (story) => {
    const folder = join(scratch, story);
    cpSync(join(samples, story), folder, { recursive: true, filter: (path) => !/\.(json|txt)$/.test(path) });
    await agreement(folder, { cwd: folder, config: 'landrail.yaml', now }, []);
  });

  it.each(seeds)('generated configuration %i', { timeout: 300_000 }, async (seed) => {
    const folder = join(scratch, String(seed));
    const { files, values } = configuration(seed, modules);
    for (const [path, text] of [...files, ['values.tfvars', values] as const]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { pairs, decided } = await agreement(folder, { cwd: folder, config: fileURLToPath(new URL('../source-and-plan/landrail.yaml', import.meta.url)), now }, ['-var-file=values.tfvars']);
    total.pairs += pairs;
    total.decided += decided;
  });

  it('knows more', () => {
    console.log(`states against plans: ${seeds.length * modules} modules, ${total.pairs} pairs of resource and guardrail, of which the state decides ${total.decided} more`);
    expect(total.decided).toBeGreaterThan(total.pairs / 25);
  });
});
