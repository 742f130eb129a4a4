import { availableParallelism } from 'node:os';
import { LocalJob, type Job, type JobPart } from './job.ts';
import type { UnpackLimits } from './archive.ts';
import type { Pipeline } from './pipelines.ts';
import type { AuditReader } from './reader.ts';
import { Scanner } from './scan/scanner.ts';
import { threadScript } from './thread-script.ts';
import { ScanThreads } from './threads.ts';

/** Jobs that are begun ahead of the one whose records are read, in this thread and in each other one. */
const ahead = 4;
/** Characters of records that wait for this thread. */
const usualBehind = 2 ** 20;
/** Bytes of files from which it pays off to start threads. */
const worthThreads = 2 * 2 ** 20;
/** More are held up by what one thread can do with the records. */
const mostThreads = 8;

/** The script of threads that scan large logs, how many they are, and how far behind this one is when they read records as well. */
export interface UsedThreads {
  readonly script: URL;
  readonly count: number;
  readonly behind?: number;
}

/** A job that was begun. */
export interface Scan {
  parts(): AsyncIterable<JobPart>;
  stop(): void;
}

/** Jobs that are scanned: in this thread, and in others from where there is enough to read. */
export class Scans {
  readonly #scanner = new Scanner();
  /** Whose candidates are looked for. */
  readonly #first: AuditReader | null;
  readonly #limits: UnpackLimits;
  readonly #pipelines: readonly Pipeline[];
  readonly #hashed: boolean;
  readonly #used: UsedThreads | null;
  #threads: ScanThreads | null = null;
  #begun = 0;

  /** @param hashed whether the hash of each file is told @param threads null: none; left out: as many as there is room for, where their script is at hand */
  constructor(first: AuditReader | null, limits: UnpackLimits, pipelines: readonly Pipeline[], hashed: boolean, threads: UsedThreads | null = usualThreads()) {
    this.#first = first;
    this.#limits = limits;
    this.#pipelines = pipelines;
    this.#hashed = hashed;
    this.#used = threads;
    this.#scanner.filter(first?.candidates ?? null);
  }

  /** How many jobs are to be begun before the first of them is read. */
  get ahead(): number {
    return ahead * (this.#threads === null ? 1 : (this.#used?.count ?? 1));
  }

  begin(files: Job): Scan {
    this.#begun += files.reduce((sum, { size }) => sum + size, 0);
    if (this.#used !== null && this.#begun > worthThreads) this.#threads ??= this.#started(this.#used);
    return this.#threads?.begin(files) ?? new LocalJob(files, this.#scanner, this.#limits, { hashed: this.#hashed });
  }

  async close(): Promise<void> {
    await this.#threads?.close();
  }

  #started({ script, count, behind = usualBehind }: UsedThreads): ScanThreads {
    return new ScanThreads(script, count, { candidates: this.#first?.candidates ?? null, limits: this.#limits, reads: this.#first?.alone === undefined ? null : { pipelines: this.#pipelines }, hashed: this.#hashed, behind });
  }
}

function usualThreads(): UsedThreads | null {
  const script = threadScript();
  return script === null ? null : { script, count: Math.min(mostThreads, availableParallelism()) };
}
