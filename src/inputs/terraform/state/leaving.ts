import type { Action, Resource } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import { aroundOf, resourceOf } from '../../resource/resource.ts';
import type { StateEntry } from './entry.ts';
import { StateSubjects } from './subjects.ts';

/**
 * Objects that a plan removes or replaces, as the state before it has them: until it is applied they are there, and the code's.
 * @param before the objects of that state @param changes the plan's entries
 */
export function* leavingOf(before: readonly StateEntry[], changes: readonly { readonly address: string; readonly action: Action }[], options: InputOptions): Generator<Resource> {
  const actions = new Map(changes.map(({ address, action }) => [address, action]));
  const subjects = new StateSubjects(before, options);
  const around = aroundOf(subjects, options);
  for (const entry of before) {
    const action = entry.deposed === '' ? actions.get(entry.address) : 'delete';
    if (entry.mode !== 'managed' || (action !== 'delete' && action !== 'replace')) continue;
    const subject = subjects.of(entry);
    if (subject !== null) yield { ...resourceOf(subject, around), action: 'delete' };
  }
}
