import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ProblemError } from '#model/problem.ts';
import { terminalText } from '#reports/escape.ts';
import { editBaseline } from '../baseline.ts';
import type { ExitCode, Io } from './io.ts';
import { progressLine } from './progress.ts';
import { checkRequest, settledOptions, type CheckFlags } from './request.ts';

/** Records the findings of a run, or drops entries that nothing meets. A run with errors changes no file. */
export async function baselineCommand(mode: 'write' | 'prune', paths: readonly string[], flags: CheckFlags, io: Io): Promise<ExitCode> {
  const options = await settledOptions(flags, io);
  if (options.baseline === null) throw new ProblemError({ code: 'usage-value', message: `--no-baseline leaves nothing to ${mode}`, where: null, hint: 'drop it, or name the file with --baseline' });
  const { path } = options.baseline;
  const progress = progressLine(io);
  const request = checkRequest(paths, flags, options, io, progress.tell, mode === 'write');
  if (mode === 'prune' && request.baseline === null) throw new ProblemError({ code: 'baseline-file', message: `there is no baseline ${path}`, where: path, hint: 'make it with landrail baseline write' });

  const edited = await editBaseline(mode, request).finally(progress.end);
  if (edited === null) {
    io.stderr(`Nothing was judged, so ${terminalText(path)} stays as it is.\n`);
    return 3;
  }
  const file = resolve(io.cwd, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, edited.text);
  io.stdout(`${terminalText(path)}: ${edited.entries} ${edited.entries === 1 ? 'entry' : 'entries'}, ${edited.added} added, ${edited.removed} removed\n`);
  return 0;
}
