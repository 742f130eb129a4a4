// CloudFormation: against cfn-lint and Checkov over the same real templates.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSet } from '../files.mjs';
import { alternate } from '../measure.mjs';
import { cfnLint, checkov } from '../peers.mjs';
import { fasterRow, printRows } from '../table.mjs';

/** What cfn-lint gets by name, Checkov and landrail find in the folder: well-formed templates of a size that people write. */
const isTemplate = (file, size) =>
  /\.(ya?ml|json|template)$/.test(file) && size > 1_000 && size < 200_000 && !/\/(bad|changesets|cloudformation-guard)\//.test(file) && /AWSTemplateFormatVersion/.test(readFileSync(file, 'utf8'));

export function run({ cache, corpus, quick, progress, check }) {
  if (!existsSync(corpus)) {
    console.log('not measured: 300 real templates, which need ../shared/corpus');
    return;
  }
  const set = fileSet(join(corpus, 'cloudformation'), join(cache, 'templates-300'), 300, isTemplate);
  const [linter, policies] = [cfnLint(cache), checkov(cache)];
  const jobs = {
    ours: check(`landrail, ${set.files.length} templates`, [set.folder]),
    linter: { name: 'cfn-lint', argv: [linter.binary, ...set.files], codes: Array.from({ length: 16 }, (_, code) => code) },
    policies: { name: 'checkov', argv: [policies.binary, '--directory', set.folder, '--framework', 'cloudformation', '--quiet', '--compact', '--skip-download'], codes: [0, 1] },
  };
  progress('300 templates');
  const fast = alternate([jobs.ours], quick ? 1 : 5);
  const slow = alternate([...(linter.binary ? [jobs.linter] : []), ...(policies.binary ? [jobs.policies] : [])], 1, { warm: false });
  const ours = fast.get(jobs.ours.name);
  printRows([
    fasterRow(`${set.files.length} templates, ${(set.bytes / 1e6).toFixed(1)} MB, against cfn-lint`, { least: 10, hope: 25 }, ours, slow.get('cfn-lint'), linter.skipped),
    fasterRow('  against Checkov', { least: 6, hope: 14 }, ours, slow.get('checkov'), policies.skipped),
  ]);
}
