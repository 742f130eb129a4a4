import { severities } from '#model/severity.ts';
import { byCodePoint } from '#model/json.ts';
import type { FacetName } from './facets.ts';
import { html, nothing, type Markup } from './markup.ts';
import type { Shelf } from './shelf.ts';

const labels: Readonly<Record<FacetName, readonly [one: string, all: string]>> = {
  severity: ['Severity', 'All severities'],
  cloud: ['Cloud', 'All clouds'],
  account: ['Account', 'All accounts'],
  region: ['Region', 'All regions'],
  actor: ['Actor', 'All actors'],
};

/** Made for the script, so not shown without it. A facet of which nothing has a value is left out. */
export function filtersMarkup(shelf: Shelf, all: number): Markup {
  const fields = (Object.keys(labels) as FacetName[]).map((name) => {
    const values = sorted(name, shelf.values(name));
    const [label, every] = labels[name];
    return values.length === 0 ? nothing : html`<label>${label}<select name="${name}"><option value="">${every}</option>${values.map((value) => html`<option value="${value}">${value}</option>`)}</select></label>`;
  });
  if (all === 0) return nothing;
  return html`<form id="filters" hidden role="search" aria-label="Narrow what is listed">${fields}<label class="text">Text<input type="search" name="text" placeholder="name, rule, value" autocomplete="off" spellcheck="false"></label><button type="reset">Show all</button><p role="status" aria-live="polite" id="state"></p></form>`;
}

function sorted(name: FacetName, values: readonly string[]): readonly string[] {
  if (name === 'severity') return severities.toReversed().filter((one) => values.includes(one));
  return values.toSorted(byCodePoint);
}
