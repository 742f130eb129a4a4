import { randomInt } from 'node:crypto';
import type { LiveRow } from '#model/live-row.ts';

/** What a row is among those of its id. */
export type Sighted = 'first' | 'again' | 'newer' | 'newer-elsewhere' | 'fuller' | 'fuller-elsewhere';

/**
 * Ids of all inventories of a run, so that nobody is judged twice because two files or pages list it. Of an id 64 bits of a hash are
 * kept, for there may be millions; the seed differs from run to run, so that nobody can name a thing so that it is taken for another.
 */
export class Sightings {
  readonly #seeds = [randomInt(2 ** 31), randomInt(2 ** 31)] as const;
  readonly #paths = new Map<string, number>();
  #count = 0;
  /** Of the id that was hashed last. */
  #one = 0;
  #two = 0;
  #room = 1024;
  /** Two halves of a hash for each place; both 0 where it is free. */
  #hashes = new Int32Array(this.#room * 2);
  /** When it was recorded, in milliseconds; NaN where nobody says. */
  #times = new Float64Array(this.#room);
  /** In which file, and whether it may have had more to tell: twice the number of the file, and 1. */
  #notes = new Uint32Array(this.#room);

  /**
   * Without a time of its own a row is of when its inventory was made; where that is not told either, it is as old as the one before it. One
   * that tells all counts more than one that leaves things out. @param made ISO 8601
   */
  meet(id: string, path: string, { recorded, partial, gone }: Pick<LiveRow, 'recorded' | 'partial' | 'gone'>, made: string | null = null): Sighted {
    this.#hash(id);
    const [one, two] = [this.#one, this.#two];
    const when = recorded ?? made;
    const time = when === null ? NaN : timeOf(when);
    const note = this.#fileOf(path) * 2 + (partial !== null && gone === null ? 1 : 0);
    const at = placeOf(this.#hashes, this.#room, one, two);
    if (this.#hashes[at * 2 + 1] === 0) {
      this.#set(at, one, two, time, note);
      this.#count += 1;
      if (this.#count * 2 > this.#room) this.#grow();
      return 'first';
    }
    const before = this.#notes[at] as number;
    const fuller = (before & 1) > (note & 1);
    // Where one of the times is NaN, neither is newer.
    const newer = (note & 1) <= (before & 1) && time > (this.#times[at] as number);
    if (!fuller && !newer) return 'again';
    this.#set(at, one, two, time, note);
    const what = newer ? 'newer' : 'fuller';
    return before >> 1 === note >> 1 ? what : `${what}-elsewhere`;
  }

  /** Whether an inventory of the run so far has it. */
  has(id: string): boolean {
    this.#hash(id);
    return this.#hashes[placeOf(this.#hashes, this.#room, this.#one, this.#two) * 2 + 1] !== 0;
  }

  /** Two hashes in one walk over the id: MurmurHash3's mixing, of UTF-16 units. */
  #hash(text: string): void {
    let [one, two] = this.#seeds as readonly [number, number];
    for (let index = 0; index < text.length; index++) {
      const scrambled = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
      one ^= scrambled;
      one = (Math.imul((one << 13) | (one >>> 19), 5) + 0xe6546b64) | 0;
      two ^= scrambled;
      two = (Math.imul((two << 13) | (two >>> 19), 5) + 0xe6546b64) | 0;
    }
    this.#one = finished(one);
    this.#two = finished(two) | 1;
  }

  #fileOf(path: string): number {
    const before = this.#paths.get(path);
    if (before !== undefined) return before;
    const file = this.#paths.size;
    this.#paths.set(path, file);
    return file;
  }

  #set(at: number, one: number, two: number, time: number, note: number): void {
    this.#hashes[at * 2] = one;
    this.#hashes[at * 2 + 1] = two;
    this.#times[at] = time;
    this.#notes[at] = note;
  }

  #grow(): void {
    const [hashes, times, notes, before] = [this.#hashes, this.#times, this.#notes, this.#room];
    this.#room *= 2;
    this.#hashes = new Int32Array(this.#room * 2);
    this.#times = new Float64Array(this.#room);
    this.#notes = new Uint32Array(this.#room);
    for (let from = 0; from < before; from++) {
      const [one, two] = [hashes[from * 2] as number, hashes[from * 2 + 1] as number];
      if (two !== 0) this.#set(placeOf(this.#hashes, this.#room, one, two), one, two, times[from] as number, notes[from] as number);
    }
  }
}

/** Where a hash stands, or would. */
function placeOf(hashes: Int32Array, room: number, one: number, two: number): number {
  let at = (one ^ (two >>> 1)) & (room - 1);
  while (hashes[at * 2 + 1] !== 0 && (hashes[at * 2] !== one || hashes[at * 2 + 1] !== two)) at = (at + 1) & (room - 1);
  return at;
}

function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

let [lastText, lastTime] = ['', NaN];

/** Rows of one export are of one time, or come by it. */
function timeOf(recorded: string): number {
  if (recorded !== lastText) [lastText, lastTime] = [recorded, Date.parse(recorded)];
  return lastTime;
}
