import type { Resource } from '#model/resource.ts';
import { shownSet } from '../terraform/plan/shown.ts';
import { told, toldShape } from '../terraform/plan/told-shapes.ts';

/** One line for one resource: `type name, region zone, scope; shapes; tags`. */
export function toldResource({ type, name, region, zone, scope, shapes, tags, taggable }: Resource): string {
  const { account, subscription, resourceGroup, project, folders, compartment, path } = scope;
  const scopes = [account, subscription, resourceGroup, project, compartment, path].filter((one) => one.status !== 'absent').map(told);
  const above = folders.status === 'known' ? [folders.value.join('<')] : [];
  return [`${type} ${name}, ${told(region)}${zone.status === 'absent' ? '' : ` zone ${told(zone)}`}, ${[...scopes, ...above].join(' ')}`, ...shapes.map(toldShape), taggable ? `tags: ${shownSet(tags)}` : 'takes no tags'].join('; ');
}
