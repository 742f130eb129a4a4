import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonObject, JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import type {
  BuiltinTable,
  Checked,
  CompiledEntry,
  CompiledModule,
  EntrySpec,
  Evaluation,
  Inspection,
  RegoModule,
  RegoProblem,
  RegoVersion,
  TestReport,
} from './compiled.ts';
import { CompilerProcess, crash } from './compiler-process.ts';
import { problemOf } from './rego-problem.ts';
import { assetUrl, workerUrl } from './worker-location.ts';

/** What every operation reads. */
export interface Sources {
  readonly modules: readonly RegoModule[];
  /** The base document; `{}` without one. */
  readonly data?: JsonObject;
  /** For modules that do not say; v1 without it. */
  readonly regoVersion?: RegoVersion;
  /** Names of the built-in functions that the host of the compiled module implements, beside those linked into it. */
  readonly hostBuiltins?: readonly string[];
  /** Whether what only the strict mode minds is an error (the default) or a warning. */
  readonly strict?: boolean;
}

export interface CompileRequest extends Sources {
  readonly entries: readonly EntrySpec[];
  /** Keeps print() calls, for which the host must have `internal.print`; otherwise they are erased. */
  readonly print?: boolean;
}

export interface TestRequest extends Sources {
  /** A regular expression over `data.<package>.<test>`. */
  readonly run?: string;
  /** Of each single test; five seconds without it. */
  readonly testTimeoutMs?: number;
  readonly coverage?: boolean;
}

export interface EvalRequest extends Sources {
  /** A Rego query, e.g. `data.main.deny`. */
  readonly query: string;
  /** The query is evaluated once for each. */
  readonly inputs: readonly JsonValue[];
  /** What time.now_ns() answers, in milliseconds since 1970; the real time without it. */
  readonly nowMs?: number;
}

/**
 * OPA's compiler, test runner and evaluator in a process of its own. Operations run one after the other.
 * All throw ProblemError: for faults of the policies one problem each, with its place; for a compiler that crashed or
 * took longer than its time limit one problem that says so. After either of these two the next operation starts afresh.
 */
export interface Compiler {
  /** Checks, then compiles everything to one module. */
  compile(request: CompileRequest): Promise<CompiledModule>;
  /** All errors of all modules, sorted by place. Throws for faults of the compiler alone. */
  check(request: Sources): Promise<Checked>;
  inspect(request: Sources): Promise<Inspection>;
  /** Text per module, in the order of the request, as `opa fmt` lays it out. */
  format(request: Sources): Promise<readonly string[]>;
  test(request: TestRequest): Promise<TestReport>;
  /** One evaluation per input. */
  eval(request: EvalRequest): Promise<readonly Evaluation[]>;
  builtins(): Promise<BuiltinTable>;
  close(): Promise<void>;
}

export interface CompilerOptions {
  /** Of each operation, starting the compiler included; a minute without it. */
  readonly timeoutMs?: number;
  /** A `dist/` folder to take the worker and the artifact from, with a trailing slash; the own one without it. */
  readonly dist?: URL;
}

interface Reply {
  readonly result?: unknown;
  readonly problems?: readonly RegoProblem[];
  readonly fault?: { readonly message: string; readonly stack: string };
}

interface Answer {
  readonly result: unknown;
  readonly binary: Uint8Array<ArrayBuffer>;
}

class WorkerCompiler implements Compiler {
  readonly #options: CompilerOptions;
  #process: CompilerProcess | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: CompilerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#running();
  }

  async compile(request: CompileRequest): Promise<CompiledModule> {
    const { result, binary } = await this.#ask('compile', request, { entries: request.entries, print: request.print === true });
    const { entries, warnings } = result as { readonly entries: readonly CompiledEntry[]; readonly warnings: readonly RegoProblem[] };
    return { wasm: binary, entries, warnings };
  }

  async check(request: Sources): Promise<Checked> {
    return (await this.#ask('check', request)).result as Checked;
  }

  async inspect(request: Sources): Promise<Inspection> {
    return (await this.#ask('inspect', request)).result as Inspection;
  }

  async format(request: Sources): Promise<readonly string[]> {
    const files = (await this.#ask('format', request)).result as readonly { readonly text: string }[];
    return files.map((file) => file.text);
  }

  async test(request: TestRequest): Promise<TestReport> {
    const test = { run: request.run ?? '', timeoutMs: request.testTimeoutMs ?? 0, coverage: request.coverage === true };
    return (await this.#ask('test', request, { test })).result as TestReport;
  }

  async eval(request: EvalRequest): Promise<readonly Evaluation[]> {
    const { query, inputs, nowMs } = request;
    return (await this.#ask('eval', request, { query, inputs, nowMs })).result as readonly Evaluation[];
  }

  async builtins(): Promise<BuiltinTable> {
    return (await this.#ask('builtins', { modules: [] })).result as BuiltinTable;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#process?.stop(new Error('the compiler was closed'));
  }

  #ask(op: string, sources: Sources, more: object = {}): Promise<Answer> {
    const request = {
      op,
      modules: sources.modules,
      data: sources.data ?? {},
      regoVersion: sources.regoVersion ?? 'v1',
      hostBuiltins: sources.hostBuiltins ?? [],
      strict: sources.strict ?? true,
      ...more,
    };
    const answer = this.#last.then(() => this.#send(request));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** The answer of our own artifact has the shape of the Go types in compiler/: it is not parsed again. */
  async #send(request: object): Promise<Answer> {
    if (this.#closed) throw new Error('the compiler was closed');
    const running = await this.#running();
    const { timeoutMs = 60_000 } = this.#options;
    const timer = setTimeout(() => void running.stop(tooSlow(timeoutMs)), timeoutMs);
    const framed = await running.call(new TextEncoder().encode(JSON.stringify(request))).finally(() => clearTimeout(timer));
    const headEnd = 4 + new DataView(framed.buffer, framed.byteOffset).getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(framed.subarray(4, headEnd))) as Reply;
    if (head.problems) throw new ProblemError(head.problems.map(problemOf));
    if (head.fault) throw crash(`${head.fault.message}\n${head.fault.stack}`.trim());
    return { result: head.result, binary: new Uint8Array(framed.subarray(headEnd)) };
  }

  async #running(): Promise<CompilerProcess> {
    if (this.#process?.alive) return this.#process;
    const { dist } = this.#options;
    const artifact = assetUrl('compiler.wasm.br', dist);
    if (!existsSync(artifact)) throw missing(artifact);
    this.#process = await CompilerProcess.start(await workerUrl('compiler-worker', dist), artifact);
    return this.#process;
  }
}

function missing(artifact: URL): ProblemError {
  return new ProblemError({ code: 'compiler-missing', message: 'the policy compiler of landrail is not installed', where: fileURLToPath(artifact), hint: 'install landrail again' });
}

function tooSlow(timeoutMs: number): ProblemError {
  return new ProblemError({
    code: 'compiler-timeout',
    message: `the policies were not ready after ${timeoutMs / 1000} s, so the compiler was stopped`,
    where: null,
    hint: 'look for a test or a comprehension that never ends, or compile fewer policies at once',
  });
}

/** Starts at once, so that the start overlaps with what the caller does before its first request. */
export async function openCompiler(options: CompilerOptions = {}): Promise<Compiler> {
  const compiler = new WorkerCompiler(options);
  await compiler.start();
  return compiler;
}
