import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import { evaluateAll, type EvaluatorOptions } from '#rego/evaluate.ts';
import { batch, closeAll, codes, compileCluster, evaluator as evaluatorOf, found, problemOf, resources } from './cluster.ts';
import { compiler, type TestModule } from './modules.ts';

let module: TestModule;
beforeAll(async () => {
  module = await compileCluster();
});
afterAll(async () => (await compiler()).close());
afterEach(closeAll);

const evaluator = (mode: EvaluatorOptions['mode'], more: Partial<EvaluatorOptions> = {}, data?: JsonObject) => evaluatorOf(module, mode, more, data);

describe.each(['in-process', 'worker'] as const)('%s', (mode) => {
  test('a rule that is undefined is missing, sets are lists in Rego order', async () => {
    expect(await evaluator(mode).evaluate(batch(resources, 'cluster', 'nothing'))).toEqual([found, { id: 'nothing', value: {} }]);
  });

  test('a conflict names its policy and its place, and hides no other policy', async () => {
    const one = evaluator(mode);
    const problem = {
      code: 'policy-abort',
      message: 'policy conflict failed: var assignment conflict',
      where: 'policy-1.rego:3:1',
      hint: 'two rules give one document different values: make their conditions exclude each other',
    };
    const results = await one.evaluate(batch(resources, 'conflict', 'cluster'));
    expect(results).toEqual([{ id: 'conflict', problem }, found]);
    const again = await one.evaluate(batch(resources, 'cluster', 'conflict'));
    expect(again).toEqual([found, { id: 'conflict', problem }]);
    expect(problemOf(again[1])).toBe(problemOf(results[0]));
  });

  test('memory is capped; the policy is named and the others go on', async () => {
    const one = evaluator(mode, { memoryPages: 512 });
    const results = await one.evaluate(batch('{"resources": [], "sum": 1, "to": 100000000}', 'hungry', 'range', 'cluster'));
    expect(codes(results)).toEqual(['policy-memory', 'policy-memory', 'value']);
    expect(problemOf(results[0])?.message).toMatch(/^policy hungry ran out of memory \(/);
    expect(await one.evaluate(batch(resources, 'cluster'))).toEqual([found]);
  });

  test('an entrypoint that the module lacks is a bug, never a pass', async () => {
    const one = evaluator(mode, { modules: [{ wasm: module.wasm, data: {}, entries: [{ id: 'gone', package: 'gone', entrypoint: 'landrail_entry/p99' }] }] });
    const error: unknown = await one.evaluate(batch(resources, 'gone')).catch((thrown: unknown) => thrown);
    expect(error instanceof ProblemError).toBe(false);
    expect(error instanceof Error && `${error.message} ${error.stack}`).toContain('no entrypoint landrail_entry/p99 in the policy module');
  });

  test('a damaged module is a problem', async () => {
    const one = evaluator(mode, { modules: [{ wasm: module.wasm.slice(0, 1000), data: {}, entries: [] }] });
    await expect(one.evaluate(batch(resources))).rejects.toThrow(/^the policy module is damaged: /);
  });

  test.each(['', '{', '{"resources": []', '{"resources": [}', 'nonsense'])('an input that is not JSON is a problem of each policy: %s', async (json) => {
    const one = evaluator(mode);
    const results = await one.evaluate(batch(json, 'cluster', 'nothing'));
    expect(codes(results)).toEqual(['policy-input', 'policy-input']);
    expect(problemOf(results[1])?.message).toBe('policy nothing failed: the input of the policies is not valid JSON');
    expect(await one.evaluate(batch(resources, 'cluster'))).toEqual([found]);
  });

  test('keys of Object.prototype are keys like any other, in data, input and result', async () => {
    const json = '{"__proto__":{"owner":"x"},"constructor":{"prototype":1},"hasOwnProperty":2,"toString":null}';
    const [result] = await evaluator(mode, {}, { given: JSON.parse(json) as JsonObject }).evaluate(batch(`{"given": ${json}}`, 'echo'));
    expect(JSON.stringify(result)).toBe(`{"id":"echo","value":{"bigger":true,"path":${json},"same":${json}}}`);
    expect(({} as JsonObject)['owner']).toBe(undefined);
  });

  test('half a surrogate pair is U+FFFD, a whole one stays', async () => {
    const given = JSON.stringify(['\ud83d', '\ude00', '\ud83d\ude00', 'a\u0000b', '\u2028']);
    const [result] = await evaluator(mode).evaluate(batch(`{"given": ${given}}`, 'echo'));
    expect(result).toEqual({ id: 'echo', value: { bigger: true, same: ['\ufffd', '\ufffd', '\ud83d\ude00', 'a\u0000b', '\u2028'] } });
  });

  test.each([
    ['9007199254740993', '9007199254740993', true],
    ['12345678901234567890', '12345678901234567890', true],
    ['9007199254740992', 9007199254740992, undefined],
    ['-9007199254740993', '-9007199254740993', undefined],
    ['1.5', 1.5, undefined],
    ['1e400', '1e400', true],
  ])('the number %s keeps its digits', async (text, same, bigger) => {
    const [result] = await evaluator(mode).evaluate(batch(`{"given": ${text}}`, 'echo'));
    expect(result).toEqual({ id: 'echo', value: { same, ...(bigger === undefined ? {} : { bigger }) } });
  });

  test('an input of 10,000 levels spoils only the policy that hands it on', async () => {
    const nested = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`;
    const one = evaluator(mode);
    const results = await one.evaluate(batch(`{"nested": ${nested}, "resources": []}`, 'deep', 'deep-echo', 'cluster'));
    expect(codes(results)).toEqual(['value', 'policy-nesting', 'value']);
    expect(results[0]).toEqual({ id: 'deep', value: { counted: 1 } });
    expect(problemOf(results[1])).toMatchObject({ message: 'policy deep-echo failed: a value nests too deeply', where: null });
  });

  test('an input that nests too deeply to be read is a problem of each policy, and of that batch alone', async () => {
    const one = evaluator(mode);
    const results = await one.evaluate(batch(`{"nested": ${'['.repeat(500_000)}${']'.repeat(500_000)}}`, 'deep', 'cluster'));
    expect(codes(results)).toEqual(['policy-nesting', 'policy-nesting']);
    expect(await one.evaluate(batch(resources, 'cluster'))).toEqual([found]);
  });

  test('the same bytes come out of every run', async () => {
    const many = JSON.stringify({ resources: Array.from({ length: 500 }, (_, index) => ({ address: `aws_instance.trainer[${(index * 7919) % 500}]`, tags: {}, unknown: {} })) });
    const runs: string[] = [];
    for (let run = 0; run < 3; run++) runs.push(JSON.stringify(await evaluator(mode).evaluate(batch(many, 'cluster', 'nothing'))));
    expect(new Set(runs).size).toBe(1);
    const undecided = Array.from({ length: 500 }, (_, index) => `aws_instance.trainer[${index}]`).sort();
    expect(runs[0]).toContain(`"undecided":${JSON.stringify(undecided)}`);
  });

  test('print() tells who prints', async () => {
    const lines: string[] = [];
    await evaluator(mode, { print: (line, id) => lines.push(`${id}: ${line}`) }).evaluate(batch('{"given": "checkout"}', 'echo', 'loud', 'nothing'));
    expect(lines).toEqual(['loud: given checkout']);
  });

  test('modules have entries of their own, and results come in the order of the batches', async () => {
    const other = { wasm: module.wasm, data: { settings: { limit: 9 } }, entries: module.entries };
    const one = evaluator(mode, { modules: [{ ...module, data: {} }, other], workers: 2 });
    const batches = Array.from({ length: 20 }, (_, index) => ({ ...batch(`{"given": ${index}, "resources": []}`, 'cluster', 'echo'), module: index % 2, index }));
    const seen: unknown[] = [];
    for await (const { batch: of, results } of evaluateAll(one, batches, 3)) seen.push([of.index, results]);
    expect(seen).toEqual(batches.map(({ index }) => [index, [
      { id: 'cluster', value: { deny: [], undecided: [], ...(index % 2 ? { limit: 9 } : {}) } },
      { id: 'echo', value: { same: index } },
    ]]));
  });
});
