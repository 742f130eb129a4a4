import type { Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';
import type { Text } from './bytes.ts';
import type { Files } from './files.ts';
import type { Agreeing } from './json/repeats.ts';
import type { ListHead } from './list-head.ts';
import type { Outline } from './outline.ts';
import type { Ancestry } from './inventory/ancestry.ts';
import type { Makers } from './inventory/made-by.ts';
import type { Sightings } from './inventory/sightings.ts';
import type { Since } from './inventory/since.ts';
import type { InputOptions } from './options.ts';
import type { Reading } from './reading.ts';
import type { TextOutline } from './text-outline.ts';

/** A JSON format that landrail tells apart by content: each document is an input of its own. */
export interface Format {
  /** What `Input.format` says: `terraform-plan`. */
  readonly name: string;
  /** For people: `Terraform plan`. */
  readonly title: string;
  /** Looks at keys and short values only; `whole` is the root, or the first line of a file of JSON lines. */
  detect(whole: Outline, lines: boolean): boolean;
  /** Of arrays at the root of which most elements repeat earlier ones: in what those agree that do. */
  readonly agreeing?: (key: string) => Agreeing | null;
  /** Loaded when a file is in this format. Null: known, but this version cannot read it. */
  readonly load: (() => Promise<Reader>) | null;
  /** One file may hold several documents, one after the other: pages that were appended. */
  readonly several?: true;
  /** Next step for a format that cannot be read. */
  readonly advice: string | null;
}

export interface Reader {
  /** One reading per input in the file (a file of test cases holds several). Throws ProblemError when nothing in it can be read. */
  open(whole: Outline, source: InputSource, options: SourceOptions): readonly Reading[];
}

export interface InputSource {
  /** As the user named it, POSIX separators; `-` for standard input. */
  readonly path: string;
  readonly encoding: string;
}

/**
 * A format whose files belong together: folders of Terraform, templates and those nested in them. All of its files in a run are
 * found first, then opened together. One of `owns…` at least; a name decides without a look inside.
 */
export interface SourceFormat {
  readonly name: string;
  readonly title: string;
  readonly ownsName?: (name: string) => boolean;
  readonly ownsDocument?: (whole: Outline, lines: boolean) => boolean;
  /** One file may hold several documents, one after the other. */
  readonly several?: true;
  readonly ownsText?: (text: TextOutline) => boolean;
  /** JSON that is broken somewhere, by its first 64 KiB: the reader says what is wrong with it. */
  readonly ownsBroken?: (head: string) => boolean;
  /** JSON lines, by the first of them: a file that need not fit into memory. */
  readonly ownsLines?: (first: Outline) => boolean;
  /** A large document of one long list, by its begin: it is read while it is unpacked, and need not fit into memory. */
  readonly ownsList?: (head: ListHead) => boolean;
  /** Neither JSON nor text; the first 64 KiB. */
  readonly ownsBytes?: (head: Buffer) => boolean;
  /** Names of formats whose files belong to a folder of this one where they lie in it: a plan, to the source that it was made from. */
  readonly besides?: readonly string[];
  readonly load: () => Promise<SourceReader>;
}

export interface SourceReader {
  /** Root module by root module, template by template: each is told by itself, so that a broken one does not hide the others. */
  open(files: readonly SourceFile[], options: SourceOptions, beside: readonly Beside[]): Iterable<OpenedSource> | AsyncIterable<OpenedSource>;
}

/** A file of another format in a folder of these, as `SourceFormat.besides` asks for it. Nobody named it. */
export interface Beside {
  /** Its name. */
  readonly format: string;
  readonly file: SourceFile;
}

export interface SourceOptions extends InputOptions {
  readonly files: Files;
  /** Of all inventories of the run. */
  readonly sightings: Sightings;
  /** What an earlier inventory held; filled while that one is read. */
  readonly earlier: { readonly since: Since; readonly filling: boolean } | null;
  readonly ancestry: Ancestry;
  readonly makers: Makers;
}

export interface SourceFile {
  /** As the user would name it, POSIX separators; `-` for standard input. */
  readonly path: string;
  readonly absolute: string;
  /** The file was named; the very folder that it lies in was; or it was found further down. */
  readonly given: 'file' | 'folder' | 'found';
  /** UTF-8, read when it is asked for and not kept; empty for an empty file. @throws ProblemError */
  text(): Text;
  /** As they lie in the file. @throws ProblemError */
  bytes(): Buffer;
  /** Piece by piece, unpacked. @throws ProblemError while it is read */
  chunks(): AsyncIterable<Buffer>;
  /** The file read whole, and told as a document of this format: what else it may be is a problem. */
  asDocument(name: string): Promise<{ readonly whole: Outline; readonly encoding: string } | { readonly problems: readonly Problem[] }>;
  /** Bytes of the file as it lies there. */
  readonly size: number;
}

export interface OpenedSource {
  /** Of the input: the folder of a root module, the template. */
  readonly path: string;
  /** Its problems end the run with exit code 2; those of one that was found do so with --strict, and are told else. */
  readonly named: boolean;
  readonly readings: readonly Reading[];
  /** What cannot be read of it; readings may stand beside. */
  readonly problems: readonly Problem[];
  /** What to know of it: a problem with --strict alone. */
  readonly notices?: readonly Problem[];
  readonly skipped?: readonly Skipped[];
}

/** What `detect.ts` decided. */
export type Detection<T> = { readonly format: T; readonly whole: Outline } | { readonly problem: Problem; readonly format: T | null };
