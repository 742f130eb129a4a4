import { html, type Markup } from './markup.ts';

/** A link that narrows the page to what has a text: its script reads what is asked for from the address. */
export function searchMarkup(text: string, label: string): Markup {
  return html`<a href="#${new URLSearchParams({ text }).toString()}">${label}</a>`;
}
