import type { Batch, EvaluationResult, Evaluator, EvaluatorOptions } from './evaluator.ts';
import { Meter } from './meter.ts';
import { Runner } from './runner.ts';
import type { Thread } from './thread.ts';

export type { Batch, EvaluationResult, Evaluator, EvaluatorOptions } from './evaluator.ts';

/** Starts loading at once; faults of a module come with the first evaluation. @param thread the first one of several, where it runs already and waits to be told what to load. */
export function createEvaluator(options: EvaluatorOptions, thread: Thread | null = null): Evaluator {
  return options.mode === 'worker' ? inThreads(options, thread) : new InProcess(options);
}

/** A run in-process loads no code of workers. */
function inThreads(options: EvaluatorOptions, thread: Thread | null): Evaluator {
  const pool = import('./pool.ts').then(({ WorkerPool }) => new WorkerPool(options, thread));
  pool.catch(() => undefined);
  return {
    ready: () => pool.then((one) => one.ready(), () => undefined),
    evaluate: async (batch) => (await pool).evaluate(batch),
    close: async () => (await pool).close(),
  };
}

/** Evaluates batches in order, at most `inFlight` of them made ahead: not all of them need to fit into memory. */
export async function* evaluateAll<B extends Batch>(
  evaluator: Evaluator,
  batches: Iterable<B> | AsyncIterable<B>,
  inFlight = 4,
): AsyncGenerator<{ readonly batch: B; readonly results: readonly EvaluationResult[] }> {
  const waiting: { readonly batch: B; readonly results: Promise<readonly EvaluationResult[]> }[] = [];
  // Modules that were compiled meanwhile, and threads that wait for them, get their turn before this one is busy with the first batch.
  await new Promise(setImmediate);
  try {
    for await (const batch of batches) {
      const results = evaluator.evaluate(batch);
      // Its turn may come after another one has failed.
      results.catch(() => undefined);
      waiting.push({ batch, results });
      if (waiting.length >= inFlight) yield await first(waiting);
    }
    while (waiting.length > 0) yield await first(waiting);
  } finally {
    await Promise.allSettled(waiting.map((one) => one.results));
  }
}

async function first<B>(waiting: { readonly batch: B; readonly results: Promise<readonly EvaluationResult[]> }[]) {
  const { batch, results } = waiting.shift() as { readonly batch: B; readonly results: Promise<readonly EvaluationResult[]> };
  return { batch, results: await results };
}

class InProcess implements Evaluator {
  readonly #runner: Runner;

  constructor(options: EvaluatorOptions) {
    const count = options.modules.reduce((sum, module) => sum + module.entries.length, 0);
    this.#runner = new Runner({
      modules: options.modules,
      now: options.now,
      memoryPages: options.memoryPages,
      limitMs: options.policyTimeoutMs,
      meter: new Meter(Meter.allocate(1, count), 0, options.policyTimeoutMs),
      print: options.print ?? (() => undefined),
    });
  }

  async ready(): Promise<void> {}

  evaluate(batch: Batch): Promise<readonly EvaluationResult[]> {
    return this.#runner.run(batch.module, batch.bytes, batch.entryIds);
  }

  async close(): Promise<void> {}
}
