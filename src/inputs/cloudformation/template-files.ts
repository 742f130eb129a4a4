import { dirname, resolve } from 'node:path';
import type { Files } from '../files.ts';

/** Files that templates name: nested templates, includes. */
export interface TemplateFiles {
  /** `from`: the path of the file that names it, as the user would; `name`: what it says. */
  read(from: string, name: string): FileText | { readonly because: string };
  /** The template that a resource of a file makes a stack of, where something else than the resource says it; null where nothing does. */
  templateOf?(from: string, logicalId: string): string | null;
}

export interface FileText {
  /** As the user would name it. */
  readonly path: string;
  readonly text: string;
}

/** Of standard input, which lies nowhere. */
export const noFiles: TemplateFiles = { read: () => ({ because: 'a template from standard input has no folder to look in' }) };

/** What lies below the roots of the run: a template must not read what lies outside. */
export class FilesBeside implements TemplateFiles {
  readonly #files: Files;
  readonly #absolute: Map<string, string>;

  constructor(files: Files, template: { readonly path: string; readonly absolute: string }) {
    this.#files = files;
    this.#absolute = new Map([[template.path, template.absolute]]);
  }

  read(from: string, name: string): FileText | { readonly because: string } {
    const absolute = resolve(dirname(this.#absolute.get(from) ?? ''), name);
    const text = this.#files.text(absolute);
    if ('refused' in text) return text;
    const path = this.#files.shown(absolute);
    this.#absolute.set(path, absolute);
    return { path, text: text.bytes.toString('utf8', 0, text.length) };
  }
}
