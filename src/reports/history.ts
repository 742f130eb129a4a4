import type { HistoryStatus, KnownValue } from '#model/history.ts';
import { timeText } from './drift/words.ts';
import { name, plural, prose } from './words.ts';

/** Nights that are listed. */
const shownNights = 14;

/** `landrail history status`: what is known, since when, what waits for an approval. */
export function historyText(file: string, { scopes, quarantined, approved, nights }: HistoryStatus): string {
  const lines = [`${name(file)}: ${plural(scopes.reduce((sum, { events }) => sum + events, 0), 'event')}`];
  for (const { provider, scope, from, to, events, known } of scopes) {
    const values = Object.entries(known).filter(([, count]) => count > 0).map(([dimension, count]) => plural(count, dimension));
    lines.push(`  ${provider}:${name(scope)}  ${plural(events, 'event')}, ${timeText(from)} to ${timeText(to)}${values.length === 0 ? '' : `; known: ${values.join(', ')}`}`);
  }
  if (quarantined.length > 0) {
    lines.push('', 'Alerted, and not approved:');
    for (const one of quarantined) lines.push(`  ${valueText(one)}  since ${timeText(one.since)} (${name(one.detection)})`);
  }
  if (approved.length > 0) {
    lines.push('', 'Approved:');
    for (const one of approved) lines.push(`  ${valueText(one)}  until ${one.expires} by ${name(one.owner)}${one.ticket === null ? '' : `, ${name(one.ticket)}`}: ${prose(one.reason)}`);
  }
  if (nights.length > 0) {
    lines.push('', 'Reports:');
    for (const { from, to, counts } of nights.slice(-shownNights)) lines.push(`  ${timeText(from)} to ${timeText(to)}  ${Object.entries(counts).map(([verdict, count]) => `${count} ${name(verdict)}`).join(', ') || 'nothing'}`);
  }
  return `${lines.join('\n')}\n`;
}

function valueText({ provider, scope, dimension, key }: KnownValue): string {
  return `${name(dimension)} ${name(key)} in ${provider}:${name(scope)}`;
}
