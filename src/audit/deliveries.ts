import { randomInt } from 'node:crypto';
import { byCodePoint } from '#model/json.ts';
import type { Delivered, Delivery } from './reader.ts';

/** Files of one account and region that were delivered and are not among those that were read. */
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

/** Beside what was read what a cloud says it has delivered. Of the names of files that were read hashes are kept: there may be millions. `Source`: where a list was found, and what it lacks is told. */
export class Deliveries<Source> {
  readonly #window: Window | null;
  readonly #seeds = [randomInt(2 ** 31), randomInt(2 ** 31)] as const;
  #read = new Float64Array(256);
  #count = 0;
  readonly #lists: Listed<Source>[] = [];

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

  take(delivery: Delivery, source: Source): void {
    if (this.#isAsked(delivery.list) || delivery.files.some((file) => this.#isAsked(file))) this.#lists.push({ delivery, source });
  }

  /** Where records of the window may be missing, each told once: where the first list of it was found. Sorted. */
  missing(): readonly { readonly source: Source; readonly missing: Missing }[] {
    if (this.#lists.length === 0) return [];
    const read = new Set(this.#read.subarray(0, this.#count));
    const places = new Map<string, { readonly source: Source; readonly files: Map<string, Delivered> }>();
    for (const { delivery, source } of this.#lists) {
      for (const file of delivery.files) {
        if (!this.#isAsked(file) || read.has(this.#hash(file.key))) continue;
        const place = places.get(placeOf(file)) ?? { source, files: new Map<string, Delivered>() };
        places.set(placeOf(file), place);
        place.files.set(file.key, file);
      }
    }
    const found = [...places.values()].map(({ source, files }) => ({ source, missing: missed([...files.values()]) }));
    return [...found, ...this.#withoutLists(read)].toSorted((a, b) => byCodePoint(placeOf(a.missing), placeOf(b.missing)));
  }

  /** Between two lists one that the later of them names: which files were delivered then nobody tells. */
  #withoutLists(read: ReadonlySet<number>): readonly { readonly source: Source; readonly missing: Missing }[] {
    const places = new Map<string, Listed<Source>[]>();
    for (const one of this.#lists) {
      const place = placeOf(one.delivery.list);
      const lists = places.get(place);
      if (lists === undefined) places.set(place, [one]);
      else lists.push(one);
    }
    return [...places.values()].flatMap((lists) => {
      const sorted = lists.toSorted((a, b) => byCodePoint(a.delivery.list.from, b.delivery.list.from));
      return sorted.flatMap(({ source, delivery: { list: { scope, region, from: to }, before } }, index) => {
        const earlier = sorted[index - 1]?.delivery.list;
        if (earlier === undefined || before === null || earlier.to >= to || read.has(this.#hash(before))) return [];
        return [{ source, missing: { scope, region, what: `which log files were delivered from ${shown(earlier.to)} to ${shown(to)} is not told: the digest file of that time is not there` } }];
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

function missed(files: readonly Delivered[]): Missing {
  const [first, ...more] = files.toSorted((a, b) => byCodePoint(a.from, b.from)) as [Delivered, ...Delivered[]];
  const to = more.reduce((last, one) => (one.to > last ? one.to : last), first.to);
  const what = `${more.length === 0 ? 'a log file that was delivered is' : `${more.length + 1} log files that were delivered are`} not there, with records from ${shown(first.from)} to ${shown(to)} (${nameOf(first.key)}${more.length === 0 ? '' : ' is the first'})`;
  return { scope: first.scope, region: first.region, what };
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
