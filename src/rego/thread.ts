import type { Worker } from 'node:worker_threads';
import type { Problem } from '#model/problem.ts';
import type { EvaluationResult } from './evaluator.ts';
import type { RunnerModule } from './runner.ts';

export interface WorkerSetup {
  readonly modules: readonly RunnerModule[];
  readonly now: Date;
  readonly memoryPages: number | undefined;
  readonly limitMs: number;
  readonly meter: SharedArrayBuffer;
  /** The number of the thread in the meter. */
  readonly thread: number;
}

export interface Order {
  readonly module: number;
  readonly bytes: Uint8Array;
  readonly ids: readonly string[];
}

export type Answer =
  | { readonly results: readonly EvaluationResult[]; readonly printed: readonly (readonly [line: string, id: string])[] }
  | { readonly problems: readonly Problem[] }
  /** A bug of ours, with its stack. */
  | { readonly crash: string };

/** Policies may recurse over what nests thousands of levels deep. */
const stackSizeMb = 16;

/** A worker thread from its start to its end; `ended` says why it ended when nobody asked it to. */
export class Thread {
  readonly #worker: Worker;
  #stopped = false;

  constructor(start: typeof Worker, script: URL, setup: WorkerSetup, answered: (answer: Answer) => void, ended: (why: Error) => void) {
    this.#worker = new start(script, { workerData: setup, resourceLimits: { stackSizeMb }, execArgv: [], env: {} });
    this.#worker.on('message', (answer: Answer) => {
      // An idle thread does not keep the process alive.
      this.#worker.unref();
      if (!this.#stopped) answered(answer);
    });
    let reason = new Error('the evaluation thread ended');
    this.#worker.on('error', (error: Error) => {
      reason = error;
    });
    this.#worker.on('exit', () => {
      if (!this.#stopped) ended(reason);
    });
    this.#worker.unref();
  }

  send(order: Order): void {
    this.#worker.ref();
    this.#worker.postMessage(order);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#worker.terminate();
  }
}
