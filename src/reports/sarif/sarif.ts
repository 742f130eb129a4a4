import type { Finding } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { sarifText } from '../escape.ts';
import type { ReportOptions } from '../report.ts';
import { plural } from '../words.ts';
import { resultText } from './results.ts';
import { rulesOf, type Rules } from './rules.ts';
import { shared } from './shared.ts';

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
    results: [],
  };
  const log = JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2);
  const end = log.lastIndexOf(']', log.lastIndexOf('"results"') + '"results": []'.length);
  const lines = linesOf(kept, rules);
  return `${log.slice(0, end)}${lines === '' ? '' : `\n        ${lines}\n      `}${log.slice(end)}\n`;
}

const between = ',\n        ';
/** Findings that are written at once. */
const some = 200;

/** A line for each, and some of them at a time, which are then one text. */
function linesOf(findings: readonly Finding[], rules: Rules): string {
  const all = shared();
  const met = new Map<string, number>();
  const line = (finding: Finding): string => {
    const occurrence = (met.get(finding.fingerprint) ?? 0) + 1;
    met.set(finding.fingerprint, occurrence);
    return resultText(finding, occurrence, rules, all);
  };
  let lines = '';
  for (let from = 0; from < findings.length; from += some) lines += `${from === 0 ? '' : between}${findings.slice(from, from + some).map(line).join(between)}`;
  return lines;
}

/** The worst: what fails before what is undecided, each by severity. */
function keptOf(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostResults) return findings;
  let fails = 0;
  for (const { verdict } of findings) if (verdict === 'fail') fails += 1;
  let others = Math.max(0, mostResults - fails);
  fails = mostResults;
  return findings.filter(({ verdict }) => (verdict === 'fail' ? fails-- > 0 : others-- > 0));
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
