import type { SourcePlace } from '#model/resource.ts';
import type { LineRange, WrittenIgnore } from '#model/waiver.ts';
import type { SourceText } from '../source-text.ts';
import { directiveIn, type Fault } from './directive.ts';

/** A comment with its marks (`#`, `//`, `/*`); line and column from 1, in UTF-16 code units. */
export interface Comment {
  readonly text: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

/** Whether it speaks of us: most comments do not, and nothing need be made ready for them. */
export function mayIgnore({ text }: Pick<Comment, 'text'>): boolean {
  return /landrail/i.test(text);
}

/** The lines that a block, an argument or an entry takes. */
export type LineSpan = Pick<LineRange, 'line' | 'endLine'>;

/**
 * The ignores in the comments of one file. One behind code covers the outermost of `spans` that begins on its line; one that has
 * its line to itself covers what begins on the next line that is no comment; where nothing begins, that line alone.
 */
export function ignoresIn(source: SourceText, comments: readonly Comment[], spans: readonly LineSpan[]): readonly WrittenIgnore[] {
  const ignores: WrittenIgnore[] = [];
  let layout: Layout | null = null;
  for (const comment of comments) {
    if (!mayIgnore(comment)) continue;
    comment.text.split('\n').forEach((text, index) => {
      const directive = directiveIn(text);
      if (directive === null) return;
      layout ??= new Layout(source, comments, spans);
      const { line, column } = comment.range.start;
      const place = (at: number): SourcePlace => ({ file: source.file, line: line + index, column: (index === 0 ? column : 1) + at });
      const end = (index === 0 ? column : 1) + text.trimEnd().length;
      const whole: SourcePlace = { ...place(directive.at), endLine: line + index, endColumn: end };
      if ('message' in directive.said) ignores.push({ place: whole, problem: faultAt(directive.said, place(directive.said.at)) });
      else ignores.push({ ...directive.said, place: whole, covers: layout.covered(comment) });
    });
  }
  return ignores;
}

export function faultAt(fault: Pick<Fault, 'message' | 'hint'>, { file, line, column }: SourcePlace): { readonly code: string; readonly message: string; readonly where: string; readonly hint: string } {
  return { code: 'ignore-invalid', message: `${fault.message}; it waives nothing`, where: `${file}:${line}:${column}`, hint: fault.hint };
}

/** What begins where in a file. */
class Layout {
  readonly #source: SourceText;
  /** Line -> last line of the longest span that begins there. */
  readonly #ends = new Map<number, number>();
  /** Lines that hold nothing but a comment, with the first line behind that holds more. */
  readonly #alone = new Map<number, number>();

  constructor(source: SourceText, comments: readonly Comment[], spans: readonly LineSpan[]) {
    this.#source = source;
    for (const { line, endLine } of spans) this.#ends.set(line, Math.max(endLine, this.#ends.get(line) ?? 0));
    const alone = comments.filter((comment) => this.#isAlone(comment)).sort((a, b) => b.range.start.line - a.range.start.line);
    for (const comment of alone) this.#alone.set(comment.range.start.line, this.#alone.get(behind(comment)) ?? behind(comment));
  }

  covered({ range: { start } }: Comment): LineRange {
    const line = this.#alone.get(start.line) ?? start.line;
    return { file: this.#source.file, line, endLine: this.#ends.get(line) ?? line };
  }

  #isAlone({ range: { start } }: Comment): boolean {
    return (this.#source.line(start.line) ?? '').slice(0, start.column - 1).trim() === '';
  }
}

function behind({ text, range }: Comment): number {
  // A parser may count the line end behind a comment as a part of it.
  return range.start.line + text.trimEnd().split('\n').length;
}
