import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { CompiledModule } from '#rego/compiled.ts';
import { openCompiler, type Compiler } from '#rego/compiler.ts';
import { assetUrl, workerUrl } from '#rego/worker-location.ts';

/** The reference host, here to evaluate what was compiled. */
interface Policy {
  readonly entrypoints: { readonly [name: string]: number };
  evaluate(input: unknown, entrypoint: string): readonly { readonly result: JsonValue }[];
  setData(data: unknown): void;
}
const { loadPolicy } = createRequire(import.meta.url)('@open-policy-agent/opa-wasm') as { loadPolicy(wasm: ArrayBuffer): Promise<Policy> };

const stub = (): number => 0;

let compiler: Compiler;
beforeAll(async () => {
  compiler = await openCompiler();
});
afterAll(() => compiler.close());

const checkout = {
  path: 'policies/checkout.rego',
  text: `# METADATA
# title: Checkout service
# description: What the checkout team agreed on.
# related_resources:
# - ref: https://example.com/checkout
#   description: agreement
# custom:
#   severity: high
#   weights: [1, 2.5]
package landrail.guardrails.checkout

import data.lib.tags as t

default ceiling := 10

ceiling := 20 if input.peak

deny contains {"resource": r.address, "msg": sprintf("%s has no owner", [r.address])} if {
	some r in input.resources
	not t.owned(r)
}

undecided contains r.address if {
	some r in input.resources
	r.unknown
}

# METADATA
# title: Why
# scope: document
reason[r.address] := "peak" if {
	some r in input.resources
	input.peak
}

budget := input.budget

deny_region.europe contains r.address if {
	some r in input.resources
	r.region == data.settings.home
}

_private(x) := x + 1
`,
};
const tags = { path: 'policies/lib/tags.rego', text: 'package lib.tags\n\nowned(r) if r.tags.owner\n' };
const modules = [checkout, tags];
const hostBuiltins = ['sprintf'];

