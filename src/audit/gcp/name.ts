import { computeType, hostOf, typeInCollection } from '#catalog/google-answers.ts';
import { fromProject, inProject, isNumber, lastPart } from '#catalog/gcp/asset-name.ts';
import type { JsonObject } from '#model/json.ts';
import { textAt } from '../path.ts';
import type { GcpRow } from './events.ts';
import type { Entry } from './entry.ts';

/** What an entry is about: an asset type, and its full resource name as Cloud Asset Inventory has it. */
export interface Named {
  readonly type: string;
  readonly id: string;
}

/** Null where the entry does not tell. */
export function namedBy(row: GcpRow, entry: Entry): Named | null {
  const relative = relativeName(row, entry);
  if (relative === null) return null;
  const type = row.type ?? typeOf(row.api, relative);
  return type === null ? null : { type, id: fullName(type, relative, entry) };
}

/**
 * The name from the project on. Of what is made some entries name the parent alone: then the request says what it is to be called, or the
 * answer what it is called.
 */
function relativeName(row: GcpRow, { payload, labels, resourceName }: Entry): string | null {
  const written = resourceName === null ? [] : [resourceName];
  const answers = ['response.targetLink', 'response.name', 'metadata.targetLink', 'request.name', 'request.resource'].flatMap((path) => textAt(payload, path)?.replace(/^.*?\/(?=(?:projects|namespaces)\/)/, '') ?? []);
  const { collection } = row;
  if (collection === null) return written[0] ?? answers[0] ?? null;
  const found = [...written, ...answers].find((name) => collectionOf(name) === collection);
  if (found !== undefined) return found;
  const parent = [textAt(payload, 'request.parent'), resourceName].find((one) => one !== null && one !== '')?.replace(/\/+$/, '') ?? null;
  const asked = textAt(payload, 'request.name');
  const own = row.id.map((path) => textAt({ ...payload, labels }, path)).find((one) => one !== null) ?? (asked?.includes('/') === true ? null : asked);
  if (own === null) return null;
  const name = lastPart(own);
  if (collection === 'projects') return `projects/${name}`;
  if (parent === null) return `${collection}/${name}`;
  return parent.endsWith(`/${collection}`) ? `${parent}/${name}` : `${parent}/${collection}/${name}`;
}

function collectionOf(name: string): string | null {
  return name.split('/').at(-2) ?? null;
}

/** Of methods that do the same to things of many types. */
function typeOf(api: string, relative: string): string | null {
  const parts = relative.split('/');
  const [outer = '', collection = ''] = [parts.at(-4) ?? '', parts.at(-2) ?? ''];
  if (api === 'compute') return computeType(collection, parts.includes('regions') ? 'regions' : outer === 'global' || parts.includes('global') ? 'global' : outer);
  if (api === 'storage' && collection === 'buckets') return 'storage.googleapis.com/Bucket';
  if (parts.length === 2) return { projects: 'cloudresourcemanager.googleapis.com/Project', folders: 'cloudresourcemanager.googleapis.com/Folder', organizations: 'cloudresourcemanager.googleapis.com/Organization' }[collection] ?? null;
  const own = { run: 'services', cloudfunctions: 'functions' }[api];
  if (own === collection) return api === 'run' ? 'run.googleapis.com/Service' : 'cloudfunctions.googleapis.com/CloudFunction';
  return typeInCollection(outer, collection, {} satisfies JsonObject);
}

/** Names of buckets have no project, and those of some services leave theirs out; clusters in a zone are named by `zones`. */
function fullName(type: string, relative: string, { project, location, uniqueId }: Entry): string {
  if (type === 'storage.googleapis.com/Bucket') return `//storage.googleapis.com/${lastPart(relative)}`;
  let name = relative.replace(/^namespaces\/([^/]+)\//, `projects/$1/locations/${location ?? '-'}/`);
  if (fromProject(name) === null && /^(?:instances|managedZones|jobs)\//.test(name)) name = `projects/${project ?? '-'}/${name}`;
  const own = /^projects\/([^/]+)/.exec(name)?.[1];
  if (project !== null && own !== undefined && (own === '-' || (isNumber(own) && !isNumber(project))) && name.includes('/', 'projects/'.length)) name = inProject(name, project);
  if (type.startsWith('container.googleapis.com/')) name = name.replace(/\/(?:zones|locations|regions)\/([^/]+)/, (_, where: string) => `/${/-[a-z]$/.test(where) ? 'zones' : 'locations'}/${where}`);
  if (type === 'iam.googleapis.com/ServiceAccount' && uniqueId !== null) name = name.replace(/\/serviceAccounts\/[^/]+$/, `/serviceAccounts/${uniqueId}`);
  if (type === 'dataflow.googleapis.com/Job') name = `projects/${project ?? '-'}/locations/${location ?? '-'}/jobs/${lastPart(name)}`;
  return `${hostOf(type)}${name}`;
}
