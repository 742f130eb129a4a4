import { createReadStream } from 'node:fs';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Problem } from '#model/problem.ts';
import { bytesOf, isGzip, leftOver, tooLarge, unpackProblem, type UnpackLimits } from './archive.ts';
import type { LogFile } from './files.ts';

const pieceSize = 2 ** 19;
/** Bytes that may wait while those before them are looked at. */
const waiting = 2 ** 20;

/** The bytes of a file piece by piece, for a Node that can unpack nothing but streams: in threads of the system, from its making on. */
export class StreamedPieces {
  readonly #file: LogFile;
  readonly #limits: UnpackLimits;
  readonly #source: NodeJS.ReadableStream & { destroy(): void };
  readonly #gunzip: Gunzip | null;
  readonly #queue: Buffer[] = [];
  #queued = 0;
  #unpacked = 0;
  #ended = false;
  #wake: (() => void) | null = null;
  problem: Problem | null = null;

  /** Throws what the system says. */
  constructor(file: LogFile, limits: UnpackLimits) {
    this.#file = file;
    this.#limits = limits;
    const packed = isGzip(bytesOf(file, 0, 3));
    const source = createReadStream(file.absolute, { highWaterMark: packed ? pieceSize / 2 : pieceSize });
    this.#gunzip = packed ? createGunzip({ chunkSize: pieceSize }) : null;
    this.#source = this.#gunzip === null ? source : source.pipe(this.#gunzip);
    source.on('error', (error) => this.#fail(error));
    this.#source.on('error', (error) => this.#fail(error));
    this.#source.on('data', (piece: Buffer) => this.#take(piece));
    this.#source.on('end', () => this.#end(this.#gunzip === null ? null : leftOver(this.#file, this.#gunzip.bytesWritten)));
  }

  async next(): Promise<Buffer | null> {
    while (this.#queue.length === 0 && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    const piece = this.#queue.shift() ?? null;
    this.#queued -= piece?.length ?? 0;
    if (this.#queued < waiting) this.#source.resume();
    return piece;
  }

  stop(): void {
    this.#queue.length = 0;
    this.#source.removeAllListeners('data');
    this.#source.destroy();
    this.#end(null);
  }

  #take(piece: Buffer): void {
    this.#queue.push(piece);
    this.#queued += piece.length;
    this.#unpacked += piece.length;
    if (this.#queued >= waiting) this.#source.pause();
    const bomb = this.#gunzip === null ? null : tooLarge(this.#file, this.#limits, this.#gunzip.bytesWritten, this.#unpacked);
    if (bomb === null) this.#wake?.();
    else {
      this.#end(bomb);
      this.#source.destroy();
    }
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#end(unpackProblem(error, this.#file.path));
  }

  #end(problem: Problem | null): void {
    this.problem ??= problem;
    this.#ended = true;
    this.#wake?.();
  }
}
