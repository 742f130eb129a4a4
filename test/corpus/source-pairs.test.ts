import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { compare } from '../cases/source-and-plan/compare.ts';
import { check } from '../../src/index.ts';
import { corpus, filesBelow, plans, readJson } from './corpus.ts';

const config = fileURLToPath(new URL('../cases/source-and-plan/landrail.yaml', import.meta.url));
const now = new Date('2026-11-23T00:00:00Z');
const scratch = mkdtempSync(join(tmpdir(), 'landrail-source-pairs-'));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Change {
  readonly address: string;
  readonly mode?: string;
  readonly change: { readonly actions: readonly string[] };
}

interface Plan {
  readonly configuration?: { readonly root_module?: { readonly resources?: readonly { readonly mode: string; readonly address: string }[] } };
  readonly resource_changes?: readonly Change[];
}

interface Pair {
  /** Relative to the corpus of plans. */
  readonly sources: readonly string[];
  readonly plan: string;
  readonly judged: readonly string[];
}

const sources = filesBelow(plans, /\.tf$/);
const jsons = filesBelow(plans, /\.json$/);

/** Of a plan: `x.tf` for `x.json`, else all files of its folder. It is of these when both have the same resources in the root module. */
function pairOf(plan: string): readonly Pair[] {
  const beside = sources.filter((file) => dirname(file) === dirname(plan));
  const twin = beside.filter((file) => file === plan.replace(/\.json$/, '.tf'));
  const files = twin.length > 0 ? twin : beside.filter((file) => !jsons.includes(file.replace(/\.tf$/, '.json')));
  if (files.length === 0) return [];
  const { configuration, resource_changes } = readJson(join(plans, plan)) as Plan;
  const planned = (configuration?.root_module?.resources ?? []).flatMap(({ mode, address }) => (mode === 'managed' ? [address] : []));
  const judged = (resource_changes ?? []).flatMap(({ address, mode, change }) => (mode === 'managed' && /^(?:aws|azurerm|google|oci)_/.test(address) && change.actions.some((action) => action === 'create' || action === 'update') ? [address] : []));
  return judged.length > 0 && [...planned].sort().join() === declared(files).join() ? [{ sources: files, plan, judged }] : [];
}

function declared(files: readonly string[]): readonly string[] {
  const text = files.map((file) => readText(file)).join('\n');
  return [...text.matchAll(/^resource\s+"?(\w+)"?\s+"?([\w-]+)"?/gm)].map(([, type, name]) => `${type}.${name}`).sort();
}

function readText(file: string): string {
  return readFileSync(join(plans, file), 'utf8');
}

/** Contradictions that are none of ours, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'infracost+infracost/cmd/infracost/testdata/example_plan.json': 'the folder holds the source of another plan as well',
};

describe.skipIf(corpus === null)('source and plan of the corpus', () => {
  const pairs = jsons.flatMap(pairOf).filter(({ plan }) => exceptions[plan] === undefined);

  it('are many', () => {
    expect(pairs.length).toBeGreaterThan(50);
  });

  it.each(pairs)('$plan', async ({ sources: files, plan, judged }) => {
    const folder = join(scratch, String(pairs.findIndex((one) => one.plan === plan)));
    mkdirSync(folder);
    for (const file of files) cpSync(join(plans, file), join(folder, basename(file)));
    for (const entry of readdirSync(join(plans, dirname(plan)), { withFileTypes: true })) if (entry.isDirectory()) cpSync(join(plans, dirname(plan), entry.name), join(folder, entry.name), { recursive: true });
    const ofPlan = await check([join(plans, plan)], { cwd: plans, config, now });
    const ofSource = await check(['.'], { cwd: folder, config, now });
    expect(compare(ofSource, ofPlan, judged, ofPlan.guardrails.map(({ id }) => id)).contradictions).toEqual([]);
  });
});
