import type { Result } from '#model/result.ts';
import { name } from '../words.ts';
import { row } from './finding.ts';
import { html, nothing, type Markup } from './markup.ts';

/** From what and with what the page was made. */
export function footerMarkup({ tool, inputs, made }: Result): Markup {
  const options = Object.entries(made?.options ?? {});
  return html`<footer id="made"><h2>How this was made</h2><dl>${[
    row('tool', html`landrail ${tool.version}`),
    made === undefined ? nothing : row('generated', html`<time datetime="${made.at}">${made.at}</time>`),
    ...options.map(([option, value]) => row(option, name(value))),
  ]}</dl>${inputs.length === 0 ? nothing : html`<details ${inputs.length <= 12 ? html`open` : nothing}><summary>Inputs (${inputs.length})</summary><div class="scroll" tabindex="0" role="region" aria-label="Inputs"><table><thead><tr><th scope="col">path</th><th scope="col">format</th><th scope="col" class="number">resources</th><th scope="col">SHA-256</th></tr></thead><tbody>${inputs.map(({ path, format, resources }) => html`<tr><td><code>${name(path)}</code></td><td>${name(format)}</td><td class="number">${resources}</td><td><code class="quiet">${made?.digests[path] ?? ''}</code></td></tr>`)}</tbody></table></div></details>`}</footer>`;
}
