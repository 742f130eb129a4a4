import { byCodePoint } from '#model/json.ts';
import { MetFiles } from './met-files.ts';
import type { Delivered, Delivery } from './reader.ts';

/** What of one account and region was delivered and is not among what was read, or not as it was delivered. */
export interface Missing {
  readonly scope: string;
  readonly region: string | null;
  readonly what: string;
}

export interface Window {
  readonly from: string;
  readonly to: string;
}

interface Listed<Source> {
  readonly delivery: Delivery;
  readonly source: Source;
}

/** A file that is told of. */
interface Named<Source> extends Listed<Source> {
  readonly file: Delivered;
  readonly isList: boolean;
}

/** A file whose hash is told. */
interface Sealed<Source> extends Named<Source> {
  /** One, unless two lists contradict each other: one of them then tells of a change. */
  readonly sums: Set<string>;
  isMatched: boolean;
  isAltered: boolean;
}

/** What was read beside what a list says of it. */
export interface Compared<Source> {
  readonly source: Source;
  /** Log files that are as they were delivered. */
  readonly matched: number;
  /** Of what nobody can say whether it is. */
  readonly unknown: readonly Missing[];
  /** Those that are not, each with the names of its files. */
  readonly altered: readonly { readonly missing: Missing; readonly names: readonly string[] }[];
}

/** Beside what was read what a cloud says it has delivered. `Source`: where a list was found, and what it lacks is told. */
export class Deliveries<Source> {
  readonly #window: Window | null;
  readonly #met = new MetFiles();
  readonly #strange = new Set<number>();
  readonly #lists: Listed<Source>[] = [];

  constructor(window: Window | null) {
    this.#window = window;
  }

  /** A file that was read. @param sum SHA-256 of what is in it, where it was asked for */
  met(path: string, sum: string | null): void {
    this.#met.add(path, sum);
  }

  /** A file that is no log: under the name of one it is not what was delivered. */
  strange(path: string): void {
    this.#strange.add(this.#met.of(path));
  }

