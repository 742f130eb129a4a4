import { randomInt } from 'node:crypto';
import { byCodePoint } from '#model/json.ts';
import type { Delivered, Delivery } from './reader.ts';

/** Files of one account and region that were delivered and are not among those that were read. */
export interface Missing {
  readonly scope: string;
  readonly region: string | null;
  /** Of what their records are. */
  readonly from: string;
  readonly to: string;
  readonly what: string;
}

export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Beside what was read what a cloud says it has delivered. Of the names of files that were read hashes are kept: there may be millions. */
export class Deliveries {
  readonly #window: Window | null;
  readonly #seeds = [randomInt(2 ** 31), randomInt(2 ** 31)] as const;
  #read = new Float64Array(256);
  #count = 0;
  readonly #lists: Delivery[] = [];

  constructor(window: Window | null) {
    this.#window = window;
  }

  /** A file that was read. */
  met(path: string): void {
    if (this.#count === this.#read.length) {
      const more = new Float64Array(this.#count * 2);
      more.set(this.#read);
      this.#read = more;
    }
    this.#read[this.#count++] = this.#hash(path);
  }

  take(delivery: Delivery): void {
    if (this.#isAsked(delivery.list) || delivery.files.some((file) => this.#isAsked(file))) this.#lists.push(delivery);
  }

  /** Where records of the window may be missing. Sorted. */
  missing(): readonly Missing[] {
    if (this.#lists.length === 0) return [];
    const read = new Set(this.#read.subarray(0, this.#count));
    const places = new Map<string, Delivered[]>();
    for (const { files } of this.#lists) for (const file of files) if (this.#isAsked(file) && !read.has(this.#hash(file.key))) push(places, placeOf(file), file);
    const found = [...places.values()].map((files): Missing => {
      const [first, ...more] = files.toSorted((a, b) => byCodePoint(a.from, b.from)) as [Delivered, ...Delivered[]];
      const to = [first, ...more].reduce((last, one) => (one.to > last ? one.to : last), first.to);
      const what = `${more.length === 0 ? 'a log file that was delivered is' : `${more.length + 1} log files that were delivered are`} not there, with records from ${shown(first.from)} to ${shown(to)} (${nameOf(first.key)}${more.length === 0 ? '' : ' is the first'})`;
      return { scope: first.scope, region: first.region, from: first.from, to, what };
    });
    return [...found, ...this.#withoutLists(read)].toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
  }

  /** Between two lists one that the later of them names: which files were delivered then nobody tells. */
  #withoutLists(read: ReadonlySet<number>): readonly Missing[] {
    const places = new Map<string, Delivery[]>();
    for (const delivery of this.#lists) push(places, placeOf(delivery.list), delivery);
    return [...places.values()].flatMap((lists) => {
      const sorted = lists.toSorted((a, b) => byCodePoint(a.list.from, b.list.from));
      return sorted.flatMap(({ list: { scope, region, from: to }, before }, index): readonly Missing[] => {
        const earlier = sorted[index - 1]?.list;
        if (earlier === undefined || before === null || earlier.to >= to || read.has(this.#hash(before))) return [];
        return [{ scope, region, from: earlier.to, to, what: `which log files were delivered from ${shown(earlier.to)} to ${shown(to)} is not told: the digest file of that time is not there` }];
      });
    });
  }

  #isAsked({ from, to }: Window): boolean {
    return this.#window === null || (to >= this.#window.from && from < this.#window.to);
  }

  /** Of the name alone, whatever folders it stands in and whether it was unpacked since; 53 bits. */
  #hash(path: string): number {
    let [one, two] = this.#seeds as readonly [number, number];
    const end = path.endsWith('.gz') ? path.length - 3 : path.length;
    for (let at = path.lastIndexOf('/') + 1; at < end; at++) {
      const unit = path.charCodeAt(at);
      one = Math.imul(one ^ unit, 0x85ebca6b);
      one ^= one >>> 13;
      two = Math.imul(two ^ unit, 0xc2b2ae35);
      two ^= two >>> 16;
    }
    return (one >>> 11) * 2 ** 32 + (two >>> 0);
  }
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

function push<T>(by: Map<string, T[]>, key: string, one: T): void {
  const all = by.get(key);
  if (all === undefined) by.set(key, [one]);
  else all.push(one);
}
