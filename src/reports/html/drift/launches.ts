import { scaleLinear, scaleUtc } from 'd3-scale';
import type { Finding } from '#model/finding.ts';
import type { Drift } from '#model/result.ts';
import { timeText } from '../../drift/words.ts';
import { name, plural } from '../../words.ts';
import { figureMarkup, pixel, svg, untoldMarkup } from '../figure.ts';
import { html, type Markup } from '../markup.ts';
import { hourText } from './timeline.ts';

/** Where a detection found more machines than are usual. */
interface Boundary {
  readonly hour: string;
  readonly usual: number;
}

const hour = 3_600_000;
const title = 'Machines launched per hour';

/** Machines per hour, and over the hours in which that was too many, how many are usual. */
export function launchesMarkup({ launches, window }: Drift, findings: readonly Finding[]): Markup {
  if (launches === undefined) return untoldMarkup('launches', title, 'They are counted where a detection asks for every launch, as launch-spike does, and none did.');
  if (launches.length === 0) return untoldMarkup('launches', title, 'No machine was launched in the window of the report, as far as the logs tell.');
  const byHour = new Map<string, number>();
  for (const { hour: at, machines } of launches) byHour.set(at, (byHour.get(at) ?? 0) + machines);
  const boundaries = boundariesOf(findings);
  const [most = ['', 0] as const] = [...byHour].toSorted(([, a], [, b]) => b - a);
  const fired = boundaries.length === 0 ? 'No boundary fired.' : `A boundary fired: ${boundaries.map(({ hour: at, usual }) => `${timeText(at)}, where up to ${usual} are usual`).join('; ')}.`;
  return figureMarkup({
    id: 'launches',
    title,
    sentence: `${plural([...byHour.values()].reduce((sum, one) => sum + one, 0), 'machine')}, at most ${most[1]} in one hour (from ${timeText(most[0])}). ${fired}`,
    wide: drawn(byHour, boundaries, window, 530),
    narrow: drawn(byHour, boundaries, window, 350),
    table: { caption: 'Machines launched by hour and principal', head: ['hour', 'scope', 'principal', 'machines'], rows: launches.map(({ hour: at, provider, scope, principal, machines }) => [timeText(at), name(scope === null ? provider : `${provider}:${scope}`), name(principal), machines]) },
  });
}

/** As the detection words it: `no more than 4.2 machines an hour`. */
function boundariesOf(findings: readonly Finding[]): readonly Boundary[] {
  return findings.flatMap(({ verdict, event, evidence: { path, expected } }) => {
    const usual = typeof expected === 'string' ? /^no more than (\d+(?:\.\d+)?) machines an hour$/.exec(expected)?.[1] : undefined;
    return path === 'launches' && verdict === 'fail' && event !== null && usual !== undefined ? [{ hour: `${event.time.slice(0, 13)}:00:00.000Z`, usual: Number(usual) }] : [];
  });
}

function drawn(byHour: ReadonlyMap<string, number>, boundaries: readonly Boundary[], window: Drift['window'], width: number): Markup {
  const [top, bottom, left, right] = [22, 150, 28, width - (boundaries.length === 0 ? 20 : labelWidth)];
  const from = Math.floor(Date.parse(window.from) / hour) * hour;
  const x = scaleUtc([new Date(from), new Date(Math.max(Date.parse(window.to), from + hour))], [left, right]);
  const y = scaleLinear([0, Math.max(2, ...byHour.values(), ...boundaries.map(({ usual }) => usual))], [bottom, top]).nice(4);
  const ofHour = (at: string): readonly [number, number] => [x(new Date(at)), Math.max(2, x(new Date(Date.parse(at) + hour)) - x(new Date(at)) - 1.5)];
  const fired = new Set(boundaries.map((one) => one.hour));
  return svg(width, bottom + 20, 'A bar for each hour; a line over an hour in which more were launched than are usual', [
    ...y.ticks(4).filter(Number.isInteger).map((tick) => html`<line class="grid" x1="${left}" x2="${right}" y1="${pixel(y(tick))}" y2="${pixel(y(tick))}"/><text class="tick" x="${left - 6}" y="${pixel(y(tick) + 4)}" text-anchor="end">${tick}</text>`),
    ...x.ticks(width > 400 ? 6 : 4).map((tick) => html`<text class="tick" x="${pixel(x(tick))}" y="${bottom + 15}" text-anchor="middle">${hourText(tick, window)}</text>`),
    ...[...byHour].map(([at, machines]) => {
      const [start, size] = ofHour(at);
      return html`<rect class="${fired.has(at) ? 'fill-high' : 'fill-accent'}" x="${pixel(start)}" y="${pixel(y(machines))}" width="${pixel(size)}" height="${pixel(bottom - y(machines))}" rx="1.5"><title>${`${machines} from ${timeText(at)}`}</title></rect><text class="value" x="${pixel(start + size / 2)}" y="${pixel(y(machines) - 4)}" text-anchor="middle">${machines}</text>`;
    }),
    ...boundaries.map((one) => {
      const [start, size] = ofHour(one.hour);
      return html`<line class="boundary" x1="${pixel(start - 8)}" x2="${pixel(start + size + 8)}" y1="${pixel(y(one.usual))}" y2="${pixel(y(one.usual))}"/><line class="lead" x1="${pixel(start + size + 8)}" x2="${pixel(right + 4)}" y1="${pixel(y(one.usual))}" y2="${pixel(y(one.usual))}"/>`;
    }),
    ...labels(boundaries, y, right + 8),
  ]);
}

/** Beside the picture, where no bar stands: one for each number that has room; the sentence has all. */
function labels(boundaries: readonly Boundary[], y: (machines: number) => number, x: number): readonly Markup[] {
  const taken: number[] = [];
  return [...new Set(boundaries.map(({ usual }) => usual))].flatMap((usual) => {
    const at = y(usual);
    if (taken.some((other) => Math.abs(other - at) < 13)) return [];
    taken.push(at);
    return [html`<text class="value" x="${pixel(x)}" y="${pixel(at + 4)}">usual ${usual}</text>`];
  });
}

/** Pixels of `usual 12.5`, with some around it. */
const labelWidth = 76;
