import { padding } from './span.ts';

/** So many bytes behind a document are looked at with its last one. */
export const beyond = 32;

/** Scalars that a pattern may have; what has more is compared in JavaScript. */
export const mostScalars = 4096;

/** Bytes for a scalar of a pattern, and more than what is noted of one. */
export const scalarSize = 16;

/** Bytes behind a document of so many in which the patterns of its values find room. */
export function roomForPatterns(length: number): number {
  return padding + beyond + (mostScalars + 2) * scalarSize + (length >> 4);
}
