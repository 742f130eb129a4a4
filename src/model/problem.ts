/**
 * A fault that a person can act on: bad input, bad config, bad policy. `where` is `file`, `file:line:col`, or null when
 * there is no place; `hint` is the next step. Every problem makes the run exit 2 (3 where nothing was evaluated).
 */
export interface Problem {
  /** kebab-case and stable, e.g. `input-truncated`. */
  readonly code: string;
  readonly message: string;
  readonly where: string | null;
  readonly hint: string | null;
}

/** Carries problems out of a stage. Anything else that is thrown is a bug of landrail and keeps its stack. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problems: readonly Problem[];

  constructor(problem: Problem | readonly Problem[]) {
    const problems = Array.isArray(problem) ? (problem as readonly Problem[]) : [problem as Problem];
    super(problems.map((one) => one.message).join('\n'));
    this.problems = problems;
  }
}
