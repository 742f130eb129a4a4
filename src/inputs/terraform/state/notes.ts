import { isAzapi } from '#catalog/azapi.ts';
import { cloudOf, terraformType } from '#catalog/terraform.ts';
import { listed, otherProviderNotes, sortsOf, unlistedNotes } from '../../sorts.ts';
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
  notes.push(...otherProviderNotes(sortsOf(others.map(providerName))));
  add(ours.filter((entry) => entry.deposed !== ''), 'object', ' judged that a replacement has left behind', true);
  add(ours.filter((entry) => entry.tainted), 'tainted resource', ' judged as it is, which the next apply replaces', true);
  return [...notes, ...unlistedNotes(sortsOf(ours.filter(({ type }) => terraformType(type) === null && !isAzapi(type)).map(({ type }) => type)))];
}

function providerName({ provider, type }: StateEntry): string {
  return provider.local.split('.')[0] ?? type;
}
