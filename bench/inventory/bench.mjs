// Live inventories: an export of Cloud Asset Inventory as JSON lines, against a process that reads and parses it line by line.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, peakMemory } from '../measure.mjs';
import { bytesRow, megabytes, printRows, timesRow } from '../table.mjs';
import { generate } from './generate.mjs';

async function exported(cache, rows, progress) {
  const file = join(cache, `assets-${rows}.ndjson`);
  if (!existsSync(file)) {
    progress(`writing ${file}`);
    await generate(rows, file);
  }
  return file;
}

export async function run({ cache, quick, here, progress, check }) {
  const [small, large] = quick ? [5_000, 50_000] : [50_000, 500_000];
  const files = { small: await exported(cache, small, progress), large: await exported(cache, large, progress) };
  const config = ['--config', here('inventory/landrail.yaml')];
  const jobs = {
    small: check(`landrail, ${small} rows`, [files.small], ...config),
    large: check(`landrail, ${large} rows`, [files.large], ...config),
    parse: { name: 'readline and JSON.parse', argv: [process.execPath, here('inventory/parse.mjs'), files.large] },
  };
  progress('inventory');
  const times = alternate(Object.values(jobs), quick ? 1 : 3);
  const memory = { small: peakMemory(jobs.small, 1), large: peakMemory(jobs.large, 1) };
  const size = statSync(files.large).size;
  printRows([
    timesRow(`${large} assets, ${megabytes(size)} of JSON lines, against readline and JSON.parse`, { most: 2.5 }, times.get(jobs.large.name), times.get(jobs.parse.name)),
    timesRow('  against a tenth of the rows', { most: 10.5 }, times.get(jobs.large.name), times.get(jobs.small.name)),
    bytesRow('  peak memory', 600 * 2 ** 20, memory.large, memory.small === null ? '' : ` (${megabytes(memory.small)} with a tenth)`),
  ]);
}
