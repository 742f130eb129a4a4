import { dirname, join } from 'node:path';
import { ProblemError } from '#model/problem.ts';
import type { Files } from '../../files.ts';
import { Constructs } from './constructs.ts';
import { manifestAt } from './manifest.ts';

/** Templates that belong to an assembly: its manifest says where they go, so that they are judged with it. */
export class Assemblies {
  readonly #files: Files;
  /** By folder, absolute. */
  readonly #templates = new Map<string, ReadonlySet<string>>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Whether the manifest beside a template names it; what merely lies beside one is a template like any other. */
  hold(absolute: string): boolean {
    const folder = dirname(absolute);
    let templates = this.#templates.get(folder);
    if (templates === undefined) this.#templates.set(folder, (templates = this.#templatesIn(folder)));
    return templates.has(absolute);
  }

  #templatesIn(folder: string): ReadonlySet<string> {
    try {
      const { stacks } = manifestAt(join(folder, 'manifest.json'), this.#files);
      return new Set(stacks.flatMap(({ template, metadata }) => [template, ...new Constructs(metadata).templates]).map((name) => join(folder, name)));
    } catch (error) {
      // What is wrong with it is told where it is read.
      if (!(error instanceof ProblemError)) throw error;
      return new Set();
    }
  }
}
