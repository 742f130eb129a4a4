import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { byCodePoint, isArray, member, type JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import { pathWord } from '#model/shell-word.ts';
import { decode, padded, type Text } from '../../bytes.ts';
import type { Files, Listed, Refused } from '../../files.ts';
import type { ZipEntry } from '../../zip.ts';
import { configurationFiles } from '../source/file-names.ts';

/**
 * The configuration inside a saved plan, as files: each module's `tfconfig/m-<key>/…` at the folder that `tfconfig/modules.json` says
 * it had, the root module's at `root`. What is not in it (tfvars, what `file()` reads) comes from `disk`, where that is at hand.
 */
export class SnapshotFiles implements Files {
  /** Folder -> name -> entry. */
  readonly #folders = new Map<string, Map<string, ZipEntry | Buffer>>();
  readonly #shown = new Map<string, string>();
  readonly #root: string;
  readonly #archive: string;
  readonly #disk: Files | null;
  readonly #modules: readonly Module[];

  /**
   * @param archive how the user would name the plan
   * @param disk files of the folder that the plan was made in, or null where nobody has named it
   * @throws ProblemError where the configuration is missing or damaged
   */
  constructor(entries: readonly ZipEntry[], root: string, archive: string, disk: Files | null) {
    this.#root = root;
    this.#archive = archive;
    this.#disk = disk;
    const modules = modulesIn(entries, archive);
    this.#modules = modules;
    for (const { key, folder } of modules) {
      const prefix = `tfconfig/m-${key}/`;
      for (const entry of entries) {
        const name = entry.name.slice(prefix.length);
        if (entry.name.startsWith(prefix) && name !== '' && !/[/\\]/.test(name)) this.#add(join(root, folder, name), entry);
      }
    }
    const manifest = { Modules: modules.map(({ key, source, version, folder }) => ({ Key: key, Source: source, Version: version, Dir: folder })) };
    this.#add(join(root, '.terraform', 'modules', 'modules.json'), Buffer.from(JSON.stringify(manifest)));
  }

  /** Names of the root module's files. */
  get rootFiles(): readonly string[] {
    return [...(this.#folders.get(this.#root)?.keys() ?? [])].sort(byCodePoint);
  }

  read(absolute: string): { readonly bytes: Buffer } | Refused {
    const entry = this.#entry(absolute);
    if (entry !== undefined) return { bytes: Buffer.isBuffer(entry) ? entry : entry.bytes() };
    return this.#disk?.read(absolute) ?? { refused: 'missing', because: `${relative(this.#root, absolute)} is not in the saved plan` };
  }

  text(absolute: string): Text | Refused {
    const read = this.read(absolute);
    return 'refused' in read ? read : decode(padded(read.bytes), read.bytes.length, this.shown(absolute));
  }

  /** A folder of the configuration holds what the plan was made from, and nothing that has come or gone on the disk since. */
  list(absolute: string): readonly Listed[] | null {
    const names = this.#folders.get(resolve(absolute));
    if (names === undefined) return this.#disk?.list(absolute) ?? null;
    const others = (this.#disk?.list(absolute) ?? []).filter((one) => !/\.(?:tf|tofu)(?:\.json)?$/.test(one.name));
    return [...[...names.keys()].map((name) => ({ name, folder: false })), ...others].sort((a, b) => byCodePoint(a.name, b.name));
  }

  /** The file on the disk where it is still the same, else its place in the plan. */
  shown(absolute: string): string {
    const known = this.#shown.get(absolute) ?? this.#name(absolute);
    this.#shown.set(absolute, known);
    return known;
  }

  rootAround(absolute: string): string | null {
    const path = resolve(absolute);
    return this.#folders.has(path) || this.#entry(path) !== undefined ? this.#root : (this.#disk?.rootAround(absolute) ?? null);
  }

  realFolder(absolute: string): string {
    return this.#disk?.realFolder(absolute) ?? resolve(absolute);
  }

  /**
   * What on the disk is not as it was when the plan was made, as a clause; null where all is. A module that was downloaded may be missing:
   * what calls it is there.
   * @param folders of all modules of the disk, where they really lie
   */
  changed(folders: ReadonlySet<string>): string | null {
    const disk = this.#disk;
    if (disk === null) return 'its files are not there';
    const known = new Set<string>();
    for (const { source, folder } of this.#modules) {
      const absolute = join(this.#root, folder);
      known.add(disk.realFolder(absolute));
      const now = namesIn(disk.list(absolute) ?? []);
      if (now.length === 0 && !/^(?:\.\.?(?:[/\\]|$)|$)/.test(source)) continue;
      const then = namesIn(this.list(absolute) ?? []);
      const [other] = [...then.filter((name) => !now.includes(name)), ...now.filter((name) => !then.includes(name))];
      if (other !== undefined) return `${disk.shown(join(absolute, other))} is ${then.includes(other) ? 'not there any more' : 'new'}`;
      for (const name of then) {
        const entry = this.#entry(join(absolute, name));
        if (entry === undefined || !this.#isOnDisk(join(absolute, name), entry)) return `${disk.shown(join(absolute, name))} has changed`;
      }
    }
    const stranger = [...folders].find((folder) => !known.has(folder));
    return stranger === undefined ? null : `${disk.shown(stranger)} is a module that it does not have`;
  }

  #name(absolute: string): string {
    const entry = this.#entry(absolute);
    const path = this.#disk?.shown(absolute);
    if (path !== undefined && (entry === undefined || this.#isOnDisk(absolute, entry))) return path;
    return `${this.#archive}!${relative(this.#root, absolute).replaceAll(sep, '/')}`;
  }

  #isOnDisk(absolute: string, entry: ZipEntry | Buffer): boolean {
    const read = this.#disk?.read(absolute);
    return read !== undefined && 'bytes' in read && read.bytes.equals(Buffer.isBuffer(entry) ? entry : entry.bytes());
  }

  #entry(absolute: string): ZipEntry | Buffer | undefined {
    const path = resolve(absolute);
    return this.#folders.get(dirname(path))?.get(path.slice(dirname(path).length).replace(/^[/\\]/, ''));
  }

  #add(path: string, entry: ZipEntry | Buffer): void {
    const folder = dirname(path);
    const names = this.#folders.get(folder) ?? new Map<string, ZipEntry | Buffer>();
    this.#folders.set(folder, names);
    const name = path.slice(folder.length).replace(/^[/\\]/, '');
    if (!names.has(name)) names.set(name, entry);
  }
}

/** Of the files that are read as configuration. */
function namesIn(listed: readonly Listed[]): readonly string[] {
  return configurationFiles(listed.filter(({ folder }) => !folder).map(({ name }) => name)).map(({ name }) => name);
}

interface Module {
  readonly key: string;
  readonly source: string;
  readonly version: string;
  readonly folder: string;
}

function modulesIn(entries: readonly ZipEntry[], archive: string): readonly Module[] {
  const problem = (what: string): ProblemError => new ProblemError({ code: 'plan-malformed', message: `${archive} is a saved plan ${what}`, where: archive, hint: `give its JSON: terraform show -json ${pathWord(archive)} > plan.json` });
  const entry = entries.find((one) => one.name === 'tfconfig/modules.json');
  if (entry === undefined) throw problem('without its configuration');
  let listed: JsonValue;
  try {
    listed = JSON.parse(entry.bytes().toString('utf8')) as JsonValue;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problem('whose list of modules is not JSON');
  }
  const modules = (isArray(listed) ? listed : []).map((one) => ({ key: text(one, 'Key'), source: text(one, 'Source'), version: text(one, 'Version'), folder: text(one, 'Dir') || '.' }));
  const elsewhere = modules.find(({ folder }) => folder.includes('\0') || isAbsolute(folder));
  if (elsewhere !== undefined) throw problem(`whose list of modules has ${JSON.stringify(elsewhere.folder)}, which is no folder beside the root module`);
  return modules;
}

function text(of: JsonValue, name: string): string {
  const value = member(of, name);
  return typeof value === 'string' ? value : '';
}
