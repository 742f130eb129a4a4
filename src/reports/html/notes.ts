import type { Result } from '#model/result.ts';
import { notesOf } from '../notes.ts';
import { name, plural, prose } from '../words.ts';
import { html, nothing, type Markup } from './markup.ts';

export function errorsMarkup({ errors }: Result): Markup {
  if (errors.length === 0) return nothing;
  return html`<section id="errors" class="chapter"><h2>Errors <span class="count">${errors.length}</span></h2><p class="about">What could not be judged. Nothing is said of it below.</p><ul class="errors">${errors.map(({ message, where, hint }) => html`<li><b>${prose(message)}</b>${where === null ? nothing : html` <code class="place">${name(where)}</code>`}${hint === null ? nothing : html`<br>${prose(hint)}`}</li>`)}</ul></section>`;
}

/** What changes no verdict. */
export function notesMarkup(result: Result): Markup {
  const notes = notesOf(result, true);
  if (notes.length === 0) return nothing;
  return html`<section id="notes" class="chapter"><h2>Notes <span class="count">${notes.length}</span></h2><details ${notes.length <= 8 ? html`open` : nothing}><summary>${plural(notes.length, 'note')} on inputs, waivers and rules that did not run</summary><ul>${notes.map(({ where, text }) => html`<li>${where === null ? nothing : html`<code>${name(where)}</code> `}${text}</li>`)}</ul></details></section>`;
}
