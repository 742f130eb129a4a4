import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { LiveRow } from '#model/live-row.ts';
import { behind, fromProject, isNumber, lastPart, scopeIn } from '#catalog/gcp/asset-name.ts';
import { goneOf } from './gone.ts';
import { makingOf } from '#catalog/gcp/made-by.ts';
import { placeOf } from '#catalog/gcp/place.ts';
import type { Projects } from './projects.ts';

/** What an answer of Google Cloud says of one asset. */
export interface Told {
  readonly type: string;
  /** The full resource name. */
  readonly id: string;
  /** The API's own object; null where the answer does not hold it. */
  readonly data: JsonObject | null;
  /** Beside the object. */
  readonly location: string | null;
  readonly ancestors: readonly string[] | null;
  /** The full name of what it is in, of most things the project by its number; null where it is not told. */
  readonly parent: string | null;
  readonly recorded: string | null;
  readonly partial: string | null;
}

const nobody = { madeBy: null, by: 'member' as const, makes: [] as readonly string[] };
const empty: JsonObject = {};
const nothing: Readonly<Record<string, string>> = {};
const cutOff: Readonly<Record<string, string>> = { machineType: 'its machine type is cut off' };

export function liveRow({ type, id, data, location, ancestors, parent, recorded, partial }: Told, projects: Projects): LiveRow {
  const name = lastPart(id);
  const around = parent === null ? null : behind(parent, 'projects');
  const own = projectOf(id, data);
  const project = own ?? around;
  if (own !== null && around !== null && isNumber(around) && !isNumber(own)) projects.same(own, around);
  if (data !== null && type === 'cloudresourcemanager.googleapis.com/Project') projects.learn('project', data);
  if (data !== null && type === 'cloudresourcemanager.googleapis.com/Folder') projects.learn('folder', data);
  const scope = projects.scopeOf(project === null ? scopeIn(id) : `projects/${project}`, ancestors);
  const { region, path, zone } = placeOf(type, id, location, data);
  const { madeBy, by, makes } = data === null ? nobody : makingOf(type, id, project, name, data);
  const values = data ?? empty;
  return {
    type,
    id,
    aliases: aliasesOf(id, project, values, projects),
    name: nameOf(name, values),
    region,
    regionPath: path,
    zone,
    scope,
    values,
    untold: isCutOff(values['machineType']) ? cutOff : nothing,
    partial,
    gone: data === null ? null : goneOf(type, data),
    madeBy,
    makers: madeBy === null ? undefined : [{ id: madeBy, by }],
    makes: makes.length === 0 ? undefined : makes,
    machines: machinesOf(type, values, partial),
    recorded,
  };
}

/** Most machines have no accelerators beside their type: that, and how they are bought, is all. */
function machinesOf(type: string, values: JsonObject, partial: string | null): string | undefined {
  const { machineType, guestAccelerators, scheduling } = values;
  if (type !== 'compute.googleapis.com/Instance' || partial !== null || typeof machineType !== 'string' || isCutOff(machineType)) return undefined;
  if (guestAccelerators !== undefined && !(isArray(guestAccelerators) && guestAccelerators.length === 0)) return undefined;
  return `${lastPart(machineType)} ${JSON.stringify([member(scheduling, 'provisioningModel'), member(scheduling, 'preemptible')])}`;
}

/** As its name has it, else as it says itself: names of buckets have none. */
function projectOf(id: string, data: JsonObject | null): string | null {
  const named = behind(id, 'projects');
  if (named !== null || data === null) return named;
  for (const key of ['projectId', 'project', 'projectNumber']) {
    const value = data[key];
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return lastPart(String(value));
  }
  return null;
}

/** The last part of a name may be a number: then its display name tells more. */
function nameOf(last: string, values: JsonObject): string {
  if (!isNumber(last)) return last;
  for (const key of ['email', 'displayName', 'projectId', 'name']) {
    const value = values[key];
    if (typeof value === 'string' && value !== '') return lastPart(value);
  }
  return last;
}

const projectsOfGoogle = '//cloudresourcemanager.googleapis.com/projects/';

/** Its self link, its number, its full name by numbers, and the plain name under which `gcloud` knows it. */
function aliasesOf(id: string, project: string | null, values: JsonObject, projects: Projects): readonly string[] {
  const found: string[] = [];
  if (project === null) found.push(lastPart(id));
  const link = values['selfLink'];
  if (typeof link === 'string') found.push(link);
  const { email, projectId } = values;
  if (typeof email === 'string') found.push(email);
  // Logs name a project by its id, where the asset inventory has its number.
  if (typeof projectId === 'string' && id.startsWith(projectsOfGoogle)) found.push(`${projectsOfGoogle}${projectId}`);
  const number = values['id'] ?? values['uniqueId'];
  if ((typeof number === 'string' && isNumber(number)) || typeof number === 'number') {
    found.push(String(number));
    if (id.startsWith('//compute.googleapis.com/')) found.push(`${id.slice(0, id.lastIndexOf('/') + 1)}${number}`);
  }
  const byNumber = project === null || isNumber(project) ? null : projects.numberOf(project);
  const relative = byNumber === null ? null : fromProject(id);
  if (relative !== null) found.push(`${id.slice(0, id.length - relative.length)}projects/${byNumber}${relative.slice(`projects/${project}`.length)}`);
  return found;
}

/** A URL of a machine type ends in its name; one that was cut off does not. */
function isCutOff(machineType: JsonValue | undefined): boolean {
  return typeof machineType === 'string' && machineType.startsWith('http') && !machineType.includes('/machineTypes/');
}

export function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function objectAt(value: JsonValue | undefined, key: string): JsonObject | null {
  const found = member(value, key);
  return isObject(found) ? found : null;
}
