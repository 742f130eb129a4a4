import { scaleUtc } from 'd3-scale';
import type { Drift } from '#model/result.ts';
import { howText, timeText, whoText } from '../../drift/words.ts';
import { name, plural } from '../../words.ts';
import { abbreviated, figureMarkup, pixel, svg } from '../figure.ts';
import { html, nothing, type Markup } from '../markup.ts';
import { byCount, type Deed } from './deeds.ts';

/** Lanes of a picture; whoever did less is in the table. */
const lanes = 10;
/** Deeds that stand over each other before they are counted. */
const stacked = 4;

/** Who did what, and when: a lane for each actor, a mark for each deed. */
export function timelineMarkup(deeds: readonly Deed[], { window }: Drift): Markup {
  if (deeds.length === 0) return nothing;
  const actors = byCount(deeds.map(({ actor }) => actor));
  const busiest = actors[0];
  const sentence = `${plural(deeds.length, 'deed')} by ${plural(actors.length, 'actor')}${busiest === undefined || actors.length === 1 ? '' : `; most by ${name(busiest[0])} (${busiest[1]})`}. First ${timeText(deeds[0]?.event.time ?? '')}, last ${timeText(deeds.at(-1)?.event.time ?? '')}.`;
  return figureMarkup({
    id: 'timeline',
    title: 'Who did what, and when',
    sentence,
    legend: legendMarkup(deeds),
    wide: drawn(deeds, actors, window, 1100),
    narrow: drawn(deeds, actors, window, 350),
    table: {
      caption: 'What was done in the window of the report',
      head: ['time', 'who', 'how', 'did', 'to', 'which is'],
      rows: deeds.map(({ event, item }) => [timeText(event.time), whoText(event), howText(event), html`<code>${name(event.name)}</code>${event.outcome === 'success' || event.outcome === 'accepted' ? nothing : ` (${event.outcome})`}`, html`${name(item.resource.type)} <code>${name(item.resource.name)}</code>`, item.verdict]),
    },
  });
}

export function legendMarkup(deeds: readonly Deed[]): Markup {
  const worsts = new Set(deeds.map(({ worst }) => worst ?? 'info'));
  return html`<ul class="legend">${(['critical', 'high', 'medium', 'low', 'info'] as const).filter((one) => worsts.has(one)).map((one) => html`<li><span class="dot fill-${one}"></span>${one === 'info' ? 'no rule broken' : one}</li>`)}</ul>`;
}

function drawn(deeds: readonly Deed[], actors: readonly (readonly [string, number])[], window: Drift['window'], width: number): Markup {
  const wide = width > 600;
  const left = wide ? 200 : 6;
  const x = scaleUtc([new Date(window.from), new Date(window.to)], [left + (wide ? 8 : 14), width - 24]);
  const ticks = x.ticks(wide ? 9 : 4);
  const parts: Markup[] = [];
  let y = 22;
  for (const [actor] of actors.slice(0, lanes)) {
    const own = deeds.filter((deed) => deed.actor === actor);
    const columns = new Map<number, Deed[]>();
    for (const deed of own) {
      const at = Math.round(x(new Date(deed.event.time)) / 11);
      const column = columns.get(at);
      if (column) column.push(deed);
      else columns.set(at, [deed]);
    }
    const height = Math.max(...[...columns.values()].map((column) => Math.min(column.length, stacked + 1))) * 12;
    const top = y + (wide ? 6 : 18);
    const base = top + height - 6;
    parts.push(html`<text class="label" x="${wide ? left - 4 : left}" y="${pixel(wide ? base + 4 : y + 12)}" text-anchor="${wide ? 'end' : 'start'}">${abbreviated(name(actor), wide ? 30 : 46)}<title>${name(actor)}</title></text><line class="lane" x1="${left + 4}" x2="${width - 4}" y1="${pixel(base + 9)}" y2="${pixel(base + 9)}"/>`);
    const ordered = [...columns].toSorted(([a], [b]) => a - b);
    for (const [index, [at, column]] of ordered.entries()) {
      for (const [level, { event, item, worst }] of column.slice(0, stacked).entries()) {
        parts.push(html`<circle class="fill-${worst ?? 'info'}" cx="${at * 11}" cy="${pixel(base - level * 12)}" r="4.5"><title>${`${timeText(event.time)} ${name(event.name)}: ${item.verdict} ${name(item.resource.name)}`}</title></circle>`);
      }
      if (column.length > stacked) parts.push(html`<text class="tick" x="${at * 11}" y="${pixel(base - stacked * 12 + 3)}" text-anchor="middle">+${column.length - stacked}</text>`);
      const next = ordered[index + 1]?.[0];
      const said = column.length === 1 ? name(column[0]?.event.name ?? '').replace(/^.*[/.](?=[^/.]+[/.][^/.]+$)/, '') : '';
      const room = (next === undefined ? width - 4 : next * 11) - at * 11 - 12;
      if (said !== '' && said.length * 6.4 < room && wide) parts.push(html`<text class="tick" x="${at * 11 + 8}" y="${pixel(base + 4)}">${said}</text>`);
    }
    y = base + 12;
  }
  const rest = actors.slice(lanes).reduce((sum, [, count]) => sum + count, 0);
  const grid = ticks.map((tick) => html`<line class="grid" x1="${pixel(x(tick))}" x2="${pixel(x(tick))}" y1="18" y2="${pixel(y)}"/><text class="tick" x="${pixel(x(tick))}" y="12" text-anchor="middle">${hourText(tick, window)}</text>`);
  const more = rest === 0 ? nothing : html`<text class="tick" x="${left}" y="${pixel(y + 12)}">and ${plural(rest, 'deed')} of ${plural(actors.length - lanes, 'other actor')}</text>`;
  return svg(width, y + (rest === 0 ? 4 : 18), 'A lane for each actor, a mark for each deed, coloured by the worst rule that it breaks; the table below has all', [...grid, ...parts, more]);
}

/** Hours within two days, days beyond. */
export function hourText(time: Date, { from, to }: Drift['window']): string {
  const text = time.toISOString();
  return Date.parse(to) - Date.parse(from) > 2 * 86_400_000 ? text.slice(5, 10) : text.slice(11, 16);
}
