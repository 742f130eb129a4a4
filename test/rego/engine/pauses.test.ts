import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Allowance } from '#rego/allowance.ts';
import { detours } from '#rego/detours.ts';
import { createEvaluator, type Evaluator } from '#rego/evaluate.ts';
import { HereFirst } from '#rego/here-first.ts';
import { patchModule } from '#rego/module-patch.ts';
import { pauseEdition, withPauses } from '#rego/module-pauses.ts';
import { compileModule as compiledModule } from '#rego/wasm-module.ts';
import { createHash } from 'node:crypto';
import { batch, codes, compileCluster, found, resources } from './cluster.ts';
import { compileModule, compiler, type TestModule } from './modules.ts';

// Policies of users begin in the main thread, where nobody can end them: they stop by themselves, and go on in a thread.

/** Each runs for hours, or in the host for minutes. */
const endless = {
  loops: 'deny contains "never" if {\n\tspan := numbers.range(1, 1000)\n\tcount([1 | some a in span; some b in span; some c in span; some d in span; a + b + c + d == input.sum]) == 1\n}',
  range: 'deny contains "never" if count(numbers.range(1, 1000000000)) == 0',
  calls: `${Array.from({ length: 40 }, (_, at) => `f${at}(x) := f${at + 1}(x) + f${at + 1}(x + 1)`).join('\n\n')}\n\nf40(x) := x\n\ndeny contains "never" if f0(input.sum) == 0`,
  paths: 'deny contains "never" if count(graph.reachable_paths({sprintf("%d", [n]): {sprintf("%d", [m]) | some m in numbers.range(1, 14)} | some n in numbers.range(1, 14)}, {"1"})) == 0',
  steps: 'deny contains "never" if count(numbers.range_step(1, 1000000000, 1)) == 0',
  addresses: 'deny contains "never" if count(net.cidr_expand("10.0.0.0/12")) == 0',
  prefixes: 'deny contains "never" if strings.any_prefix_match([sprintf("%d-x", [n]) | some n in numbers.range(1, 4000)], [sprintf("%d-y", [n]) | some n in numbers.range(1, 4000)])',
  pattern: 'deny contains "never" if {\n\ttext := concat("", [sprintf("%d", [n]) | some n in numbers.range(1, 5000)])\n\tregex.replace(text, concat("", ["[0-9]{1,90}x?" | some n in numbers.range(1, 10)]), "") == text\n}',
  texts: 'deny contains "never" if count(concat(",", {sprintf("%d-%d", [a, b]) | some a in numbers.range(1, 3000); some b in numbers.range(1, 3000)})) == input.sum',
} as const;

let cluster: TestModule;
let bombs: TestModule;
beforeAll(async () => {
  cluster = await compileCluster();
  const ids = Object.keys(endless);
  bombs = await compileModule(Object.entries(endless).map(([id, rules]) => `package ${id}\n\n${rules}\n`), ids.map((id) => ({ id, package: id, rules: ['deny'] })));
});
afterAll(async () => (await compiler()).close());

function stoppable({ wasm }: TestModule): Promise<WebAssembly.Module> {
  const pausing = withPauses(patchModule(wasm, detours));
  if (pausing === null) throw new Error('no pauses');
  return compiledModule(pausing);
}

async function here(module: TestModule, limitMs: number): Promise<Evaluator> {
  return createEvaluator({ modules: [{ wasm: await stoppable(module), data: { settings: { limit: 4 } }, entries: module.entries, allowance: new Allowance(limitMs) }], policyTimeoutMs: 20_000, now: new Date(0), mode: 'in-process' });
}

describe('a module with pauses', () => {
  test('says what it says without them', async () => {
    expect(await (await here(cluster, 1000)).evaluate(batch(resources, 'cluster', 'nothing'))).toEqual([found, { id: 'nothing', value: {} }]);
  });

  test.each(Object.keys(endless))('%s: stops by itself soon after its time, or before a call that may take long', async (id) => {
    const one = await here(bombs, 30);
    // It is loaded with the first batch.
    await one.evaluate(batch('{"sum": 0}'));
    const before = performance.now();
    expect(codes(await one.evaluate(batch('{"sum": 0}', id)))[0]).toMatch(/^policy-(long|memory)$/);
    expect(performance.now() - before).toBeLessThan(500);
  });

  test('its time is that of all batches; with none left it is not evaluated at all', async () => {
    const one = await here(cluster, 30);
    let times = 0;
    while (codes(await one.evaluate(batch(resources, 'cluster')))[0] === 'value') times++;
    expect(times).toBeGreaterThan(3);
    // Not even read is the input.
    expect(codes(await one.evaluate(batch(resources, 'cluster', 'nothing', 'echo')))).toEqual(['policy-long', 'policy-long', 'policy-long']);
  });

  test('is made of what OPA compiles and of nothing else', () => {
    const text = (value: string) => new TextEncoder().encode(value);
    for (const bytes of [text(''), text('not a module'), text('\0asm\x01\0\0\0'), cluster.wasm.slice(0, 1000)]) expect(withPauses(bytes)).toBe(null);
  });

  test('when this fails, count pauseEdition up: what lies in caches is not what would be made now', async () => {
    const { wasm } = await compileModule(['package payroll\n\ndeny contains "x" if input.sum > 1\n'], [{ id: 'payroll', package: 'payroll', rules: ['deny'] }]);
    expect([pauseEdition, createHash('sha256').update(withPauses(wasm) ?? '').digest('hex')]).toEqual([1, 'cc9729813b29686c9598aa37de6e8162799c9a47a9b2e897a3b890f051220ff0']);
  });
});

describe('here first, then in threads', () => {
  test.each([['forever', 'policy-timeout'], ['conflict', 'policy-abort'], ['deep-echo', 'policy-nesting']])('%s is left to threads, with all that stands beside it and follows', async (id, code) => {
    const threads = createEvaluator({ modules: [{ ...cluster, data: { settings: { limit: 4 } } }], policyTimeoutMs: 500, now: new Date(0), mode: 'worker' });
    let opened = 0;
    const one = new HereFirst(await here(cluster, 50), () => {
      opened++;
      return threads;
    });
    const nested = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`;
    expect(await one.evaluate(batch(resources, 'cluster'))).toEqual([found]);
    expect(opened).toBe(0);
    const bad = JSON.stringify({ ...(JSON.parse(resources) as object), sum: 0 }).replace(/\}$/, `,"nested":${nested}}`);
    const results = await Promise.all([one.evaluate(batch(bad, 'cluster', id, 'nothing')), one.evaluate(batch(bad, id)), one.evaluate(batch(resources, 'cluster'))]);
    expect(codes(results[0])).toEqual(['value', code, 'value']);
    expect(results[0][0]).toEqual(found);
    expect(codes(results[1])).toEqual([code]);
    expect(results[2]).toEqual([found]);
    expect(await one.evaluate(batch(resources, 'cluster'))).toEqual([found]);
    expect(opened).toBe(1);
    await one.close();
  });
});
