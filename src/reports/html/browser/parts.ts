import type { Packed, Texts } from '../page-content.ts';

/** Entries as the report has made them, put together again. Every text was escaped there. */
export class Parts {
  readonly #templates: readonly (readonly string[])[];
  readonly #texts: readonly string[];
  readonly #read: string[] = [];
  #seen: readonly (readonly Seen[])[] | null = null;

  constructor({ templates, texts }: Texts) {
    this.#templates = templates;
    this.#texts = texts;
  }

  html(part: Packed): string {
    if (typeof part === 'number') return this.#texts[part] ?? '';
    const strings = this.#templates[part[0]];
    let html = strings?.[0] ?? '';
    for (let at = 1; at < part.length; at += 1) html += this.html(part[at] ?? 0) + (strings?.[at] ?? '');
    return html;
  }

  /** What is read of it, in lower case. */
  text(part: Packed): string {
    if (typeof part === 'number') return (this.#read[part] ??= plain(this.#texts[part] ?? ''));
    const seen = (this.#seen ??= this.#templates.map(seenOf))[part[0]];
    let text = seen?.[0]?.text ?? '';
    for (let at = 1; at < part.length; at += 1) text += (seen?.[at - 1]?.tag === true ? '' : this.text(part[at] ?? 0)) + (seen?.[at]?.text ?? '');
    return text;
  }
}

/** What is read of one string of a template, and whether it ends within a tag, where what comes next is not read. */
interface Seen {
  readonly text: string;
  readonly tag: boolean;
}

function seenOf(strings: readonly string[]): readonly Seen[] {
  let tag = false;
  return strings.map((string) => {
    const html = tag ? `<${string}` : string;
    tag = html.lastIndexOf('<') > html.lastIndexOf('>');
    return { text: html.replaceAll(/<[^>]*(?:>|$)/g, '').toLowerCase(), tag };
  });
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

function plain(text: string): string {
  return text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? '').toLowerCase();
}
