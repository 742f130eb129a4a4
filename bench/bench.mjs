// npm run bench: how fast and how big landrail is, against bare Node and against other tools, as ratios within one run.
//
//   npm run bench                       all themes
//   npm run bench -- plan source        some of them
//   npm run bench -- --quick            fewer rounds
//
// It prints what must be reached and what was; it fails only when something cannot run.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const themes = {
  plan: () => import('./plan/bench.mjs'),
  source: () => import('./source/bench.mjs'),
  templates: () => import('./templates/bench.mjs'),
  inventory: () => import('./inventory/bench.mjs'),
  audit: () => import('./audit/bench.mjs'),
  history: () => import('./history/bench.mjs'),
  join: () => import('./join/bench.mjs'),
  drift: () => import('./drift/bench.mjs'),
  reports: () => import('./reports/bench.mjs'),
};

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
const cache = join(root, 'node_modules', '.cache', 'landrail-bench');
const quick = process.argv.includes('--quick');
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = named.filter((name) => !Object.hasOwn(themes, name));
if (unknown.length > 0) {
  console.error(`no theme ${unknown.join(', ')}; there are: ${Object.keys(themes).join(', ')}`);
  process.exit(2);
}
if (!existsSync(cli)) {
  console.error('dist/cli.js is missing: npm run build');
  process.exit(2);
}

// Empty caches of our own, so that the user's are neither used nor touched.
const warm = join(cache, 'warm');
rmSync(warm, { recursive: true, force: true });
mkdirSync(warm, { recursive: true });
const environment = (folder) => ({ XDG_CACHE_HOME: folder, HOME: folder, LOCALAPPDATA: folder, LANDRAIL_NOW: '2026-11-23T00:00:00Z', NO_COLOR: '1' });

/** What the themes share: where things are, and how landrail is run. */
const bench = {
  root,
  cache,
  quick,
  corpus: join(root, '..', 'shared', 'corpus'),
  here: (path) => join(root, 'bench', path),
  progress: (text) => process.stderr.write(`${text}\n`),
  environment,
  /** Inputs with findings end with 1, those with files that nobody can read with 2. */
  check: (name, paths, ...more) => ({
    name,
    argv: [process.execPath, cli, 'check', ...paths, '--config', join(root, 'bench', 'landrail.yaml'), ...more],
    env: environment(warm),
    cwd: cache,
    codes: [0, 1, 2],
  }),
  /** In the folder of a night, with the config that lies in it. */
  drift: (folder, ...args) => ({ name: 'drift', argv: [process.execPath, cli, 'drift', ...args], env: environment(warm), cwd: folder, codes: [1] }),
};

console.log(`node ${process.version}, ${process.platform}-${process.arch}, ${availableParallelism()} cores`);
for (const name of named.length > 0 ? named : Object.keys(themes)) {
  console.log(`\n${name}\n`);
  await (await themes[name]()).run(bench);
}
console.log(`\nfiles and peers: ${relative(process.cwd(), cache)}`);
