import { writtenUuid } from '#model/uuid.ts';

/** So that nobody can choose ids that are slow to look for. */
const seed = Math.floor(Math.random() * 2 ** 32);

/** Ids of events that were met before: millions of them, of which as good as all are UUIDs. Those take less than thirty bytes each, and nothing of the collector's time. */
export class MetIds {
  /** Four numbers each, in the order in which they came. */
  #words = new Uint32Array(256);
  #size = 0;
  /** By a hash of theirs, one more than which of them it is; 0 where nobody is. At least half of it is empty. */
  #table = new Int32Array(128);
  readonly #probe = new Uint32Array(4);
  readonly #others = new Set<string>();

  has(id: string): boolean {
    return writtenUuid(id, this.#probe, 0) ? this.#table[this.#place()] !== 0 : this.#others.has(id);
  }

  add(id: string): void {
    if (!writtenUuid(id, this.#probe, 0)) {
      this.#others.add(id);
      return;
    }
    const place = this.#place();
    if (this.#table[place] !== 0) return;
    this.#words.set(this.#probe, this.#size * 4);
    this.#size += 1;
    this.#table[place] = this.#size;
    if (this.#size * 2 >= this.#table.length) this.#grow();
  }

  /** Where in the table it stands, or would. */
  #place(): number {
    const last = this.#table.length - 1;
    for (let place = hashOf(this.#probe, 0) & last; ; place = (place + 1) & last) {
      const one = this.#table[place] as number;
      if (one === 0 || this.#isAt((one - 1) * 4)) return place;
    }
  }

  #isAt(from: number): boolean {
    const [words, probe] = [this.#words, this.#probe];
    return words[from] === probe[0] && words[from + 1] === probe[1] && words[from + 2] === probe[2] && words[from + 3] === probe[3];
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    this.#table = new Int32Array(this.#table.length * 2);
    const last = this.#table.length - 1;
    for (let at = 0; at < this.#size; at++) {
      let place = hashOf(words, at * 4) & last;
      while (this.#table[place] !== 0) place = (place + 1) & last;
      this.#table[place] = at + 1;
    }
  }
}

/** Ids of one source often differ in few of their digits. */
function hashOf(words: Uint32Array, from: number): number {
  let hash = seed;
  for (let at = from; at < from + 4; at++) {
    hash = Math.imul(hash ^ (words[at] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
