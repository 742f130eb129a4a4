import { member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Attribution, Maker } from '#model/maker.ts';
import type { ArmId } from './arm-id.ts';

/**
 * What made a resource and answers for it, by what Azure says or by no more than the name of the group in which it stands: the cluster for all that stands in its node resource group, the scale set for its
 * machines, the parent for parts that it lists itself. `managedBy` says so of resource groups alone: of a disk it names the machine
 * that it is attached to.
 */
export function makerOf(type: string, id: ArmId, values: JsonObject): Maker | null {
  const maker = found(type, id, values);
  return maker === null ? null : { ...maker, id: maker.id.toLowerCase() };
}

function found(type: string, id: ArmId, values: JsonObject): Maker | null {
  if (listedByParent.has(type)) return by('member', id.parent);
  // The `master` of a server.
  if (type === 'Microsoft.Sql/servers/databases' && /\bsystem\b/.test(text(member(values, 'kind')) ?? '')) return by('member', id.parent);
  const isGroup = type === 'Microsoft.Resources/resourceGroups';
  const manager = text(member(values, 'managedBy'));
  if (isGroup && manager !== null) return by('member', manager);
  const ofCluster = id.resourceGroup === null ? null : by('name', clusterOf(id, values));
  if (ofCluster !== null) return ofCluster;
  // Named by Databricks after the workspace, whose own group it does not tell.
  if (!isGroup && /^databricks-rg-/i.test(id.resourceGroup ?? '')) return by('name', groupOf(id));
  return type === 'Microsoft.Compute/virtualMachines' ? by('member', text(member(member(member(values, 'properties'), 'virtualMachineScaleSet'), 'id'))) : null;
}

function by(attribution: Attribution, maker: string | null): Maker | null {
  return maker === null ? null : { id: maker, by: attribution };
}

/** Clusters and scale sets show these with everything that is judged of them. */
const listedByParent = new Set(['Microsoft.ContainerService/managedClusters/agentPools', 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines']);

/** `MC_<group>_<cluster>_<location>` (https://learn.microsoft.com/azure/aks/faq); with more underscores in it the tags of what stands there tell. */
function clusterOf(id: ArmId, values: JsonObject): string | null {
  if (!/^MC_/i.test(id.resourceGroup ?? '')) return null;
  const tags = member(values, 'tags');
  const [, group, cluster] = /^MC_([^_]+)_([^_]+)_[a-z0-9]+$/i.exec(id.resourceGroup ?? '') ?? [null, text(member(tags, 'aks-managed-cluster-rg')), text(member(tags, 'aks-managed-cluster-name'))];
  return group && cluster ? `/subscriptions/${id.subscription}/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${cluster}` : groupOf(id);
}

function groupOf({ subscription, resourceGroup }: ArmId): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
