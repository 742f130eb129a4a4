import { html, nothing, type Markup } from './markup.ts';

/** A picture of numbers: what it says in a sentence, drawn for a wide and for a narrow screen, and the numbers themselves. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly wide: Markup;
  readonly narrow: Markup;
  readonly legend?: Markup;
  readonly table: Table;
}

export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (Markup | string | number)[])[];
}

export function figureMarkup({ id, title, sentence, wide, narrow, legend, table }: Figure): Markup {
  return html`<figure id="${id}"><figcaption><h3>${title}</h3><p>${sentence}</p></figcaption>${legend ?? nothing}<div class="wide">${wide}</div><div class="narrow">${narrow}</div><details><summary>As a table</summary>${tableMarkup(table)}</details></figure>
`;
}

/** There is nothing to draw, which is to be known as well. */
export function untoldMarkup(id: string, title: string, sentence: string): Markup {
  return html`<figure id="${id}"><figcaption><h3>${title}</h3><p>${sentence}</p></figcaption></figure>
`;
}

/** Rows of a table that stand in the page. */
const most = 200;

export function tableMarkup({ caption, head, rows }: Table): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>${rows.slice(0, most).map((row) => html`<tr>${row.map((cell) => (typeof cell === 'number' ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`))}</tr>`)}</tbody></table>${rows.length > most ? html`<p class="quiet">and ${rows.length - most} more rows</p>` : nothing}</div>`;
}

/** One decimal is enough of a pixel, and keeps pages small. */
export function pixel(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function svg(width: number, height: number, label: string, content: Markup | readonly Markup[]): Markup {
  return html`<svg viewBox="0 0 ${pixel(width)} ${pixel(height)}" width="${pixel(width)}" height="${pixel(height)}" role="img" aria-label="${label}">${content}</svg>`;
}

/** The middle of a long name says least. */
export function abbreviated(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}
