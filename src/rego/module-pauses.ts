import { Reader, Section, functionKind, globalKind, importsOf, joined, section, sections, signed, unsigned, type Part } from './wasm-binary.ts';

/** Asked now and then whether to go on, through the import of built-in functions without arguments; the answer is after how many steps to ask again. */
export const pause = -64;

/** Counted up when the same module comes to other bytes: what this makes is kept between runs. */
export const pauseEdition = 1;

/**
 * Lets a module stop by itself, so that nobody has to end its thread: it counts the rounds of its loops and the calls of its functions, and
 * asks the host when the count is at its end, first of all at the first step. Nothing in WebAssembly takes long without one of these.
 * Null for bytes that are no module of OPA's compiler, or hold an instruction that is not known here.
 */
export function withPauses(wasm: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const parts = sections(wasm);
  const imports = importsOf(wasm, parts);
  const globals = parts.find((part) => part.id === Section.globals);
  const code = parts.find((part) => part.id === Section.code);
  const asks = imports.filter((one) => one.kind === functionKind).findIndex((one) => one.name === 'opa_builtin0');
  if (!globals || !code || asks < 0) return null;
  const defined = new Reader(wasm, globals.from, globals.to);
  const count = defined.number();
  const index = unsigned(imports.filter((one) => one.kind === globalKind).length + count);
  const step = Uint8Array.of(
    op.globalGet, ...index, op.constant, 1, op.subtract, op.globalSet, ...index,
    op.globalGet, ...index, op.constant, 0, op.less, op.if, op.none,
    op.constant, ...signed(pause), op.constant, 0, op.call, ...unsigned(asks), op.globalSet, ...index, op.end,
  );
  const bodies = withSteps(wasm, code, step);
  if (bodies === null) return null;
  return joined([
    wasm.subarray(0, 8),
    ...parts.map((part) => {
      if (part === globals) return section(part.id, [unsigned(count + 1), wasm.subarray(defined.at, part.to), Uint8Array.of(op.int32, op.variable, op.constant, 0, op.end)]);
      return section(part.id, part === code ? bodies : [wasm.subarray(part.from, part.to)]);
    }),
  ]);
}

/** Of WebAssembly (https://webassembly.github.io/spec/core/binary/instructions.html). */
const op = { loop: 0x03, if: 0x04, end: 0x0b, call: 0x10, callIndirect: 0x11, globalGet: 0x23, globalSet: 0x24, constant: 0x41, less: 0x48, subtract: 0x6b, int32: 0x7f, variable: 1, none: 0x40 } as const;

function withSteps(wasm: Uint8Array, code: Part, step: Uint8Array): readonly Uint8Array[] | null {
  const reader = new Reader(wasm, code.from, code.to);
  const count = reader.number();
  const out = [unsigned(count)];
  for (let left = count; left > 0; left--) {
    const end = reader.number() + reader.at;
    const body = bodyWithSteps(wasm, new Reader(wasm, reader.at, end), step);
    if (body === null) return null;
    out.push(unsigned(body.reduce((sum, piece) => sum + piece.length, 0)), ...body);
    reader.at = end;
  }
  return out;
}

/** A step at the head of every loop, and one at the start where other functions are called: what calls none ends with its loops. */
function bodyWithSteps(wasm: Uint8Array, reader: Reader, step: Uint8Array): readonly Uint8Array[] | null {
  const from = reader.at;
  for (let groups = reader.number(); groups > 0; groups--) {
    reader.number();
    reader.byte();
  }
  const start = reader.at;
  const loops: number[] = [];
  let calls = false;
  while (reader.at < reader.end) {
    const code = reader.byte();
    if (!skipImmediates(reader, code)) return null;
    if (code === op.loop) loops.push(reader.at);
    else if (code === op.call || code === op.callIndirect) calls = true;
  }
  const places = calls ? [start, ...loops] : loops;
  return [wasm.subarray(from, places[0] ?? reader.end), ...places.flatMap((place, index) => [step, wasm.subarray(place, places[index + 1] ?? reader.end)])];
}

/** What follows the opcodes of an instruction. False for one that OPA's runtime, which is C of the first edition of WebAssembly, has no use for. */
function skipImmediates(reader: Reader, code: number): boolean {
  const numbers = immediates(code);
  if (numbers !== null) for (let left = numbers; left > 0; left--) reader.number();
  else if (code === 0x0e) for (let left = reader.number() + 1; left > 0; left--) reader.number();
  else if (code === 0x43 || code === 0x44) reader.at += code === 0x43 ? 4 : 8;
  else if (code === 0xfc) return skipImmediatesOfMore(reader);
  else return false;
  return true;
}

/** How many numbers in LEB128; null where they are not that. A type of a block is such a number too, in one byte. */
function immediates(code: number): number | null {
  if (code >= 0x45 && code <= 0xc4) return 0;
  if (code >= 0x28 && code <= 0x3e) return 2;
  if (code >= 0x20 && code <= 0x24) return 1;
  switch (code) {
    case 0x00: case 0x01: case 0x05: case 0x0b: case 0x0f: case 0x1a: case 0x1b:
      return 0;
    case 0x02: case 0x03: case 0x04: case 0x0c: case 0x0d: case 0x10: case 0x3f: case 0x40: case 0x41: case 0x42:
      return 1;
    case 0x11:
      return 2;
    default:
      return null;
  }
}

/** Saturating conversions, and copying and filling of memory. */
function skipImmediatesOfMore(reader: Reader): boolean {
  const code = reader.number();
  if (code === 10) reader.at += 2;
  else if (code === 11) reader.at += 1;
  else return code < 8;
  return true;
}
