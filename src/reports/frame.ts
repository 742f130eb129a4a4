import type { Snippet, SnippetLine } from '#model/finding.ts';
import { terminalLine } from './escape.ts';
import type { Page } from './page.ts';
import { columns } from './wrap.ts';

export interface FrameLook {
  /** Columns of the line numbers. */
  readonly digits: number;
  /** `^` under what is at fault, `-` under what it came from. */
  readonly sign: '^' | '-';
  readonly paint: (text: string) => string;
  /** Stands behind the sign where there is room. */
  readonly label: string;
}

export interface Frame {
  readonly lines: readonly string[];
  /** False: the label found no room. */
  readonly labelled: boolean;
}

/** Line numbers of the widest frame of a block. */
export function digitsOf(snippets: readonly (Snippet | null | undefined)[]): number {
  return Math.max(1, ...snippets.flatMap((snippet) => (snippet ?? []).map(({ line }) => String(line).length)));
}

/** The lines of a source, and a sign under what the first of them marks. Never wider than the page. */
export function frame(snippet: Snippet, { digits, sign, paint, label }: FrameLook, page: Page): Frame {
  const room = Math.max(8, page.width - digits - 7);
  const gutter = (number: string): string => page.paint.quiet(`    ${number.padStart(digits)} |`);
  const lines: string[] = [];
  let labelled = label === '';
  let before = 0;
  for (const [index, line] of snippet.entries()) {
    if (index > 0 && line.line > before + 1) lines.push(page.paint.quiet(`    ${'.'.repeat(Math.min(3, digits)).padStart(digits)}`));
    before = line.line;
    const view = windowed(line, room);
    lines.push(view.text === '' ? gutter(String(line.line)) : `${gutter(String(line.line))} ${view.text}`);
    if (index > 0 || view.mark === null) continue;
    const underline = `${' '.repeat(view.mark.from)}${sign.repeat(view.mark.length)}`;
    const fits = label !== '' && columns(underline) + 1 + columns(label) <= room;
    labelled ||= fits;
    lines.push(`${gutter('')} ${' '.repeat(view.mark.from)}${paint(`${sign.repeat(view.mark.length)}${fits ? ` ${label}` : ''}`)}`);
  }
  return { lines, labelled };
}

interface View {
  readonly text: string;
  /** In columns. */
  readonly mark: { readonly from: number; readonly length: number } | null;
}

const more = '...';
/** UTF-16 code units around a mark of which more is never shown. */
const reach = 1000;

/** A line may be of any length, and all but what is shown of it is work for nothing. */
export function shortened({ line, text, mark }: SnippetLine): SnippetLine {
  const from = Math.max(0, (mark?.start ?? 1) - 1 - reach);
  if (text.length <= 2 * reach) return { line, text, mark };
  return { line, text: text.slice(from, from + 2 * reach).toWellFormed(), mark: mark === null ? null : { start: mark.start - from, end: Math.min(mark.end - from, 2 * reach + 1) } };
}

/** A line as a terminal shows it, cut to `room` columns around its mark. */
function windowed(line: SnippetLine, room: number): View {
  const { text, mark } = shortened(line);
  const { cells, at } = terminalLine(text);
  const end = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const marked = mark === null ? null : { from: at(mark.start - 1), to: Math.max(at(mark.start - 1) + 1, Math.min(at(mark.end - 1), Math.max(end, at(mark.start - 1) + 1))) };
  const widths = cells.map(columns);
  const width = (from: number, to: number): number => widths.slice(from, to).reduce((sum, one) => sum + one, 0);
  let first = 0;
  if (width(0, end) > room && marked !== null && width(0, marked.to) + more.length > room) {
    // As much of what stands before the mark as leaves it whole, a third of the room at most where it is long.
    const lead = Math.max(Math.floor(room / 3), room - 2 * more.length - width(marked.from, marked.to));
    first = marked.from;
    while (first > 0 && width(first - 1, marked.from) + more.length <= Math.min(lead, room - more.length - 1)) first--;
  }
  const head = first > 0 ? more : '';
  let last = end;
  if (head.length + width(first, end) > room) {
    last = first;
    while (last < end && head.length + width(first, last + 1) + more.length <= room) last++;
  }
  // Room that no tail needs goes to what stands before.
  if (last === end) while (first > 1 && more.length + width(first - 1, end) <= room) first--;
  const tail = last < end ? more : '';
  const shown = `${head}${cells.slice(first, last).join('')}${tail}`;
  if (marked === null) return { text: shown.trimEnd(), mark: null };
  const from = head.length + width(first, Math.max(first, marked.from));
  return { text: shown.trimEnd(), mark: { from, length: Math.max(1, width(marked.from, Math.min(Math.max(marked.to, marked.from + 1), Math.max(last, marked.from + 1)))) } };
}
