import type { Action } from '#model/resource.ts';

export interface PlannedAction {
  readonly action: Action;
  /** False for what the plan removes or leaves alone: there is nothing in it that could be stopped. */
  readonly judged: boolean;
}

/**
 * `change.actions` (joined by `+`, membership counts, not order) -> what happens to the resource. An import alone (`no-op` with
 * `importing`) is judged: it brings a resource under management, and from then on it is the configuration's. Null for words that no
 * Terraform we know writes.
 */
export function plannedAction(actions: string, importing: boolean, all: boolean): PlannedAction | null {
  const words = new Set(actions === '' ? [] : actions.split('+'));
  for (const word of words) if (!known.has(word)) return null;
  if (words.has('create')) return { action: words.has('delete') || words.has('forget') ? 'replace' : 'create', judged: true };
  if (words.has('update')) return { action: 'update', judged: true };
  if (words.has('delete')) return { action: 'delete', judged: false };
  if (words.has('forget')) return { action: 'forget', judged: false };
  if (words.has('read')) return { action: 'read', judged: false };
  if (words.has('no-op')) return importing ? { action: 'import', judged: true } : { action: 'no-op', judged: all };
  return null;
}

const known = new Set(['no-op', 'create', 'read', 'update', 'delete', 'forget']);
