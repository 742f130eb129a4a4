import { availableParallelism } from 'node:os';
import type { AuditEvent, AuditSource } from '#model/event.ts';
import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { wholeRow } from '#model/whole-row.ts';
import type { Skipped } from '#model/result.ts';
import { Deliveries, type Window } from './deliveries.ts';
import { Digest } from './digest.ts';
import { FileLog } from './file-log.ts';
import { logFiles, type LogFile } from './files.ts';
import { LocalJob, located, type FileEnd, type Job, type JobPart } from './job.ts';
import { linesAt } from './lines.ts';
import type { Pipeline } from './pipelines.ts';
import type { AuditReader, Passed, RecordReading } from './reader.ts';
import type { Met } from './record-file.ts';
import { readers as registered } from './registry.ts';
import { Scanner, type Counted } from './scan/scanner.ts';
import { threadScript } from './thread-script.ts';
import { ScanThreads } from './threads.ts';
import { Told } from './told.ts';
import type { UnpackLimits } from './archive.ts';
import { blank } from './content.ts';

interface UsedThreads {
  readonly script: URL;
  readonly count: number;
  readonly behind?: number;
}

export interface AuditOptions {
  readonly pipelines: readonly Pipeline[];
  readonly limits?: UnpackLimits;
  /** Of when records are asked for: files with others are not missed. All, where it is not told. */
  readonly window?: Window;
  /** Told how many bytes of files were read since the last time. */
  readonly progress?: (bytes: number) => void;
  /** The script of threads that scan large logs, how many they are, and how far behind this one is when they read records as well; null: they are scanned in this one. */
  readonly threads?: UsedThreads | null;
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
/** Jobs that are begun ahead of the one whose records are read, in this thread and in each other one. */
const ahead = 4;
/** Characters of records that wait for this thread. */
const usualBehind = 2 ** 20;
/** Bytes of files from which it pays off to start threads. */
const worthThreads = 2 * 2 ** 20;
/** More are held up by what one thread can do with the records. */
const mostThreads = 8;
/** Small files are read together, up to as many bytes, and as many files. */
const jobSize = 2 ** 20;
const jobFiles = 256;
const batchSize = 100;

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
  readonly #deliveries: Deliveries<Digest>;
  readonly #scanner = new Scanner();
  #readers: readonly AuditReader[] = [];
  #unloaded: readonly (() => Promise<AuditReader>)[];
  readonly #usedThreads: UsedThreads | null;
  #threads: ScanThreads | null = null;
  #begun = 0;
  #events: AuditEvent[] = [];

  constructor(paths: readonly string[], options: AuditOptions) {
    this.#paths = paths;
    this.#options = options;
    this.#deliveries = new Deliveries(options.window ?? null);
    this.#unloaded = options.readers ?? registered;
    const script = threadScript();
    const own = script === null ? null : { script, count: Math.min(mostThreads, availableParallelism()) };
    this.#usedThreads = options.threads === undefined ? own : options.threads;
  }

