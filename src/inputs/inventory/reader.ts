import { JsonFaultError } from '../json/scan.ts';
import { spaceEnd } from '../json/tokens.ts';
import { jsonProblem } from '../detect.ts';
import type { Reader, SourceReader } from '../format.ts';
import { Outline } from '../outline.ts';
import type { Answers } from './answers.ts';
import { Lines } from './lines.ts';
import { WrittenPage, type Page } from './page.ts';
import { InventoryReading } from './reading.ts';
import type { Problem } from '#model/problem.ts';

/** Reads documents: one answer, or pages of it one after the other in a file. */
export function documentReader(format: string, answers: Answers): Reader {
  return {
    open(whole, source, options) {
      const problems: Problem[] = [];
      const pages = [pagesFrom(whole, source.path, problems)];
      return [new InventoryReading({ path: source.path, format, size: whole.document.length, answers, pages, problems }, options.sightings, options)];
    },
  };
}

/** Reads JSON lines as they come. */
export function lineReader(format: string, answers: Answers): SourceReader {
  return {
    *open(files, options) {
      for (const file of files) {
        const lines = new Lines(file.chunks(), file.path);
        const source = { path: file.path, format, size: file.size, answers, pages: lines.pages(), problems: lines.problems };
        yield { path: file.path, named: file.given === 'file', readings: [new InventoryReading(source, options.sightings, options)], problems: [] };
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
