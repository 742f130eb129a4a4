import { isUtf8 } from 'node:buffer';
import type { JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { byte } from '../json/span.ts';
import { BuiltPage, type Page } from './page.ts';

/** Bytes of a line: no row of any export comes near. */
const longest = 256 * 2 ** 20;

/** Problems of lines that are told one by one; a file that is broken throughout says so once more with a count. */
const mostTold = 5;

/**
 * JSON lines as pages, a chunk's at a time, so that a file of any size is read in the memory of one chunk. A line that is no JSON is
 * a problem with its number, and hides none of the others.
 */
export class Lines {
  readonly problems: Problem[] = [];
  readonly #chunks: AsyncIterable<Buffer>;
  readonly #path: string;
  #number = 0;
  #broken = 0;

  constructor(chunks: AsyncIterable<Buffer>, path: string) {
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
        const bytes = end === 0 ? null : Buffer.concat([...rest, chunk.subarray(0, end)]);
        if (bytes !== null) [rest, size] = [[], 0];
        rest.push(left);
        size += left.length;
        if (size > longest) throw new ProblemError({ code: 'input-too-large', message: `${this.#path} has a line of more than ${longest / 2 ** 20} MiB`, where: `${this.#path}:${this.#number + 1}:1`, hint: 'JSON lines hold one resource each' });
        if (bytes !== null) yield this.#read(bytes, false);
      }
      if (size > 0) yield this.#read(Buffer.concat(rest), true);
    } catch (error) {
      // What was read before it is judged all the same.
      if (!(error instanceof ProblemError)) throw error;
      this.problems.push(...error.problems);
    }
    if (this.#broken > mostTold) this.problems.push({ code: 'input-not-json', message: `${this.#path} has ${this.#broken - mostTold} more lines that are not JSON`, where: this.#path, hint: null });
  }

  *#read(bytes: Buffer, last: boolean): Iterable<Page> {
    const sound = isUtf8(bytes);
    const text = bytes.toString('utf8');
    for (let from = 0; from < text.length; ) {
      const newline = text.indexOf('\n', from);
      const to = newline < 0 ? text.length : newline;
      this.#number += 1;
      const line = text.slice(this.#number === 1 && text.charCodeAt(from) === 0xfeff ? from + 1 : from, to);
      from = to + 1;
      if (!sound && line.includes('\ufffd')) this.#tell('input-not-utf8', 'is not UTF-8', 'save the file as UTF-8');
      if (line.trim() === '') continue;
      const value = parsed(line);
      if (value !== undefined) yield new BuiltPage(value, this.#number);
      else if (last) this.#tell('input-truncated', 'ends too early', 'the file was not written or downloaded to its end; fetch it again');
      else this.#tell('input-not-json', 'is not JSON', 'one line holds one JSON object; export the file again');
    }
  }

  #tell(code: string, what: string, hint: string): void {
    this.#broken += 1;
    const where = `${this.#path}:${this.#number}:1`;
    if (this.#broken <= mostTold) this.problems.push({ code, message: `line ${this.#number} of ${this.#path} ${what}`, where, hint });
  }
}

function parsed(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
