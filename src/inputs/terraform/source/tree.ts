import { isAbsolute, join, resolve } from 'node:path';
import { isArray, member, type JsonValue } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Files } from '../../files.ts';
import type { Asked } from '../hcl/parse.ts';
import { constantText, type Declared, type Module, type ModuleCall } from './module.ts';
import type { ModuleSources } from './sources.ts';

/** A module and those that it calls. */
export interface ModuleNode {
  readonly module: Module;
  readonly calls: ReadonlyMap<string, ModuleNode | Missing>;
}

/** A call that leads nowhere. */
export interface Missing {
  /** One clause: `terraform-aws-modules/vpc/aws is not on disk`. */
  readonly missing: string;
  readonly hint: string;
}

export interface ModuleTree {
  readonly root: ModuleNode;
  /** Real folders of all modules in it. */
  readonly folders: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly asked: readonly Asked[];
  readonly missing: readonly MissingModule[];
}

/** A module that was not judged. */
export interface MissingModule {
  /** `module.app.module.net` */
  readonly path: string;
  readonly note: string;
}

/** Calls of calls of calls double quickly. */
const mostNodes = 10_000;

/** Reads the module in a folder and all that it calls, as far as they are on disk. Null where there is no configuration. */
export function loadTree(folder: string, sources: ModuleSources): ModuleTree | null {
  const root = sources.root(folder);
  if (root === null) return null;
  const loader = new Loader(folder, sources);
  const node = loader.node(root, [], [sources.files.realFolder(folder)]);
  return { root: node, folders: loader.folders, problems: loader.problems, asked: loader.asked, missing: loader.missing };
}

class Loader {
  readonly folders = new Set<string>();
  readonly problems: Problem[] = [];
  readonly asked: Asked[] = [];
  readonly missing: MissingModule[] = [];
  readonly #root: string;
  readonly #sources: ModuleSources;
  /** Looked for when a module is called that is not local: most root modules call none. */
  #manifest: ReadonlyMap<string, string> | null = null;
  readonly #told = new Set<Module>();
  #nodes = 0;

  constructor(root: string, sources: ModuleSources) {
    this.#root = root;
    this.#sources = sources;
  }

  node(module: Module, path: readonly string[], above: readonly string[]): ModuleNode {
    this.folders.add(above.at(-1) ?? module.absolute);
    if (!this.#told.has(module)) {
      this.problems.push(...module.problems);
      this.asked.push(...module.asked);
    }
    if (path.length > 0 && !this.#told.has(module)) for (const one of module.imports) this.#refuse(one, 'import blocks stand in the root module only', 'terraform refuses it too; move it there');
    this.#told.add(module);
    const calls = new Map<string, ModuleNode | Missing>();
    for (const call of module.calls.values()) {
      const called = this.#call(module, call, [...path, call.name], above);
      calls.set(call.name, called);
      if (!('missing' in called)) continue;
      const its = `module.${[...path, call.name].join('.module.')}`;
      this.missing.push({ path: its, note: `${its} (${placeOf(call)}) was not judged: ${called.missing}; ${called.hint}` });
    }
    return { module, calls };
  }

  #call(module: Module, call: ModuleCall, path: readonly string[], above: readonly string[]): ModuleNode | Missing {
    const source = constantText(call.source?.value);
    if (call.source === null || source === null) {
      if (call.source === null) this.#refuse(call, `module "${call.name}" has no source`);
      return { missing: call.source === null ? 'it has no source' : 'its source is not constant', hint: 'check the plan of this configuration' };
    }
    const folder = this.#folder(module, source, path);
    if (typeof folder !== 'string') return folder;
    const real = this.#sources.files.realFolder(folder);
    if (above.includes(real)) {
      this.#refuse(call, `module "${call.name}" calls the module that it stands in, and so on for ever: ${this.#sources.files.shown(folder)}`);
      return { missing: 'it calls itself', hint: 'break the circle' };
    }
    if (++this.#nodes > mostNodes) {
      if (this.#nodes === mostNodes + 1) this.#refuse(call, `this configuration calls more than ${mostNodes} modules, one in the other`, 'check the plan of this configuration; the modules beyond were not judged');
      return { missing: `more than ${mostNodes} modules are called`, hint: 'check the plan of this configuration' };
    }
    const called = this.#sources.load(folder);
    if (called === null) return { missing: this.#sources.files.rootAround(folder) === null ? `${source} lies outside of the checkout, or does not exist` : `${source} holds no configuration`, hint: 'correct its source' };
    return this.node(called, path, [...above, real]);
  }

  /** Local paths count from the module that calls; everything else is where `terraform init` put it. */
  #folder(module: Module, source: string, path: readonly string[]): string | Missing {
    if (/^\.\.?([/\\]|$)/.test(source)) return join(module.absolute, source.replaceAll('\\', '/').replace(/\/\/+/g, '/'));
    this.#manifest ??= manifestOf(this.#root, this.#sources.files);
    const recorded = this.#manifest.get(path.join('.'));
    if (recorded !== undefined) return resolve(this.#root, recorded);
    return { missing: `${isAbsolute(source) ? this.#sources.files.shown(source) : source} is not on disk`, hint: 'run terraform init before, or check the plan of this configuration' };
  }

  #refuse(call: Declared, message: string, hint = 'terraform refuses it too; correct it, the module was not judged'): void {
    this.problems.push({ code: 'terraform-invalid', message, where: placeOf(call), hint });
  }
}

function placeOf({ file, block }: Declared): string {
  return `${file}:${block.range.start.line}:${block.range.start.column}`;
}

/** `.terraform/modules/modules.json`: where `terraform init` put modules, by the path of their calls. */
function manifestOf(root: string, files: Files): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  const made = join(root, '.terraform', 'modules');
  if (files.list(made) === null) return folders;
  const read = files.read(join(made, 'modules.json'));
  if ('refused' in read) return folders;
  let manifest: JsonValue;
  try {
    manifest = JSON.parse(read.bytes.toString('utf8')) as JsonValue;
  } catch {
    return folders;
  }
  const modules = member(manifest, 'Modules');
  for (const one of isArray(modules) ? modules : []) {
    const [key, folder] = [member(one, 'Key'), member(one, 'Dir')];
    if (typeof key === 'string' && typeof folder === 'string' && key !== '') folders.set(key, folder.replaceAll('\\', '/'));
  }
  return folders;
}
