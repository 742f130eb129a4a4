// Sets of real files for the bench: copied out of the corpus into the bench's cache, whole folders at a time, so that modules stay together.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file below a folder, sorted. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * `count` files for which `wanted` holds, with what lies beside them, in the order of their paths.
 * @returns {{folder: string, files: readonly string[], bytes: number}}
 */
export function fileSet(from, to, count, wanted) {
  rmSync(to, { recursive: true, force: true });
  const files = [];
  let bytes = 0;
  for (const file of filesBelow(from)) {
    const { size } = statSync(file);
    if (!wanted(file, size)) continue;
    if (files.length === count) break;
    const copy = join(to, relative(from, file));
    mkdirSync(join(copy, '..'), { recursive: true });
    cpSync(file, copy);
    files.push(copy);
    bytes += size;
  }
  return { folder: to, files, bytes };
}

/** The same files ten times, each copy in a folder of its own. */
export function tenfold(set, to) {
  const stamp = join(to, '.complete');
  if (existsSync(stamp)) return to;
  rmSync(to, { recursive: true, force: true });
  for (let copy = 0; copy < 10; copy += 1) cpSync(set.folder, join(to, `copy-${copy}`), { recursive: true });
  writeFileSync(stamp, '');
  return to;
}
