import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { CheckRequest } from '../check.ts';
import { assignments, byName } from './assignments.ts';
import type { Io } from './io.ts';
import { showPlan } from './terraform.ts';

/** What is said about the inputs on the command line. */
export interface InputFlags {
  readonly all?: boolean;
  readonly providerRegion: readonly string[];
  readonly providerScope: readonly string[];
  /** `--var` and `--var-file` together, as they were written: their order decides which one holds. */
  readonly var: readonly VariableFlag[];
  readonly workspace?: string;
  readonly parameters: readonly string[];
  readonly stackTags: readonly string[];
  readonly inputType?: string;
  readonly source?: string;
  readonly planJson?: string;
  readonly terraform?: boolean;
  readonly since?: string;
}

export type VariableFlag = { readonly var: string } | { readonly varFile: string };

type Inputs = CheckRequest['input'];

/** Flags and environment as the readers take them. @throws ProblemError with all that is wrong */
export function inputsOf(flags: InputFlags, io: Pick<Io, 'cwd' | 'env' | 'stdin' | 'platform'>): Inputs {
  const problems: Problem[] = [];
  const read = (flag: string, values: readonly string[], names: string, example: string, mayBeEmpty = false): ReturnType<typeof assignments>['list'] => {
    const { list, problems: faults } = assignments(flag, values, names, example, mayBeEmpty);
    problems.push(...faults);
    return list;
  };
  const file = (flag: string, path: string, next = 'check the path'): { readonly path: string; readonly absolute: string } => {
    const absolute = resolve(io.cwd, path);
    if (!existsSync(absolute)) problems.push({ code: 'usage-file', message: `${flag} names ${path}, which does not exist`, where: path, hint: next });
    return { path, absolute };
  };
  const inputs: Inputs = {
    all: flags.all === true,
    providerRegions: byName(read('--provider-region', flags.providerRegion, 'a provider', 'aws.west=us-west-2')),
    providerScopes: byName(read('--provider-scope', flags.providerScope, 'a provider', 'aws.west=111122223333')),
    terraform: {
      environment: variablesIn(io.env),
      given: flags.var.flatMap((one): Inputs['terraform']['given'] => ('var' in one ? read('--var', [one.var], 'a variable', 'instance_type=t3.small', true).map((given) => ({ ...given, from: '--var' })) : [file('--var-file', one.varFile)])),
      workspace: flags.workspace ?? (io.env['TF_WORKSPACE'] || null),
    },
    cloudformation: {
      // A path may hold a "=", a parameter is letters and digits.
      parameters: flags.parameters.flatMap((one): Inputs['cloudformation']['parameters'] => (/^[A-Za-z0-9]+=/.test(one) ? read('--parameters', [one], 'a parameter', 'InstanceType=t3.small', true).map((given) => ({ ...given, from: '--parameters' })) : [file('--parameters', one, /^[A-Za-z0-9]+$/.test(one) ? `check the path, or write --parameters ${one}=VALUE` : undefined)])),
      stackTags: byName(read('--stack-tags', flags.stackTags, 'a tag', 'owner=payroll', true)),
    },
    since: flags.since === undefined ? null : file('--since', flags.since),
    inputType: flags.inputType ?? null,
    source: flags.source === undefined ? null : file('--source', flags.source),
    planJson: flags.planJson === undefined ? null : file('--plan-json', flags.planJson),
    showPlan: flags.terraform === true ? (absolute, folder) => showPlan(absolute, folder, io) : null,
    stdin: io.stdin,
  };
  if (problems.length > 0) throw new ProblemError(problems);
  return inputs;
}

/** As Terraform reads them; sorted, for their order in the environment means nothing. */
function variablesIn(env: Io['env']): Inputs['terraform']['environment'] {
  return Object.keys(env)
    .filter((name) => name.startsWith('TF_VAR_') && name.length > 'TF_VAR_'.length)
    .sort()
    .flatMap((from) => (env[from] === undefined ? [] : [{ name: from.slice('TF_VAR_'.length), text: env[from], from }]));
}
