import { isUtf8 } from 'node:buffer';
import type { JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { byte, isSpace, type Span } from '../json/span.ts';
import { spaceEnd } from '../json/tokens.ts';
import { Window } from '../json/window.ts';
import { BuiltPage, type Page } from './page.ts';

/** Bytes of a line: no row of any export comes near. */
const longest = 256 * 2 ** 20;

/** Bytes of lines from which it pays off to hold them against each other. */
const worthAWindow = 65_536;

/** Problems of lines that are told one by one; a file that is broken throughout says so once more with a count. */
const mostTold = 5;

/**
 * JSON lines as pages, a chunk's at a time, so that a file of any size is read in the memory of one chunk. A line that is not JSON is
 * a problem with its number, and hides none of the others.
 */
export class Lines {
  readonly problems: Problem[] = [];
  readonly #chunks: AsyncIterable<Buffer>;
  readonly #path: string;
  readonly #alikeFrom: number;
  #window: Window | null = null;
  #number = 0;
  #broken = 0;

  /** @param alikeFrom bytes of lines from which they are held against each other */
  constructor(chunks: AsyncIterable<Buffer>, path: string, alikeFrom = worthAWindow) {
    this.#alikeFrom = alikeFrom;
    this.#chunks = chunks;
    this.#path = path;
  }

  async *pages(): AsyncGenerator<Iterable<Page>> {
    // The parts of a line that goes on: put together once, at its end.
    let rest: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of this.#chunks) {
        const end = chunk.lastIndexOf(byte.newline) + 1;
        const left = chunk.subarray(end);
        const lines = end === 0 ? null : [...rest, chunk.subarray(0, end)];
        if (lines !== null) [rest, size] = [[], 0];
        rest.push(left);
        size += left.length;
        if (size > longest) throw new ProblemError({ code: 'input-too-large', message: `${this.#path} has a line of more than ${longest / 2 ** 20} MiB`, where: `${this.#path}:${this.#number + 1}:1`, hint: 'JSON lines hold one resource each' });
        if (lines !== null) yield this.#read(lines, false);
      }
      if (size > 0) yield this.#read(rest, true);
    } catch (error) {
      // What was read before it is judged all the same.
      if (!(error instanceof ProblemError)) throw error;
      this.problems.push(...error.problems);
    }
    if (this.#broken > mostTold) this.problems.push({ code: 'input-not-json', message: `${this.#path} has ${this.#broken - mostTold} more lines that are not JSON`, where: this.#path, hint: null });
  }

  /** @param last what the file ends with, without the end of a line */
  *#read(parts: readonly Buffer[], last: boolean): Iterable<Page> {
    if (this.#window === null && sizeOf(parts) >= this.#alikeFrom) this.#window = Window.open();
    const window = this.#window;
    const fits = window?.put(parts) === true;
    const bytes = fits ? window.bytes.subarray(0, window.length) : Buffer.concat(parts);
    const likes = fits && window.sound ? window : null;
    const [encoding, sound] = fits ? [window.encoding, window.sound] : ['utf8' as const, isUtf8(bytes)];
    for (let from = 0; from < bytes.length; ) {
      this.#number += 1;
      if (likes !== null) {
        const value = likes.cast(from);
        const end = value === null ? -1 : endOfLine(bytes, likes.end);
        if (value !== null && end >= 0) {
          from = end + 1;
          yield new BuiltPage(value, this.#number);
          continue;
        }
      }
      const newline = bytes.indexOf(byte.newline, from);
      const to = newline < 0 ? bytes.length : newline;
      const start = this.#number === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from;
      from = to + 1;
      const line = bytes.toString(encoding, start, to);
      if (!sound && line.includes('\ufffd')) this.#tell('input-not-utf8', 'is not UTF-8', 'save the file as UTF-8');
      if (line.trim() === '') continue;
      const value = parsed(line);
      if (value === undefined) {
        if (last) this.#tell('input-truncated', 'ends too early', 'the file was not written or downloaded to its end; fetch it again');
        else this.#tell('input-not-json', 'is not JSON', 'one line holds one JSON object; export the file again');
        continue;
      }
      likes?.keep(without({ start, end: to }, bytes), value);
      yield new BuiltPage(value, this.#number);
    }
  }

  #tell(code: string, what: string, hint: string): void {
    this.#broken += 1;
    const where = `${this.#path}:${this.#number}:1`;
    if (this.#broken <= mostTold) this.problems.push({ code, message: `line ${this.#number} of ${this.#path} ${what}`, where, hint });
  }
}

/** Where a line ends whose value has ended; negative where more stands in it. */
function endOfLine(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== byte.newline) if (!isSpace(bytes[at++])) return -1;
  return at;
}

function without({ start, end }: Span, bytes: Buffer): Span {
  let to = end;
  while (isSpace(bytes[to - 1])) to--;
  return { start: spaceEnd(bytes, start), end: to };
}

function sizeOf(parts: readonly Buffer[]): number {
  return parts.reduce((size, part) => size + part.length, 0);
}

function parsed(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
