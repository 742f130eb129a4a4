import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { createGunzip, gunzipSync, type Gunzip } from 'node:zlib';
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

/** What is small is unpacked whole, when it is its turn: a stream costs more than the work. */
const small = 64 * 1024;
/** The ratio counts from here on. */
const fewBytes = 64 * 2 ** 20;
const pieceSize = 2 ** 19;
/** Bytes that may wait of a file whose turn has not come, or that is read faster than it is looked at. */
const waiting = 2 ** 20;

/** The bytes of a file, unpacked where it is an archive. From its making on it is read ahead. */
export interface Unpacking {
  /** Bytes of the file itself. */
  readonly size: number;
  /** The next piece, null at the end. To be used before the next one is asked for. */
  next(): Promise<Buffer | null>;
  /** Why it ended before its end, once it has. */
  readonly problem: Problem | null;
  stop(): void;
}

/** Throws what the system says. */
export function unpacking(file: LogFile, limits: UnpackLimits): Unpacking {
  if (file.size <= small) {
    const bytes = readFileSync(file.absolute);
    const whole = isGzip(bytes) ? unpackedWhole(file, bytes, limits) : new Whole(bytes, file.size, null);
    if (whole !== null) return whole;
  }
  return new Pieces(file, isGzip(bytesOf(file, 0, 3)), limits);
}

/** Up to `size` bytes from an offset on. */
function bytesOf(file: LogFile, from: number, size: number): Buffer {
  const handle = openSync(file.absolute, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(0, Math.min(size, file.size - from)));
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, from));
  } finally {
    closeSync(handle);
  }
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** Bytes that are at hand. */
class Whole implements Unpacking {
  readonly size: number;
  readonly problem: Problem | null;
  #bytes: Buffer | null;

  constructor(bytes: Buffer, size: number, problem: Problem | null) {
    this.#bytes = bytes;
    this.size = size;
    this.problem = problem;
  }

  next(): Promise<Buffer | null> {
    const bytes = this.#bytes;
    this.#bytes = null;
    return Promise.resolve(bytes);
  }

  stop(): void {
    this.#bytes = null;
  }
}

/** Null for what is damaged or large: piece by piece, what is sound of it is read all the same. */
function unpackedWhole(file: LogFile, packed: Buffer, { maxRatio }: UnpackLimits): Whole | null {
  try {
    const { buffer, engine } = gunzipSync(packed, { info: true, maxOutputLength: Math.min(fewBytes, packed.length * maxRatio), chunkSize: 256 * 1024 }) as unknown as { readonly buffer: Buffer; readonly engine: Gunzip };
    return new Whole(buffer, file.size, leftOver(packed.subarray(engine.bytesWritten), file));
  } catch {
    return null;
  }
}

/** Bytes behind an archive are none of it. Zeros fill a block up. */
function leftOver(rest: Uint8Array, file: LogFile): Problem | null {
  if (rest.every((one) => one === 0)) return null;
  return { code: 'audit-unreadable', message: `${file.path} has ${rest.length.toLocaleString('en-US')} bytes behind its gzip archive that are no part of it`, where: file.path, hint: 'what they were is not known; fetch the file again' };
}

/** Piece by piece: unpacked in threads of the system while the pieces before are looked at. */
class Pieces implements Unpacking {
  readonly size: number;
  readonly #file: LogFile;
  readonly #limits: UnpackLimits;
  readonly #source: NodeJS.ReadableStream;
  readonly #gunzip: Gunzip | null;
  readonly #queue: Buffer[] = [];
  #queued = 0;
  #unpacked = 0;
  #ended = false;
  #wake: (() => void) | null = null;
  problem: Problem | null = null;

  constructor(file: LogFile, packed: boolean, limits: UnpackLimits) {
    this.#file = file;
    this.size = file.size;
    this.#limits = limits;
    const source = createReadStream(file.absolute, { highWaterMark: packed ? 256 * 1024 : pieceSize });
    this.#gunzip = packed ? createGunzip({ chunkSize: pieceSize }) : null;
    this.#source = this.#gunzip === null ? source : source.pipe(this.#gunzip);
    source.on('error', (error) => this.#fail(error));
    this.#source.on('error', (error) => this.#fail(error));
    this.#source.on('data', (piece: Buffer) => this.#take(piece));
    this.#source.on('end', () => this.#end());
  }

  async next(): Promise<Buffer | null> {
    // Other files get their turn at unpacking, however many pieces of this one are there.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length === 0 && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    const piece = this.#queue.shift() ?? null;
    this.#queued -= piece?.length ?? 0;
    if (this.#queued < waiting) this.#source.resume();
    return piece;
  }

  stop(): void {
    this.#ended = true;
    this.#queue.length = 0;
    this.#source.removeAllListeners('data');
    (this.#source as NodeJS.ReadableStream & { destroy(): void }).destroy();
    this.#wake?.();
  }

  #take(piece: Buffer): void {
    this.#queue.push(piece);
    this.#queued += piece.length;
    this.#unpacked += piece.length;
    if (this.#queued >= waiting) this.#source.pause();
    if (this.#gunzip !== null) this.#bound(this.#gunzip);
    this.#wake?.();
  }

  #bound(gunzip: Gunzip): void {
    const { maxRatio, maxSize } = this.#limits;
    const most = Math.min(maxSize, Math.max(fewBytes, gunzip.bytesWritten * maxRatio));
    if (this.#unpacked <= most || this.problem !== null) return;
    const { path } = this.#file;
    const what = most === maxSize ? `${(maxSize / 2 ** 30).toLocaleString('en-US')} GB` : `${maxRatio.toLocaleString('en-US')} times its size`;
    this.problem = { code: 'audit-too-large', message: `${path} unpacks to more than ${what}; what lies beyond was not read`, where: path, hint: 'logs do not pack as well: if it is one, unpack it first' };
    this.#ended = true;
    (this.#source as NodeJS.ReadableStream & { destroy(): void }).destroy();
  }

  #end(): void {
    const consumed = this.#gunzip?.bytesWritten ?? this.size;
    if (consumed < this.size) this.problem ??= leftOver(bytesOf(this.#file, consumed, pieceSize), this.#file);
    this.#ended = true;
    this.#wake?.();
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.problem ??= unpackProblem(error, this.#file.path);
    this.#ended = true;
    this.#wake?.();
  }
}

function unpackProblem(error: NodeJS.ErrnoException, path: string): Problem {
  if (error.code === 'Z_BUF_ERROR') return { code: 'audit-truncated', message: `${path} is a gzip archive that ends too early; what is in it was read`, where: path, hint: 'it was not downloaded or written to its end; fetch it again' };
  if (error.code?.startsWith('Z_')) return { code: 'audit-unreadable', message: `${path} is a gzip archive that is damaged: ${error.message}; what stands before was read, up to half a megabyte from it`, where: path, hint: 'fetch it again' };
  return readProblem(error, path);
}
