import { availableParallelism } from 'node:os';
import type { JsonObject } from '#model/json.ts';
import { Allowance } from './allowance.ts';
import { createEvaluator, type Evaluator } from './evaluate.ts';
import { HereFirst } from './here-first.ts';
import type { PolicySet } from './policies.ts';
import type { Thread } from './thread.ts';

export interface EngineOptions {
  /** The shipped ones, then the user's own. */
  readonly sets: readonly PolicySet[];
  /** `data.settings` */
  readonly settings: JsonObject;
  readonly policyTimeoutMs: number;
  readonly now: Date;
  /** One that was started before anybody knew what it is to judge. */
  readonly thread?: Thread | null | undefined;
}

/** Bytes from which a thread of its own pays off: it takes as long to start as 2 MB take to judge. */
const worthAThread = 2 ** 21;

/** What a user's policies may take in this thread. Nobody notices, and most are done long before. */
const allowanceMs = 100;

/** Evaluates the policies of a run. The shipped ones do so in this thread or in others, whichever is quicker; a user's in threads that can be stopped, once they take longer than a moment. */
export class Engine {
  /** Threads judge every input, however small. */
  many = false;
  #options: EngineOptions | null = null;
  #here: Evaluator | null = null;
  #own: Evaluator | null = null;
  #threads: Evaluator | null = null;

  /** Before everything else. */
  load(options: EngineOptions): void {
    this.#options = options;
    if (!options.sets.every((set) => set.shipped || runsHere(set))) this.#own = this.#inThreads();
  }

  /** A file of so many bytes is about to be read: a thread that is to judge it starts meanwhile. */
  async expect(size: number): Promise<void> {
    if (size >= worthAThread) await this.#inThreads().ready();
  }

  /** Many inputs are about to be read that can be judged at the same time: however small they are, threads judge them. */
  async expectMany(): Promise<void> {
    if (this.#options?.sets.every(({ shipped }) => shipped) !== true) return;
    this.many = true;
    await this.#inThreads().ready();
  }

  /** For an input of so many bytes. Faults of a module come with the first evaluation. */
  for(size: number): Evaluator {
    if (this.many || size >= worthAThread) return this.#inThreads();
    const here = (this.#here ??= this.#open('in-process'));
    const own = (this.#own ??= new HereFirst(here, () => this.#inThreads()));
    return { ready: () => own.ready(), evaluate: (batch) => (this.#options?.sets[batch.module]?.shipped === true ? here : own).evaluate(batch), close: () => own.close() };
  }

  async close(): Promise<void> {
    await this.#threads?.close();
  }

  #inThreads(): Evaluator {
    return (this.#threads ??= this.#open('worker'));
  }

  #open(mode: 'worker' | 'in-process'): Evaluator {
    if (this.#options === null) throw new Error('no policies were loaded');
    const { sets, settings, policyTimeoutMs, now, thread } = this.#options;
    const modules = sets.map((set) => {
      const { wasm, pausing, data, policies, shipped } = set;
      const entries = policies.map(({ guardrail, entrypoint }) => ({ id: guardrail.id, package: guardrail.package, entrypoint }));
      const module = { wasm, data: { ...data, settings }, entries };
      if (mode === 'worker') return { ...module, lazy: sets.length > 1 && shipped };
      if (shipped || pausing === null) return { ...module, lazy: !shipped };
      return { ...module, wasm: pausing, allowance: new Allowance(Math.min(allowanceMs, policyTimeoutMs)), lazy: !runsHere(set) };
    });
    return createEvaluator({ modules, policyTimeoutMs, now, mode, workers: Math.min(3, Math.max(1, availableParallelism() - 1)) }, thread);
  }
}

/** Whether policies of a user can begin in this thread. */
function runsHere({ pausing, data }: PolicySet): boolean {
  return pausing !== null && JSON.stringify(data).length < worthAThread;
}
