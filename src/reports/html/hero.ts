import { driftVerdicts } from '#model/drift.ts';
import type { Result } from '#model/result.ts';
import { severities } from '#model/severity.ts';
import { timeText } from '../drift/words.ts';
import { summarySentence, verdictTitles } from '../summary.ts';
import { html, nothing, type Markup } from './markup.ts';

/** The verdict in a sentence, then every count, zero or not: what is not there was looked for. */
export function heroMarkup(result: Result): Markup {
  const { summary, verdict, command, drift } = result;
  const counts = [...severities.toReversed().map((one) => ({ label: one, count: summary.bySeverity[one], look: one })), ...(['undecided', 'waived', 'baselined'] as const).map((one) => ({ label: one, count: summary[one], look: one }))];
  const look = verdict === 'pass' ? 'good' : verdict === 'undecided' ? 'open' : 'bad';
  return html`<header class="hero ${look}"><p class="tool">landrail <span>${command}</span>${drift === undefined ? nothing : html` <span>${timeText(drift.window.from)} to ${timeText(drift.window.to)}</span>`}</p>
<h1>landrail ${command === 'drift' ? 'drift ' : ''}${verdictTitles[verdict]}</h1>
<p class="sentence">${summarySentence(result)}</p>
<ul class="counts">${counts.map(({ label, count, look: of }) => html`<li class="${of}${count === 0 ? ' zero' : ''}"><b>${count}</b> ${label}</li>`)}</ul>${drift === undefined ? nothing : verdictsMarkup(drift.counts)}</header>`;
}

function verdictsMarkup(counts: Readonly<Record<string, number>>): Markup {
  return html`<ul class="counts verdicts" aria-label="Resources by what became of them">${driftVerdicts.map((one) => html`<li class="${counts[one] === 0 ? 'zero' : ''}"><b>${counts[one] ?? 0}</b> ${one}</li>`)}</ul>`;
}
