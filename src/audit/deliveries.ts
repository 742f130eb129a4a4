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

/** A file whose hash is told. */
interface Sealed<Source> extends Listed<Source> {
  readonly file: Delivered;
  readonly isList: boolean;
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

  take(delivery: Delivery, source: Source): void {
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
    const sealed = this.#sealed();
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
    return [...grouped(sealed.values(), ({ source }) => source)].map(([source, all]) => {
      const places = grouped(all.filter(({ isAltered }) => isAltered), ({ file, isList }) => `${placeOf(file)} ${isList ? 'list' : 'log'}`);
      const altered = [...places].toSorted(([a], [b]) => byCodePoint(a, b)).map(([, files]) => modified(files.map(({ file }) => file), files.some(({ isList }) => isList)));
      return { source, matched: all.filter(({ isMatched, isAltered, isList }) => isMatched && !isAltered && !isList).length, altered };
    });
  }

  #sealed(): ReadonlyMap<number, Sealed<Source>> {
    const sealed = new Map<number, Sealed<Source>>();
    const seal = (listed: Listed<Source>, file: Delivered, isList: boolean): void => {
      if (file.sum === null || !this.#isAsked(file)) return;
      const name = this.#met.of(file.key);
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
    return sealed;
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
