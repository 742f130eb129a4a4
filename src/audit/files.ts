import { lstatSync, opendirSync, readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import type { Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';
import { FoldedNames } from './folded-names.ts';
import { readProblem } from './read-problem.ts';

export interface LogFile {
  /** As reports name it, with slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly size: number;
  /** As it was given: itself, or the folder that it lies in. */
  readonly root: string;
}

/** What was met on the way. */
export interface Walked {
  problem(problem: Problem): void;
  skip(skipped: Skipped): void;
}

/**
 * The files of paths that were given, in their order, those of a folder in the order of their paths. Folders are listed when it is their
 * turn. No link in a folder is followed: what it leads to lies in the folder and is met there, or is none of it.
 */
export function* logFiles(paths: readonly string[], walked: Walked): Generator<LogFile> {
  for (const path of paths) {
    const root = path.split(sep).join('/');
    const absolute = resolve(path);
    let stats: Stats;
    try {
      stats = statSync(absolute);
    } catch (error) {
      walked.problem(readProblem(error as NodeJS.ErrnoException, root));
      continue;
    }
    if (stats.isDirectory()) yield* filesBelow({ root, real: realpathSync.native(absolute) }, root.replace(/(?<=.)\/+$/, ''), absolute, walked);
    else if (stats.isFile()) yield { path: root, absolute, size: stats.size, root };
    else walked.problem({ code: 'audit-unreadable', message: `${root} is neither a file nor a folder`, where: root, hint: 'write what it gives to a file' });
  }
}

/** Whether a file of paths that were given is called so. What cannot be looked at is none. */
export function isAnyCalled(paths: readonly string[], name: RegExp): boolean {
  return paths.some((path) => name.test(basename(path)) || isAnyBelow(resolve(path), name));
}

function isAnyBelow(folder: string, name: RegExp): boolean {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return false;
  }
  return entries.some((entry) => entry.isFile() && name.test(entry.name)) || entries.some((entry) => entry.isDirectory() && isAnyBelow(join(folder, entry.name), name));
}

function* filesBelow(given: { readonly root: string; readonly real: string }, path: string, absolute: string, walked: Walked): Generator<LogFile> {
  const names = new FoldedNames();
  try {
    const folder = opendirSync(absolute, { bufferSize: 1024 });
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) names.add(nameOf(entry));
    } finally {
      folder.closeSync();
    }
  } catch (error) {
    walked.problem(readProblem(error as NodeJS.ErrnoException, path));
    return;
  }
  for (const marked of names.sorted()) {
    const name = marked.slice(0, -1);
    const inner = { path: path === '.' ? name : path.endsWith('/') ? `${path}${name}` : `${path}/${name}`, absolute: join(absolute, name) };
    if (marked.endsWith('/')) yield* filesBelow(given, inner.path, inner.absolute, walked);
    else if (marked.endsWith(kinds.link)) walked.skip({ path: inner.path, because: linkReason(inner.absolute, given.real) });
    else if (marked.endsWith(kinds.other)) walked.skip({ path: inner.path, because: 'neither a file nor a folder' });
    else {
      const size = sizeOf(inner, walked);
      if (size !== null) yield { ...inner, size, root: given.root };
    }
  }
}

/** One character behind a name says what it is. That of folders sorts them as their paths do; a zero, which no name has, goes first. */
const kinds = { folder: '/', file: '\0', link: '\u0001', other: '\u0002' } as const;

function nameOf(entry: Dirent): string {
  if (entry.isDirectory()) return `${entry.name}${kinds.folder}`;
  if (entry.isFile()) return `${entry.name}${kinds.file}`;
  return `${entry.name}${entry.isSymbolicLink() ? kinds.link : kinds.other}`;
}

function sizeOf({ path, absolute }: { readonly path: string; readonly absolute: string }, walked: Walked): number | null {
  try {
    return lstatSync(absolute).size;
  } catch (error) {
    walked.problem(readProblem(error as NodeJS.ErrnoException, path));
    return null;
  }
}

function linkReason(absolute: string, root: string): string {
  try {
    const real = realpathSync.native(absolute);
    return real === root || real.startsWith(`${root}${sep}`) ? 'a link to what is read by its own name' : 'a link that leads out of the folder';
  } catch {
    return 'a link that leads nowhere';
  }
}
