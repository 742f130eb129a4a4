import { armPlace, armTypes } from '#catalog/arm.ts';
import type { TypeFacts } from '#catalog/facts.ts';
import { normaliseRegion } from '#catalog/regions.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import type { Ancestry } from '../ancestry.ts';
import type { Told } from '../answers.ts';
import { making } from '#model/maker.ts';
import type { LiveRow } from '#model/live-row.ts';
import { scopeWith } from '#model/scope.ts';
import { stranger } from '../stranger.ts';
import { armId, type ArmId } from '#catalog/azure/arm-id.ts';
import { isBare, unflattened } from './flattened.ts';
import { makerOf } from '#catalog/azure/made-by.ts';

/** What a kind of answer leaves out that the resource has all the same. */
export interface Answer {
  /** Of arguments that a row does not have at all. */
  readonly untold: Readonly<Record<string, string>>;
  /** Why a row has no properties. */
  readonly bare: string;
}

/** One resource of an answer, whatever its form; null for what is none, which is told. */
export function rowOf(item: JsonValue, answer: Answer, told: Told, ancestry: Ancestry): LiveRow | null {
  const written = isObject(item) ? text(member(item, 'id')) : null;
  const id = written === null ? null : armId(written);
  if (!isObject(item) || written === null || id === null) {
    told.malformed(`no resource of Azure among them: ${stranger(item)}`);
    return null;
  }
  const type = typeOf(text(member(item, 'type')), id);
  if (type === null) {
    told.passedOver('registration of a resource provider not judged', 'registrations of resource providers not judged');
    return null;
  }
  const facts = armTypes.factsOf(type);
  const bare = isBare(item);
  const whole = isObject(item['properties']) || bare ? item : unflattened(item, facts);
  if (isBuiltIn(type, whole)) {
    told.passedOver('built-in role not judged', 'built-in roles not judged');
    return null;
  }
  const untold = Object.entries(answer.untold).filter(([key]) => whole[key] === undefined);
  if (bare && !isSized(facts, whole)) untold.push(['properties', answer.bare]);
  else if (whole !== item && isElsewhere(facts, whole)) untold.push(['properties', 'this command has words of its own for properties']);
  return {
    type,
    id: written.toLowerCase(),
    aliases: aliasesOf(written, whole, id),
    name: nameOf(whole, id),
    region: regionOf(type, whole, answer.untold['location'] ?? null),
    regionPath: 'location',
    zone: zoneOf(whole),
    scope: scopeOf(id, ancestry),
    values: withTags(type, whole, 'tags' in answer.untold),
    untold: Object.fromEntries(untold),
    partial: null,
    gone: goneOf(type, whole),
    ...making(makerOf(type, id, whole)),
    recorded: text(member(member(whole, 'systemData'), 'lastModifiedAt')) ?? text(member(whole, 'changedTime')),
  };
}

/** In the catalogue's case, by what the row says or else by its id: services spell their types as they like. */
function typeOf(written: string | null, id: ArmId): string | null {
  const said = /^microsoft\.resources\/subscriptions\/resourcegroups$/i.test(written ?? '') ? 'Microsoft.Resources/resourceGroups' : written?.includes('/') && !written.startsWith('/') ? written : null;
  for (const type of [said, id.type]) {
    const place = type === null ? null : armPlace(type);
    if (place !== null) return place.type;
  }
  return said ?? id.type;
}

function isBuiltIn(type: string, whole: JsonObject): boolean {
  return type === 'Microsoft.Authorization/roleDefinitions' && [member(member(whole, 'properties'), 'type'), member(member(whole, 'properties'), 'roleType')].includes('BuiltInRole');
}

/** Some services write `account/project` for a project. */
function nameOf(whole: JsonObject, id: ArmId): string {
  const name = text(member(whole, 'name')) ?? id.name;
  return name.slice(name.lastIndexOf('/') + 1);
}

