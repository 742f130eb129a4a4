import { defaultConfig } from '#config/defaults.ts';
import { resolveOptions, type Options } from '#config/options.ts';
import { ProblemError } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { reports } from '#reports/registry.ts';
import { failure } from './failure.ts';
import type { ExitCode, Io } from './io.ts';
import { outputProblem, writeReports } from './output.ts';
import type { Read } from './overwritten.ts';
import { plainProblems } from './problems.ts';
import { settledOptions, type CheckFlags } from './request.ts';

/** Flags -> options -> Result -> reports -> exit code. A run that fails on the way still writes its reports, saying so. */
export async function reported(command: Result['command'], flags: Pick<CheckFlags, 'config' | 'verbose'> & Parameters<typeof settledOptions>[0] & Read, io: Io, run: (options: Options) => Promise<Result>): Promise<ExitCode> {
  let options: Options | null = null;
  let result: Result;
  try {
    options = await settledOptions(flags, io);
    const twice = outputProblem(options, flags, io.cwd);
    if (twice !== null) throw new ProblemError(twice);
    result = await run(options);
    if (options.formats.some(({ name }) => reports[name]?.stamped === true)) result = { ...result, made: await (await import('./made.ts')).madeOf(result, options, io) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // A faulty config leaves the flags; faulty flags leave nothing to write to.
    options ??= resolveOptions(flags, io.env, defaultConfig(io.cwd), { cwd: io.cwd, formats: Object.keys(reports) });
    if (outputProblem(options, flags, io.cwd) !== null) throw error;
    result = failure(command, error.problems);
  }
  if (io.told !== undefined) result = io.told(result);
  const problems = await writeReports(result, options, flags.verbose === true, io);
  io.stderr(plainProblems(problems, io));
  return problems.length > 0 ? 2 : result.exitCode;
}
