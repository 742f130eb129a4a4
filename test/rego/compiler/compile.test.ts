import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError, type Problem } from '#model/problem.ts';
import { compilePolicies, type CompilePoliciesOptions } from '#rego/compile.ts';
import { detours } from '#rego/detours.ts';
import { patchModule } from '#rego/module-patch.ts';
import { openCompiler, type Compiler } from '#rego/compiler.ts';
import { readPolicies } from '#rego/policy-source.ts';
import type { PackageFacts } from '#rego/selection.ts';
import { assetUrl, workerUrl } from '#rego/worker-location.ts';
import { bundle } from './archive.ts';

let compiler: Compiler;
beforeAll(async () => {
  compiler = await openCompiler();
});
afterAll(() => compiler.close());

let cwd: string;
let cacheFolder: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'landrail-compile-'));
  cacheFolder = join(cwd, 'cache');
  put('policies/payroll.rego', '# METADATA\n# title: Payroll\npackage main\n\nimport data.lib.names\n\ndeny contains msg if {\n\tmsg := names.of(input)\n}\n');
  put('policies/lib/names.rego', 'package lib.names\n\nof(doc) := sprintf("%s", [doc.name])\n');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), content);
}

const deny = (packages: readonly PackageFacts[]) => packages.filter((one) => one.rules.some((rule) => rule.name === 'deny')).map((one) => ({ id: one.package, package: one.package, rules: ['deny'] }));

const onlyMain = () => [{ id: 'main', package: 'main', rules: ['deny'] }];

async function options(more: Partial<CompilePoliciesOptions> = {}, path = 'policies'): Promise<CompilePoliciesOptions> {
  return { sources: await readPolicies([path], { cwd }), select: deny, regoVersion: 'v1', hostBuiltins: ['sprintf', 'regex.replace'], cacheFolder, compiler, ...more };
}

