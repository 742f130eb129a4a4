import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Files that the functions of a configuration may read. A path is relative to the root module's folder, or absolute. */
export interface Files {
  /** Null: there is no such file. `refused` says why it is not read: it lies outside of the tree, is a folder, is too large. */
  read(path: string): Buffer | null | FileRefused;
  /** Paths of the regular files below a folder, relative to it, with `/`; none where there is no such folder. */
  list(folder: string): readonly string[] | FileRefused;
}

export interface FileRefused {
  readonly refused: string;
}

/** More is no text of a configuration. */
const largest = 4 * 2 ** 20;
const mostFiles = 20_000;

const outside: FileRefused = { refused: 'read from outside of the folder that is checked' };

/**
 * The files of a tree, as Terraform's functions see them from the root module.
 * @param root the root module's folder
 * @param tree the folder that no path may leave, not by a symbolic link either
 */
export function filesBelow(root: string, tree: string): Files {
  const top = realpathSync(tree);
  const inside = (path: string): boolean => path === top || path.startsWith(top.endsWith(sep) ? top : top + sep);
  /** The real path; null when there is nothing. */
  const find = (path: string): string | null | FileRefused => {
    const whole = isAbsolute(path) ? resolve(path) : resolve(root, path);
    try {
      const real = realpathSync(whole);
      return inside(real) ? real : outside;
    } catch {
      // What is not there must not tell whether it is there, outside of the tree.
      return inside(whole) || inside(resolve(top, relative(tree, whole))) ? null : outside;
    }
  };
  return {
    read(path) {
      const real = find(path);
      if (typeof real !== 'string') return real;
      const { size, ...stat } = sizeOf(real);
      if (!stat.file) return { refused: 'it is not a regular file' };
      return size > largest ? { refused: 'read from a file that is larger than landrail reads for a value' } : readFileSync(real);
    },
    list(folder) {
      const real = find(folder);
      if (typeof real !== 'string') return real ?? [];
      const out: string[] = [];
      return walk(real, '', out, inside) ? out : { refused: 'a folder of more files than landrail lists' };
    },
  };
}

function sizeOf(path: string): { readonly size: number; readonly file: boolean } {
  const stat = statSync(path);
  return { size: stat.size, file: stat.isFile() };
}

/** False: they are too many. */
function walk(folder: string, prefix: string, out: string[], inside: (path: string) => boolean): boolean {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory() && !walk(path, `${name}/`, out, inside)) return false;
    if (entry.isFile() || (entry.isSymbolicLink() && linksToFile(path, inside))) out.push(name);
    if (out.length > mostFiles) return false;
  }
  return true;
}

function linksToFile(path: string, inside: (path: string) => boolean): boolean {
  try {
    return inside(realpathSync(path)) && statSync(path).isFile();
  } catch {
    return false;
  }
}
