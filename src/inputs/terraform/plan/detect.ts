import type { Agreeing } from '../../json/repeats.ts';
import type { Outline } from '../../outline.ts';
import { agreeingChanges } from './change-header.ts';

/** A plan somewhere in a document. */
export interface PlanPlace {
  readonly plan: Outline;
  /** What a policy reads as the whole document. */
  readonly document: Outline;
  /** The name of a test case; null when the document holds one plan. */
  readonly label: string | null;
}

/** Keys under which tools put a plan: Scalr and env0, Spacelift, policy engines. */
const wrappers = ['tfplan', 'plan', 'terraform', 'input'];

/** The plan of a document: the document itself, what a wrapper holds, or each case of a file of test cases (`mock`). Empty when there is none. */
export function plansIn(whole: Outline): readonly PlanPlace[] {
  const single = planIn(whole);
  if (single !== null) return [{ plan: single, document: whole, label: null }];
  const cases = whole.kindOf('mock') === 'object' ? whole.inner('mock') : null;
  return (cases?.keys ?? []).flatMap((label) => {
    const document = cases?.kindOf(label) === 'object' ? cases.inner(label) : null;
    const plan = document === null ? null : planIn(document);
    return document === null || plan === null ? [] : [{ plan, document, label }];
  });
}

/** Of the arrays of a plan whose elements repeat each other. */
export function agreeingInPlan(key: string): Agreeing | null {
  return key === 'resource_changes' ? agreeingChanges : null;
}

function planIn(whole: Outline): Outline | null {
  if (isPlan(whole)) return whole;
  for (const key of wrappers) {
    const inner = whole.kindOf(key) === 'object' ? whole.inner(key) : null;
    if (inner !== null && isPlan(inner)) return inner;
  }
  return null;
}

/** By feature, not by version: old plans and the redacted ones of HCP Terraform lack what newer ones have, cut-down ones their version. */
function isPlan(it: Outline): boolean {
  if (it.kind !== 'object') return false;
  if (it.has('resource_changes') && (it.kindOf('resource_changes') === 'array' || it.has('format_version'))) return true;
  if (it.kindOf('planned_values') === 'object' && (it.kindOf('format_version') !== undefined || it.kindOf('configuration') === 'object')) return true;
  if (it.kindOf('plan_format_version') === 'string') return true;
  // A format of the future need not have the keys of today: it is to be refused, not mistaken.
  return it.kindOf('format_version') === 'string' && /^[2-9]/.test(it.text('format_version') ?? '') && it.has('terraform_version') && !it.has('values');
}
