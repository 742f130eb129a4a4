import type { Resource } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import { Outline } from '../../outline.ts';
import { aroundOf, resourceOf } from '../../resource/resource.ts';
import { isObjectAt } from '../state/raw-state.ts';
import { shownObjects } from '../state/shown-state.ts';
import { StateSubjects } from '../state/subjects.ts';
import type { PlanEntry } from './entry.ts';
import type { Plan } from './plan.ts';

/**
 * Objects that a plan removes or replaces, as the state before it has them: until it is applied they are there, and the code's.
 * @see https://developer.hashicorp.com/terraform/internals/json-format `prior_state` of the plan representation
 */
export function* leavingIn(plan: Plan, list: readonly PlanEntry[], path: string, options: InputOptions): Generator<Resource> {
  const span = plan.keys.get('prior_state');
  if (span === undefined || !isObjectAt(plan.document, span)) return;
  const actions = new Map(list.map(({ address, action }) => [address, action]));
  const { entries } = shownObjects(new Outline(plan.document, span), path);
  const subjects = new StateSubjects(entries, options);
  const around = aroundOf(subjects, options);
  for (const entry of entries) {
    const action = entry.deposed === '' ? actions.get(entry.address) : 'delete';
    if (entry.mode !== 'managed' || (action !== 'delete' && action !== 'replace')) continue;
    const subject = subjects.of(entry);
    if (subject !== null) yield { ...resourceOf(subject, around), action: 'delete' };
  }
}
