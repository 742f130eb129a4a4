// Terraform source: against Checkov, tflint and HashiCorp's own parser over the same real files; a pull request, cold.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileSet, tenfold } from '../files.mjs';
import { alternate, peakMemory } from '../measure.mjs';
import { checkov, tflint } from '../peers.mjs';
import { fasterRow, memoryRow, printRows, timesRow } from '../table.mjs';

export function run({ root, cache, corpus, quick, here, progress, check }) {
  const node = process.execPath;
  const nothing = { name: 'node -e 0', argv: [node, '-e', '0'] };
  const request = check('landrail, a pull request of ten files', [join(root, 'samples', 'checkout-service')]);
  progress('a pull request');
  const small = alternate([nothing, request], quick ? 5 : 15);
  const cold = timesRow('10 files of a pull request, cold process, against node -e 0', { most: 4 }, small.get(request.name), small.get(nothing.name));
  if (!existsSync(corpus)) {
    printRows([cold]);
    console.log('\nnot measured: the rows over 1,000 real files, which need ../shared/corpus');
    return;
  }

  const set = fileSet(join(corpus, 'hcl'), join(cache, 'source-1000'), 1_000, (file) => file.endsWith('.tf'));
  const ten = tenfold(set, join(cache, 'source-10000'));
  const [policies, linter] = [checkov(cache), tflint(cache)];
  const jobs = {
    ours: check(`landrail, ${set.files.length} files`, [set.folder]),
    ten: check(`landrail, ${set.files.length * 10} files`, [ten]),
    parser: { name: 'hcl2json', argv: [node, here('source/hcl2json.mjs'), set.folder] },
    checkov: { name: 'checkov', argv: [policies.binary, '--directory', set.folder, '--framework', 'terraform', '--quiet', '--compact', '--skip-download'], codes: [0, 1] },
    tflint: { name: 'tflint', argv: [linter.binary, '--recursive', '--force', `--chdir=${set.folder}`], codes: [0, 1, 2] },
  };
  progress('1,000 files');
  const fast = alternate([jobs.ours, jobs.ten], quick ? 1 : 3);
  // Peers take minutes: one run each says enough.
  const slow = alternate([jobs.parser, ...(linter.binary ? [jobs.tflint] : []), ...(policies.binary ? [jobs.checkov] : [])], 1, { warm: false });
  progress('memory');
  const [one, all] = [peakMemory(jobs.ours, 1), peakMemory(jobs.ten, 1)];
  const ours = fast.get(jobs.ours.name);
  const size = `${(set.bytes / 1e6).toFixed(1)} MB`;
  printRows([
    fasterRow(`${set.files.length} files, ${size}, against Checkov`, { least: 25, hope: 60 }, ours, slow.get('checkov'), policies.skipped),
    fasterRow('  against tflint --recursive', { least: 8, hope: 20 }, ours, slow.get('tflint'), linter.skipped),
    fasterRow('  against hcl2json alone', { least: 5, hope: 8 }, ours, slow.get('hcl2json'), ''),
    cold,
    timesRow('ten times the files', { most: 10.5 }, fast.get(jobs.ten.name), ours),
    memoryRow('  peak memory', { most: 1.5 }, all, one, ''),
  ]);
}
