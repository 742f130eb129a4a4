import { basename } from 'node:path';
import type { Files } from '../../files.ts';
import { FilesBeside, type FileText, type TemplateFiles } from '../template-files.ts';
import type { Constructs } from './constructs.ts';

/** The templates of an assembly: its notes say in which file the template of a nested stack lies. */
export class AssemblyFiles implements TemplateFiles {
  readonly #beside: FilesBeside;
  readonly #constructs: Constructs;

  constructor(files: Files, template: { readonly path: string; readonly absolute: string }, constructs: Constructs) {
    this.#beside = new FilesBeside(files, template);
    this.#constructs = constructs;
  }

  read(from: string, name: string): FileText | { readonly because: string } {
    return this.#beside.read(from, name);
  }

  templateOf(from: string, logicalId: string): string | null {
    return this.#constructs.nestedTemplate(basename(from), logicalId);
  }
}
