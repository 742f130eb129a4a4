import type { SourcePlace } from '#model/resource.ts';

export interface Comment {
  /** With its `#`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Duplicate {
  readonly key: string;
  /** Offsets of the two keys. */
  readonly first: number;
  readonly second: number;
}

/** The text of a template or of a file that it includes, and where offsets into it stand. */
export class Document {
  /** As the user would name it. */
  readonly path: string;
  readonly text: string;
  /** Of one map. The last one counts, here as in CloudFormation; a person hardly means it. */
  readonly duplicates: Duplicate[] = [];
  readonly #within: SourcePlace | null;
  #lines: number[] | null = null;

  /** `within`: where the text stands if it is a value of another document; everything in it stands there. */
  constructor(path: string, text: string, within: SourcePlace | null = null) {
    this.path = path;
    this.text = text;
    this.#within = within;
  }

  /** 1-based, in UTF-16 code units; `end` is exclusive. */
  place(start: number, end: number): SourcePlace {
    if (this.#within !== null) return this.#within;
    const from = this.point(start);
    const to = this.point(Math.max(start, end));
    return { file: this.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  point(offset: number): { readonly line: number; readonly column: number } {
    if (this.#within !== null) return this.#within;
    const lines = (this.#lines ??= lineStarts(this.text));
    let low = 0;
    let high = lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lines[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (lines[low] as number) + 1 };
  }

  /** `file:line:column`. */
  where(offset: number): string {
    const { line, column } = this.point(offset);
    return `${this.path}:${line}:${column}`;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
