import type { DriftItem } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import { headed, type Page } from '../page.ts';
import { name, prose, valueText } from '../words.ts';
import { labelled } from '../wrap.ts';
import { deedOf, spoken } from './deed.ts';
import { gateText } from './gate.ts';
import { incidentText } from './incident.ts';
import { remedyOf } from './remedy.ts';
import { worstOf, type FoundOf } from './sections.ts';
import { addressText, agentText, durationText, howText, placeText, timeText, whoText } from './words.ts';

/** Of an item, without --verbose. */
const shownChanges = 4;
const shownIncidents = 4;

/** One item: what and where, who, when, how, which rules it breaks, why it is told, what to do. */
/** @param nobody of what no event tells */
export function itemBlock(item: DriftItem, { gate, detected, within }: FoundOf, nobody: string, page: Page): string {
  const label = worstOf({ gate, detected }) ?? 'info';
  const lines = [headed(label, `${item.verdict}  ${whatText(item)}`, (text) => page.paint.severity(label, text), page), `  ${page.paint.strong(name(item.resource.address))}`];
  const row = (title: string, text: string): void => {
    if (text !== '') lines.push(labelled(title, text, page.width));
  };
  const event = deedOf(item);
  if (event === null) row('who', nobody);
  else {
    row('who', whoText(event));
    row('when', `${timeText(event.time)}, ${name(event.name)} (${name(event.source.file)}, record ${event.source.record})`);
    row('how', howText(event));
    row('address', addressText(event));
    if (page.verbose) row('agent', agentText(event));
  }
  if (item.declared !== null && item.declared.address !== item.resource.address) row('code', `${name(item.declared.address)} (${name(item.declared.input)})`);
  if (item.lived !== null) row('lived', durationText(item.lived));
  for (const { path, declared, live } of item.changed.slice(0, page.verbose ? Infinity : shownChanges)) row('changed', `${name(path)}: ${valueText(declared) ?? 'nothing'} in the code, ${valueText(live) ?? 'nothing'} there`);
  for (const { first, more } of byRule([...gate, ...detected])) row('rule', `${name(first.guardrail)}${first.verdict === 'fail' ? ` (${first.severity})` : ` (${first.verdict})`}  ${prose(spoken(first.message, event))}${more === 0 ? '' : `, and ${more} more`}`);
  for (const finding of within.slice(0, page.verbose ? Infinity : shownIncidents)) row('part of', incidentText(finding));
  row('gate', gateText(item, gate) ?? '');
  // The rows above say most of the others.
  for (const line of page.verbose ? item.evidence : item.evidence.slice(0, 1)) row('because', prose(line));
  if (item.ignored !== null) row('ignored', `${name(item.ignored.where)}${item.ignored.reason === null ? '' : `: ${prose(item.ignored.reason)}`}`);
  else {
    const { summary, tag, noTag } = remedyOf(item, gate);
    row('do', prose(summary));
    row('tag', prose(tag ?? noTag ?? ''));
  }
  return lines.join('\n');
}

/** One line for what is not to be acted on tonight. */
export function briefLine(item: DriftItem, { within }: FoundOf, page: Page): string {
  const event = item.last ?? item.created;
  const by = event === null ? '' : `; ${name(event.name)} ${timeText(event.time)} by ${whoText(event)}`;
  const part = within.length === 0 ? '' : `; part of ${incidentText(within[0] as Finding)}${within.length === 1 ? '' : ` and ${within.length - 1} more`}`;
  const why = item.needs ?? item.evidence.find((line) => !line.startsWith('tried by ')) ?? '';
  return headed(item.verdict, `${name(item.resource.address)}${by}${why === '' ? '' : `; ${prose(why)}`}${part}`, page.paint.quiet, page);
}

/** A rule that has several things to say says the first of the worst. */
function byRule(findings: readonly Finding[]): readonly { readonly first: Finding; readonly more: number }[] {
  const rules = new Map<string, { first: Finding; more: number }>();
  for (const finding of findings) {
    const key = `${finding.guardrail} ${finding.verdict}`;
    const known = rules.get(key);
    if (known) known.more += 1;
    else rules.set(key, { first: finding, more: 0 });
  }
  return [...rules.values()];
}

function whatText(item: DriftItem): string {
  return `${name(item.resource.type)}${item.resource.name === '' || item.resource.name === item.resource.address ? '' : ` ${name(item.resource.name)}`} in ${placeText(item)}`;
}
