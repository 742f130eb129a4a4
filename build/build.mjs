// npm run build: bundles the CLI, its workers and the public API to dist/, compiles the shipped policies, copies data and schemas, collects notices.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const cache = join(root, 'node_modules', '.cache', 'landrail');
const quiet = process.argv.includes('--quiet');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** CommonJS packages inside an ESM bundle call `require`; give them one. */
const requireBanner = "import { createRequire as landrailRequire } from 'node:module'; const require = landrailRequire(import.meta.url);";

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  external: ['esbuild'],
  define: { LANDRAIL_VERSION: JSON.stringify(version) },
  banner: { js: requireBanner },
};

/** One file per entry, without chunks: what a cold start does not run costs it nothing, but each file that it opens does. */
async function bundle() {
  const result = await build({
    ...shared,
    entryPoints: {
      cli: 'src/cli.ts',
      index: 'src/index.ts',
      'compiler-worker': 'src/rego/compiler-worker.ts',
      'evaluate-worker': 'src/rego/evaluate-worker.ts',
    },
    outdir: dist,
    minify: true,
    keepNames: true,
    metafile: true,
    legalComments: 'none',
  });
  rmSync(join(dist, 'chunks'), { recursive: true, force: true });
  writeNotices(result.metafile);
}

/** Licence texts of everything that esbuild put into the bundle, besides those of the compiler artifact. */
function writeNotices(metafile) {
  const packages = new Map();
  for (const input of Object.keys(metafile.inputs)) {
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
    if (match) packages.set(match[2], join(root, match[1]));
  }
  for (const name of copied) packages.set(name, join(root, 'node_modules', name));
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

/** Files of packages that are read at run time, as they are. */
const parsers = {
  'tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'terraform.wasm': '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
  'hcl2json.wasm.gz': '@cdktn/hcl2json/main.wasm.gz',
};
const copied = ['web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl', '@cdktn/hcl2json'];

function copyAssets() {
  for (const [name, source] of Object.entries(parsers)) cpSync(join(root, 'node_modules', source), join(dist, 'hcl', name));
  cpSync(join(root, 'src/rego/compiler/compiler.wasm.br'), join(dist, 'compiler.wasm.br'));
  cpSync(join(root, 'src/rego/compiler/compiler.wasm.sha256'), join(dist, 'compiler.wasm.sha256'));
  rmSync(join(dist, 'catalog'), { recursive: true, force: true });
  cpSync(join(root, 'src/catalog/data'), join(dist, 'catalog'), { recursive: true });
}

/** Runs a TypeScript module of this project in this process. */
async function run(entry) {
  const outfile = join(cache, `${basename(entry, '.ts')}.mjs`);
  await build({ ...shared, entryPoints: [entry], outfile });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`);
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Compiles policies/ to dist/pack.*, unless nothing that goes into it has changed. */
async function compilePack() {
  const hash = createHash('sha256');
  for (const file of [...listFiles(join(root, 'policies')), ...listFiles(join(root, 'src/rego')).filter((one) => !one.endsWith('.go'))]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  const digest = hash.digest('hex');
  const stamp = join(cache, 'pack.digest');
  const ready = existsSync(join(dist, 'pack.wasm')) && existsSync(join(dist, 'pack.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (ready) return;
  const { compilePack } = await run('build/pack.ts');
  const pack = await compilePack(join(root, 'policies'), { dist });
  writeFileSync(join(dist, 'pack.wasm'), pack.wasm);
  writeFileSync(join(dist, 'pack.json'), pack.json);
  writeFileSync(stamp, digest);
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
copyAssets();
await bundle();
await writeSchemas();
await compilePack();
if (!quiet) console.log(`built ${relative(root, dist) || basename(dirname(dist))}/ in ${((performance.now() - started) / 1000).toFixed(1)} s`);
