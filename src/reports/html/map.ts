import { landGrid, landRows } from '#catalog/world/land.ts';
import type { Result } from '#model/result.ts';
import { byCodePoint } from '#model/json.ts';
import { name, plural } from '../words.ts';
import { figureMarkup, pixel, svg } from './figure.ts';
import { html, nothing, type Markup } from './markup.ts';
import { regionsIn, type UsedRegion } from './regions.ts';

/** Degrees that are drawn: Antarctica has no region. */
const [north, south] = [72, -50];
const degree = 3;

/** Regions used against regions allowed, about where they are. */
export function mapMarkup(result: Result): Markup {
  const regions = regionsIn(result);
  const used = regions.filter(({ resources }) => resources > 0);
  const tried = regions.filter(({ status }) => status === 'tried');
  if (used.length + tried.length === 0) return nothing;
  const not = used.filter(({ status }) => status === 'not allowed');
  const empty = regions.filter(({ resources, status }) => resources === 0 && status === 'allowed').length;
  const told = not.length > 0 ? `not allowed: ${not.map(({ region }) => name(region)).toSorted(byCodePoint).join(', ')}` : used.some(({ status }) => status === 'used') ? 'no list of allowed ones was judged' : 'all of them allowed';
  return figureMarkup({
    id: 'map',
    title: 'Regions used, and allowed',
    sentence: `${plural(used.length, 'region')} used; ${told}.${tried.length === 0 ? '' : ` Tried without success, and not allowed: ${tried.map(({ region }) => name(region)).toSorted(byCodePoint).join(', ')}.`}${empty === 0 ? '' : ` ${plural(empty, 'more is', 'more are')} allowed and not used.`}`,
    legend: html`<ul class="legend">${legend.filter(({ is }) => regions.some(is)).map(({ mark, text }) => html`<li><svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">${mark}</svg>${text}</li>`)}</ul>`,
    wide: drawn(regions, 1),
    narrow: drawn(regions, 2.6),
    table: {
      caption: 'Regions used and allowed',
      head: ['cloud', 'region', 'place', 'status', 'resources'],
      rows: regions.toSorted((a, b) => order(b) - order(a) || byCodePoint(a.provider, b.provider) || byCodePoint(a.region, b.region)).map(({ provider, region, place, status, resources }) => [provider, html`<code>${name(region)}</code>`, place?.city ?? '', resources === 0 && status === 'allowed' ? 'allowed, not used' : status, resources]),
    },
  });
}

const legend: readonly { readonly is: (of: UsedRegion) => boolean; readonly mark: Markup; readonly text: string }[] = [
  { is: ({ status }) => status === 'not allowed', mark: html`<path class="not" d="M0-6L6 0L0 6L-6 0Z"/>`, text: 'used, not allowed' },
  { is: ({ status }) => status === 'tried', mark: html`<path class="tried" d="M0-5L5 0L0 5L-5 0Z"/>`, text: 'tried without success, not allowed' },
  { is: ({ status, resources }) => status === 'allowed' && resources > 0, mark: html`<circle class="yes" r="5"/>`, text: 'used, allowed' },
  { is: ({ status }) => status === 'used', mark: html`<circle class="fill-accent" r="5"/>`, text: 'used' },
  { is: ({ status, resources }) => status === 'allowed' && resources === 0, mark: html`<circle class="empty" r="3.5"/>`, text: 'allowed, not used' },
];

/** What is most to be seen is drawn last, and labelled first. */
function order({ status, resources }: UsedRegion): number {
  return status === 'not allowed' ? 2 : resources > 0 || status === 'tried' ? 1 : 0;
}

/** @param scale of marks and letters: a narrow screen shows the same world smaller */
function drawn(regions: readonly UsedRegion[], scale: number): Markup {
  const placed = regions.flatMap((one) => (one.place === null ? [] : [{ ...one, x: (one.place.longitude + 180) * degree, y: (north - one.place.latitude) * degree }]));
  const marks = placed.toSorted((a, b) => order(a) - order(b)).map((one) => html`<g transform="translate(${pixel(one.x)} ${pixel(one.y)})${scale === 1 ? '' : ` scale(${scale})`}">${legend.find(({ is }) => is(one))?.mark ?? nothing}<title>${`${one.provider} ${name(one.region)} (${one.place?.city ?? ''}): ${one.status}, ${plural(one.resources, 'resource')}`}</title></g>`);
  return svg(360 * degree, (north - south) * degree, 'A map of the world with a mark for each region; the table below has all', [land(), ...marks, ...labels(placed.filter((one) => order(one) > (scale === 1 ? 0 : 1)).toSorted((a, b) => order(b) - order(a) || b.resources - a.resources), placed, scale)]);
}

/** A dot for every three degrees of land, a dashed line for every run of them. */
function land(): Markup {
  const { step, north: first, west } = landGrid;
  const runs = landRows.flatMap((row, index) => {
    const latitude = first - index * step;
    if (latitude > north - 1 || latitude < south + 1 || row === '') return [];
    return row.split(' ').map((run) => {
      const [start = 0, count = 0] = run.split('+').map(Number);
      return `M${pixel((start * step + step / 2 + west + 180) * degree)} ${pixel((north - latitude) * degree)}h${pixel((count - 1) * step * degree + 0.1)}`;
    });
  });
  return html`<path class="land" d="${runs.join('')}" stroke-dasharray="0 ${step * degree}"/>`;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Names beside their marks, where they cover no other; what finds no room is in the table. */
function labels(of: readonly (UsedRegion & { readonly x: number; readonly y: number })[], marks: readonly { readonly x: number; readonly y: number; readonly resources: number; readonly status: string }[], scale: number): readonly Markup[] {
  const size = 12 * scale;
  const taken: Box[] = marks.filter((one) => one.resources > 0 || one.status !== 'allowed').map(({ x, y }) => ({ x: x - 6 * scale, y: y - 6 * scale, width: 12 * scale, height: 12 * scale }));
  return of.flatMap((one) => {
    const text = name(one.region);
    const width = text.length * size * 0.58;
    const gap = 9 * scale;
    const tries: readonly Box[] = [[gap, -size / 2], [-gap - width, -size / 2], [-width / 2, gap], [-width / 2, -gap - size], [gap, gap - 2], [gap, -gap - size + 2], [-gap - width, gap - 2], [-gap - width, -gap - size + 2]].map(([dx = 0, dy = 0]) => ({ x: one.x + dx, y: one.y + dy, width, height: size }));
    const box = tries.find((at) => at.x > 0 && at.x + at.width < 360 * degree && at.y > 0 && at.y + at.height < (north - south) * degree && !taken.some((other) => overlap(at, other)));
    if (box === undefined) return [];
    taken.push(box);
    return [html`<text class="region ${one.status === 'not allowed' ? 'bad' : ''}" font-size="${pixel(size)}" x="${pixel(box.x)}" y="${pixel(box.y + size * 0.8)}">${text}</text>`];
  });
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
