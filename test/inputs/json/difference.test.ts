import { expect, it } from 'vitest';
import { compareFast, differenceIn } from '#inputs/json/difference.ts';

function fastMemory(): ArrayBuffer {
  const memory = new WebAssembly.Memory({ initial: 1 });
  compareFast(memory);
  return memory.buffer;
}

/** The same bytes in memory that is compared fast and in memory that is not, at the same offset. */
function both(bytes: Uint8Array, offset: number) {
  const other = new ArrayBuffer(bytes.length + offset);
  return [fastMemory(), other].map((one) => {
    new Uint8Array(one).set(bytes, offset);
    return differenceIn(new DataView(one, offset, bytes.length));
  });
}

it.each([0, 3])('finds the first byte that differs, wherever it is, %i bytes into its memory', (offset) => {
  const part = Buffer.from('{"address":"aws_instance.till[0]","name":"till"}');
  for (let differing = 0; differing <= part.length; differing++) {
    const other = Buffer.from(part);
    if (differing < part.length) other[differing] = 0xff;
    const [fast, words] = both(Buffer.concat([part, other, Buffer.alloc(16)]), offset);
    for (let from = 0; from < part.length; from++) {
      const expected = differing < from ? part.length : differing;
      for (const difference of [fast, words]) {
        const found = difference?.(from, part.length + from, part.length) ?? -1;
        expect(Math.min(found, part.length)).toBe(expected);
      }
    }
  }
});

it('ends where it is told to', () => {
  const same = Buffer.alloc(100, 'a');
  for (const difference of both(Buffer.concat([same, Buffer.alloc(16)]), 0)) {
    for (const stop of [0, 1, 15, 16, 17, 40]) expect(difference(0, 41, stop)).toBeGreaterThanOrEqual(stop);
  }
});

it('looks at memory that is read anew: what came later counts', () => {
  const [fast] = both(Buffer.alloc(64, 'a'), 0);
  expect(fast?.(0, 16, 16)).toBeGreaterThanOrEqual(16);
  const memory = fastMemory();
  const difference = differenceIn(new DataView(memory));
  new Uint8Array(memory)[20] = 1;
  expect(difference(0, 16, 16)).toBe(4);
});
