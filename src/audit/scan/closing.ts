import { backslash, closeBrace, closeBracket, openBrace, openBracket, quote } from './signs.ts';

/** Looks for where an object or a list ends; goes on where it left off when there are more bytes. */
export class Closing {
  /** Where it began. */
  start: number;
  #at: number;
  #depth: number;
  #inString = false;

  /** @param depth how many are open at `start` */
  constructor(start: number, depth: number) {
    this.start = start;
    this.#at = start;
    this.#depth = depth;
  }

  /** The bytes have moved to the left. */
  move(by: number): void {
    this.start -= by;
    this.#at -= by;
  }

  /** Behind the last bracket or brace; -1 where that does not stand before `end`. */
  find(bytes: Uint8Array, end: number): number {
    let at = this.#at;
    for (; at < end; at++) {
      const code = bytes[at];
      if (code === quote) this.#inString = !this.#inString;
      else if (this.#inString) at += code === backslash ? 1 : 0;
      else if (code === openBrace || code === openBracket) this.#depth++;
      else if ((code === closeBrace || code === closeBracket) && --this.#depth === 0) return at + 1;
    }
    this.#at = at;
    return -1;
  }
}
