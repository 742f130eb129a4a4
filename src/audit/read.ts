import type { AuditEvent, AuditSource } from '#model/event.ts';
import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { wholeRow } from '#model/whole-row.ts';
import type { Skipped } from '#model/result.ts';
import type { UnpackLimits } from './archive.ts';
import { blank } from './content.ts';
import { Deliveries, type Window } from './deliveries.ts';
import { Digest } from './digest.ts';
import { FileLog } from './file-log.ts';
import { isAnyCalled, logFiles, type LogFile, type Walked } from './files.ts';
import { located, type FileEnd, type Job, type JobPart } from './job.ts';
import { jobsOf } from './jobs.ts';
import { linesAt } from './lines.ts';
import type { Pipeline } from './pipelines.ts';
import type { AuditReader, Passed } from './reader.ts';
import { Readers } from './readers.ts';
import type { Met } from './record-file.ts';
import { readers as registered } from './registry.ts';
import type { Counted } from './scan/scanner.ts';
import { Scans, type Scan, type UsedThreads } from './scans.ts';
import { Told } from './told.ts';
import { sumOf } from './unpack.ts';

export interface AuditOptions {
  readonly pipelines: readonly Pipeline[];
  readonly limits?: UnpackLimits;
  /** Of when records are asked for: files with others are not missed. All, where it is not told. */
  readonly window?: Window;
  /** Told how many bytes of files were read since the last time. */
  readonly progress?: (bytes: number) => void;
  /** That scan large logs; null: they are scanned in this thread. */
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
  readonly #deliveries: Deliveries<Digest>;
  /** Files that hold one list and nothing else, and what it says of its name. */
  readonly #lists = new Map<string, string>();
  readonly #readers: Readers;
  readonly #limits: UnpackLimits;
  #events: AuditEvent[] = [];

  constructor(paths: readonly string[], options: AuditOptions) {
    this.#paths = paths;
    this.#options = options;
    this.#limits = options.limits ?? usual;
    this.#deliveries = new Deliveries(options.window ?? null);
    this.#readers = new Readers(options.readers ?? registered, { pipelines: options.pipelines });
  }

