// What code declares, what exists and a million calls, joined in one process: no reader and no policy beside it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bytesRow, printRows, secondsRow, timesRow } from '../table.mjs';

export async function run({ root, cache, quick, progress }) {
  const folder = join(cache, 'join');
  mkdirSync(folder, { recursive: true });
  // Where the bundle looks for the tables of the catalogue.
  cpSync(join(root, 'src', 'catalog', 'data'), join(folder, 'catalog'), { recursive: true });
  const bundle = join(folder, 'join.mjs');
  await build({ entryPoints: [join(root, 'bench', 'join', 'join.ts')], bundle: true, platform: 'node', format: 'esm', outfile: bundle, logLevel: 'warning' });
  const measured = (size, calls) => {
    progress(`join ${size} x ${size} x ${calls}`);
    const ended = spawnSync(process.execPath, ['--max-old-space-size=4096', bundle, String(size), String(calls)], { encoding: 'utf8' });
    if (ended.status !== 0) throw new Error(ended.stderr);
    return JSON.parse(ended.stdout);
  };
  const size = quick ? 25_000 : 100_000;
  const [quarter, whole] = [measured(size / 4, size * 2.5), measured(size, size * 10)];
  printRows([
    secondsRow(`${size} declared x ${size} live x ${size * 10} calls joined (time of the processor)`, quick ? 15 : 60, whole.seconds),
    bytesRow('  peak memory', 1536 * 2 ** 20, whole.peak),
    timesRow('  four times as much, against a quarter of it', { most: 5 }, whole.seconds, quarter.seconds),
  ]);
}
