import { driftVerdicts } from '#model/drift.ts';
import type { Drift, Result } from '#model/result.ts';
import { severities } from '#model/severity.ts';
import { timeText } from './drift/words.ts';
import { plural, prose } from './words.ts';

/** How a run ended, behind the name of the tool. */
export const verdictTitles: Readonly<Record<Result['verdict'], string>> = { pass: 'passed', fail: 'failed', undecided: 'passed, with open questions', error: 'could not judge all', empty: 'judged nothing' };

/** The one sentence that a person needs, with every count that is not zero, and how much was looked at. */
export function summarySentence(result: Result): string {
  const { drift } = result;
  return `${verdictPart(result)}. ${drift === undefined ? '' : `${driftPart(drift)}. `}${scopePart(result)}.`;
}

function verdictPart(result: Result): string {
  const { summary, errors, verdict } = result;
  const bySeverity = severities.toReversed().filter((one) => summary.bySeverity[one] > 0).map((one) => `${summary.bySeverity[one]} ${one}`);
  const harmless = verdict === 'pass' ? '; none fails the run' : '';
  // Known is not told: a baseline that has them makes no run pass unseen.
  const open = result.findings.filter((finding) => finding.verdict === 'baselined' && finding.original === 'undecided').length;
  const counts = [
    errors.length > 0 ? plural(errors.length, 'error') : '',
    summary.fail > 0 ? `${plural(summary.fail, 'finding')} (${bySeverity.join(', ')}${harmless})` : '',
    summary.undecided > 0 ? `${summary.undecided} undecided` : '',
    summary.waived > 0 ? `${summary.waived} waived` : '',
    summary.baselined > 0 ? `${summary.baselined} baselined${open > 0 ? ` (${open} undecided)` : ''}` : '',
  ].filter((one) => one !== '');
  if (verdict === 'empty') counts.unshift(`Nothing was judged: ${result.guardrails.length === 0 ? 'no guardrail ran' : 'no resource was recognised'}`);
  else if (summary.fail === 0) counts.splice(errors.length > 0 ? 1 : 0, 0, errors.length > 0 ? 'no findings' : 'No findings');
  return counts.join(', ');
}

function scopePart({ summary, notRun }: Result): string {
  const reasons = new Map<string, number>();
  for (const { because } of notRun) reasons.set(because, (reasons.get(because) ?? 0) + 1);
  return [plural(summary.resources, 'resource'), plural(summary.guardrails, 'guardrail'), ...[...reasons].map(([because, count]) => `${count} ${prose(because)}`)].join(', ');
}

/** Every verdict that something has, in the order of the model, which is not that of alarm: managed ones first, as most are. */
function driftPart({ counts, items, sources, window }: Drift): string {
  const told = driftVerdicts.filter((verdict) => counts[verdict] > 0).map((verdict) => `${counts[verdict]} ${verdict}`);
  const ignored = items.filter((item) => item.ignored !== null).length;
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  const parts = [told.length === 0 ? 'No resource compared' : told.join(', '), ...(ignored === 0 ? [] : [`${ignored} ignored`])];
  return `${parts.join(', ')}. ${plural(records, 'log record')} read, for ${timeText(window.from)} to ${timeText(window.to)}`;
}
