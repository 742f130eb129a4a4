import type { Candidates } from '../reader.ts';
import { at, behind, blockSize, entry, foundTable, handed, keyTable, longestKey, nameTable, placeTable, slot, state, stop, windowStart } from './kernel/layout.ts';
import { kernel } from './kernel.ts';

/** What was counted of records that were passed over or handed out by name: calls, and hours of one account and region. */
export interface Counted {
  readonly calls: readonly { readonly service: string; readonly name: string; readonly writes: number; readonly reads: number }[];
  /** `hour` is `2026-11-28T07`; first and last are seconds in it. */
  readonly hours: readonly { readonly scope: string; readonly region: string; readonly hour: string; readonly records: number; readonly first: number; readonly last: number }[];
}

/** Offsets in the window. */
export interface FoundRecord {
  readonly from: number;
  readonly to: number;
  /** From 1 within the file. */
  readonly number: number;
  /** It is in the counts. */
  readonly counted: boolean;
  /** It may have run together with what follows it; it is the last that was found. */
  readonly doubtful: boolean;
}

let compiled: WebAssembly.Module | null = null;

const page = 65_536;

/**
 * The kernel and the window of a file that it looks at: bytes are appended at its end, and go from its start when the records in them are
 * done. Whoever takes a record takes it before the next append.
 */
export class Scanner {
  readonly #memory = new WebAssembly.Memory({ initial: Math.ceil((windowStart + 4 * 2 ** 20) / page) });
  readonly #scan: () => number;
  #bytes: Buffer;
  #words: Int32Array;
  #candidates: Candidates | null = null;
  /** Bytes of the file before the window. */
  #before = 0;