async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  const error: unknown = await work.then(
    () => new Error('it worked'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw error;
  return error.problems;
}

async function load(module: CompiledModule): Promise<Policy> {
  return loadPolicy(module.wasm.buffer);
}

describe('compile', () => {
  test('one entry per package, whose result has the rules that are defined', async () => {
    const rules = ['deny', 'undecided', 'ceiling', 'budget', 'reason', 'deny_region'];
    const module = await compiler.compile({
      modules,
      hostBuiltins,
      entries: [
        { id: 'checkout', package: 'landrail.guardrails.checkout', rules },
        { id: 'only-deny', package: 'landrail.guardrails.checkout', rules: ['deny'] },
      ],
    });
    expect(module.entries).toEqual([
      { id: 'checkout', package: 'landrail.guardrails.checkout', rules, entrypoint: 'landrail_entry/p0' },
      { id: 'only-deny', package: 'landrail.guardrails.checkout', rules: ['deny'], entrypoint: 'landrail_entry/p1' },
    ]);
    expect(module.warnings).toEqual([]);
    const policy = await load(module);
    // No other rule became an entrypoint.
    expect(policy.entrypoints).toEqual({ 'landrail_entry/p0': 0, 'landrail_entry/p1': 1 });

    // Nothing to say: sets and objects are there and empty, the complete rule without a value is not there.
    const silent = policy.evaluate({ resources: [] }, 'landrail_entry/p0')[0]?.result;
    expect(silent).toEqual({ deny: [], undecided: [], ceiling: 10, reason: {}, deny_region: { europe: [] } });

    policy.setData({ settings: { home: 'eu-west-1' } });
    const input = { peak: true, budget: null, resources: [{ address: 'aws_instance.till', region: 'eu-west-1', unknown: true, tags: {} }] };
    const loud = policy.evaluate(input, 'landrail_entry/p0')[0]?.result;
    expect(loud).toEqual({
      deny: [{ resource: 'aws_instance.till', msg: 'aws_instance.till has no owner' }],
      undecided: ['aws_instance.till'],
      ceiling: 20,
      budget: null,
      reason: { 'aws_instance.till': 'peak' },
      deny_region: { europe: ['aws_instance.till'] },
    });
    const alone = policy.evaluate(input, 'landrail_entry/p1')[0]?.result;
    expect(alone).toEqual({ deny: [{ resource: 'aws_instance.till', msg: 'aws_instance.till has no owner' }] });
  });

  test('same request, same bytes; the order of the modules does not matter', async () => {
    const entries = [{ id: 'checkout', package: 'landrail.guardrails.checkout', rules: ['deny'] }];
    const one = await compiler.compile({ modules, hostBuiltins, entries });
    const two = await compiler.compile({ modules: modules.toReversed(), hostBuiltins, entries });
    expect(Buffer.from(one.wasm).equals(two.wasm)).toBe(true);
  });

  test('in Rego v0, rules may have names that are keywords today', async () => {
    const text = 'package main\n\nin[msg] { msg := input.note }\n\nif = 1 { input.note }\n\nviolation[{"msg": msg}] { msg := input.note }\n';
    const module = await compiler.compile({
      modules: [{ path: 'payroll.rego', text }],
      regoVersion: 'v0',
      entries: [{ id: 'main', package: 'main', rules: ['in', 'if', 'violation'] }],
    });
    const policy = await load(module);
    expect(policy.evaluate({ note: 'late' }, 'landrail_entry/p0')).toEqual([{ result: { in: ['late'], if: 1, violation: [{ msg: 'late' }] } }]);
  });

  test('versions of Rego mix, one per module', async () => {
    const module = await compiler.compile({
      modules: [
        { path: 'old.rego', text: 'package old\n\ndeny[msg] { msg := "old" }\n', regoVersion: 'v0' },
        { path: 'new.rego', text: 'package main\n\ndeny contains msg if some msg in data.old.deny\n' },
      ],
      entries: [{ id: 'main', package: 'main', rules: ['deny'] }],
    });
    expect((await load(module)).evaluate({}, 'landrail_entry/p0')).toEqual([{ result: { deny: ['old'] } }]);
  });

  test('package names that are no identifiers', async () => {
    const module = await compiler.compile({
      modules: [{ path: 'team.rego', text: 'package team["training-cluster"].gpu\n\ndeny contains 1\n' }],
      entries: [{ id: 'gpu', package: 'team["training-cluster"].gpu', rules: ['deny'] }],
    });
    expect((await load(module)).evaluate({}, 'landrail_entry/p0')).toEqual([{ result: { deny: [1] } }]);
  });

  test('built-in functions that nobody implements are errors with their place, also where there are many', async () => {
    const calls = Array.from({ length: 14 }, (_, at) => `deny contains ${at} if crypto.md5(input.secret) == "${at}"`);
    const text = ['package main', 'deny contains r if r := http.send({"method": "get", "url": "https://example.com"})', ...calls, 'warn contains 1 if regex.mach("a", input.x)'].join('\n');
    const problems = await problemsOf(compiler.compile({ modules: [{ path: 'p.rego', text }], hostBuiltins: ['http.send'], entries: [{ id: 'm', package: 'main', rules: ['deny'] }] }));
    expect(problems).toHaveLength(16);
    expect(problems[0]).toEqual({
      code: 'rego-unsupported-builtin',
      message: 'the built-in function http.send is not supported by landrail',
      where: 'p.rego:2:25',
      hint: 'policies see no network, no environment and no files: hand the value over as input or data',
    });
    expect(problems[1]).toMatchObject({ message: 'the built-in function crypto.md5 is not supported by landrail', where: 'p.rego:3:20' });
    expect(problems[15]).toEqual({ code: 'rego-type-error', message: 'undefined function regex.mach', where: 'p.rego:17:20', hint: null });
  });

  test('entries that cannot be evaluated', async () => {
    const ask = (name: string, rules: string[]): Promise<readonly Problem[]> =>
      problemsOf(compiler.compile({ modules, hostBuiltins, entries: [{ id: 'checkout', package: name, rules }] }));
    const name = 'landrail.guardrails.checkout';
    expect(await ask('landrail.guardrails.chekout', ['deny'])).toMatchObject([{ code: 'rego-entry-error', message: 'entry "checkout": no module has the package landrail.guardrails.chekout', where: null }]);
    expect(await ask(name, ['deny', 'dny'])).toMatchObject([{ message: `entry "checkout": package ${name} has no rule dny`, where: 'policies/checkout.rego:10:1' }]);
    expect(await ask(name, ['_private'])).toMatchObject([{ message: 'entry "checkout": _private is a function, which cannot be evaluated without arguments', where: 'policies/checkout.rego:43:1' }]);
    expect(await ask(name, [])).toMatchObject([{ message: 'entry "checkout": no rule is asked for' }]);
    expect(await ask('landrail[x]', ['deny'])).toMatchObject([{ message: 'entry "checkout": "landrail[x]" is not a package name' }]);
    expect(await problemsOf(compiler.compile({ modules, hostBuiltins, entries: [] }))).toMatchObject([{ message: 'no entry is asked for' }]);
  });

  test('the packages of the wrappers are reserved', async () => {
    const text = 'package landrail_entry.p0\n\ndeny contains 1\n';
    expect(await problemsOf(compiler.compile({ modules: [{ path: 'x.rego', text }], entries: [{ id: 'x', package: 'landrail_entry.p0', rules: ['deny'] }] }))).toEqual([
      { code: 'rego-reserved-package', message: 'the package name landrail_entry.p0 is reserved for landrail', where: 'x.rego:1:1', hint: 'choose another package name' },
    ]);
  });

  test('data that stands where a package stands is an error', async () => {
    const request = { modules: [{ path: 'main.rego', text: 'package main\n\ndeny contains 1\n' }], entries: [{ id: 'm', package: 'main', rules: ['deny'] }] };
    expect(await problemsOf(compiler.compile({ ...request, data: { main: { deny: [] } } }))).toMatchObject([{ code: 'rego-compile-error', where: 'main.rego:3:1' }]);
    expect((await compiler.compile({ ...request, data: { other: 1 } })).entries).toHaveLength(1);
  });
});

const nested = (depth: number): string => `package main\n\n# [[[[ "([{" in a comment\ndeny contains x if x := ${'['.repeat(depth)}"}]) \\" ]"${']'.repeat(depth)}\n`;

describe('check', () => {
  test('syntax errors of all files, sorted', async () => {
    const broken = [
      { path: 'b.rego', text: 'package b\n\ndeny contains x if {\n' },
      { path: 'a.rego', text: 'package a\n\ndeny[x] { x := 1 }\n' },
      { path: 'c.rego', text: '' },
      { path: 'd.rego', text: '# only a comment\n' },
    ];
    const { errors, warnings } = await compiler.check({ modules: broken });
    expect(warnings).toEqual([]);
    expect(errors.map((one) => `${one.file}:${one.row}:${one.col} ${one.code} ${one.message.split('\n')[0]}`)).toEqual([
      'a.rego:3:1 rego_parse_error `contains` keyword is required for partial set rules',
      'a.rego:3:1 rego_parse_error `if` keyword is required before rule body',
      'b.rego:4:0 rego_parse_error unexpected eof token',
      'c.rego:1:1 rego_parse_error the file has no package and no rule',
      'd.rego:1:1 rego_parse_error the file has no package and no rule',
    ]);
  });

  test('what only the strict mode minds is an error, or on request a warning; a later stage is reported as well', async () => {
    const text = 'package main\n\nimport data.lib.unused\n\ndeny contains x if {\n\tx := input.a + "b"\n\ty := 2\n}\n';
    const loose = await compiler.check({ modules: [{ path: 'm.rego', text }], strict: false });
    expect(loose.errors.map((one) => `${one.row} ${one.code}`)).toEqual(['6 rego_type_error']);
    expect(loose.warnings.map((one) => `${one.row} ${one.message}`)).toEqual(['3 import data.lib.unused unused', '7 assigned var y unused']);
    const strict = await compiler.check({ modules: [{ path: 'm.rego', text }] });
    expect(strict.errors.map((one) => one.row)).toEqual([3, 6, 7]);
    expect(strict.warnings).toEqual([]);
  });

  test('no limit of ten', async () => {
    const text = `package main\n\n${Array.from({ length: 40 }, (_, at) => `deny contains ${at} if unsafe${at} > 1`).join('\n')}\n`;
    expect((await compiler.check({ modules: [{ path: 'm.rego', text }] })).errors).toHaveLength(40);
  });

  test('deep nesting is refused with its place, and one level less compiles', async () => {
    const deep = await compiler.check({ modules: [{ path: 'm.rego', text: nested(2001) }] });
    expect(deep.errors).toEqual([{ file: 'm.rego', row: 4, col: 25 + 2000, code: 'rego_parse_error', message: 'brackets are nested more than 2000 deep' }]);
    const module = await compiler.compile({ modules: [{ path: 'm.rego', text: nested(2000) }], entries: [{ id: 'm', package: 'main', rules: ['deny'] }] });
    expect(module.wasm.length).toBeGreaterThan(100_000);
    expect((await problemsOf(compiler.format({ modules: [{ path: 'm.rego', text: nested(5000) }] })))[0]?.message).toBe('brackets are nested more than 2000 deep');
  });
});

describe('inspect', () => {
  test('rules, imports, references and METADATA with their places', async () => {
    const { modules: found, problems } = await compiler.inspect({ modules: [...modules, { path: 'broken.rego', text: 'package' }] });
    expect(problems.map((one) => `${one.file} ${one.code}`)).toEqual(['broken.rego rego_parse_error']);
    const [outline, lib] = found;
    expect(lib).toMatchObject({ path: 'policies/lib/tags.rego', package: 'lib.tags', rules: [{ name: 'owned', kind: 'function' }], annotations: [] });
    expect(outline).toMatchObject({
      path: 'policies/checkout.rego',
      package: 'landrail.guardrails.checkout',
      at: { file: 'policies/checkout.rego', row: 10, col: 1 },
      imports: [{ path: 'data.lib.tags', alias: 't', at: { row: 12, col: 1 } }],
      references: ['lib.tags', 'settings.home'],
    });
    expect(outline?.rules.map((rule) => [rule.name, rule.ref, rule.kind, rule.default, rule.at.row])).toEqual([
      ['ceiling', 'ceiling', 'complete', true, 14],
      ['ceiling', 'ceiling', 'complete', false, 16],
      ['deny', 'deny', 'partial-set', false, 18],
      ['undecided', 'undecided', 'partial-set', false, 23],
      ['reason', 'reason', 'partial-object', false, 31],
      ['budget', 'budget', 'complete', false, 36],
      ['deny_region', 'deny_region.europe', 'partial-set', false, 38],
      ['_private', '_private', 'function', false, 43],
    ]);
    expect(outline?.annotations).toEqual([
      {
        scope: 'package',
        path: 'landrail.guardrails.checkout',
        at: { file: 'policies/checkout.rego', row: 1, col: 1 },
        metadata: {
          scope: 'package',
          title: 'Checkout service',
          description: 'What the checkout team agreed on.',
          related_resources: [{ ref: 'https://example.com/checkout', description: 'agreement' }],
          custom: { severity: 'high', weights: [1, 2.5] },
        },
      },
      {
        scope: 'document',
        path: 'landrail.guardrails.checkout.reason',
        rule: 'reason',
        at: { file: 'policies/checkout.rego', row: 28, col: 1 },
        metadata: { scope: 'document', title: 'Why' },
      },
    ]);
  });

  test('METADATA that is no YAML, or that JSON cannot say', async () => {
    const bad = await compiler.inspect({ modules: [{ path: 'a.rego', text: '# METADATA\n# title: [\npackage a\n' }] });
    expect(bad.problems).toMatchObject([{ file: 'a.rego', code: 'rego_parse_error' }]);
    const nan = await compiler.inspect({ modules: [{ path: 'b.rego', text: '# METADATA\n# custom:\n#   score: .nan\npackage b\n' }] });
    expect(nan.problems).toMatchObject([{ file: 'b.rego', row: 1, col: 1, code: 'rego_parse_error' }]);
  });
});

describe('format', () => {
  test('as opa fmt does, and again without a change', async () => {
    const [text = ''] = await compiler.format({ modules: [{ path: 'a.rego', text: 'package   a\nimport rego.v1\ndeny contains  x if {x:=1 # why\n}\n' }] });
    expect(text).toBe('package a\n\nimport rego.v1\n\ndeny contains x if x := 1 # why\n');
    expect(await compiler.format({ modules: [{ path: 'a.rego', text }] })).toEqual([text]);
  });

  test('v0 comes out so that it reads as both', async () => {
    expect(await compiler.format({ modules: [{ path: 'a.rego', text: 'package a\ndeny[x] { x := 1 }\n' }], regoVersion: 'v0' })).toEqual(['package a\n\nimport rego.v1\n\ndeny contains x if x := 1\n']);
  });

  test('syntax errors', async () => {
    expect(await problemsOf(compiler.format({ modules: [{ path: 'a.rego', text: 'package a\n\ndeny contains 1 if {' }] }))).toMatchObject([{ code: 'rego-parse-error', where: 'a.rego:3:20' }]);
  });
});

describe('test', () => {
  const suite = {
    path: 'policies/checkout_test.rego',
    text: `package landrail.guardrails.checkout_test

import data.landrail.guardrails.checkout

test_owner_is_required if {
	print("looking at", checkout.ceiling)
	count(checkout.deny) == 1 with input as {"resources": [{"address": "a", "tags": {}}]}
}

test_wrong if count(checkout.deny) == 1 with input as {}

todo_test_later if false

test_cases[name] if {
	some name, want in {"plain": 10, "odd": 11}
	checkout.ceiling == want
}

test_conflict if conflicting(1)

conflicting(x) := true if x == 1

conflicting(x) := false if x > 0
`,
  };

  test('passes, failures, skips, errors, cases and prints', async () => {
    const report = await compiler.test({ modules: [...modules, suite], hostBuiltins, coverage: true });
    expect(report.results.map((one) => [one.name, one.outcome, one.at.row])).toEqual([
      ['test_owner_is_required', 'pass', 5],
      ['test_wrong', 'fail', 10],
      ['todo_test_later', 'skip', 12],
      ['test_cases', 'fail', 14],
      ['test_conflict', 'error', 19],
    ]);
    expect(report.results[0]).toMatchObject({ package: 'landrail.guardrails.checkout_test', output: 'looking at 10\n', cases: [] });
    expect(report.results[0]?.durationNs).toBeGreaterThan(0);
    expect(report.results[3]?.cases).toEqual([
      { name: ['odd'], outcome: 'fail' },
      { name: ['plain'], outcome: 'pass' },
    ]);
    expect(report.results[4]?.error).toMatchObject({ code: 'eval_conflict_error', file: 'policies/checkout_test.rego', row: 23 });
    expect(report.coverage.map((one) => one.path)).toEqual(['policies/checkout.rego', 'policies/checkout_test.rego', 'policies/lib/tags.rego']);
    expect(report.coverage[0]).toMatchObject({ covered: [[14, 14], [18, 20]], notCovered: [[16, 16], [23, 23], [25, 25], [31, 31], [33, 33], [36, 36], [38, 38], [40, 40], [43, 43]] });
  });

  test('a selection of tests, without coverage', async () => {
    const report = await compiler.test({ modules: [...modules, suite], hostBuiltins, run: 'checkout_test\\.test_wrong' });
    expect(report.results.map((one) => one.name)).toEqual(['test_wrong']);
    expect(report.coverage).toEqual([]);
    const [problem] = await problemsOf(compiler.test({ modules, hostBuiltins, run: '(' }));
    expect(problem).toMatchObject({ code: 'test-selection-error', where: null });
    expect(problem?.message).toMatch(/^the selection of tests is no regular expression: /);
  });

  test('a test that never ends is stopped by its own time limit, and the next one runs', async () => {
    const text = 'package slow_test\n\ntest_a if {\n\tsome x in numbers.range(1, 3000)\n\tsome y in numbers.range(1, 3000)\n\tx * y == -1\n}\n\ntest_b if true\n';
    const report = await compiler.test({ modules: [{ path: 'slow_test.rego', text }], testTimeoutMs: 300 });
    expect(report.results.map((one) => [one.name, one.outcome, one.error?.code])).toEqual([
      ['test_a', 'error', 'eval_cancel_error'],
      ['test_b', 'pass', undefined],
    ]);
  });
});

describe('eval', () => {
  test('one answer per input; undefined has no result; sets are sorted arrays', async () => {
    const policy = { path: 'm.rego', text: 'package main\n\nnames contains n if some n in input.names\n\nbig := input.big\n\nclash := 1 if input.names\n\nclash := 2 if input.big\n' };
    const evaluations = await compiler.eval({ modules: [policy], query: 'data.main', inputs: [{ names: ['payroll', 'audit'] }, {}, { names: ['x'], big: 1 }, null] });
    expect(evaluations).toEqual([
      { results: [{ expressions: [{ names: ['audit', 'payroll'], clash: 1 }], bindings: {} }] },
      { results: [{ expressions: [{ names: [] }], bindings: {} }] },
      { results: [], error: { file: 'm.rego', row: 9, col: 1, code: 'eval_conflict_error', message: 'rule data.main.clash produced conflicting values:\n  1 at m.rego:7\n  2 at m.rego:9' } },
      { results: [{ expressions: [{ names: [] }], bindings: {} }] },
    ]);
    expect(await compiler.eval({ modules: [policy], query: 'data.main.big', inputs: [{}] })).toEqual([{ results: [] }]);
    const query = await problemsOf(compiler.eval({ modules: [policy], query: 'data.main[', inputs: [{}] }));
    expect(query[0]?.code).toBe('rego-parse-error');
  });

  test('the clock is the one given', async () => {
    const policy = { path: 'm.rego', text: 'package main\n\nnow := time.now_ns()\n' };
    const [one] = await compiler.eval({ modules: [policy], hostBuiltins: ['time.now_ns'], query: 'x := data.main.now', inputs: [{}], nowMs: 1_700_000_000_123 });
    expect(one?.results[0]?.bindings).toEqual({ x: 1_700_000_000_123_000_000 });
  });

  test('a lone surrogate and a key named __proto__ do no harm', async () => {
    const policy = { path: 'm.rego', text: 'package main\n\necho := input\n' };
    const input = JSON.parse('{"__proto__": {"polluted": true}, "half": "\\ud83d"}') as JsonValue;
    const [one] = await compiler.eval({ modules: [policy], query: 'data.main.echo', inputs: [input] });
    expect(JSON.stringify(one?.results[0]?.expressions[0])).toBe('{"__proto__":{"polluted":true},"half":"\uFFFD"}');
  });
});

test('the table of native functions is the one that modules are linked with', async () => {
  const table = await compiler.builtins();
  expect(table.native).toHaveLength(96);
  expect(table.forbidden).toEqual(['http.send', 'net.lookup_ip_addr', 'opa.runtime']);
  expect(Object.keys(table.host)).toContain('sprintf');
  expect(Object.keys(table.host).filter((name) => table.native.includes(name) || table.forbidden.includes(name))).toEqual([]);
  // In v0, where even the deprecated ones may be called; those without a name to call them by are left out.
  const names = table.native.filter((name) => !name.startsWith('internal.'));
  const text = `package main\n\n${names.map((name) => `v[x] { x := ${name}(${Array.from({ length: arity(name) }, (_, at) => `input.a${at}`).join(', ')}) }`).join('\n')}\n`;
  const module = await compiler.compile({ modules: [{ path: 'm.rego', text }], regoVersion: 'v0', strict: false, entries: [{ id: 'm', package: 'main', rules: ['v'] }] });
  const memory = new WebAssembly.Memory({ initial: 10 });
  const env = { memory, opa_abort: stub, opa_builtin0: stub, opa_builtin1: stub, opa_builtin2: stub, opa_builtin3: stub, opa_builtin4: stub, opa_println: stub };
  const { exports } = await WebAssembly.instantiate(new WebAssembly.Module(module.wasm), { env });
  const call = exports as { builtins(): number; opa_json_dump(at: number): number };
  const bytes = new Uint8Array(memory.buffer);
  const at = call.opa_json_dump(call.builtins());
  // Nothing is asked of the host.
  expect(new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at)))).toBe('{}');
});

