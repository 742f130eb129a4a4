import { createHash } from 'node:crypto';
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

/** SHA-256 of what is in a file, in hex; null where it cannot be read to its end. */
export async function sumOf(file: LogFile, limits: UnpackLimits): Promise<string | null> {
  let pieces: Unpacking | null = null;
  try {
    pieces = unpacking(file, limits);
    const hash = createHash('sha256');
    for (let piece = await pieces.next(); piece !== null; piece = await pieces.next()) hash.update(piece);
    return pieces.problem === null ? hash.digest('hex') : null;
  } catch {
    // Who read it the first time has said why.
    return null;
  } finally {
    pieces?.stop();
  }
}
