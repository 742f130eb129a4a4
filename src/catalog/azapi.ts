import { armFacts, armPlace, armTags } from './arm.ts';
import { text } from './data.ts';
import type { TypeFacts } from './facts.ts';

/** Resources of azapi say in `type` what they are, and in `body` what Azure Resource Manager is asked for. */
const readable = new Set(['azapi_resource', 'azapi_update_resource', 'azapi_data_plane_resource']);

export function isAzapi(type: string): boolean {
  return readable.has(type);
}

/** Facts of `Microsoft.Compute/virtualMachines@2024-07-01`; null when the catalogue does not know it. Case does not count. */
export function azapiType(type: string, named: string): TypeFacts | null {
  const found = armPlace(named);
  if (found === null) return null;
  const { place } = found;
  const own = text(place['tags']);
  const tags = place['taggable'] === false || type !== 'azapi_resource' ? null : own === null ? { ...armTags, also: 'body.tags' } : { ...armTags, path: inBody(own) };
  const paths = ['location', 'body.location'].map((path) => ({ path, holds: 'location' as const }));
  return armFacts(type, place, tags, { global: false, paths, parent: text(place['parent']) }, inBody);
}

function inBody(path: string): string {
  return path.split('|').map((one) => `body.${one}`).join('|');
}
