import { palette } from '#reports/color.ts';
import { errorBlock } from '#reports/notes.ts';
import type { Problem } from '#model/problem.ts';
import type { Io } from './io.ts';

/** Problems for stderr, as the terminal report has them. */
export function plainProblems(problems: readonly Problem[], { width }: Pick<Io, 'width'>): string {
  const page = { paint: palette(false), width: Math.max(20, width), verbose: true, inputs: 1 };
  return problems.map((problem) => `${errorBlock(problem, page)}\n`).join('\n');
}
