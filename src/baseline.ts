import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from '#config/options.ts';
import { formatBaseline, parseBaseline, type Baseline } from '#judge/baseline.ts';
import { pruneBaseline, writeBaseline } from '#judge/baseline-edit.ts';
import { ProblemError } from '#model/problem.ts';
import { evaluate, judgeOptions, type CheckRequest } from './check.ts';
import type { DriftRequest } from './drift-request.ts';

/** The baseline of a run. One that nobody named may be missing. @throws ProblemError */
export function readBaseline(named: Options['baseline'], cwd: string, mayBeMissing: boolean): Baseline | null {
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

export interface EditedBaseline {
  /** The file's new text. */
  readonly text: string;
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
}

/**
 * `landrail baseline write|prune`: what the run found, as a baseline; null when nothing was judged.
 * @throws ProblemError when the run had errors: a baseline of half a run would hide the other half.
 */
export async function editBaseline(mode: 'write' | 'prune', request: CheckRequest | DriftRequest): Promise<EditedBaseline | null> {
  const run = 'iac' in request ? await (await import('./drift.ts')).evaluateDrift(request) : await evaluate(request);
  if (run.errors.length > 0) throw new ProblemError(run.errors);
  if ((run.recognised ?? 0) === 0 || run.guardrails.length === 0) return null;
  const { entries, added, removed } = (mode === 'write' ? writeBaseline : pruneBaseline)(run, judgeOptions(request));
  return { text: formatBaseline(entries), entries: entries.length, added, removed };
}
