import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Options } from '#config/options.ts';
import { ProblemError } from '#model/problem.ts';
import { terminalText } from '#reports/escape.ts';
import { editBaseline, savedBaseline, type EditedBaseline } from '../baseline.ts';
import type { DriftFlags } from './drift.ts';
import type { ExitCode, Io } from './io.ts';
import { progressLine } from './progress.ts';
import { checkRequest, settledOptions, type CheckFlags } from './request.ts';
import { savedResult } from './saved-result.ts';
import { unwritable, writeWhole } from './whole-file.ts';

/** Those of `check`, or the sides of `drift`; or a saved run of either. */
export type BaselineFlags = CheckFlags & DriftFlags & { readonly from?: string };

type Mode = 'write' | 'prune';

/** Records the findings of a run, or drops entries that nothing meets. A run with errors changes no file. @param given the flags on the command line */
export async function baselineCommand(mode: Mode, paths: readonly string[], flags: BaselineFlags, io: Io, given: readonly string[]): Promise<ExitCode> {
  const options = await settledOptions(flags, io);
  if (options.baseline === null) throw new ProblemError({ code: 'usage-value', message: `--no-baseline leaves nothing to ${mode}`, where: null, hint: 'drop it, or name the file with --baseline' });
  const { path } = options.baseline;
  const edited = flags.from === undefined ? await judgedAnew(mode, path, paths, flags, options, io) : await ofSaved(flags.from, paths, options, io, given);
  if (edited === null) {
    io.stderr(`Nothing was judged, so ${terminalText(path)} stays as it is.\n`);
    return 3;
  }
  const file = resolve(io.cwd, path);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, [edited.text]);
  } catch (error) {
    throw new ProblemError(unwritable('baseline-file', 'the baseline', path, error));
  }
  io.stdout(`${terminalText(path)}: ${edited.entries} ${edited.entries === 1 ? 'entry' : 'entries'}${edited.undecided > 0 ? ` (${edited.undecided} undecided)` : ''}, ${edited.added} ${edited.added === 1 ? 'finding' : 'findings'} added, ${edited.removed} removed\n`);
  return 0;
}

async function judgedAnew(mode: Mode, path: string, paths: readonly string[], flags: BaselineFlags, options: Options, io: Io): Promise<EditedBaseline | null> {
  const progress = progressLine(io);
  const sides = [...flags.iac, ...flags.inventory, ...flags.audit];
  if (sides.length > 0) (await import('./drift.ts')).refusePaths(paths);
  const request = sides.length > 0 ? (await import('./drift.ts')).driftRequest(flags, options, io, progress.tell, mode === 'write') : checkRequest(paths.length === 0 ? ['.'] : paths, flags, options, io, progress.tell, mode === 'write');
  if (mode === 'prune' && request.baseline === null) throw new ProblemError({ code: 'baseline-file', message: `there is no baseline ${path}`, where: path, hint: 'make it with landrail baseline write' });
  return editBaseline(mode, request).finally(progress.end);
}

/** What says where a baseline is; all else would judge, and a saved run has been judged. */
const besideFrom: ReadonlySet<string> = new Set(['--from', '--baseline', '--no-baseline', '--config', '--no-config']);

async function ofSaved(from: string, paths: readonly string[], options: Options, io: Io, given: readonly string[]): Promise<EditedBaseline | null> {
  const judging = [...paths, ...given.filter((flag) => !besideFrom.has(flag))];
  if (judging.length > 0) throw new ProblemError({ code: 'usage-from', message: `--from takes what a run has found; ${judging.join(', ')} would judge again`, where: null, hint: 'leave one of them out' });
  return savedBaseline(await savedResult(from, io), from === '-' ? 'stdin' : from, options, io.cwd);
}
