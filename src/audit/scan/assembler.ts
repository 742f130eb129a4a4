/**
 * Writes modules of WebAssembly (https://webassembly.github.io/spec/core/binary/): expressions are bytes, operands before operators. Only
 * what the kernel of the scan needs, with 128-bit vectors. What does not fit together is refused when the module is compiled.
 */
export type Code = readonly number[];
type Type = typeof i32 | typeof i64 | typeof v128;

export const i32 = 0x7f;
export const i64 = 0x7e;
export const v128 = 0x7b;
const none = 0x40;

/** A local variable or a parameter of a function. */
export class Local {
  readonly type: Type;
  readonly index: number;
  constructor(type: Type, index: number) {
    this.type = type;
    this.index = index;
  }
  get get(): Code {
    return [0x20, ...unsigned(this.index)];
  }
  set(value: Code): Code {
    return [...value, 0x21, ...unsigned(this.index)];
  }
  tee(value: Code): Code {
    return [...value, 0x22, ...unsigned(this.index)];
  }
}

interface Func {
  readonly parameters: readonly Type[];
  readonly result: Type | null;
  readonly locals: readonly Type[];
  readonly code: Code;
}

/** A module with one memory, which it is given. */
export class Module {
  readonly #functions: Func[] = [];
  readonly #exports: { readonly name: string; readonly index: number }[] = [];

  /** @returns how it is called, by code that is written later */
  define(parameters: readonly Type[], result: Type | null, body: (of: { readonly parameters: readonly Local[]; local(type: Type): Local }) => Code, exported?: string): (...operands: Code[]) => Code {
    const locals: Type[] = [];
    const code = body({
      parameters: parameters.map((type, index) => new Local(type, index)),
      local: (type) => new Local(type, parameters.length + locals.push(type) - 1),
    });
    const index = this.#functions.push({ parameters, result, locals, code }) - 1;
    if (exported !== undefined) this.#exports.push({ name: exported, index });
    return (...operands) => [...operands.flat(), 0x10, ...unsigned(index)];
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const types = this.#functions.map(({ parameters, result }) => [0x60, ...vector(parameters.map((type) => [type])), ...vector(result === null ? [] : [[result]])]);
    const bodies = this.#functions.map(({ locals, code }) => sized([...vector(locals.map((type) => [1, type])), ...code, 0x0b]));
    return Uint8Array.from([
      0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
      ...section(1, types),
      ...section(2, [[...text('host'), ...text('memory'), 2, 0, 1]]),
      ...section(3, types.map((_, index) => unsigned(index))),
      ...section(7, this.#exports.map(({ name, index }) => [...text(name), 0, ...unsigned(index)])),
      ...section(10, bodies),
    ]);
  }
}

export function number(value: number): Code {
  return [0x41, ...signed(BigInt(value))];
}

export function long(value: bigint): Code {
  return [0x42, ...signed(BigInt.asIntN(64, value))];
}

/** Of one instruction with these operands. */
function operator(...opcode: number[]): (...operands: Code[]) => Code {
  return (...operands) => [...operands.flat(), ...opcode];
}

/** Of one that reads or writes memory: the address, then what is written. Never aligned. */
function access(...opcode: number[]): (address: Code, offset?: number, value?: Code) => Code {
  return (address, offset = 0, value = []) => [...address, ...value, ...opcode, 0, ...unsigned(offset)];
}

/** Nothing with 0xfd before it is a single byte. */
function vectorOperator(opcode: number): (...operands: Code[]) => Code {
  return operator(0xfd, ...unsigned(opcode));
}

export const op32 = {
  load: access(0x28), load8: access(0x2d), store: access(0x36),
  isZero: operator(0x45), equal: operator(0x46), notEqual: operator(0x47), below: operator(0x49), above: operator(0x4b), atMost: operator(0x4d), atLeast: operator(0x4f),
  plus: operator(0x6a), minus: operator(0x6b), times: operator(0x6c), and: operator(0x71), or: operator(0x72), xor: operator(0x73), left: operator(0x74), right: operator(0x76),
  of64: operator(0xa7),
};

export const op64 = {
  load: access(0x29), store: access(0x37),
  isZero: operator(0x50), notEqual: operator(0x52), below: operator(0x54),
  zeros: operator(0x7a), ones: operator(0x7b),
  plus: operator(0x7c), minus: operator(0x7d), times: operator(0x7e), and: operator(0x83), or: operator(0x84), xor: operator(0x85), left: operator(0x86), signedRight: operator(0x87), right: operator(0x88), turned: operator(0x89),
  of32: operator(0xad),
};

export const op128 = {
  load: access(0xfd, 0x00), store: access(0xfd, 0x0b),
  splat: vectorOperator(0x0f), equal8: vectorOperator(0x23), above8: vectorOperator(0x27), plus8: vectorOperator(0x6e),
  and: vectorOperator(0x4e), or: vectorOperator(0x50), xor: vectorOperator(0x51), any: vectorOperator(0x53), mask8: vectorOperator(0x64),
};

export function when(condition: Code, then: Code, otherwise: Code = []): Code {
  return [...condition, 0x04, none, ...then, ...(otherwise.length > 0 ? [0x05, ...otherwise] : []), 0x0b];
}

/** One value or the other; both are computed. */
export function pick(condition: Code, then: Code, otherwise: Code): Code {
  return [...then, ...otherwise, ...condition, 0x1b];
}

/** While the condition holds. Inside of `body`, `again(n)` tests the condition again. */
export function loop(condition: Code, body: Code): Code {
  return [0x02, none, 0x03, none, ...condition, 0x45, 0x0d, 1, ...body, 0x0c, 0, 0x0b, 0x0b];
}

/** @param blocks `when`s between here and the loop */
export function again(blocks: number): Code {
  return [0x0c, blocks];
}

export function answer(value: Code = []): Code {
  return [...value, 0x0f];
}

function section(id: number, items: readonly Code[]): Code {
  return [id, ...sized(vector(items))];
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(code: Code): Code {
  return [...unsigned(code.length), ...code];
}

function text(value: string): Code {
  return sized([...new TextEncoder().encode(value)]);
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: bigint): Code {
  const low = Number(value & 0x7fn);
  const rest = value >> 7n;
  return (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40) ? [low] : [low | 0x80, ...signed(rest)];
}
