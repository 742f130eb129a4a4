import type { JsonObject } from '#model/json.ts';
import type { Met, RecordFile } from './record-file.ts';

/** More characters in one row are a quote that is not closed. */
const largestRow = 16 * 2 ** 20;

/**
 * Rows of CSV with a header (RFC 4180) as objects of texts, by the names of their columns: what Athena, the console and Log Analytics
 * export. An empty field is no member.
 */
export class CsvRecords implements RecordFile {
  readonly #separator: string;
  readonly #decoder = new TextDecoder('utf-8');
  #columns: readonly string[] | null = null;
  /** Text that has not come to the end of a row, and of how much of it that is known. */
  #text = '';
  #quoted = false;
  #looked = 0;
  #offset = 0;
  #records = 0;
  readonly malformed: RecordFile['malformed'][number][] = [];
  readonly broken = null;
  readonly nextPage = null;

  constructor(separator: string) {
    this.#separator = separator;
  }

  get records(): number {
    return this.#records;
  }

  push(chunk: Buffer): readonly Met[] {
    this.#text += this.#decoder.decode(chunk, { stream: true });
    return this.#rows(false);
  }

  end(cutOff: boolean): readonly Met[] {
    const met = this.#rows(true);
    // The last row of what was cut off is not whole.
    return cutOff ? met.slice(0, -1) : met;
  }

  #rows(final: boolean): readonly Met[] {
    const text = this.#text;
    const met: Met[] = [];
    let start = 0;
    for (let at = this.#looked; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x22) this.#quoted = !this.#quoted;
      else if (code === 0x0a && !this.#quoted) {
        this.#row(text.slice(start, at), met);
        start = at + 1;
      } else if (this.#quoted && at - start > largestRow) {
        this.#bad('is not closed');
        this.#quoted = false;
        start = at + 1;
      }
    }
    this.#text = text.slice(start);
    this.#looked = this.#text.length;
    if (final && this.#text !== '') {
      if (this.#quoted) this.#bad('is not closed');
      else this.#row(this.#text, met);
      this.#text = '';
    }
    return met;
  }

  #row(line: string, met: Met[]): void {
    const size = Buffer.byteLength(line) + 1;
    const row = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (row.trim() !== '') {
      const cells = cellsOf(row, this.#separator);
      if (this.#columns === null) this.#columns = cells.map((cell) => cell.trim());
      else if (cells.length === this.#columns.length) met.push({ value: named(this.#columns, cells), text: null, number: ++this.#records, counted: false });
      else this.#bad(`has ${cells.length} fields, and there are ${this.#columns.length} columns`);
    }
    this.#offset += size;
  }

  #bad(what: string): void {
    this.malformed.push({ number: ++this.#records, offset: this.#offset, what });
  }
}

function named(columns: readonly string[], cells: readonly string[]): JsonObject {
  return Object.fromEntries(columns.flatMap((column, index) => (cells[index] === '' || column === '' ? [] : [[column, cells[index] as string]])));
}

function cellsOf(row: string, separator: string): string[] {
  if (!row.includes('"')) return row.split(separator);
  const cells: string[] = [];
  for (let at = 0; at <= row.length; ) {
    if (row[at] !== '"') {
      const end = row.indexOf(separator, at);
      cells.push(row.slice(at, end < 0 ? undefined : end));
      at = end < 0 ? row.length + 1 : end + 1;
      continue;
    }
    let end = row.indexOf('"', at + 1);
    while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
    if (end < 0) end = row.length;
    const rest = row.indexOf(separator, end + 1);
    cells.push(row.slice(at + 1, end).replaceAll('""', '"') + row.slice(end + 1, rest < 0 ? undefined : rest));
    at = rest < 0 ? row.length + 1 : rest + 1;
  }
  return cells;
}
