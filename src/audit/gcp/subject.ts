import { assetTypes, policySuffix } from '#catalog/assets.ts';
import { behind, isNumber, lastPart } from '#catalog/gcp/asset-name.ts';
import { makingOf } from '#catalog/gcp/made-by.ts';
import { placeOf } from '#catalog/gcp/place.ts';
import type { AuditEvent, EventSubject } from '#model/event.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import { making, type Maker } from '#model/maker.ts';
import type { Scope } from '#model/resource.ts';
import { scopeWith } from '#model/scope.ts';
import { machinesAt, machinesOf } from '../machines.ts';
import { at, objectAt, text, textAt } from '../path.ts';
import type { Entry } from './entry.ts';
import type { GcpRow } from './events.ts';
import { namedBy, type Named } from './name.ts';
import { inApiWords } from './values.ts';

export interface Told {
  readonly subjects: readonly EventSubject[];
  readonly grants: AuditEvent['grants'];
  readonly gaps: readonly string[];
}

/** What an entry, or the two of an operation, say of what they are about. `whole`: the entry that holds the request is there. */
export function toldBy(row: GcpRow, entry: Entry, whole: boolean): Told {
  const named = namedBy(row, entry);
  if (named === null) return { subjects: [], grants: row.touches === 'grant' ? grantsIn(entry).grants : [], gaps: ['the entry does not tell the name of what it is about'] };
  if (row.touches === 'grant') return grantTold(named, entry);
  if (row.method.endsWith('bulkInsert')) return { subjects: bulkOf(row, named, entry, whole), grants: [], gaps: [] };
  const body = row.deed === 'create' || row.deed === 'modify' ? bodyOf(row, entry) : null;
  // A request that sets no labels leaves none.
  const values = row.touches === 'tags' && whole ? { [labelPath(named.type)]: {}, ...body } : body;
  const count = countOf(row, named, entry, values);
  const gaps = count === null && (row.count !== null || row.type?.startsWith('container.') === true) ? ['the entry does not tell how many machines'] : [];
  return { subjects: [{ row: rowOf(row, named, entry, values, whole), count: count ?? 1 }], grants: [], gaps };
}

function labelPath(type: string): string {
  return assetTypes.factsOf(type)?.tags?.path ?? 'labels';
}

function bodyOf(row: GcpRow, { payload }: Entry): JsonObject | null {
  for (const path of row.body) {
    const body = objectAt(payload, path);
    const values = body === null ? {} : inApiWords(body);
    if (Object.keys(values).length > 0) return values;
  }
  return null;
}

function rowOf(row: GcpRow, { type, id }: Named, entry: Entry, values: JsonObject | null, whole: boolean): LiveRow {
  const name = lastPart(id);
  const project = behind(id, 'projects') ?? entry.project;
  const { region, path, zone } = placeOf(type, id, entry.location, values);
  const email = type === 'iam.googleapis.com/ServiceAccount' ? emailOf(entry) : null;
  return {
    type,
    id,
    aliases: aliasesOf(type, id, project, entry, email),
    name: isNumber(name) && email !== null ? email : name,
    region,
    regionPath: path,
    zone,
    scope: scopeOf(project),
    values: values === null ? {} : email === null ? values : { ...values, email },
    untold: row.touches === 'tags' && !whole ? { [labelPath(type)]: 'the entry that holds the request is not in the log' } : untoldOf(row, type, values),
    partial: partialOf(row, type, values, whole),
    gone: null,
    ...making(makerIn(type, id, project, name, values)),
    recorded: null,
  };
}

function makerIn(type: string, id: string, project: string | null, name: string, values: JsonObject | null): Maker | null {
  const { madeBy, by } = makingOf(type, id, project, name, values ?? {});
  return madeBy === null ? null : { id: madeBy, by };
}

/** Of one that was to be made it follows from its id. */
function emailOf({ email, resourceName, project, payload }: Entry): string | null {
  const own = lastPart(resourceName ?? '');
  const asked = textAt(payload, 'request.account_id') ?? textAt(payload, 'request.accountId');
  return email ?? (own.includes('@') ? own : asked === null || project === null ? null : `${asked}@${project}.iam.gserviceaccount.com`);
}

/** Its number, its name by its number, its link, its e-mail; the plain name where the full one has no project. */
function aliasesOf(type: string, id: string, project: string | null, { number, uniqueId, payload }: Entry, email: string | null): readonly string[] {
  const found: (string | null)[] = [behind(id, 'projects') === null ? lastPart(id) : null];
  if (id.startsWith('//compute.googleapis.com/')) {
    const link = textAt(payload, 'response.targetLink');
    found.push(link, number, number === null ? null : `${id.slice(0, id.lastIndexOf('/') + 1)}${number}`);
  }
  if (type === 'iam.googleapis.com/ServiceAccount') found.push(email, uniqueId, email === null || project === null ? null : `//iam.googleapis.com/projects/${project}/serviceAccounts/${email}`);
  return [...new Set(found)].filter((one): one is string => one !== null && one !== id);
}

export function scopeOf(project: string | null): Scope {
  return scopeWith({ project: project === null ? unknown('the entry does not tell the project') : known(project), folders: unknown('logs do not tell the folders around a project; an export of Cloud Asset Inventory does') });
}

