import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { formatBaseline } from '#judge/baseline.ts';
import { pruneBaseline, writeBaseline } from '#judge/baseline-edit.ts';
import { ProblemError } from '#model/problem.ts';
import { terminalText } from '#reports/escape.ts';
import { evaluate, judgeOptions } from '../check.ts';
import type { ExitCode, Io } from './io.ts';
import { progressLine } from './progress.ts';
import { checkRequest, settledOptions, type CheckFlags } from './request.ts';

/** Records the findings of a run, or drops entries that nothing meets. A run with errors changes no file. */
export async function baselineCommand(mode: 'write' | 'prune', paths: readonly string[], flags: CheckFlags, io: Io): Promise<ExitCode> {
  const options = await settledOptions(flags, io);
  if (options.baseline === null) throw new ProblemError({ code: 'usage-value', message: `--no-baseline leaves nothing to ${mode}`, where: null, hint: 'drop it, or name the file with --baseline' });
  const progress = progressLine(io);
  const request = checkRequest(paths, flags, options, io, progress.tell, mode === 'write');
  const { path } = options.baseline;
  if (mode === 'prune' && request.baseline === null) throw new ProblemError({ code: 'baseline-file', message: `there is no baseline ${path}`, where: path, hint: 'make it with landrail baseline write' });

  const run = await evaluate(request);
  progress.end();
  if (run.errors.length > 0) throw new ProblemError(run.errors);
  if ((run.recognised ?? 0) === 0 || run.guardrails.length === 0) {
    io.stderr(`Nothing was judged, so ${terminalText(path)} stays as it is.\n`);
    return 3;
  }
  const change = (mode === 'write' ? writeBaseline : pruneBaseline)(run, judgeOptions(request));
  const file = resolve(io.cwd, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, formatBaseline(change.entries));
  const entries = change.entries.length;
  io.stdout(`${terminalText(path)}: ${entries} ${entries === 1 ? 'entry' : 'entries'}, ${change.added} added, ${change.removed} removed\n`);
  return 0;
}
