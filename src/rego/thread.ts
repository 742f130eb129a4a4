import type { Worker } from 'node:worker_threads';
import type { Problem } from '#model/problem.ts';
import type { EvaluationResult } from './evaluator.ts';
import type { RunnerModule } from './runner.ts';

/** The first message to a thread; orders follow, some to a message. */
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

/** To an order. Those to the orders of a message come in a message too, in the same order. */
export type Answer =
  | { readonly results: readonly EvaluationResult[]; readonly printed: readonly (readonly [line: string, id: string])[] }
  | { readonly problems: readonly Problem[] }
  /** A bug of ours, with its stack. */
  | { readonly crash: string };

/** Policies may recurse over what nests thousands of levels deep. Of what an evaluation makes nothing outlives it: more room for what is new would only be filled. */
export const threadOptions = { resourceLimits: { stackSizeMb: 16, maxYoungGenerationSizeMb: 3 }, execArgv: [], env: {} };

/** A worker thread from its start to its end. */
export class Thread {
  readonly #worker: Worker;
  #stopped = false;
  #reason = new Error('the evaluation thread ended');
  #gone = false;
  #answered: (answers: readonly Answer[]) => void = () => undefined;
  #ended: (why: Error) => void = () => undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answers: readonly Answer[]) => {
      // An idle thread does not keep the process alive.
      worker.unref();
      if (!this.#stopped) this.#answered(answers);
    });
    worker.on('error', (error: Error) => {
      this.#reason = error;
    });
    worker.on('exit', () => {
      this.#gone = true;
      if (!this.#stopped) this.#ended(this.#reason);
    });
    worker.unref();
  }

  /** `ended` says why it ended when nobody asked it to. */
  begin(setup: WorkerSetup, answered: (answers: readonly Answer[]) => void, ended: (why: Error) => void): void {
    this.#answered = answered;
    this.#ended = ended;
    if (this.#gone) queueMicrotask(() => ended(this.#reason));
    else this.#worker.postMessage(setup);
  }

  send(orders: readonly Order[]): void {
    this.#worker.ref();
    this.#worker.postMessage(orders);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#worker.terminate();
  }
}
