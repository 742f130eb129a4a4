import { Worker } from 'node:worker_threads';
import type { JsonObject } from '#model/json.ts';
import type { Job, JobPart } from './job.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

/** Characters of records of whose use a thread is told at once. */
const enough = 2 ** 20;

/** Threads that scan files, a job at a time each: what they tell is a hundredth of what they read. */
export class ScanThreads {
  readonly #workers: Worker[];
  readonly #free: Worker[];
  readonly #queue: ThreadJob[] = [];
  /** A bug of ours has ended one of them. */
  #broken: Error | null = null;

  /** @param script scan-worker, bundled */
  constructor(script: URL, count: number, setup: ToThread) {
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
  /** Characters that the thread has not been told of. */
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
        if (!('met' in part)) yield part;
        else {
          yield { file: part.file, met: part.met.map(({ text, number, counted }) => ({ value: parsed(text), text, number, counted })) };
          this.#used += part.size;
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

function parsed(text: string): JsonObject | null {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return null;
  }
}
