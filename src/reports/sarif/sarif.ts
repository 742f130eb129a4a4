import type { Finding } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { sarifText } from '../escape.ts';
import type { ReportOptions } from '../report.ts';
import { plural } from '../words.ts';
import { resultOf } from './results.ts';
import { rulesOf } from './rules.ts';

/** GitHub refuses a run with more. */
const mostResults = 25_000;

/**
 * SARIF 2.1.0, as GitHub's code scanning takes it. What is waived is left out, for GitHub knows no suppressions and would make alerts of
 * it, and is in it with --verbose, for other readers. What is in the baseline stays: an alert that goes away counts as mended.
 */
export function renderSarif(result: Result, { verbose }: Pick<ReportOptions, 'verbose'>): string {
  const { tool, command, exitCode, errors } = result;
  const rules = rulesOf(result);
  const wanted = verbose ? result.findings : result.findings.filter(({ verdict }) => verdict !== 'waived');
  const kept = keptOf(wanted);
  const run = {
    tool: { driver: { name: tool.name, version: sarifText(tool.version), ...semantic(tool.version), rules: rules.list } },
    // Uploads of the same tool replace each other, but for those of another id.
    automationDetails: { id: `${tool.name}/${command}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder in which landrail ran.' } } },
    invocations: [{ executionSuccessful: errors.length === 0, exitCode, toolExecutionNotifications: [...errors.map((one) => told(one, 'error')), ...left(wanted.length - kept.length), ...result.notices.map((one) => told(one, 'note'))] }],
    results: kept.map((finding) => resultOf(finding, rules)),
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/** The worst: what fails before what is undecided, each by severity. */
function keptOf(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostResults) return findings;
  const kept = new Set([...findings.filter(({ verdict }) => verdict === 'fail'), ...findings.filter(({ verdict }) => verdict !== 'fail')].slice(0, mostResults));
  return findings.filter((finding) => kept.has(finding));
}

function left(count: number): readonly object[] {
  if (count === 0) return [];
  return [{ descriptor: { id: 'results-cut' }, level: 'warning', message: { text: `${plural(count, 'finding')} of the lowest severity left out: GitHub takes no more than ${mostResults}. The json report has all.` } }];
}

function told({ code, message, where, hint }: Problem, level: 'error' | 'note'): object {
  return { descriptor: { id: sarifText(code) }, level, message: { text: sarifText(`${where === null ? '' : `${where}: `}${message}${hint === null ? '' : `; ${hint}`}`) } };
}

/** Only of a version that is one. */
function semantic(version: string): object {
  return /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.test(version) ? { semanticVersion: version } : {};
}
