import type { Outline } from '../../outline.ts';

/** One answer, or a list of them (`jq -s`). */
export function isChangeSet(whole: Outline, lines: boolean): boolean {
  const first = whole.kind === 'array' ? whole.first() : whole;
  if (lines || first === null || first.kind !== 'object') return false;
  return first.kindOf('Changes') === 'array' && (first.has('ChangeSetId') || first.has('ChangeSetName') || first.has('StackId'));
}
