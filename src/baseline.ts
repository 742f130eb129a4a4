import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from '#config/options.ts';
import { formatBaseline, parseBaseline, type Baseline } from '#judge/baseline.ts';
import { addToBaseline, pruneBaseline, writeBaseline, type BaselineChange, type Told } from '#judge/baseline-edit.ts';
import type { Finding } from '#model/finding.ts';
import { ProblemError } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { pathWord } from '#model/shell-word.ts';
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
  /** How many of these are of what could not be told. */
  readonly undecided: number;
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
  return edited((mode === 'write' ? writeBaseline : pruneBaseline)(run, judgeOptions(request)));
}

/**
 * `landrail baseline write --from`: what a saved run has found, as a baseline; null when nothing was judged. @param name of its file
 * @throws ProblemError when the run had errors, or does not tell what its findings are known by
 */
export function savedBaseline({ errors, findings, verdict }: Result, name: string, { baseline }: Pick<Options, 'baseline'>, cwd: string): EditedBaseline | null {
  if (errors.length > 0) throw new ProblemError({ code: 'result-errors', message: `the run in ${name} had ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}: a baseline of half a run would hide the other half`, where: name, hint: `landrail report ${name === 'stdin' ? 'FILE' : pathWord(name)} lists them; fix them, and let the run write it again` });
  if (verdict === 'empty') return null;
  if (!findings.every(isTold)) throw new ProblemError({ code: 'result-identity', message: `the run in ${name} does not tell what its findings are known by`, where: name, hint: 'an older landrail wrote it: let the run write it again' });
  return edited(addToBaseline(readBaseline(baseline, cwd, true), findings));
}

function edited({ entries, added, removed }: BaselineChange): EditedBaseline {
  return { text: formatBaseline(entries), entries: entries.length, undecided: entries.filter(({ verdict }) => verdict === 'undecided').length, added, removed };
}

function isTold(finding: Finding): finding is Told {
  return finding.identity !== undefined;
}
