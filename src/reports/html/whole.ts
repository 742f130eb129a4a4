import { isArray, type JsonValue } from '#model/json.ts';
import { plural, valueText } from '../words.ts';
import { html, nothing, type Markup } from './markup.ts';

/** Characters of a value that a page holds; what is longer stays with the JSON report. */
const most = 2_000_000;

/** A value as people read it; what had to be shortened can be opened. */
export function valueMarkup(value: JsonValue): Markup {
  const shown = valueText(value);
  if (shown === null) return nothing;
  return html`<code>${shown}</code>${opened(value)}`;
}

function opened(value: JsonValue): Markup {
  const long = typeof value === 'string' ? value.length > 300 : isArray(value) ? value.length > 12 || JSON.stringify(value).length > 1200 : JSON.stringify(value).length > 300;
  if (!long) return nothing;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return wholeText(text, `all ${isArray(value) ? plural(value.length, 'value') : `${text.length} characters`}`);
}

/** Lines stay lines. */
export function wholeText(text: string, label: string): Markup {
  const lines = text.slice(0, most).split(/\r?\n/);
  return html`<details class="whole"><summary>${label}</summary><pre>${lines.map((line, at) => html`${at === 0 ? '' : newline}${line}`)}</pre>${text.length > most ? html`<p>${plural(text.length - most, 'more character')} in the json report</p>` : nothing}</details>`;
}

const newline = html`
`;
