/**
 * Where two parts of a document begin to differ: `here`, moved to the first byte that is not the same, or at or behind `stop`, where there
 * is none before it. Up to 16 bytes behind `stop` are looked at too.
 */
export type Difference = (here: number, there: number, stop: number) => number;

/** Bytes that are looked at in one step. */
const block = 16;

/** JavaScript compares four bytes at a time, a processor sixteen; WebAssembly says so, of memory of its own alone. */
const compares = new WeakMap<ArrayBufferLike, (here: number, there: number, stop: number) => number>();

/** From here on parts of this memory are compared fast, up to 16 bytes before its end. */
export function compareFast(memory: WebAssembly.Memory): void {
  const { difference } = new WebAssembly.Instance(new WebAssembly.Module(program()), { document: { memory } }).exports as { difference: (here: number, there: number, stop: number) => number };
  compares.set(memory.buffer, difference);
}

/** For a document of which every part that is compared is followed by a few zeros (`padding` in span.ts). */
export function differenceIn(view: DataView): Difference {
  const fast = compares.get(view.buffer);
  if (fast === undefined) return (here, there, stop) => inWords(view, here, there, stop);
  const { byteOffset } = view;
  return byteOffset === 0 ? fast : (here, there, stop) => fast(here + byteOffset, there + byteOffset, stop + byteOffset) - byteOffset;
}

function inWords(view: DataView, from: number, to: number, stop: number): number {
  let here = from;
  let there = to;
  while (here < stop) {
    const differs = view.getInt32(here, true) ^ view.getInt32(there, true);
    if (differs !== 0) return here + ((31 - Math.clz32(differs & -differs)) >> 3);
    here += 4;
    there += 4;
  }
  return here;
}

/** The same with sixteen bytes at a time, in the binary format of WebAssembly (https://webassembly.github.io/spec/core/binary). */
function program(): Uint8Array<ArrayBuffer> {
  const i32 = 0x7f;
  const [here, there, stop, differing] = [0, 1, 2, 3];
  const code = [
    [1, 1, i32], // (local $differing i32)
    [0x03, 0x40], // loop
    [0x20, here, 0xfd, 0x00, 0, 0], //   (v128.load (local.get $here))
    [0x20, there, 0xfd, 0x00, 0, 0], //   (v128.load (local.get $there))
    [0xfd, 0x24], //   i8x16.ne
    [0xfd, 0x64], //   i8x16.bitmask: a bit for each byte
    [0x22, differing], //   local.tee $differing
    [0x04, 0x40], //   if
    [0x20, here, 0x20, differing, 0x68, 0x6a, 0x0f], //     (return (i32.add (local.get $here) (i32.ctz (local.get $differing))))
    [0x0b], //   end
    [0x20, there, 0x41, block, 0x6a, 0x21, there], //   (local.set $there (i32.add (local.get $there) (i32.const 16)))
    [0x20, here, 0x41, block, 0x6a, 0x22, here], //   (local.tee $here (i32.add (local.get $here) (i32.const 16)))
    [0x20, stop, 0x49, 0x0d, 0], //   (br_if 0 (i32.lt_u (local.get $stop)))
    [0x0b], // end
    [0x20, here, 0x0b], // (local.get $here)
  ].flat();
  return Uint8Array.from([
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [1, 0x60, 3, i32, i32, i32, 1, i32]), // (type (func (param i32 i32 i32) (result i32)))
    section(2, [1, ...name('document'), ...name('memory'), 0x02, 0, 1]), // (import "document" "memory" (memory 1))
    section(3, [1, 0]), // (func (type 0)
    section(7, [1, ...name('difference'), 0, 0]), // (export "difference")
    section(10, [1, code.length, ...code]),
  ].flat());
}

function section(id: number, bytes: readonly number[]): readonly number[] {
  return [id, bytes.length, ...bytes];
}

function name(text: string): readonly number[] {
  return [text.length, ...Buffer.from(text)];
}
