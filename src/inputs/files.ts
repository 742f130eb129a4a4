import { existsSync, readdirSync, readFileSync, statSync, type Dirent, type Stats } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { byCodePoint } from '#model/json.ts';
import { decode, padded, type Text } from './bytes.ts';
import { below, RealPaths } from './real-paths.ts';

/** A path that was given. */
export interface Given {
  /** As the user wrote it, POSIX separators, without a tail. */
  readonly path: string;
  readonly absolute: string;
}

/** Why a file cannot be had; `because` is a clause: `modules/net does not exist`. */
export interface Refused {
  readonly refused: 'missing' | 'outside' | 'folder' | 'unreadable' | 'too-large';
  readonly because: string;
}

export interface Listed {
  readonly name: string;
  readonly folder: boolean;
}

const mostBytes = 50 * 2 ** 20;

/** Files that inputs refer to, by absolute paths: those of the disk, or of an archive that stands for them. */
export interface Files {
  /** Bytes as they lie in the file. */
  read(absolute: string): { readonly bytes: Buffer } | Refused;
  /** UTF-8 without a byte order mark; an empty file is an empty text. @throws ProblemError for what is no text */
  text(absolute: string): Text | Refused;
  /** Names in a folder, sorted, a link as what it leads to; null where there is no such folder, or not inside. */
  list(absolute: string): readonly Listed[] | null;
  /** How the user would name it. */
  shown(absolute: string): string;
  /** The root around a path, where it really lies; null for one that is not there, or outside of all. */
  rootAround(absolute: string): string | null;
  /** Where a folder really lies; the path itself where there is none. */
  realFolder(absolute: string): string;
}

/**
 * The files that inputs refer to: modules, nested templates, what `file()` reads. An input may come from a pull request, so nothing
 * outside the roots is ever read: a root is the repository around a given path, else the working directory that holds the path,
 * else the path itself. What counts is where a file really lies, so no link leads out.
 */
export class DiskFiles implements Files {
  readonly #cwd: string;
  /** The longest ones first. */
  readonly #given: readonly Given[];
  readonly #roots: readonly string[];
  readonly #named: ReadonlyMap<string, Given>;
  readonly #paths = new RealPaths();
  /** Folders that were searched. */
  readonly #searched = new Map<string, readonly Dirent[]>();
  /** A folder is asked for its names several times in a row. */
  #listed: { readonly absolute: string; readonly names: readonly Listed[] } | null = null;

  /** @param named files that were given for their values: read wherever they lie */
  constructor(cwd: string, given: readonly Given[], named: readonly Given[] = []) {
    this.#cwd = cwd;
    this.#given = given.toSorted((a, b) => b.absolute.length - a.absolute.length);
    this.#named = new Map(named.map((one) => [one.absolute, one]));
    this.#roots = [...new Set((given.length === 0 ? [cwd] : given.map((one) => one.absolute)).map((path) => rootOf(path, cwd, this.#paths)))];
  }

  rootAround(absolute: string): string | null {
    const real = this.#paths.of(absolute);
    return real === null ? null : (this.#roots.find((root) => isWithin(real, root)) ?? null);
  }

  realFolder(absolute: string): string {
    return this.#paths.folder(absolute) ?? resolve(absolute);
  }

  /** Where something really lies; the path itself where there is nothing. */
  realPath(absolute: string): string {
    return this.#paths.of(absolute) ?? absolute;
  }

  read(absolute: string): { readonly bytes: Buffer } | Refused {
    const shown = this.shown(absolute);
    let stats: Stats | null | undefined = null;
    // Asked first: whether something exists outside is nobody's business either.
    if (!this.#named.has(absolute)) {
      const found = this.#paths.at(absolute);
      const real = found?.path ?? this.#paths.nearest(absolute);
      stats = found?.stats;
      if (!this.#roots.some((root) => isWithin(real, root))) return { refused: 'outside', because: `${shown} lies outside of ${this.#shownRoots()}` };
    }
    try {
      stats ??= statSync(absolute, { throwIfNoEntry: false });
      if (stats === undefined) return { refused: 'missing', because: `${shown} does not exist` };
      if (stats.isDirectory()) return { refused: 'folder', because: `${shown} is a folder` };
      if (!stats.isFile()) return { refused: 'unreadable', because: `${shown} is not a regular file` };
      if (stats.size > mostBytes) return { refused: 'too-large', because: `${shown} has ${Math.round(stats.size / 2 ** 20)} MiB; up to ${mostBytes / 2 ** 20} are read` };
      return { bytes: readFileSync(absolute) };
    } catch (error) {
      const missing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
      return missing ? { refused: 'missing', because: `${shown} does not exist` } : { refused: 'unreadable', because: `${shown} cannot be read: ${(error as Error).message}` };
    }
  }

  text(absolute: string): Text | Refused {
    const read = this.read(absolute);
    return 'refused' in read ? read : decode(padded(read.bytes), read.bytes.length, this.shown(absolute));
  }

  list(absolute: string): readonly Listed[] | null {
    if (this.#listed?.absolute === absolute) return this.#listed.names;
    const real = this.#paths.folder(absolute);
    if (real === null || !this.#roots.some((root) => isWithin(real, root))) return null;
    try {
      const names = (this.#searched.get(absolute) ?? readdirSync(absolute, { withFileTypes: true }))
        .map((entry) => ({ name: entry.name, folder: entry.isSymbolicLink() ? isFolder(below(absolute, entry.name)) : entry.isDirectory() }))
        .sort((a, b) => byCodePoint(a.name, b.name));
      this.#listed = { absolute, names };
      return names;
    } catch {
      return null;
    }
  }

  /** What a folder of the run holds, as it was searched: nobody has to look again. */
  searched(absolute: string, entries: readonly Dirent[]): void {
    this.#searched.set(absolute, entries);
  }

  shown(absolute: string): string {
    const named = this.#named.get(absolute);
    if (named !== undefined) return named.path;
    const around = this.#given.find((one) => isWithin(absolute, one.absolute));
    if (around === undefined) return posix(relative(this.#cwd, absolute)) || '.';
    const rest = posix(absolute.slice(around.absolute.length).replace(/^[/\\]|[/\\]$/g, ''));
    if (around.path === '.' || rest === '') return rest === '' ? around.path : rest;
    return around.path.endsWith('/') ? `${around.path}${rest}` : `${around.path}/${rest}`;
  }

  #shownRoots(): string {
    return this.#roots.map((root) => this.shown(root)).map((path) => (path === '.' ? 'the working directory' : path)).join(' and ');
  }
}

function posix(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

function rootOf(absolute: string, cwd: string, paths: RealPaths): string {
  const real = paths.nearest(absolute);
  for (let folder = real; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) break;
  }
  const working = paths.of(cwd) ?? cwd;
  if (isWithin(real, working)) return working;
  return isFolder(real) ? real : dirname(real);
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
