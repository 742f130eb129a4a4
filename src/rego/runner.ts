import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Allowance } from './allowance.ts';
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
  /** Loaded at the first use, not at once. */
  readonly lazy?: boolean | undefined;
  /** Of a pausing module. */
  readonly allowance?: Allowance | undefined;
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
  readonly #loaded: Promise<Loaded>[] = [];
  readonly #problems = new DistinctProblems();
  #id = '';

  constructor(options: RunnerOptions) {
    this.#options = options;
    options.modules.forEach(({ lazy }, index) => {
      if (lazy !== true) void this.#load(index).catch(() => undefined);
    });
  }

  /** Of a module with an allowance only as far as there is no problem. @throws ProblemError for a module that cannot run here. */
  async run(module: number, bytes: Uint8Array, ids: readonly string[]): Promise<readonly EvaluationResult[]> {
    const loaded = await this.#load(module);
    const allowance = this.#options.modules[module]?.allowance;
    allowance?.begin();
    try {
      return this.#evaluateAll(loaded, bytes, ids, allowance !== undefined);
    } finally {
      allowance?.end();
    }
  }

  /** @param untilProblem whether the entries that follow a problem are left out. */
  #evaluateAll(loaded: Loaded, bytes: Uint8Array, ids: readonly string[], untilProblem: boolean): readonly EvaluationResult[] {
    try {
      loaded.host.setInput(bytes);
    } catch (error) {
      // Without an input nothing can be said of any policy.
      return ids.map((id) => ({ id, problem: this.#problem(id, error) }));
    }
    const results: EvaluationResult[] = [];
    for (const id of ids) {
      const result = this.#evaluate(loaded, id);
      results.push(result);
      if (untilProblem && 'problem' in result) break;
    }
    return results;
  }

  #load(index: number): Promise<Loaded> {
    return (this.#loaded[index] ??= this.#open(index));
  }

  async #open(index: number): Promise<Loaded> {
    const { modules, now, print, memoryPages } = this.#options;
    const module = modules[index];
    if (!module) throw new Error(`no module ${index}`);
    const { allowance } = module;
    const pages = allowance?.memoryPages ?? memoryPages;
    const host = await Host.open(await loadModule(module.wasm), { now, print: (line) => print(line, this.#id), allowance, ...(pages === undefined ? {} : { memoryPages: pages }) });
    host.setData(module.data instanceof Uint8Array ? module.data : Buffer.from(JSON.stringify(module.data)));
    const before = modules.slice(0, index).reduce((sum, one) => sum + one.entries.length, 0);
    return { host, entries: new Map(module.entries.map(({ id, entrypoint }, at) => [id, { entrypoint, number: before + at }])) };
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
