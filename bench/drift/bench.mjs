// A whole report of drift: states, an inventory and a night of logs, read, joined and judged by the command.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, peakMemory, wallOf } from '../measure.mjs';
import { bytesRow, printRows, secondsRow } from '../table.mjs';
import { generate } from './generate.mjs';

export async function run({ cache, quick, progress, drift }) {
  const size = quick ? 10_000 : 100_000;
  const folder = join(cache, `night-${size}`);
  const stamp = `${folder}.complete`;
  if (!existsSync(stamp)) {
    progress(`writing ${folder}`);
    generate(size, folder);
    writeFileSync(stamp, '');
  }
  progress(`drift ${size} x ${size} x ${size * 10}`);
  const job = drift(folder, '--iac', 'states', '--inventory', 'inventory.ndjson', '--audit', 'logs');
  const rounds = quick ? 3 : 1;
  printRows([
    secondsRow(`drift of ${size} declared x ${size} live x ${size * 10} calls, all of it`, quick ? 6 : 60, median(Array.from({ length: rounds }, () => wallOf(job)))),
    bytesRow('  peak memory', 1536 * 2 ** 20, peakMemory(job, 1)),
  ]);
}