function aliasesOf(written: string, whole: JsonObject, id: ArmId): readonly string[] {
  const properties = member(whole, 'properties');
  const others = ['vmId', 'uniqueId', 'resourceGuid', 'principalId', 'clientId'].map((key) => text(member(properties, key)));
  return [...new Set([written, nameOf(whole, id), ...others])].filter((one) => one !== null && one !== written.toLowerCase()) as string[];
}

/** Parts have the place of their parent; where one runs machines by itself, a list that leaves it out leaves the question open. */
function regionOf(type: string, whole: JsonObject, leftOut: string | null): Known<string> {
  const location = text(member(whole, 'location'));
  if (location !== null) return known(normaliseRegion('azure', location));
  if (leftOut !== null && whole['location'] === undefined) return unknown(leftOut);
  const facts = armTypes.factsOf(type);
  const runs = facts !== null && facts.shapes.length > 0 && type.split('/').length > 2;
  return runs ? unknown('the answer tells the location of its parent alone') : absent;
}

function zoneOf(whole: JsonObject): Known<string> {
  const zones = member(whole, 'zones');
  const [zone, second] = isArray(zones) ? zones : [];
  return typeof zone === 'string' && second === undefined ? known(zone) : absent;
}

function scopeOf({ subscription, resourceGroup }: ArmId, ancestry: Ancestry): Scope {
  if (subscription === null) return scopeWith({});
  const above = ancestry.upward(`/subscriptions/${subscription}`.toLowerCase()).slice(1);
  return scopeWith({
    subscription: known(subscription),
    resourceGroup: resourceGroup === null ? absent : known(resourceGroup),
    folders: above.length === 0 ? absent : known(above.map(({ name }) => name)),
  });
}

/**
 * Tags whose keys begin with `hidden-` are notes of the portal and of services. A type that the catalogue does not know takes tags
 * where it has some, or where it stands by itself in a location: Azure Resource Manager calls these tracked.
 */
function withTags(type: string, whole: JsonObject, mayLeaveOut: boolean): JsonObject {
  const { tags, ...rest } = whole;
  if (isObject(tags)) return { ...rest, tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !/^hidden-/i.test(key))) };
  // What is not a map is left as it is: of what cannot be read nothing is missing.
  if ((tags !== undefined && tags !== null) || (tags === undefined && mayLeaveOut)) return whole;
  const takes = armTypes.factsOf(type) !== null || (text(member(whole, 'location')) !== null && type.split('/').length === 2);
  return takes ? { ...rest, tags: {} } : rest;
}

/** Extensions of the command line (`az ml`) do not lift properties, they rename them: no place that would name a size is there. */
function isElsewhere(facts: TypeFacts | null, whole: JsonObject): boolean {
  const paths = (facts?.shapes ?? []).map(({ path }) => path);
  return paths.length > 0 && paths.every((path) => path.startsWith('properties.') && !reaches(whole, path.split('.')));
}

function reaches(value: JsonValue | undefined, [key, ...more]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  const inner = member(value, key.replace(/\[.*$/, ''));
  return isArray(inner) ? inner.length === 0 || inner.some((one) => reaches(one, more)) : reaches(inner, more);
}

/** Lists of resources of every type tell the size of a scale set or a plan, which stands beside the properties. `Mix` names none. */
function isSized(facts: TypeFacts | null, whole: JsonObject): boolean {
  const size = text(member(member(whole, 'sku'), 'name'));
  return size !== null && size !== 'Mix' && facts?.shapes.some(({ path }) => path === 'sku.name') === true;
}

/** A machine that is deallocated still is there, with its disks, and starts again at a click: it is judged. */
function goneOf(type: string, whole: JsonObject): string | null {
  if (/\/deleted[A-Z]\w*$/.test(type)) return 'deleted';
  const state = text(member(member(whole, 'properties'), 'provisioningState')) ?? text(member(whole, 'provisioningState'));
  return state !== null && /^delet/i.test(state) ? 'deleted' : null;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
