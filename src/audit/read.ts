import type { AuditEvent, AuditSource } from '#model/event.ts';
import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';
import { contentOf, Utf8 } from './content.ts';
import { CsvRecords } from './csv-records.ts';
import { Digest } from './digest.ts';
import { logFiles, type LogFile } from './files.ts';
import { linesAt } from './lines.ts';
import type { Pipeline } from './pipelines.ts';
import { readProblem } from './read-problem.ts';
import type { AuditReader, RecordReading } from './reader.ts';
import type { Met, RecordFile } from './record-file.ts';
import { readers as registered } from './registry.ts';
import { JsonRecords } from './scan/json-records.ts';
import { Scanner } from './scan/scanner.ts';
import { Told } from './told.ts';
import { unpacking, type UnpackLimits, type Unpacking } from './unpack.ts';

export interface AuditOptions {
  readonly pipelines: readonly Pipeline[];
  readonly limits?: UnpackLimits;
  /** Told how many bytes of files were read since the last time. */
  readonly progress?: (bytes: number) => void;
  /** Those of the registry without it. */
  readonly readers?: readonly (() => Promise<AuditReader>)[];
}

/** Events in the order of the files, and within a file in that of its records; those of pairs when their last half was met. */
export interface AuditBatch {
  readonly events: readonly AuditEvent[];
}

/** What stands when the last batch is out. */
export interface AuditEnd {
  /** One for each path that was given and each kind of log in it. */
  readonly sources: readonly AuditSource[];
  /** What could not be read to its end: the run ends with exit code 2. */
  readonly problems: readonly Problem[];
  /** Records that are malformed, with their places. */
  readonly notices: readonly Problem[];
  /** Files that are none of the logs that are read. */
  readonly skipped: readonly Skipped[];
}

const usual: UnpackLimits = { maxRatio: 250, maxSize: 64 * 2 ** 30 };
/** Files that are read ahead. */
const ahead = 4;
const batchSize = 500;
/** Malformed records of a file that are told one by one. */
const located = 20;

/** Reads logs of any cloud: files, and folders to their depths. */
export function readAudit(paths: readonly string[], options: AuditOptions): AuditReading {
  return new AuditReading(paths, options);
}

/** Logs that are being read, in memory that does not grow with them. */
export class AuditReading {
  readonly #paths: readonly string[];
  readonly #options: AuditOptions;
  readonly #told = new Told();
  readonly #notices: Problem[] = [];
  readonly #digests = new Map<string, Digest>();
  readonly #open = new Map<AuditReader, RecordReading>();
  readonly #scanner = new Scanner();
  #readers: readonly AuditReader[] = [];
  #unloaded: readonly (() => Promise<AuditReader>)[];
  /** Of what the scanner has counted and nobody has taken: the path that was given. */
  #countedOf: string | null = null;
  #events: AuditEvent[] = [];

  constructor(paths: readonly string[], options: AuditOptions) {
    this.#paths = paths;
    this.#options = options;
    this.#unloaded = options.readers ?? registered;
  }

