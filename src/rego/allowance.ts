import { EvaluationError } from './evaluation-error.ts';

/** Rounds and calls in the module from one question to the next: about 0.1 ms. */
const steps = 20_000;

/** Their results grow beyond all proportion to their arguments. */
const unbounded = new Set(['graph.reachable_paths', 'numbers.range_step', 'net.cidr_expand']);

/** Of all arguments of a call as text: what takes time in the square of that does not take long. */
const most = 32_768;
const mostPairs = 1_000_000;

/**
 * The time that policies may take in a thread that nobody can stop. Whoever evaluates a pausing module asks here at every pause, and
 * before every built-in function of the host, which cannot be stopped once it was called.
 */
export class Allowance {
  /** Of 64 KiB that an instance may hold. */
  readonly memoryPages = 2048;
  #leftMs: number;
  #since: number | null = null;

  /** @param limitMs for all evaluations together. */
  constructor(limitMs: number) {
    this.#leftMs = limitMs;
  }

  begin(): void {
    this.#since = nowMs();
  }

  end(): void {
    if (this.#since !== null) this.#leftMs -= nowMs() - this.#since;
    this.#since = null;
  }

  /** The answer to a pause. @throws EvaluationError when the time is used up. */
  next(): number {
    if (this.#since !== null && nowMs() - this.#since > this.#leftMs) throw new EvaluationError('long', 'it takes longer than it may here');
    return steps;
  }

  /** @param sizes of the arguments, in characters. @throws EvaluationError for a call that may take long. */
  before(builtin: string, sizes: readonly number[]): void {
    this.next();
    const [first = 0, second = 0] = sizes.toSorted((a, b) => b - a);
    if (unbounded.has(builtin) || sizes.reduce((sum, size) => sum + size, 0) > most || first * second > mostPairs) throw new EvaluationError('long', `${builtin} may take long`);
  }
}

/** `performance` would load a module of Node that nothing else needs. */
function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
