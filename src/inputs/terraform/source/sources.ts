import { ProblemError, type Problem } from '#model/problem.ts';
import type { Files } from '../../files.ts';
import { below } from '../../real-paths.ts';
import { parseTerraformJson } from '../hcl/json.ts';
import { readHcl, type Asked } from '../hcl/parse.ts';
import type { File } from '../hcl/syntax.ts';
import { declare } from './declare.ts';
import { configurationFiles, type FileName } from './file-names.ts';
import type { Module, ModuleFile } from './module.ts';

/** Characters of source whose trees are kept for the next caller of the same module. */
const kept = 2 ** 19;

/** Characters of texts that are kept from a first look until they are parsed. */
const looked = 2 ** 22;

/** Of files that cannot be read. */
interface Unread {
  readonly problems: Problem[];
  readonly asked: Asked[];
}

/** Folders -> modules. One that is called is parsed once, as long as there is room; a root module is let go with what was made of it. */
export class ModuleSources {
  readonly files: Files;
  /** By folder, the one used last at the end. */
  readonly #modules = new Map<string, { readonly module: Module; readonly size: number }>();
  #size = 0;
  /** Of files that were looked at before they are parsed, as long as there is room. */
  readonly #texts = new Map<string, string>();
  #room = looked;

  constructor(files: Files) {
    this.files = files;
  }

  /** A module that is called. Null where there is no configuration in a folder, or no such folder. */
  load(folder: string): Module | null {
    const before = this.#modules.get(folder);
    if (before !== undefined) {
      this.#modules.delete(folder);
      this.#modules.set(folder, before);
      return before.module;
    }
    const module = this.root(folder);
    if (module !== null) this.#keep(folder, module);
    return module;
  }

  /** A root module. */
  root(folder: string): Module | null {
    const names = this.files.list(folder)?.filter((one) => !one.folder).map((one) => one.name) ?? [];
    const wanted = configurationFiles(names);
    if (wanted.length === 0) return null;
    const unread: Unread = { problems: [], asked: [] };
    return declare(folder, this.files.shown(folder), wanted.map((name) => this.#parse(folder, name, unread)), unread);
  }

  #parse(folder: string, { name, json, override }: FileName, unread: Unread): ModuleFile {
    const absolute = below(folder, name);
    const path = this.files.shown(absolute);
    let text = '';
    let tree: File | null = null;
    try {
      text = this.#text(absolute, path);
      const read = json ? parseTerraformJson(path, text) : readHcl(path, text);
      if ('problems' in read) unread.asked.push(read);
      else tree = read;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      unread.problems.push(...error.problems);
    }
    return { path, text, tree, override };
  }

  /** A first look at a file, before it is known which folders are root modules. One that cannot be read is told when its module is. */
  glance(absolute: string): string {
    try {
      const text = this.#text(absolute, absolute);
      this.#room -= text.length;
      if (this.#room >= 0) this.#texts.set(absolute, text);
      return text;
    } catch (error) {
      if (error instanceof ProblemError) return '';
      throw error;
    }
  }

  #text(absolute: string, path: string): string {
    const before = this.#texts.get(absolute);
    if (before !== undefined) {
      this.#texts.delete(absolute);
      return before;
    }
    const read = this.files.text(absolute);
    if ('refused' in read) throw new ProblemError({ code: 'input-unreadable', message: read.because.startsWith(path) ? read.because : `${path} cannot be read: ${read.because}`, where: path, hint: 'nothing of this file was judged' });
    if (read.encoding !== 'utf-8') throw new ProblemError({ code: 'input-not-utf8', message: `${path} is ${read.encoding.toUpperCase()}; Terraform reads UTF-8 only`, where: path, hint: 'save it as UTF-8: nothing of this file was judged' });
    return read.bytes.toString('utf8', 0, read.length);
  }

  #keep(folder: string, module: Module): void {
    const size = module.files.reduce((sum, file) => sum + file.text.length, 0);
    this.#modules.set(folder, { module, size });
    this.#size += size;
    for (const [key, one] of this.#modules) {
      if (this.#size <= kept || key === folder) break;
      this.#modules.delete(key);
      this.#size -= one.size;
    }
  }
}
