import { createHash } from 'node:crypto';
import type { Problem } from '#model/problem.ts';
import { contentOf, Utf8 } from './content.ts';
import { CsvRecords } from './csv-records.ts';
import type { LogFile } from './files.ts';
import { readProblem } from './read-problem.ts';
import type { Malformed, Met } from './record-file.ts';
import { JsonRecords } from './scan/json-records.ts';
import type { Counted, Scanner } from './scan/scanner.ts';
import type { UnpackLimits } from './archive.ts';
import { unpacking, type Unpacking } from './unpack.ts';

/** Files that are read as one, of the same path that was given: a large one, or some small ones. */
export type Job = readonly LogFile[];

/** What comes of a job, in the order of its files. `file`: which of them. What was counted comes when there is no room for more, and at the end. */
export type JobPart = { readonly file: number; readonly met: readonly Met[] } | { readonly file: number; readonly end: FileEnd } | { readonly counted: Counted };

/** What stands when a file is at its end. */
export interface FileEnd {
  /** Why it holds no records; null where it may. */
  readonly because: string | null;
  /** Why it was not read to its end. */
  readonly problem: Problem | null;
  readonly records: number;
  /** The first ones, and how many there are. */
  readonly malformed: readonly Malformed[];
  readonly faults: number;
  readonly broken: { readonly offset: number } | null;
  readonly nextPage: string | null;
  /** SHA-256 of what is in it, in hex; null where nobody asked, or it was not read to its end. */
  readonly sum: string | null;
}

/** Malformed records of a file that are told one by one. */
export const located = 20;

interface How {
  /** Records are told as their text where they can be. */
  readonly lazily?: boolean;
  /** The hash of each file is told. */
  readonly hashed?: boolean;
}

/** Files of a job that are unpacked ahead of the one that is looked at. */
const ahead = 2;

const nothing: FileEnd = { because: null, problem: null, records: 0, malformed: [], faults: 0, broken: null, nextPage: null, sum: null };

/** A job in the thread that asks for it. Its first files are unpacked from its making on, in threads of the system. */
export class LocalJob {
  readonly #files: Job;
  readonly #scanner: Scanner;
  readonly #limits: UnpackLimits;
  readonly #how: How;
  readonly #opened: (Unpacking | Problem)[] = [];

  constructor(files: Job, scanner: Scanner, limits: UnpackLimits, how: How = {}) {
    this.#files = files;
    this.#scanner = scanner;
    this.#limits = limits;
    this.#how = how;
    this.#openUpTo(ahead);
  }

  async *parts(): AsyncGenerator<JobPart> {
    try {
      for (const file of this.#files.keys()) {
        this.#openUpTo(file + ahead);
        const opened = this.#opened[file];
        if (opened === undefined || !('next' in opened)) yield { file, end: { ...nothing, problem: opened ?? null } };
        else yield* this.#scan(file, opened);
      }
      yield { counted: this.#scanner.take() };
    } finally {
      this.stop();
    }
  }

  stop(): void {
    for (const one of this.#opened) if ('next' in one) one.stop();
    this.#opened.length = 0;
  }

  #openUpTo(count: number): void {
    for (const file of this.#files.slice(this.#opened.length, count)) {
      try {
        this.#opened.push(unpacking(file, this.#limits));
      } catch (error) {
        this.#opened.push(readProblem(error as NodeJS.ErrnoException, file.path));
      }
    }
  }

  async *#scan(file: number, pieces: Unpacking): AsyncGenerator<JobPart> {
    const hash = this.#how.hashed === true ? createHash('sha256') : null;
    const first = (await pieces.next()) ?? Buffer.alloc(0);
    hash?.update(first);
    const utf8 = new Utf8(first);
    const head = utf8.of(first);
    const content = contentOf(head);
    if (content.as === 'other') {
      pieces.stop();
      yield { file, end: { ...nothing, because: content.because, problem: pieces.problem } };
      return;
    }
    const records = content.as === 'csv' ? new CsvRecords(content.separator) : new JsonRecords(this.#scanner, this.#how.lazily);
    for (let bytes: Buffer | null = head; bytes !== null; ) {
      const met = records.push(bytes);
      if (met.length > 0) yield { file, met };
      if (this.#scanner.isFull) yield { counted: this.#scanner.take() };
      const piece = await pieces.next();
      if (piece !== null) hash?.update(piece);
      bytes = piece === null ? null : utf8.of(piece);
    }
    const { problem } = pieces;
    const met = records.end(problem !== null);
    if (met.length > 0) yield { file, met };
    const { malformed, broken, nextPage } = records;
    yield { file, end: { because: null, problem, records: records.records, malformed: malformed.slice(0, located), faults: malformed.length, broken, nextPage, sum: problem === null ? (hash?.digest('hex') ?? null) : null } };
  }
}
