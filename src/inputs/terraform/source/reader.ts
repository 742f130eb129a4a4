import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { byCodePoint } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { OpenedSource, SourceFile, SourceOptions, SourceReader } from '../../format.ts';
import { loadConfiguration } from './configuration.ts';
import { ConfigurationReading } from './reading.ts';
import { ModuleSources } from './sources.ts';

export const reader: SourceReader = { open };

/** A folder of configuration: a module, and a root module unless another one calls it. */
interface Folder {
  readonly absolute: string;
  readonly real: string;
  readonly files: readonly SourceFile[];
}

/**
 * Root module by root module. A module that another folder of the run calls is judged there, with what it is given there; one of
 * which a file was named is judged by itself too. A call that turns out to be none leaves nobody out: what was in no module tree
 * becomes a root in the end.
 */
async function* open(files: readonly SourceFile[], options: SourceOptions): AsyncGenerator<OpenedSource> {
  const folders = foldersOf(files);
  const called = folders.length < 2 ? new Set<string>() : calledFolders(folders);
  const sources = new ModuleSources(options.files);
  const reached = new Set<string>();
  const isRoot = (folder: Folder): boolean => !called.has(folder.real) || folder.files.some((file) => file.given === 'file');
  for (const folder of [...folders.filter(isRoot), ...folders.filter((one) => !isRoot(one))]) {
    if (reached.has(folder.real) && !isRoot(folder)) continue;
    const opened = await openRoot(folder, sources, options, reached);
    if (opened !== null) yield opened;
  }
}

async function openRoot({ absolute, files }: Folder, sources: ModuleSources, options: SourceOptions, reached: Set<string>): Promise<OpenedSource | null> {
  const path = options.files.shown(absolute);
  const named = files.some((file) => file.given !== 'found');
  const problems: Problem[] = [];
  try {
    const configuration = await loadConfiguration(absolute, sources, options.terraform);
    if (configuration === null) return null;
    for (const folder of configuration.folders) reached.add(folder);
    const wanted = files.every((file) => file.given === 'file') ? new Set(files.map((file) => file.path)) : null;
    return { path, named, readings: [new ConfigurationReading(path, configuration, wanted, options)], problems: configuration.problems };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return { path, named, readings: [], problems };
  }
}

function foldersOf(files: readonly SourceFile[]): readonly Folder[] {
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    const folder = dirname(file.absolute);
    const its = folders.get(folder);
    if (its === undefined) folders.set(folder, [file]);
    else its.push(file);
  }
  return [...folders].sort(([a], [b]) => byCodePoint(a, b)).map(([absolute, its]) => ({ absolute, real: realFolder(absolute), files: its }));
}

/** `source = "./modules/gpu"`, in HCL and JSON. What merely looks like a call is found out when the modules are read. */
const localSource = /(?<![\w-])source"?\s*[=:]\s*"(\.\.?\/[^"\n$%]*)"/g;

/** Folders that a file of another folder seems to call. */
function calledFolders(folders: readonly Folder[]): ReadonlySet<string> {
  const called = new Set<string>();
  for (const { absolute, real, files } of folders) {
    for (const file of files) {
      for (const [, source = ''] of textOf(file).matchAll(localSource)) {
        const target = realFolder(resolve(absolute, source));
        if (target !== real) called.add(target);
      }
    }
  }
  return called;
}

/** A file that cannot be read is told when its module is. */
function textOf(file: SourceFile): string {
  try {
    const { bytes, length } = file.text();
    return bytes.toString('utf8', 0, length);
  } catch (error) {
    if (error instanceof ProblemError) return '';
    throw error;
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
