// CloudFormation: against cfn-lint and Checkov over the same real templates.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSet, tenfold } from '../files.mjs';
import { alternate, peakMemory } from '../measure.mjs';
import { cfnLint, checkov } from '../peers.mjs';
import { fasterRow, memoryRow, printRows, timesRow } from '../table.mjs';

/** What cfn-lint gets by name, Checkov and landrail find in the folder: well-formed templates of a size that people write. What `rain` expands before CloudFormation sees it ends Checkov. */
function isTemplate(file, size) {
  if (!/\.(ya?ml|json|template)$/.test(file) || size < 400 || size > 300_000 || /\/(bad|changesets|fail)\//.test(file)) return false;
  const text = readFileSync(file, 'utf8');
  return /^\s*["']?Resources["']?\s*:/m.test(text) && !text.includes('Rain::Module');
}

export function run({ cache, corpus, quick, progress, check }) {
  if (!existsSync(corpus)) {
    console.log('not measured: 300 real templates, which need ../shared/corpus');
    return;
  }
  const set = fileSet(join(corpus, 'cloudformation'), join(cache, 'templates-300'), 300, isTemplate);
  const ten = tenfold(set, join(cache, 'templates-3000'));
  const [linter, policies] = [cfnLint(cache), checkov(cache)];
  const jobs = {
    ours: check(`landrail, ${set.files.length} templates`, [set.folder]),
    ten: check(`landrail, ${set.files.length * 10} templates`, [ten]),
    linter: { name: 'cfn-lint', argv: [linter.binary, ...set.files], codes: Array.from({ length: 16 }, (_, code) => code) },
    policies: { name: 'checkov', argv: [policies.binary, '--directory', set.folder, '--framework', 'cloudformation', '--quiet', '--compact', '--skip-download'], codes: [0, 1] },
  };
  progress('300 templates');
  const fast = alternate([jobs.ours, jobs.ten], quick ? 1 : 5);
  const slow = alternate([...(linter.binary ? [jobs.linter] : []), ...(policies.binary ? [jobs.policies] : [])], 1, { warm: false });
  progress('memory');
  const [one, all] = [peakMemory(jobs.ours, 1), peakMemory(jobs.ten, 1)];
  const ours = fast.get(jobs.ours.name);
  printRows([
    fasterRow(`${set.files.length} templates, ${(set.bytes / 1e6).toFixed(1)} MB, against cfn-lint`, { least: 10, hope: 25 }, ours, slow.get('cfn-lint'), linter.skipped),
    fasterRow('  against Checkov', { least: 6, hope: 14 }, ours, slow.get('checkov'), policies.skipped),
    timesRow('ten times the templates', { most: 10.5 }, fast.get(jobs.ten.name), ours),
    memoryRow('  peak memory', { most: 1.5 }, all, one, ''),
  ]);
}
