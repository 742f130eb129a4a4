import { createReadStream, statSync, type Stats } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';
import { DiskFiles, type Given } from './files.ts';
import { openProblem } from './load.ts';
import type { InputOptions } from './options.ts';
import { below } from './real-paths.ts';
import { assemblyManifest, partOfFolder, walk } from './walk.ts';

/** A place to read from. */
export interface Found extends Given {
  /** Named itself; in the very folder that was named; further down. */
  readonly given: 'file' | 'folder' | 'found';
  /** Pipes (`<(…)`, /dev/stdin) have no size to be known beforehand. */
  readonly stream: (() => AsyncIterable<Uint8Array>) | null;
}

export interface FoundInputs {
  readonly found: readonly Found[];
  readonly skipped: readonly Skipped[];
  /** Files that may be inputs, and assemblies of the CDK, that .gitignore leaves out by `rule`. */
  readonly ignored: readonly (Found & { readonly rule: string })[];
  readonly problems: readonly Problem[];
  /** Folders further down that cannot be read. */
  readonly unlisted: readonly Problem[];
  readonly files: DiskFiles;
}

/** Paths -> files, in the order given, those of a folder sorted; each file once, as it was first named. */
export function findInputs(paths: readonly string[], { cwd, stdin, terraform, cloudformation, source }: Pick<InputOptions, 'cwd' | 'stdin' | 'terraform' | 'cloudformation' | 'source'>): FoundInputs {
  const given = paths.map((path): Given => (path === '-' ? { path, absolute: '-' } : { path: shown(path), absolute: resolve(cwd, path) }));
  const named = [...terraform.given, ...cloudformation.parameters].flatMap((one) => ('absolute' in one ? [one] : []));
  const files = new DiskFiles(cwd, [...given.filter((one) => one.path !== '-'), ...(source === null ? [] : [{ ...source, path: shown(source.path) }])], named);
  const found = new Map<string, Found>();
  const ignored = new Map<string, Found & { readonly rule: string }>();
  const skipped: Skipped[] = [];
  const problems: Problem[] = [];
  const unlisted: Problem[] = [];
  for (const one of given) {
    if (one.path === '-') {
      found.set('-', { ...one, given: 'file', stream: stdin });
      continue;
    }
    let stats: Stats;
    try {
      stats = statSync(one.absolute);
    } catch (error) {
      problems.push(openProblem(error, one.path));
      continue;
    }
    if (!stats.isDirectory()) {
      const stream = stats.isFile() ? null : () => createReadStream(one.absolute) as AsyncIterable<Uint8Array>;
      // A pipe has no name of its own under /dev/fd.
      const real = stream === null ? placeOf(one.absolute, files) : one.absolute;
      if (found.get(real)?.given !== 'file') found.set(real, { ...one, given: 'file', stream });
      continue;
    }
    try {
      const walked = walk(one, files);
      problems.push(...walked.problems);
      unlisted.push(...walked.unlisted);
      skipped.push(...walked.skipped);
      for (const file of walked.files) add(found, files, { ...file, given: dirname(file.absolute) === one.absolute ? 'folder' : 'found', stream: null });
      for (const file of walked.ignored) add(ignored, files, { ...file, given: 'found', stream: null });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  // Terraform reads a module whole, whatever git keeps of it: its files are not passed over.
  const modules = new Set([...found].flatMap(([real, one]) => (one.given !== 'file' && partOfFolder.test(real) ? [dirname(real)] : [])));
  const left = [...ignored].flatMap(([real, one]) => (found.has(real) || found.has(below(real, assemblyManifest)) || (partOfFolder.test(real) && modules.has(dirname(real))) ? [] : [one]));
  return { found: [...found.values()], skipped: distinct(skipped), ignored: left, problems, unlisted, files };
}

function add<T extends Found>(to: Map<string, T>, files: DiskFiles, one: T): void {
  const real = placeOf(one.absolute, files);
  if (!to.has(real)) to.set(real, one);
}

/** Where a file really lies; a part of a folder lies where its folder does, whatever it is a link to. */
function placeOf(absolute: string, files: DiskFiles): string {
  return partOfFolder.test(absolute) ? below(files.realFolder(dirname(absolute)), basename(absolute)) : files.realPath(absolute);
}

function distinct(skipped: readonly Skipped[]): readonly Skipped[] {
  return [...new Map(skipped.map((one) => [one.path, one])).values()];
}

/** With `/`, and without a tail. */
function shown(path: string): string {
  const posix = sep === '\\' ? path.replaceAll('\\', '/') : path;
  const trimmed = posix.replace(/\/+$/, '').replace(/^(?:\.\/)+/, '');
  return trimmed === '' ? (posix.startsWith('/') ? '/' : '.') : trimmed;
}
