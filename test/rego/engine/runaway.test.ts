import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EvaluatorOptions } from '#rego/evaluate.ts';
import { batch, closeAll, codes, compileCluster, evaluator as evaluatorOf, found, problemOf, resources } from './cluster.ts';
import { compiler, type TestModule } from './modules.ts';

let module: TestModule;
beforeAll(async () => {
  module = await compileCluster();
});
afterAll(async () => (await compiler()).close());
afterEach(closeAll);

const evaluator = (mode: EvaluatorOptions['mode'], more: Partial<EvaluatorOptions> = {}) => evaluatorOf(module, mode, more);

describe('a policy that runs away', () => {
  const timeout = (id: string, seconds: string) => ({
    code: 'policy-timeout',
    message: `policy ${id} was stopped after ${seconds} s`,
    where: null,
    hint: 'look for a comprehension or numbers.range that grows with the input; --policy-timeout gives it more time',
  });

  test.each([['forever', '{"sum": 0, "resources": []}'], ['range', '{"to": 1000000000, "resources": []}']])('%s is stopped in its thread and named; before and after it all others are evaluated, and it is not tried again', async (id, json) => {
    const one = evaluator('worker', { policyTimeoutMs: 1000, memoryPages: 65_536 });
    const before = performance.now();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 20);
    const results = await one.evaluate(batch(json, 'nothing', id, 'cluster'));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
    expect(results).toEqual([{ id: 'nothing', value: {} }, { id, problem: timeout(id, '1') }, { id: 'cluster', value: { deny: [], limit: 4, undecided: [] } }]);
    expect(performance.now() - before).toBeLessThan(8000);

    const after = performance.now();
    const again = await Promise.all([one.evaluate(batch(json, id)), one.evaluate(batch(resources, 'cluster', id))]);
    expect(again[1]).toEqual([found, { id, problem: timeout(id, '1') }]);
    expect(problemOf(again[0][0])).toBe(problemOf(results[1]));
    expect(performance.now() - after).toBeLessThan(900);
  });

  test('with two threads, both that run it go on without it', async () => {
    const one = evaluator('worker', { policyTimeoutMs: 300, workers: 2 });
    const results = await Promise.all(Array.from({ length: 4 }, () => one.evaluate(batch('{"sum": 0, "resources": []}', 'forever', 'cluster'))));
    expect(results.map(codes)).toEqual(Array.from({ length: 4 }, () => ['policy-timeout', 'value']));
    expect(new Set(results.map((one) => problemOf(one[0]))).size).toBe(1);
  });

  test('two that run away in one batch are both named', async () => {
    const results = await evaluator('worker', { policyTimeoutMs: 200 }).evaluate(batch('{"sum": 0, "to": 1000000000, "resources": []}', 'forever', 'hungry', 'cluster'));
    expect(codes(results)).toEqual(['policy-timeout', 'policy-timeout', 'value']);
  });

  test('its time is that of all its batches together', async () => {
    const one = evaluator('in-process', { policyTimeoutMs: 60 });
    const json = JSON.stringify({ resources: Array.from({ length: 4000 }, (_, index) => ({ address: `aws_instance.trainer[${index}]`, tags: {} })) });
    let batches = 0;
    for (let result = await one.evaluate(batch(json, 'cluster')); codes(result)[0] === 'value'; result = await one.evaluate(batch(json, 'cluster'))) batches++;
    expect(batches).toBeGreaterThan(0);
    expect(await one.evaluate(batch(resources, 'nothing', 'cluster'))).toEqual([{ id: 'nothing', value: {} }, { id: 'cluster', problem: timeout('cluster', '0.06') }]);
  });

  test('after its end nothing is evaluated in a thread', async () => {
    const one = evaluator('worker');
    await one.evaluate(batch(resources, 'cluster'));
    await one.close();
    await expect(one.evaluate(batch(resources, 'cluster'))).rejects.toThrow('the evaluator was closed');
  });

  test('closing ends a thread in the middle of it', async () => {
    const one = evaluator('worker');
    const result = one.evaluate(batch('{"sum": 0}', 'forever')).catch((error: unknown) => error);
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    await one.close();
    expect(await result).toEqual(new Error('the evaluator was closed'));
  });
});
