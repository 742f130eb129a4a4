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
  const run = spawnSync(planFactory, ['plan', folder], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr.slice(Math.max(0, run.stderr.indexOf('Error:'))));
  return readFileSync(join(folder, 'plan.json'), 'utf8');
}
