import type { Problem } from '#model/problem.ts';
import type { ChangeSet } from './change-set.ts';

/** Why an answer does not tell what an execution would do: it is cut off, failed or unfinished. */
export function stateProblems(set: ChangeSet, path: string): readonly Problem[] {
  if (set.isCut) {
    return [{ code: 'change-set-incomplete', message: `${path} is the first page of a change set: it has a NextToken, and the changes behind it are missing`, where: path, hint: 'describe it without --no-paginate and --max-items, so that the CLI fetches all pages' }];
  }
  if (set.status === 'FAILED' && !isUnchanged(set)) {
    return [{ code: 'change-set-failed', message: `${path} is a change set that could not be made: ${set.reason === '' ? 'CloudFormation does not say why' : set.reason}`, where: path, hint: 'fix the template or its parameters, and make the change set again' }];
  }
  if (/^(CREATE|DELETE)_(PENDING|IN_PROGRESS)$|^DELETE_/.test(set.status)) {
    return [{ code: 'change-set-unfinished', message: `${path} was described while its status was ${set.status}: it does not hold its changes`, where: path, hint: 'wait for it, then describe it: aws cloudformation wait change-set-create-complete' }];
  }
  return [];
}

/** How CloudFormation says that there is nothing to do: a failure of its own words. */
export function isUnchanged({ status, reason }: ChangeSet): boolean {
  return status === 'FAILED' && /didn't contain changes|No updates are to be performed/i.test(reason);
}
