import { ProblemError, type Problem } from '#model/problem.ts';
import type { Batch, EvaluationResult, Evaluator, EvaluatorOptions } from './evaluator.ts';
import { EvaluationError } from './evaluation-error.ts';
import { Meter } from './meter.ts';
import { DistinctProblems, policyProblem, timeoutProblem } from './policy-problem.ts';
import { sharedBytes } from './shared-bytes.ts';
import { Thread, threadOptions, type Answer, type WorkerSetup } from './thread.ts';
import { loadModule } from './wasm-module.ts';
import { workerUrl } from './worker-location.ts';

interface Job {
  readonly batch: Batch;
  readonly bytes: Uint8Array;
  readonly resolve: (results: readonly EvaluationResult[]) => void;
  readonly reject: (error: Error) => void;
}

/** A place for one thread at a time. */
interface Seat {
  thread: Thread | null;
  meter: Meter;
  /** What it was given to do, in order. */
  jobs: Job[];
  /** Messages in which it was given that. */
  messages: number;
}

/** The second one is at hand when the first is done, while this thread may be busy with making a third. */
const messagesAhead = 2;

/** Bytes of batches that go in one message: it takes about as long as it takes to judge so many. */
const together = 2 ** 15;

interface Ready {
  readonly start: () => Thread;
  readonly modules: WorkerSetup['modules'];
}

/**
 * Evaluates in worker threads. The bytes of a batch stay in memory that both sides see until it is answered: when a policy
 * runs away its thread is ended, and the batch is done again in a fresh one without that policy.
 */
export class WorkerPool implements Evaluator {
  readonly #options: EvaluatorOptions;
  /** By number. */
  readonly #entries: readonly { readonly module: number; readonly id: string }[];
  readonly #meter: SharedArrayBuffer;
  readonly #seats: readonly Seat[];
  readonly #queue: Job[] = [];
  readonly #stopped = new Map<string, Problem>();
  readonly #problems = new DistinctProblems();
  readonly #endings: Promise<void>[] = [];
  #threads = 0;
  #ready: Ready | null = null;
  #broken: Error | null = null;
  #watch: NodeJS.Timeout | null = null;
  #soon: NodeJS.Immediate | null = null;
  readonly #begun: Promise<void>;

