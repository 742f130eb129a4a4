import { basename, dirname, resolve } from 'node:path';
import { byCodePoint } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Beside, OpenedSource, SourceFile, SourceOptions, SourceReader } from '../../format.ts';
import { loadConfiguration, type Configuration } from './configuration.ts';
import type { GivenValue } from './given.ts';
import { ConfigurationReading } from './reading.ts';
import { ModuleSources } from './sources.ts';
import type { PlansBeside } from '../planned/open.ts';

export const reader: SourceReader = { open };

/** A folder of configuration: a module, and a root module unless another one calls it. */
interface Folder {
  readonly absolute: string;
  readonly real: string;
  readonly files: readonly SourceFile[];
  /** That lie in it. */
  readonly plans: readonly Beside[];
}

/**
 * Root module by root module. A module that another folder of the run calls is judged there, with what it is given there; one of
 * which a file was named is judged by itself too. A call that turns out to be none leaves nobody out: what was in no module tree
 * becomes a root in the end. Plans in the folder of a root stand for its source, where they were made from it.
 */
async function* open(files: readonly SourceFile[], options: SourceOptions, beside: readonly Beside[]): AsyncGenerator<OpenedSource> {
  const folders = foldersOf(files, options, beside);
  const sources = new ModuleSources(options.files);
  const called = folders.length < 2 ? new Set<string>() : calledFolders(folders, sources);
  const declared: Declared = { reached: new Set(), variables: new Set(), given: [], refused: [], broken: false, roots: 0 };
  const isRoot = (folder: Folder): boolean => !called.has(folder.real) || folder.files.some((file) => file.given === 'file');
  for (const folder of [...folders.filter(isRoot), ...folders.filter((one) => !isRoot(one))]) {
    if (declared.reached.has(folder.real) && !isRoot(folder)) yield* (await plansOf(folder, null, options))?.opened ?? [];
    else yield* await openRoot(folder, sources, options, declared);
  }
  for (const { path, named, problems } of declared.refused) yield { path, named, readings: [], problems: await problems };
  const undeclared = undeclaredVariables(declared, options);
  if (undeclared.length > 0) yield { path: '', named: true, readings: [], problems: undeclared };
  const unused = declared.broken ? [] : declared.given.filter(({ attribute }) => !declared.variables.has(attribute.name)).map(undeclaredInFile);
  if (unused.length > 0) yield { path: '', named: false, readings: [], problems: unused };
}

/** What the root modules of a run are about, and what they take. */
interface Declared {
  /** Real folders of all modules in their trees. */
  readonly reached: Set<string>;
  readonly variables: Set<string>;
  /** By files of --var-file, which may serve several of them. */
  given: readonly GivenValue[];
  /** Of files that Terraform refuses: told in the end, so that nobody waits for the words. */
  readonly refused: (Pick<OpenedSource, 'path' | 'named'> & { readonly problems: Promise<readonly Problem[]> })[];
  /** Some root module cannot be read whole: it may take more. */
  broken: boolean;
  roots: number;
}

/** Terraform warns of it: a name that is misspelt leaves the variable at its default. */
function undeclaredInFile({ attribute, file }: GivenValue): Problem {
  const { line, column } = attribute.nameRange.start;
  return { code: 'terraform-undeclared', message: `a value is set for "${attribute.name}", but the root module declares no such variable`, where: `${file}:${line}:${column}`, hint: 'correct the name, declare the variable, or remove the value' };
}

/** Terraform refuses a --var that nobody takes: its name is misspelt, and the default was judged. */
function undeclaredVariables({ variables, broken, roots }: Declared, { terraform }: SourceOptions): readonly Problem[] {
  if (broken || roots === 0) return [];
  const given = new Set(terraform.given.flatMap((one) => ('text' in one && !variables.has(one.name) ? [one.name] : [])));
  return [...given].map((name) => ({ code: 'terraform-invalid', message: `--var sets "${name}", but no root module declares such a variable`, where: null, hint: 'correct the name, or declare the variable' }));
}

/** Null where there are none. What a plan declares it declares beside its source: both are compared with what exists. */
async function plansOf({ absolute, plans }: Folder, configuration: Configuration | null, options: SourceOptions): Promise<PlansBeside | null> {
  if (plans.length === 0) return null;
  const { openBeside } = await import('../planned/open.ts');
  return openBeside(plans, configuration === null || options.declares === true ? null : { absolute, path: options.files.shown(absolute), folders: configuration.folders }, options);
}

