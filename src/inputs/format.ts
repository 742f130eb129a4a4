import type { Problem } from '#model/problem.ts';
import type { Outline } from './outline.ts';
import type { InputOptions } from './options.ts';
import type { Reading } from './reading.ts';

/** A JSON format that landrail tells apart by content. */
export interface Format {
  /** What `Input.format` says: `terraform-plan`. */
  readonly name: string;
  /** For people: `Terraform plan`. */
  readonly title: string;
  /** Looks at keys and short values only; `whole` is the root, or the first line of a file of JSON lines. */
  detect(whole: Outline, lines: boolean): boolean;
  /** Loaded when a file is in this format. Null: known, but this version cannot read it. */
  readonly load: (() => Promise<Reader>) | null;
  /** Next step for a format that cannot be read. */
  readonly advice: string | null;
}

export interface Reader {
  /** One reading per input in the file (a file of test cases holds several). Throws ProblemError when nothing in it can be read. */
  open(whole: Outline, source: InputSource, options: InputOptions): readonly Reading[];
}

export interface InputSource {
  /** As the user named it, POSIX separators; `-` for standard input. */
  readonly path: string;
  readonly encoding: string;
}

/** What `detect.ts` decided. */
export type Detection = { readonly format: Format; readonly whole: Outline } | { readonly problem: Problem; readonly format: Format | null };
