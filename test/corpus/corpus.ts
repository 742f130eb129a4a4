import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byCodePoint } from '../../src/model/json.ts';

/** Plans of strangers, beside the checkout; nothing of them is part of this repository. Null where they are not there. */
export const corpus = ((): string | null => {
  const folder = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
  if (existsSync(join(folder, 'plans'))) return folder;
  console.log('skipped: tests over the corpus of real plans (../shared/corpus is not beside the checkout)');
  return null;
})();

export const plans = join(corpus ?? '', 'plans');

/** Files below a folder of the corpus, relative to it; none where the corpus is absent. */
export function filesBelow(folder: string, wanted: RegExp): readonly string[] {
  if (corpus === null || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => wanted.test(path))
    .sort(byCodePoint);
}

/** JSON as the corpus has it: with byte order marks, and in UTF-16. */
export function readJson(path: string): unknown {
  const bytes = readFileSync(path);
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}
