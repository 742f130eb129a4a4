import { computeCollection, computeType, hostOf, typeInCollection, typeOfKind, variantOf } from '#catalog/google-answers.ts';
import { isObject, member, type JsonObject } from '#model/json.ts';
import { fromProject, lastPart } from '#catalog/gcp/asset-name.ts';
import { text } from './live-row.ts';

/** What an item of a list is, and its full resource name. */
export type Identified = { readonly type: string; readonly id: string; readonly data: JsonObject } | { readonly folder: true };

/** @param within `projects/P`, as the answer says beside the item */
export function identified(item: JsonObject, within: string | null): Identified | null {
  return ofKnative(item) ?? ofHierarchy(item) ?? ofBucket(item) ?? ofBigQuery(item) ?? ofLink(item) ?? ofKind(item, within) ?? ofDataproc(item) ?? ofName(item);
}

/** Services of Cloud Run in the form of Knative, whose namespace is the number of the project. */
function ofKnative(item: JsonObject): Identified | null {
  const [version, kind] = [text(item['apiVersion']), text(item['kind'])];
  if (version === null || kind === null || !/^(?:serving\.knative\.dev|run\.googleapis\.com)\//.test(version)) return null;
  const metadata = item['metadata'];
  const name = text(member(metadata, 'name'));
  const location = text(member(member(metadata, 'labels'), 'cloud.googleapis.com/location'));
  if (name === null) return null;
  const collection = `${kind[0]?.toLowerCase() ?? ''}${kind.slice(1)}s`;
  return { type: `run.googleapis.com/${kind}`, id: `//run.googleapis.com/projects/${text(member(metadata, 'namespace')) ?? '-'}/locations/${location ?? '-'}/${collection}/${name}`, data: item };
}

/** Whether it is a project or a folder, in either version of their API. */
export function hierarchyOf(item: JsonObject): 'project' | 'folder' | null {
  const name = text(item['name']);
  if (name !== null && /^folders\/\d+$/.test(name)) return 'folder';
  if (text(item['projectId']) === null || (item['projectNumber'] === undefined && !/^projects\/\d+$/.test(name ?? ''))) return null;
  return item['clusterName'] === undefined && item['email'] === undefined ? 'project' : null;
}

function ofHierarchy(item: JsonObject): Identified | null {
  const kind = hierarchyOf(item);
  if (kind !== 'project') return kind === null ? null : { folder: true };
  const number = item['projectNumber'] ?? lastPart(text(item['name']) ?? '');
  return { type: 'cloudresourcemanager.googleapis.com/Project', id: `//cloudresourcemanager.googleapis.com/projects/${String(number)}`, data: item };
}

/** `storage#bucket`, and what `gcloud storage buckets list` makes of it. */
function ofBucket(item: JsonObject): Identified | null {
  const name = text(item['name']);
  if (name === null || (item['kind'] !== 'storage#bucket' && text(item['storage_url'])?.startsWith('gs://') !== true)) return null;
  return { type: 'storage.googleapis.com/Bucket', id: `//storage.googleapis.com/${name}`, data: item };
}

function ofBigQuery(item: JsonObject): Identified | null {
  const table = item['tableReference'];
  const reference = isObject(table ?? null) ? table : item['datasetReference'];
  const [project, dataset, name] = [text(member(reference, 'projectId')), text(member(reference, 'datasetId')), text(member(reference, 'tableId'))];
  if (project === null || dataset === null) return null;
  const id = `//bigquery.googleapis.com/projects/${project}/datasets/${dataset}`;
  return name === null ? { type: 'bigquery.googleapis.com/Dataset', id, data: item } : { type: 'bigquery.googleapis.com/Table', id: `${id}/tables/${name}`, data: item };
}

/** By its self link: `https://www.googleapis.com/compute/v1/projects/P/zones/Z/instances/N`, `https://container.googleapis.com/v1/projects/…`. */
function ofLink(item: JsonObject): Identified | null {
  const link = text(item['selfLink']);
  const relative = link === null ? null : fromProject(link);
  if (link === null || relative === null) return null;
  const api = apiOf(link);
  const type = api === null ? null : (typeOf(api, relative, item) ?? typeOfKind(text(item['kind']) ?? ''));
  return type === null ? null : { type, id: `${hostOf(type)}${relative}`, data: item };
}

/** Names of APIs stand in the host, or before the version. */
function apiOf(link: string): string | null {
  const found = /^https?:\/\/([^/]+)\/(?:([a-z]+)\/)?v\d/.exec(link);
  return found === null ? null : (found[2] ?? (found[1] ?? '').replace(/\.googleapis\.com$/, ''));
}

function typeOf(api: string, relative: string, item: JsonObject): string | null {
  const parts = relative.split('/');
  const [outer, collection] = [parts.at(-4) ?? '', parts.at(-2) ?? ''];
  if (api === 'compute') return computeType(collection, parts[2] ?? '');
  if (api === 'sql' || api === 'sqladmin') return collection === 'instances' ? 'sqladmin.googleapis.com/Instance' : null;
  if (api === 'container' && collection === 'clusters') return 'container.googleapis.com/Cluster';
  return typeInCollection(outer, collection, item);
}

/** By its kind: what is called `compute#disk` stands where its zone or region says, `sql#instance` in its project. */
function ofKind(item: JsonObject, within: string | null): Identified | null {
  const type = typeOfKind(text(item['kind']) ?? '') ?? kindless(item);
  const name = text(item['name']);
  if (type === null || name === null) return null;
  if (type.startsWith('sqladmin.')) return { type, id: `${hostOf(type)}${projectOf(item, within)}instances/${name}`, data: item };
  const collection = type.startsWith('dns.') ? `${lower(type)}s` : computeCollection(type);
  if (collection === null) return null;
  const place = text(item['zone']) ?? text(item['region']);
  const relative = place === null ? null : fromProject(place);
  const where = relative?.split('/')[2] ?? 'global';
  const compute = type.startsWith('compute.');
  return { type: compute ? variantOf(type, where) : type, id: `${hostOf(type)}${relative === null ? `${projectOf(item, within)}${compute ? 'global/' : ''}` : `${relative}/`}${collection}/${name}`, data: item };
}

/** Compute Engine leaves out kinds where they are not asked for: machines and disks show themselves. */
function kindless(item: JsonObject): string | null {
  if (item['kind'] !== undefined || fromProject(text(item['zone']) ?? '') === null) return null;
  if (item['machineType'] !== undefined && item['networkInterfaces'] !== undefined) return 'compute.googleapis.com/Instance';
  return item['sizeGb'] === undefined ? null : 'compute.googleapis.com/Disk';
}

function lower(type: string): string {
  const name = type.slice(type.indexOf('/') + 1);
  return `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}`;
}

function projectOf(item: JsonObject, within: string | null): string {
  const own = text(item['project']);
  return own !== null ? `projects/${own}/` : within !== null ? `${within}/` : '';
}

/** Clusters of Dataproc are named by their parts. */
function ofDataproc(item: JsonObject): Identified | null {
  const [project, name] = [text(item['projectId']), text(item['clusterName'])];
  if (project === null || name === null) return null;
  const machines = member(item['config'], 'gceClusterConfig');
  const zone = text(member(machines, 'zoneUri'));
  const region = text(member(item['labels'], 'goog-dataproc-location')) ?? (zone === null ? 'global' : lastPart(zone).replace(/-[a-z]$/, ''));
  return { type: 'dataproc.googleapis.com/Cluster', id: `//dataproc.googleapis.com/projects/${project}/regions/${region}/clusters/${name}`, data: item };
}

/** By its relative name: `projects/P/locations/L/keyRings/R`. */
function ofName(item: JsonObject): Identified | null {
  const name = text(item['name']);
  if (name === null || !/^(?:projects|folders|organizations|apps)\//.test(name)) return null;
  const parts = name.split('/');
  const type = typeInCollection(parts.at(-4) ?? '', parts.at(-2) ?? '', item) ?? untold(parts.at(-2), item);
  if (type === null) return null;
  // Cloud Asset Inventory names accounts by their number.
  const number = type === 'iam.googleapis.com/ServiceAccount' ? text(item['uniqueId']) : null;
  return { type, id: `${hostOf(type)}${number === null ? name : `${name.slice(0, name.lastIndexOf('/') + 1)}${number}`}`, data: item };
}

/** What no API that is known lists by this name is judged by its labels and its place. */
function untold(collection: string | undefined, item: JsonObject): string | null {
  return collection === undefined || collection === 'projects' || item['error'] !== undefined ? null : `googleapis.com/${collection}`;
}

