import { setFlagsFromString } from 'node:v8';
import { defaultConfig } from '#config/defaults.ts';
import { resolveOptions, type Options } from '#config/options.ts';
import { ProblemError } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { reports } from '#reports/registry.ts';
import { check, readAhead } from '../check.ts';
import { failure } from './failure.ts';
import type { ExitCode, Io } from './io.ts';
import { outputProblem, writeReports } from './output.ts';
import { plainProblems } from './problems.ts';
import { progressLine } from './progress.ts';
import { checkRequest, settledOptions, type CheckFlags } from './request.ts';

/** Flags -> options -> Result -> reports -> exit code. A run that fails on the way still writes its reports, saying so. */
export async function checkCommand(paths: readonly string[], flags: CheckFlags, io: Io): Promise<ExitCode> {
  let options: Options | null = null;
  let result: Result;
  const progress = progressLine(io);
  const ahead = io.ahead ?? readAhead(paths[0], io.cwd);
  try {
    options = await settledOptions(flags, io);
    const twice = outputProblem(options);
    if (twice !== null) throw new ProblemError(twice);
    result = await check({ ...checkRequest(paths, flags, options, io, progress.tell), ahead, manyFiles: collectSooner });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // A faulty config leaves the flags; faulty flags leave nothing to write to.
    options ??= resolveOptions(flags, io.env, defaultConfig(io.cwd), { cwd: io.cwd, formats: Object.keys(reports) });
    if (outputProblem(options) !== null) throw error;
    result = failure(error.problems);
  } finally {
    progress.end();
  }
  const problems = await writeReports(result, options, flags.verbose === true, io);
  io.stderr(plainProblems(problems, io));
  return problems.length > 0 ? 2 : result.exitCode;
}

/**
 * V8 lets the heap grow to four times of what is alive before it collects all of it; with twice, ten thousand files of source take a
 * quarter less memory in the same time. A plan, of which most stays alive, would only be collected more often.
 */
function collectSooner(): void {
  setFlagsFromString('--heap-growing-percent=100');
}
