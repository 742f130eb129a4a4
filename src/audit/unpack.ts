import type { Problem } from '#model/problem.ts';
import type { UnpackLimits } from './archive.ts';
import type { LogFile } from './files.ts';
import { Gunzip } from './gunzip.ts';
import { Pieces } from './pieces.ts';
import { StreamedPieces } from './streamed-pieces.ts';

/** The bytes of a file, unpacked where it is an archive. */
export interface Unpacking {
  /** The next piece, null at the end. To be used before the next one is asked for. */
  next(): Buffer | null | Promise<Buffer | null>;
  /** Why it ended before its end, once it has. */
  readonly problem: Problem | null;
  stop(): void;
}

/** @param gunzip whether this Node has one */
export function unpacking(file: LogFile, limits: UnpackLimits, gunzip: boolean = Gunzip.isThere): Unpacking {
  return gunzip ? new Pieces(file, limits) : new StreamedPieces(file, limits);
}
