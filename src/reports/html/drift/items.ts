import type { DriftItem, EventRef } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import type { Drift } from '#model/result.ts';
import { deedOf, spoken } from '../../drift/deed.ts';
import { gateText } from '../../drift/gate.ts';
import { incidentText } from '../../drift/incident.ts';
import { remedyOf } from '../../drift/remedy.ts';
import { chapters, worstFirst, type FoundOf, type Sorted } from '../../drift/sections.ts';
import { addressText, agentText, durationText, howText, nobodyText, placeText, timeText, whoText } from '../../drift/words.ts';
import { name, prose, valueText } from '../../words.ts';
import { actorOf, type FacetsIn } from '../facets.ts';
import { row } from '../finding.ts';
import { searchMarkup } from '../search.ts';
import { html, nothing, type Markup } from '../markup.ts';
import type { Shelf } from '../shelf.ts';

/** What nobody has to look at; what is ignored as well, whatever its verdict. */
const explained: (typeof chapters)[number] = { title: 'Explained', verdicts: ['service-made', 'child', 'default', 'managed'], brief: true };

/** What became of resources, by chapter, the worst first; each opens to what led to its verdict. */
export function itemsMarkup(drift: Drift, { of }: Sorted, facets: FacetsIn, shelf: Shelf): Markup {
  const { items } = drift;
  const nobody = nobodyText(drift);
  return html`${[...chapters, explained].map((chapter) => {
    const { title, brief } = chapter;
    const some = worstFirst(items.filter((item) => chapterOf(item) === chapter), of);
    if (some.length === 0) return nothing;
    const list = shelf.list(some.map(({ item, found, worst }) => ({ facets: facets.ofItem(item, worst), count: 1, line: () => lineMarkup(item, worst ?? 'info', nobody), body: () => bodyMarkup(item, found, nobody) })), 'resource', 'finding item');
    return html`<section id="${idOf(title)}" class="chapter items"><details class="guardrail" ${brief ? nothing : html`open`}><summary><h2>${title}</h2><span class="title"></span><span class="count" data-all="${some.length}">${some.length}</span></summary>${list}</details></section>
`;
  })}`;
}

/** Chapters that something is in, for the list of contents. */
export function itemChapters({ items }: Drift): readonly (readonly [id: string, title: string])[] {
  return chapters.filter((chapter) => items.some((item) => chapterOf(item) === chapter)).map(({ title }) => [idOf(title), title]);
}

function chapterOf({ verdict, ignored }: DriftItem): (typeof chapters)[number] | undefined {
  return ignored === null ? [...chapters, explained].find(({ verdicts }) => verdicts.includes(verdict)) : explained;
}

function idOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z]+/g, '-');
}

function lineMarkup(item: DriftItem, look: string, nobody: string): Markup {
  const { resource, verdict } = item;
  const event = deedOf(item);
  const called = resource.name === '' ? resource.address : resource.name;
  return html`<summary><span class="sev ${look}">${look === 'info' ? 'no rule' : look}</span><span class="what"><b>${name(called)}</b> <span class="quiet">${name(resource.type)}</span> <span class="tag">${verdict}</span>${item.ignored === null ? nothing : html` <span class="tag">ignored</span>`}</span><span class="where"><span>${event === null ? html`<span class="quiet">${nobody}</span>` : html`${name(actorOf(event))} <time class="quiet" datetime="${event.time}">${timeText(event.time)}</time>`}</span> <span class="place">${placeText(item)}</span></span></summary>`;
}

function bodyMarkup(item: DriftItem, found: FoundOf, nobody: string): Markup {
  const { resource } = item;
  const event = deedOf(item);
  return html`<div class="body"><dl>${[
    row('resource', html`<code>${name(resource.address)}</code>`),
    row('who', event === null ? nobody : whoText(event)),
    row('when', event === null ? null : html`${timeText(event.time)}, <code>${name(event.name)}</code> <span class="quiet">(${name(event.source.file)}, record ${event.source.record})</span>`),
    row('how', event === null ? null : howText(event)),
    row('address', event === null ? null : addressText(event)),
    row('agent', event === null ? null : agentText(event)),
    row('code', item.declared === null ? null : html`<code>${name(item.declared.address)}</code> <span class="quiet">(${name(item.declared.input)})</span>`),
    row('lived', item.lived === null ? null : durationText(item.lived)),
    row('changed', item.changed.length === 0 ? null : html`<ul>${item.changed.map(({ path, declared, live }) => html`<li><code>${name(path)}</code>: ${valueText(declared) ?? 'nothing'} in the code, ${valueText(live) ?? 'nothing'} there</li>`)}</ul>`),
    row('rules', rulesMarkup([...found.gate, ...found.detected], event)),
    row('part of', found.within.length === 0 ? null : html`<ul>${found.within.map((finding) => html`<li>${searchMarkup(finding.guardrail, incidentText(finding))}</li>`)}</ul>`),
    row('gate', gateText(item, found.gate)),
    row('because', item.evidence.length === 0 ? null : html`<ol>${item.evidence.map((line) => html`<li>${prose(line)}</li>`)}</ol>`),
    row('needs', item.needs === null ? null : prose(item.needs)),
    ...(item.ignored === null ? remedyRows(item, found) : [row('ignored', `${name(item.ignored.where)}${item.ignored.reason === null ? '' : `: ${prose(item.ignored.reason)}`}`)]),
  ]}</dl></div>`;
}

function remedyRows(item: DriftItem, { gate }: FoundOf): readonly Markup[] {
  const { summary, tag, noTag } = remedyOf(item, gate);
  return [row('do', prose(summary)), row('tag', tag === null ? prose(noTag ?? '') : html`<code>${prose(tag)}</code>`)];
}

function rulesMarkup(findings: readonly Finding[], event: EventRef | null): Markup | null {
  if (findings.length === 0) return null;
  return html`<ul>${findings.map(({ verdict, severity, guardrail, message }) => html`<li><span class="sev ${verdict === 'undecided' ? verdict : severity}">${verdict === 'fail' ? severity : verdict}</span> <b>${name(guardrail)}</b> ${prose(spoken(message, event))}</li>`)}</ul>`;
}
