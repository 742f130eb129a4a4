import { isArray, member } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import type { Outline } from '../../outline.ts';
import { isEncrypted } from './detect.ts';
import { readerOf } from './open.ts';
import { rawObjects } from './raw-state.ts';

/** States as they are kept. */
export const reader = readerOf('terraform-state', rawObjects, refuse);

/** @throws ProblemError for what is no state of version 4 */
function refuse(whole: Outline, path: string): void {
  if (isEncrypted(whole)) {
    throw new ProblemError({ code: 'state-encrypted', message: `${path} is a state that OpenTofu has encrypted`, where: path, hint: 'have OpenTofu show it, where it has the key: tofu show -json > state.json' });
  }
  if (whole.kindOf('backend') === 'object' && isWithoutObjects(whole)) {
    throw new ProblemError({ code: 'state-of-backend', message: `${path} says where the state is kept, and holds none`, where: path, hint: 'fetch the state: terraform state pull > state.json' });
  }
  const version = Number(whole.text('version'));
  if (version < current) {
    throw new ProblemError({ code: 'state-old-version', message: `${path} is a state of version ${version}, as Terraform 0.11 and older ones keep it; this landrail reads version ${current}`, where: path, hint: 'rewrite it with a newer Terraform: terraform state pull > state.json, or terraform show -json > state.json' });
  }
  if (version !== current) {
    throw new ProblemError({ code: 'state-unknown-version', message: `${path} is a state of version ${version}; this landrail reads version ${current}`, where: path, hint: 'install a newer landrail, or have Terraform show it: terraform show -json > state.json' });
  }
  if (whole.kindOf('resources') !== 'array') {
    throw new ProblemError({ code: 'state-malformed', message: `resources of ${path} is not a list`, where: path, hint: 'write it again: terraform state pull > state.json' });
  }
}

const current = 4;

/** In `.terraform/terraform.tfstate` the modules, if there are any, are empty. */
function isWithoutObjects(whole: Outline): boolean {
  const modules = whole.kindOf('modules') === 'array' ? whole.inner('modules') : null;
  const list = modules === null ? [] : modules.document.value(modules.span);
  return isArray(list) && list.every((module) => Object.keys(member(module, 'resources') ?? {}).length === 0);
}
