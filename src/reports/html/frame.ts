import type { Snippet, SnippetLine } from '#model/finding.ts';
import { terminalLine } from '../escape.ts';
import { shortened } from '../frame.ts';
import { html, nothing, type Markup } from './markup.ts';

/** Lines of a source with their numbers, and what is at fault marked in the first. */
export function frameMarkup(snippet: Snippet): Markup {
  let before = snippet[0]?.line ?? 0;
  return html`<div class="frame">${snippet.map((line, index) => {
    const gap = line.line > before + 1;
    before = line.line;
    return html`${gap ? html`<div class="gap">…</div>` : nothing}<div><span class="no">${line.line}</span>${source(line, index === 0)}</div>`;
  })}</div>`;
}

function source(line: SnippetLine, marked: boolean): Markup {
  const { text, mark } = shortened(line);
  const { cells, at } = terminalLine(text);
  const part = (from: number, to?: number): string => cells.slice(from, to).join('');
  if (mark === null || !marked) return html`<code>${part(0)}</code>`;
  const [start, end] = [at(mark.start - 1), at(mark.end - 1)];
  return html`<code>${part(0, start)}<mark>${part(start, end)}</mark>${part(end)}</code>`;
}
