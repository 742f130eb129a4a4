import { closeSync, openSync, readSync } from 'node:fs';
import type { Problem } from '#model/problem.ts';
import { isGzip, leftOver, tooLarge, unpackProblem, type UnpackLimits } from './archive.ts';
import type { LogFile } from './files.ts';
import { Gunzip } from './gunzip.ts';

/** Small enough that a piece is still near the processor when it is looked at. */
const pieceSize = 2 ** 18;
const packedSize = 2 ** 16;

/** Memory for one file at a time. */
interface Desk {
  readonly packed: Buffer;
  readonly piece: Buffer;
  readonly gunzip: Gunzip;
}

const free: Desk[] = [];

/** The bytes of a file piece by piece, each in the same memory, read and unpacked in the thread that asks for them. */
export class Pieces {
  readonly #file: LogFile;
  readonly #limits: UnpackLimits;
  #desk: Desk | null = null;
  #handle = -1;
  #isPacked = false;
  /** Bytes that were read of the file, and where those of them stand that are still to be unpacked. */
  #read = 0;
  #from = 0;
  #to = 0;
  #unpacked = 0;
  #ended = false;
  problem: Problem | null = null;

  constructor(file: LogFile, limits: UnpackLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  next(): Buffer | null {
    const size = this.#ended ? 0 : this.#piece();
    if (size > 0 && this.#desk !== null) return this.#desk.piece.subarray(0, size);
    this.stop();
    return null;
  }

  stop(): void {
    this.#ended = true;
    if (this.#handle >= 0) closeSync(this.#handle);
    if (this.#desk !== null) free.push(this.#desk);
    this.#handle = -1;
    this.#desk = null;
  }

  #piece(): number {
    try {
      const desk = (this.#desk ??= this.#begin());
      return this.#isPacked ? this.#unpack(desk) : this.#fill(desk.piece);
    } catch (error) {
      this.#fail(error);
      return 0;
    }
  }

  #begin(): Desk {
    this.#handle = openSync(this.#file.absolute, 'r');
    const desk = free.pop() ?? { packed: Buffer.allocUnsafeSlow(packedSize), piece: Buffer.allocUnsafeSlow(pieceSize), gunzip: new Gunzip() };
    this.#isPacked = isGzip(desk.packed.subarray(0, this.#fill(desk.packed)));
    this.#read = 0;
    desk.gunzip.begin();
    return desk;
  }

  #fill(bytes: Buffer): number {
    const size = readSync(this.#handle, bytes, 0, bytes.length, this.#read);
    this.#read += size;
    return size;
  }

  /** A whole piece, unless the archive is at its end: what comes before a fault counts. */
  #unpack({ packed, piece, gunzip }: Desk): number {
    let size = 0;
    try {
      for (let over = false; size < piece.length && !this.#ended; ) {
        if (this.#from === this.#to && !over) {
          [this.#from, this.#to] = [0, this.#fill(packed)];
          over = this.#to === 0;
        }
        const { read, written } = gunzip.unpack(packed, this.#from, this.#to, piece, size);
        this.#from += read;
        size += written;
        if (size === piece.length || (this.#from === this.#to && !over)) continue;
        this.#ended = true;
        if (over) gunzip.end(piece);
        else this.problem = leftOver(this.#file, this.#consumed);
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#unpacked += size;
    const bomb = tooLarge(this.#file, this.#limits, this.#consumed, this.#unpacked);
    if (bomb !== null) this.#end(bomb);
    return size;
  }

  get #consumed(): number {
    return this.#read - (this.#to - this.#from);
  }

  #fail(error: unknown): void {
    this.#end(unpackProblem(error as NodeJS.ErrnoException, this.#file.path));
  }

  #end(problem: Problem): void {
    this.problem ??= problem;
    this.#ended = true;
  }
}
