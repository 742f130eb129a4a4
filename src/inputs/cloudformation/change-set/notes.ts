import type { ChangeSet } from './change-set.ts';
import { withValues, type Change } from './changes.ts';
import { isUnchanged } from './state.ts';

/** What was passed over and why, one note per reason. */
export function notesOf(set: ChangeSet, changes: readonly Change[]): readonly string[] {
  const notes: string[] = [];
  const count = (those: readonly Change[], one: string, many: string): void => {
    if (those.length > 0) notes.push(`${those.length} ${those.length === 1 ? one : many}`);
  };
  if (isUnchanged(set) || set.changes.length === 0) notes.push('the change set changes no resource');
  const judged = changes.filter(({ action }) => action !== 'delete' && action !== 'forget');
  count(changes.filter(({ action }) => action === 'delete'), 'removal not judged', 'removals not judged');
  count(changes.filter(({ action }) => action === 'forget'), 'resource that leaves the stack and is kept not judged', 'resources that leave the stack and are kept not judged');
  const blank = judged.filter(({ isShown }) => !isShown);
  if (blank.length > 0 && blank.length === judged.length && !set.reason.startsWith('[WARN]')) {
    notes.push(`described without property values, so that little more than types is known: aws cloudformation describe-change-set ${withValues} shows them`);
  } else count(blank, 'change without property values', 'changes without property values');
  if (set.reason.startsWith('[WARN]')) notes.push(set.reason.replace(/^\[WARN\]\s*/, ''));
  if (set.executionStatus === 'OBSOLETE') notes.push('the change set is obsolete: the stack has changed since, and it cannot be executed');
  return notes;
}