async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  const error: unknown = await work.then(
    () => new Error('it worked'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw error;
  return error.problems;
}

test('the second run takes from the cache what the first one made', async () => {
  const first = await compilePolicies(await options());
  expect(first.cached).toBe(false);
  expect(first.notes).toEqual([]);
  expect(first.entries).toEqual([{ id: 'main', package: 'main', rules: ['deny'], entrypoint: 'landrail_entry/p0' }]);
  expect(first.packages.map((one) => [one.package, one.annotations])).toEqual([
    ['lib.names', null],
    ['main', { scope: 'package', title: 'Payroll' }],
  ]);
  expect(WebAssembly.validate(first.wasm)).toBe(true);

  const second = await compilePolicies(await options({ hostBuiltins: ['regex.replace', 'sprintf'] }));
  expect(second).toEqual({ ...first, cached: true });
  expect(readdirSync(cacheFolder)).toHaveLength(2);
});

test('whatever changes the module is compiled anew; a damaged entry as well', async () => {
  await compilePolicies(await options());
  const changes: Partial<CompilePoliciesOptions>[] = [{ hostBuiltins: ['sprintf'] }, { strict: false }, { select: (packages) => deny(packages).map((one) => ({ ...one, id: 'renamed' })) }];
  for (const change of changes) expect((await compilePolicies(await options(change))).cached).toBe(false);
  put('policies/data.json', '{"limits": {"vcpus": 64}}');
  expect((await compilePolicies(await options())).cached).toBe(false);
  put('policies/payroll_test.rego', 'package main_test\n');
  expect((await compilePolicies(await options())).cached).toBe(true);

  for (const name of readdirSync(cacheFolder)) writeFileSync(join(cacheFolder, name), '');
  const again = await compilePolicies(await options());
  expect(again.cached).toBe(false);
  expect((await compilePolicies(await options())).wasm).toEqual(again.wasm);
});

test('a module is kept with its detours, apart from the same one without them', async () => {
  const bare = await compilePolicies(await options());
  const made = await compilePolicies(await options({ detours }));
  expect(made.cached).toBe(false);
  expect(made.wasm).toEqual(patchModule(bare.wasm, detours));
  expect(await compilePolicies(await options({ detours }))).toEqual({ ...made, cached: true });
  expect((await compilePolicies(await options())).wasm).toEqual(bare.wasm);
});

test('without a usable cache folder it compiles, and says so once', async () => {
  put('file', '');
  const compiled = await compilePolicies(await options({ cacheFolder: join(cwd, 'file') }));
  expect(compiled.cached).toBe(false);
  expect(compiled.notes).toHaveLength(1);
});

describe('faults of the policies', () => {
  test('syntax and type errors, all of them, and nothing is kept', async () => {
    put('policies/one.rego', 'package one\n\ndeny contains 1 if {\n');
    put('policies/two.rego', 'package two\n\ndeny[x] { x := 1 }\n');
    expect((await problemsOf(compilePolicies(await options()))).map((one) => `${one.where} ${one.code}`)).toEqual([
      'policies/one.rego:4 rego-parse-error',
      'policies/two.rego:3:1 rego-parse-error',
      'policies/two.rego:3:1 rego-parse-error',
    ]);
    expect(() => readdirSync(cacheFolder)).toThrow('ENOENT');
  });

  test('strict mode, and as warnings without it', async () => {
    put('policies/one.rego', 'package one\n\nimport data.lib.names\n\ndeny contains 1 if input.late\n');
    expect(await problemsOf(compilePolicies(await options()))).toEqual([{ code: 'rego-compile-error', message: 'import data.lib.names unused', where: 'policies/one.rego:3:1', hint: null }]);
    const loose = await compilePolicies(await options({ strict: false }));
    expect(loose.warnings).toEqual([{ code: 'rego-compile-error', message: 'import data.lib.names unused', where: 'policies/one.rego:3:1', hint: null }]);
    expect((await compilePolicies(await options({ strict: false }))).warnings).toEqual(loose.warnings);
  });

  test('what the selection refuses', async () => {
    const problem: Problem = { code: 'policy-none', message: 'nothing to run', where: null, hint: null };
    const select = (): never => {
      throw new ProblemError(problem);
    };
    expect(await problemsOf(compilePolicies(await options({ select })))).toEqual([problem]);
  });

  test('a package outside of the roots of its bundle', async () => {
    const text = 'package billing.deny\n\ndeny contains 1\n';
    put('b.tar.gz', bundle([{ name: '.manifest', content: '{"roots": ["payroll", "billing/allow"]}' }, { name: 'main.rego', content: text }]));
    expect(await problemsOf(compilePolicies(await options({}, 'b.tar.gz')))).toEqual([
      { code: 'bundle-roots', message: 'package billing.deny is outside of the roots of its bundle (payroll, billing/allow)', where: 'b.tar.gz/main.rego', hint: 'correct roots in .manifest, or the package' },
    ]);
    put('b.tar.gz', bundle([{ name: '.manifest', content: '{"roots": ["billing"], "rego_version": 0}' }, { name: 'main.rego', content: 'package billing.deny\n\ndeny[1] { input.late }\n' }]));
    expect((await compilePolicies(await options({}, 'b.tar.gz'))).entries.map((one) => one.package)).toEqual(['billing.deny']);
  });
});

test('two processes that compile the same policies at once both get them, and leave whole entries', async () => {
  const dist = join(cwd, 'dist');
  mkdirSync(dist);
  writeFileSync(join(dist, 'package.json'), '{"type": "module"}');
  cpSync(fileURLToPath(await workerUrl('compiler-worker')), join(dist, 'compiler-worker.js'));
  for (const name of ['compiler.wasm.br', 'compiler.wasm.sha256'] as const) symlinkSync(fileURLToPath(assetUrl(name)), join(dist, name));
  await build({
    stdin: {
      contents: `import { compilePolicies } from './src/rego/compile.ts';
        import { readPolicies } from './src/rego/policy-source.ts';
        const select = () => [{ id: 'main', package: 'main', rules: ['deny'] }];
        const sources = await readPolicies(['policies'], { cwd: ${JSON.stringify(cwd)} });
        const made = await compilePolicies({ sources, select, regoVersion: 'v1', hostBuiltins: ['sprintf'], cacheFolder: process.argv[2] });
        console.log(made.wasm.length, made.notes.length);`,
      resolveDir: fileURLToPath(new URL('../../..', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['esbuild'],
    // As in the package: compiled to one folder, with the worker and the artifact beside it.
    outfile: join(dist, 'racer.js'),
    banner: { js: "import { createRequire as landrailRequire } from 'node:module'; const require = landrailRequire(import.meta.url);" },
  });
  const race = async (): Promise<string> => {
    const child = spawn(process.execPath, [join(dist, 'racer.js'), cacheFolder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
    child.stderr.on('data', (text: Buffer) => (printed += text.toString()));
    await once(child, 'close');
    return printed;
  };
  const [one, two] = await Promise.all([race(), race()]);
  expect(readdirSync(cacheFolder)).toHaveLength(2);
  const cached = await compilePolicies(await options({ select: onlyMain, hostBuiltins: ['sprintf'], dist: pathToFileURL(`${dist}/`) }));
  expect(cached.cached).toBe(true);
  expect([one, two]).toEqual([`${cached.wasm.length} 0\n`, `${cached.wasm.length} 0\n`]);
});
