import { Worker } from 'node:worker_threads';
import type { JsonObject } from '#model/json.ts';
import { unpackedEvent } from '#model/packed-event.ts';
import type { Job, JobPart } from './job.ts';
import type { Met } from './record-file.ts';
import { parcelled, type FromThread, type Parcel, type Setup, type ToThread } from './thread-messages.ts';

/** Bytes of records of whose use a thread is told at once. */
const enough = 2 ** 20;
/** Records that are parsed together. */
const together = 16;

/** Threads that scan files, a job at a time each: what they tell is a hundredth of what they read. */
export class ScanThreads {
  readonly #workers: Worker[];
  readonly #free: Worker[];
  readonly #queue: ThreadJob[] = [];
  /** A bug of ours has ended one of them. */
  #broken: Error | null = null;

  /** @param script scan-worker, bundled */
  constructor(script: URL, count: number, setup: Setup) {
    this.#workers = Array.from({ length: count }, () => new Worker(script, { execArgv: [], env: {} }));
    this.#free = [...this.#workers];
    for (const worker of this.#workers) {
      worker.on('error', (error: Error) => {
        this.#broken ??= error;
        for (const job of this.#queue.splice(0)) job.fail(error);
      });
      worker.postMessage(setup);
    }
  }

  /** Jobs begin in the order in which they are given. */
  begin(files: Job): ThreadJob {
    const job = new ThreadJob(files);
    if (this.#broken !== null) job.fail(this.#broken);
    else this.#queue.push(job);
    this.#assign();
    return job;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #assign(): void {
    for (let worker = this.#free.pop(); worker !== undefined; worker = this.#free.pop()) {
      const job = this.#queue.shift();
      if (job === undefined) {
        this.#free.push(worker);
        return;
      }
      const thread = worker;
      job.run(thread, () => {
        this.#free.push(thread);
        this.#assign();
      });
    }
  }
}

class ThreadJob {
  readonly #files: Job;
  readonly #told: FromThread[] = [];
  #worker: Worker | null = null;
  #error: Error | null = null;
  /** Bytes that the thread has not been told of. */
  #used = 0;
  #wake: (() => void) | null = null;

  constructor(files: Job) {
    this.#files = files;
  }

  run(worker: Worker, done: () => void): void {
    const take = (message: FromThread): void => {
      this.#told.push(message);
      if ('done' in message) {
        worker.off('message', take).off('error', fail);
        done();
      }
      this.#wake?.();
    };
    const fail = (error: Error): void => this.fail(error);
    this.#worker = worker.on('message', take).on('error', fail);
    worker.postMessage({ files: this.#files } satisfies ToThread);
  }

  fail(error: Error): void {
    this.#error = error;
    this.#wake?.();
  }

  async *parts(): AsyncGenerator<JobPart> {
    for (;;) {
      const told = this.#told.splice(0);
      if (told.length === 0) {
        if (this.#error !== null) throw this.#error;
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
      for (const part of told) {
        if ('done' in part) {
          // The thread may be at another job by now, but its count is one.
          this.#worker?.postMessage({ used: this.#used } satisfies ToThread);
          return;
        }
        if (!('bytes' in part)) yield part;
        else {
          for (let record = 0; record < part.rows.length / 3; record += together) yield { file: part.file, met: metIn(part, record, record + together) };
          this.#used += part.bytes.length;
          if (this.#used < enough) continue;
          this.#worker?.postMessage({ used: this.#used } satisfies ToThread);
          this.#used = 0;
        }
      }
    }
  }

  /** What was not asked for goes with its thread. */
  stop(): void {
    this.#told.length = 0;
  }
}

/** Records of a parcel, from one up to another. */
function metIn({ bytes, rows }: Parcel, from: number, to: number): readonly Met[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const met: Met[] = [];
  for (let record = from, start = from === 0 ? 0 : (rows[from * 3 - 3] as number); record < to && record * 3 < rows.length; record++) {
    const end = rows[record * 3] as number;
    const [number, what] = [rows[record * 3 + 1] as number, rows[record * 3 + 2]];
    const text = buffer.toString('utf8', start, end);
    met.push(what === parcelled.event ? { value: null, text: null, number, counted: true, event: unpackedEvent(text) } : { value: parsed(text), text: null, number, counted: what === parcelled.counted });
    start = end;
  }
  return met;
}

function parsed(text: string): JsonObject | null {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return null;
  }
}
