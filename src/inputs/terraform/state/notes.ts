import { isAzapi } from '#catalog/azapi.ts';
import { cloudOf, terraformType } from '#catalog/terraform.ts';
import { byCodePoint } from '#model/json.ts';
import type { StateEntry } from './entry.ts';

/** What was passed over in a state, and what is special in it, one note each. */
export function notesOf(entries: readonly StateEntry[]): readonly string[] {
  if (entries.length === 0) return ['the state holds no resources'];
  const notes: string[] = [];
  const managed = entries.filter((entry) => entry.mode === 'managed');
  const add = (some: readonly StateEntry[], what: string, rest: string, named = false): void => {
    if (some.length > 0) notes.push(`${some.length} ${what}${some.length === 1 ? '' : 's'}${rest}${named ? ` (${listed(some.map((one) => one.address))})` : ''}`);
  };
  add(entries.filter((entry) => entry.mode === 'data'), 'data source', ' not judged');
  const [ours, others] = [managed.filter(({ type }) => cloudOf(type) !== null), managed.filter(({ type }) => cloudOf(type) === null)];
  if (others.length > 0) notes.push(`${others.length} ${others.length === 1 ? 'resource' : 'resources'} of other providers not judged (${listed(others.map(providerName))})`);
  add(ours.filter((entry) => entry.deposed !== ''), 'object', ' judged that a replacement has left behind', true);
  add(ours.filter((entry) => entry.tainted), 'tainted resource', ' judged as it is, which the next apply replaces', true);
  const unlisted = ours.filter(({ type }) => terraformType(type) === null && !isAzapi(type));
  if (unlisted.length > 0) notes.push(`${unlisted.length} ${unlisted.length === 1 ? 'resource' : 'resources'} of types not in the catalogue (${listed(unlisted.map(({ type }) => type))}): judged by tags and region alone`);
  return notes;
}

function providerName({ provider, type }: StateEntry): string {
  return provider.local.split('.')[0] ?? type;
}

const shown = 5;

function listed(names: readonly string[]): string {
  const all = [...new Set(names)].sort(byCodePoint);
  return all.length > shown ? `${all.slice(0, shown).join(', ')} and ${all.length - shown} more` : all.join(', ');
}
