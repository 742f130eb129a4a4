import { program } from './fits-program.ts';
import { beyond, mostScalars, scalarSize } from './pattern-room.ts';
import type { Span } from './span.ts';
import { soundEnd } from './tokens.ts';

/** `Pattern.fits`, by addresses in memory. */
type Fits = (here: number, there: number, stop: number, table: number, last: number, notes: number) => number;

/** A pattern in memory: where its scalars lie, and where they end. */
export interface PatternTable {
  readonly table: number;
  readonly last: number;
}

/** No value lies there. */
const nowhere = 2 ** 31 - 1;

/** WebAssembly compares parts of memory of its own alone. */
const known = new WeakMap<ArrayBufferLike, FastPatterns>();

/** From here on patterns of the document in this memory are compared fast. @param length of the document with its padding; what is behind it serves the patterns */
export function compareFast(memory: WebAssembly.Memory, length: number): void {
  known.set(memory.buffer, new FastPatterns(memory, length));
}

/** Null for a document in memory like any other, and for one that does not begin where its memory does. */
export function fastPatternsIn(view: DataView): FastPatterns | null {
  return view.byteOffset === 0 ? (known.get(view.buffer) ?? null) : null;
}

/** Patterns in memory, behind the document whose values they are compared with. */
export class FastPatterns {
  readonly #words: Int32Array;
  readonly #fits: Fits;
  /** What differs in the value that was compared last. */
  readonly #notes: number;
  /** Where there is room for another pattern. */
  #free: number;

  constructor(memory: WebAssembly.Memory, length: number) {
    const bytes = new Uint8Array(memory.buffer);
    const view = new DataView(memory.buffer);
    const { fits } = new WebAssembly.Instance(new WebAssembly.Module(program()), { document: { memory, soundEnd: (from: number) => soundEnd(bytes, view, from) } }).exports as { fits: Fits };
    this.#fits = fits;
    this.#words = new Int32Array(memory.buffer);
    this.#notes = Math.ceil((length + beyond) / scalarSize) * scalarSize;
    this.#free = this.#notes + (mostScalars + 1) * scalarSize;
  }

  /** Null where there is no room. @param scalars start and end of each @param agreed for each whether it has to be the same */
  add(scalars: Int32Array, agreed: Uint8Array): PatternTable | null {
    const table = this.#free;
    const last = table + agreed.length * scalarSize;
    if (agreed.length > mostScalars || last + scalarSize > Math.min(this.#words.length * 4, nowhere)) return null;
    this.#free = last + scalarSize;
    const words = this.#words;
    for (let index = 0; index <= agreed.length; index++) {
      const at = (table + index * scalarSize) >> 2;
      words[at] = index < agreed.length ? (scalars[index * 2] as number) : nowhere;
      words[at + 1] = index < agreed.length ? (scalars[index * 2 + 1] as number) : nowhere;
      words[at + 2] = table;
      words[at + 3] = agreed[index] ?? 0;
    }
    return { table, last };
  }

  /** See `Pattern.fits`. */
  fits({ start, end }: Span, { table, last }: PatternTable, other: number, noting: boolean): number {
    return this.#fits(start, other, end, table, last, noting ? this.#notes : 0);
  }

  /** Three numbers for each scalar that differs in the value that was compared last, and fits. */
  get notes(): Int32Array {
    const from = this.#notes >> 2;
    return this.#words.subarray(from + 1, from + 1 + ((this.#words[from] as number) >> 2));
  }
}