  /** To be walked once. */
  async *batches(): AsyncGenerator<AuditBatch> {
    const first = await this.#readers.load();
    const hashed = first?.deliveryName !== undefined && isAnyCalled(this.#paths, first.deliveryName);
    const scans = new Scans(first, this.#limits, this.#options.pipelines, hashed, this.#options.threads);
    const waiting: { readonly files: Job; readonly scan: Scan }[] = [];
    const jobs = jobsOf(this.#paths, this.#told);
    try {
      for (;;) {
        while (waiting.length < scans.ahead) {
          const next = jobs.next();
          if (next.done === true) break;
          waiting.push({ files: next.value, scan: scans.begin(next.value) });
        }
        const next = waiting.shift();
        if (next === undefined) break;
        yield* this.#job(next.files, next.scan.parts());
      }
      if (!hashed) await this.#hashListed();
      for (const [reader, reading] of this.#readers.readings) for (const event of reading.finish()) this.#event(this.#digestOf(event.source.file, reader), event);
      if (this.#events.length > 0) yield this.#batch();
    } finally {
      for (const { scan } of waiting) scan.stop();
      await scans.close();
    }
  }

  /** Once it is known that hashes are told, which no name of a file had said. */
  async #hashListed(): Promise<void> {
    const isHashed = this.#deliveries.hashed();
    if (isHashed === null) return;
    const again: Walked = { problem: () => undefined, skip: () => undefined };
    for (const file of logFiles(this.#paths, again)) {
      const names = [file.path, this.#lists.get(file.path)].filter((name) => name !== undefined && isHashed(name));
      const sum = names.length === 0 ? null : await sumOf(file, this.#limits);
      for (const name of names) this.#deliveries.met(String(name), sum);
    }
  }

  finish(): AuditEnd {
    for (const { source, missing } of this.#deliveries.missing()) source.lack(missing);
    for (const { source, matched, altered, unknown } of this.#deliveries.compared()) {
      source.match(matched);
      for (const missing of unknown) source.lack(missing);
      for (const { missing, names } of altered) {
        source.lack(missing);
        for (const name of names) this.#told.problem(modified(name, source.path));
      }
    }
    return { sources: [...this.#digests.values()].map((digest) => digest.source()), problems: this.#told.problems, notices: this.#notices, skipped: this.#told.skipped };
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
    else {
      this.#told.skip({ path: file.path, because });
      this.#deliveries.strange(file.path);
    }
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
        log.bad.push({ number, what: 'is not JSON' });
        continue;
      }
      const own = this.#readers.unwrapped(value, log.reader);
      if (own === null && this.#isList(log, value)) {
        log.lists++;
        continue;
      }
      const found = own ?? (await this.#readers.unwrappedByMore(value));
      if (found === null) {
        log.foreign++;
        log.stranger ??= Object.keys(value).slice(0, 4).join(', ');
      } else this.#record(log, one, found.reader, found.record);
    }
  }

  /** Whether it tells which files were delivered. */
  #isList(log: FileLog, value: JsonObject): boolean {
    const found = this.#readers.delivery(value);
    if (found === null) return false;
    log.reader ??= found.reader;
    const digest = this.#digestOf(log.file.root, found.reader);
    log.listKey ??= found.delivery.list.key;
    digest.list(found.delivery.files.length);
    this.#deliveries.take(found.delivery, digest);
    return true;
  }

  #record(log: FileLog, { number, counted }: Met, reader: AuditReader, record: JsonObject): void {
    log.reader ??= reader;
    const digest = this.#digestIn(log, reader);
    const reading = this.#readers.readingOf(reader);
    if (!counted) digest.place(reading.scopeOf(record));
    this.#result(log, digest, number, reading.read(record, { file: log.file.path, record: number }));
  }

  /** What a thread has read. */
  #taken(log: FileLog, event: AuditEvent): void {
    const reader = this.#readers.first as AuditReader;
    log.reader ??= reader;
    this.#result(log, this.#digestIn(log, reader), event.source.record, this.#readers.readingOf(reader).take?.(event) ?? event);
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
    const reader = log.reader ?? (passedOver + log.unread > 0 ? this.#readers.first : null);
    // What is cut off before its first record is at its end may have been a log.
    if (reader === null && problem === null && broken !== null && log.stranger === null) return this.#broken(file, broken);
    if (reader === null && (records > 0 || problem !== null)) return this.#pass(file, problem, log.stranger === null ? 'no log: its records cannot be read' : `no log of a cloud: its records have ${log.stranger}`);
    if (problem !== null) this.#told.problem(problem);
    // A list without records tells nothing of whose it is, unless its name does.
    const digest = this.#digestOf(file.root, reader ?? (this.#readers.first as AuditReader));
    digest.count(records - log.elsewhere - log.lists);
    this.#deliveries.met(file.path, end.sum);
    const { listKey } = log;
    // A digest file that stands alone may have been given any name.
    if (listKey !== null && log.lists === 1 && records === 1) {
      this.#deliveries.met(listKey, end.sum);
      this.#lists.set(file.path, listKey);
    }
    digest.malformed(faults + log.unread);
    for (let left = log.foreign; left > 0; left--) digest.foreign();
    if (nextPage !== null) digest.note(`${file.path} has ${nextPage}: there are more pages, which are not in it`);
    if (broken !== null) {
      await this.#broken(file, broken);
    } else if (problem === null) digest.delivered(file.path);
    await this.#locate(log, end);
  }

  async #broken(file: LogFile, { offset }: { readonly offset: number }): Promise<void> {
    const [line] = await linesAt(file, [offset], this.#limits);
    this.#told.problem({ code: 'audit-broken', message: `${file.path} is broken in line ${line}; what could be read before was read`, where: `${file.path}:${line}`, hint: 'it was not written completely, or was edited by hand; fetch it again' });
  }

  /** Malformed records, with the lines that they begin in. */
  async #locate({ file, bad }: FileLog, { malformed }: FileEnd): Promise<void> {
    const lines = malformed.length === 0 ? [] : await linesAt(file, malformed.map(({ offset }) => offset), this.#limits);
    const notice = (number: number, what: string, where: string): Problem => ({ code: 'audit-malformed', message: `record ${number} of ${file.path}: ${what}`, where, hint: 'it is counted but not read; the records around it are' });
    this.#notices.push(...malformed.map(({ number, what }, index) => notice(number, what, `${file.path}:${lines[index]}`)), ...bad.slice(0, located).map(({ number, what }) => notice(number, what, file.path)));
  }

  #take(root: string, counted: Counted): void {
    const reader = this.#readers.first;
    if (reader !== null && counted.hours.length > 0) this.#digestOf(root, reader).take(counted);
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

function modified(name: string, where: string): Problem {
  return { code: 'audit-modified', message: `${name} was modified after it was delivered: its SHA-256 does not match the digest file`, where, hint: 'download it again as it is in the bucket; where that does not help, somebody has changed the log (aws cloudtrail validate-logs)' };
}

const whatIsRead = 'give logs of CloudTrail, Azure Activity, GCP Cloud Audit or OCI Audit: JSON, lines of JSON or CSV, packed with gzip or not';

function ofWholeRows(event: AuditEvent): AuditEvent {
  const subjects = event.subjects.map((one) => {
    const row = wholeRow(one.row);
    return row === one.row ? one : { ...one, row };
  });
  return subjects.every((one, at) => one === event.subjects[at]) ? event : { ...event, subjects };
}
