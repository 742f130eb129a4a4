import type { DriftItem } from '#model/drift.ts';
import type { Drift, Result } from '#model/result.ts';
import { blindSpots } from '../drift/blind-spots.ts';
import { deedOf } from '../drift/deed.ts';
import { incidentText } from '../drift/incident.ts';
import { remedyOf } from '../drift/remedy.ts';
import { chapters, sorted, worstFirst, type FoundOf } from '../drift/sections.ts';
import { addressText, howText, nobodyText, placeText, timeText, whoText } from '../drift/words.ts';
import { markdownCode, markdownText } from '../escape.ts';
import { listed, name, plural, prose } from '../words.ts';

/** What became of resources: a table for each chapter that asks for something to be done, the others folded, then what could not be seen. */
export function driftParts(result: Result, drift: Drift, most: number): readonly string[] {
  if (most === 0) return [];
  const { of } = sorted(result, drift);
  const told = drift.items.filter(({ ignored }) => ignored === null);
  const tables = chapters.map(({ title, verdicts, brief }) => {
    const items = worstFirst(told.filter(({ verdict }) => verdicts.includes(verdict)), of);
    if (items.length === 0) return '';
    const rows = items.slice(0, most).map(({ item, found, worst }) => rowOf(item, found, worst ?? 'info', nobodyText(drift)));
    const more = items.length - rows.length;
    const table = `| | what | who | when | how | rules | what to do |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}${more > 0 ? `\n\n${plural(more, 'more')}, of no higher severity, not in this table.` : ''}`;
    return brief ? `<details><summary>${title} (${items.length})</summary>\n\n${table}\n\n</details>` : `### ${title} (${items.length})\n\n${table}`;
  });
  const spots = blindSpots(drift);
  return [...tables, spots.length === 0 ? '' : `### Blind spots\n\n${spots.slice(0, most).map((text) => `- ${markdownText(text)}`).join('\n')}${spots.length > most ? `\n- and ${spots.length - most} more` : ''}`];
}

function rowOf(item: DriftItem, { gate, detected, within }: FoundOf, worst: string, nobody: string): string {
  const { verdict, resource } = item;
  const event = deedOf(item);
  const { summary, import: block, tag } = remedyOf(item, gate);
  const called = resource.name === '' ? resource.address : resource.name;
  const rules = [...new Set([...gate, ...detected].filter((one) => one.verdict === 'fail').map(({ guardrail }) => name(guardrail)))];
  const doing = [block === null ? markdownText(prose(summary)) : markdownCode(prose(block)), ...(tag === null ? [] : [markdownCode(prose(tag))])];
  const cells = [
    `${worst} ${verdict}`,
    `${markdownCode(name(called))} ${markdownText(`${name(resource.type)} in ${placeText(item)}`)}`,
    event === null ? nobody : markdownText(whoText(event)),
    event === null ? '' : `${markdownText(timeText(event.time))} ${markdownCode(name(event.name))}`,
    event === null ? '' : markdownText([howText(event), addressText(event)].filter((one) => one !== '').join(', ')),
    markdownText([listed(rules, 6), ...within.slice(0, 2).map((one) => `part of ${incidentText(one)}`)].filter((one) => one !== '').join('; ')),
    // What failed leaves nothing to do but to know why.
    doing.filter((one) => one !== '').join('; ') || markdownText(prose(item.evidence.find((line) => !line.startsWith('tried by ')) ?? '')),
  ];
  return `| ${cells.join(' | ')} |`;
}
