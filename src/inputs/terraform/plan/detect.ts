import type { Outline } from '../../outline.ts';

/** Keys under which tools put a plan: Scalr and env0, test fixtures of policy engines. */
const wrappers: readonly (readonly string[])[] = [['tfplan'], ['plan'], ['input'], ['mock', 'input'], ['input', 'tfplan'], ['mock', 'tfplan']];

/** The plan in a document: the document itself, or what a wrapper holds. Null when there is none. */
export function planIn(whole: Outline): Outline | null {
  if (isPlan(whole)) return whole;
  for (const keys of wrappers) {
    let inner: Outline | null = whole;
    for (const key of keys) inner = inner?.kindOf(key) === 'object' ? inner.inner(key) : null;
    if (inner !== null && isPlan(inner)) return inner;
  }
  return null;
}

/** By feature, not by version: old plans and the redacted ones of HCP Terraform lack what newer ones have. */
function isPlan(it: Outline): boolean {
  if (it.kind !== 'object') return false;
  if (it.has('resource_changes') && (it.kindOf('resource_changes') === 'array' || it.has('format_version'))) return true;
  if (it.kindOf('planned_values') === 'object' && it.kindOf('format_version') !== undefined) return true;
  if (it.kindOf('plan_format_version') === 'string') return true;
  // A format of the future need not have the keys of today: it is to be refused, not mistaken.
  return it.kindOf('format_version') === 'string' && /^[2-9]/.test(it.text('format_version') ?? '') && it.has('terraform_version');
}