const arities: { readonly [name: string]: number } = {
  abs: 1, all: 1, any: 1, 'array.flatten': 1, 'array.reverse': 1, 'array.slice': 3, 'base64.decode': 1, 'base64.encode': 1, 'base64.is_valid': 1,
  'base64url.decode': 1, 'base64url.encode': 1, 'bits.negate': 1, ceil: 1, count: 1, floor: 1, 'glob.match': 3, intersection: 1, is_array: 1,
  is_boolean: 1, is_null: 1, is_number: 1, is_object: 1, is_set: 1, is_string: 1, 'json.is_valid': 1, 'json.marshal': 1, 'json.unmarshal': 1,
  lower: 1, max: 1, min: 1, 'object.get': 3, 'object.keys': 1, 'object.union_n': 1, product: 1, 'regex.find_all_string_submatch_n': 3,
  'regex.is_valid': 1, replace: 3, round: 1, sort: 1, 'strings.reverse': 1, substring: 3, sum: 1, to_number: 1, trim_space: 1, type_name: 1,
  union: 1, upper: 1, walk: 1,
};
function arity(name: string): number {
  return arities[name] ?? 2;
}

describe('a compiler that fails', () => {
  test('a fault of ours says so, and the compiler goes on', async () => {
    const data = 'not an object' as unknown as { readonly [key: string]: JsonValue };
    const [problem] = await problemsOf(compiler.check({ modules, hostBuiltins, data }));
    expect(problem).toMatchObject({ code: 'compiler-crash', where: null, hint: 'this is a bug of landrail: please report it with the policy that causes it' });
    expect((await compiler.check({ modules, hostBuiltins })).errors).toEqual([]);
  });

  test('the time limit stops it, and the next request starts afresh', async () => {
    const impatient = await openCompiler({ timeoutMs: 1 });
    const [problem] = await problemsOf(impatient.check({ modules, hostBuiltins }));
    expect(problem).toMatchObject({ code: 'compiler-timeout', message: 'the policies were not ready after 0.001 s, so the compiler was stopped' });
    const [again] = await problemsOf(impatient.check({ modules, hostBuiltins }));
    expect(again?.code).toBe('compiler-timeout');
    await impatient.close();
    await expect(impatient.check({ modules })).rejects.toThrow('the compiler was closed');
  });

  test('a process that dies is reported with what it printed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'landrail-test-'));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    writeFileSync(join(folder, 'compiler.wasm.br'), '');
    writeFileSync(join(folder, 'compiler-worker.js'), "process.on('message', () => process.stdout.write('goroutine 1 [running]', () => process.exit(2)));");
    const dying = await openCompiler({ dist: pathToFileURL(`${folder}/`) });
    const [problem] = await problemsOf(dying.check({ modules }));
    expect(problem).toMatchObject({ code: 'compiler-crash', message: "landrail's policy compiler crashed: it ended with code 2\ngoroutine 1 [running]" });
    await dying.close();
    rmSync(folder, { recursive: true });
  });

  test('a damaged or missing artifact', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'landrail-test-'));
    const dist = pathToFileURL(`${folder}/`);
    const missing = await problemsOf(openCompiler({ dist }));
    expect(missing[0]).toMatchObject({ code: 'compiler-missing', where: join(folder, 'compiler.wasm.br') });
    cpSync(fileURLToPath(await workerUrl('compiler-worker')), join(folder, 'compiler-worker.js'));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    cpSync(fileURLToPath(assetUrl('compiler.wasm.sha256')), join(folder, 'compiler.wasm.br'));
    const broken = await openCompiler({ dist });
    const [problem] = await problemsOf(broken.check({ modules }));
    expect(problem?.code).toBe('compiler-crash');
    expect(problem?.message).toMatch(/^landrail's policy compiler crashed: /);
    await broken.close();
    rmSync(folder, { recursive: true });
  });
});
