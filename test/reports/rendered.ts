import MarkdownIt from 'markdown-it';
import { expect } from 'vitest';

/** Tags that a report in Markdown is made of. */
export const ours: ReadonlySet<string> = new Set(['h2', 'h3', 'p', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'ul', 'li', 'code', 'a', 'details', 'summary', 'em', 'strong', 'pre', 'br']);

export interface Rendered {
  /** Opened and closed, in their order. */
  readonly shape: readonly string[];
  readonly tags: ReadonlySet<string>;
  readonly links: readonly string[];
  /** Without code, in which nothing is a mention. */
  readonly text: string;
}

/** As GitHub shows it: its Markdown, HTML in it, and links of what looks like one. */
export function rendered(markdown: string): Rendered {
  const html = new MarkdownIt({ html: true, linkify: true }).render(markdown.replace(/^<!-- landrail [^\n]*-->\n/, ''));
  expect(html).not.toMatch(/<[^>]*\s(?!href=)[a-z]+=(?!"text-align)/i);
  const shape = [...html.matchAll(/<(\/?[a-z!][\w-]*)/gi)].map(([, tag]) => String(tag).toLowerCase());
  return {
    shape,
    tags: new Set(shape.map((tag) => tag.replace('/', ''))),
    links: [...html.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, link]) => String(link)),
    text: html.replaceAll(/<code>[^<]*<\/code>/g, '').replaceAll(/<[^>]*>/g, '').replaceAll('&#8203;', '\u200b').replaceAll('&#39;', "'"),
  };
}