  /** To be walked once. */
  async *batches(): AsyncGenerator<AuditBatch> {
    await this.#loadNext();
    this.#scanner.filter(this.#readers[0]?.candidates ?? null);
    const waiting: { readonly file: LogFile; readonly unpacking: Unpacking }[] = [];
    const files = logFiles(this.#paths, this.#told);
    try {
      for (;;) {
        while (waiting.length < ahead) {
          const next = files.next();
          if (next.done === true) break;
          const opened = this.#unpacking(next.value);
          if (opened !== null) waiting.push({ file: next.value, unpacking: opened });
        }
        const next = waiting.shift();
        if (next === undefined) break;
        yield* this.#file(next.file, next.unpacking);
        this.#options.progress?.(next.file.size);
      }
      this.#take();
      for (const [reader, reading] of this.#open) for (const event of reading.finish()) this.#event(this.#digestOf(event.source.file, reader), event);
      if (this.#events.length > 0) yield this.#batch();
    } finally {
      for (const { unpacking: left } of waiting) left.stop();
    }
  }

  finish(): AuditEnd {
    return { sources: [...this.#digests.values()].map((digest) => digest.source()), problems: this.#told.problems, notices: this.#notices, skipped: this.#told.skipped };
  }

  #unpacking(file: LogFile): Unpacking | null {
    try {
      return unpacking(file, this.#options.limits ?? usual);
    } catch (error) {
      this.#told.problem(readProblem(error as NodeJS.ErrnoException, file.path));
      return null;
    }
  }

  async *#file(file: LogFile, pieces: Unpacking): AsyncGenerator<AuditBatch> {
    const first = (await pieces.next()) ?? Buffer.alloc(0);
    const utf8 = new Utf8(first);
    const head = utf8.of(first);
    const content = contentOf(head.subarray(0, 4096));
    if (content.as === 'other') {
      pieces.stop();
      this.#pass(file, pieces, content.because);
      return;
    }
    if (this.#countedOf !== file.root) this.#take();
    this.#countedOf = file.root;
    const records: RecordFile = content.as === 'csv' ? new CsvRecords(content.separator) : new JsonRecords(this.#scanner);
    const log = new FileLog(file, records);
    for (let piece: Buffer | null = head; piece !== null; piece = await nextOf(pieces, utf8)) {
      await this.#met(log, records.push(piece));
      if (this.#scanner.isFull) this.#take();
      if (this.#events.length >= batchSize) yield this.#batch();
    }
    await this.#met(log, records.end(pieces.problem !== null));
    await this.#end(log, pieces);
    if (this.#events.length >= batchSize) yield this.#batch();
  }

  /** What holds no records. */
  #pass(file: LogFile, { problem }: Unpacking, because: string): void {
    if (problem !== null) this.#told.problem(problem);
    else if (file.size === 0 && /\.(?:gz|json|ndjson|jsonl|csv|log)$/i.test(file.path)) this.#told.problem({ code: 'audit-truncated', message: `${file.path} is empty, which no log is`, where: file.path, hint: 'it was not downloaded or written; fetch it again' });
    else if (file.path === file.root) this.#told.problem({ code: 'audit-not-supported', message: `${file.path} is ${because}`, where: file.path, hint: whatIsRead });
    else this.#told.skip({ path: file.path, because });
  }

  async #met(log: FileLog, met: readonly Met[]): Promise<void> {
    for (const one of met) {
      log.parsed++;
      const found = this.#unwrapped(log, one.value) ?? (await this.#unwrappedByMore(one.value));
      if (found === null) {
        log.foreign++;
        log.stranger ??= Object.keys(one.value).slice(0, 4).join(', ');
      } else this.#record(log, one, found.reader, found.record);
    }
  }

  #unwrapped(log: FileLog, value: JsonObject): { readonly reader: AuditReader; readonly record: JsonObject } | null {
    for (const reader of log.reader === null ? this.#readers : [log.reader, ...this.#readers]) {
      const record = reader.unwrap(value);
      if (record !== null) return { reader, record };
    }
    return null;
  }

  async #unwrappedByMore(value: JsonObject): Promise<{ readonly reader: AuditReader; readonly record: JsonObject } | null> {
    while (this.#unloaded.length > 0) {
      const reader = await this.#loadNext();
      const record = reader?.unwrap(value) ?? null;
      if (reader !== null && record !== null) return { reader, record };
    }
    return null;
  }

  async #loadNext(): Promise<AuditReader | null> {
    const [load, ...others] = this.#unloaded;
    this.#unloaded = others;
    if (load === undefined) return null;
    const reader = await load();
    this.#readers = [...this.#readers, reader];
    return reader;
  }

  #record(log: FileLog, { number, counted }: Met, reader: AuditReader, record: JsonObject): void {
    log.reader ??= reader;
    const digest = this.#digestOf(log.file.root, reader);
    // Those of the file's own log are counted with the ones that were passed over.
    if (reader !== log.reader) {
      digest.count(1);
      log.elsewhere++;
    }
    const reading = this.#readingOf(reader);
    if (!counted) digest.place(reading.scopeOf(record));
    const result = reading.read(record, { file: log.file.path, record: number });
    if (!('passed' in result)) return this.#event(digest, result);
    digest.pass(result);
    if (result.passed === 'malformed') log.bad.push({ number, what: result.what });
  }

  #event(digest: Digest, event: AuditEvent): void {
    digest.event(event);
    this.#events.push(event);
  }

  #batch(): AuditBatch {
    const events = this.#events;
    this.#events = [];
    return { events };
  }

  async #end(log: FileLog, pieces: Unpacking): Promise<void> {
    const { file, records } = log;
    const { malformed, broken, nextPage } = records;
    const passedOver = records.records - log.parsed - malformed.length;
    if (pieces.problem !== null) this.#told.problem(pieces.problem);
    const reader = log.reader ?? (passedOver > 0 ? (this.#readers[0] ?? null) : null);
    if (reader === null && records.records > 0) return this.#pass(file, pieces, log.stranger === null ? 'no log: its records cannot be read' : `no log of a cloud: its records have ${log.stranger}`);
    // A list without records tells nothing of whose it is, unless its name does.
    const digest = this.#digestOf(file.root, reader ?? (this.#readers[0] as AuditReader));
    digest.count(records.records - log.elsewhere);
    digest.malformed(malformed.length);
    for (let left = log.foreign; left > 0; left--) digest.foreign();
    if (nextPage !== null) digest.note(`${file.path} has ${nextPage}: there are more pages, which are not in it`);
    if (broken !== null) {
      const [line] = await linesAt(file, [broken.offset], this.#options.limits ?? usual);
      this.#told.problem({ code: 'audit-broken', message: `${file.path} is broken in line ${line}; what could be read before was read`, where: `${file.path}:${line}`, hint: 'it was not written to its end, or changed by hand; fetch it again' });
    } else if (pieces.problem === null) digest.delivered(file.path);
    await this.#locate(log);
  }

  /** Malformed records, with the lines that they begin in. */
  async #locate({ file, records, bad }: FileLog): Promise<void> {
    const inFile = records.malformed.slice(0, located);
    const lines = inFile.length === 0 ? [] : await linesAt(file, inFile.map(({ offset }) => offset), this.#options.limits ?? usual);
    const notice = (number: number, what: string, where: string): Problem => ({ code: 'audit-malformed', message: `record ${number} of ${file.path}: ${what}`, where, hint: 'it is counted and not read; the records around it are' });
    this.#notices.push(...inFile.map(({ number, what }, index) => notice(number, what, `${file.path}:${lines[index]}`)), ...bad.slice(0, located).map(({ number, what }) => notice(number, what, file.path)));
  }

  /** What was counted belongs to the path whose files were read. */
  #take(): void {
    const counted = this.#scanner.take();
    const reader = this.#readers[0];
    if (reader !== undefined && this.#countedOf !== null && counted.hours.length > 0) this.#digestOf(this.#countedOf, reader).take(counted);
  }

  #readingOf(reader: AuditReader): RecordReading {
    const known = this.#open.get(reader);
    if (known !== undefined) return known;
    const reading = reader.open({ pipelines: this.#options.pipelines });
    this.#open.set(reader, reading);
    return reading;
  }

  /** @param path that was given, or of a file below it */
  #digestOf(path: string, reader: AuditReader): Digest {
    const key = (root: string): string => `${root}\0${reader.format}`;
    const known = this.#digests.get(key(path)) ?? [...this.#digests.values()].find((one) => one.reader === reader && path.startsWith(one.path));
    if (known !== undefined) return known;
    const digest = new Digest(path, reader);
    this.#digests.set(key(path), digest);
    return digest;
  }
}

const whatIsRead = 'give logs of CloudTrail, Azure Activity, GCP Cloud Audit or OCI Audit: JSON, lines of JSON or CSV, packed with gzip or not';

/** What is learnt of a file while its records are met. */
class FileLog {
  readonly file: LogFile;
  readonly records: RecordFile;
  /** Of the first record that one unwraps. */
  reader: AuditReader | null = null;
  parsed = 0;
  /** Records of another log than the file's. */
  elsewhere = 0;
  foreign = 0;
  /** Members of the first record that is of no log. */
  stranger: string | null = null;
  /** Records that a reader calls malformed. */
  readonly bad: { readonly number: number; readonly what: string }[] = [];

  constructor(file: LogFile, records: RecordFile) {
    this.file = file;
    this.records = records;
  }
}

async function nextOf(pieces: Unpacking, utf8: Utf8): Promise<Buffer | null> {
  const piece = await pieces.next();
  return piece === null ? null : utf8.of(piece);
}
