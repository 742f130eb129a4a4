import type { Finding } from '#model/finding.ts';
import type { Result, Summary } from '#model/result.ts';
import { rank, type Severity } from '#model/severity.ts';

/** What a finding must be to fail the run. */
export interface Gate {
  readonly failOn: Severity;
  readonly undecided: 'warn' | 'fail' | 'ignore';
  /** Findings never fail the run; errors and empty runs still do. */
  readonly exitZero: boolean;
}

/**
 * The exit code, and the word for it. First what went wrong (2), then that nothing was evaluated (3), then the findings (1).
 * An undecided finding counts as what it may turn out to be: with `--undecided fail` it fails from `--fail-on` upward.
 * `undecided` is never called `pass`, unless `--undecided ignore` asks for it.
 */
export function verdictOf(findings: readonly Finding[], run: { readonly evaluated: boolean; readonly errors: number }, gate: Gate): Pick<Result, 'verdict' | 'exitCode'> {
  if (run.errors > 0) return { verdict: 'error', exitCode: 2 };
  if (!run.evaluated) return { verdict: 'empty', exitCode: 3 };
  const atOrAbove = (finding: Finding): boolean => rank(finding.severity) >= rank(gate.failOn);
  const failed = gate.exitZero ? 0 : 1;
  if (findings.some((finding) => binds(finding, 'fail') && atOrAbove(finding))) return { verdict: 'fail', exitCode: failed };
  if (gate.undecided === 'ignore' || !findings.some((finding) => binds(finding, 'undecided'))) return { verdict: 'pass', exitCode: 0 };
  return { verdict: 'undecided', exitCode: gate.undecided === 'fail' && findings.some((finding) => binds(finding, 'undecided') && atOrAbove(finding)) ? failed : 0 };
}

function binds(finding: Finding, verdict: Finding['verdict']): boolean {
  return finding.verdict === verdict && !finding.advisory;
}

/** Advisory findings are counted like all others; `bySeverity` counts the failing ones. */
export function summarise(findings: readonly Finding[], resources: number, guardrails: number): Summary {
  const counts: Record<Finding['verdict'], number> = { fail: 0, undecided: 0, waived: 0, baselined: 0 };
  const bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { verdict, severity } of findings) {
    counts[verdict]++;
    if (verdict === 'fail') bySeverity[severity]++;
  }
  return { resources, guardrails, ...counts, bySeverity };
}
