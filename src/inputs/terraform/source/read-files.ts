import { join, resolve } from 'node:path';
import type { Files } from '../../files.ts';
import type { FileRefused, Files as FunctionFiles } from '../hcl/files.ts';

/** Files below one folder for `fileset`: more is no configuration. */
const mostListed = 20_000;
const deepest = 32;

/** What `file()` and its like may read: inside the checkout, counted from the folder of the root module. */
export class ReadFiles implements FunctionFiles {
  readonly #root: string;
  readonly #files: Files;

  constructor(root: string, files: Files) {
    this.#root = root;
    this.#files = files;
  }

  read(path: string): Buffer | null | FileRefused {
    const read = this.#files.read(resolve(this.#root, path));
    if (!('refused' in read)) return read.bytes;
    return read.refused === 'missing' ? null : { refused: read.because };
  }

  list(folder: string): readonly string[] | FileRefused {
    const top = resolve(this.#root, folder);
    if (this.#files.rootAround(top) === null) return { refused: `${this.#files.shown(top)} lies outside of the checkout, or does not exist` };
    const found: string[] = [];
    const pending = [{ absolute: top, path: '', depth: 0 }];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (const { name, folder: inner } of this.#files.list(at.absolute) ?? []) {
        const path = at.path === '' ? name : `${at.path}/${name}`;
        if (!inner) found.push(path);
        else if (at.depth < deepest) pending.push({ absolute: join(at.absolute, name), path, depth: at.depth + 1 });
        if (found.length + pending.length > mostListed) return { refused: `more than ${mostListed} files are below ${this.#files.shown(top)}` };
      }
    }
    return found.sort();
  }
}
