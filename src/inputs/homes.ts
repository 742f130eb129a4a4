import { basename, dirname } from 'node:path';
import type { Found } from './find.ts';
import type { Beside, SourceFormat } from './format.ts';
import type { InputOptions } from './options.ts';
import type { Taken } from './take.ts';

/** Tells which format a file belongs to that lies in a folder of it. */
export class Homes {
  readonly #formats: readonly SourceFormat[];
  readonly #found: readonly Found[];
  /** Most runs have no file that asks. */
  readonly #folders = new Map<SourceFormat, ReadonlySet<string>>();

  /** Where somebody says what plans are made from, they stand by themselves. */
  constructor(formats: readonly SourceFormat[], found: readonly Found[], { inputType, source, planJson }: InputOptions) {
    this.#formats = inputType !== null || source !== null || planJson !== null ? [] : formats;
    this.#found = found;
  }

  /** Null for a file that was named, or that is an input of its own wherever it lies. */
  of(taken: Taken, { absolute, given }: Found): { readonly format: SourceFormat; readonly one: Beside } | null {
    if (given === 'file' || !('file' in taken)) return null;
    const { format: { name }, file } = taken;
    const format = this.#formatOf(name, absolute);
    return format === undefined ? null : { format, one: { format: name, file } };
  }

  /** Whether a file of a format would belong to what lies beside it, if it was found. */
  takes(name: string, absolute: string): boolean {
    return this.#formatOf(name, absolute) !== undefined;
  }

  #formatOf(name: string, absolute: string): SourceFormat | undefined {
    return this.#formats.find((one) => one.besides?.includes(name) === true && this.#foldersOf(one).has(dirname(absolute)));
  }

  #foldersOf(format: SourceFormat): ReadonlySet<string> {
    const before = this.#folders.get(format);
    if (before !== undefined) return before;
    const folders = new Set(this.#found.flatMap(({ absolute, given }) => (given !== 'file' && format.ownsName?.(basename(absolute)) === true ? [dirname(absolute)] : [])));
    this.#folders.set(format, folders);
    return folders;
  }
}
