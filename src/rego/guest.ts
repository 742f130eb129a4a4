import { isUtf8 } from 'node:buffer';
import { CollectionOrder } from './collection-order.ts';
import { iteration } from './detours.ts';
import { EvaluationError } from './evaluation-error.ts';
import { native } from './module-patch.ts';

/** What a compiled policy exports: OPA's WASM ABI (https://www.openpolicyagent.org/docs/wasm#exports). Values and texts are addresses. */
interface Exports {
  opa_malloc(size: number): number;
  opa_free(address: number): void;
  opa_json_parse(address: number, size: number): number;
  opa_json_dump(value: number): number;
  opa_value_parse(address: number, size: number): number;
  opa_value_dump(value: number): number;
  opa_heap_ptr_get(): number;
  opa_heap_ptr_set(address: number): void;
  opa_eval_ctx_new(): number;
  opa_eval_ctx_set_input(context: number, value: number): void;
  opa_eval_ctx_set_data(context: number, value: number): void;
  opa_eval_ctx_set_entrypoint(context: number, id: number): void;
  opa_eval_ctx_get_result(context: number): number;
  /** Added by patchModule. */
  opa_value_compare(a: number, b: number): number;
  builtins(): number;
  entrypoints(): number;
  eval(context: number): number;
}

/** A call of a built-in function: addresses of the arguments in, address of the result out, 0 for undefined. */
export type Dispatch = (builtin: number, args: readonly number[]) => number;

export interface GuestLimits {
  /** In pages of 64 KiB. */
  readonly initialPages: number;
  readonly maximumPages: number;
}

/** Layout of strings: wasm/src/value.h of OPA. */
const stringType = 4;
const internedType = 8;

const needed: readonly (keyof Exports)[] = [
  'opa_malloc', 'opa_free', 'opa_json_parse', 'opa_json_dump', 'opa_value_parse', 'opa_value_dump', 'opa_heap_ptr_get', 'opa_heap_ptr_set',
  'opa_eval_ctx_new', 'opa_eval_ctx_set_input', 'opa_eval_ctx_set_data', 'opa_eval_ctx_set_entrypoint', 'opa_eval_ctx_get_result', 'opa_value_compare',
  'builtins', 'entrypoints', 'eval',
];

/** Whether a module is one that OPA compiled, of an ABI that this host speaks. */
export function speaksAbi(module: WebAssembly.Module): boolean {
  const names = new Set(WebAssembly.Module.exports(module).map((one) => one.name));
  return needed.every((name) => names.has(name));
}

/** One instance of a compiled policy and its memory. */
export class Guest {
  readonly exports: Exports;
  readonly #memory: WebAssembly.Memory;
  readonly #limit: number;
  readonly #order: CollectionOrder;
  #view: Buffer;
  #words: DataView;
  #ordered = true;

