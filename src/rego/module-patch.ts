import { Reader, Section, functionKind, importsOf, joined, section, sections, signed, unsigned, type Part } from './wasm-binary.ts';

/**
 * What this changes in a compiled module: OPA's runtime inside it answers a few things otherwise than OPA itself does, and
 * has no switch for it. A native function that is named here asks the host first, through the import that built-in
 * functions go through, with an id of ours (below zero). The host answers with a value, or with `native` to let it go on.
 */
export interface Detour {
  /** As the name section of the module has it. */
  readonly native: string;
  readonly parameters: 1 | 2 | 3;
  readonly when: Condition;
  readonly id: number;
}

/** Of one parameter; a call that it does not hold for stays in the module. */
export type Condition =
  | { readonly kind: 'always' }
  /** Numbers, and one of them is not held as a 64-bit integer. */
  | { readonly kind: 'fractions'; readonly parameters: readonly number[] }
  | { readonly kind: 'set' | 'collection' | 'empty-text'; readonly parameter: number };

/** Counted up when the same detours come to other bytes: patched modules are kept between runs. */
export const patchEdition = 1;

/** The host's answer where the native function is right. */
export const native = -1;

/** Exported by every patched module: the order of two values, which sorting in the host needs. */
export const compareExport = 'opa_value_compare';

/** Adds the detours to a module of OPA's compiler. Bytes that are no such module are returned as they are. */
export function patchModule(wasm: Uint8Array<ArrayBuffer>, detours: readonly Detour[]): Uint8Array<ArrayBuffer> {
  const parts = sections(wasm);
  const names = functionNames(wasm, parts);
  const code = parts.find((part) => part.id === Section.code);
  const compare = names.get(compareExport);
  if (!code || compare === undefined) return wasm;
  const imports = importsOf(wasm, parts).filter((one) => one.kind === functionKind).map((one) => one.name);
  const found = new Map<number, Detour>();
  for (const detour of detours) {
    const index = names.get(detour.native);
    if (index !== undefined) found.set(index - imports.length, detour);
  }
  const out: Uint8Array[] = [wasm.subarray(0, 8)];
  for (const part of parts) {
    if (part.id === Section.exports) out.push(section(part.id, withExport(wasm, part, compare)));
    else if (part.id === Section.code) out.push(section(part.id, withDetours(wasm, part, found, imports)));
    else out.push(section(part.id, [wasm.subarray(part.from, part.to)]));
  }
  return joined(out);
}

function functionNames(wasm: Uint8Array, parts: readonly Part[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const part of parts.filter((one) => one.id === Section.custom)) {
    const reader = new Reader(wasm, part.from, part.to);
    if (reader.text() !== 'name') continue;
    while (reader.at < part.to) {
      const kind = reader.byte();
      const end = reader.number() + reader.at;
      // 1: names of functions.
      for (let left = kind === 1 ? reader.number() : 0; left > 0; left--) {
        const index = reader.number();
        out.set(reader.text(), index);
      }
      reader.at = end;
    }
  }
  return out;
}

function withExport(wasm: Uint8Array, part: Part, compare: number): readonly Uint8Array[] {
  const reader = new Reader(wasm, part.from, part.to);
  const count = reader.number();
  const name = new TextEncoder().encode(compareExport);
  return [unsigned(count + 1), wasm.subarray(reader.at, part.to), unsigned(name.length), name, Uint8Array.of(functionKind), unsigned(compare)];
}

function withDetours(wasm: Uint8Array, part: Part, detours: ReadonlyMap<number, Detour>, imports: readonly string[]): readonly Uint8Array[] {
  const reader = new Reader(wasm, part.from, part.to);
  const count = reader.number();
  const out = [unsigned(count)];
  let kept = reader.at;
  for (let index = 0; index < count; index++) {
    const start = reader.at;
    const end = reader.number() + reader.at;
    const detour = detours.get(index);
    if (detour) {
      const body = joined(detoured(wasm, new Reader(wasm, reader.at, end), detour, imports));
      out.push(wasm.subarray(kept, start), unsigned(body.length), body);
      kept = end;
    }
    reader.at = end;
  }
  return [...out, wasm.subarray(kept, part.to)];
}

/** The body with one more local, and with the question to the host before everything else. */
function detoured(wasm: Uint8Array, reader: Reader, detour: Detour, imports: readonly string[]): readonly Uint8Array[] {
  const groups = reader.number();
  const groupsFrom = reader.at;
  let locals: number = detour.parameters;
  for (let left = groups; left > 0; left--) {
    locals += reader.number();
    reader.byte();
  }
  const dispatcher = imports.indexOf(`opa_builtin${detour.parameters}`);
  const parameters = Array.from({ length: detour.parameters }, (_, index) => [op.localGet, index]).flat();
  const ask = [
    op.constant, ...signed(detour.id), op.constant, 0, ...parameters, op.call, ...unsigned(dispatcher),
    op.localTee, ...unsigned(locals), op.constant, ...signed(native), op.notEqual, op.if, op.none, op.localGet, ...unsigned(locals), op.return, op.end,
  ];
  return [
    unsigned(groups + 1), wasm.subarray(groupsFrom, reader.at), Uint8Array.of(1, op.int32),
    Uint8Array.from(detour.when.kind === 'always' ? ask : [...condition(detour.when), op.if, op.none, ...ask, op.end]),
    wasm.subarray(reader.at, reader.end),
  ];
}

/** Of WebAssembly (https://webassembly.github.io/spec/core/binary/instructions.html). */
const op = {
  if: 0x04, end: 0x0b, return: 0x0f, call: 0x10, select: 0x1b, localGet: 0x20, localTee: 0x22, load: 0x28, loadByte: 0x2d, constant: 0x41,
  isZero: 0x45, equal: 0x46, notEqual: 0x47, greater: 0x4b, and: 0x71, or: 0x72, int32: 0x7f, none: 0x40,
} as const;

/** Types of values and where they hold their length: wasm/src/value.h of OPA. */
const type = { number: 3, text: 4, object: 6, set: 7, internedText: 8 } as const;

function condition(when: Exclude<Condition, { readonly kind: 'always' }>): readonly number[] {
  const byte = (parameter: number, offset: number): number[] => [op.localGet, parameter, op.loadByte, 0, offset];
  const is = (parameter: number, wanted: number): number[] => [...byte(parameter, 0), op.constant, wanted, op.equal];
  if (when.kind === 'fractions') {
    // The second byte is 1 for an integer and 2 for a text.
    const fraction = when.parameters.flatMap((parameter, index) => [...byte(parameter, 1), ...(index > 0 ? [op.or] : [])]);
    return [...fraction, op.constant, 2, op.and, ...when.parameters.flatMap((parameter) => [op.constant, 0, ...is(parameter, type.number), op.select])];
  }
  const { kind, parameter } = when;
  const length = (offset: number): number[] => [op.localGet, parameter, op.load, 2, offset];
  if (kind === 'set') return is(parameter, type.set);
  if (kind === 'empty-text') return [...is(parameter, type.text), ...is(parameter, type.internedText), op.or, ...length(4), op.isZero, op.and];
  // No address is no collection; a single member is in order.
  return [...is(parameter, type.object), ...is(parameter, type.set), op.or, ...length(12), op.constant, 1, op.greater, op.and, op.localGet, parameter, op.constant, 0, op.notEqual, op.and];
}
