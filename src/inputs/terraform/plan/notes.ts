import { otherProviderNotes, unlistedNotes } from '../../sorts.ts';
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
  return [...notes, ...otherProviderNotes(tally.otherProviders), ...unlistedNotes(tally.unlisted)];
}
