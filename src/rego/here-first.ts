import type { Batch, EvaluationResult, Evaluator } from './evaluator.ts';

/**
 * Evaluates in this thread what takes no time to speak of: another one takes longer to start than most policies take. From the first
 * batch on in which a policy fails, or takes longer than it may here, everything is evaluated in threads, where it can be stopped; what
 * they say holds.
 */
export class HereFirst implements Evaluator {
  readonly #here: Evaluator;
  readonly #openThreads: () => Evaluator;
  #threads: Evaluator | null = null;

  /** @param here evaluates pausing modules with an allowance. */
  constructor(here: Evaluator, openThreads: () => Evaluator) {
    this.#here = here;
    this.#openThreads = openThreads;
  }

  async ready(): Promise<void> {
    await this.#threads?.ready();
  }

  async evaluate(batch: Batch): Promise<readonly EvaluationResult[]> {
    if (this.#threads !== null) return this.#threads.evaluate(batch);
    // A fault of the module itself comes again there.
    const results = await this.#here.evaluate(batch).catch((): null => null);
    if (results?.length === batch.entryIds.length && results.every((result) => 'value' in result)) return results;
    this.#threads ??= this.#openThreads();
    return this.#threads.evaluate(batch);
  }

  async close(): Promise<void> {
    await this.#threads?.close();
  }
}
