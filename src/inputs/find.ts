import { createReadStream, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { byCodePoint } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { openProblem } from './load.ts';

/** A place to read from. */
export interface Found {
  /** As the user would name it, with `/`; `-` for standard input. */
  readonly path: string;
  readonly absolute: string;
  /** False for what was found in a folder. */
  readonly named: boolean;
  /** Pipes (`<(…)`, /dev/stdin) have no size to be known beforehand. */
  readonly stream: (() => AsyncIterable<Uint8Array>) | null;
}

/** Where nobody keeps plans of their own. */
const skipped = new Set(['node_modules', '.git', '.terraform', '.terragrunt-cache']);

/** Paths -> files, in the order given, those of a folder sorted; each file once. */
export function findInputs(paths: readonly string[], cwd: string, stdin: () => AsyncIterable<Uint8Array>): { readonly found: readonly Found[]; readonly problems: readonly Problem[]; readonly notices: readonly Problem[] } {
  const found: Found[] = [];
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const seen = new Set<string>();
  const add = (one: Found, real: string): void => {
    if (seen.has(real)) return;
    seen.add(real);
    found.push(one);
  };
  for (const given of paths) {
    const path = given === '-' ? '-' : shown(given);
    if (given === '-') {
      add({ path, absolute: '-', named: true, stream: stdin }, '-');
      continue;
    }
    const absolute = resolve(cwd, given);
    let stats: Stats;
    try {
      stats = statSync(absolute);
    } catch (error) {
      problems.push(openProblem(error, path));
      continue;
    }
    if (!stats.isDirectory()) {
      const stream = stats.isFile() ? null : () => createReadStream(absolute) as AsyncIterable<Uint8Array>;
      add({ path, absolute, named: true, stream }, stream === null ? realpathSync(absolute) : absolute);
      continue;
    }
    const walk = walkFolder(absolute, path);
    for (const one of walk.found) add(one, realpathSync(one.absolute));
    // A folder that was named and cannot be listed was not read whole; one further down is told.
    for (const { problem, depth } of walk.problems) (depth === 0 ? problems : notices).push(problem);
  }
  return { found, problems, notices };
}

function walkFolder(absolute: string, path: string): { readonly found: readonly Found[]; readonly problems: readonly { readonly problem: Problem; readonly depth: number }[] } {
  const found: Found[] = [];
  const problems: { readonly problem: Problem; readonly depth: number }[] = [];
  const pending = [{ absolute, path, depth: 0 }];
  for (let folder = pending.shift(); folder !== undefined; folder = pending.shift()) {
    let entries;
    try {
      entries = readdirSync(folder.absolute, { withFileTypes: true });
    } catch (error) {
      problems.push({ problem: openProblem(error, folder.path), depth: folder.depth });
      continue;
    }
    for (const entry of entries.sort((a, b) => byCodePoint(a.name, b.name))) {
      const inner = { absolute: join(folder.absolute, entry.name), path: folder.path === '.' ? entry.name : `${folder.path}/${entry.name}`, depth: folder.depth + 1 };
      // Links to folders may lead in circles, or out of what was named.
      if (entry.isDirectory() && !skipped.has(entry.name)) pending.push(inner);
      else if (/\.json$/i.test(entry.name) && (entry.isFile() || (entry.isSymbolicLink() && isFile(inner.absolute)))) found.push({ path: inner.path, absolute: inner.absolute, named: false, stream: null });
    }
  }
  found.sort((a, b) => byCodePoint(a.path, b.path));
  return { found, problems };
}

function isFile(absolute: string): boolean {
  try {
    return statSync(absolute).isFile();
  } catch {
    return false;
  }
}

/** With `/`, and without a tail. */
function shown(path: string): string {
  const posix = sep === '\\' ? path.replaceAll('\\', '/') : path;
  const trimmed = posix.replace(/\/+$/, '').replace(/^(?:\.\/)+/, '');
  return trimmed === '' ? (posix.startsWith('/') ? '/' : '.') : trimmed;
}
