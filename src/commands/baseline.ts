import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ProblemError } from '#model/problem.ts';
import { terminalText } from '#reports/escape.ts';
import { editBaseline } from '../baseline.ts';
import type { DriftFlags } from './drift.ts';
import type { ExitCode, Io } from './io.ts';
import { progressLine } from './progress.ts';
import { checkRequest, settledOptions, type CheckFlags } from './request.ts';

/** Those of `check`, or the sides of `drift`. */
export type BaselineFlags = CheckFlags & DriftFlags;

/** Records the findings of a run, or drops entries that nothing meets. A run with errors changes no file. */
export async function baselineCommand(mode: 'write' | 'prune', paths: readonly string[], flags: BaselineFlags, io: Io): Promise<ExitCode> {
  const options = await settledOptions(flags, io);
  if (options.baseline === null) throw new ProblemError({ code: 'usage-value', message: `--no-baseline leaves nothing to ${mode}`, where: null, hint: 'drop it, or name the file with --baseline' });
  const { path } = options.baseline;
  const progress = progressLine(io);
  const sides = [...flags.iac, ...flags.inventory, ...flags.audit];
  if (sides.length > 0 && paths.length > 0) throw new ProblemError({ code: 'usage-sides', message: `${paths.join(' ')} is on no side of a drift report`, where: null, hint: 'give it behind --iac, --inventory or --audit, or leave these out' });
  const request = sides.length > 0 ? (await import('./drift.ts')).driftRequest(flags, options, io, progress.tell, mode === 'write') : checkRequest(paths.length === 0 ? ['.'] : paths, flags, options, io, progress.tell, mode === 'write');
  if (mode === 'prune' && request.baseline === null) throw new ProblemError({ code: 'baseline-file', message: `there is no baseline ${path}`, where: path, hint: 'make it with landrail baseline write' });

  const edited = await editBaseline(mode, request).finally(progress.end);
  if (edited === null) {
    io.stderr(`Nothing was judged, so ${terminalText(path)} stays as it is.\n`);
    return 3;
  }
  const file = resolve(io.cwd, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, edited.text);
  io.stdout(`${terminalText(path)}: ${edited.entries} ${edited.entries === 1 ? 'entry' : 'entries'}, ${edited.added} ${edited.added === 1 ? 'finding' : 'findings'} added, ${edited.removed} removed\n`);
  return 0;
}
