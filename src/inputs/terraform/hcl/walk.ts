import type { TreeCursor } from 'web-tree-sitter';
import { ProblemError } from '#model/problem.ts';
import type { Places } from './lines.ts';
import type { Comment, SourceRange } from './syntax.ts';

/** Something that tree-sitter lets pass and Terraform may refuse. */
export interface Doubt {
  readonly offset: number;
  /** For people, should nothing better be at hand. */
  readonly what: string;
  /** The tree says something else than the text: it cannot be used, be the text valid or not. */
  readonly misread: boolean;
}

/** Deeper than any configuration that somebody wrote; everything that walks the tree recurses. */
const deepest = 500;

/** Steps through a tree of tree-sitter and puts comments aside. Every function that builds a node leaves the cursor where it was. */
export class Walk {
  readonly path: string;
  readonly text: string;
  readonly places: Places;
  readonly comments: Comment[] = [];
  doubt: Doubt | null = null;
  /** Whether a line break ends what is being read: not inside brackets, and not where there is none. */
  lineBound = false;
  readonly #cursor: TreeCursor;
  #kind: string | null = null;
  #start = -1;
  #end = -1;
  #depth = 0;

  constructor(path: string, text: string, places: Places, cursor: TreeCursor) {
    this.path = path;
    this.text = text;
    this.places = places;
    this.#cursor = cursor;
  }

  get kind(): string {
    return (this.#kind ??= this.#cursor.nodeType);
  }

  get start(): number {
    if (this.#start < 0) this.#start = this.#cursor.startIndex;
    return this.#start;
  }

  get end(): number {
    if (this.#end < 0) this.#end = this.#cursor.endIndex;
    return this.#end;
  }

  get slice(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Every question to the cursor is a call into WASM: what it said of a node is kept until it moves. */
  #moved(): void {
    this.#kind = null;
    this.#start = -1;
    this.#end = -1;
  }

  range(start = this.start, end = this.end): SourceRange {
    return this.places.range(start, end);
  }

  /** To the first child; false, and nothing moves, where there is none. */
  enter(): boolean {
    if (!this.#cursor.gotoFirstChild()) return false;
    this.#moved();
    if (this.#past()) return true;
    this.leave();
    return false;
  }

  /** To the next sibling; false behind the last one. */
  next(): boolean {
    return this.#step() && this.#past();
  }

  leave(): void {
    this.#cursor.gotoParent();
    this.#moved();
  }

  #step(): boolean {
    if (!this.#cursor.gotoNextSibling()) return false;
    this.#moved();
    return true;
  }

  /** Past comments. */
  #past(): boolean {
    while (this.kind === 'comment') {
      this.#comment();
      if (!this.#step()) return false;
    }
    return true;
  }

  #comment(): void {
    const [start, text] = [this.start, this.slice.replace(/\r$/, '')];
    const end = start + text.length;
    this.comments.push({ text, range: this.range(start, end) });
    // A block comment is no line break, even where it holds one.
    if (text.includes('\n') && this.text.slice(end, this.text.indexOf('\n', end) >>> 0).trim() !== '') this.suspect(end, 'something stands behind a comment of several lines');
  }

  /** Runs `build` one level deeper. Throws ProblemError where that is too deep. */
  nested<T>(build: () => T): T {
    this.descend();
    const built = build();
    this.#depth--;
    return built;
  }

  descend(): void {
    if (++this.#depth > deepest) {
      const { line, column } = this.places.point(this.start);
      throw new ProblemError({
        code: 'terraform-too-deep',
        message: `an expression or block is nested more than ${deepest} levels deep`,
        where: `${this.path}:${line}:${column}`,
        hint: 'move inner parts into locals',
      });
    }
  }

  ascend(levels: number): void {
    this.#depth -= levels;
  }

  /** With line breaks meaning nothing, as inside brackets. */
  bracketed<T>(build: () => T): T {
    const before = this.lineBound;
    this.lineBound = false;
    const built = build();
    this.lineBound = before;
    return built;
  }

  suspect(offset: number, what: string, misread = false): void {
    if (this.doubt === null || (misread && !this.doubt.misread)) this.doubt = { offset, what, misread };
  }

  /** What begins at the cursor must stand on the line where the part before it ended. */
  follows(end: number): void {
    if (this.lineBound && this.breaks(end, this.start)) this.suspect(this.start, 'an expression goes on in the next line without brackets around it');
  }

  breaks(from: number, to: number): boolean {
    return this.text.slice(from, to).includes('\n');
  }
}
