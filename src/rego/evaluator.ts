import type { JsonObject, JsonValue } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Allowance } from './allowance.ts';

/** A policy of a module: what stands under `entrypoint` is evaluated and reported under `id`. */
export interface EvaluatorEntry {
  readonly id: string;
  readonly package: string;
  readonly entrypoint: string;
}

export interface EvaluatorModule {
  /** Bytes of OPA's compiler, or a module that is compiled already, or being compiled, or will be when it is needed. */
  readonly wasm: Uint8Array<ArrayBuffer> | WebAssembly.Module | Promise<WebAssembly.Module> | (() => Promise<WebAssembly.Module>);
  /** The base document, `data`. */
  readonly data: JsonObject;
  readonly entries: readonly EvaluatorEntry[];
  /** Loaded at its first batch, not at once. */
  readonly lazy?: boolean;
  /** What a pausing module is asked for, in-process. */
  readonly allowance?: Allowance;
}

export interface EvaluatorOptions {
  readonly modules: readonly EvaluatorModule[];
  /** What a policy may take over all its batches; then it is stopped and named. In-process it is noticed between batches alone. */
  readonly policyTimeoutMs: number;
  /** What `time.now_ns` gives. */
  readonly now: Date;
  /** `worker`: in threads of their own, so that a policy can be stopped and the caller goes on. */
  readonly mode: 'in-process' | 'worker';
  /** The most memory of one module, in pages of 64 KiB; 1 GiB without it. */
  readonly memoryPages?: number;
  /** Threads; one without it. */
  readonly workers?: number;
  /** Takes the lines of print() with the id of the policy, for modules compiled with it. */
  readonly print?: (line: string, id: string) => void;
  /** A `dist/` folder to take the worker from, with a trailing slash; the own one without it. */
  readonly dist?: URL;
}

export interface Batch {
  /** The input document, JSON. In memory that threads can share it is not copied: see `inputBytes`. */
  readonly bytes: Uint8Array;
  /** Index of the module. */
  readonly module: number;
  /** Ids of the entries to evaluate over it. */
  readonly entryIds: readonly string[];
}

/** The document that an entry made, sets as arrays in Rego order; or why there is none. Frozen problems are the same object in every batch. */
export type EvaluationResult = { readonly id: string; readonly value: JsonValue } | { readonly id: string; readonly problem: Problem };

export interface Evaluator {
  /** Resolves when there is nothing left to do but to evaluate. */
  ready(): Promise<void>;
  /**
   * One result per entry, in the order of `entryIds`. A policy that fails spoils no other one.
   * @throws ProblemError when a module cannot be loaded.
   */
  evaluate(batch: Batch): Promise<readonly EvaluationResult[]>;
  close(): Promise<void>;
}
