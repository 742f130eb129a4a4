import type { Result } from '#model/result.ts';
import { terminalText } from './escape.ts';
import { placeOf, summarySentence } from './words.ts';

/** One line per error and finding, `place: severity guardrail address: message`, for editors and grep; then the summary. */
export function renderConcise(result: Result): string {
  const lines = result.errors.map((error) => `${error.where === null ? '' : `${terminalText(error.where)}: `}error ${terminalText(error.message)}`);
  for (const finding of result.findings) {
    if (finding.verdict !== 'fail' && finding.verdict !== 'undecided') continue;
    const word = finding.verdict === 'undecided' ? 'undecided' : finding.severity;
    const address = finding.resource === null ? '' : ` ${terminalText(finding.resource.address)}`;
    const needs = finding.evidence.needs === null ? '' : `; ${terminalText(finding.evidence.needs)}`;
    lines.push(`${placeOf(finding)}: ${word} ${terminalText(finding.guardrail)}${address}: ${terminalText(finding.message)}${needs}`);
  }
  return `${[...lines, summarySentence(result)].join('\n')}\n`;
}
