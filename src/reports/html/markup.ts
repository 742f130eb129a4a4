import { pageText } from '../escape.ts';

/** HTML that is safe as it stands. Only `html` makes it of text. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

export type Part = Markup | string | number | null | readonly Part[];

export const nothing = new Markup('');

/** Text that is put in is escaped; what is markup already stays; of a list, each; of null, nothing. Attributes stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let written = strings[0] ?? '';
  for (const [index, part] of parts.entries()) written += text(part) + (strings[index + 1] ?? '');
  return new Markup(written);
}

function text(part: Part): string {
  if (part instanceof Markup) return part.html;
  if (typeof part === 'string') return pageText(part);
  if (part === null) return '';
  return typeof part === 'number' ? String(part) : part.map(text).join('');
}

/** JSON within a script element, which ends at the first `</` of its kind, and in which a comment could begin. */
export function data(value: unknown): Markup {
  return new Markup(JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? one.toWellFormed() : one)).replaceAll('<', '\\u003c'));
}
