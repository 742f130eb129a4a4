import { scaleLinear } from 'd3-scale';
import type { Night } from '#model/history.ts';
import type { Result } from '#model/result.ts';
import { severities } from '#model/severity.ts';
import { chapters } from '../../drift/sections.ts';
import { timeText } from '../../drift/words.ts';
import { plural } from '../../words.ts';
import { figureMarkup, pixel, svg, untoldMarkup } from '../figure.ts';
import { html, nothing, type Markup } from '../markup.ts';

/** What is counted of each night: the first two chapters, from the bottom up. */
const series = chapters.slice(0, 2).map(({ title, verdicts }, index) => ({ title, verdicts, look: index === 0 ? 'fill-high' : 'fill-medium' }));

const title = 'The nights before';

/** This night beside those before it, where a history tells of them. */
export function trendMarkup({ trend = [], drift, summary }: Result): Markup {
  if (drift === undefined) return nothing;
  if (trend.length === 0) return untoldMarkup('trend', title, 'The history has no earlier night. It begins with the second report that is made with one: landrail drift --history FILE.');
  const nights = [...trend, { ...drift.window, counts: drift.counts, findings: summary.bySeverity }];
  const totals = nights.map((night) => series.reduce((sum, { verdicts }) => sum + of(night, verdicts), 0));
  const before = totals.slice(0, -1);
  const mean = before.reduce((sum, one) => sum + one, 0) / before.length;
  const tonight = totals.at(-1) ?? 0;
  return figureMarkup({
    id: 'trend',
    title,
    sentence: `${plural(tonight, 'resource')} made or changed outside the code tonight; ${plural(before.length, 'night')} before had ${Math.round(mean * 10) / 10} on average, at most ${Math.max(...before)}.`,
    legend: html`<ul class="legend">${series.map(({ title, look }) => html`<li><span class="dot ${look}"></span>${title.toLowerCase()}</li>`)}</ul>`,
    wide: drawn(nights, totals, 530),
    narrow: drawn(nights, totals, 350),
    table: { caption: 'Nights, the oldest first', head: ['from', 'to', ...series.map(({ title }) => title.toLowerCase()), 'failing findings'], rows: nights.map((night) => [timeText(night.from), timeText(night.to), ...series.map(({ verdicts }) => of(night, verdicts)), findingsText(night)]) },
  });
}

function of({ counts }: Pick<Night, 'counts'>, verdicts: readonly string[]): number {
  return verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);
}

function findingsText({ findings }: Night): string {
  if (findings === null) return 'not kept';
  const some = severities.toReversed().filter((one) => findings[one] > 0).map((one) => `${findings[one]} ${one}`);
  return some.length === 0 ? 'none' : some.join(', ');
}

function drawn(nights: readonly Night[], totals: readonly number[], width: number): Markup {
  const [top, bottom, left, right] = [22, 150, 28, width - 14];
  const y = scaleLinear([0, Math.max(2, ...totals)], [bottom, top]).nice(4);
  const step = Math.min(56, (right - left) / nights.length);
  const every = Math.ceil(44 / step);
  return svg(width, bottom + 20, 'A bar for each night, this one last', [
    ...y.ticks(4).filter(Number.isInteger).map((tick) => html`<line class="grid" x1="${left}" x2="${right}" y1="${pixel(y(tick))}" y2="${pixel(y(tick))}"/><text class="tick" x="${left - 6}" y="${pixel(y(tick) + 4)}" text-anchor="end">${tick}</text>`),
    ...nights.map((night, index) => {
      const start = left + index * step + 2;
      const last = index === nights.length - 1;
      let base = bottom;
      const bars = series.map(({ verdicts, look }) => {
        const height = bottom - y(of(night, verdicts));
        base -= height;
        return height === 0 ? nothing : html`<rect class="${look}${last ? '' : ' faint'}" x="${pixel(start)}" y="${pixel(base)}" width="${pixel(step - 4)}" height="${pixel(height)}"/>`;
      });
      return html`${bars}<text class="value" x="${pixel(start + step / 2 - 2)}" y="${pixel(base - 4)}" text-anchor="middle">${totals[index] ?? 0}</text>${(nights.length - 1 - index) % every === 0 ? html`<text class="tick" x="${pixel(start + step / 2 - 2)}" y="${bottom + 15}" text-anchor="middle">${last ? 'tonight' : night.to.slice(5, 10)}</text>` : nothing}`;
    }),
  ]);
}