  constructor(module: WebAssembly.Module, limits: GuestLimits, dispatch: Dispatch, print: (line: string) => void) {
    this.#limit = limits.maximumPages * 65_536;
    this.#memory = allocate(limits);
    this.#view = Buffer.from(this.#memory.buffer);
    this.#words = new DataView(this.#memory.buffer);
    const call = (builtin: number, _context: number, ...args: number[]): number => dispatch(builtin, args);
    const call2 = (builtin: number, _context: number, a: number, b: number): number => (builtin === iteration ? this.#following(a, b) : dispatch(builtin, [a, b]));
    const instance = new WebAssembly.Instance(module, {
      env: {
        memory: this.#memory,
        opa_abort: (address: number): never => {
          const message = this.text(address);
          throw new EvaluationError(message.includes('opa_malloc: failed') ? 'memory' : 'abort', message);
        },
        opa_println: (address: number): void => print(this.text(address)),
        opa_builtin0: call, opa_builtin1: call, opa_builtin2: call2, opa_builtin3: call, opa_builtin4: call,
      },
    });
    this.exports = instance.exports as unknown as Exports;
    this.#order = new CollectionOrder({ words: () => this.#data(), compare: this.exports.opa_value_compare });
  }

  /** Bytes of memory held now. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /**
   * Grows the memory at once, through the guest's own allocator: it does not see pages that its host adds, and would then
   * grow in steps of 64 KiB, which takes seconds on a large input. What the cap does not allow is left to the evaluation.
   */
  reserve(bytes: number): void {
    const heap = this.exports.opa_heap_ptr_get();
    const missing = Math.min(bytes, this.#limit - heap - 1_048_576) - (this.size - heap);
    if (missing <= 0) return;
    this.exports.opa_malloc(missing + (this.size - heap));
    this.exports.opa_heap_ptr_set(heap);
  }

  /** Drops what was allocated behind `mark`, an earlier end of the heap. */
  reset(mark: number): void {
    this.exports.opa_heap_ptr_set(mark);
    this.#order.clear();
  }

  /** Copies bytes into the guest. */
  write(bytes: Uint8Array): number {
    const address = this.exports.opa_malloc(bytes.length);
    this.#bytes().set(bytes, address);
    return address;
  }

  /** The value that a literal writes. */
  parseValue(literal: string): number {
    const size = Buffer.byteLength(literal);
    const address = this.exports.opa_malloc(size);
    this.#bytes().write(literal, address, size);
    const value = this.exports.opa_value_parse(address, size);
    this.exports.opa_free(address);
    if (value === 0) throw new Error(`the module cannot read the Rego value ${literal.slice(0, 100)}`);
    return value;
  }

  /** The literal of a value. Sets stay sets, which JSON has none of. */
  dumpValue(value: number, mustBeText = false): string {
    // Whoever reads the literal sorts what is in it.
    this.#ordered = false;
    const address = this.exports.opa_value_dump(value);
    this.#ordered = true;
    if (address === 0) throw new EvaluationError('memory', 'the result could not be written');
    const text = this.text(address, mustBeText);
    this.exports.opa_free(address);
    return text;
  }

  /** The text of a string, or undefined for a value of another type: the short way, as most arguments are strings. */
  string(value: number): string | undefined {
    const words = this.#data();
    const address = value >>> 0;
    const type = words.getUint8(address);
    if (type !== stringType && type !== internedType) return undefined;
    const from = words.getUint32(address + 8, true);
    return this.#decoded(from, from + words.getUint32(address + 4, true), true);
  }

  dumpJson(value: number): string {
    return this.text(this.exports.opa_json_dump(value));
  }

  /**
   * A zero-terminated text. Rego strings can hold any bytes (base64.decode): what is no UTF-8 reads as U+FFFD, as in Go's
   * JSON, and is refused where that would change the answer.
   */
  text(address: number, mustBeText = false): string {
    return this.#decoded(address, this.#bytes().indexOf(0, address), mustBeText);
  }

  #decoded(address: number, end: number, mustBeText: boolean): string {
    const bytes = this.#bytes();
    const text = bytes.toString('utf8', address, end);
    if (mustBeText && text.includes('\ufffd') && !isUtf8(bytes.subarray(address, end))) {
      throw new EvaluationError('builtin', 'a string that is no UTF-8 text was handed to a built-in function');
    }
    return text;
  }

  /** The memory moves when it grows. */
  #bytes(): Buffer {
    if (this.#view.buffer !== this.#memory.buffer) this.#view = Buffer.from(this.#memory.buffer);
    return this.#view;
  }

  #following(collection: number, previous: number): number {
    return this.#ordered ? this.#order.following(collection >>> 0, previous >>> 0) : native;
  }

  #data(): DataView {
    if (this.#words.buffer !== this.#memory.buffer) this.#words = new DataView(this.#memory.buffer);
    return this.#words;
  }
}

function allocate({ initialPages, maximumPages }: GuestLimits): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: Math.min(initialPages, maximumPages), maximum: maximumPages });
  } catch (error) {
    if (error instanceof RangeError) throw new EvaluationError('memory', `no memory for a policy: ${error.message}`);
    throw error;
  }
}
