import { isObject, type JsonValue } from '#model/json.ts';
import { nextPageOf, recordsOf } from '../containers.ts';
import type { Met, RecordFile } from '../record-file.ts';
import type { Scanner } from './scanner.ts';

/** What a file has given so far: its records, what is malformed among them, and which page comes next. */
export class Given {
  readonly #scanner: Scanner;
  #met: Met[] = [];
  readonly malformed: RecordFile['malformed'][number][] = [];
  nextPage: string | null = null;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  /** Records since the last time. */
  taken(): readonly Met[] {
    const met = this.#met;
    this.#met = [];
    return met;
  }

  /** One whose text nobody has parsed. */
  unparsed(text: Buffer, number: number): void {
    this.#met.push({ value: null, text, number, counted: true });
  }

  /** The record or records of a value that begins at `from`. @param text of the value, null where it is part of another */
  value(value: JsonValue, text: string | null, number: number, counted: boolean, from: number): void {
    this.page(value);
    const records = recordsOf(value);
    if (records.length !== 1) this.#scanner.count(records.length - 1);
    for (const [index, record] of records.entries()) {
      if (isObject(record)) this.#met.push({ value: record, text: record === value ? text : null, number: number + index, counted });
      else this.bad(number + index, from, 'is not an object');
    }
  }

  page(value: JsonValue): void {
    if (isObject(value)) this.nextPage ??= nextPageOf(value);
  }

  bad(number: number, at: number, what: string): void {
    this.malformed.push({ number, offset: this.#scanner.offset(at), what });
  }

  /** The same of what the scanner has not counted. */
  uncounted(at: number, what: string): void {
    this.#scanner.count(1);
    this.bad(this.#scanner.records, at, what);
  }
}
