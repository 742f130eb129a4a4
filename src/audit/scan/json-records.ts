import type { JsonValue } from '#model/json.ts';
import { listHead, listHeadSize, recordsOf } from '../containers.ts';
import type { Met, RecordFile } from '../record-file.ts';
import { beginningOf, nextLike, nextLine } from './beginning.ts';
import { Closing } from './closing.ts';
import { Given } from './given.ts';
import { faultIn } from './grammar.ts';
import { stop, windowStart, type FoundRecord, type Scanner } from './scanner.ts';
import { closeBracket, comma, openBrace, openBracket } from './signs.ts';

/** No log has records as large: CloudTrail cuts them off at 256 KB. */
const largestRecord = 64 * 2 ** 20;

/** A record that is open for longer is looked at closely, then again eight times later: what a fault has opened is closed by nothing. */
const firstLook = 8192;

/** A file is given up when so much of it had to be looked at again, for its faults, that time would no longer grow with its size alone. */
const againMost = 16 * 2 ** 20;
const againTimes = 8;

/** Behind a fault the scan goes on in small steps, so that it is not far beyond the next one when that shows. */
const smallStep = 8192;

const scalar = /[-\w.+]+|"(?:[^"\\\n]|\\.)*"/g;
/** Scalars where records should be, up to what follows. */
const scalars = new RegExp(`^[\\s,]*(?:(?:${scalar.source})(?:\\s*,\\s*|\\s+|$))+$`);

/**
 * Records of JSON in any form in which logs come: lines of objects, objects behind each other, an array, an object whose first member is a
 * list, or an object that holds one further on (which is parsed whole). What is broken ends with the next place where a record begins.
 */
export class JsonRecords implements RecordFile {
  readonly #scanner: Scanner;
  readonly #lazily: boolean;
  #state: 'head' | 'list' | 'tail' | 'lost' | 'over' = 'head';
  /** What the list at hand stands in: nothing for lines of objects. */
  #around: 'array' | 'object' | 'nothing' = 'nothing';
  /** What follows the list in its object. */
  #tail = new Closing(0, 1);
  /** With which bytes records begin, by the first one that was sound. */
  #beginning: Buffer | null = null;
  #nextLook = firstLook;
  #step = Infinity;
  /** Bytes that were looked at again behind faults. */
  #again = 0;
  /** While lost: where to look for the beginning of a record. */
  #lostAt = 0;
  readonly #given: Given;
  broken: RecordFile['broken'] = null;

  /** @param lazily leaves parsing to whoever gets the text, where it can do no harm */
  constructor(scanner: Scanner, lazily = false) {
    this.#scanner = scanner;
    this.#lazily = lazily;
    this.#given = new Given(scanner);
    scanner.begin();
  }

  get records(): number {
    return this.#scanner.records;
  }

  get malformed(): RecordFile['malformed'] {
    return this.#given.malformed;
  }

  get nextPage(): string | null {
    return this.#given.nextPage;
  }

  push(chunk: Buffer): readonly Met[] {
    const keep = this.#needed();
    this.#scanner.append(chunk, keep);
    const gone = keep - windowStart;
    this.#lostAt -= gone;
    this.#tail.move(gone);
    this.#go(false);
    return this.#given.taken();
  }

  end(cutOff: boolean): readonly Met[] {
    this.#go(true);
    if (!cutOff) this.#endWhole();
    return this.#given.taken();
  }

