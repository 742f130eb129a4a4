import { rank, severities, type Severity } from '#model/severity.ts';
import { name, plural } from '../../words.ts';
import { html, nothing, type Markup } from '../markup.ts';
import { byCount, serviceOf, type Deed } from './deeds.ts';

/** Rows and columns; what is beyond is summed up in the last one. */
const most = { actors: 12, services: 9 };
const others = '\0others';

/** Who touched what: deeds by actor and service, each coloured by the worst rule that they break. It is a table, so it needs no other. */
export function matrixMarkup(deeds: readonly Deed[]): Markup {
  if (deeds.length === 0) return nothing;
  const [actors, services] = [kept(byCount(deeds.map(({ actor }) => actor)), most.actors), kept(byCount(deeds.map(({ item }) => serviceOf(item))), most.services)];
  const cells = new Map<string, { count: number; worst: Severity | null }>();
  for (const { actor, item, worst } of deeds) {
    const key = `${actors.of(actor)}\n${services.of(serviceOf(item))}`;
    const cell = cells.get(key) ?? { count: 0, worst: null };
    cells.set(key, { count: cell.count + 1, worst: worst !== null && (cell.worst === null || rank(worst) > rank(cell.worst)) ? worst : cell.worst });
  }
  return html`<figure id="matrix"><figcaption><h3>Who touched what</h3><p>Deeds by actor and service; the colour is the worst rule that is broken. ${plural(actors.names.length, 'actor')}, ${plural(services.names.length, 'service')}.</p></figcaption><div class="scroll" tabindex="0" role="region" aria-label="Deeds by actor and service"><table class="matrix"><caption>Deeds by actor and service</caption><thead><tr><td></td>${services.names.map((one) => html`<th scope="col">${heading(one)}</th>`)}<th scope="col">all</th></tr></thead><tbody>${actors.names.map((actor) => {
    const row = services.names.map((service) => cells.get(`${actor}\n${service}`));
    return html`<tr><th scope="row">${heading(actor)}</th>${row.map((cell) => (cell === undefined ? html`<td></td>` : html`<td class="sev ${cell.worst ?? 'info'}">${cell.count}<span class="unseen"> ${cell.worst ?? 'no rule broken'}</span></td>`))}<td class="all">${row.reduce((sum, cell) => sum + (cell?.count ?? 0), 0)}</td></tr>`;
  })}</tbody></table></div><ul class="legend">${severities.toReversed().filter((one) => one !== 'info' && [...cells.values()].some(({ worst }) => worst === one)).map((one) => html`<li><span class="dot fill-${one}"></span>${one}</li>`)}</ul></figure>
`;
}

function heading(one: string): string {
  return one === others ? 'others' : name(one);
}

function kept(counted: readonly (readonly [string, number])[], count: number): { readonly names: readonly string[]; readonly of: (one: string) => string } {
  const all = counted.map(([one]) => one);
  if (all.length <= count) return { names: all, of: (one) => one };
  const first = new Set(all.slice(0, count - 1));
  return { names: [...first, others], of: (one) => (first.has(one) ? one : others) };
}
