import type { Text } from '../bytes.ts';
import { JsonFaultError } from '../json/scan.ts';
import { spaceEnd } from '../json/tokens.ts';
import { jsonProblem } from '../detect.ts';
import type { Reader, SourceFile, SourceOptions, SourceReader } from '../format.ts';
import { JsonDocument } from '../json/document.ts';
import { Outline } from '../outline.ts';
import type { Answers } from './answers.ts';
import { Lines } from './lines.ts';
import { WrittenPage, type Page } from './page.ts';
import { InventoryReading } from './reading.ts';
import { ProblemError, type Problem } from '#model/problem.ts';

/** Reads documents: one answer, or pages of it one after the other in a file. */
export function documentReader(format: string, answers: Answers): Reader {
  return {
    open(whole, source, options) {
      return [documentReading(format, answers, whole, source.path, options)];
    },
  };
}

/** Reads documents once all files of the run are found: what stands under what is told by files of their own, which come first. */
export function lateReader(format: string, answers: Answers): SourceReader {
  return {
    *open(files, options) {
      for (const file of answers.tree === undefined ? [] : files) {
        const { whole } = documentOf(file);
        if (whole !== null) for (const page of pagesFrom(whole, file.path, [])) answers.tree?.(page, options.ancestry);
      }
      for (const file of files) {
        const { whole, problems } = documentOf(file);
        yield { path: file.path, named: file.given !== 'found', readings: whole === null ? [] : [documentReading(format, answers, whole, file.path, options)], problems };
      }
    },
  };
}

function documentReading(format: string, answers: Answers, whole: Outline, path: string, options: SourceOptions): InventoryReading {
  const problems: Problem[] = [];
  const pages = [pagesFrom(whole, path, problems)];
  return new InventoryReading({ path, format, size: whole.document.length, answers, pages, problems }, options);
}

function documentOf(file: SourceFile): { readonly whole: Outline | null; readonly problems: readonly Problem[] } {
  let text: Text = { bytes: Buffer.alloc(0), length: 0, encoding: 'utf-8' };
  try {
    text = file.text();
    const document = new JsonDocument(text.bytes, text.length);
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

function* pagesFrom(first: Outline, path: string, problems: Problem[]): Iterable<Page> {
  const { document } = first;
  yield new WrittenPage(first);
  let at = first.scan === null ? document.length : spaceEnd(document.bytes, first.scan.end);
  while (at < document.length) {
    try {
      const scan = document.scan(at, () => true);
      yield new WrittenPage(Outline.ofRoot(document, scan, at));
      at = spaceEnd(document.bytes, scan.end);
    } catch (error) {
      if (!(error instanceof JsonFaultError)) throw error;
      problems.push(jsonProblem({ bytes: document.bytes, length: document.length, encoding: 'utf-8' }, error.fault, path));
      return;
    }
  }
}
