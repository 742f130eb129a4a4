import { readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { byCodePoint } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';
import type { DiskFiles, Given } from './files.ts';
import { GitIgnore, ruleText } from './gitignore.ts';
import { looksLikeAssembly } from './head.ts';
import { headOf, openProblem } from './load.ts';
import { below } from './real-paths.ts';

/** What lies in a folder and may be an input, sorted by path. */
export interface Walk {
  readonly files: readonly Given[];
  readonly skipped: readonly Skipped[];
  /** Files that .gitignore leaves out and that may be inputs all the same, and assemblies of the CDK: both are often ignored. */
  readonly ignored: readonly (Given & { readonly rule: string })[];
  /** The folder itself cannot be read. */
  readonly problems: readonly Problem[];
  /** Folders further down that cannot be read. */
  readonly unlisted: readonly Problem[];
}

/** Where nobody keeps inputs of their own. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['node_modules', 'packages of npm'],
  ['.git', 'the repository itself'],
  ['.terraform', 'what terraform init downloads'],
  ['.terragrunt-cache', 'copies that Terragrunt makes'],
]);

/** What is opened to see what it is; a saved plan has no name of its own, and Azure keeps the state of a workspace as `shop.tfstateenv:test`. */
const candidate = /\.(?:(?:nd)?json(?:\.gz)?|jsonl(?:\.gz)?|ya?ml|template|tf|tofu|tfplan|plan|planfile|out|bin|tfstate(?:env:.*)?|tfstate(?:\.\d+)?\.backup)$|^(?:tf|tofu)?plan$/i;

/** Says something else in each folder that links to it: it is a part of what lies there. */
export const partOfFolder = /\.(?:tf|tofu)(?:\.json)?$/;

/** Files and folders; more is a mistake, or made to stop the run. */
const mostEntries = 100_000;

interface Folder extends Given {
  /** Where it really lies. */
  readonly real: string;
  readonly rules: GitIgnore;
  /** The rules of the folder itself are among them. */
  readonly ruled: boolean;
}

/** A folder, searched to its depths. @throws ProblemError for a tree that is too large */
export function walk(given: Given, files: DiskFiles, most = mostEntries): Walk {
  return new Walker(given, files, most).walk();
}

class Walker {
  readonly #given: Given;
  readonly #files: DiskFiles;
  readonly #most: number;
  readonly #root: string;
  readonly #found: Given[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #ignored: (Given & { readonly rule: string })[] = [];
  readonly #problems: Problem[] = [];
  readonly #unlisted: Problem[] = [];
  readonly #pending: Folder[] = [];
  readonly #links: Given[] = [];
  /** Files and folders that have been met, as they really lie. */
  readonly #met = new Set<string>();
  /** What lies above a folder where walking began: a link there leads in a circle. */
  readonly #above = new Set<string>();
  #entries = 0;

  constructor(given: Given, files: DiskFiles, most: number) {
    this.#given = given;
    this.#files = files;
    this.#most = most;
    this.#root = files.rootAround(given.absolute) ?? given.absolute;
  }

  walk(): Walk {
    this.#begin(this.#given, realpathSync.native(this.#given.absolute));
    for (;;) {
      const folder = this.#pending.shift();
      // Links come last, so that what they lead to is known by its own name where it has one.
      const link = folder === undefined ? this.#links.shift() : undefined;
      if (folder !== undefined) this.#visit(folder);
      else if (link !== undefined) this.#follow(link);
      else break;
    }
    return { files: byPath(this.#found), skipped: byPath(this.#skipped), ignored: byPath(this.#ignored), problems: this.#problems, unlisted: this.#unlisted };
  }

  #begin(folder: Given, real: string): void {
    this.#met.add(real);
    for (let at = real; at !== dirname(at); at = dirname(at)) this.#above.add(dirname(at));
    this.#pending.push({ ...folder, real, rules: GitIgnore.of(real, this.#root), ruled: true });
  }

  #visit(folder: Folder): void {
    let listed: Dirent[];
    try {
      listed = readdirSync(folder.absolute, { withFileTypes: true });
    } catch (error) {
      (folder.absolute === this.#given.absolute ? this.#problems : this.#unlisted).push(openProblem(error, folder.path));
      return;
    }
    this.#entries += listed.length;
    if (this.#entries > this.#most) throw new ProblemError(tooMany(this.#given.path, this.#most));
    const rules = !folder.ruled && listed.some((entry) => entry.name === '.gitignore') ? folder.rules.within(folder.real) : folder.rules;
    if (listed.some(({ name }) => partOfFolder.test(name))) this.#files.searched(folder.absolute, listed);
    for (const entry of listed.sort((a, b) => byCodePoint(a.name, b.name))) this.#meet(entry, folder, rules);
  }

  #meet(entry: Dirent, folder: Folder, rules: GitIgnore): void {
    const path = folder.path === '.' ? entry.name : folder.path === '/' ? `/${entry.name}` : `${folder.path}/${entry.name}`;
    const inner = { path, absolute: below(folder.absolute, entry.name) };
    const real = below(folder.real, entry.name);
    const link = entry.isSymbolicLink();
    const isFolder = link ? statsOf(inner.absolute)?.isDirectory() === true : entry.isDirectory();
    if (!isFolder && !candidate.test(entry.name) && !(entry.isFile() && isBareState(entry.name, inner.absolute))) return;
    const because = isFolder ? foreign.get(entry.name) : undefined;
    if (because !== undefined) {
      this.#skipped.push({ path, because });
      return;
    }
    const rule = rules.rule(real, isFolder && !link);
    if (rule?.negated === false) {
      const text = ruleText(rule, (absolute) => this.#files.shown(absolute));
      if (isFolder && !isAssembly(inner.absolute)) this.#skipped.push({ path, because: `ignored by ${text}` });
      else this.#ignored.push({ ...inner, rule: text });
    } else if (link) this.#links.push(inner);
    else if (isFolder || entry.isFile()) {
      this.#met.add(real);
      if (isFolder) this.#pending.push({ ...inner, real, rules, ruled: false });
      else this.#found.push(inner);
    } else this.#skipped.push({ path, because: 'no regular file' });
  }

  #follow(link: Given): void {
    const skip = (because: string): void => void this.#skipped.push({ path: link.path, because });
    const stats = statsOf(link.absolute);
    if (stats === null) return skip('a link that leads nowhere');
    if (this.#files.rootAround(link.absolute) === null) return skip(`a link that leads outside of ${this.#files.shown(this.#root)}`);
    const real = realpathSync.native(link.absolute);
    if (stats.isDirectory()) {
      if (this.#met.has(real) || this.#above.has(real)) return skip('a link to a folder that is searched anyway');
      this.#begin(link, real);
    } else if (stats.isFile() && (partOfFolder.test(link.path) || !this.#met.has(real))) {
      this.#met.add(real);
      this.#found.push(link);
    }
  }
}

/** Keys of a bucket need no ending: a state that was kept as `shop/network`. */
function isBareState(name: string, absolute: string): boolean {
  return !name.includes('.') && /^\s*\{\s*"version"\s*:\s*\d/.test(headOf(absolute, 64).toString('latin1'));
}

/** Whether a folder is what `cdk synth` writes. */
export function isAssembly(folder: string): boolean {
  return looksLikeAssembly(headOf(below(folder, assemblyManifest)));
}

export const assemblyManifest = 'manifest.json';

function byPath<T extends { readonly path: string }>(items: T[]): readonly T[] {
  return items.sort((a, b) => byCodePoint(a.path, b.path));
}

function statsOf(absolute: string): Stats | null {
  try {
    return statSync(absolute);
  } catch {
    return null;
  }
}

function tooMany(path: string, most: number): Problem {
  return { code: 'input-too-many', message: `${path} holds more than ${most.toLocaleString('en-US')} files and folders`, where: path, hint: 'name the folders that hold infrastructure, or leave others out by .gitignore' };
}
