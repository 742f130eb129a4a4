import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Ahead } from './ahead.ts';
import { emptyInput, paddedBuffer, type Text } from './bytes.ts';
import { detect, type Detector } from './detect.ts';
import type { Found } from './find.ts';
import type { Format, SourceFile, SourceFormat } from './format.ts';
import { firstLine } from './first-line.ts';
import { listHead } from './list-head.ts';
import { headProblem, isGzip, looksLikeInput, looksLikeInventory, maySpeak } from './head.ts';
import { byte, padding } from './json/span.ts';
import { spaceEnd } from './json/tokens.ts';
import { headOf, largest, loadAhead, loadFile, openProblem, readStream, readWhole, sizeOf, textOf, type Look } from './load.ts';
import type * as Gzip from './gzip.ts';
import type { Outline } from './outline.ts';
import { textOutline } from './text-outline.ts';

/** What a file turned out to be. */
export type Taken =
  | { readonly as: 'document'; readonly format: Format; readonly whole: Outline; readonly encoding: string; readonly file: SourceFile }
  | { readonly as: 'source'; readonly format: SourceFormat; readonly file: SourceFile }
  /** None of ours; nothing to tell of a file that nobody named. */
  | { readonly as: 'other'; readonly problem: Problem }
  /** Meant as one of ours, by all that can be seen, and not readable as such. */
  | { readonly as: 'broken'; readonly problems: readonly Problem[] };

/** Tells what a file is, by its content where its name does not decide. */
export class Taker {
  readonly #sources: readonly SourceFormat[];
  readonly #detectors: readonly Detector<Format | SourceFormat>[];
  /** The only format that is looked for. */
  readonly #only: Format | SourceFormat | null;
  readonly #expect: (size: number) => Promise<void>;
  #ahead: Ahead | null;
  /** Room for one file after the other, of which most are only looked at: thousands of buffers would wait to be collected. */
  #room: Buffer | null = null;

