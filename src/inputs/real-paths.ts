import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** A name in a folder; join() would look at each step of the path again. */
export function below(folder: string, name: string): string {
  return folder.endsWith(sep) ? `${folder}${name}` : `${folder}${sep}${name}`;
}

export interface RealPath {
  readonly path: string;
  /** Null where nobody asked: of a link. */
  readonly stats: Stats | null;
}

/** Where paths really lie: what counts for the rule that no link leads out. A folder is asked about once in a run, a file by its last step. */
export class RealPaths {
  readonly #folders = new Map<string, string | null>();

  /** Null for what is not there. @param absolute without `..` */
  of(absolute: string): string | null {
    return this.at(absolute)?.path ?? null;
  }

  /** With what was found out on the way; null for what is not there. */
  at(absolute: string): RealPath | null {
    const folder = dirname(absolute);
    if (folder === absolute) return { path: absolute, stats: null };
    const above = this.folder(folder);
    if (above === null) return null;
    const path = below(above, basename(absolute));
    try {
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return null;
      return stats.isSymbolicLink() ? { path: realpathSync.native(path), stats: null } : { path, stats };
    } catch {
      return null;
    }
  }

  folder(absolute: string): string | null {
    const known = this.#folders.get(absolute);
    if (known !== undefined) return known;
    const real = this.of(absolute);
    this.#folders.set(absolute, real);
    return real;
  }

  /** Where a path would lie whose end does not exist. */
  nearest(absolute: string): string {
    const real = this.of(absolute);
    if (real !== null) return real;
    const folder = dirname(absolute);
    return folder === absolute ? absolute : join(this.folder(folder) ?? this.nearest(folder), basename(absolute));
  }
}
