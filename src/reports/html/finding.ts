import type { Finding, RelatedPlace } from '#model/finding.ts';
import { messageOf } from '../drift/deed.ts';
import { addressText, agentText, howText, timeText, whoText } from '../drift/words.ts';
import type { Group } from '../groups.ts';
import { name, placeOf, plural, prose, sourceText } from '../words.ts';
import { frameMarkup } from './frame.ts';
import { html, nothing, type Markup } from './markup.ts';
import { searchMarkup } from './search.ts';
import { valueMarkup, wholeText } from './whole.ts';

/** Resources of a group that stand in the open. */
const shown = 8;
/** Of what became of resources, links in one finding. */
const most = 24;

/** One group: what is wrong and where, on one line. */
export function lineMarkup({ first, all }: Group): Markup {
  const label = first.verdict === 'undecided' ? 'undecided' : first.severity;
  return html`<summary><span class="sev ${label}">${label}</span><span class="what">${prose(messageOf(first))}${first.advisory ? html` <span class="tag">advisory</span>` : nothing}</span><span class="where">${whereMarkup(first)}${all.length > 1 ? html` <span class="tag">${all.length} times</span>` : nothing}</span></summary>`;
}

/** Opened: the source, the value, what is allowed, the fix and what led to it. */
export function bodyMarkup({ first, all }: Group): Markup {
  return html`<div class="body">${first.snippet === null ? nothing : frameMarkup(first.snippet)}<dl>${rows({ first, all })}</dl></div>`;
}

function whereMarkup(finding: Finding): Markup {
  const { resource } = finding;
  const called = resource === null ? '' : name(resource.name ?? resource.address);
  return html`${called === '' ? nothing : html`<code>${called}</code>`}${finding.location === null && called !== '' ? nothing : html`<span class="place">${placeOf(finding)}</span>`}`;
}

function rows({ first, all }: Group): readonly Markup[] {
  const { evidence, event, waiver, resource, related, remediation } = first;
  const { path, actual, expected, needs, refs } = evidence;
  const place = path === '' ? nothing : html` in <code>${name(path)}</code>`;
  return [
    // What a search for the rule finds.
    row('rule', name(first.guardrail)),
    row('resource', resource === null ? null : html`${resourcesMarkup(all)}`),
    row('who', event === null ? null : whoText(event)),
    row('when', event === null ? null : html`${timeText(event.time)}, <code>${name(event.name)}</code>${event.more === 0 ? nothing : `, and ${event.more} more${event.until === null ? '' : ` until ${timeText(event.until)}`}`} <span class="quiet">(${name(event.source.file)}, record ${event.source.record})</span>`),
    row('how', event === null ? null : howText(event)),
    row('address', event === null ? null : addressText(event)),
    row('agent', event === null ? null : agentText(event)),
    row('items', first.items === undefined ? null : html`${first.items.slice(0, most).map((address, at) => html`${at === 0 ? nothing : ', '}${searchMarkup(address, name(address))}`)}${first.items.length > most ? `, and ${first.items.length - most} more` : nothing}`),
    row('found', actual !== null ? html`${valueMarkup(actual)}${place}` : first.verdict === 'fail' && path !== '' ? html`nothing${place}` : null),
    row('allowed', expected === null ? null : typeof expected === 'string' ? html`${prose(expected)}${expected.length > 2000 ? wholeText(expected, `all ${expected.length} characters`) : nothing}` : valueMarkup(expected)),
    row('unknown', needs === null ? null : html`${path === '' ? nothing : html`<code>${name(path)}</code>: `}${prose(needs)}`),
    row('from', related.length > 0 ? html`<ul class="from">${related.slice(0, 12).map(relatedMarkup)}</ul>` : refs.length > 0 ? html`${refs.slice(0, 12).map((ref, at) => html`${at === 0 ? nothing : ', '}<code>${name(ref)}</code>`)}${refs.length > 12 ? `, and ${refs.length - 12} more` : nothing}` : null),
    row('fix', first.verdict === 'fail' && remediation !== null && remediation !== '' ? prose(remediation) : null),
    row('waived', waiver === null ? null : html`until <time>${waiver.expires}</time>: ${prose(waiver.reason)} <span class="quiet">(${[waiver.owner, waiver.ticket, waiver.where].filter((one) => one !== null).map(name).join(', ')})</span>`),
    row('input', first.location === null ? null : name(first.input)),
    row('message', first.message.length > 2000 ? wholeText(first.message, `all ${first.message.length} characters`) : null),
    row('fingerprint', all.length === 1 ? html`<code class="quiet">${first.fingerprint}</code>` : null),
  ];
}

export function row(label: string, content: Markup | string | null): Markup {
  return content === null || content === '' ? nothing : html`<div><dt>${label}</dt><dd>${content}</dd></div>`;
}

function resourcesMarkup(all: readonly Finding[]): Markup {
  const lines = all.map((finding) => resourceMarkup(finding, all.length > 1));
  if (lines.length <= shown) return html`${lines}`;
  return html`${lines.slice(0, shown)}<details class="whole"><summary>${plural(lines.length - shown, 'more')}</summary>${lines.slice(shown)}</details>`;
}

function resourceMarkup({ resource, location }: Finding, placed: boolean): Markup {
  if (resource === null) return nothing;
  const about = [name(resource.type), resource.action === 'exists' ? '' : resource.action, resource.region === null ? '' : name(resource.region)].filter((one) => one !== '').join(', ');
  return html`<div><code>${name(resource.address)}</code>${resource.name === undefined || resource.name === resource.address ? nothing : ` ${name(resource.name)}`} <span class="quiet">${about}${placed && location !== null ? ` ${sourceText(location)}` : ''}</span></div>`;
}

function relatedMarkup(place: RelatedPlace): Markup {
  return html`<li>${place.name === null ? nothing : html`<code>${name(place.name)}</code>, `}${name(place.role)} <span class="place">${sourceText(place)}</span>${place.snippet === undefined ? nothing : frameMarkup(place.snippet.slice(0, 1))}</li>`;
}

