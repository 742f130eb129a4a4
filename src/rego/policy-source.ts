// A run waits for its policies: to ask the threads of fs/promises takes longer than to read them.
import { readFileSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { byCodePoint, type JsonObject } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import type { RegoModule } from './compiled.ts';
import { readBundle } from './policy-bundle.ts';
import { BaseDocument, parseData } from './policy-data.ts';
import { decodeText } from './policy-text.ts';

/** Policies as they were found, before anything is compiled. */
export interface PolicySources {
  /** Sorted by path; every path stands once. */
  readonly modules: readonly RegoModule[];
  /** The `_test.rego` files among them, kept apart: they are not compiled to be run on resources. */
  readonly tests: readonly RegoModule[];
  /** The base document: `a/b/data.json` stands under `data.a.b`. */
  readonly data: JsonObject;
  /** The bundles among the paths, with the roots of their manifests: packages must lie within them. */
  readonly bundles: readonly { readonly path: string; readonly roots: readonly string[] }[];
}

const maxFiles = 10_000;
const maxFileBytes = 64 * 1024 * 1024;
const maxDepth = 64;
const dataNames = new Set(['data.json', 'data.yaml', 'data.yml']);

function fault(code: string, message: string, where: string, hint: string | null): ProblemError {
  return new ProblemError({ code, message, where, hint });
}

/** The operating system's refusals as problems. Anything else keeps its stack. */
function refused(error: unknown, path: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fault('policy-missing', `there is no policy ${path}`, path, 'check the path, on the command line or under policies: in landrail.yaml');
    case 'EACCES':
    case 'EPERM':
      return fault('policy-unreadable', `${path} cannot be read: permission denied`, path, 'give the user who runs landrail the right to read it');
    case 'ELOOP':
      return fault('policy-unreadable', `${path} is a symbolic link that leads back to itself`, path, 'remove the link');
    default:
      return error;
  }
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw refused(error, path);
  }
}

function folderAt(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** Names files as the user did (`policies/main.rego`), and finds them from the given folder. */
class Reader {
  readonly #cwd: string;
  readonly modules: RegoModule[] = [];
  readonly bundles: { path: string; roots: readonly string[] }[] = [];
  readonly base = new BaseDocument();
  /** Real paths of files and folders that were read: naming one twice, or a link to it, reads it once. */
  readonly #seen = new Set<string>();
  /** How many .rego files were met, those read before included. */
  #met = 0;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** Adds what a path of the user names. */
  async root(path: string): Promise<void> {
    try {
      const kind = statSync(this.#at(path));
      if (kind.isDirectory()) {
        const before = this.#met;
        const fresh = await this.folder(path.replace(/(?<=.)[/\\]+$/, ''), [], 0);
        if (fresh && this.#met === before) throw fault('policy-empty', `no .rego file in ${path}`, path, 'name the folder that holds the policies');
      } else {
        await this.file(path, [], true);
      }
    } catch (error) {
      throw refused(error, path);
    }
  }

  /** False where the folder was read before. */
  async folder(path: string, keys: readonly string[], depth: number): Promise<boolean> {
    if (depth > maxDepth) throw fault('policy-depth', `${path} is nested more than ${maxDepth} folders deep`, path, 'name the folder that holds the policies');
    if (!this.#first(path)) return false;
    const names = reading(path, () => readdirSync(this.#at(path)));
    for (const name of names.sort(byCodePoint)) {
      if (name.startsWith('.')) continue;
      const inside = path === '.' ? name : path.endsWith('/') ? `${path}${name}` : `${path}/${name}`;
      const wanted = name.endsWith('.rego') || dataNames.has(name);
      // A link that leads nowhere matters only under a name that would have been read.
      const kind = wanted ? reading(inside, () => statSync(this.#at(inside))) : folderAt(this.#at(inside));
      if (kind?.isDirectory()) await this.folder(inside, [...keys, name], depth + 1);
      else if (kind && wanted) await this.file(inside, keys, false);
    }
    return true;
  }

  async file(path: string, keys: readonly string[], named: boolean): Promise<void> {
    if (path.endsWith('.rego')) this.#met += 1;
    if (!this.#first(path)) return;
    if (this.#seen.size > maxFiles) throw fault('policy-many', `more than ${maxFiles} files to read at ${path}`, path, 'name the folder that holds the policies');
    const { size } = statSync(this.#at(path));
    if (size > maxFileBytes) throw fault('policy-large', `${path} has ${size} bytes, more than ${maxFileBytes}`, path, 'hand over policies and data alone');
    const bytes = reading(path, () => readFileSync(this.#at(path)));
    if (path.endsWith('.rego')) {
      this.modules.push({ path, text: decodeText(bytes, path) });
    } else if (/\.(json|ya?ml)$/.test(path)) {
      this.base.add(keys, await parseData(bytes, path), path);
    } else if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      const bundle = await readBundle(bytes, path);
      if (bundle.modules.length === 0) throw fault('policy-empty', `no .rego file in ${path}`, path, 'build the bundle from the folder that holds the policies');
      this.modules.push(...bundle.modules);
      for (const { path: at, value, where } of bundle.data) this.base.add(at, value, where);
      this.bundles.push({ path, roots: bundle.roots });
    } else if (named) {
      const why = /\.(tar\.gz|tgz)$/.test(path) ? 'it is not gzipped' : 'its name says neither Rego nor JSON nor YAML';
      throw fault('policy-format', `${path} is not a policy: ${why}`, path, 'name a folder, a .rego file or a bundle (.tar.gz)');
    }
  }

  #at(path: string): string {
    return resolve(this.#cwd, path);
  }

  #first(path: string): boolean {
    const real = realpathSync.native(this.#at(path));
    if (this.#seen.has(real)) return false;
    this.#seen.add(real);
    return true;
  }
}

function isTest(module: RegoModule): boolean {
  return module.path.endsWith('_test.rego');
}

/**
 * Reads folders (recursively: `.rego`, `data.json`, `data.yaml`; nothing hidden), single files, and bundles (`.tar.gz`).
 * Paths are relative to `cwd`; those in the result begin as the user gave them. A JSON or YAML file that is named itself is data at the top.
 * @throws ProblemError for what is missing, empty, unreadable, no text, contradictory, or too large.
 */
export async function readPolicies(paths: readonly string[], { cwd }: { readonly cwd: string }): Promise<PolicySources> {
  const reader = new Reader(cwd);
  for (const path of paths) await reader.root(path);
  const modules = reader.modules.toSorted((a, b) => byCodePoint(a.path, b.path));
  return {
    modules: modules.filter((module) => !isTest(module)),
    tests: modules.filter(isTest),
    data: reader.base.value,
    bundles: reader.bundles,
  };
}
