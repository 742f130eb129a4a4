import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../commands/landrail.ts';

/** Plans with the real Terraform, offline: its providers are imitated after their schemas. */
const planFactory = join(root, '..', 'shared', 'tools', 'plan-factory', 'plan-factory');

/** Why no plan can be made here; null where it can. */
export const noTerraform = ((): string | null => {
  if (!existsSync(planFactory)) return 'plan-factory is not beside the checkout';
  const build = spawnSync(planFactory, ['build'], { encoding: 'utf8' });
  return build.status === 0 ? null : `plan-factory cannot be built: ${build.stderr.trim().split('\n').at(-1) ?? ''}`;
})();

/** plan.json of the .tf files in `folder`. */
export function planOf(folder: string): string {
  run('plan', folder);
  return readFileSync(join(folder, 'plan.json'), 'utf8');
}

/** terraform.tfstate of the .tf files in `folder`, once they are applied. */
export function stateOf(folder: string): string {
  run('apply', folder);
  return readFileSync(join(folder, 'terraform.tfstate'), 'utf8');
}

function run(command: 'plan' | 'apply', folder: string): void {
  const done = spawnSync(planFactory, [command, folder], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr.slice(Math.max(0, done.stderr.indexOf('Error:'))));
}
