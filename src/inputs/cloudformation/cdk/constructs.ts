import { resolve } from 'node:path';
import { isArray, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { entriesOf } from './manifest.ts';

/** A construct of an app that became a resource. */
export interface Construct {
  /** `Shop/Trainer/Resource`. */
  readonly path: string;
  /** Where the app makes it, from the innermost call outwards, files of the app alone. */
  readonly frames: readonly Frame[];
}

export interface Frame {
  /** Absolute. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What the notes of an assembly say of constructs: which became which resource, and which nested stack lies in which file. */
export class Constructs {
  readonly #byLogicalId = new Map<string, Construct[]>();
  /** Paths of nested stacks, `/Shop/Net`, with their files. */
  readonly #templates = new Map<string, string>();

  constructor(metadata: JsonObject) {
    for (const [path, entries] of Object.entries(metadata)) {
      const [template] = entriesOf(entries, 'aws:cdk:templateFile');
      if (typeof template === 'string') this.#templates.set(path, template);
      for (const id of entriesOf(entries, 'aws:cdk:logicalId')) {
        if (typeof id !== 'string') continue;
        const list = this.#byLogicalId.get(id);
        const construct = { path: path.replace(/^\//, ''), frames: framesOf(entries) };
        if (list) list.push(construct);
        else this.#byLogicalId.set(id, [construct]);
      }
    }
  }

  /** Files of stacks and nested stacks. */
  get templates(): Iterable<string> {
    return this.#templates.values();
  }

  /** Of a resource in a template of the assembly; null where nothing is noted. Logical ids may occur once in each template. */
  of(template: string, logicalId: string): Construct | null {
    const found = this.#byLogicalId.get(logicalId) ?? [];
    return found.find((construct) => this.#templateAround(construct.path) === template) ?? (found.length === 1 ? (found[0] ?? null) : null);
  }

  /** The absolute path of a source file that is shown by this name; null for one in which no construct is made. */
  fileCalled(name: string, shown: (absolute: string) => string): string | null {
    for (const construct of [...this.#byLogicalId.values()].flat()) {
      const frame = construct.frames.find(({ file }) => shown(file) === name);
      if (frame !== undefined) return frame.file;
    }
    return null;
  }

  /** The file of the nested stack that a resource makes: `/Shop/Net` for `/Shop/Net.NestedStack/Net.NestedStackResource`. */
  nestedTemplate(template: string, logicalId: string): string | null {
    const construct = this.of(template, logicalId);
    const stack = construct === null ? null : /^(.*)\.NestedStack\/[^/]+\.NestedStackResource$/.exec(construct.path)?.[1];
    return stack === null || stack === undefined ? null : (this.#templates.get(`/${stack}`) ?? null);
  }

  #templateAround(path: string): string | undefined {
    let best = '';
    for (const stack of this.#templates.keys()) if (`/${path}`.startsWith(`${stack}/`) && stack.length > best.length) best = stack;
    return this.#templates.get(best);
  }
}

/** `new Shop (/app/lib/shop.ts:7:3)`; older versions note them as `trace` beside the logical id. */
function framesOf(entries: JsonValue): readonly Frame[] {
  const lists = [...entriesOf(entries, 'aws:cdk:creationStack'), ...(isArray(entries) ? entries.map((entry) => member(entry, 'trace') ?? null) : [])];
  return lists.flatMap((list) => (isArray(list) ? list : [])).flatMap((line): readonly Frame[] => {
    const [, file, row, column] = typeof line === 'string' ? (/\(?((?:\/|[A-Za-z]:[\\/]|file:\/\/)[^()]*?):(\d+):(\d+)\)?$/.exec(line) ?? []) : [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) return [];
    return [{ file: resolve(file.replace(/^file:\/\//, '')), line: Number(row), column: Number(column) }];
  });
}
