import type { Problem } from '#model/problem.ts';
import { terminalText } from '#reports/escape.ts';

/** Problems as stderr lines: `error: message`, where, what to do next. */
export function plainProblems(problems: readonly Problem[]): string {
  return problems
    .map((problem) => {
      const place = problem.where === null ? '' : `\n  at   ${terminalText(problem.where)}`;
      const hint = problem.hint === null ? '' : `\n  next ${terminalText(problem.hint)}`;
      return `error: ${terminalText(problem.message)}${place}${hint}\n`;
    })
    .join('');
}
