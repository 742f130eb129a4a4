import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { openInputs } from '#inputs/open.ts';
import type { InputOptions } from '#inputs/options.ts';

export interface Read {
  readonly path: string;
  readonly format: string;
  readonly resources: readonly Resource[];
  readonly recognised: number;
  readonly notes: readonly string[];
}

export interface ReadAll {
  readonly readings: readonly Read[];
  readonly problems: readonly Problem[];
}

const options: Omit<InputOptions, 'cwd'> = {
  all: false, document: false, attributes: () => true, relations: () => true, providerRegions: new Map(), providerScopes: new Map(), terraform: { environment: [], given: [], workspace: null }, cloudformation: { parameters: [], stackTags: new Map() }, inputType: null, strict: false,
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
      const resources = [...reading.batches].flat();
      const end = reading.finish();
      problems.push(...end.problems);
      readings.push({ path: reading.path, format: reading.format, resources, recognised: end.recognised, notes: end.notes });
    }
  }
  return { readings, problems };
}

/** The same of texts that lie in a folder of their own. */
export async function readTexts(files: Readonly<Record<string, unknown>>, more: Partial<InputOptions> = {}): Promise<ReadAll> {
  const folder = mkdtempSync(join(tmpdir(), 'landrail-change-sets-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return await readAll(Object.keys(files), folder, more);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
