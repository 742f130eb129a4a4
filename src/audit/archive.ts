import { closeSync, openSync, readSync } from 'node:fs';
import type { Problem } from '#model/problem.ts';
import type { LogFile } from './files.ts';
import { readProblem } from './read-problem.ts';

/** How far an archive may unpack: one that grows further is made to stop the run. */
export interface UnpackLimits {
  /** Bytes out of one byte; logs come to 10 to 60, and nothing that deflate packs to more than 1032. */
  readonly maxRatio: number;
  /** Bytes out of one file. */
  readonly maxSize: number;
}

/** The ratio counts from here on. */
const fewBytes = 64 * 2 ** 20;
const lookedAt = 2 ** 19;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** Null for as long as so many bytes may have come of so many. */
export function tooLarge({ path }: LogFile, { maxRatio, maxSize }: UnpackLimits, packed: number, unpacked: number): Problem | null {
  const most = Math.min(maxSize, Math.max(fewBytes, packed * maxRatio));
  if (unpacked <= most) return null;
  const what = most === maxSize ? `${(maxSize / 2 ** 30).toLocaleString('en-US')} GB` : `${maxRatio.toLocaleString('en-US')} times its size`;
  return { code: 'audit-too-large', message: `${path} unpacks to more than ${what}; what lies beyond was not read`, where: path, hint: 'logs do not compress that well: if it is one, unpack it first' };
}

/** Bytes behind an archive are none of it. Zeros fill a block up. @param end behind its last byte */
export function leftOver(file: LogFile, end: number): Problem | null {
  const rest = end < file.size ? bytesOf(file, end, lookedAt) : Buffer.alloc(0);
  if (rest.every((one) => one === 0)) return null;
  return { code: 'audit-unreadable', message: `${file.path} has ${rest.length.toLocaleString('en-US')} bytes behind its gzip archive that are no part of it`, where: file.path, hint: 'what they were is not known; fetch the file again' };
}

export function unpackProblem(error: NodeJS.ErrnoException, path: string): Problem {
  if (error.code === 'Z_BUF_ERROR') return { code: 'audit-truncated', message: `${path} is a gzip archive that ends too early; what is in it was read`, where: path, hint: 'it was not downloaded or written completely; fetch it again' };
  if (error.code?.startsWith('Z_')) return { code: 'audit-unreadable', message: `${path} is a gzip archive that is damaged: ${error.message}; what stands before was read, up to half a megabyte from it`, where: path, hint: 'fetch it again' };
  return readProblem(error, path);
}

/** Up to `size` bytes from an offset on. */
export function bytesOf(file: LogFile, from: number, size: number): Buffer {
  const handle = openSync(file.absolute, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(0, Math.min(size, file.size - from)));
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, from));
  } finally {
    closeSync(handle);
  }
}
