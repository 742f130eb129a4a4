import type { Finding } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { messageOf } from './drift/deed.ts';
import { notesOf, type Note } from './notes.ts';
import type { ReportOptions } from './report.ts';
import { summarySentence } from './summary.ts';
import { name, placeOf, prose, rootText } from './words.ts';

/** One line per error, finding and note, `place: severity guardrail address: message`, for editors and grep; then the summary. */
export function renderConcise(result: Result, { verbose }: Pick<ReportOptions, 'verbose'>): string {
  const problems = result.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'undecided');
  return `${[...result.errors.map(errorLine), ...problems.map(findingLine), ...notesOf(result, verbose).map(noteLine), summarySentence(result)].join('\n')}\n`;
}

function errorLine({ where, message, hint }: Problem): string {
  return `${where === null ? '' : `${name(where)}: `}error ${prose(message)}${hint === null ? '' : `; ${prose(hint)}`}`;
}

function noteLine({ where, text }: Note): string {
  return `${where === null ? '' : `${name(where)}: `}note ${text}`;
}

function findingLine(finding: Finding): string {
  const { needs } = finding.evidence;
  const word = `${finding.verdict === 'undecided' ? 'undecided' : finding.severity}${finding.advisory ? ' (advisory)' : ''}`;
  const address = finding.resource === null ? '' : ` ${name(finding.resource.address)}${finding.resource.name === undefined ? '' : ` (${name(finding.resource.name)})`}${rootText(finding)}`;
  const because = finding.verdict === 'fail' || needs === null ? '' : ` (${prose(needs)})`;
  return `${placeOf(finding)}: ${word} ${name(finding.guardrail)}${address}: ${prose(messageOf(finding))}${because}`;
}