async function openRoot(folder: Folder, sources: ModuleSources, options: SourceOptions, declared: Declared): Promise<readonly OpenedSource[]> {
  const { absolute, files } = folder;
  const path = options.files.shown(absolute);
  const named = files.some((file) => file.given !== 'found');
  const problems: Problem[] = [];
  try {
    const configuration = await loadConfiguration(absolute, sources, options);
    const unused = notRead(files, path, configuration);
    const plans = await plansOf(folder, configuration, options);
    if (configuration === null) return [...(plans?.opened ?? []), ...(unused.length === 0 ? [] : [{ path, named, readings: [], problems: unused }])];
    const { refused } = configuration;
    if (refused !== null) declared.refused.push({ path, named, problems: refused });
    for (const folder of configuration.folders) declared.reached.add(folder);
    for (const name of configuration.root.variables.keys()) declared.variables.add(name);
    const flagged = new Set(options.terraform.given.flatMap((one) => ('path' in one ? [one.path] : [])));
    declared.given = configuration.given.filter(({ file }) => flagged.has(file));
    const undeclared = configuration.root.broken ? [] : configuration.given.filter(({ attribute, file }) => !flagged.has(file) && !configuration.root.variables.has(attribute.name));
    declared.broken ||= configuration.root.broken;
    declared.roots++;
    const wanted = files.every((file) => file.given === 'file') ? new Set(files.map((file) => file.path)) : null;
    const opened = { path, named, readings: [new ConfigurationReading(path, configuration, wanted, options, plans?.planned ?? null)], problems: [...configuration.problems, ...unused] };
    const misjudged = notOverridden(configuration);
    return [
      ...(plans?.opened ?? []),
      opened,
      ...(misjudged.length === 0 ? [] : [{ path, named: true, readings: [], problems: misjudged }]),
      ...(undeclared.length === 0 ? [] : [{ path, named: false, readings: [], problems: undeclared.map(undeclaredInFile) }]),
    ];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    declared.broken = true;
    return [...((await plansOf(folder, null, options))?.opened ?? []), { path, named, readings: [], problems }];
  }
}

/** Named files that Terraform would not read, or not as a part of their folder: silence would look like approval. */
function notRead(files: readonly SourceFile[], folder: string, configuration: Configuration | null): readonly Problem[] {
  const read = new Set(configuration?.root.files.map((file) => basename(file.path)));
  return files.filter((file) => file.given === 'file' && !read.has(basename(file.absolute))).map(({ path }) => ({
    code: 'input-unreadable',
    message: configuration === null ? `${path} cannot be read as configuration: it has no name that Terraform reads, or ${folder} lies outside of what may be read` : `${path} is none of the files that Terraform reads in ${folder}`,
    where: path,
    hint: 'nothing of this file was judged',
  }));
}

/** An override file that cannot be read changes what all others say: to judge without it may approve what is not there. */
function notOverridden(configuration: Configuration): readonly Problem[] {
  return configuration.files().filter((file) => file.override && file.tree === null).map(({ path }) => ({
    code: 'input-unreadable',
    message: `${path} cannot be read, and the arguments that it overrides were judged as if it were not there`,
    where: path,
    hint: 'correct it, or remove it',
  }));
}

function foldersOf(files: readonly SourceFile[], options: SourceOptions, beside: readonly Beside[]): readonly Folder[] {
  const plans = new Map<string, Beside[]>();
  for (const one of beside) {
    const folder = dirname(one.file.absolute);
    const its = plans.get(folder);
    if (its === undefined) plans.set(folder, [one]);
    else its.push(one);
  }
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    const folder = dirname(file.absolute);
    const its = folders.get(folder);
    if (its === undefined) folders.set(folder, [file]);
    else its.push(file);
  }
  return [...folders].sort(([a], [b]) => byCodePoint(a, b)).map(([absolute, its]) => ({ absolute, real: options.files.realFolder(absolute), files: its, plans: plans.get(absolute) ?? [] }));
}

/** `source = "./modules/gpu"`, in HCL and JSON. What merely looks like a call is found out when the modules are read. */
const localSource = /(?<![\w-])source"?\s*[=:]\s*"(\.\.?\/[^"\n$%]*)"/g;

/** Folders that a file of another folder seems to call. */
function calledFolders(folders: readonly Folder[], sources: ModuleSources): ReadonlySet<string> {
  const called = new Set<string>();
  for (const { absolute, real, files } of folders) {
    for (const file of files) {
      for (const [, source = ''] of sources.glance(file.absolute).matchAll(localSource)) {
        const target = sources.files.realFolder(resolve(absolute, source));
        if (target !== real) called.add(target);
      }
    }
  }
  return called;
}
