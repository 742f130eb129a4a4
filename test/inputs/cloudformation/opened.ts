import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { openInputs } from '#inputs/open.ts';
import { noFlags, type InputOptions } from '#inputs/options.ts';
import type { ReadingEnd } from '#inputs/reading.ts';
import { resourcesOf } from '../resources-of.ts';

export interface Read {
  readonly path: string;
  readonly format: string;
  readonly resources: readonly Resource[];
  readonly recognised: number;
  readonly notes: readonly string[];
  readonly locate: ReadingEnd['locate'];
  readonly sources: ReadingEnd['sources'];
  readonly ignores: ReadingEnd['ignores'];
}

export interface ReadAll {
  readonly readings: readonly Read[];
  readonly problems: readonly Problem[];
}

const options: Omit<InputOptions, 'cwd'> = {
  ...noFlags, document: false, attributes: () => true, relations: () => true,
  stdin: () => {
    throw new Error('nothing is read from standard input');
  },
};

/** Paths as a run would open them. */
export async function readAll(paths: readonly string[], cwd: string, more: Partial<InputOptions> = {}): Promise<ReadAll> {
  const readings: Read[] = [];
  const problems: Problem[] = [];
  for await (const opened of openInputs(paths, { ...options, ...more, cwd })) {
    problems.push(...opened.problems);
    for (const reading of opened.readings) {
      const resources = await resourcesOf(reading);
      const end = reading.finish();
      problems.push(...end.problems);
      const { recognised, notes, locate, sources, ignores } = end;
      readings.push({ path: reading.path, format: reading.format, resources, recognised, notes, locate, sources, ignores });
    }
  }
  return { readings, problems };
}

type Texts = Readonly<Record<string, unknown>>;

/** The same of texts that lie in a folder of their own; one that speaks of the folder is a function of it. */
export async function readTexts(files: Texts, more: Partial<InputOptions> = {}, paths?: readonly string[]): Promise<ReadAll> {
  return whileThere(files, (folder) => readAll(paths ?? Object.keys(files), folder, more));
}

/** While the files are there: what is asked of a reading later may look at them again. */
export async function whileThere<T>(files: Texts, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'landrail-inputs-')));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      const written: unknown = typeof content === 'function' ? (content as (folder: string) => unknown)(folder) : content;
      writeFileSync(join(folder, name), typeof written === 'string' ? written : JSON.stringify(written, null, 1));
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
