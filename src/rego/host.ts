import type { Allowance } from './allowance.ts';
import { Refusal, type Builtin, type BuiltinContext } from './builtins/builtin.ts';
import { loadBuiltins, missingBuiltins } from './builtins/registry.ts';
import { keep } from './corrections/correction.ts';
import { correctionOf } from './detours.ts';
import { EvaluationError } from './evaluation-error.ts';
import { Guest, speaksAbi, type Dispatch, type GuestLimits } from './guest.ts';
import { literalOf, parseLiteral } from './literal.ts';
import { native } from './module-patch.ts';
import { pause } from './module-pauses.ts';
import { RegoObject, elementsOf, type RegoValue } from './value.ts';
import { ProblemError } from '#model/problem.ts';

export interface HostOptions extends BuiltinContext {
  /** The most memory that an instance may take, in pages of 64 KiB; 1 GiB without it. */
  readonly memoryPages?: number;
  /** What a pausing module is asked for; without it, it may run as long as it takes. */
  readonly allowance?: Allowance | undefined;
}

interface Table {
  readonly entrypoints: ReadonlyMap<string, number>;
  readonly builtins: ReadonlyMap<number, { readonly name: string; readonly call: Builtin }>;
}

const defaultPages = 16_384;
/** V8 counts it as memory that its heap keeps: much more, and a small run ends with a collection of all its garbage. */
const initialPages = 24;
/** Parsed JSON takes about ten times its text. */
const growth = 10;
/** A larger instance is not kept for small inputs. */
const watermark = 256 * 1024 * 1024;

/**
 * Runs a policy module. An input is parsed once for all entrypoints that are evaluated over it; whatever an evaluation
 * allocates is dropped behind it. After a fault the instance is replaced: the guest's stack is not unwound, so that a
 * second evaluation in it could fail for no reason of its own.
 */
export class Host {
  readonly #module: WebAssembly.Module;
  readonly #options: HostOptions;
  readonly #limits: GuestLimits;
  readonly #table: Table;
  #guest: Guest;
  #sound = true;
  #data: Uint8Array = new TextEncoder().encode('{}');
  #input: Uint8Array | null = null;
  /** Where the heap of a fresh instance begins: the same in every instance of a module. */
  readonly #base: number;
  #dataAddress = 0;
  #inputAddress = 0;
  #dataMark = 0;
  #inputMark = 0;

  private constructor(module: WebAssembly.Module, options: HostOptions, { limits, guest, base }: Probed, table: Table) {
    this.#module = module;
    this.#options = options;
    this.#limits = limits;
    this.#table = table;
    this.#guest = guest;
    this.#base = base;
    this.#loadData();
  }

