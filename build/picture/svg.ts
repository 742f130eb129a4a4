import { columns, type Piece, type Run, type Scene } from './screen.ts';
import { keyTime } from './story.ts';
import { style } from './style.ts';

/** Pixels of a cell, at a font of 14. */
const cell = { width: 8.4, height: 20 };
/** Rows that are seen at once. */
const rows = 28;
const bar = 34;
const margin = { x: 18, y: 12 };
const width = columns * cell.width + 2 * margin.x;
const height = bar + rows * cell.height + 2 * margin.y;

export interface Told {
  readonly title: string;
  readonly description: string;
}

/**
 * A terminal that is typed into, as one SVG: no script, no font and no address, as GitHub shows none of them. Without animations, and for who wants no motion, it is what the terminal shows in the end: each
 * animation holds back what is there, and ends.
 */
export function pictureOf({ scenes, end }: { readonly scenes: readonly Scene[]; readonly end: Piece }, { title, description }: Told): string {
  const played = times(scenes);
  const last = end.first + end.rows.length;
  const scrolled = Math.max(0, last - rows);
  const total = played.at(-1)?.printed ?? 0;
  const scrolls = scenes.flatMap((scene, index) => {
    const { first, rows: lines } = scene.output;
    const time = played[index]?.printed ?? 0;
    // The next prompt comes with the output.
    return [{ time, top: Math.max(0, first + lines.length + 1 - rows) }];
  });
  const keyframes = [`@keyframes scroll{0%{transform:none}${steps(scrolls, total)}}`];
  const body: string[] = [];
  scenes.forEach((scene, index) => {
    const { shown, typed, sent, printed } = played[index] ?? { shown: 0, typed: 0, sent: 0, printed: 0 };
    body.push(group(scene.prompt, shown));
    const x = scene.indent * cell.width;
    const way = scene.keys * cell.width;
    keyframes.push(`@keyframes hold${index}{0%{visibility:hidden}${percent(shown, total)}{visibility:visible}${percent(sent, total)},100%{visibility:hidden}}`, `@keyframes keys${index}{to{transform:translateX(${pixels(way)}px)}}`);
    const timing = `hold${index} ${seconds(total)} step-end,keys${index} ${seconds(scene.keys * keyTime)} ${seconds(typed)} steps(${scene.keys}) both`;
    body.push(`<g class="cover" style="animation:${timing}"><rect x="${pixels(x)}" y="${top(scene.prompt.first)}" width="${pixels(columns * cell.width)}" height="${cell.height}" class="back"/>${cursor(x, scene.prompt.first)}</g>`);
    if (scene.output.rows.length > 0) body.push(group(scene.output, printed));
  });
  const atEnd = end.rows[0]?.reduce((most, run) => Math.max(most, run.column + run.text.trimEnd().length + 1), 0) ?? 0;
  body.push(group(end, total, cursor(atEnd * cell.width, end.first)));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels(width)}" height="${height}" viewBox="0 0 ${pixels(width)} ${height}" role="img" aria-labelledby="title description">
<title id="title">${escaped(title)}</title>
<desc id="description">${escaped(description)}</desc>
<style>
${style}
${keyframes.join('\n')}
.rows{transform:translateY(${-scrolled * cell.height}px);animation:scroll ${seconds(total)} step-end}
</style>
<rect x=".5" y=".5" width="${pixels(width - 1)}" height="${height - 1}" rx="9.5" class="back edge"/>
<circle cx="20" cy="18" r="6" class="button"/><circle cx="40" cy="18" r="6" class="button"/><circle cx="60" cy="18" r="6" class="button"/>
<svg x="${margin.x}" y="${bar + margin.y}" width="${pixels(columns * cell.width)}" height="${rows * cell.height}">
<g class="rows">
${body.join('\n')}
</g>
</svg>
</svg>
`;
}

interface Times {
  /** When the prompt is there, the first key is hit, the last one, and the output is there: milliseconds. */
  readonly shown: number;
  readonly typed: number;
  readonly sent: number;
  readonly printed: number;
}

function times(scenes: readonly Scene[]): readonly Times[] {
  let now = 0;
  let read = 700;
  return scenes.map(({ keys, line }) => {
    const shown = now;
    const typed = shown + read;
    const sent = typed + keys * keyTime + 150;
    now = sent + line.runs;
    read = line.read;
    return { shown, typed, sent, printed: now };
  });
}

function steps(scrolls: readonly { readonly time: number; readonly top: number }[], total: number): string {
  return scrolls.flatMap(({ time, top }, index) => (top === (scrolls[index - 1]?.top ?? 0) ? [] : [`${percent(time, total)}{transform:translateY(${-top * cell.height}px)}`])).join('');
}

function group({ first, rows: lines }: Piece, time: number, more = ''): string {
  const delay = time === 0 ? '' : ` class="late" style="animation-duration:${seconds(time)}"`;
  return `<g${delay}>${lines.map((runs, index) => runs.map((run) => textOf(run, first + index)).join('')).join('\n')}${more}</g>`;
}

/** Of the length that the cells have, whatever font there is: a caret stands below its letter. */
function textOf({ column, text, look }: Run, row: number): string {
  const start = text.length - text.trimStart().length;
  const shown = text.trim();
  const length = shown.length === 1 ? '' : ` textLength="${pixels(shown.length * cell.width)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${pixels((column + start) * cell.width)}" y="${row * cell.height + 15}"${length}${look === '' ? '' : ` class="${look}"`}>${escaped(shown)}</text>`;
}

function cursor(x: number, row: number): string {
  return `<rect x="${pixels(x)}" y="${top(row) + 2}" width="${cell.width}" height="${cell.height - 3}" class="cursor"/>`;
}

function top(row: number): number {
  return row * cell.height;
}

function pixels(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000}s`;
}

function percent(time: number, total: number): string {
  return `${Math.round((time / total) * 100_000) / 1000}%`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
