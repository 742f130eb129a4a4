import { armTypes } from '#catalog/arm.ts';
import { armId, type ArmId } from '#catalog/azure/arm-id.ts';
import { makerOf } from '#catalog/azure/made-by.ts';
import { normaliseRegion } from '#catalog/regions.ts';
import type { Deed, EventSubject } from '#model/event.ts';
import { isObject, type JsonObject } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import { making } from '#model/maker.ts';
import type { Scope } from '#model/resource.ts';
import { scopeWith } from '#model/scope.ts';
import { machinesOf } from '../machines.ts';
import { text, textAt } from '../path.ts';
import type { AzureRow } from './events.ts';

/** What the records of one call say of what it is about. */
export interface Bodies {
  readonly resourceId: string;
  readonly deed: Deed;
  /** What was asked for, and what the cloud answered: the resource as it is then. */
  readonly request: JsonObject | null;
  readonly response: JsonObject | null;
  readonly isCut: boolean;
  readonly location: string | null;
}

/** Null for an id that is not that of a resource of the row's type. */
export function subjectOf(row: AzureRow, { resourceId, deed, request, response, isCut, location }: Bodies): EventSubject | null {
  const written = ownId(resourceId, row.type);
  const id = written === null ? null : armId(written);
  if (written === null || id === null) return null;
  const answered = textAt(response, 'id')?.toLowerCase() === written.toLowerCase() ? response : null;
  const body = answered ?? request;
  // Exports write ids in upper case; the answer has them as they are.
  const named = armId(textAt(answered, 'id') ?? '') ?? id;
  const name = textAt(answered, 'name') ?? named.name;
  const values = deed === 'delete' || deed === 'start' || deed === 'stop' ? {} : valuesOf(row.type, body, deed);
  return {
    row: {
      type: row.type,
      id: written.toLowerCase(),
      aliases: aliasesOf(written, name, values),
      name: name.slice(name.lastIndexOf('/') + 1),
      region: regionOf(row.type, body, location),
      regionPath: 'location',
      zone: zoneOf(body),
      scope: scopeOf(named),
      values,
      untold: {},
      partial: partialOf(deed, body, answered !== null, isCut),
      gone: null,
      ...making(makerOf(row.type, named, values)),
      recorded: null,
    },
    count: machinesOf(armTypes.factsOf(row.type), values) ?? 1,
  };
}

/** Of a part that has no id of its own the id of what it is a part of; null for the id of something else. */
function ownId(resourceId: string, type: string): string | null {
  const parts = resourceId.split('/');
  for (let length = parts.length; length > 2; length -= 2) {
    const candidate = parts.slice(0, length).join('/');
    if (armId(candidate)?.type?.toLowerCase() === type.toLowerCase()) return candidate;
  }
  return null;
}

/** Numbers and ids that other logs and the state know it by. */
function aliasesOf(written: string, name: string, values: JsonObject): readonly string[] {
  const others = ['vmId', 'uniqueId', 'resourceGuid', 'principalId', 'clientId'].map((key) => textAt(values, `properties.${key}`));
  return [...new Set([written, name.slice(name.lastIndexOf('/') + 1), ...others])].filter((one) => one !== null && one !== written.toLowerCase()) as string[];
}

/** A principal that a role assignment names is another's id. */
function valuesOf(type: string, body: JsonObject | null, deed: Deed): JsonObject {
  if (body === null) return {};
  const { tags, ...rest } = withProperties(body);
  if (isObject(tags)) return { ...rest, tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !/^hidden-/i.test(key))) };
  const takes = armTypes.factsOf(type)?.tags?.path === 'tags';
  return takes && deed === 'create' ? { ...rest, tags: {} } : rest;
}

/** Role assignments are asked for as `{Id, Properties: {PrincipalId, …}}`. */
function withProperties(body: JsonObject): JsonObject {
  const capital = body['Properties'];
  if (body['properties'] !== undefined || !isObject(capital)) return body;
  return { ...body, properties: Object.fromEntries(Object.entries(capital).map(([key, value]) => [`${key[0]?.toLowerCase() ?? ''}${key.slice(1)}`, value])) };
}

function partialOf(deed: Deed, body: JsonObject | null, answered: boolean, isCut: boolean): string | null {
  if (isCut) return 'the record of the call is cut off';
  if (deed === 'delete') return 'the record of a removal tells no more than what was removed';
  if (body === null) return 'the records of the call do not hold what was asked for';
  return answered || deed === 'create' ? null : 'the record of a change tells what was asked for alone';
}

/** Parts have the place of what they are part of. Exports say `global` of the log itself. */
function regionOf(type: string, body: JsonObject | null, location: string | null): Known<string> {
  const said = textAt(body, 'location');
  if (said !== null) return known(normaliseRegion('azure', said));
  if (/^microsoft\.authorization\//i.test(type)) return known('global');
  const facts = armTypes.factsOf(type);
  if (type.split('/').length > 2 && (facts === null || facts.shapes.length === 0)) return absent;
  if (location !== null && !/^global$/i.test(location)) return known(normaliseRegion('azure', location));
  return unknown('the record does not tell the location');
}

function zoneOf(body: JsonObject | null): LiveRow['zone'] {
  const zones = body?.['zones'];
  const [zone, second] = Array.isArray(zones) ? (zones as readonly unknown[]) : [];
  return typeof zone === 'string' && second === undefined ? known(zone) : absent;
}

export function scopeOf({ subscription, resourceGroup }: ArmId): Scope {
  if (subscription === null) return scopeWith({});
  return scopeWith({ subscription: known(subscription.toLowerCase()), resourceGroup: resourceGroup === null ? absent : known(resourceGroup) });
}

/** Who is given which role by a role assignment. */
export function grantsOf({ row }: EventSubject): readonly { readonly principal: string; readonly role: string }[] {
  const principal = textAt(row.values, 'properties.principalId');
  const role = textAt(row.values, 'properties.roleDefinitionId') ?? text(row.values['roleDefinitionId']);
  return principal === null || role === null ? [] : [{ principal, role }];
}
