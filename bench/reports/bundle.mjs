// Reports are measured inside of one process, for a run has other work to do beside them.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { pageTexts } from '../../build/page.mjs';

/** Runs bench/reports/<name>.ts with these arguments. @returns what it prints, which is JSON */
export async function measured({ root, cache }, name, ...args) {
  const folder = join(cache, 'reports');
  mkdirSync(folder, { recursive: true });
  const bundle = join(folder, `${name}.mjs`);
  await build({ entryPoints: [join(root, 'bench', 'reports', `${name}.ts`)], bundle: true, platform: 'node', format: 'esm', outfile: bundle, logLevel: 'warning', define: await pageTexts(root) });
  const ended = spawnSync(process.execPath, [bundle, ...args.map(String)], { encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout);
}
