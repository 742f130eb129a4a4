import { closeSync, fstatSync, openSync, read, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { byte } from './json/span.ts';
import { spaceEnd } from './json/tokens.ts';
import { paddedRoom, type Padded } from './padded.ts';

// This is what a run begins with (see src/launch.ts), so it imports next to nothing.

/** A file that is being read before anybody has asked for it. */
export interface Ahead extends Padded {
  readonly absolute: string;
  readonly file: number;
  readonly size: number;
  /** How many bytes were there at once. */
  readonly first: number;
  /** How many there are in the end; fewer when the file has become shorter. */
  readonly all: Promise<number>;
}

/** Bytes. What is smaller is read in no time; what is larger is no plan, and may be garbage. */
const [smallest, largest] = [2 ** 21, 2 ** 29];

const headSize = 64 * 1024;

/**
 * Begins to read a large file that may be a JSON document (lines are read as they come): a thread of the system does so while this one
 * makes itself ready. Null for any other one; why it cannot be read is told when it is read.
 */
export function readAhead(path: string | undefined, cwd: string): Ahead | null {
  if (path === undefined || path === '-') return null;
  const absolute = resolve(cwd, path);
  let file: number | null = null;
  try {
    // To open a pipe and to close it again would end it.
    if (!statSync(absolute).isFile()) return null;
    file = openSync(absolute, 'r');
    const { size } = fstatSync(file);
    if (size >= smallest && size <= largest) {
      const room = paddedRoom(size);
      const first = readSync(file, room.buffer, 0, headSize, 0);
      if (mayBeDocument(room.buffer.subarray(0, first))) return { ...room, absolute, file, size, first, all: rest(file, room.buffer, first, size) };
    }
  } catch {
    // Told when it is read.
  }
  if (file !== null) closeSync(file);
  return null;
}

/** Whether it begins an object that does not seem to end with its line. */
function mayBeDocument(head: Buffer): boolean {
  const start = spaceEnd(head, 0);
  if (head[start] !== byte.openBrace) return false;
  const end = head.indexOf(byte.newline, start);
  return end < 0 || !head.toString('latin1', start, end).trimEnd().endsWith('}');
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
