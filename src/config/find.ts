import { lstatSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ProblemError } from '#model/problem.ts';

/** Where a config may stand in a folder. */
export const configNames = ['landrail.yaml', 'landrail.yml', '.github/landrail.yaml', '.github/landrail.yml'];

/**
 * The nearest config, from `cwd` upward to the folder with `.git` (a folder, or a file in a worktree). Outside a repository only
 * `cwd` itself is searched: a landrail.yaml that somebody left in /tmp must not decide over a folder below it.
 * @returns an absolute path, or null.
 * @throws ProblemError when one folder holds two.
 */
export function findConfig(cwd: string): string | null {
  const root = repositoryRoot(cwd) ?? cwd;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = configNames.map((name) => join(folder, name)).filter((path) => kindOf(path) === 'file');
    const [first, second] = found;
    if (first !== undefined && second !== undefined) {
      throw new ProblemError({
        code: 'config-ambiguous',
        message: `two configs stand beside each other: ${found.map((path) => displayPath(path, cwd)).join(' and ')}`,
        where: displayPath(first, cwd),
        hint: 'keep one, or name one with --config',
      });
    }
    if (first !== undefined) return first;
    if (folder === root || folder === dirname(folder)) return null;
  }
}

/** The folder with `.git`, from `cwd` upward. */
function repositoryRoot(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (kindOf(join(folder, '.git')) !== null) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/** A link counts as a file, dangling or not: somebody meant it, so reading it must say what is wrong. */
function kindOf(path: string): 'file' | 'folder' | null {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat === undefined ? null : stat.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return 'file';
    throw error;
  }
}

/** A path as messages show it: relative to the working directory, with `/`. */
export function displayPath(path: string, cwd: string): string {
  return (relative(cwd, path) || '.').replaceAll('\\', '/');
}
