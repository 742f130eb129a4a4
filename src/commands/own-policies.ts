import type { Guardrail } from '#model/guardrail.ts';
import type { RegoVersion } from '#rego/compiled.ts';
import { loadDetections, loadPack } from '#rego/policies.ts';
import { openUserPolicies } from '#rego/user-policies.ts';
import { cacheFolder } from './cache-folder.ts';
import type { Io } from './io.ts';
import { settledOptions } from './request.ts';

export interface OwnPolicyFlags {
  readonly policy: readonly string[];
  readonly namespace: readonly string[];
  readonly regoVersion: RegoVersion;
}

/** The guardrails and detections that ship. */
export async function shippedGuardrails(): Promise<readonly Guardrail[]> {
  return [loadPack(), loadDetections()].flatMap((set) => set.policies.map((policy) => policy.guardrail));
}

/** Those of -p, or of the config. @throws ProblemError */
export async function ownGuardrails(flags: OwnPolicyFlags, taken: readonly Guardrail[], io: Io): Promise<readonly Guardrail[]> {
  const options = await settledOptions({ policy: flags.policy }, io);
  if (options.policies.length === 0) return [];
  const own = await openUserPolicies({
    paths: options.policies,
    dataFiles: [],
    cwd: io.cwd,
    regoVersion: flags.regoVersion,
    namespaces: flags.namespace,
    cacheFolder: cacheFolder(io.env, io.platform),
    taken: new Set(taken.map((one) => one.id)),
  });
  return own.policies.map((policy) => policy.guardrail);
}
