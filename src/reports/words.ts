import type { Finding } from '#model/finding.ts';
import type { JsonValue } from '#model/json.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { Result } from '#model/result.ts';
import { severities } from '#model/severity.ts';
import { terminalText } from './escape.ts';

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `file:line:col` where it is known, else the input; clickable in most terminals. */
export function placeOf(finding: Pick<Finding, 'location' | 'input'>): string {
  return finding.location ? sourceText(finding.location) : terminalText(finding.input);
}

export function sourceText(place: SourcePlace): string {
  return `${terminalText(place.file)}:${place.line}:${place.column}`;
}

/** A value as people read it: text in quotes, a list joined by commas and cut with a count, nothing for null. */
export function valueText(value: JsonValue, most = 12): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return terminalText(JSON.stringify(value.toWellFormed()));
  if (Array.isArray(value)) {
    const shown = value.slice(0, most).map((item) => (typeof item === 'string' ? terminalText(item) : terminalText(JSON.stringify(item))));
    const more = value.length - shown.length;
    return `${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
  }
  return terminalText(JSON.stringify(value));
}

/** The one sentence that a person needs, with every count that is not zero. */
export function summarySentence(result: Result): string {
  const { summary } = result;
  const bySeverity = severities.toReversed().filter((one) => summary.bySeverity[one] > 0).map((one) => `${summary.bySeverity[one]} ${one}`);
  const counts = [
    summary.fail === 0 ? 'no findings' : `${plural(summary.fail, 'finding')} (${bySeverity.join(', ')})`,
    summary.undecided > 0 ? `${summary.undecided} undecided` : '',
    summary.waived > 0 ? `${summary.waived} waived` : '',
    summary.baselined > 0 ? `${summary.baselined} baselined` : '',
    result.errors.length > 0 ? plural(result.errors.length, 'error') : '',
  ].filter((one) => one !== '');
  const notConfigured = result.notRun.filter((one) => one.because === 'not configured').length;
  const scope = [
    plural(summary.resources, 'resource'),
    `${plural(summary.guardrails, 'guardrail')}${notConfigured > 0 ? ` (${notConfigured} not configured)` : ''}`,
  ];
  const sentence = counts.join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}. ${scope.join(', ')}.`;
}
