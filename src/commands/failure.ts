import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { version } from './version.ts';

/** The Result of a run that could judge nothing: reports in files must not go on saying what the run before had found. */
export function failure(command: Result['command'], errors: readonly Problem[]): Result {
  return {
    tool: { name: 'landrail', version },
    command,
    verdict: 'error',
    exitCode: 2,
    summary: { resources: 0, guardrails: 0, fail: 0, undecided: 0, waived: 0, baselined: 0, bySeverity: { critical: 0, high: 0, medium: 0, low: 0, info: 0 } },
    inputs: [],
    skipped: [],
    findings: [],
    guardrails: [],
    notRun: [],
    notices: [],
    errors,
  };
}
