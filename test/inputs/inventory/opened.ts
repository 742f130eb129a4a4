import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInputs } from '#inputs/open.ts';
import { noFlags, type InputOptions } from '#inputs/options.ts';
import type { ReadingEnd } from '#inputs/reading.ts';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { resourcesOf } from '../resources-of.ts';

export interface Inventory {
  readonly format: string;
  readonly resources: readonly Resource[];
  readonly end: ReadingEnd;
}

export interface Inventories {
  readonly read: readonly Inventory[];
  readonly problems: readonly Problem[];
}

/** What a run reads of files with this content: a text or bytes as they are, else as JSON. */
export async function inventories(files: Readonly<Record<string, unknown>>, more: Partial<InputOptions> = {}): Promise<Inventories> {
  const cwd = mkdtempSync(join(tmpdir(), 'landrail-inventory-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return await inventoriesIn(cwd, Object.keys(files), more);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

export async function inventoriesIn(cwd: string, paths: readonly string[], more: Partial<InputOptions> = {}): Promise<Inventories> {
  const options: InputOptions = { ...noFlags, cwd, document: false, attributes: () => true, relations: () => true, stdin: () => process.stdin, ...more };
  const read: Inventory[] = [];
  const problems: Problem[] = [];
  for await (const opened of openInputs(paths, options)) {
    problems.push(...opened.problems);
    for (const reading of opened.readings) {
      const resources = await resourcesOf(reading);
      const end = reading.finish();
      problems.push(...end.problems);
      read.push({ format: reading.format, resources, end });
    }
  }
  return { read, problems };
}
