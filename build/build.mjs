// npm run build: bundles the CLI, its workers and the public API to dist/, compiles the shipped policies, copies data and schemas, collects notices.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { pageTexts } from './page.mjs';
import { scripts } from './scripts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** `--bundle DIR`: the scripts alone, into a folder of their own, so that they can be compared. */
const bundleOnly = process.argv.includes('--bundle');
const dist = bundleOnly ? process.argv[process.argv.indexOf('--bundle') + 1] : join(root, 'dist');
const cache = join(root, 'node_modules', '.cache', 'landrail');
const quiet = process.argv.includes('--quiet');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [, opa] = /open-policy-agent\/opa v(\S+)/.exec(readFileSync(join(root, 'src/rego/compiler/go.mod'), 'utf8'));

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  external: ['esbuild'],
  define: { LANDRAIL_VERSION: JSON.stringify(version), LANDRAIL_OPA: JSON.stringify(opa), ...(await pageTexts(root)) },
  // Names stay as they are: a stack trace is read by people.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
};

/** CommonJS packages inside an ESM bundle call `require`; give them one. */
const esm = { format: 'esm', banner: { js: "import { createRequire as landrailRequire } from 'node:module'; const require = landrailRequire(import.meta.url);" } };

/** Starts sooner than ESM. What is imported when it is needed is loaded when it is needed, modules of Node too. */
const commonJs = {
  format: 'cjs',
  banner: { js: "const landrailUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { ...shared.define, 'import.meta.url': 'landrailUrl' },
  supported: { 'dynamic-import': false },
};

/**
 * The command and its evaluation threads are scripts in one scope each (see scripts.mjs), which cli.js, action.js and evaluate-worker.js start
 * (see src/launch.ts). The API, index.mjs, is ordinary ESM.
 */
async function bundle() {
  const launch = (file, script, first = '') => ({
    ...shared,
    ...commonJs,
    entryPoints: ['src/launch.ts'],
    outfile: join(dist, file),
    define: { ...commonJs.define, LANDRAIL_SCRIPT: JSON.stringify(script) },
    banner: { js: first + commonJs.banner.js },
  });
  const [{ texts, metafiles }, ...others] = await Promise.all([
    scripts(root, { ...shared, ...commonJs }),
    build(launch('cli.js', 'landrail', '#!/usr/bin/env node\n')),
    build(launch('action.js', 'action')),
    build(launch('evaluate-worker.js', 'worker')),
    build({ ...shared, ...commonJs, entryPoints: ['src/rego/compiler-worker.ts'], outfile: join(dist, 'compiler-worker.js') }),
    build({ ...shared, ...commonJs, entryPoints: ['src/audit/scan-worker.ts'], outfile: join(dist, 'scan-worker.js') }),
    build({ ...shared, ...commonJs, entryPoints: ['src/inputs/terraform/hcl/diagnose-worker.ts'], outfile: join(dist, 'diagnose-worker.js') }),
    build({ ...shared, ...esm, entryPoints: ['src/index.ts'], outfile: join(dist, 'index.mjs') }),
  ]);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(dist, `${name}.js`), text);
  chmodSync(join(dist, 'cli.js'), 0o755);
  writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
  for (const old of ['chunks', 'index.js']) rmSync(join(dist, old), { recursive: true, force: true });
  writeNotices([...metafiles, ...others.map((one) => one.metafile)]);
}

