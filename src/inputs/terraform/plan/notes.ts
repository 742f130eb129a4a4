import { byCodePoint } from '#model/json.ts';
import type { Tally } from './entries.ts';

/** What was passed over and why, one note per reason: nothing is lost without a word. */
export function notesOf(tally: Tally): readonly string[] {
  const notes: string[] = [];
  const add = (count: number, one: string, many: string, more = ''): void => {
    if (count > 0) notes.push(`${count} ${count === 1 ? one : many}${more}`);
  };
  if (tally.fromPlannedValues) notes.push('read from planned_values: what is not known yet cannot be told from what is not set');
  if (tally.nothing) notes.push('the plan holds no resources');
  add(tally.deletes, 'delete', 'deletes', ' not judged');
  add(tally.forgets, 'resource', 'resources', ' that Terraform forgets not judged');
  add(tally.unchanged, 'unchanged resource', 'unchanged resources', ' not judged (--all judges them)');
  add(tally.moves, 'moved resource', 'moved resources', ' not judged (--all judges them)');
  add(tally.reads, 'data source', 'data sources', ' read while applying not judged');
  add(tally.deferred, 'deferred change', 'deferred changes', ' judged by what is known');
  add(tally.invocations, 'action', 'actions', ' that the plan invokes judged');
  const others = sum(tally.otherProviders);
  add(others, 'resource', 'resources', ` of other providers not judged (${names(tally.otherProviders)})`);
  add(sum(tally.unlisted), 'resource', 'resources', ` of types not in the catalogue (${names(tally.unlisted)}): judged by tags and region alone`);
  return notes;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

const shown = 5;

function names(counts: ReadonlyMap<string, number>): string {
  const all = [...counts.keys()].sort(byCodePoint);
  return all.length > shown ? `${all.slice(0, shown).join(', ')} and ${all.length - shown} more` : all.join(', ');
}
