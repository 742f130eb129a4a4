import type { Drift } from '#model/result.ts';
import { blindSpots } from '../../drift/blind-spots.ts';
import { timeText } from '../../drift/words.ts';
import { name } from '../../words.ts';
import { tableMarkup } from '../figure.ts';
import { html, nothing, type Markup } from '../markup.ts';

/** What could not be seen, and of each part of a cloud what was. */
export function blindMarkup(drift: Drift): Markup {
  const spots = blindSpots(drift);
  return html`<section id="blind" class="chapter"><h2>Blind spots <span class="count">${spots.length}</span></h2><p class="about">What this report could not see. What is not seen is not the same as not there.</p>${spots.length === 0 ? html`<p>None: code, inventory and log were there for every part that is told of.</p>` : html`<ul class="spots">${spots.map((text) => html`<li>${text}</li>`)}</ul>`}${drift.coverage.length === 0 ? nothing : html`<details><summary>What was seen of each part</summary>${tableMarkup({
    caption: 'Coverage by scope and region',
    head: ['scope', 'region', 'in the code', 'in the inventory', 'log'],
    rows: drift.coverage.map(({ provider, scope, region, declared, live, liveIncomplete, audit }) => [name(scope === null ? provider : `${provider}:${scope}`), region === null ? '' : name(region), declared, live === null ? 'none given' : html`${live}${liveIncomplete === null ? nothing : html` <span class="quiet">(${name(liveIncomplete)})</span>`}`, audit === null || audit.from === null || audit.to === null ? 'none' : `${timeText(audit.from)} to ${timeText(audit.to)}`]),
  })}</details>`}</section>`;
}
