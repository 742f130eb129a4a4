import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planOf, type PlanJson } from './plan.ts';
import type { Cases } from './table.ts';

/** Terraform with offline providers, where it lies beside the checkout. */
export const planFactory = fileURLToPath(new URL('../../../../shared/tools/plan-factory/plan-factory', import.meta.url));

/** Why there are no plans to be made here; null where there are. */
export const missing: string | null = ((): string | null => {
  if (!existsSync(planFactory)) return 'plan-factory is not beside the checkout';
  const build = spawnSync(planFactory, ['build'], { encoding: 'utf8' });
  return build.status === 0 ? null : `plan-factory cannot be built: ${build.stderr.trim().split('\n').at(-1) ?? ''}`;
})();

/** Plans a copy of a folder. A folder `before` in it is applied first: what is there when the plan is made. */
export function replanned(folder: string, copy: string, { variables, environment }: Pick<Cases, 'variables' | 'environment'>): PlanJson {
  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, 'plan.json'));
  const before = join(copy, 'before');
  if (existsSync(before)) {
    run('apply', before, [], environment);
    renameSync(join(before, 'terraform.tfstate'), join(copy, 'terraform.tfstate'));
  }
  run('plan', copy, Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`), environment);
  return planOf(copy);
}

/** Nothing of the caller's environment but where programs are: regions and projects come from there. */
function run(command: string, folder: string, flags: readonly string[], environment: Readonly<Record<string, string>>): void {
  const result = spawnSync(planFactory, [command, folder, ...flags], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment } });
  if (result.status !== 0) throw new Error(result.stderr);
}