const noLabels = 'entries of this call carry no labels';

function untoldOf({ api, deed }: GcpRow, type: string, values: JsonObject | null): Readonly<Record<string, string>> {
  if (deed !== 'create') return {};
  if (api === 'storage') return { labels: noLabels };
  // Of what is made from a template the request has the template's name alone.
  return type === 'compute.googleapis.com/Instance' && values !== null && values['machineType'] === undefined ? { machineType: 'the entry does not tell the machine type: it may come from a template' } : {};
}

function partialOf({ deed, api }: GcpRow, type: string, values: JsonObject | null, whole: boolean): string | null {
  if (deed === 'delete' || deed === 'start' || deed === 'stop') return 'the entry tells no more than what it was about';
  if (deed === 'modify') return 'the entry of a change tells what was asked for alone';
  if (!whole) return 'the entry that holds the request is not in the log';
  if (values !== null || api === 'storage') return null;
  return assetTypes.factsOf(type)?.kind === 'identity' ? null : 'the entry does not hold what was asked for';
}

/** In a cluster that spans a region each pool has as many nodes in each of its zones, of which there are three if nothing else is said. */
function countOf(row: GcpRow, { type, id }: Named, { payload }: Entry, values: JsonObject | null): number | null {
  if (row.deed !== 'create' && (row.deed !== 'modify' || row.count === null)) return 1;
  const own = values ?? {};
  const zones = isArray(own['locations']) ? own['locations'].length : /\/locations\/[a-z]+-[a-z]+\d+\//.test(id) ? 3 : 1;
  const inZones = (each: number | null): number | null => (each === null ? null : each * zones);
  if (row.count !== null) {
    const each = machinesAt(own, row.count.path) ?? machinesAt(payload, row.count.path);
    return row.count.zoned ? inZones(each) : each;
  }
  if (type === 'container.googleapis.com/Cluster') return inZones(machinesAt(own, 'nodePools[].initialNodeCount') ?? machinesAt(own, 'initialNodeCount'));
  return machinesOf(assetTypes.factsOf(type), own);
}

/** Machines made by one call: those that it names, else one that stands for all. */
function bulkOf(row: GcpRow, { type, id }: Named, entry: Entry, whole: boolean): readonly EventSubject[] {
  const values = bodyOf(row, entry);
  const pattern = textAt(entry.payload, 'request.namePattern') ?? lastPart(id);
  const parent = id.slice(0, id.lastIndexOf('/') + 1);
  const names = Object.keys(objectAt(entry.payload, 'request.perInstanceProperties') ?? {});
  const own = Math.max(1, machinesAt(entry.payload, 'request.count') ?? names.length);
  const told = names.map((name) => text(at(entry.payload, `request.perInstanceProperties.${name}.name`)) ?? name);
  const one = (name: string, count: number): EventSubject => ({ row: { ...rowOf(row, { type, id: `${parent}${name}` }, { ...entry, number: null }, values, whole), name }, count });
  return told.length === own ? told.map((name) => one(name, 1)) : [one(pattern, own)];
}

/** The policy of something is a resource of its own, as inventories have it. */
function grantTold({ type, id }: Named, entry: Entry): Told {
  const { grants, bindings, gaps } = grantsIn(entry);
  const project = behind(id, 'projects') ?? entry.project;
  return {
    subjects: [
      {
        row: {
          type: `${type}${policySuffix}`,
          id: `${id}${policySuffix}`,
          aliases: [],
          name: lastPart(id),
          region: absent,
          regionPath: 'name',
          zone: absent,
          scope: scopeOf(project),
          values: { iamPolicy: { bindings } },
          untold: {},
          partial: gaps.length === 0 ? 'the entry tells what was added alone' : null,
          gone: null,
          madeBy: null,
          recorded: null,
        },
        count: 1,
      },
    ],
    grants,
    gaps,
  };
}

interface Given {
  readonly grants: AuditEvent['grants'];
  readonly bindings: readonly JsonObject[];
  readonly gaps: readonly string[];
}

/** What was added, by the difference that most entries hold; else the whole policy that was set. */
function grantsIn({ payload }: Entry): Given {
  const deltas = at(payload, 'serviceData.policyDelta.bindingDeltas') ?? at(payload, 'metadata.policyDelta.bindingDeltas');
  if (isArray(deltas)) {
    const added = deltas.flatMap((one) => pair(text(at(one, 'action')) === 'ADD' ? at(one, 'member') : undefined, at(one, 'role')));
    return { grants: added, bindings: added.map(({ principal, role }) => ({ role, members: [principal] })), gaps: [] };
  }
  const set = at(payload, 'request.policy.bindings') ?? at(payload, 'response.bindings');
  if (!isArray(set)) return { grants: [], bindings: [], gaps: ['the entry does not tell who was given what'] };
  const bindings = set.filter((one) => isObject(one));
  const grants = bindings.flatMap((one) => (isArray(one['members']) ? one['members'].flatMap((member) => pair(member, one['role'])) : []));
  return { grants, bindings, gaps: ['the entry has the whole policy and not what was added to it'] };
}

function pair(principal: JsonValue | undefined, role: JsonValue | undefined): AuditEvent['grants'] {
  return typeof principal === 'string' && typeof role === 'string' ? [{ principal, role }] : [];
}
