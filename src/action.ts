import { randomBytes } from 'node:crypto';
import { appendFileSync, rmSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { annotations, fault, notice } from '#reports/ci/github.ts';
import { actionInputs, type ActionInputs } from './action-inputs.ts';
import type { ExitCode, Io } from './commands/io.ts';
import { bugText, main } from './commands/main.ts';
import { version } from './commands/version.ts';
import { summaryBody, type Shown } from './github/body.ts';
import { runOf } from './github/event.ts';
import { permalinks } from './github/links.ts';
import { outputsOf, writeOutputs, type Outputs } from './github/outputs.ts';
import { rooted } from './github/rooted.ts';
import { Teller } from './github/tell.ts';

export interface ActionIo extends Pick<Io, 'env' | 'platform' | 'now' | 'stdout' | 'stderr'> {
  /** Moves the process: a command runs where its user stands. */
  readonly enter: (folder: string) => void;
}

const noOutputs: Outputs = { sarif: null, html: null, json: null, url: null };

/**
 * The Action of GitHub: one run of the command, which writes its files and prints its report, and then, in this order, what GitHub shows
 * of it: annotations, the summary of the job, the comment, the outputs. Whether the step fails is up to the command: nothing that comes
 * after it fails it, or saves it.
 */
export async function act(io: ActionIo): Promise<ExitCode> {
  let inputs: ActionInputs;
  try {
    inputs = actionInputs(io.env);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    io.stdout(error.problems.map(fault).join(''));
    setOutputs(io, null, 2, noOutputs);
    return 2;
  }
  const { result, code, because } = await judged(inputs, io);
  if (result === null) {
    // Without a verdict there is no pass: --help ends with 0.
    io.stdout(fault(because));
    setOutputs(io, null, 2, noOutputs);
    return 2;
  }

  let url: string | null = null;
  try {
    url = await shown(result, inputs, io);
  } catch (error) {
    // The verdict stands, whatever could not be said of it.
    io.stderr(bugText(error));
  }
  setOutputs(io, result, code, { sarif: writtenFile(inputs.sarif), html: writtenFile(inputs.html), json: writtenFile(inputs.json), url });
  return code;
}

/** What GitHub shows of a run. @returns where the comment or the issue stands */
async function shown(result: Result, inputs: ActionInputs, io: ActionIo): Promise<string | null> {
  const run = runOf(io.env);
  const teller = new Teller(run, inputs, version);
  const elsewhere = inputs.changedOnly ? await teller.elsewhere() : null;
  const how: Shown = { about: inputs.key === 'landrail' ? null : inputs.key, link: permalinks(run), elsewhere, page: run.page };
  const findings = elsewhere === null ? result.findings : [...result.findings.filter((one) => !elsewhere(one)), ...result.findings.filter(elsewhere)];
  if (inputs.annotations) io.stdout(annotations({ ...result, findings }, 1 + teller.mostNotices));
  if (inputs.summary) append(io, 'GITHUB_STEP_SUMMARY', (file) => appendFileSync(file, summaryBody(result, how)));
  const { url, notices } = await teller.tell(result, how, io.now);
  for (const text of notices) io.stdout(notice(text));
  return url;
}

/** The command, run once. Its Result with files as git names them; null where it did not come to one. */
async function judged({ command, paths, config, failOn, baseline, args, folder, sarif, html, json }: ActionInputs, io: ActionIo): Promise<{ readonly result: Result | null; readonly code: ExitCode; readonly because: Problem }> {
  const workspace = io.env['GITHUB_WORKSPACE'] ?? folder;
  const root = workspace.replaceAll('\\', '/').replace(/\/+$/, '');
  const beneath = relative(workspace, folder).replaceAll('\\', '/');
  let result: Result | null = null;
  // What a step before has left is no report of this one.
  for (const file of [sarif, html, json]) if (writtenFile(file) !== null) rmSync(String(file));
  const argv = [
    command,
    ...flag('--config', config), ...flag('--fail-on', failOn), ...flag('--baseline', baseline),
    '--format', 'terminal', '--format', `json=${json}`,
    ...flag('--format', sarif === null ? null : `sarif=${sarif}`), ...flag('--format', html === null ? null : `html=${html}`),
    ...args,
    ...(paths.length === 0 ? [] : ['--', ...paths]),
  ];
  try {
    io.enter(folder);
  } catch (error) {
    return { result: null, code: 2, because: { code: 'action-folder', message: `working-directory cannot be entered: ${(error as Error).message}`, where: null, hint: 'name a folder of the checkout; actions/checkout comes before' } };
  }
  // What a run says of names from a pull request is inert; of a bug of ours nobody knows what it says.
  const token = randomBytes(16).toString('hex');
  io.stdout(`::stop-commands::${token}\n`);
  const code = await main(argv, {
    ...io, stdin: () => process.stdin, cwd: folder, isTTY: false, stderrIsTTY: false, width: 120, ahead: null, thread: null,
    told: (told) => (result = rooted(told, beneath, root)),
  });
  io.stdout(`::${token}::\n`);
  return { result, code, because: { code: 'landrail', message: 'the run did not begin; the log says why', where: null, hint: null } };
}

function flag(name: string, value: string | null): readonly string[] {
  return value === null ? [] : [name, value];
}

function writtenFile(file: string | null): string | null {
  return file !== null && statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : null;
}

function setOutputs(io: ActionIo, result: Result | null, code: ExitCode, files: Outputs): void {
  append(io, 'GITHUB_OUTPUT', (file) => writeOutputs(file, outputsOf(result, code, files)));
}

/** To a file of the runner, which is there or is not missed: nobody loses the verdict for it. */
function append({ env, stdout }: ActionIo, variable: string, write: (file: string) => void): void {
  const file = env[variable];
  if (file === undefined || file === '') return;
  try {
    write(file);
  } catch (error) {
    stdout(notice(`${variable} cannot be written: ${(error as Error).message}`));
  }
}
