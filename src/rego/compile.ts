import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { PolicyCache, cacheKey } from './cache.ts';
import type { CompiledEntry, CompiledModule, EntrySpec, Inspection, RegoProblem, RegoVersion } from './compiled.ts';
import type { Compiler } from './compiler.ts';
import { patchEdition, patchModule, type Detour } from './module-patch.ts';
import { pauseEdition, withPauses } from './module-pauses.ts';
import { packagesOf } from './packages.ts';
import { inRoots } from './policy-bundle.ts';
import type { PolicySources } from './policy-source.ts';
import { problemOf } from './rego-problem.ts';
import type { PackageFacts } from './selection.ts';
import { joined } from './wasm-binary.ts';
import { assetUrl } from './worker-location.ts';

export interface CompilePoliciesOptions {
  readonly sources: PolicySources;
  /** Decides, from what the packages hold, which rules are run. */
  readonly select: (packages: readonly PackageFacts[]) => readonly EntrySpec[];
  readonly regoVersion: RegoVersion;
  /** Names of the built-in functions that our host implements. */
  readonly hostBuiltins: readonly string[];
  /** Where compiled policies are kept between runs; null = nowhere. */
  readonly cacheFolder: string | null;
  /** Whether what only OPA's strict mode minds (unused imports and variables, …) is an error (the default) or a warning. */
  readonly strict?: boolean;
  /** What is put into the module before it is kept (see patchModule); left out, it stays as the compiler made it. */
  readonly detours?: readonly Detour[];
  /** Whether the same with pauses is made too, and kept with it. */
  readonly pauses?: boolean;
  /** Used, and left open, instead of one that is started and closed again. */
  readonly compiler?: Compiler;
  readonly timeoutMs?: number;
  /** A `dist/` folder to take the compiler from, with a trailing slash; the own one without it. */
  readonly dist?: URL;
}

export interface CompiledPolicies {
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** The same with pauses (see withPauses); null where that was not asked for or cannot be made. */
  readonly pausing: Uint8Array<ArrayBuffer> | null;
  /** In the order of the selection. */
  readonly entries: readonly CompiledEntry[];
  readonly packages: readonly PackageFacts[];
  /** Faults that stop nothing; none where `strict` is set. */
  readonly warnings: readonly Problem[];
  /** What a person may want to know, e.g. that the cache could not be written. */
  readonly notes: readonly string[];
  /** Whether the compiler was not needed. */
  readonly cached: boolean;
}

/** Opens the compiler at the first use. */
class LazyCompiler {
  readonly #options: CompilePoliciesOptions;
  #opened: Promise<Compiler> | null = null;

  constructor(options: CompilePoliciesOptions) {
    this.#options = options;
  }

  get used(): boolean {
    return this.#opened !== null;
  }

  get(): Promise<Compiler> {
    const { timeoutMs, dist, compiler } = this.#options;
    if (compiler) this.#opened = Promise.resolve(compiler);
    this.#opened ??= import('./compiler.ts').then(({ openCompiler }) =>
      openCompiler({ ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(dist === undefined ? {} : { dist }) }),
    );
    return this.#opened;
  }

  close(): void {
    if (this.#options.compiler) return;
    // Not waited for: nothing depends on its end.
    void this.#opened?.then((compiler) => compiler.close(), () => undefined);
  }
}

/** Digests of the artifact, as its build wrote them. */
function artifactDigest(dist: URL | undefined): string {
  const url = assetUrl('compiler.wasm.sha256', dist);
  try {
    return readFileSync(url, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ProblemError({ code: 'compiler-missing', message: 'the policy compiler of landrail is not installed', where: fileURLToPath(url), hint: 'install landrail again' });
  }
}

/**
 * From policy files to one module, through the cache; the compiler is started only when something changed.
 * @throws ProblemError with every fault of the policies, or for a compiler that failed.
 */
export async function compilePolicies(options: CompilePoliciesOptions): Promise<CompiledPolicies> {
  const { sources, regoVersion, hostBuiltins, strict = true } = options;
  const cache = new PolicyCache(options.cacheFolder);
  const compiler = new LazyCompiler(options);
  try {
    const key = [artifactDigest(options.dist), regoVersion, sources.modules];

    const inspection = await inspected(cache, cacheKey('inspection', key), async () =>
      (await compiler.get()).inspect({ modules: sources.modules, regoVersion }),
    );
    mustBeInBundles(sources, inspection);
    const packages = packagesOf(inspection.modules, sources.modules);
    const entries = options.select(packages);

    const builtins = hostBuiltins.toSorted();
    const { detours = null, pauses = false } = options;
    const compiled = await module(cache, cacheKey('module', key, sources.data, builtins, strict, entries, patchEdition, detours, pauses && pauseEdition), async () => {
      const made = await (await compiler.get()).compile({ modules: sources.modules, data: sources.data, regoVersion, hostBuiltins: builtins, strict, entries });
      const wasm = detours === null ? made.wasm : patchModule(made.wasm, detours);
      return { ...made, wasm, pausing: pauses ? withPauses(wasm) : null };
    });
    return {
      wasm: compiled.wasm,
      pausing: compiled.pausing,
      entries: compiled.entries,
      packages,
      warnings: compiled.warnings.map(problemOf),
      notes: cache.notes,
      cached: !compiler.used,
    };
  } finally {
    compiler.close();
  }
}

/** An entry passed its checksum, so that it is what `write` was given: its shape is not checked again. */
async function inspected(cache: PolicyCache, key: string, make: () => Promise<Inspection>): Promise<Inspection> {
  const kept = cache.read(key);
  if (kept) return kept.head as unknown as Inspection;
  const fresh = await make();
  if (fresh.problems.length > 0) throw new ProblemError(fresh.problems.map(problemOf));
  cache.write(key, { head: fresh as unknown as JsonValue, body: new Uint8Array() });
  return fresh;
}

interface Made extends CompiledModule {
  readonly pausing: Uint8Array<ArrayBuffer> | null;
}

/** The head of its entry, whose body is the module and, behind it, the one with pauses. */
interface ModuleHead {
  readonly entries: readonly CompiledEntry[];
  readonly warnings: readonly RegoProblem[];
  /** Bytes of the first one. */
  readonly size: number;
}

async function module(cache: PolicyCache, key: string, make: () => Promise<Made>): Promise<Made> {
  const kept = cache.read(key);
  if (kept) {
    const { entries, warnings, size } = kept.head as unknown as ModuleHead;
    return { entries, warnings, wasm: kept.body.subarray(0, size), pausing: size < kept.body.length ? kept.body.subarray(size) : null };
  }
  const { wasm, pausing, entries, warnings } = await make();
  const head: ModuleHead = { entries, warnings, size: wasm.length };
  cache.write(key, { head: head as unknown as JsonValue, body: pausing === null ? wasm : joined([wasm, pausing]) });
  return { wasm, pausing, entries, warnings };
}

function mustBeInBundles(sources: PolicySources, inspection: Inspection): void {
  const problems = sources.bundles.flatMap(({ path, roots }) =>
    inspection.modules
      .filter((one) => one.path.startsWith(`${path}/`) && !inRoots(one.package.split('.'), roots))
      .map((one) => ({
        code: 'bundle-roots',
        message: `package ${one.package} is outside of the roots of its bundle (${roots.join(', ')})`,
        where: one.path,
        hint: 'correct roots in .manifest, or the package',
      })),
  );
  if (problems.length > 0) throw new ProblemError(problems);
}
