import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Result } from '#model/result.ts';

/** Outputs of action.yml: set in any case, before the step fails. */
export interface Outputs {
  readonly sarif: string | null;
  readonly html: string | null;
  readonly json: string | null;
  /** Of the comment, or of the issue. */
  readonly url: string | null;
}

/** @param result null where the run could not even begin. */
export function outputsOf(result: Result | null, exitCode: number, files: Outputs): Readonly<Record<string, string>> {
  const summary = result?.summary;
  return {
    conclusion: result?.verdict ?? 'error',
    'exit-code': String(exitCode),
    findings: String((summary?.fail ?? 0) + (summary?.baselined ?? 0)),
    'new-findings': String(summary?.fail ?? 0),
    undecided: String(summary?.undecided ?? 0),
    'by-severity': JSON.stringify(summary?.bySeverity ?? {}),
    'sarif-file': files.sarif ?? '',
    'html-file': files.html ?? '',
    'json-file': files.json ?? '',
    'comment-url': files.url ?? '',
  };
}

/** A value between two lines that nobody can foresee, whatever stands in it. */
export function writeOutputs(file: string, outputs: Readonly<Record<string, string>>): void {
  const entries = Object.entries(outputs).map(([name, value]) => {
    const end = `landrail-${randomBytes(16).toString('hex')}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  appendFileSync(file, entries.join(''));
}
