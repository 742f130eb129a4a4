import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { EvaluationResult, EvaluatorEntry, EvaluatorModule } from './evaluator.ts';
import { Host, asFault } from './host.ts';
import type { Meter } from './meter.ts';
import { DistinctProblems, policyProblem, timeoutProblem } from './policy-problem.ts';
import { toJson } from './value.ts';
import { loadModule } from './wasm-module.ts';

export interface RunnerModule {
  readonly wasm: EvaluatorModule['wasm'];
  readonly data: JsonObject | Uint8Array;
  readonly entries: readonly EvaluatorEntry[];
}

export interface RunnerOptions {
  readonly modules: readonly RunnerModule[];
  readonly now: Date;
  readonly memoryPages: number | undefined;
  readonly limitMs: number;
  readonly meter: Meter;
  readonly print: (line: string, id: string) => void;
}

interface Loaded {
  readonly host: Host;
  /** By id: the entrypoint, and the number of the entry among those of all modules. */
  readonly entries: ReadonlyMap<string, { readonly entrypoint: string; readonly number: number }>;
}

/** Evaluates batches one after the other, in whatever thread it lives. */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #loaded: Loaded[] = [];
  readonly #problems = new DistinctProblems();
  #id = '';

  private constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** @throws ProblemError for a module that cannot run here. */
  static async open(options: RunnerOptions): Promise<Runner> {
    const runner = new Runner(options);
    let number = 0;
    for (const { wasm, data, entries } of options.modules) {
      const host = await Host.open(await loadModule(wasm), {
        now: options.now,
        print: (line) => options.print(line, runner.#id),
        ...(options.memoryPages === undefined ? {} : { memoryPages: options.memoryPages }),
      });
      host.setData(data instanceof Uint8Array ? data : Buffer.from(JSON.stringify(data)));
      runner.#loaded.push({ host, entries: new Map(entries.map(({ id, entrypoint }) => [id, { entrypoint, number: number++ }])) });
    }
    return runner;
  }

  run(module: number, bytes: Uint8Array, ids: readonly string[]): readonly EvaluationResult[] {
    const loaded = this.#loaded[module];
    if (!loaded) throw new Error(`no module ${module}`);
    try {
      loaded.host.setInput(bytes);
    } catch (error) {
      // Without an input nothing can be said of any policy.
      return ids.map((id) => ({ id, problem: this.#problem(id, error) }));
    }
    return ids.map((id) => this.#evaluate(loaded, id));
  }

  #evaluate({ host, entries }: Loaded, id: string): EvaluationResult {
    const entry = entries.get(id);
    if (!entry) throw new Error(`no entry ${id} in its module`);
    const { meter, limitMs } = this.#options;
    if (meter.spent(entry.number)) return { id, problem: this.#problems.of(timeoutProblem(id, limitMs)) };
    this.#id = id;
    meter.start(entry.number);
    try {
      const value = host.evaluate(entry.entrypoint);
      if (value === undefined) throw new EvaluationError('undefined', `${entry.entrypoint} is undefined`);
      return { id, value: toJson(value) };
    } catch (error) {
      return { id, problem: this.#problem(id, error) };
    } finally {
      meter.stop();
    }
  }

  #problem(id: string, error: unknown): Problem {
    const fault = asFault(error);
    // Anything else is a bug of ours and keeps its stack.
    if (!(fault instanceof EvaluationError)) throw fault;
    return this.#problems.of(policyProblem(id, fault));
  }
}
