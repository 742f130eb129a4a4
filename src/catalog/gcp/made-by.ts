import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Attribution } from '#model/maker.ts';
import { fromProject, inProject, lastPart } from './asset-name.ts';

/** Who made something, and what of it other things name as their maker. */
export interface Making {
  /** The full name of the maker; null where somebody made it. */
  readonly madeBy: string | null;
  /** What says so: labels and metadata are whoever may set them. */
  readonly by: Attribution;
  /** Full names of what it made that made more: the instance groups of a node pool. */
  readonly makes: readonly string[];
}

const nobody: Making = { madeBy: null, by: 'member', makes: [] };

type LabelsOf = (data: JsonObject) => JsonValue | undefined;

const ownLabels: LabelsOf = (data) => data['labels'];
const templateLabels: LabelsOf = (data) => member(data['properties'], 'labels');

/** Makers by the labels that Google's services put on what they make. */
function labelled(project: string, labels: JsonValue | undefined): string | null {
  if (!isObject(labels)) return null;
  const text = (key: string): string | null => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  // https://cloud.google.com/dataproc/docs/guides/creating-managing-labels
  const dataproc = text('goog-dataproc-cluster-name');
  if (dataproc !== null) return `//dataproc.googleapis.com/projects/${project}/regions/${text('goog-dataproc-location') ?? 'global'}/clusters/${dataproc}`;
  const dataflow = text('dataflow_job_id');
  if (dataflow !== null) return `//dataflow.googleapis.com/projects/${project}/locations/${text('dataflow_region') ?? 'global'}/jobs/${dataflow}`;
  const composer = text('goog-composer-environment');
  if (composer !== null) return `//composer.googleapis.com/projects/${project}/locations/${text('goog-composer-location') ?? 'global'}/environments/${composer}`;
  // https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels#automatically-applied-labels
  const cluster = text('goog-k8s-cluster-name');
  const location = text('goog-k8s-cluster-location');
  return cluster === null || location === null ? null : clusterName(project, location, cluster);
}

/** Clusters in a zone are named by `zones`, those in a region by `locations`. */
function clusterName(project: string, location: string, name: string): string {
  return `//container.googleapis.com/projects/${project}/${/-[a-z]$/.test(location) ? 'zones' : 'locations'}/${location}/clusters/${name}`;
}

/** `created-by` of a machine: the managed instance group, by the number of its project. */
function createdBy(project: string, metadata: JsonValue | undefined): string | null {
  const items = member(metadata, 'items');
  if (!isArray(items)) return null;
  for (const item of items) {
    if (member(item, 'key') !== 'created-by') continue;
    const value = member(item, 'value');
    return typeof value === 'string' && value.includes('/instanceGroupManagers/') && value.startsWith('projects/') ? `//compute.googleapis.com/${inProject(value, project)}` : null;
  }
  return null;
}

/** The default network, and what Google put into it, or into any network in auto mode, which has a subnet of its name in each region. */
function ofNetwork(name: string, data: JsonObject, isRule: boolean): string | null {
  const network = data['network'];
  const relative = typeof network === 'string' ? fromProject(network) : null;
  if (relative === null) return null;
  const range = data['ipCidrRange'];
  const made = isRule
    ? lastPart(relative) === 'default' && /^default-allow-(?:icmp|internal|rdp|ssh)$/.test(name)
    : lastPart(relative) === name && typeof range === 'string' && /^10\.(?:12[89]|1[3-9]\d|2\d\d)\.\d+\.0\/20$/.test(range);
  return made ? `//compute.googleapis.com/${relative}` : null;
}

/** @param project as the name of the asset has it @param name the last part of its name */
export function makingOf(type: string, id: string, project: string | null, name: string, data: JsonObject): Making {
  if (project === null) return nobody;
  switch (type) {
    case 'compute.googleapis.com/Instance':
      return by(composed(project, data) ?? createdBy(project, data['metadata']) ?? labelled(project, data['labels']));
    case 'compute.googleapis.com/Disk':
    case 'compute.googleapis.com/RegionDisk':
      return by(labelled(project, ownLabels(data)));
    case 'compute.googleapis.com/InstanceTemplate':
    case 'compute.googleapis.com/RegionInstanceTemplate':
      return by(labelled(project, templateLabels(data)));
    case 'compute.googleapis.com/Subnetwork':
      return by(ofNetwork(name, data, false), 'member');
    case 'compute.googleapis.com/Firewall':
      return by(ofNetwork(name, data, true), 'name');
    case 'container.googleapis.com/NodePool':
      // The cluster lists its pools with their machines.
      return { madeBy: id.slice(0, Math.max(0, id.indexOf('/nodePools/'))) || null, by: 'member', makes: groupsOf(data) };
    case 'container.googleapis.com/Cluster': {
      const pools = data['nodePools'];
      return { madeBy: composerOf(project, data), by: 'forgeable-tag', makes: isArray(pools) ? pools.flatMap((pool) => (isObject(pool) ? groupsOf(pool) : [])) : groupsOf(data) };
    }
    default:
      return nobody;
  }
}

function by(madeBy: string | null, attribution: Attribution = 'forgeable-tag'): Making {
  return madeBy === null ? nobody : { madeBy, by: attribution, makes: [] };
}

/** Nodes of Dataproc and Dataflow stand in instance groups that nobody sees. */
function composed(project: string, data: JsonObject): string | null {
  const labels = ownLabels(data);
  return isObject(labels) && (Object.hasOwn(labels, 'goog-dataproc-cluster-name') || Object.hasOwn(labels, 'dataflow_job_id')) ? labelled(project, labels) : null;
}

function composerOf(project: string, data: JsonObject): string | null {
  const labels = data['resourceLabels'];
  return isObject(labels) && Object.hasOwn(labels, 'goog-composer-environment') ? labelled(project, labels) : null;
}

function groupsOf(pool: JsonObject): readonly string[] {
  const urls = pool['instanceGroupUrls'];
  return isArray(urls) ? urls.flatMap((url) => (typeof url === 'string' && url.includes('/instanceGroupManagers/') ? [`//compute.googleapis.com/${fromProject(url) ?? ''}`] : [])) : [];
}