  /** @throws ProblemError when the module is not OPA's or wants a built-in function that this host lacks. */
  static async open(module: WebAssembly.Module, options: HostOptions): Promise<Host> {
    if (!speaksAbi(module)) {
      throw new ProblemError({ code: 'policy-module', message: 'the policy module was not compiled by OPA, or by a very old one', where: null, hint: 'compile it with OPA 1.0 or newer (ABI 1.3)' });
    }
    const opened: { host: Host | null } = { host: null };
    const probed = probe(module, options.memoryPages ?? defaultPages, (builtin, args) => (opened.host === null ? steps(options) : opened.host.#call(builtin, args)), options.print);
    const { guest } = probed;
    const wanted = JSON.parse(guest.dumpJson(guest.exports.builtins())) as Record<string, number>;
    const names = Object.keys(wanted).sort();
    const missing = missingBuiltins(names);
    if (missing.length > 0) {
      throw new ProblemError(
        missing.map((name) => ({
          code: 'policy-builtin',
          message: `the policy module calls ${name}, which landrail does not offer`,
          where: null,
          hint: 'compile the policy with landrail, which says where it is called',
        })),
      );
    }
    const loaded = await loadBuiltins(names);
    opened.host = new Host(module, options, probed, {
      entrypoints: new Map(Object.entries(JSON.parse(guest.dumpJson(guest.exports.entrypoints())) as Record<string, number>)),
      builtins: new Map(names.map((name) => [wanted[name] as number, { name, call: loaded[name] as Builtin }])),
    });
    return opened.host;
  }

  get entrypoints(): readonly string[] {
    return [...this.#table.entrypoints.keys()].sort();
  }

  /** Bytes of memory that the instance holds. */
  get memory(): number {
    return this.#guest.size;
  }

  /** The base document, JSON. Kept for all inputs. @throws EvaluationError */
  setData(json: Uint8Array): void {
    this.#data = json;
    this.#input = null;
    if (this.#sound) this.#loadData();
    else this.#restore();
  }

  /** The input of the evaluations that follow, JSON; null for none. @throws EvaluationError */
  setInput(json: Uint8Array | null): void {
    this.#input = json;
    if (this.#guest.size > watermark && (json?.length ?? 0) * growth < watermark / 4) this.#sound = false;
    if (this.#sound) this.#parseInput();
    else this.#restore();
  }

  /**
   * The value of an entrypoint over the input, as the module wrote it; undefined when Rego's is.
   * @throws EvaluationError for whatever befalls the policy; the next evaluation works again.
   */
  evaluate(entrypoint: string): RegoValue | undefined {
    const id = this.#table.entrypoints.get(entrypoint);
    if (id === undefined) throw new Error(`no entrypoint ${entrypoint} in the policy module`);
    if (!this.#sound) this.#restore();
    return this.#guarded(() => {
      const { exports } = this.#guest;
      this.#guest.reset(this.#inputMark);
      const context = exports.opa_eval_ctx_new();
      exports.opa_eval_ctx_set_data(context, this.#dataAddress);
      if (this.#input !== null) exports.opa_eval_ctx_set_input(context, this.#inputAddress);
      exports.opa_eval_ctx_set_entrypoint(context, id);
      const code = exports.eval(context);
      if (code !== 0) throw new EvaluationError('trap', `the evaluation ended with code ${code}`);
      const [first] = elementsOf(parseLiteral(this.#guest.dumpValue(exports.opa_eval_ctx_get_result(context)))) ?? [];
      return first instanceof RegoObject ? first.get('result') : undefined;
    });
  }

  #instance(): Guest {
    return new Guest(this.#module, this.#limits, (builtin, args) => this.#call(builtin, args), this.#options.print);
  }

  /** A new instance with the data and the input of the old one. */
  #restore(): void {
    this.#guest = this.#instance();
    this.#sound = true;
    this.#loadData();
    if (this.#input !== null) this.#parseInput();
  }

  #loadData(): void {
    this.#guarded(() => {
      this.#guest.reset(this.#base);
      this.#guest.reserve(this.#data.length * growth);
      this.#dataAddress = this.#parse(this.#data, 'the data of the policies');
      this.#dataMark = this.#guest.exports.opa_heap_ptr_get();
      this.#inputMark = this.#dataMark;
    });
  }

  #parseInput(): void {
    this.#guarded(() => {
      this.#guest.reset(this.#dataMark);
      if (this.#input !== null) {
        this.#guest.reserve(this.#input.length * growth);
        this.#inputAddress = this.#parse(this.#input, 'the input of the policies');
      }
      this.#inputMark = this.#guest.exports.opa_heap_ptr_get();
    });
  }

  #parse(json: Uint8Array, what: string): number {
    const value = closes(json) ? this.#guest.exports.opa_json_parse(this.#guest.write(json), json.length) : 0;
    // The module would evaluate an address of 0 as an empty document, and find no fault in it.
    if (value === 0) throw new EvaluationError('input', `${what} is not valid JSON`);
    return value;
  }

  #call(builtin: number, args: readonly number[]): number {
    if (builtin === pause) return steps(this.#options);
    const found = builtin < 0 ? correctionOf(builtin) : this.#table.builtins.get(builtin);
    if (!found) throw new Error(`the module calls a built-in function ${builtin} that it did not list`);
    try {
      const result = found.call(this.#arguments(found.name, args), this.#options);
      if (result === keep) return native;
      return result === undefined ? 0 : this.#guest.parseValue(literalOf(result));
    } catch (error) {
      if (error instanceof Refusal) throw new EvaluationError('builtin', `${found.name}: ${error.message}`);
      if (error instanceof EvaluationError && error.fault === 'builtin') throw new EvaluationError('builtin', `${found.name}: ${error.message}`);
      throw error;
    }
  }

  #arguments(builtin: string, args: readonly number[]): readonly RegoValue[] {
    const { allowance } = this.#options;
    if (allowance === undefined) return args.map((address) => this.#guest.string(address) ?? parseLiteral(this.#guest.dumpValue(address, true)));
    const written = args.map((address) => {
      const string = this.#guest.string(address);
      return { string, text: string ?? this.#guest.dumpValue(address, true) };
    });
    allowance.before(builtin, written.map(({ text }) => text.length));
    return written.map(({ string, text }) => string ?? parseLiteral(text));
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#sound = false;
      throw asFault(error);
    }
  }
}

/** How far a module goes until it asks again. */
function steps({ allowance }: HostOptions): number {
  return allowance?.next() ?? 2 ** 31 - 1;
}

interface Probed {
  readonly guest: Guest;
  readonly limits: GuestLimits;
  /** Where its heap begins. */
  readonly base: number;
}

/** An instance, with as much memory as its data segments need. */
function probe(module: WebAssembly.Module, maximumPages: number, dispatch: Dispatch, print: (line: string) => void): Probed {
  for (let pages = Math.min(initialPages, maximumPages); ; pages = Math.min(pages * 2, maximumPages)) {
    const limits = { initialPages: pages, maximumPages };
    try {
      const guest = new Guest(module, limits, dispatch, print);
      return { limits, guest, base: guest.exports.opa_heap_ptr_get() };
    } catch (error) {
      if (!(error instanceof WebAssembly.LinkError) || pages >= maximumPages) throw error;
    }
  }
}

/** Whether the text ends where its outermost value can: the module itself reads one value and ignores what follows. */
function closes(json: Uint8Array): boolean {
  let start = 0;
  let end = json.length - 1;
  while (isSpace(json[start])) start++;
  while (isSpace(json[end])) end--;
  const [first, last] = [json[start], json[end]];
  if (first === 0x7b) return last === 0x7d;
  if (first === 0x5b) return last === 0x5d;
  if (first === 0x22) return end > start && last === 0x22;
  // A number, true, false or null is short.
  try {
    JSON.parse(Buffer.from(json).toString());
    return true;
  } catch {
    return false;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** What V8 and Node throw for faults that are the policy's; anything else is ours and stays as it is. */
export function asFault(error: unknown): unknown {
  if (error instanceof EvaluationError) return error;
  if (error instanceof RangeError) {
    return /call stack/i.test(error.message)
      ? new EvaluationError('nesting', 'a value nests too deeply')
      : new EvaluationError('memory', error.message);
  }
  if (error instanceof WebAssembly.RuntimeError) {
    return /stack/i.test(error.message) ? new EvaluationError('nesting', 'a value nests too deeply') : new EvaluationError('trap', error.message);
  }
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG') {
    return new EvaluationError('memory', 'the result is larger than half a gigabyte');
  }
  return error;
}