  /** @param thread see `createEvaluator` */
  constructor(options: EvaluatorOptions, thread: Thread | null) {
    this.#options = options;
    this.#entries = options.modules.flatMap((one, module) => one.entries.map(({ id }) => ({ module, id })));
    const seats = Math.max(1, options.workers ?? 1);
    // A thread that is being ended may write for a while yet, so that each has cells of its own; every entry can end one at each place.
    this.#meter = Meter.allocate(seats * (1 + this.#entries.length), this.#entries.length);
    this.#seats = Array.from({ length: seats }, () => ({ thread: null, meter: this.#meterOf(0), jobs: [], messages: 0 }));
    this.#begun = prepare(options, thread).then(
      (ready) => {
        if (this.#broken) return;
        this.#ready = ready;
        // The others start when there is more than one batch to evaluate.
        for (const seat of this.#seats.slice(0, 1)) this.#sit(seat, ready);
        this.#assign();
      },
      (error: Error) => this.#break(error),
    );
  }

  /** The first thread was told what to load, or nothing will come of it. */
  ready(): Promise<void> {
    return this.#begun;
  }

  evaluate(batch: Batch): Promise<readonly EvaluationResult[]> {
    return new Promise((resolve, reject) => {
      if (this.#broken) {
        reject(this.#broken);
        return;
      }
      this.#queue.push({ batch, bytes: sharedBytes(batch.bytes), resolve, reject });
      this.#gather();
    });
  }

  async close(): Promise<void> {
    this.#break(new Error('the evaluator was closed'));
    await Promise.all(this.#endings);
  }

  #meterOf(thread: number): Meter {
    return new Meter(this.#meter, thread, this.#options.policyTimeoutMs);
  }

  #sit(seat: Seat, ready: Ready): Thread {
    const number = this.#threads++;
    seat.meter = this.#meterOf(number);
    const { now, memoryPages, policyTimeoutMs } = this.#options;
    const thread = ready.start();
    thread.begin(
      { modules: ready.modules, now, memoryPages, limitMs: policyTimeoutMs, meter: this.#meter, thread: number },
      (answers) => this.#answered(seat, answers),
      (why) => this.#ended(seat, why),
    );
    seat.thread = thread;
    return thread;
  }

  /** Small batches wait for others until this thread has nothing else to do. */
  #gather(): void {
    if (this.#queue.reduce((size, { bytes }) => size + bytes.length, 0) >= together) this.#assign();
    else this.#soon ??= setImmediate(() => this.#assign());
  }

  #assign(): void {
    if (this.#soon) clearImmediate(this.#soon);
    this.#soon = null;
    if (!this.#ready || this.#broken) return;
    for (let depth = 1; depth <= messagesAhead; depth++) {
      for (const seat of this.#seats) {
        const jobs = seat.messages < depth ? this.#next() : [];
        if (jobs.length === 0) continue;
        seat.jobs.push(...jobs);
        seat.messages++;
        (seat.thread ?? this.#sit(seat, this.#ready)).send(jobs.map(({ batch: { module, entryIds }, bytes }) => ({ module, bytes, ids: entryIds.filter((id) => !this.#stopped.has(key(module, id))) })));
      }
    }
    const busy = this.#seats.some(({ jobs }) => jobs.length > 0);
    if (busy) this.#watch ??= setInterval(() => this.#look(), Math.min(100, Math.max(5, this.#options.policyTimeoutMs / 10)));
    else this.#rest();
  }

  /** For one message. */
  #next(): readonly Job[] {
    let [count, size] = [0, 0];
    for (const { bytes } of this.#queue) {
      size += bytes.length;
      if (count > 0 && size > together) break;
      count++;
    }
    return this.#queue.splice(0, count);
  }

  #rest(): void {
    if (this.#watch) clearInterval(this.#watch);
    this.#watch = null;
  }

  /** Ends the threads whose policy has had its time. */
  #look(): void {
    for (const seat of this.#seats) {
      const entry = seat.jobs.length > 0 ? seat.meter.running() : null;
      if (entry !== null && seat.meter.spent(entry)) {
        this.#stop(seat, entry, (id) => timeoutProblem(id, this.#options.policyTimeoutMs));
      }
    }
  }

  /** Goes on in a fresh thread without the entry. */
  #stop(seat: Seat, number: number, problem: (id: string) => Problem): void {
    const { module, id } = this.#entries[number] as { readonly module: number; readonly id: string };
    this.#stopped.set(key(module, id), this.#problems.of(problem(id)));
    this.#leave(seat);
    this.#queue.unshift(...seat.jobs.splice(0));
    this.#assign();
  }

  #leave(seat: Seat): void {
    if (seat.thread) this.#endings.push(seat.thread.stop());
    seat.thread = null;
    seat.messages = 0;
  }

  #answered(seat: Seat, answers: readonly Answer[]): void {
    seat.messages--;
    for (const answer of answers) {
      const job = seat.jobs.shift();
      if ('problems' in answer) this.#break(new ProblemError(answer.problems), job);
      else if ('crash' in answer) this.#break(Object.assign(new Error('evaluation failed'), { stack: answer.crash }), job);
      else if (job !== undefined) {
        for (const [line, id] of answer.printed) this.#options.print?.(line, id);
        const results = new Map(answer.results.map((result) => [result.id, 'problem' in result ? { id: result.id, problem: this.#problems.of(result.problem) } : result]));
        job.resolve(job.batch.entryIds.map((id) => results.get(id) ?? this.#resultOfStopped(job.batch.module, id)));
      }
    }
    this.#assign();
  }

  #resultOfStopped(module: number, id: string): EvaluationResult {
    const problem = this.#stopped.get(key(module, id));
    if (!problem) throw new Error(`no result for ${id}`);
    return { id, problem };
  }

  /** The thread died without being asked to: what it was evaluating takes the blame. */
  #ended(seat: Seat, why: Error): void {
    const entry = seat.meter.running();
    if (entry === null || seat.jobs.length === 0) {
      this.#break(why);
      return;
    }
    const memory = (why as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#stop(seat, entry, (id) => policyProblem(id, new EvaluationError(memory ? 'memory' : 'trap', why.message)));
  }

  #break(error: Error, job?: Job): void {
    this.#broken ??= error;
    this.#rest();
    job?.reject(error);
    for (const waiting of this.#queue.splice(0)) waiting.reject(error);
    for (const seat of this.#seats) {
      for (const one of seat.jobs.splice(0)) one.reject(error);
      this.#leave(seat);
    }
  }
}

function key(module: number, id: string): string {
  return `${module} ${id}`;
}

async function prepare({ modules, dist }: EvaluatorOptions, thread: Thread | null): Promise<Ready> {
  const [{ Worker }, script, ...loaded] = await Promise.all([import('node:worker_threads'), workerUrl('evaluate-worker', dist), ...modules.map((one) => loadModule(one.wasm))]);
  let waiting = thread;
  return {
    start() {
      const first = waiting;
      waiting = null;
      return first ?? new Thread(new Worker(script, threadOptions));
    },
    modules: modules.map(({ data, entries, lazy }, index) => ({
      wasm: loaded[index] as WebAssembly.Module,
      data: sharedBytes(Buffer.from(JSON.stringify(data))),
      entries,
      lazy,
    })),
  };
}
