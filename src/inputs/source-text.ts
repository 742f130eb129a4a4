/** The text of a source file by lines, from 1; where they begin is worked out when the first one is asked for. */
export class SourceText {
  /** As the user would name it, POSIX separators. */
  readonly file: string;
  readonly #text: string;
  #starts: readonly number[] | null = null;

  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
  }

  /** Without its line end; undefined behind the last line. */
  line(number: number): string | undefined {
    const starts = (this.#starts ??= lineStarts(this.#text));
    const start = starts[number - 1];
    const next = starts[number];
    if (start === undefined) return undefined;
    const end = next === undefined ? this.#text.length : next - 1;
    return this.#text.slice(start, this.#text[end - 1] === '\r' && end > start ? end - 1 : end);
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
