/** Names that are sorted at once. */
const runSize = 65_536;

interface Run {
  readonly bytes: Buffer;
  readonly count: number;
}

/**
 * Names of one folder, given in any order, told in the order of their UTF-16 code units. Of each run of sorted names every one is kept as
 * what it does not share with the one before: some 25 bytes for a log of CloudTrail, so that millions of files need no list.
 */
export class FoldedNames {
  readonly #runs: Run[] = [];
  readonly #size: number;
  #names: string[] = [];

  constructor(size = runSize) {
    this.#size = size;
  }

  add(name: string): void {
    if (this.#names.push(name) === this.#size) this.#fold();
  }

  *sorted(): Generator<string> {
    if (this.#runs.length === 0) {
      yield* this.#names.sort();
      return;
    }
    if (this.#names.length > 0) this.#fold();
    const heads = this.#runs.map((run) => new Cursor(run)).filter((cursor) => cursor.advance());
    // A heap by name, smallest first.
    for (let index = heads.length >> 1; index >= 0; index--) sink(heads, index);
    for (let first = heads[0]; first !== undefined; first = heads[0]) {
      yield first.name;
      if (!first.advance()) {
        const last = heads.pop() as Cursor;
        if (heads.length > 0) heads[0] = last;
      }
      sink(heads, 0);
    }
  }

  #fold(): void {
    const names = this.#names.sort();
    const parts: Buffer[] = [];
    let before = '';
    for (const name of names) {
      const shared = sharedLength(before, name);
      const rest = Buffer.from(name.slice(shared));
      parts.push(Buffer.from(Uint16Array.of(shared, rest.length).buffer), rest);
      before = name;
    }
    this.#runs.push({ bytes: Buffer.concat(parts), count: names.length });
    this.#names = [];
  }
}

class Cursor {
  readonly #run: Run;
  #at = 0;
  #told = 0;
  name = '';

  constructor(run: Run) {
    this.#run = run;
  }

  advance(): boolean {
    const { bytes, count } = this.#run;
    if (this.#told === count) return false;
    const length = bytes.readUInt16LE(this.#at + 2);
    this.name = this.name.slice(0, bytes.readUInt16LE(this.#at)) + bytes.toString('utf8', this.#at + 4, this.#at + 4 + length);
    this.#at += 4 + length;
    this.#told++;
    return true;
  }
}

function sink(heap: Cursor[], from: number): void {
  for (let at = from; ; ) {
    const name = (index: number): string | undefined => heap[index]?.name;
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && (name(child) as string) < (name(least) as string)) least = child;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least] as Cursor, heap[at] as Cursor];
    at = least;
  }
}

/** No further than to the middle of a character of two units. */
function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at > 0 && (b.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at - 1 : at;
}
