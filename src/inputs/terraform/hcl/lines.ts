import type { Point, SourceRange } from './syntax.ts';

/** Offsets in the text that is parsed -> places in the file that it came from. */
export interface Places {
  point(offset: number): Point;
  range(start: number, end: number): SourceRange;
}

/** Offsets in a file (UTF-16 units) -> lines and columns. */
export class Lines implements Places {
  readonly #starts: readonly number[];
  /** The line of the last question: questions come in about the order of the text. */
  #last = 0;

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  point(offset: number): Point {
    const line = this.#line(offset);
    return { line: line + 1, column: offset - (this.#starts[line] as number) + 1 };
  }

  range(start: number, end: number): SourceRange {
    return new Stretch(this, start, end);
  }

  /** 0-based. */
  #line(offset: number): number {
    const starts = this.#starts;
    let line = this.#last;
    if (offset < (starts[line] as number)) {
      let low = 0;
      while (low < line) {
        const middle = (low + line + 1) >> 1;
        if ((starts[middle] as number) <= offset) low = middle;
        else line = middle - 1;
      }
    } else {
      let high = starts.length - 1;
      // Mostly the same line or the next one.
      if (line < high && offset >= (starts[line + 1] as number)) {
        line++;
        while (line < high) {
          const middle = (line + high + 1) >> 1;
          if ((starts[middle] as number) <= offset) line = middle;
          else high = middle - 1;
        }
      }
    }
    this.#last = line;
    return line;
  }
}

/** Of a text that was taken out of a file. */
export class MovedPlaces implements Places {
  readonly #file: Places;
  readonly #offset: (offset: number) => number;

  constructor(file: Places, offset: (offset: number) => number) {
    this.#file = file;
    this.#offset = offset;
  }

  point(offset: number): Point {
    return this.#file.point(this.#offset(offset));
  }

  range(start: number, end: number): SourceRange {
    return this.#file.range(this.#offset(start), this.#offset(end));
  }
}

/** Every node of a tree has one, and few are ever asked: lines and columns are worked out then. */
class Stretch implements SourceRange {
  readonly #lines: Lines;
  readonly #from: number;
  readonly #to: number;

  constructor(lines: Lines, from: number, to: number) {
    this.#lines = lines;
    this.#from = from;
    this.#to = to;
  }

  get start(): Point {
    return this.#lines.point(this.#from);
  }

  get end(): Point {
    return this.#lines.point(this.#to);
  }
}
