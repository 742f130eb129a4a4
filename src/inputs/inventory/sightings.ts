import type { LiveRow } from './row.ts';

/** Where a resource was met, so that nobody is judged twice because two files or pages list it. */
interface Sighting {
  readonly path: string;
  readonly recorded: string | null;
  /** It may have had more to tell. */
  readonly partial: boolean;
}

/** What a row is among those of its id. */
export type Sighted = 'first' | 'again' | 'newer' | 'newer-elsewhere' | 'fuller' | 'fuller-elsewhere';

/** Ids of all inventories of a run. */
export class Sightings {
  readonly #met = new Map<string, Sighting>();

  /** Without a time of its own a row is as old as the one before it. One that tells all counts more than one that leaves things out. */
  meet(id: string, path: string, row: Pick<LiveRow, 'recorded' | 'partial' | 'gone'>): Sighted {
    const now: Sighting = { path, recorded: row.recorded, partial: row.partial !== null && row.gone === null };
    const before = this.#met.get(id);
    if (before === undefined) {
      this.#met.set(id, now);
      return 'first';
    }
    const fuller = before.partial && !now.partial;
    const lacking = now.partial && !before.partial;
    const newer = !lacking && now.recorded !== null && before.recorded !== null && now.recorded > before.recorded;
    if (!fuller && !newer) return 'again';
    this.#met.set(id, now);
    const what = newer ? 'newer' : 'fuller';
    return before.path === path ? what : `${what}-elsewhere`;
  }
}
