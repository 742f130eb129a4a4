import { randomInt } from 'node:crypto';

const sumSize = 32;

/** Files that were read: there may be millions, so that of their names hashes are kept, and of what is in them the SHA-256 where it was asked for. */
export class MetFiles {
  readonly #seeds = [randomInt(2 ** 31), randomInt(2 ** 31)] as const;
  #names = new Float64Array(256);
  #sums: Buffer | null = null;
  #count = 0;
  #all: ReadonlySet<number> | null = null;

  /** @param sum in hex */
  add(path: string, sum: string | null): void {
    if (this.#count === this.#names.length) this.#grow();
    this.#names[this.#count] = this.of(path);
    if (sum !== null) (this.#sums ??= Buffer.alloc(this.#names.length * sumSize)).write(sum, this.#count * sumSize, 'hex');
    this.#count++;
    this.#all = null;
  }

  has(path: string): boolean {
    this.#all ??= new Set(this.#names.subarray(0, this.#count));
    return this.#all.has(this.of(path));
  }

  /** Of those whose SHA-256 is known, the number of the name, and it in hex. */
  *sums(): Generator<readonly [name: number, sum: string]> {
    for (let at = 0; at < this.#count && this.#sums !== null; at++) {
      const sum = this.#sums.toString('hex', at * sumSize, (at + 1) * sumSize);
      if (sum !== noSum) yield [this.#names[at] as number, sum];
    }
  }

  /** A number for a name alone, whatever folders it stands in, whether it was unpacked since, and whether its letters are large or small; 53 bits. */
  of(path: string): number {
    let [one, two] = this.#seeds as readonly [number, number];
    const end = /\.gz$/i.test(path) ? path.length - 3 : path.length;
    for (let at = path.lastIndexOf('/') + 1; at < end; at++) {
      const written = path.charCodeAt(at);
      const unit = written >= 0x41 && written <= 0x5a ? written + 0x20 : written;
      one = Math.imul(one ^ unit, 0x85ebca6b);
      one ^= one >>> 13;
      two = Math.imul(two ^ unit, 0xc2b2ae35);
      two ^= two >>> 16;
    }
    return (one >>> 11) * 2 ** 32 + (two >>> 0);
  }

  #grow(): void {
    const names = new Float64Array(this.#count * 2);
    names.set(this.#names);
    this.#names = names;
    if (this.#sums === null) return;
    const sums = Buffer.alloc(names.length * sumSize);
    this.#sums.copy(sums);
    this.#sums = sums;
  }
}

const noSum = '0'.repeat(sumSize * 2);
