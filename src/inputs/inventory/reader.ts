import type { Text } from '../bytes.ts';
import { JsonFaultError } from '../json/scan.ts';
import { spaceEnd } from '../json/tokens.ts';
import { jsonProblem } from '../detect.ts';
import type { Reader, SourceFile, SourceOptions, SourceReader } from '../format.ts';
import { JsonDocument } from '../json/document.ts';
import { elementsOf, isEmptyList } from '../elements.ts';
import { Outline } from '../outline.ts';
import type { Answers } from './answers.ts';
import { Items } from './items.ts';
import { Lines } from './lines.ts';
import { WrittenPage, type Page } from './page.ts';
import { stranger } from './stranger.ts';
import { InventoryReading } from './reading.ts';
import { ProblemError, type Problem } from '#model/problem.ts';

/** What documents of a format are told by. */
export interface Documents {
  readonly name: string;
  readonly title: string;
  readonly test: (whole: Outline) => boolean;
}

/** Reads documents: one answer, or pages of it one after the other in a file. */
export function documentReader(format: Documents, answers: Answers): Reader {
  return {
    open(whole, source, options) {
      return [documentReading(format, answers, whole, source.path, options)];
    },
  };
}

/** Reads documents once all files of the run are found: what stands under what is told by files of their own, which come first. */
export function lateReader(format: Documents, answers: Answers): SourceReader {
  return {
    *open(files, options) {
      for (const file of answers.tree === undefined ? [] : files) {
        const { whole } = documentOf(file);
        if (whole !== null) for (const page of pagesFrom(whole, file.path, format, [])) answers.tree?.(page, options.ancestry);
      }
      for (const file of files) {
        const { whole, problems } = documentOf(file);
        yield { path: file.path, named: file.given !== 'found', readings: whole === null ? [] : [documentReading(format, answers, whole, file.path, options)], problems };
      }
    },
  };
}

function documentReading(format: Documents, answers: Answers, whole: Outline, path: string, options: SourceOptions): InventoryReading {
  const problems: Problem[] = [];
  const pages = [pagesFrom(whole, path, format, problems)];
  return new InventoryReading({ path, format: format.name, size: whole.document.length, answers, pages, problems }, options);
}

function documentOf(file: SourceFile): { readonly whole: Outline | null; readonly problems: readonly Problem[] } {
  let text: Text = { bytes: Buffer.alloc(0), length: 0, ascii: true, encoding: 'utf-8' };
  try {
    text = file.text();
    const document = new JsonDocument(text.bytes, text.length, text.ascii);
    return { whole: Outline.ofRoot(document, document.scan(0, () => true), 0), problems: [] };
  } catch (error) {
    if (error instanceof ProblemError) return { whole: null, problems: error.problems };
    if (!(error instanceof JsonFaultError)) throw error;
    return { whole: null, problems: [jsonProblem(text, error.fault, file.path)] };
  }
}

/** Reads JSON lines as they come. */
export function lineReader(format: string, answers: Answers): SourceReader {
  return {
    *open(files, options) {
      for (const file of files) {
        const lines = new Lines(file.chunks(), file.path);
        const source = { path: file.path, format, size: file.size, answers, pages: lines.pages(), problems: lines.problems };
        yield { path: file.path, named: file.given === 'file', readings: [new InventoryReading(source, options)], problems: [] };
      }
    },
  };
}

/** Reads documents of one long list while they are unpacked. @param beside what may stand beside it */
export function itemsReader(format: Documents, answers: Answers, beside: ReadonlySet<string>): SourceReader {
  return {
    *open(files, options) {
      for (const file of files) {
        const problems: Problem[] = [];
        const items = new Items({ file, name: format.name, beside, pages: (whole) => pagesFrom(whole, file.path, format, problems) });
        const source = { path: file.path, format: format.name, size: file.size, answers, pages: items.pages(), problems, unread: items.unread };
        yield { path: file.path, named: file.given === 'file', readings: [new InventoryReading(source, options)], problems: [] };
      }
    },
  };
}

/** The documents of a file; where they are lists of answers, the answers in them. What is no answer of the format is a problem. */
function* pagesFrom(first: Outline, path: string, format: Documents, problems: Problem[]): Iterable<Page> {
  const { document } = first;
  let number = 1;
  yield* answersIn(first, { path, format, problems, place: 'document 1' });
  let at = first.scan === null ? document.length : spaceEnd(document.bytes, first.scan.end);
  while (at < document.length) {
    try {
      const scan = document.scan(at, () => true);
      number += 1;
      yield* answersIn(Outline.ofRoot(document, scan, at), { path, format, problems, place: `document ${number}` });
      at = spaceEnd(document.bytes, scan.end);
    } catch (error) {
      if (!(error instanceof JsonFaultError)) throw error;
      problems.push(jsonProblem({ bytes: document.bytes, length: document.length, encoding: 'utf-8' }, error.fault, path));
      return;
    }
  }
}

interface Within {
  readonly path: string;
  readonly format: Documents;
  readonly problems: Problem[];
  /** `document 2`. */
  readonly place: string;
}

function* answersIn(whole: Outline, { path, format: { title, test }, problems, place }: Within): Iterable<Page> {
  if (test(whole)) {
    yield new WrittenPage(whole);
    return;
  }
  const { document, scan, kind } = whole;
  const elements = kind === 'array' && scan !== null ? elementsOf(scan) : [whole.span];
  for (const [index, { start }] of elements.entries()) {
    const one = kind === 'array' ? Outline.ofRoot(document, document.scan(start, () => true), start) : whole;
    if (test(one)) yield new WrittenPage(one);
    else if (!isEmptyList(one)) problems.push({ code: 'inventory-malformed', message: `${path}: ${kind === 'array' ? `[${index}] of ${place}` : place} is no ${title}: ${stranger(document.value(one.span))}`, where: path, hint: 'fetch again what is missing; the other answers in the file are judged' });
  }
}
