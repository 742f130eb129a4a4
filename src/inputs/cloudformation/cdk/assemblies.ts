import { dirname, join } from 'node:path';
import { ProblemError } from '#model/problem.ts';
import type { Files } from '../../files.ts';

/** Folders that hold the manifest of an assembly, which says where the templates beside it go. */
export class Assemblies {
  readonly #files: Files;
  readonly #known = new Map<string, boolean>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Whether a template lies in one. */
  hold(absolute: string): boolean {
    const folder = dirname(absolute);
    const before = this.#known.get(folder);
    if (before !== undefined) return before;
    const found = this.#isAssembly(folder);
    this.#known.set(folder, found);
    return found;
  }

  #isAssembly(folder: string): boolean {
    try {
      const read = this.#files.text(join(folder, 'manifest.json'));
      return !('refused' in read) && /"artifacts"\s*:/.test(read.bytes.toString('utf8', 0, read.length));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return false;
    }
  }
}