  #needed(): number {
    const { recordStart, position, end } = this.#scanner;
    if (this.#state === 'tail') return this.#tail.start;
    if (this.#state === 'lost') return Math.max(windowStart, Math.min(this.#lostAt, end));
    // Between two records nothing but white space is let go.
    return recordStart >= 0 ? recordStart : Math.max(windowStart, Math.min(position, this.#scanner.previousEnd));
  }

  /** Each step says whether there is more to do with the bytes at hand. */
  #go(final: boolean): void {
    const steps = { head: () => this.#head(final), list: () => this.#list(final), tail: () => this.#readTail(), lost: () => this.#search(final), over: () => false };
    while (steps[this.#state]());
  }

  /** At a value of the file itself. */
  #head(final: boolean): boolean {
    const scanner = this.#scanner;
    const at = blankEnd(scanner.bytes, scanner.position, scanner.end);
    scanner.seek(at);
    if (at === scanner.end) return false;
    const code = scanner.bytes[at];
    if (code === openBracket) return this.#enter('array', at + 1);
    if (code !== openBrace) return this.#fault(at, 'is not an object');
    if (scanner.end - at < listHeadSize && !final) return false;
    const text = scanner.bytes.toString('latin1', at, Math.min(scanner.end, at + listHeadSize));
    const list = listHead.exec(text);
    if (list !== null && /^\s*[{\]]/.test(text.slice(list[0].length))) return this.#enter('object', at + list[0].length);
    return this.#enter('nothing', at);
  }

  #enter(around: 'array' | 'object' | 'nothing', at: number): boolean {
    this.#around = around;
    this.#state = 'list';
    this.#scanner.lines = around === 'nothing';
    this.#scanner.seek(at);
    return true;
  }

  #list(final: boolean): boolean {
    const scanner = this.#scanner;
    const { all, why } = scanner.step(this.#step, final);
    for (const record of scanner.found()) if (!this.#take(record)) return this.#lose(record.from);
    if (why === stop.full) return true;
    if (why === stop.closed) return this.#close(scanner.position);
    if (why === stop.fault) return this.#strange(scanner.position);
    this.#step *= 2;
    if (scanner.recordStart >= 0) {
      const open = scanner.position - scanner.recordStart;
      if (open > this.#nextLook) {
        this.#nextLook *= 8;
        if (faultIn(scanner.bytes, scanner.recordStart, scanner.position) >= 0) return this.#fault(scanner.recordStart, 'is not JSON');
        if (open > largestRecord) return this.#fault(scanner.recordStart, `is larger than ${largestRecord / 2 ** 20} MB`);
      }
    } else this.#nextLook = firstLook;
    return !all;
  }

  #close(at: number): boolean {
    const scanner = this.#scanner;
    const isEnd = this.#around !== 'nothing' && scanner.bytes[at] === closeBracket;
    if (!isEnd) return this.#fault(at, 'is not an object');
    if (blankEnd(scanner.bytes, scanner.previousEnd, at, true) < at) this.#scalars(scanner.previousEnd, at);
    scanner.seek(at + 1);
    this.#state = this.#around === 'array' ? 'head' : 'tail';
    this.#tail = new Closing(at + 1, 1);
    return true;
  }

  /** Something that is not an object, where one should begin. */
  #strange(at: number): boolean {
    const scanner = this.#scanner;
    const begins = blankEnd(scanner.bytes, at, scanner.end, true);
    if (this.#around === 'nothing' && scanner.bytes[begins] === openBracket) {
      scanner.seek(begins);
      this.#state = 'head';
      return true;
    }
    const next = scanner.bytes.indexOf(openBrace, begins);
    if (next > begins && next < scanner.end && this.#scalars(begins, next)) {
      scanner.seek(next);
      return true;
    }
    return this.#fault(begins, 'is not an object');
  }

  /** Numbers, texts and the like in a list of records, or lines of something else between those of objects, up to what follows them. */
  #scalars(from: number, to: number): boolean {
    const text = to - from > 4096 ? '' : this.#scanner.bytes.toString('utf8', from, to);
    if (this.#around === 'nothing') {
      if (!text.endsWith('\n')) return false;
      for (const line of text.split('\n')) if (line.trim() !== '') this.#given.uncounted(from, 'is not an object');
      return true;
    }
    if (!scalars.test(text)) return false;
    for (const _ of text.matchAll(scalar)) this.#given.uncounted(from, 'is not an object');
    return true;
  }

  /** What begins at `at` is no record: goes on where the next one does. */
  #fault(at: number, what: string): boolean {
    this.#given.uncounted(at, what);
    return this.#lose(at);
  }

