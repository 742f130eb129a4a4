import { loadConfig } from '#config/load.ts';
import { configPath, resolveOptions, type Flags, type Options } from '#config/options.ts';
import { ProblemError } from '#model/problem.ts';
import { loadPack } from '#rego/policies.ts';
import { reports } from '#reports/registry.ts';
import { readBaseline } from '../baseline.ts';
import type { CheckRequest } from '../check.ts';
import { cacheFolder } from './cache-folder.ts';
import { inputsOf, type InputFlags } from './input-flags.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/** Flags of `check`, as the parser gives them. */
export interface CheckFlags extends Flags, InputFlags {
  readonly config?: string | false;
  readonly data: readonly string[];
  readonly namespace: readonly string[];
  readonly regoVersion: 'v0' | 'v1';
  readonly verbose?: boolean;
}

/** Config and options of a command. @throws ProblemError */
export async function settledOptions(flags: Flags & { readonly config?: string | false }, io: Io): Promise<Options> {
  const policies = (flags.policy ?? []).length > 0 || (io.env['LANDRAIL_POLICY'] ?? '') !== '';
  const shipped = (): readonly string[] | null => (policies ? null : loadPack().policies.map(({ guardrail }) => guardrail.id));
  const { config, notices } = await loadConfig({ cwd: io.cwd, path: configPath(flags, io.env).path, now: io.now, shipped });
  const options = resolveOptions(flags, io.env, config, { cwd: io.cwd, formats: Object.keys(reports) });
  return { ...options, notices: [...notices, ...options.notices] };
}

/** All that a check needs, resolved. `writing`: the baseline is about to be made and may be missing. @throws ProblemError */
export function checkRequest(paths: readonly string[], flags: CheckFlags, options: Options, io: Io, progress: CheckRequest['progress'], writing = false): CheckRequest {
  mustHavePolicies(flags, options);
  const input = inputsOf(flags, io);
  return {
    paths,
    options,
    baseline: readBaseline(options.baseline, io.cwd, writing),
    input,
    ahead: null,
    thread: null,
    manyFound: () => undefined,
    manyFiles: () => undefined,
    policies: { dataFiles: flags.data, regoVersion: flags.regoVersion, namespaces: flags.namespace, cacheFolder: cacheFolder(io.env, io.platform) },
    cwd: io.cwd,
    now: io.now,
    version,
    progress,
  };
}

/** They speak of policies that are not there: what they were to find would pass. */
function mustHavePolicies({ data, namespace }: CheckFlags, { policies }: Options): void {
  if (policies.length > 0) return;
  const flags = [...data.map((file) => `--data ${file}`), ...namespace.map((name) => `--namespace ${name}`)];
  if (flags.length === 0) return;
  throw new ProblemError({ code: 'usage-policy', message: `${flags.join(', ')} applies to policies of your own only, and none is given`, where: null, hint: 'name them with --policy, or under policies: in landrail.yaml' });
}
