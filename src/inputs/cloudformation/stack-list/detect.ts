import type { Outline } from '../../outline.ts';

/** One answer of `describe-stack-resources`, `list-stack-resources` or `describe-stack-resource`, or a list of them (`jq -s`). */
export function isStackList(whole: Outline, lines: boolean): boolean {
  const first = whole.kind === 'array' ? whole.first() : whole;
  if (lines || first === null || first.kind !== 'object') return false;
  return first.kindOf('StackResources') === 'array' || first.kindOf('StackResourceSummaries') === 'array' || first.kindOf('StackResourceDetail') === 'object';
}
