import type { JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { padded } from '../bytes.ts';
import type { SourceFile } from '../format.ts';
import { JsonDocument } from '../json/document.ts';
import { JsonFaultError } from '../json/scan.ts';
import { byte } from '../json/span.ts';
import { spaceEnd } from '../json/tokens.ts';
import { Window } from '../json/window.ts';
import { listHead } from '../list-head.ts';
import { Outline } from '../outline.ts';
import { ItemsPage, PageBehind, WrittenPage, type Page } from './page.ts';

/** A document with one long list, as it is read piece by piece. */
export interface ItemsSource {
  readonly file: SourceFile;
  /** The format. */
  readonly name: string;
  /** Scalars that may stand beside the list. What else does has to be looked at by those who know all formats. */
  readonly beside: ReadonlySet<string>;
  /** The documents of the file, read whole. */
  readonly pages: (whole: Outline) => Iterable<Page>;
}

/** What may come next: an element or the end of the list; an element; a comma or the end. */
type Expected = 'first' | 'element' | 'comma';

/** Something other than elements that follow each other: the document is to be read whole. */
class NotAsExpected extends Error {}

/** Bytes behind the list: a token, and white space. */
const longestRest = 65_536;

/**
 * The elements of a document's list as they are unpacked, in the memory of a few pieces. Where it is not what it should be, or has more
 * to it, it is read again as any other document: so what is wrong is told in the same words, and nothing that stands behind is passed over.
 */
export class Items {
  /** Why the document cannot be read to its end. */
  readonly unread: Problem[] = [];
  readonly #source: ItemsSource;
  #expected: Expected = 'first';
  /** Behind what was read of the piece at hand. */
  #at = 0;
  #ended = false;
  #isBroken = false;
  /** Elements that were handed out. */
  #count = 0;
  #key = '';
  #before = '';

  constructor(source: ItemsSource) {
    this.#source = source;
  }

  async *pages(): AsyncGenerator<Iterable<Page>> {
    try {
      yield* this.#pages();
    } catch (error) {
      if (error instanceof ProblemError) this.unread.push(...error.problems);
      else if (error instanceof NotAsExpected) yield* this.#whole();
      else throw error;
    }
  }

  async *#pages(): AsyncGenerator<Iterable<Page>> {
    const window = Window.open();
    if (window === null) throw new NotAsExpected();
    let rest: Buffer = Buffer.alloc(0);
    let first = true;
    for await (const chunk of this.#source.file.chunks()) {
      if (!this.#ended) {
        if (!window.put([rest, chunk], true) || !window.sound) throw new NotAsExpected();
        if (first) this.#begin(window);
        first = false;
        const elements = this.#elements(window);
        yield [new ItemsPage(this.#key, elements)];
        // Whoever did not want them has passed them over.
        for (const _ of elements);
        if (this.#isBroken) throw new NotAsExpected();
        rest = Buffer.from(window.bytes.subarray(this.#at, window.length));
        this.#at = 0;
      } else rest = Buffer.concat([rest, chunk]);
      if (this.#ended && rest.length > longestRest) throw new NotAsExpected();
    }
    if (!this.#ended) throw new NotAsExpected();
    yield [this.#rest(rest)];
  }

  #begin(window: Window): void {
    const head = listHead(window.bytes.subarray(0, window.length));
    if (head === null) throw new NotAsExpected();
    this.#key = head.key;
    this.#before = window.bytes.toString('utf8', 0, head.start);
    this.#at = head.start;
  }

  *#elements(window: Window): Generator<JsonValue> {
    const { bytes, length } = window;
    for (;;) {
      const at = spaceEnd(bytes, this.#at);
      if (at >= length) return;
      if (bytes[at] === byte.closeBracket && this.#expected !== 'element') {
        [this.#at, this.#ended] = [at, true];
        return;
      }
      if (this.#expected === 'comma') {
        this.#isBroken = bytes[at] !== byte.comma;
        if (this.#isBroken) return;
        [this.#at, this.#expected] = [at + 1, 'element'];
        continue;
      }
      const value = window.cast(at) ?? this.#read(window, at);
      if (value === undefined) return;
      this.#at = window.end;
      this.#expected = 'comma';
      this.#count += 1;
      yield value;
    }
  }

  /** Undefined for an element that goes on in the next piece, and for one that is broken. */
  #read(window: Window, start: number): JsonValue | undefined {
    const document = new JsonDocument(window.bytes, window.length, window.encoding === 'latin1');
    try {
      const { end } = document.scan(start);
      const value = document.value({ start, end });
      window.keep({ start, end }, value);
      return value;
    } catch (error) {
      if (!(error instanceof JsonFaultError)) throw error;
      this.#isBroken = error.fault.offset < window.length;
      return undefined;
    }
  }

  /** What stands beside the list. */
  #rest(rest: Buffer): Page {
    const text = Buffer.concat([Buffer.from(this.#before), rest]);
    const whole = wholeOf(new JsonDocument(padded(text), text.length));
    const isKnown = whole?.keys.every((key) => key === this.#key || (this.#source.beside.has(key) && !['object', 'array'].includes(whole.kindOf(key) ?? '')));
    if (whole === null || isKnown !== true || new Set(whole.keys).size < whole.keys.length) throw new NotAsExpected();
    return new WrittenPage(whole);
  }

  /** The same file as a document: what was handed out of it is not handed out again. */
  async *#whole(): AsyncGenerator<Iterable<Page>> {
    const { file, name, pages } = this.#source;
    const told = await file.asDocument(name);
    if ('problems' in told) {
      this.unread.push(...told.problems);
      return;
    }
    let first = true;
    for (const page of pages(told.whole)) {
      yield [first ? new PageBehind(page, this.#key, this.#count) : page];
      first = false;
    }
  }
}

/** Null for what is not JSON, or has more behind it. */
function wholeOf(document: JsonDocument): Outline | null {
  try {
    const scan = document.scan(0, () => true);
    return spaceEnd(document.bytes, scan.end) < document.length ? null : Outline.ofRoot(document, scan, 0);
  } catch (error) {
    if (error instanceof JsonFaultError) return null;
    throw error;
  }
}
