/** Where a resource was met, so that nobody is judged twice because two files or pages list it. */
interface Sighting {
  readonly path: string;
  readonly recorded: string | null;
}

/** What a row is among those of its id. */
export type Sighted = 'first' | 'again' | 'newer' | 'newer-elsewhere';

/** Ids of all inventories of a run. */
export class Sightings {
  readonly #met = new Map<string, Sighting>();

  /** Without a time of its own a row is as old as the one before it. */
  meet(id: string, path: string, recorded: string | null): Sighted {
    const before = this.#met.get(id);
    if (before !== undefined && (recorded === null || (before.recorded !== null && recorded <= before.recorded) || before.recorded === null)) return 'again';
    this.#met.set(id, { path, recorded });
    if (before === undefined) return 'first';
    return before.path === path ? 'newer' : 'newer-elsewhere';
  }
}
