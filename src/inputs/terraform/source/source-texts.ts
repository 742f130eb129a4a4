import { SourceText } from '../../source-text.ts';

interface Written {
  readonly path: string;
  readonly text: string;
}

/** Files of a configuration by lines. Of most nothing is shown: they are made ready when they are asked for. */
export class SourceTexts {
  readonly #written: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, SourceText>();

  constructor(files: readonly Written[], more: ReadonlyMap<string, string>) {
    this.#written = new Map([...files.map(({ path, text }) => [path, text] as const), ...more]);
  }

  of(path: string): SourceText | null {
    const before = this.#texts.get(path);
    if (before !== undefined) return before;
    const text = this.#written.get(path);
    if (text === undefined) return null;
    const made = new SourceText(path, text.startsWith('\uFEFF') ? text.slice(1) : text);
    this.#texts.set(path, made);
    return made;
  }
}
