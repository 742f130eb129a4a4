import { pageText } from '../escape.ts';

/** HTML that is safe as it stands: the texts of a template, and what is put between them. Only `html` makes it of text. */
export class Markup {
  /** The same array for all that one place of the code makes. */
  readonly strings: readonly string[];
  readonly parts: readonly Part[];

  constructor(strings: readonly string[], parts: readonly Part[]) {
    this.strings = strings;
    this.parts = parts;
  }

  get html(): string {
    let written = this.strings[0] ?? '';
    for (const [index, part] of this.parts.entries()) written += text(part) + (this.strings[index + 1] ?? '');
    return written;
  }
}

export type Part = Markup | string | number | null | readonly Part[];

/** Text that is put in is escaped; what is markup already stays; of a list, each; of null, nothing. Attributes stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings, parts);
}

export const nothing = html``;

function text(part: Part): string {
  if (part instanceof Markup) return part.html;
  if (typeof part === 'string') return pageText(part);
  if (part === null) return '';
  return typeof part === 'number' ? String(part) : part.map(text).join('');
}

/** What is not made of a template: our own style and script. */
export function raw(own: string): Markup {
  return new Markup([own], []);
}

/** JSON within a script element, which ends at the first `</` of its kind, and in which a comment could begin. */
export function data(value: unknown): Markup {
  return raw(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