  /** Of each file of the window whether its hash is told, by its name; null where none is. */
  hashed(): ((path: string) => boolean) | null {
    const { sealed } = this.#seals();
    return sealed.size === 0 ? null : (path) => sealed.has(this.#met.of(path));
  }

  take(delivery: Delivery, source: Source): void {
    // Whatever it is called here, it is there.
    this.#met.add(delivery.list.key, null);
    if (this.#isAsked(delivery.list) || delivery.files.some((file) => this.#isAsked(file))) this.#lists.push({ delivery, source });
  }

  /** Where records of the window may be missing, each told once: where the first list of it was found. Sorted. */
  missing(): readonly { readonly source: Source; readonly missing: Missing }[] {
    const places = new Map<string, { readonly source: Source; readonly files: Map<string, Delivered> }>();
    for (const { delivery, source } of this.#lists) {
      for (const file of delivery.files) {
        if (!this.#isAsked(file) || this.#isThere(file)) continue;
        const place = places.get(placeOf(file)) ?? { source, files: new Map<string, Delivered>() };
        places.set(placeOf(file), place);
        place.files.set(file.key, file);
      }
    }
    const found = [...places.values()].map(({ source, files }) => ({ source, missing: missed([...files.values()]) }));
    return [...found, ...this.#withoutLists()].toSorted((a, b) => byCodePoint(placeOf(a.missing), placeOf(b.missing)));
  }

  /** Between two lists one that the later of them names: which files were delivered then nobody tells. */
  #withoutLists(): readonly { readonly source: Source; readonly missing: Missing }[] {
    const places = grouped(this.#lists, ({ delivery }) => placeOf(delivery.list));
    return [...places.values()].flatMap((lists) => {
      const sorted = lists.toSorted((a, b) => byCodePoint(a.delivery.list.from, b.delivery.list.from));
      return sorted.flatMap(({ source, delivery: { list: { scope, region, from: to }, before } }, index) => {
        const earlier = sorted[index - 1]?.delivery.list;
        if (earlier === undefined || before === null || earlier.to >= to || this.#isThere(before)) return [];
        return [{ source, missing: { scope, region, what: `which log files were delivered from ${shown(earlier.to)} to ${shown(to)} is not told: the digest file of that time is not there` } }];
      });
    });
  }

  /** What of the window was read, held against the hashes that lists tell: each list tells those of its log files, and that of the list before it. */
  compared(): readonly Compared<Source>[] {
    const { sealed, open } = this.#seals();
    for (const [name, sum] of sealed.size === 0 ? [] : this.#met.sums()) {
      const one = sealed.get(name);
      if (one === undefined) continue;
      if (one.sums.size === 1 && one.sums.has(sum)) one.isMatched = true;
      else one.isAltered = true;
    }
    for (const name of this.#strange) {
      const one = sealed.get(name);
      if (one !== undefined) one.isAltered = true;
    }
    const unread = [...sealed.values()].filter(({ file, isMatched, isAltered }) => !isMatched && !isAltered && this.#isThere(file)).map((one) => ({ ...one, file: { ...one.file, instead: unreadable } }));
    const bySource = grouped(sealed.values(), ({ source }) => source);
    const openBySource = grouped([...open.values(), ...unread], ({ source }) => source);
    return [...new Set([...bySource.keys(), ...openBySource.keys(), ...this.#lists.map(({ source }) => source)])].map((source) => {
      const all = bySource.get(source) ?? [];
      return {
        source,
        matched: all.filter(({ isMatched, isAltered, isList }) => isMatched && !isAltered && !isList).length,
        altered: inPlaces(all.filter(({ isAltered }) => isAltered)).map((files) => modified(files.map(({ file }) => file), files[0].isList)),
        unknown: [...inPlaces(openBySource.get(source) ?? []).map(unchecked), ...this.#unnamed(source)],
      };
    });
  }

  #unnamed(source: Source): readonly Missing[] {
    return this.#lists.filter((one) => one.source === source && one.delivery.unnamed > 0).map(({ delivery: { list, unnamed } }) => ({
      scope: list.scope, region: list.region, what: `which log files were delivered from ${shown(list.from)} to ${shown(list.to)} is not told in full: ${nameOf(list.key)} lists ${unnamed} without a name`,
    }));
  }

  #seals(): { readonly sealed: ReadonlyMap<number, Sealed<Source>>; readonly open: ReadonlyMap<number, Named<Source>> } {
    const sealed = new Map<number, Sealed<Source>>();
    const open = new Map<number, Named<Source>>();
    const seal = (listed: Listed<Source>, file: Delivered, isList: boolean): void => {
      if (!this.#isAsked(file)) return;
      const name = this.#met.of(file.key);
      if (file.sum === null) {
        if (this.#isThere(file)) open.set(name, { ...listed, file, isList });
        return;
      }
      const before = sealed.get(name);
      if (before === undefined) sealed.set(name, { ...listed, file, isList, sums: new Set([file.sum]), isMatched: false, isAltered: false });
      else before.sums.add(file.sum);
    };
    const lists = new Map(this.#lists.map(({ delivery: { list } }) => [this.#met.of(list.key), list]));
    for (const listed of this.#lists) {
      const { list, before, files } = listed.delivery;
      for (const file of files) seal(listed, file, false);
      // One that was altered until it is not a list any more tells no time.
      if (before !== null) seal(listed, { ...list, to: list.from, ...lists.get(this.#met.of(before.key)), ...before }, true);
    }
    for (const name of sealed.keys()) open.delete(name);
    return { sealed, open };
  }

  /** As a log, or as what is told to be none any more. */
  #isThere({ key, sum }: Pick<Delivered, 'key' | 'sum'>): boolean {
    return this.#met.has(key) || (sum !== null && this.#strange.has(this.#met.of(key)));
  }

  #isAsked({ from, to }: Window): boolean {
    return this.#window === null || (to >= this.#window.from && from < this.#window.to);
  }
}

function missed(files: readonly Delivered[]): Missing {
  const [first, ...more] = files.toSorted((a, b) => byCodePoint(a.from, b.from)) as [Delivered, ...Delivered[]];
  const to = more.reduce((last, one) => (one.to > last ? one.to : last), first.to);
  const what = `${more.length === 0 ? 'a log file that was delivered is' : `${more.length + 1} log files that were delivered are`} not there, with records from ${shown(first.from)} to ${shown(to)} (${nameOf(first.key)}${more.length === 0 ? '' : ' is the first'})`;
  return { scope: first.scope, region: first.region, what };
}

/** Files of one place, all logs or all lists. */
function modified(files: readonly Delivered[], areLists: boolean): Compared<unknown>['altered'][number] {
  const sorted = files.toSorted((a, b) => byCodePoint(a.from, b.from) || byCodePoint(a.key, b.key)) as [Delivered, ...Delivered[]];
  const [{ scope, region, from, key }] = sorted;
  const span = `from ${shown(from)} to ${shown(sorted.reduce((last, { to }) => (to > last ? to : last), ''))}`;
  const many = sorted.length > 1;
  const kind = areLists ? 'digest file' : 'log file';
  const who = many ? `${sorted.length} ${kind}s were modified after they were delivered` : `a ${kind} was modified after it was delivered`;
  const why = `${many ? 'their SHA-256 does not match' : 'its SHA-256 does not match'} ${areLists ? 'the next digest file' : 'the digest file'}`;
  return { missing: { scope, region, what: `${who}, with ${areLists ? 'the log files' : 'records'} ${span} (${nameOf(key)}${many ? ' is the first' : ''}): ${why}` }, names: sorted.map((one) => nameOf(one.key)) };
}

/** Files of one place, all logs or all lists, that are there as they were delivered or not: nobody can tell. */
function unchecked(files: readonly [Named<unknown>, ...Named<unknown>[]]): Missing {
  const sorted = files.toSorted((a, b) => byCodePoint(a.file.from, b.file.from) || byCodePoint(a.file.key, b.file.key)) as [Named<unknown>, ...Named<unknown>[]];
  const [{ file: { scope, region, from, key, instead }, isList, delivery: { list } }] = sorted;
  const to = sorted.reduce((last, { file }) => (file.to > last ? file.to : last), '');
  const many = sorted.length > 1;
  const what = `${isList ? 'digest file' : 'log file'}${many ? 's' : ''}`;
  return { scope, region, what: `whether ${many ? `${sorted.length} ${what} are` : `a ${what} is`} as ${many ? 'they were' : 'it was'} delivered is not known, with ${isList ? 'the log files' : 'records'} from ${shown(from)} to ${shown(to)} (${nameOf(key)}${many ? ' is the first' : ''}): ${instead === unreadable ? instead : `${nameOf(list.key)} has ${instead}`}` };
}

/** Of a file whose hash is told. */
const unreadable = 'it could not be read as a file of its own';

/** Of each place those that are logs, and those that are lists, in the order of their names. */
function inPlaces<One extends Named<unknown>>(all: readonly One[]): readonly (readonly [One, ...One[]])[] {
  const places = grouped(all, ({ file, isList }) => `${placeOf(file)} ${isList ? 'list' : 'log'}`);
  return [...places].toSorted(([a], [b]) => byCodePoint(a, b)).map(([, files]) => files as readonly One[] as readonly [One, ...One[]]);
}

function grouped<K, V>(all: Iterable<V>, keyOf: (one: V) => K): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

function placeOf({ scope, region }: Pick<Delivered, 'scope' | 'region'>): string {
  return `${scope} ${region ?? ''}`;
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function shown(time: string): string {
  return `${time.slice(0, 16)}Z`;
}
