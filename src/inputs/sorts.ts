import { byCodePoint } from '#model/json.ts';

/** How many there are of each sort, such as a type or a provider. */
export type Sorts = ReadonlyMap<string, number>;

const shown = 5;

export function countSort(sorts: Map<string, number>, name: string): void {
  sorts.set(name, (sorts.get(name) ?? 0) + 1);
}

export function sortsOf(names: Iterable<string>): Sorts {
  const sorts = new Map<string, number>();
  for (const name of names) countSort(sorts, name);
  return sorts;
}

/** What is said of resources whose types the catalogue does not know: one note, none where it knows all. */
export function unlistedNotes(types: Sorts): readonly string[] {
  return noteOf(types, 'of types not in the catalogue', ': judged by tags and region alone');
}

/** What is said of resources that belong to no cloud that landrail judges. */
export function otherProviderNotes(providers: Sorts): readonly string[] {
  return noteOf(providers, 'of other providers not judged', '');
}

function noteOf(sorts: Sorts, what: string, rest: string): readonly string[] {
  let total = 0;
  for (const count of sorts.values()) total += count;
  return total === 0 ? [] : [`${total} ${total === 1 ? 'resource' : 'resources'} ${what} (${listed(sorts.keys())})${rest}`];
}

/** The first few names, each once. */
export function listed(names: Iterable<string>): string {
  const all = [...new Set(names)].sort(byCodePoint);
  return all.length > shown ? `${all.slice(0, shown).join(', ')} and ${all.length - shown} more` : all.join(', ');
}
