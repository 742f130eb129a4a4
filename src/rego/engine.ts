import { availableParallelism } from 'node:os';
import type { JsonObject } from '#model/json.ts';
import { createEvaluator, spareThread, type Evaluator, type SpareThread } from './evaluate.ts';
import type { PolicySet } from './policies.ts';

export interface EngineOptions {
  /** The shipped pack, then the user's own policies. */
  readonly sets: readonly PolicySet[];
  /** `data.settings` */
  readonly settings: JsonObject;
  readonly policyTimeoutMs: number;
  readonly now: Date;
}

/** Bytes from which a thread of its own pays off: it takes as long to start as 2 MB take to judge. */
const worthAThread = 2 ** 21;

const shipped = 0;

/** Evaluates the policies of a run. A user's run where they can be stopped; the shipped ones do so where that is quicker. */
export class Engine {
  /** Starts with the run, while the policies are read that it is for. */
  readonly #spare: SpareThread | null;
  #options: EngineOptions | null = null;
  #here: Evaluator | null = null;
  #threads: Evaluator | null = null;

  constructor(needsThreads: boolean) {
    this.#spare = needsThreads ? spareThread() : null;
  }

  /** Before everything else. */
  load(options: EngineOptions): void {
    this.#options = options;
    if (options.sets.length > 1) this.#inThreads();
  }

  /** A file of so many bytes is about to be read: a thread that is to judge it starts meanwhile. */
  async expect(size: number): Promise<void> {
    if (size >= worthAThread) await this.#inThreads().ready();
  }

  /** For an input of so many bytes. Faults of a module come with the first evaluation. */
  for(size: number): Evaluator {
    if (size >= worthAThread) return this.#inThreads();
    const here = (this.#here ??= this.#open('in-process'));
    const threads = this.#threads;
    return threads === null ? here : { ready: () => threads.ready(), evaluate: (batch) => (batch.module === shipped ? here : threads).evaluate(batch), close: () => threads.close() };
  }

  async close(): Promise<void> {
    await Promise.all([this.#threads?.close(), this.#spare?.close()]);
  }

  #inThreads(): Evaluator {
    return (this.#threads ??= this.#open('worker'));
  }

  #open(mode: 'worker' | 'in-process'): Evaluator {
    if (this.#options === null) throw new Error('no policies were loaded');
    const { sets, settings, policyTimeoutMs, now } = this.#options;
    const modules = sets.map(({ wasm, data, policies }, index) => ({
      wasm,
      data: { ...data, settings },
      entries: policies.map(({ guardrail, entrypoint }) => ({ id: guardrail.id, package: guardrail.package, entrypoint })),
      lazy: sets.length > 1 && (mode === 'worker') === (index === shipped),
    }));
    return createEvaluator({ modules, policyTimeoutMs, now, mode, workers: Math.min(3, Math.max(1, availableParallelism() - 1)) }, this.#spare);
  }
}
