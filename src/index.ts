import type { Flags } from '#config/options.ts';
import type { Result } from '#model/result.ts';
import { check as run } from './check.ts';
import { checkRequest, settledOptions } from './commands/request.ts';

export type { AuditEvent } from '#model/event.ts';
export type { DriftItem } from '#model/drift.ts';
export type { Finding } from '#model/finding.ts';
export type { Guardrail } from '#model/guardrail.ts';
export { ProblemError, type Problem } from '#model/problem.ts';
export type { Result } from '#model/result.ts';

/** Options of `check`, named as on the command line. */
export interface CheckOptions extends Omit<Flags, 'format' | 'color'> {
  /** Absolute; the working directory of the process without it. */
  readonly cwd?: string;
  /** landrail.yaml to use; false for none; looked for upward from `cwd` without it. */
  readonly config?: string | false;
  readonly data?: readonly string[];
  readonly namespace?: readonly string[];
  readonly regoVersion?: 'v0' | 'v1';
  readonly all?: boolean;
  /** `aws.west=us-west-2` */
  readonly providerRegion?: readonly string[];
  readonly providerScope?: readonly string[];
  /** `instance_type=t3.small`: Terraform variables, which stand above `varFile`. */
  readonly var?: readonly string[];
  readonly varFile?: readonly string[];
  readonly workspace?: string;
  /** CloudFormation parameters: files, or `Key=value`. */
  readonly parameters?: readonly string[];
  /** `owner=payroll` */
  readonly stackTags?: readonly string[];
  /** Root module that the plans were made from. */
  readonly source?: string;
  /** What `terraform show -json` says of the saved plan. */
  readonly planJson?: string;
  /** Lets terraform, or tofu, show saved plans. */
  readonly terraform?: boolean;
  /** Reads every path as this format: `terraform-plan`. */
  readonly inputType?: string;
  /** Reads LANDRAIL_…, TF_VAR_… and TF_WORKSPACE from here; none without it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly now?: Date;
}

/**
 * Judges plans as `landrail check` does and returns what its JSON report is made from.
 * @throws ProblemError for a fault of options, config or policies. Faults of an input are in `Result.errors`.
 */
export async function check(paths: readonly string[], options: CheckOptions = {}): Promise<Result> {
  const io = {
    stdout: () => undefined,
    stderr: () => undefined,
    stdin: () => process.stdin,
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    platform: process.platform,
    isTTY: false,
    stderrIsTTY: false,
    width: 100,
    now: options.now ?? new Date(),
    ahead: null,
    thread: null,
  };
  const variables = [...(options.varFile ?? []).map((varFile) => ({ varFile })), ...(options.var ?? []).map((one) => ({ var: one }))];
  const flags = { data: [], namespace: [], regoVersion: 'v1' as const, providerRegion: [], providerScope: [], parameters: [], stackTags: [], ...options, var: variables };
  return run(checkRequest(paths, flags, await settledOptions(flags, io), io, () => undefined));
}
