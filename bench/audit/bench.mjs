// Logs: CloudTrail as it lies in a bucket, one record in a hundred of interest, against a process that only unpacks it and one that parses it all.
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { alternate, peakMemory } from '../measure.mjs';
import { bytesRow, fasterRow, printRows, timesRow } from '../table.mjs';
import { generate } from './generate.mjs';

function delivered(cache, megabytes, progress) {
  const folder = join(cache, `trail-${megabytes}`);
  const stamp = `${folder}.complete`;
  if (existsSync(stamp)) return folder;
  progress(`writing ${folder}`);
  rmSync(folder, { recursive: true, force: true });
  generate(megabytes, folder);
  writeFileSync(stamp, '');
  return folder;
}

/** The audit room alone: what a night does besides is measured elsewhere. */
async function reader(root, cache) {
  const folder = join(cache, 'audit');
  const options = { absWorkingDir: root, bundle: true, platform: 'node', target: 'node20', format: 'esm', logLevel: 'warning', outdir: folder, outExtension: { '.js': '.mjs' } };
  const banner = { js: "const scriptUrl = require('node:url').pathToFileURL(__filename).href;" };
  await build({ ...options, format: 'cjs', entryPoints: ['src/audit/scan-worker.ts'], outExtension: {}, banner, define: { 'import.meta.url': 'scriptUrl' } });
  await build({
    ...options, splitting: true, entryNames: 'read',
    stdin: {
      resolveDir: root,
      contents: `import { setFlagsFromString } from 'node:v8';
        import { readAudit } from './src/audit/read.ts';
        import { switches } from './src/kept-code.ts';
        // As the command has them.
        setFlagsFromString(switches);
        const reading = readAudit(process.argv.slice(2), { pipelines: [] });
        let events = 0;
        for await (const batch of reading.batches()) events += batch.events.length;
        const { sources, problems } = reading.finish();
        console.log(events, sources[0]?.records, problems.length);`,
    },
  });
  rmSync(join(folder, 'catalog'), { recursive: true, force: true });
  symlinkSync(join(root, 'src/catalog/data'), join(folder, 'catalog'));
  return join(folder, 'read.mjs');
}

export async function run({ root, cache, quick, here, progress }) {
  const megabytes = quick ? 256 : 2048;
  const logs = delivered(cache, megabytes, progress);
  const node = (name, script, ...more) => ({ name, argv: [process.execPath, script, logs, ...more] });
  const jobs = { read: node('landrail', await reader(root, cache)), one: node('gunzip alone', here('audit/gunzip.mjs'), '1'), all: node('gunzip on all cores', here('audit/gunzip.mjs'), String(availableParallelism())), parse: node('JSON.parse', here('audit/parse.mjs')) };
  progress('audit');
  const times = alternate(Object.values(jobs), quick ? 3 : 5);
  const time = (job) => times.get(job.name);
  printRows([
    timesRow(`${megabytes} MB of CloudTrail, against unpacking it file by file`, { most: 1.67, hope: 1.18 }, time(jobs.read), time(jobs.one)),
    timesRow('  against unpacking as many files at once as there are cores', { most: 1.67, hope: 1.18 }, time(jobs.read), time(jobs.all)),
    fasterRow('  against unpacking and JSON.parse', { least: 4 }, time(jobs.read), time(jobs.parse)),
    bytesRow('  peak memory', 400 * 2 ** 20, peakMemory(jobs.read, 1)),
  ]);
}
