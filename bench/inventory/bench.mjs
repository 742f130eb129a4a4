// Live inventories: an export of Cloud Asset Inventory as JSON lines, against a process that reads and parses it line by line, and a
// snapshot of AWS Config, against one that unpacks and parses it.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, peakMemory } from '../measure.mjs';
import { bytesRow, megabytes, memoryRow, printRows, timesRow } from '../table.mjs';
import { generateConfig } from './config.mjs';
import { generate } from './generate.mjs';

async function made(file, write, progress) {
  if (!existsSync(file)) {
    progress(`writing ${file}`);
    await write(file);
  }
  return file;
}

export async function run({ cache, quick, here, progress, check }) {
  const [small, large] = quick ? [5_000, 50_000] : [50_000, 500_000];
  const items = quick ? 9_000 : 90_000;
  const exported = (rows) => made(join(cache, `assets-${rows}.ndjson`), (file) => generate(rows, file), progress);
  const files = { small: await exported(small), large: await exported(large), config: await made(join(cache, `config-${items}.json.gz`), (file) => generateConfig(items, file), progress) };
  const config = ['--config', here('inventory/landrail.yaml')];
  const jobs = {
    small: check(`landrail, ${small} rows`, [files.small], ...config),
    large: check(`landrail, ${large} rows`, [files.large], ...config),
    parse: { name: 'readline and JSON.parse', argv: [process.execPath, here('inventory/parse.mjs'), files.large] },
    config: check(`landrail, ${items} items of AWS Config`, [files.config], ...config),
    gunzip: { name: 'gunzip and JSON.parse', argv: [process.execPath, here('inventory/gunzip.mjs'), files.config] },
  };
  progress('inventory');
  const times = alternate(Object.values(jobs), quick ? 1 : 3);
  const memory = { small: peakMemory(jobs.small, 1), large: peakMemory(jobs.large, 1), config: peakMemory(jobs.config, 1), gunzip: peakMemory(jobs.gunzip, 1) };
  const size = statSync(files.large).size;
  printRows([
    timesRow(`${large} assets, ${megabytes(size)} of JSON lines, against readline and JSON.parse`, { most: 2.5 }, times.get(jobs.large.name), times.get(jobs.parse.name)),
    timesRow('  against a tenth of the rows', { most: 10.5 }, times.get(jobs.large.name), times.get(jobs.small.name)),
    bytesRow('  peak memory', 600 * 2 ** 20, memory.large, memory.small === null ? '' : ` (${megabytes(memory.small)} with a tenth)`),
    timesRow(`${items} items of AWS Config, .json.gz, against gunzip and JSON.parse`, { most: 2.5 }, times.get(jobs.config.name), times.get(jobs.gunzip.name)),
    { ...memoryRow('  peak memory', { most: Infinity, must: '' }, memory.config, memory.gunzip, ''), verdict: '' },
  ]);
}
