import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig } from '#config/defaults.ts';
import { loadConfig } from '#config/load.ts';
import { openInputs } from '#inputs/open.ts';
import { noFlags } from '#inputs/options.ts';
import type { JsonValue } from '#model/json.ts';
import { Batcher } from '#rego/batches.ts';
import { createEvaluator, evaluateAll, type Batch } from '#rego/evaluate.ts';
import type { EvaluatorModule } from '#rego/evaluator.ts';
import { hostBuiltinNames } from '#rego/builtins/names.ts';
import { compilePolicies } from '#rego/compile.ts';
import { loadPack } from '#rego/policies.ts';
import { readPolicies } from '#rego/policy-source.ts';
import { selectPolicies } from '#rego/selection.ts';
import { root } from '../commands/landrail.ts';
import { resourcesOf } from '../inputs/resources-of.ts';

const now = new Date('2026-11-23T00:00:00Z');
const stories = [...readdirSync(join(root, 'samples'), { withFileTypes: true }).filter((one) => one.isDirectory() && existsSync(join(root, 'samples', one.name, 'plan.json'))).map((one) => `samples/${one.name}`), ...['aws', 'azure', 'google', 'oci'].map((cloud) => `test/cases/three-valued/${cloud}`)];

/** What every shipped policy says of a plan, by the given form of the pack. */
async function said(story: string, wasm: EvaluatorModule['wasm']): Promise<readonly JsonValue[]> {
  const pack = loadPack();
  const { config } = await loadConfig({ cwd: root, path: join(root, story, 'landrail.yaml'), now });
  const settings = config.settings ?? defaultConfig(root).settings;
  const entries = pack.policies.map(({ guardrail, entrypoint }) => ({ id: guardrail.id, package: guardrail.package, entrypoint }));
  const policies = pack.policies.filter(({ guardrail }) => guardrail.settings !== 'required' || Object.hasOwn(settings.guardrails, guardrail.id));
  const evaluator = createEvaluator({ modules: [{ wasm, data: { settings }, entries }], policyTimeoutMs: 30_000, now, mode: 'in-process' });
  const all: JsonValue[] = [];
  const options = { ...noFlags, cwd: root, all: true, document: false, attributes: () => true, relations: () => true, strict: true, stdin: () => process.stdin };
  for await (const { readings } of openInputs([`${story}/plan.json`], options)) {
    for (const reading of readings) {
      const batcher = new Batcher([{ policies }], reading.path);
      const batches: Batch[] = [...batcher.add(await resourcesOf(reading))];
      for await (const { results } of evaluateAll(evaluator, [...batches, ...batcher.finish(null)])) for (const result of results) all.push('value' in result ? { id: result.id, value: result.value } : result.problem.message);
    }
  }
  await evaluator.close();
  return all;
}

describe('the shipped pack runs without the detours that policies of users get', () => {
  let compiled: EvaluatorModule['wasm'];
  beforeAll(async () => {
    const sources = await readPolicies(['guardrails', 'lib'], { cwd: join(root, 'policies') });
    const selection = { origin: 'builtin', namespaces: [], namespacesNamed: false, taken: new Set<string>() };
    const select: Parameters<typeof compilePolicies>[0]['select'] = (packages) => selectPolicies(packages, selection).map(({ guardrail, rules }) => ({ id: guardrail.id, package: guardrail.package, rules }));
    compiled = (await compilePolicies({ sources, select, regoVersion: 'v1', hostBuiltins: hostBuiltinNames, cacheFolder: null })).wasm;
  });

  it.each(stories)('%s: and says the same with them', async (story) => {
    const plain = await said(story, loadPack().wasm);
    expect(plain.length).toBeGreaterThan(4);
    expect(plain).toEqual(await said(story, compiled));
  });
});
