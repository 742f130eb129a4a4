import { ProblemError, type Problem } from '#model/problem.ts';
import type { Text } from './bytes.ts';
import { detect } from './detect.ts';
import { findInputs, type Found } from './find.ts';
import { loadFile, loadStream } from './load.ts';
import type { InputOptions } from './options.ts';
import type { Reading } from './reading.ts';
import { formats } from './registry.ts';

/** One file, opened: its readings, or why there are none. */
export interface Opened {
  readonly readings: readonly Reading[];
  /** The input was named, or --strict asks for it: the run ends with exit code 2. */
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
}

/**
 * Paths -> readings, one file after the other, so that only one of them is in memory. A folder is searched for *.json; what is
 * found there and is no input of ours is passed over, what looks like one and cannot be read is told.
 */
export async function* openInputs(paths: readonly string[], options: InputOptions): AsyncGenerator<Opened> {
  const { found, problems, notices } = findInputs(paths, options.cwd, options.stdin);
  if (problems.length > 0 || notices.length > 0) yield options.strict ? { readings: [], problems: [...problems, ...notices], notices: [] } : { readings: [], problems, notices };
  for (const one of found) yield await openOne(one, options);
}

async function openOne(found: Found, options: InputOptions): Promise<Opened> {
  try {
    const text = found.stream === null ? loadFile(found.absolute, found.path) : await loadStream(found.stream(), found.path);
    return await readings(text, found, options);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return refused(error.problems, found, options);
  }
}

async function readings(text: Text, found: Found, options: InputOptions): Promise<Opened> {
  const detection = detect(text, found.path, formats);
  if ('problem' in detection) return refused([detection.problem], found, options);
  const { format, whole } = detection;
  if (format.load === null) {
    return refused([{ code: 'input-not-supported', message: `${found.path} is no plan: it looks like "${format.title}", which this version does not read`, where: found.path, hint: format.advice ?? 'give a plan: terraform show -json tfplan > plan.json' }], found, options);
  }
  const reader = await format.load();
  return { readings: reader.open(whole, { path: found.path, encoding: text.encoding }, options), problems: [], notices: [] };
}

/** JSON of other tools lies in every folder. */
const unrelated = new Set(['input-not-recognised']);

function refused(problems: readonly Problem[], found: Found, options: InputOptions): Opened {
  if (found.named) return { readings: [], problems, notices: [] };
  const told = problems.filter((problem) => !unrelated.has(problem.code));
  return options.strict ? { readings: [], problems: told, notices: [] } : { readings: [], problems: [], notices: told };
}
