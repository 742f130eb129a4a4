import { newline, openBrace } from './signs.ts';

/** `{"eventVersion"`, as it is written: with which bytes the records of a list begin. Null where that is no key. */
export function beginningOf(bytes: Buffer, from: number, to: number): Buffer | null {
  const key = /^\{\s*"[^"\\]*"\s*:/.exec(bytes.toString('latin1', from, Math.min(to, from + 256)));
  return key === null ? null : Buffer.from(bytes.subarray(from, from + key[0].length));
}

/** The next place where the whole of a beginning stands; -1 without one. */
export function nextLike(beginning: Buffer | null, bytes: Buffer, from: number, end: number): number {
  const found = beginning === null ? -1 : bytes.indexOf(beginning, from);
  return beginning !== null && found >= 0 && found + beginning.length <= end ? found : -1;
}

/** The next line that begins an object; -1 without one. */
export function nextLine(bytes: Buffer, from: number, end: number): number {
  for (let at = bytes.indexOf(newline, from); at >= 0 && at + 1 < end; at = bytes.indexOf(newline, at + 1)) if (bytes[at + 1] === openBrace) return at + 1;
  return -1;
}
