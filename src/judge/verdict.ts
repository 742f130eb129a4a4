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
  const binding = findings.filter((finding) => !finding.advisory);
  const atOrAbove = (finding: Finding): boolean => rank(finding.severity) >= rank(gate.failOn);
  const failed = gate.exitZero ? 0 : 1;
  if (binding.some((finding) => finding.verdict === 'fail' && atOrAbove(finding))) return { verdict: 'fail', exitCode: failed };
  const undecided = binding.filter((finding) => finding.verdict === 'undecided');
  if (undecided.length === 0 || gate.undecided === 'ignore') return { verdict: 'pass', exitCode: 0 };
  return { verdict: 'undecided', exitCode: gate.undecided === 'fail' && undecided.some(atOrAbove) ? failed : 0 };
}

/** Advisory findings are counted like all others; `bySeverity` counts the failing ones. */
export function summarise(findings: readonly Finding[], resources: number, guardrails: number): Summary {
  const count = (verdict: Finding['verdict']): number => findings.filter((finding) => finding.verdict === verdict).length;
  const failing = (severity: Severity): number => findings.filter((finding) => finding.verdict === 'fail' && finding.severity === severity).length;
  return {
    resources,
    guardrails,
    fail: count('fail'),
    undecided: count('undecided'),
    waived: count('waived'),
    baselined: count('baselined'),
    bySeverity: { critical: failing('critical'), high: failing('high'), medium: failing('medium'), low: failing('low'), info: failing('info') },
  };
}
