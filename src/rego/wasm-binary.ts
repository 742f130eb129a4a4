/** The binary form of WebAssembly modules (https://webassembly.github.io/spec/core/binary/modules.html), as far as patches read and write it. */

export const Section = { custom: 0, imports: 2, globals: 6, exports: 7, code: 10 } as const;
/** Kinds of imports. */
export const functionKind = 0;
export const globalKind = 3;

export interface Part {
  readonly id: number;
  /** Of the content, without id and size. */
  readonly from: number;
  readonly to: number;
}

export function sections(wasm: Uint8Array): readonly Part[] {
  const out: Part[] = [];
  // Magic and version; anything else is refused when it is compiled.
  if (wasm.length < 8 || wasm[0] !== 0 || wasm[1] !== 0x61) return out;
  const reader = new Reader(wasm, 8, wasm.length);
  while (reader.at < wasm.length) {
    const id = reader.byte();
    const size = reader.number();
    out.push({ id, from: reader.at, to: reader.at + size });
    reader.at += size;
  }
  return out;
}

/** In order: functions count from the first imported one on, and so do globals. */
export function importsOf(wasm: Uint8Array, parts: readonly Part[]): readonly { readonly kind: number; readonly name: string }[] {
  const part = parts.find((one) => one.id === Section.imports);
  if (!part) return [];
  const reader = new Reader(wasm, part.from, part.to);
  const out: { kind: number; name: string }[] = [];
  for (let left = reader.number(); left > 0; left--) {
    reader.text();
    const name = reader.text();
    const kind = reader.byte();
    out.push({ kind, name });
    if (kind === functionKind) {
      reader.number();
      continue;
    }
    // Memory and table have limits (a table its type before them), a global its type and whether it varies.
    if (kind === 1 || kind === globalKind) reader.byte();
    const flags = reader.byte();
    if (kind !== globalKind) {
      reader.number();
      if ((flags & 1) === 1) reader.number();
    }
  }
  return out;
}

export class Reader {
  at: number;
  readonly end: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, from: number, end: number) {
    this.#bytes = bytes;
    this.at = from;
    this.end = end;
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  /** LEB128. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  text(): string {
    const size = this.number();
    this.at += size;
    return new TextDecoder().decode(this.#bytes.subarray(this.at - size, this.at));
  }
}

export function unsigned(value: number): Uint8Array {
  const out: number[] = [];
  let left = value;
  for (; left >= 0x80; left >>>= 7) out.push((left & 0x7f) | 0x80);
  return Uint8Array.of(...out, left);
}

/** Of small numbers below zero: one byte. */
export function signed(value: number): readonly number[] {
  if (value < -64 || value >= 0) throw new Error(`${value} is no id of a detour`);
  return [value & 0x7f];
}

export function section(id: number, content: readonly Uint8Array[]): Uint8Array {
  const body = joined(content);
  return joined([Uint8Array.of(id), unsigned(body.length), body]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
