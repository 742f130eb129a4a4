import { ProblemError } from '#model/problem.ts';
import type { Text } from '../../bytes.ts';
import { jsonProblem } from '../../detect.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../../format.ts';
import { JsonDocument } from '../../json/document.ts';
import { JsonFaultError } from '../../json/scan.ts';
import { Outline } from '../../outline.ts';
import { Copies } from './copies.ts';
import { Managed } from './managed.ts';
import type { StateObjects } from './raw-state.ts';
import { StateReading } from './reading.ts';

/** Terraform nests a few dozen levels; beyond this nobody can print, compare or serialise a value. */
const deepest = 1000;

/** What the states of a run have to do with each other. */
interface Others {
  readonly copies: Copies;
  readonly managed: Managed;
}

/** States of one form, each an input of its own. `refuse` throws for what is not to be read. */
export function readerOf(format: string, objectsOf: (whole: Outline, path: string) => StateObjects, refuse: (whole: Outline, path: string) => void): SourceReader {
  function openOne(file: SourceFile, { copies, managed }: Others, options: SourceOptions): OpenedSource {
    const { path } = file;
    const named = file.given === 'file';
    try {
      const whole = wholeOf(file.text(), path);
      refuse(whole, path);
      const original = named ? null : copies.originalOf(path, whole);
      if (original !== null) return { path, named, readings: [], problems: [], skipped: [{ path, because: `the backup of ${original}` }] };
      const copy = copies.met(path, whole);
      return { path, named, readings: [new StateReading(path, format, whole, objectsOf(whole, path), managed, options)], problems: [], notices: copy === null ? [] : [copy] };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { path, named, readings: [], problems: error.problems };
    }
  }
  return {
    *open(files, options) {
      const others = { copies: new Copies(), managed: new Managed() };
      for (const file of files) yield openOne(file, others, options);
    },
  };
}

/** @throws ProblemError */
function wholeOf(text: Text, path: string): Outline {
  const document = new JsonDocument(text.bytes, text.length, text.ascii);
  try {
    const root = document.scan(0, () => true);
    if (root.depth > deepest) throw new ProblemError({ code: 'state-too-deep', message: `${path} nests ${root.depth} levels deep; no state of Terraform does`, where: path, hint: 'write it again: terraform state pull > state.json' });
    return Outline.ofRoot(document, root, 0);
  } catch (error) {
    // It was whole when it was looked at first.
    if (error instanceof JsonFaultError) throw new ProblemError(jsonProblem(text, error.fault, path));
    throw error;
  }
}
