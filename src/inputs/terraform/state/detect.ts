import type { Outline } from '../../outline.ts';

/** A state as Terraform and OpenTofu keep it, of whatever version, encrypted ones and the note of where a backend keeps it among them. */
export function isStateFile(it: Outline, lines: boolean): boolean {
  if (lines || it.kind !== 'object') return false;
  if (isEncrypted(it)) return true;
  if (it.kindOf('version') !== 'number') return false;
  if (it.kindOf('backend') === 'object') return it.has('lineage') || it.has('terraform_version') || it.has('serial');
  const objects = it.kindOf('resources') === 'array' || it.kindOf('modules') === 'array';
  // The first ones had neither a lineage nor the version of Terraform.
  return objects ? it.has('lineage') || it.has('terraform_version') || it.has('serial') : it.has('lineage', 'serial') && it.has('terraform_version');
}

/** Of OpenTofu: https://opentofu.org/docs/language/state/encryption */
export function isEncrypted(it: Outline): boolean {
  return it.has('encrypted_data') && (it.has('meta') || it.has('encryption_version'));
}

/** What `terraform show -json` says of a state. A plan has what it read of the state under another key. */
export function isShownState(it: Outline, lines: boolean): boolean {
  if (lines || it.kind !== 'object' || it.kindOf('format_version') !== 'string') return false;
  return it.kindOf('values') === 'object' && !it.has('resource_changes') && !it.has('planned_values');
}
