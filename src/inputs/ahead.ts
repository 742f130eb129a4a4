import { closeSync, fstatSync, openSync, read, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { paddedBuffer } from './bytes.ts';
import { firstLine } from './first-line.ts';
import { byte } from './json/span.ts';
import { spaceEnd } from './json/tokens.ts';

/** A file that is being read before anybody has asked for it. */
export interface Ahead {
  readonly absolute: string;
  readonly file: number;
  readonly size: number;
  readonly buffer: Buffer;
  /** How many bytes were there at once. */
  readonly first: number;
  /** How many there are in the end; fewer when the file has become shorter. */
  readonly all: Promise<number>;
}

/** Bytes. What is smaller is read in no time; what is larger is no plan, and may be garbage. */
const [smallest, largest] = [2 ** 21, 2 ** 29];

const headSize = 64 * 1024;

/**
 * Begins to read the first path, where it is a large file that may be a JSON document (lines are read as they come): a thread of the system does so while this one reads the
 * config and makes itself ready. Null for any other one; why it cannot be read is told when it is read.
 */
export function readAhead([path]: readonly string[], cwd: string): Ahead | null {
  if (path === undefined || path === '-') return null;
  const absolute = resolve(cwd, path);
  let file: number | null = null;
  try {
    file = openSync(absolute, 'r');
    const stats = fstatSync(file);
    const { size } = stats;
    if (stats.isFile() && size >= smallest && size <= largest) {
      const buffer = paddedBuffer(size);
      const first = readSync(file, buffer, 0, headSize, 0);
      if (buffer[spaceEnd(buffer, 0)] === byte.openBrace && firstLine(buffer.subarray(0, first)) === null) return { absolute, file, size, buffer, first, all: rest(file, buffer, first, size) };
    }
  } catch {
    // Told when it is read.
  }
  if (file !== null) closeSync(file);
  return null;
}

function rest(file: number, buffer: Buffer, from: number, to: number): Promise<number> {
  const whole = new Promise<number>((done, failed) => {
    read(file, buffer, from, to - from, from, (error, size) => {
      if (error !== null) failed(error);
      else if (size === 0 || from + size === to) done(from + size);
      else rest(file, buffer, from + size, to).then(done, failed);
    });
  });
  // Nobody may ask for it.
  whole.catch(() => undefined);
  return whole;
}
