import { roomForPatterns } from './json/pattern-room.ts';
import { padding } from './json/span.ts';

/** Room for an input as it is scanned. */
export interface Padded {
  /** As long as the input, and the zeros behind it. */
  readonly buffer: Buffer;
  /** Where the buffer lies, with room behind it, if parts of it can be compared fast. */
  readonly memory: WebAssembly.Memory | null;
}

/** Bytes from which it pays off to compare parts with each other. */
const worthComparing = 2 ** 20;

const pageSize = 65_536;

/** Room for `length` bytes and the zeros behind them. */
export function paddedRoom(length: number): Padded {
  const size = length + padding;
  const memory = length < worthComparing ? null : memoryOf(length + roomForPatterns(length));
  if (memory !== null) return { buffer: Buffer.from(memory.buffer, 0, size), memory };
  const buffer = Buffer.allocUnsafeSlow(size);
  buffer.fill(0, length);
  return { buffer, memory: null };
}

/** Zeroed; null where there is none to be had. */
function memoryOf(size: number): WebAssembly.Memory | null {
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(size / pageSize) });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
