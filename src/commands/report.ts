import { defaultConfig } from '#config/defaults.ts';
import { resolveOptions, type Flags } from '#config/options.ts';
import { ProblemError } from '#model/problem.ts';
import { reports } from '#reports/registry.ts';
import type { ExitCode, Io } from './io.ts';
import { outputProblem, writeReports } from './output.ts';
import { plainProblems } from './problems.ts';
import { savedResult } from './saved-result.ts';

export interface ReportFlags extends Pick<Flags, 'format' | 'color'> {
  readonly verbose?: boolean;
  readonly exitCode?: boolean;
}

/** A saved run -> its reports, as the run itself would have written them. Nothing is judged again, so that no config is read. */
export async function reportCommand(path: string, flags: ReportFlags, io: Io): Promise<ExitCode> {
  const options = resolveOptions(flags, io.env, defaultConfig(io.cwd), { cwd: io.cwd, formats: Object.keys(reports) });
  const twice = outputProblem(options, { paths: [path] }, io.cwd);
  if (twice !== null) throw new ProblemError(twice);
  const result = await savedResult(path, io);
  const problems = await writeReports(result, options, flags.verbose === true, io);
  io.stderr(plainProblems(problems, io));
  return problems.length > 0 ? 2 : flags.exitCode === true ? result.exitCode : 0;
}