  constructor() {
    compiled ??= new WebAssembly.Module(kernel());
    const { exports } = new WebAssembly.Instance(compiled, { host: { memory: this.#memory } });
    this.#scan = exports['scan'] as () => number;
    [this.#bytes, this.#words] = this.#views();
    this.begin();
  }

  /** Of bytes of the window; not to be kept. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  get position(): number {
    return this.#get(at.position);
  }

  get end(): number {
    return this.#get(at.end);
  }

  /** Where a record is open, else -1. */
  get recordStart(): number {
    return this.#get(at.recordStart);
  }

  /** Behind the last record, or where the list began. */
  get previousEnd(): number {
    return this.#get(at.previousEnd);
  }

  /** How many records there were. */
  get records(): number {
    return this.#get(at.records);
  }

  /** In the file, unpacked. */
  offset(position: number): number {
    return this.#before + position - windowStart;
  }

  /** Records stand on a line each: what reaches over the end of one is parsed. */
  set lines(value: boolean) {
    this.#put(at.lines, value ? 1 : 0);
  }

  /** Begins with another file. What has been counted stays. */
  begin(): void {
    this.#before = 0;
    this.#put(at.end, windowStart);
    this.#put(at.records, 0);
    this.#put(at.found, 0);
    this.seek(windowStart);
  }

  /** Goes on at a place between records. */
  seek(position: number): void {
    for (const field of [at.depth, at.inString, at.escaped, at.token, at.lastSlash, at.doubt, at.seen, at.readOnly]) this.#put(field, 0);
    this.#put(at.position, position);
    this.#put(at.previousEnd, position);
    this.#put(at.recordStart, -1);
    this.#put(at.wanted, -1);
  }

  /** Records that are met otherwise count as well. */
  count(more: number): void {
    this.#put(at.records, this.records + more);
  }

  /** @param keep the first byte of the window that is still needed */
  append(chunk: Uint8Array, keep: number): void {
    const gone = keep - windowStart;
    const { end } = this;
    if (gone > 0) {
      this.#bytes.copyWithin(windowStart, keep, end);
      this.#before += gone;
      for (const field of [at.position, at.end, at.tokenStart, at.keyEnd, at.previousEnd, ...[0, 1, 2, 3, 4].map((index) => at.slots + index * 8)]) this.#put(field, this.#get(field) - gone);
      this.#put(at.lastSlash, Math.max(0, this.#get(at.lastSlash) - gone));
      if (this.recordStart >= 0) this.#put(at.recordStart, this.recordStart - gone);
    }
    const from = this.end;
    const needed = from + chunk.length + behind;
    if (needed > this.#bytes.length) {
      this.#memory.grow(Math.ceil((Math.max(needed, this.#bytes.length * 1.25) - this.#bytes.length) / page));
      [this.#bytes, this.#words] = this.#views();
    }
    this.#bytes.set(chunk, from);
    this.#put(at.end, from + chunk.length);
  }

  /** Goes on until the bytes are used up, or `size` of them, or there is something to look at. `final`: nothing follows the bytes that are there. */
  step(size: number, final: boolean): { readonly why: number; readonly all: boolean } {
    const { end, position } = this;
    if (position + size >= end) return { why: this.#run(final), all: true };
    this.#put(at.end, position + Math.max(size, blockSize));
    const why = this.#scan();
    this.#put(at.end, end);
    return { why, all: false };
  }

  /** @returns one of `stop` */
  #run(final: boolean): number {
    const { end } = this;
    if (final) {
      // White space behind the last byte, so that it is in a whole block.
      this.#bytes.fill(0x20, end, end + blockSize);
      this.#put(at.end, end + blockSize - 1);
    }
    const why = this.#scan();
    if (final) {
      this.#put(at.end, end);
      this.#put(at.position, Math.min(this.position, end));
    }
    return why;
  }

  /** Takes what was found, those left out whose name turns out to need no parsing. */
  found(): readonly FoundRecord[] {
    const out: FoundRecord[] = [];
    const count = this.#get(at.found);
    for (let index = 0; index < count; index++) {
      const row = (foundTable.from + index * foundTable.size) >> 2;
      const name = this.#words[row + 3] as number;
      const record = { from: this.#words[row] as number, to: this.#words[row + 1] as number, number: this.#words[row + 2] as number, counted: this.#words[row + 4] === handed.counted, doubtful: this.#words[row + 4] === handed.doubtful };
      if (name === 0 || this.#isWanted(name)) out.push(record);
    }
    this.#put(at.found, 0);
    return out;
  }

  /** What need not be parsed; null: everything is handed out. */
  filter(candidates: Candidates | null): void {
    if (candidates === this.#candidates) return;
    if (this.#get(at.names) + this.#get(at.places) > 0) throw new Error('what was counted has not been taken');
    this.#candidates = candidates;
    this.#put(at.filters, candidates === null ? 0 : 1);
    if (candidates !== null) this.#writeKeys(candidates);
  }

  /** Whether counts should be taken before there is no room for more. */
  get isFull(): boolean {
    return this.#get(at.names) > nameTable.most * 0.9 || this.#get(at.places) > placeTable.most * 0.9;
  }

  /** Takes what was counted since the last time. Calls by names that were handed out are none of it. */
  take(): Counted {
    const calls: Counted['calls'][number][] = [];
    const hours: Counted['hours'][number][] = [];
    if (this.#get(at.names) > 0) {
      for (const address of used(nameTable, this.#words)) {
        const word = (field: number): number => this.#words[(address + field) >> 2] as number;
        if (!this.#isWanted(address)) calls.push({ name: this.#name(address), service: this.#text(address, 1), writes: word(entry.writes), reads: word(entry.reads) });
      }
      for (const address of used(placeTable, this.#words)) {
        const word = (field: number): number => this.#words[(address + field) >> 2] as number;
        hours.push({ scope: this.#text(address, 0), region: this.#text(address, 1), hour: this.#text(address, 2), records: word(entry.records), first: word(entry.first), last: word(entry.last) });
      }
      for (const { from, slots } of [nameTable, placeTable]) this.#bytes.fill(0, from, from + slots * entry.size);
    }
    this.#put(at.names, 0);
    this.#put(at.places, 0);
    return { calls, hours };
  }

  #isWanted(address: number): boolean {
    const index = (address + entry.state) >> 2;
    if (this.#words[index] === state.asked) {
      const isCandidate = this.#candidates === null || this.#candidates.texts.has(this.#name(address));
      this.#words[index] = isCandidate ? state.wanted : state.passed;
    }
    return this.#words[index] === state.wanted;
  }

  #name(address: number): string {
    return this.#text(address, 0).replace(this.#candidates?.version ?? '', '');
  }

  /** One of the texts of an entry. */
  #text(address: number, part: number): string {
    const from = address + entry.texts + part * 64;
    return this.#bytes.toString('utf8', from, from + (this.#words[(address + entry.lengths + part * 4) >> 2] as number));
  }

  #writeKeys({ member, readOnly, digest, always }: Candidates): void {
    const keys: readonly (readonly [string, number])[] = [
      [member, slot.name], [digest.service, slot.service], [digest.scope, slot.scope], [digest.region, slot.region], [digest.time, slot.time],
      [readOnly, slot.readOnly], ...always.map((name) => [name, slot.always] as const),
    ];
    if (!/[A-Z]/.test(member)) throw new Error(`the member ${member} has no capital, by which the kernel tells what a missing quote hides`);
    if (keys.length > keyTable.most) throw new Error(`more than ${keyTable.most} members to look for`);
    this.#bytes.fill(0, keyTable.from, keyTable.from + keyTable.most * keyTable.size);
    let lengths = 0n;
    for (const [index, [name, which]] of keys.entries()) {
      const from = keyTable.from + index * keyTable.size;
      const length = this.#bytes.write(name, from + keyTable.text, longestKey);
      if (length !== Buffer.byteLength(name)) throw new Error(`the member ${name} has too long a name`);
      this.#bytes.fill(0xff, from + keyTable.mask, from + keyTable.mask + length);
      this.#put(from + keyTable.length, length);
      this.#put(from + keyTable.slot, which);
      lengths |= 1n << BigInt(length);
    }
    this.#put(at.keys, keys.length);
    this.#bytes.writeBigUInt64LE(lengths, at.keyLengths);
  }

  #views(): [Buffer, Int32Array] {
    return [Buffer.from(this.#memory.buffer), new Int32Array(this.#memory.buffer)];
  }

  #get(field: number): number {
    return this.#words[field >> 2] as number;
  }

  #put(field: number, value: number): void {
    this.#words[field >> 2] = value;
  }
}

function used({ from, slots }: { readonly from: number; readonly slots: number }, words: Int32Array): readonly number[] {
  return Array.from({ length: slots }, (_, index) => from + index * entry.size).filter((address) => words[(address + entry.hash) >> 2] !== 0);
}

export { stop, windowStart };
