/** Where paths are anchored. Both absolute; the same folder when there is no config. */
export interface Base {
  /** Working directory: what relative paths in the inputs start from. */
  readonly cwd: string;
  /** Folder of the config. */
  readonly folder: string;
}

/**
 * A path as fingerprints and baselines hold it: relative to the config's folder, with `/`, so that it is the same in every
 * checkout and from every working directory. `-` (standard input) stays.
 */
export function anchored(path: string, base: Base): string {
  if (path === '-' || path === '') return path;
  const cwd = parts(base.cwd);
  const from = parts(base.folder);
  const to = isAbsolute(path) ? parts(path) : [...cwd, ...parts(path)];
  const resolved = resolveDots(to);
  let shared = 0;
  while (shared < from.length && shared < resolved.length && from[shared] === resolved[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...resolved.slice(shared)].join('/') || '.';
}

function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}

function parts(path: string): readonly string[] {
  return path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
}

function resolveDots(path: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (const part of path) {
    if (part === '..') out.pop();
    else out.push(part);
  }
  return out;
}
