/**
 * How long each policy has taken, in memory that threads share: the thread that evaluates writes, the main thread reads and
 * stops it. Times are nanoseconds of the monotonic clock, which all threads of a process have in common.
 *
 * Layout, in 64-bit integers: two per thread (the running entry + 1, or 0; when it was started), then one per entry (its total).
 */
export class Meter {
  readonly #cells: BigInt64Array;
  readonly #thread: number;
  readonly #threads: number;
  readonly #limit: bigint;

  /** @param thread the thread that `start` and `stop` speak of. */
  constructor(memory: SharedArrayBuffer, thread: number, limitMs: number) {
    this.#cells = new BigInt64Array(memory, 8);
    this.#threads = Number(new BigInt64Array(memory, 0, 1)[0]);
    this.#thread = thread;
    this.#limit = BigInt(Math.ceil(limitMs * 1e6));
  }

  static allocate(threads: number, entries: number): SharedArrayBuffer {
    const memory = new SharedArrayBuffer(8 * (1 + 2 * threads + entries));
    new BigInt64Array(memory)[0] = BigInt(threads);
    return memory;
  }

  start(entry: number): void {
    Atomics.store(this.#cells, 2 * this.#thread + 1, process.hrtime.bigint());
    Atomics.store(this.#cells, 2 * this.#thread, BigInt(entry + 1));
  }

  stop(): void {
    const entry = this.running();
    if (entry === null) return;
    Atomics.store(this.#cells, 2 * this.#thread, 0n);
    Atomics.add(this.#cells, this.#total(entry), process.hrtime.bigint() - Atomics.load(this.#cells, 2 * this.#thread + 1));
  }

  /** The entry that the thread evaluates now. */
  running(): number | null {
    const entry = Number(Atomics.load(this.#cells, 2 * this.#thread));
    return entry === 0 ? null : entry - 1;
  }

  /** Whether an entry has had its time, what it runs now included. */
  spent(entry: number): boolean {
    const total = Atomics.load(this.#cells, this.#total(entry));
    if (this.running() !== entry) return total > this.#limit;
    return total + process.hrtime.bigint() - Atomics.load(this.#cells, 2 * this.#thread + 1) > this.#limit;
  }

  /** After a thread was ended in the middle of an entry. */
  clear(): void {
    Atomics.store(this.#cells, 2 * this.#thread, 0n);
  }

  #total(entry: number): number {
    return 2 * this.#threads + entry;
  }
}
