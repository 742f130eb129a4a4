import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonObject } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import { hostBuiltinNames } from './builtins/names.ts';
import { compilePolicies, type CompiledPolicies } from './compile.ts';
import type { RegoVersion } from './compiled.ts';
import { detours } from './detours.ts';
import type { Detour } from './module-patch.ts';
import type { PolicySet, Policy } from './policies.ts';
import { BaseDocument, parseData } from './policy-data.ts';
import { readPolicies } from './policy-source.ts';
import { compileModule } from './wasm-module.ts';
import { roomOf } from './rooms.ts';
import { selectPolicies, type Selected, type SelectionOptions } from './selection.ts';

export interface UserPolicies {
  readonly paths: readonly string[];
  /** JSON or YAML files that are merged into `data`. */
  readonly dataFiles: readonly string[];
  readonly cwd: string;
  readonly regoVersion: RegoVersion;
  readonly namespaces: readonly string[];
  readonly cacheFolder: string | null;
  readonly taken: ReadonlySet<string>;
}

/** The user's own policies: from the cache, or compiled now. @throws ProblemError with every fault in them. */
export async function openUserPolicies(user: UserPolicies): Promise<PolicySet> {
  const selection = {
    origin: user.paths.join(', '),
    namespaces: user.namespaces.length > 0 ? user.namespaces : ['main'],
    namespacesNamed: user.namespaces.length > 0,
    taken: user.taken,
  };
  const set = await openPolicies(user, selection, detours);
  return { ...set, wasm: onceAsked(() => compileModule(set.wasm)), pausing: set.pausing && begun(compileModule(set.pausing)) };
}

/** The one that threads evaluate is not compiled where this thread is enough. */
function onceAsked<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= begun(make()));
}

/** Whoever evaluates waits for it, and for its fault. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** For the build: the folder of the shipped policies as two modules, of guardrails and of detections, and what is in them. */
export async function compilePack(folder: string, dist: URL): Promise<Readonly<Record<'guardrails' | 'detections', { readonly wasm: Uint8Array; readonly policies: readonly Policy[] }>>> {
  const from = { paths: ['.'], dataFiles: [], cwd: folder, regoVersion: 'v1' as const, cacheFolder: null };
  const selection = { origin: 'builtin', namespaces: [], namespacesNamed: false, taken: new Set<string>() };
  const of = (room: NonNullable<ReturnType<typeof roomOf>>) => openPolicies(from, selection, [], { dist, room });
  const [guardrails, detections] = [await of('guardrail'), await of('detection')];
  return { guardrails, detections };
}

async function openPolicies(
  from: Pick<UserPolicies, 'paths' | 'dataFiles' | 'cwd' | 'regoVersion' | 'cacheFolder'>,
  selection: SelectionOptions,
  changes: readonly Detour[],
  { dist, room }: { readonly dist?: URL; readonly room?: ReturnType<typeof roomOf> } = {},
): Promise<PolicySet & Pick<CompiledPolicies, 'wasm' | 'pausing'>> {
  const sources = await readPolicies(from.paths, { cwd: from.cwd });
  const data = await withDataFiles(sources.data, from);
  const selected = new Map<string, Selected>();
  const compiled = await compilePolicies({
    sources,
    select: (packages) =>
      selectPolicies(packages, selection).filter((one) => room === undefined || roomOf(one.guardrail.package) === room).map((one) => {
        selected.set(one.guardrail.id, one);
        return { id: one.guardrail.id, package: one.guardrail.package, rules: one.rules };
      }),
    regoVersion: from.regoVersion,
    hostBuiltins: hostBuiltinNames,
    cacheFolder: from.cacheFolder,
    strict: selection.origin === 'builtin',
    detours: changes,
    pauses: selection.origin !== 'builtin',
    ...(dist === undefined ? {} : { dist }),
  });
  const policies = compiled.entries.flatMap((entry) => {
    const one = selected.get(entry.id);
    return one ? [{ guardrail: one.guardrail, rules: one.rules, entrypoint: entry.entrypoint }] : [];
  });
  return { wasm: compiled.wasm, pausing: compiled.pausing, policies, shipped: false, data, warnings: compiled.warnings, notes: compiled.notes };
}

/** @throws ProblemError for a file that cannot be read, and where two say different things in the same place. */
async function withDataFiles(own: JsonObject, { dataFiles, cwd }: Pick<UserPolicies, 'dataFiles' | 'cwd'>): Promise<JsonObject> {
  if (Object.hasOwn(own, 'settings')) {
    throw new ProblemError({ code: 'policy-data', message: 'the policies bring data.settings with them, which holds the settings of landrail.yaml', where: null, hint: 'put the data under another key' });
  }
  if (dataFiles.length === 0) return own;
  const base = new BaseDocument();
  base.add([], own, 'the data of the policies');
  for (const file of dataFiles) {
    const bytes = dataFile(file, cwd);
    base.add([], await parseData(bytes, file), file);
  }
  if (Object.hasOwn(base.value, 'settings')) {
    throw new ProblemError({ code: 'policy-data', message: 'a data file sets data.settings, which holds the settings of landrail.yaml', where: null, hint: 'put the data under another key' });
  }
  return base.value;
}

function dataFile(file: string, cwd: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read: ${message}`;
    throw new ProblemError({ code: 'policy-data', message: `the data file ${file} ${what}`, where: file, hint: code === 'EISDIR' ? 'name the files in it, one --data each' : 'check the path given with --data' });
  }
}