  /** To be walked once. */
  async *batches(): AsyncGenerator<AuditBatch> {
    await this.#loadNext();
    this.#scanner.filter(this.#readers[0]?.candidates ?? null);
    const waiting: { readonly files: Job; readonly job: { parts(): AsyncIterable<JobPart>; stop(): void } }[] = [];
    const jobs = this.#jobs();
    try {
      for (;;) {
        while (waiting.length < ahead * (this.#threads === null ? 1 : (this.#usedThreads?.count ?? 1))) {
          const next = jobs.next();
          if (next.done === true) break;
          waiting.push({ files: next.value, job: this.#begin(next.value) });
        }
        const next = waiting.shift();
        if (next === undefined) break;
        yield* this.#job(next.files, next.job.parts());
      }
      for (const [reader, reading] of this.#open) for (const event of reading.finish()) this.#event(this.#digestOf(event.source.file, reader), event);
      if (this.#events.length > 0) yield this.#batch();
    } finally {
      for (const { job } of waiting) job.stop();
      await this.#threads?.close();
    }
  }

  finish(): AuditEnd {
    for (const { source, missing } of this.#deliveries.missing()) source.lack(missing);
    return { sources: [...this.#digests.values()].map((digest) => digest.source()), problems: this.#told.problems, notices: this.#notices, skipped: this.#told.skipped };
  }

  *#jobs(): Generator<Job> {
    let files: LogFile[] = [];
    let size = 0;
    for (const file of logFiles(this.#paths, this.#told)) {
      if (files.length > 0 && (size + file.size > jobSize || files.length === jobFiles || files[0]?.root !== file.root)) {
        yield files;
        files = [];
        size = 0;
      }
      files.push(file);
      size += file.size;
    }
    if (files.length > 0) yield files;
  }

  #begin(files: Job): { parts(): AsyncIterable<JobPart>; stop(): void } {
    const { limits = usual } = this.#options;
    const threads = this.#usedThreads;
    this.#begun += files.reduce((sum, { size }) => sum + size, 0);
    if (threads !== null && this.#begun > worthThreads) this.#threads ??= new ScanThreads(threads.script, threads.count, { candidates: this.#readers[0]?.candidates ?? null, limits, reads: this.#readers[0]?.alone === undefined ? null : { pipelines: this.#options.pipelines }, behind: threads.behind ?? usualBehind });
    return this.#threads?.begin(files) ?? new LocalJob(files, this.#scanner, limits);
  }

  async *#job(files: Job, parts: AsyncIterable<JobPart>): AsyncGenerator<AuditBatch> {
    let log = new FileLog(files[0] as LogFile);
    for await (const part of parts) {
      if ('counted' in part) {
        this.#take(log.file.root, part.counted);
        continue;
      }
      const file = files[part.file] as LogFile;
      if (log.file !== file) log = new FileLog(file);
      if ('met' in part) await this.#met(log, part.met);
      else {
        await this.#end(log, part.end);
        this.#options.progress?.(file.size);
      }
      if (this.#events.length >= batchSize) yield this.#batch();
    }
  }

  /** What holds no records. */
  #pass(file: LogFile, problem: Problem | null, because: string): void {
    if (problem !== null) this.#told.problem(problem);
    else if ((file.size === 0 || because === 'empty' || because === blank) && /\.(?:gz|json|ndjson|jsonl|csv|log)$/i.test(file.path)) this.#told.problem({ code: 'audit-truncated', message: `${file.path} ${because === blank ? `begins with ${blank}` : 'is empty'}, which no log is`, where: file.path, hint: 'it was not downloaded or written; fetch it again' });
    else if (file.path === file.root || because.startsWith('an archive within')) this.#told.problem({ code: 'audit-not-supported', message: `${file.path} is ${because}`, where: file.path, hint: whatIsRead });
    else this.#told.skip({ path: file.path, because });
  }

  async #met(log: FileLog, met: readonly Met[]): Promise<void> {
    for (const one of met) {
      log.parsed++;
      const { value, number, event } = one;
      if (event !== undefined) {
        this.#taken(log, event);
        continue;
      }
      if (value === null) {
        log.unread++;
        log.bad.push({ number, what: 'is no JSON' });
        continue;
      }
      const own = this.#unwrapped(log, value);
      if (own === null && this.#lists(log, value)) {
        log.lists++;
        continue;
      }
      const found = own ?? (await this.#unwrappedByMore(value));
      if (found === null) {
        log.foreign++;
        log.stranger ??= Object.keys(value).slice(0, 4).join(', ');
      } else this.#record(log, one, found.reader, found.record);
    }
  }

  /** Whether it tells which files were delivered. */
  #lists(log: FileLog, value: JsonObject): boolean {
    for (const reader of this.#readers) {
      const delivery = reader.delivery?.(value) ?? null;
      if (delivery === null) continue;
      log.reader ??= reader;
      const digest = this.#digestOf(log.file.root, reader);
      digest.list(delivery.files.length);
      this.#deliveries.take(delivery, digest);
      return true;
    }
    return false;
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
    const digest = this.#digestIn(log, reader);
    const reading = this.#readingOf(reader);
    if (!counted) digest.place(reading.scopeOf(record));
    this.#result(log, digest, number, reading.read(record, { file: log.file.path, record: number }));
  }

  /** What a thread has read. */
  #taken(log: FileLog, event: AuditEvent): void {
    const reader = this.#readers[0] as AuditReader;
    log.reader ??= reader;
    this.#result(log, this.#digestIn(log, reader), event.source.record, this.#readingOf(reader).take?.(event) ?? event);
  }

  #result(log: FileLog, digest: Digest, number: number, result: AuditEvent | Passed): void {
    if (!('passed' in result)) return this.#event(digest, result);
    digest.pass(result);
    if (result.passed === 'malformed') log.bad.push({ number, what: result.what });
  }

  /** That of one more record of a file. */
  #digestIn(log: FileLog, reader: AuditReader): Digest {
    const digest = this.#digestOf(log.file.root, reader);
    // Those of the file's own log are counted with the ones that were passed over.
    if (reader !== log.reader) {
      digest.count(1);
      log.elsewhere++;
    }
    return digest;
  }

  #event(digest: Digest, event: AuditEvent): void {
    digest.event(event);
    this.#events.push(ofWholeRows(event));
  }

  #batch(): AuditBatch {
    const events = this.#events;
    this.#events = [];
    return { events };
  }

  async #end(log: FileLog, end: FileEnd): Promise<void> {
    const { file } = log;
    const { because, problem, records, faults, broken, nextPage } = end;
    if (because !== null) return this.#pass(file, problem, because);
    const passedOver = records - log.parsed - faults;
    const reader = log.reader ?? (passedOver + log.unread > 0 ? (this.#readers[0] ?? null) : null);
    // What is cut off before its first record is at its end may have been a log.
    if (reader === null && problem === null && broken !== null && log.stranger === null) return this.#broken(file, broken);
    if (reader === null && (records > 0 || problem !== null)) return this.#pass(file, problem, log.stranger === null ? 'no log: its records cannot be read' : `no log of a cloud: its records have ${log.stranger}`);
    if (problem !== null) this.#told.problem(problem);
    // A list without records tells nothing of whose it is, unless its name does.
    const digest = this.#digestOf(file.root, reader ?? (this.#readers[0] as AuditReader));
    digest.count(records - log.elsewhere - log.lists);
    this.#deliveries.met(file.path);
    digest.malformed(faults + log.unread);
    for (let left = log.foreign; left > 0; left--) digest.foreign();
    if (nextPage !== null) digest.note(`${file.path} has ${nextPage}: there are more pages, which are not in it`);
    if (broken !== null) {
      await this.#broken(file, broken);
    } else if (problem === null) digest.delivered(file.path);
    await this.#locate(log, end);
  }

  async #broken(file: LogFile, { offset }: { readonly offset: number }): Promise<void> {
    const [line] = await linesAt(file, [offset], this.#options.limits ?? usual);
    this.#told.problem({ code: 'audit-broken', message: `${file.path} is broken in line ${line}; what could be read before was read`, where: `${file.path}:${line}`, hint: 'it was not written to its end, or changed by hand; fetch it again' });
  }

  /** Malformed records, with the lines that they begin in. */
  async #locate({ file, bad }: FileLog, { malformed }: FileEnd): Promise<void> {
    const lines = malformed.length === 0 ? [] : await linesAt(file, malformed.map(({ offset }) => offset), this.#options.limits ?? usual);
    const notice = (number: number, what: string, where: string): Problem => ({ code: 'audit-malformed', message: `record ${number} of ${file.path}: ${what}`, where, hint: 'it is counted and not read; the records around it are' });
    this.#notices.push(...malformed.map(({ number, what }, index) => notice(number, what, `${file.path}:${lines[index]}`)), ...bad.slice(0, located).map(({ number, what }) => notice(number, what, file.path)));
  }

  #take(root: string, counted: Counted): void {
    const reader = this.#readers[0];
    if (reader !== undefined && counted.hours.length > 0) this.#digestOf(root, reader).take(counted);
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

function ofWholeRows(event: AuditEvent): AuditEvent {
  const subjects = event.subjects.map((one) => {
    const row = wholeRow(one.row);
    return row === one.row ? one : { ...one, row };
  });
  return subjects.every((one, at) => one === event.subjects[at]) ? event : { ...event, subjects };
}
