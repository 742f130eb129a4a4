import { createHash } from 'node:crypto';

/** SHA-256, first 32 hexadecimal digits, as fingerprints are. */
export function createDigest(text: string): string {
  return createHash('sha256').update(text.toWellFormed(), 'utf8').digest().toString('hex', 0, 16);
}