  /** @param inputType the name of the format that every file is to be in; null for any. @param ahead a file that is being read already. @param expect is told how many bytes a file has of which the name does not decide, before it is read. @throws ProblemError for one that nobody reads */
  constructor(formats: readonly Format[], sources: readonly SourceFormat[], inputType: string | null, ahead: Ahead | null = null, expect: (size: number) => Promise<void> = async () => undefined) {
    const readable = [...formats.filter((format) => format.load !== null), ...sources];
    this.#only = inputType === null ? null : (readable.find((format) => format.name === inputType) ?? unknownType(inputType, [...new Set(readable.map((format) => format.name))]));
    const wanted = (format: Format | SourceFormat): boolean => this.#only === null || this.#only.name === format.name;
    this.#ahead = ahead;
    this.#expect = expect;
    this.#sources = sources.filter(wanted);
    this.#detectors = [
      ...formats.filter(wanted).map((format) => ({ format, title: format.title, detect: (whole: Outline, lines: boolean) => format.detect(whole, lines), agreeing: format.agreeing, single: format.load !== null && format.several === undefined })),
      ...this.#sources.flatMap((format) => (format.ownsDocument === undefined ? [] : [{ format, title: format.title, detect: format.ownsDocument, single: format.several === undefined }])),
    ];
  }

  async take(found: Found): Promise<Taken> {
    try {
      return this.#only === null ? await this.#tell(found) : this.#ofOnly(await this.#tell(found), found, this.#only);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const [problem] = error.problems;
      const other = problem !== undefined && otherFormat.has(problem.code) && found.stream === null && !looksLikeInput(headOf(found.absolute));
      return other ? { as: 'other', problem } : { as: 'broken', problems: error.problems };
    }
  }

  async #tell(found: Found): Promise<Taken> {
    const named = this.#ownerByName(found);
    const streamed = found.stream === null ? null : await readStream(found.stream(), found.path);
    if (named !== undefined) return { as: 'source', format: named, file: this.#file(found, streamed) };
    if (streamed === null) await this.#expect(sizeOf(found.absolute));
    const head = streamed?.subarray(0, headLooked) ?? headOf(found.absolute);
    const packed = isGzip(head) ? await import('./gzip.ts') : null;
    const unpacked = packed === null ? head : packed.unzippedHead(head);
    const owner = this.#ownerByHead(unpacked) ?? (packed !== null && (streamed?.length ?? sizeOf(found.absolute)) >= worthPieces ? this.#ownerByList(unpacked) : undefined);
    return owner === undefined ? this.#tellWhole(found, streamed, packed) : { as: 'source', format: owner, file: this.#file(found, streamed) };
  }

  async #tellWhole(found: Found, streamed: Buffer | null, packed: typeof Gzip | null): Promise<Taken> {
    const bytes = packed === null ? streamed : packed.unzipped(streamed ?? readWhole(found.absolute, found.path), found.path, largest);
    const file = this.#file(found, bytes);
    const look: Look = (head, whole) => (maySpeak(head) ? null : headProblem(head, whole, found.path));
    const text = bytes === null ? await this.#load(found, look) : textOf(bytes, found.path, look);
    const first = text.bytes[spaceEnd(text.bytes, 0)];
    return first === byte.openBrace || first === byte.openBracket ? this.#tellDocument(text, file) : this.#tellText(text, file);
  }

  /** What came through a pipe is kept: it cannot be read again. */
  #file(found: Found, bytes: Buffer | null): SourceFile {
    return sourceFile(found, bytes, (name) => this.#asDocument(found, bytes, name));
  }

  async #asDocument(found: Found, bytes: Buffer | null, name: string): Promise<{ readonly whole: Outline; readonly encoding: string } | { readonly problems: readonly Problem[] }> {
    try {
      const packed = isGzip(bytes?.subarray(0, 3) ?? headOf(found.absolute)) ? await import('./gzip.ts') : null;
      const taken = await this.#tellWhole(found, bytes, packed);
      if (taken.as === 'document') return taken.format.name === name ? { whole: taken.whole, encoding: taken.encoding } : { problems: [otherDocument(found.path, taken.format.title)] };
      if (taken.as === 'source') return { problems: [otherDocument(found.path, taken.format.title)] };
      return { problems: taken.as === 'broken' ? taken.problems : [taken.problem] };
    } catch (error) {
      if (error instanceof ProblemError) return { problems: error.problems };
      throw error;
    }
  }

  async #load({ absolute, path }: Found, look: Look): Promise<Text> {
    const ahead = this.#ahead;
    if (ahead?.absolute !== absolute) return loadFile(absolute, path, look, (size) => this.#roomFor(size));
    this.#ahead = null;
    return loadAhead(ahead, path, look);
  }

  #roomFor(size: number): Buffer {
    if (size > headLooked) return paddedBuffer(size);
    const room = (this.#room ??= paddedBuffer(headLooked)).subarray(0, size + padding);
    return room.fill(0, size);
  }

  /** A file that was named needs no name of its own where its format was named as well. */
  #ownerByName(found: Found): SourceFormat | undefined {
    return this.#sources.find((format) => (this.#only === format && found.given === 'file') || format.ownsName?.(basename(found.path)) === true);
  }

  #ownerByHead(head: Buffer): SourceFormat | undefined {
    const owner = this.#sources.find((format) => format.ownsBytes?.(head) === true);
    if (owner !== undefined) return owner;
    const first = firstLine(head);
    return first === null ? undefined : this.#sources.find((format) => format.ownsLines?.(first) === true);
  }

  #ownerByList(head: Buffer): SourceFormat | undefined {
    const list = listHead(head);
    return list === null ? undefined : this.#sources.find((format) => format.ownsList?.(list) === true);
  }

  #tellDocument(text: Text, file: SourceFile): Taken {
    const detection = detect(text, file.path, this.#detectors);
    if ('problem' in detection) {
      const { problem, format } = detection;
      // YAML may have brackets too, without being JSON.
      if (problem.code === 'input-not-json' && /\.ya?ml$/i.test(file.path)) return this.#tellText(text, file);
      const { head } = textOutline(text);
      const owner = format === null ? this.#sources.find((one) => one.ownsBroken?.(head) === true) : undefined;
      if (owner !== undefined) return { as: 'source', format: owner, file };
      const look = text.bytes.subarray(0, Math.min(text.length, headLooked));
      const meant = format !== null || looksLikeInput(look) || (problem.code !== 'input-not-recognised' && looksLikeInventory(look));
      return meant ? { as: 'broken', problems: [problem] } : { as: 'other', problem };
    }
    const { format, whole } = detection;
    if (!('advice' in format)) return { as: 'source', format, file };
    // Read where it lies.
    this.#room = null;
    return { as: 'document', format, whole, encoding: text.encoding, file };
  }

  #tellText(text: Text, file: SourceFile): Taken {
    const outline = textOutline(text);
    const owner = this.#sources.find((format) => format.ownsText?.(outline) === true);
    if (owner !== undefined) return { as: 'source', format: owner, file };
    const problem = headProblem(text.bytes.subarray(0, text.length), true, file.path);
    return problem === null ? { as: 'broken', problems: [emptyInput(file.path, 'holds nothing')] } : { as: 'other', problem };
  }

  /** With one format asked for, everything else is another one. */
  #ofOnly(taken: Taken, { path }: Found, { name, title }: Format | SourceFormat): Taken {
    if (taken.as !== 'other' && !(taken.as === 'broken' && taken.problems.every((problem) => problem.code === 'input-not-recognised'))) return taken;
    return { as: 'other', problem: { code: 'input-other-type', message: `${path} does not have the format that --input-type ${name} asks for (${title})`, where: path, hint: 'leave --input-type out, or name the file that is meant' } };
  }
}