  #lose(at: number): boolean {
    const scanner = this.#scanner;
    this.#beginning ??= beginningOf(scanner.bytes, at, scanner.end);
    this.#again += scanner.position - at;
    if (this.#again > againMost + againTimes * scanner.offset(scanner.end)) {
      this.broken = { offset: scanner.offset(at) };
      this.#state = 'over';
      scanner.seek(scanner.end);
      return false;
    }
    this.#step = smallStep;
    this.#nextLook = firstLook;
    this.#state = 'lost';
    this.#lostAt = at + 1;
    scanner.seek(at + 1);
    return true;
  }

  #search(final: boolean): boolean {
    const scanner = this.#scanner;
    const found = this.#nextBeginning(this.#lostAt, scanner.end);
    if (found >= 0) {
      this.#state = 'list';
      scanner.seek(found);
      return true;
    }
    const size = this.#beginning?.length ?? 2;
    if (final) this.broken = { offset: scanner.offset(this.#lostAt - 1) };
    else this.#lostAt = Math.max(this.#lostAt, scanner.end - size + 1);
    scanner.seek(Math.min(this.#lostAt, scanner.end));
    return false;
  }

  /** Of lines it is the next one that begins an object; in a list, where the same key begins a record as in the first. */
  #nextBeginning(from: number, end: number): number {
    const { bytes } = this.#scanner;
    return this.#around === 'nothing' ? nextLine(bytes, from, end) : nextLike(this.#beginning, bytes, from, end);
  }

  /** @returns false where what follows it has been misread as well */
  #take({ from, to, number, counted, doubtful }: FoundRecord): boolean {
    const { bytes } = this.#scanner;
    if (this.#lazily && counted && !doubtful && this.#isAlone(from, to)) {
      this.#given.unparsed(bytes.subarray(from, to), number);
      return true;
    }
    const text = bytes.toString('utf8', from, to);
    const value = parsed(text);
    this.#beginning ??= beginningOf(bytes, from, to);
    if (value === undefined) {
      this.#given.bad(number, from, 'is not JSON');
      if (doubtful) return false;
      this.#recover(from, to);
    } else this.#given.value(value, text, number, counted, from);
    return true;
  }

  /** Whether it has not run together with another, as far as the beginning of that tells. */
  #isAlone(from: number, to: number): boolean {
    return this.#beginning !== null && this.#nextBeginning(from + 1, to) < 0;
  }

  /** Records that a fault has run together with the one before them: each piece that is one is given. */
  #recover(from: number, to: number): void {
    const starts: number[] = [];
    for (let at = this.#nextBeginning(from + 1, to); at >= 0; at = this.#nextBeginning(at + 1, to)) starts.push(at);
    for (const [index, start] of starts.entries()) {
      const next = starts[index + 1] ?? to;
      const closed = new Closing(start, 0).find(this.#scanner.bytes, next);
      const text = this.#scanner.bytes.toString('utf8', start, closed < 0 ? next : closed);
      const value = parsed(text);
      this.#scanner.count(1);
      if (value === undefined) this.#given.bad(this.#scanner.records, start, 'is not JSON');
      else this.#given.value(value, text, this.#scanner.records, false, start);
    }
  }

  #readTail(): boolean {
    const { bytes, end } = this.#scanner;
    const closed = this.#tail.find(bytes, end);
    if (closed >= 0) return this.#endTail(closed);
    if (end - this.#tail.start > largestRecord) return this.#fault(this.#tail.start, `is larger than ${largestRecord / 2 ** 20} MB`);
    return false;
  }

  #endTail(at: number): boolean {
    const { bytes } = this.#scanner;
    const value = parsed(`{"":0${bytes.toString('utf8', this.#tail.start, at)}`);
    if (value === undefined) return this.#fault(this.#tail.start, 'is not JSON');
    this.#given.page(value);
    if (recordsOf(value)[0] !== value) {
      this.#scanner.count(1);
      this.#given.value(value, null, this.records, false, this.#tail.start);
    }
    this.#scanner.seek(at);
    this.#state = 'head';
    return true;
  }

  #endWhole(): void {
    const scanner = this.#scanner;
    while (this.#state === 'list' && scanner.recordStart >= 0) {
      this.#fault(scanner.recordStart, 'is not closed');
      this.#go(true);
    }
    if (this.broken !== null) return;
    if (this.#state === 'tail' || (this.#state === 'list' && this.#around !== 'nothing')) this.broken = { offset: scanner.offset(scanner.end) };
    else if (this.#state === 'list' && blankEnd(scanner.bytes, scanner.previousEnd, scanner.end, true) < scanner.end) this.#given.uncounted(scanner.previousEnd, 'is not an object');
  }
}

/** Behind white space, and commas where they may stand. */
function blankEnd(bytes: Uint8Array, from: number, end: number, commas = false): number {
  const other = commas ? comma : 0x20;
  let at = from;
  for (let code = bytes[at]; at < end && code !== undefined && (code <= 0x20 || code === other); code = bytes[at]) at++;
  return at;
}

/** Undefined for what is none. */
function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
