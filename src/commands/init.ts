import { defaultBaseline, defaultConfig } from '#config/defaults.ts';
import { displayPath, findConfig } from '#config/find.ts';
import { resolveOptions, type Options } from '#config/options.ts';
import { ProblemError } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { pathWord } from '#model/shell-word.ts';
import { terminalText } from '#reports/escape.ts';
import { reports } from '#reports/registry.ts';
import { plural } from '#reports/words.ts';
import { propose, type Nothing, type Proposed } from '../init.ts';
import { agreed, filesOf, write } from './init/files.ts';
import type { InputFlags } from './input-flags.ts';
import type { ExitCode, Io } from './io.ts';
import { plainProblems } from './problems.ts';
import { progressLine } from './progress.ts';
import { checkRequest } from './request.ts';

export interface InitFlags extends InputFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/**
 * Proposes landrail.yaml, a baseline and a pipeline for what is in use. A file that is there stays as it is; with a landrail.yaml that is
 * there nothing is written, since what it proposes would not be in force, and the exit code is 2.
 */
export async function initCommand(folder: string, flags: InitFlags, io: Io): Promise<ExitCode> {
  const existing = findConfig(io.cwd);
  if (existing === null && flags.yes !== true && flags.dryRun !== true && io.ask == null) {
    throw new ProblemError({ code: 'usage-init', message: 'there is no terminal to ask at', where: null, hint: '--yes writes what is proposed, --dry-run prints it' });
  }
  const found = await proposal(folder, flags, io);
  if (!('foretold' in found)) return nothing(folder, found, io);
  io.stderr(`${summary(found)}\n`);
  if (flags.dryRun === true || existing !== null) io.stdout(found.config);
  if (existing !== null && flags.dryRun !== true) {
    const file = displayPath(existing, io.cwd);
    throw new ProblemError({ code: 'init-exists', message: `${file} exists and is kept; the proposal is printed above`, where: file, hint: 'copy what you need from it, or move the file away and run landrail init again' });
  }
  const files = filesOf(found, io.cwd);
  if (flags.dryRun === true) {
    for (const { path, about } of files) io.stderr(`would write ${path}: ${about}\n`);
    return 0;
  }
  const written = new Set<string>();
  for (const file of files) {
    if (flags.yes !== true && !(await agreed(file, io))) {
      // A baseline and a pipeline of no config would be of nothing.
      if (file === files[0]) return 0;
      continue;
    }
    if (write(file, io)) written.add(file.path);
  }
  return ending(folder, found, written, io);
}

async function proposal(folder: string, flags: InitFlags, io: Io): Promise<Proposed | Nothing> {
  const optionsOf = (config: Options['config']): Options => resolveOptions({}, io.env, config, { cwd: io.cwd, formats: Object.keys(reports) });
  const progress = progressLine(io);
  const judging = { data: [], namespace: [], regoVersion: 'v1' as const };
  const check = checkRequest([folder], { ...flags, ...judging }, optionsOf(defaultConfig(io.cwd)), io, progress.tell, true);
  return propose({ check, optionsOf }).finally(progress.end);
}

function nothing(folder: string, { problems, notices, skipped }: Nothing, io: Io): ExitCode {
  io.stderr(plainProblems(problems, io));
  if (problems.length > 0) return 2;
  for (const { message } of notices.slice(0, 5)) io.stderr(`note  ${terminalText(message)}\n`);
  const passed = skipped.length === 0 ? '' : ` (${plural(skipped.length, 'file or folder', 'files and folders')} passed over; landrail check ${terminalText(pathWord(folder))} --verbose says why)`;
  io.stderr(`Nothing in ${terminalText(folder)} that a guardrail could judge${passed}, so nothing is proposed.\nlandrail reads Terraform source, plans and states, CloudFormation templates and change sets, cdk.out, and inventories of AWS, Azure, Google Cloud and OCI.\n`);
  return 3;
}

function summary({ proposal, foretold }: Proposed): string {
  const inputs = foretold.inputs.filter(({ resources }) => resources > 0);
  const shown = inputs.slice(0, 12).map(({ path, format, resources }) => `  ${terminalText(path)}  ${format}, ${plural(resources, 'resource')}\n`);
  const more = inputs.length > shown.length ? `  and ${inputs.length - shown.length} more\n` : '';
  return `${plural(proposal.resources, 'resource')} in ${plural(inputs.length, 'input')}:\n${shown.join('')}${more}`;
}

/** What the next run will say, as it was judged with the very files. */
function ending(folder: string, { foretold, without, baseline }: Proposed, written: ReadonlySet<string>, io: Io): ExitCode {
  const result: Result = baseline === null || written.has(defaultBaseline) ? foretold : without;
  const { fail, undecided, baselined } = result.summary;
  io.stderr(plainProblems(result.errors, io));
  io.stdout(`\nlandrail check ${terminalText(pathWord(folder))} now ends with ${result.exitCode}: ${plural(fail, 'finding')}, ${undecided} undecided, ${baselined} in the baseline.\n`);
  if (undecided > 0) io.stdout(`${undecided} undecided ${undecided === 1 ? 'is' : 'are'} not in the baseline: ${undecided === 1 ? 'it may fail once it is' : 'they may fail once they are'} known. landrail check ${terminalText(pathWord(folder))} says what decides ${undecided === 1 ? 'it' : 'each'}; --undecided fail lets none pass.\n`);
  io.stdout('Next: read landrail.yaml, strike out what should not be, commit what was written.\n');
  return result.errors.length > 0 ? 2 : 0;
}