const otherFormat = new Set(['input-not-json', 'input-not-supported']);
const headLooked = 64 * 1024;

/** Bytes of an archive from which it pays off not to unpack it at once. */
const worthPieces = 2 ** 21;

function unknownType(name: string, known: readonly string[]): never {
  throw new ProblemError({ code: 'usage-value', message: `--input-type is ${JSON.stringify(name)}; allowed: ${known.join(', ')}`, where: null, hint: null });
}

function otherDocument(path: string, title: string): Problem {
  return { code: 'input-ambiguous', message: `${path} looks like one format by its begin and like another as a whole: ${title}`, where: path, hint: 'give each document a file of its own' };
}

function sourceFile({ path, absolute, given }: Found, bytes: Buffer | null, asDocument: SourceFile['asDocument']): SourceFile {
  return {
    asDocument,
    path,
    absolute,
    given,
    text: () => (bytes === null ? loadFile(absolute, path, () => null) : textOf(bytes, path, () => null)),
    bytes: () => bytes ?? readWhole(absolute, path),
    chunks: () => piecesOf(bytes, absolute, path),
    // Not spread by anybody: the system would be asked for it.
    get size() {
      return bytes?.length ?? sizeOf(absolute);
    },
  };
}

async function* piecesOf(bytes: Buffer | null, absolute: string, path: string): AsyncGenerator<Buffer> {
  const { Readable } = await import('node:stream');
  const stream = bytes === null ? createReadStream(absolute, { highWaterMark: pieceSize }) : Readable.from([bytes]);
  const packed = isGzip(bytes?.subarray(0, 3) ?? headOf(absolute));
  const { unzippedStream } = packed ? await import('./gzip.ts') : { unzippedStream: null };
  try {
    for await (const chunk of unzippedStream === null ? stream : unzippedStream(stream, path)) yield chunk as Buffer;
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(openProblem(error, path));
  }
}

const pieceSize = 1024 * 1024;
