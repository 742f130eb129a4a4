import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from '#config/options.ts';
import { parseBaseline, type Baseline } from '#judge/baseline.ts';
import { ProblemError } from '#model/problem.ts';

/** The baseline of a run. One that nobody named may be missing. @throws ProblemError */
export function readBaseline(named: Options['baseline'], cwd: string, mayBeMissing = false): Baseline | null {
  if (named === null) return null;
  let text: string;
  try {
    text = readFileSync(resolve(cwd, named.path), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && (mayBeMissing || !named.named)) return null;
    throw new ProblemError({
      code: 'baseline-file',
      message: `the baseline ${named.path} ${code === 'ENOENT' ? 'does not exist' : `cannot be read: ${message}`}`,
      where: named.path,
      hint: code === 'ENOENT' ? 'make it with landrail baseline write, or drop --baseline' : 'check the file',
    });
  }
  return parseBaseline(text, named.path);
}
