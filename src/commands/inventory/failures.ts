import type { Unanswered } from '../../collect/answer.ts';
import { clauseOf, isLocked } from '../../collect/aws/faults.ts';
import type { Problem } from '#model/problem.ts';
import { pathWord } from '#model/shell-word.ts';
import type { Collected } from '../../inventory.ts';

const shownTasks = 3;

/** Tasks that failed alike are one problem: a network that is down fails all of them. */
export function failuresOf(failed: Collected['failed'], partial: string): readonly Problem[] {
  const alike = new Map<string, { readonly tasks: string[]; readonly error: unknown }>();
  for (const { task, error } of failed) {
    const text = error instanceof Error ? `${error.name}: ${clauseOf(error)}` : String(error);
    const before = alike.get(text);
    if (before) before.tasks.push(task);
    else alike.set(text, { tasks: [task], error });
  }
  return [...alike].map(([text, { tasks, error }]) => ({
    code: 'inventory-failed',
    message: `${tasks.slice(0, shownTasks).join(', ')}${tasks.length > shownTasks ? ` and ${tasks.length - shownTasks} more` : ''} could not be read: ${text}`,
    where: partial,
    hint: isLocked(error) ? 'log in again; what was read is kept, and the same command goes on from there' : `what was read is kept, and the same command goes on from there; to judge what there is: landrail check ${pathWord(partial)}; to leave a service out, remove ${partial} and name the others with --services`,
  }));
}

/** A line for each call and reason, however many regions it was refused in. */
export function unseen(refused: readonly Unanswered[]): readonly string[] {
  const alike = new Map<string, { readonly one: Unanswered; readonly regions: string[] }>();
  for (const one of refused) {
    // Texts name the region in ARNs of who asks for what.
    const key = JSON.stringify([one.account, one.call, one.because.replaceAll(one.region, '')]);
    const before = alike.get(key);
    if (before) before.regions.push(one.region);
    else alike.set(key, { one, regions: [one.region] });
  }
  return [...alike.values()].map(({ one: { call, account, because }, regions }) => `not seen: ${call} in ${regions.sort().join(', ')} of ${account}: ${because}`);
}
