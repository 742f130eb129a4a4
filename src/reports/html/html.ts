import { createHash } from 'node:crypto';
import type { Result } from '#model/result.ts';
import { sorted } from '../drift/sections.ts';
import { verdictTitles } from '../summary.ts';
import { plural } from '../words.ts';
import { blindMarkup } from './drift/blind.ts';
import { deedsOf } from './drift/deeds.ts';
import { itemChapters, itemsMarkup } from './drift/items.ts';
import { launchesMarkup } from './drift/launches.ts';
import { matrixMarkup } from './drift/matrix.ts';
import { timelineMarkup } from './drift/timeline.ts';
import { trendMarkup } from './drift/trend.ts';
import { FacetsIn } from './facets.ts';
import { filtersMarkup } from './filters.ts';
import { footerMarkup } from './footer.ts';
import { chapterMarkup, chapters } from './guardrails.ts';
import { heroMarkup } from './hero.ts';
import { mapMarkup } from './map.ts';
import { data, html, nothing, raw, type Markup } from './markup.ts';
import { errorsMarkup, notesMarkup } from './notes.ts';
import { Shelf } from './shelf.ts';

/** Above it a browser takes its time, and mail does not carry it. */
const large = 10 * 2 ** 20;

/** One file that asks nothing of any network, reads well without its script, and runs none but its own. */
export function renderHtml(result: Result): string {
  const shelf = new Shelf();
  const facets = new FacetsIn(result);
  const items = itemsOf(result, facets, shelf);
  const parts = chapters.map((chapter) => ({ chapter, markup: chapterMarkup(chapter, result, facets, shelf) })).filter(({ markup }) => markup !== nothing);
  const body = html`${items}${parts.map(({ markup }) => markup)}`;
  const content = data(shelf.content);
  const listed = body.html;
  const size = listed.length + content.html.length;
  const { drift } = result;
  const figures = figuresMarkup(result);
  const links = [...(figures === nothing ? [] : [['figures', 'At a glance'] as const]), ...(drift === undefined ? [] : itemChapters(drift)), ...parts.map(({ chapter }) => [chapter.id, chapter.title] as const), ...(drift === undefined ? [] : [['blind', 'Blind spots'] as const]), ['made', 'How this was made'] as const];
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${raw(`default-src 'none'; style-src ${hash(LANDRAIL_PAGE_STYLE)}; script-src ${hash(LANDRAIL_PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`)}">
<title>landrail ${verdictTitles[result.verdict]}</title>
<style>${raw(LANDRAIL_PAGE_STYLE)}</style></head>
<body><a class="skip" href="#main">To the content</a>
${heroMarkup(result)}
<nav aria-label="On this page">${links.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}</nav>
<main id="main" tabindex="-1">${size < large ? nothing : html`<p class="note">This page is ${Math.round(size / 2 ** 20)} MB: a browser may take its time. Judge parts by themselves, or read the json report with a program.</p>`}
${errorsMarkup(result)}${figures}${filtersMarkup(shelf, result.findings.length + (result.drift?.items.length ?? 0))}
${raw(listed)}${clean(result)}${drift === undefined ? nothing : blindMarkup(drift)}${notesMarkup(result)}</main>
${footerMarkup(result)}
<dialog id="drawer" aria-labelledby="drawer-title"><form method="dialog"><h2 id="drawer-title"></h2><button>Close</button></form><div></div></dialog>
<script type="application/json" id="data">${content}</script>
<script>${raw(LANDRAIL_PAGE_SCRIPT)}</script></body></html>
`.html;
}

function itemsOf(result: Result, facets: FacetsIn, shelf: Shelf): Markup {
  return result.drift === undefined ? nothing : itemsMarkup(result.drift, sorted(result, result.drift), facets, shelf);
}

/** Of the whole run, whatever the filters say. */
function figuresMarkup(result: Result): Markup {
  const { drift, findings } = result;
  const deeds = drift === undefined ? [] : deedsOf(drift, sorted(result, drift));
  const figures = drift === undefined ? [mapMarkup(result)] : [timelineMarkup(deeds, drift), matrixMarkup(deeds), mapMarkup(result), launchesMarkup(drift, findings), trendMarkup(result)];
  const some = figures.filter((one) => one !== nothing);
  return some.length === 0 ? nothing : html`<section id="figures" class="chapter"><h2>At a glance</h2><div class="figures">${some}</div></section>`;
}

function clean({ findings, errors, verdict, summary }: Result): Markup {
  if (findings.length > 0 || errors.length > 0) return nothing;
  return html`<section class="chapter"><h2>Findings</h2><p class="about">${verdict === 'empty' ? 'Nothing was judged, so nothing could be found.' : `None: ${plural(summary.resources, 'resource was', 'resources were')} held against ${plural(summary.guardrails, 'guardrail')}.`}</p></section>`;
}

/** As a content security policy names what may run: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}