/** Licence texts of everything that esbuild put into the bundle, besides those of the compiler artifact. */
function writeNotices(metafiles) {
  const packages = new Map();
  for (const input of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
    if (match) packages.set(match[2], join(root, match[1]));
  }
  packages.set(parser, join(root, 'node_modules', parser));
  const parts = ['Third-party software in this package\n====================================\n'];
  for (const [name, folder] of [...packages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const meta = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const licence = readdirSync(folder).find((file) => /^(licen[cs]e|copying)/i.test(file));
    if (!licence) throw new Error(`${name} is bundled but has no licence file`);
    parts.push(`\n${name} ${meta.version} (${meta.license})\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`);
  }
  const inside = join(root, 'src/inputs/terraform/hcl/THIRD_PARTY_NOTICES.txt');
  parts.push(`\nThe parser that words syntax errors (hcl/hcl2json.wasm.gz)\n--------------------------------------\n\n${readFileSync(inside, 'utf8').trim()}\n`);
  const compiler = join(root, 'src/rego/compiler/THIRD_PARTY_NOTICES.txt');
  parts.push(`\nThe policy compiler (compiler.wasm.br)\n--------------------------------------\n\n${readFileSync(compiler, 'utf8').trim()}\n`);
  writeFileSync(join(dist, 'THIRD_PARTY_NOTICES.txt'), parts.join('\n'));
}

/** A package of which one file is read at run time, as it is. */
const parser = '@cdktn/hcl2json';

function copyAssets() {
  rmSync(join(dist, 'hcl'), { recursive: true, force: true });
  cpSync(join(root, 'node_modules', parser, 'main.wasm.gz'), join(dist, 'hcl', 'hcl2json.wasm.gz'));
  cpSync(join(root, 'src/rego/compiler/compiler.wasm.br'), join(dist, 'compiler.wasm.br'));
  cpSync(join(root, 'src/rego/compiler/compiler.wasm.sha256'), join(dist, 'compiler.wasm.sha256'));
  rmSync(join(dist, 'templates'), { recursive: true, force: true });
  cpSync(join(root, 'src/commands/init/templates'), join(dist, 'templates'), { recursive: true });
  rmSync(join(dist, 'catalog'), { recursive: true, force: true });
  cpSync(join(root, 'src/catalog/data'), join(dist, 'catalog'), { recursive: true });
}

/** Runs a TypeScript module of this project in this process. */
async function run(entry) {
  return import(`${pathToFileURL(await bundled(entry)).href}?${Date.now()}`);
}

async function bundled(entry) {
  const outfile = join(cache, `${basename(entry, '.ts')}.mjs`);
  await build({ ...shared, ...esm, entryPoints: [entry], outfile });
  return outfile;
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Compiles policies/ to dist/pack.* and dist/detections.*, unless nothing that goes into it has changed. */
async function compilePack() {
  const hash = createHash('sha256');
  for (const file of [...listFiles(join(root, 'policies')), ...listFiles(join(root, 'src/rego')).filter((one) => !one.endsWith('.go'))]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  const digest = hash.digest('hex');
  const stamp = join(cache, 'pack.digest');
  const made = ['pack.wasm', 'pack.json', 'detections.wasm', 'detections.json'];
  const ready = made.every((file) => existsSync(join(dist, file))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (ready) return;
  const { compilePack } = await run('build/pack.ts');
  const files = await compilePack(join(root, 'policies'), { dist });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(dist, file), content);
  writeFileSync(stamp, digest);
}

/**
 * What V8 makes of the scripts while they judge the samples, in landrail.v8 and so on, unless that is there already. It serves the Node
 * that builds; any other one does without, and so can this one.
 */
async function keepCode() {
  const { keptCode } = await run('src/kept-code.ts');
  const missing = ['landrail', 'readers', 'worker'].filter((name) => keptCode(readFileSync(join(dist, `${name}.js`), 'latin1'), pathToFileURL(join(dist, `${name}.v8`))) === null);
  if (missing.length === 0) return;
  const keeper = await bundled('build/keep-code.ts');
  const plans = listFiles(join(root, 'samples')).filter((file) => basename(file) === 'plan.json');
  const sources = listFiles(join(root, 'samples')).filter((file) => basename(file) === 'providers.tf').map(dirname);
  const own = [...plans, ...sources, '--config', 'samples/training-cluster/landrail.yaml', '--policy', 'bench/policies'];
  // A plan of more than two megabytes is judged in threads.
  const large = join(cache, 'large-plan.json');
  writeFileSync(large, readFileSync(plans[0], 'utf8').replace('{', `{${' '.repeat(2 ** 21)}`));
  const judging = { landrail: own, readers: [...sources, '--config', 'samples/ticket-office/landrail.yaml'], worker: [large, ...own] };
  const thread = join(dist, 'evaluate-worker.js');
  const launcher = readFileSync(thread);
  for (const name of missing) {
    rmSync(join(dist, `${name}.v8`), { force: true });
    if (name === 'worker') writeFileSync(thread, `process.argv = ${JSON.stringify([process.execPath, keeper, dist, name])};\nimport(${JSON.stringify(pathToFileURL(keeper).href)});\n`);
    // The first run compiles the policy, the second one finds it in the cache, as most runs do.
    for (const script of [[join(dist, 'cli.js')], [keeper, dist, name]]) {
      const ran = spawnSync(process.execPath, [...script, 'check', ...judging[name], '--exit-zero'], { cwd: root, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache } });
      if (ran.status !== 0) console.error(`no code was kept for a quick start: ${ran.stderr || ran.stdout}`);
    }
    writeFileSync(thread, launcher);
  }
}

async function writeSchemas() {
  const { schemas } = await run('build/schemas.ts');
  mkdirSync(join(dist, 'schema'), { recursive: true });
  for (const [name, schema] of Object.entries(schemas())) writeFileSync(join(dist, 'schema', name), `${JSON.stringify(schema, null, 2)}\n`);
}

/** A policy that does not compile is told as landrail tells it, without a stack. */
process.on('uncaughtException', (error) => {
  if (!Array.isArray(error?.problems)) throw error;
  for (const { message, where, hint } of error.problems) console.error(`error: ${message}${where ? `\n  at   policies/${where}` : ''}${hint ? `\n  next ${hint}` : ''}`);
  process.exit(1);
});

mkdirSync(dist, { recursive: true });
mkdirSync(cache, { recursive: true });
const started = performance.now();
await bundle();
if (!bundleOnly) {
  copyAssets();
  await writeSchemas();
  await compilePack();
  await keepCode();
}
if (!quiet) console.log(`built ${relative(root, dist) || basename(dirname(dist))}/ in ${((performance.now() - started) / 1000).toFixed(1)} s`);
