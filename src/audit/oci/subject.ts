import { asArguments } from '#catalog/oci/arguments.ts';
import { makerOf } from '#catalog/oci/made-by.ts';
import { normaliseRegion, regionOfOcid, regionOfZone } from '#catalog/regions.ts';
import { terraformTypes } from '#catalog/terraform.ts';
import type { AuditEvent, Deed, EventSubject } from '#model/event.ts';
import { isArray, isObject, type JsonObject } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import { making } from '#model/maker.ts';
import { scopeWith } from '#model/scope.ts';
import { machinesAt, machinesOf } from '../machines.ts';
import { text, textAt } from '../path.ts';
import type { OciRow } from './events.ts';
import type { Said } from './record.ts';

/** @param deed of the row, or what the request asked for @param begin the record of the begin, @param end of the end; one stands for both where there is no other */
export function subjectOf(row: OciRow, deed: Deed, begin: Said, end: Said): EventSubject | null {
  const tells = deed === 'create' || deed === 'modify';
  const values = tells ? withImage(row.type, asArguments(row.type, valuesOf(begin, end))) : {};
  const isKey = row.type === 'oci_identity_api_key';
  const ocid = isKey ? null : ([end.resourceId, begin.resourceId].find((id) => id?.startsWith('ocid1.') === true) ?? null);
  const name = text(values['display_name']) ?? text(values['name']) ?? end.resourceName ?? begin.resourceName ?? ocid;
  const bucket = row.type === 'oci_objectstorage_bucket' ? bucketOf(begin, end, name) : null;
  const id = bucket ?? ocid ?? (isKey ? keyOf(begin, end) : null);
  if (id === null && deed !== 'create') return null;
  const compartment = end.compartment ?? begin.compartment;
  const own = id ?? `attempt/${begin.id}/0`;
  return {
    row: {
      type: row.type,
      id: own,
      aliases: [...new Set([ocid, name])].filter((one): one is string => one !== null && one !== own),
      name: name ?? row.event,
      ...placeOf(row.type, ocid, values, begin, end),
      scope: scopeWith({ compartment: compartment === null ? unknown('the record does not tell the compartment') : known(compartment) }),
      values,
      untold: {},
      partial: tells ? (isWhole(end) ? null : 'the record does not hold all that was asked for') : 'the record tells no more than what it was about',
      gone: null,
      ...making(makerOf(row.type, values)),
      recorded: null,
    },
    count: (tells ? (row.count === null ? machinesOf(terraformTypes.factsOf(row.type), values) : machinesAt(values, row.count)) : null) ?? 1,
  };
}

/** What the resource is like then tells everything; a record without it tells some arguments beside the resource. */
function isWhole({ current }: Said): boolean {
  return current !== null && (current['compartment_id'] !== undefined || current['lifecycle_state'] !== undefined);
}

function valuesOf(begin: Said, end: Said): JsonObject {
  const beside = { ...begin.details, ...end.details };
  const { namespace, bucket_name: _, ...details } = beside;
  const merged: JsonObject = { ...details, ...begin.payload, ...begin.tags, ...end.tags, ...begin.current, ...end.current };
  const compartment = end.compartment ?? begin.compartment;
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(end.domain === null && begin.domain === null ? {} : { availability_domain: end.domain ?? begin.domain }),
    ...(compartment === null ? {} : { compartment_id: compartment }),
    ...merged,
  };
}

/** The image of an instance is told beside it; Terraform asks for it as the source of its boot volume. */
function withImage(type: string, values: JsonObject): JsonObject {
  const image = type === 'oci_core_instance' ? (text(values['image']) ?? textAt(values, 'source_details.image_id')) : null;
  if (image === null) return values;
  const details = values['source_details'];
  return { ...values, image, source_details: { ...(isObject(details ?? null) ? (details as JsonObject) : {}), source_id: image } };
}

/** As Terraform has it: names of buckets are those of a namespace. */
function bucketOf(begin: Said, end: Said, name: string | null): string | null {
  const namespace = [end, begin].flatMap(({ details, current }) => [text(details['namespace']), text(current?.['namespace'])]).find((one) => one !== null);
  const bucket = [end, begin].map(({ details }) => text(details['bucket_name'])).find((one) => one !== null) ?? name;
  return namespace === undefined || bucket === null ? null : `n/${namespace}/b/${bucket}`;
}

/** Keys have no OCID: a user's key is told by its fingerprint, as Terraform has it. */
function keyOf(begin: Said, end: Said): string | null {
  const of = (key: string): string | null => [end, begin].flatMap(({ details, payload, current, parameters }) => [details[key], payload?.[key], current?.[key], parameters[key]].map(text)).find((one) => one !== null) ?? null;
  const user = of('user_id') ?? [end.resourceId, begin.resourceId].find((id) => id?.startsWith('ocid1.user.') === true) ?? null;
  const fingerprint = of('fingerprint') ?? [end.resourceId, begin.resourceId, end.resourceName].find((one) => one !== null && /^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/i.test(one)) ?? null;
  return user === null || fingerprint === null ? null : `users/${user}/apiKeys/${fingerprint}`;
}

const ofTenancy = /^oci_(?:identity|dns|budget|health_checks|waas)_/;

function placeOf(type: string, ocid: string | null, values: JsonObject, begin: Said, end: Said): { readonly region: Known<string>; readonly regionPath: string; readonly zone: Known<string> } {
  const domain = text(values['availability_domain']) ?? end.domain ?? begin.domain;
  // `AD3` tells which of a region's, and not which region's.
  const zone = domain === null ? absent : known(domain);
  if (terraformTypes.factsOf(type)?.region.global === true || ofTenancy.test(type)) return { region: known('global'), regionPath: 'region', zone };
  const region = text(values['region']) ?? end.region ?? begin.region;
  if (region !== null) return { region: known(normaliseRegion('oci', region)), regionPath: 'region', zone };
  const found = (domain === null ? null : regionOfZone('oci', domain)) ?? (ocid === null ? null : regionOfOcid(ocid));
  return { region: found === null ? unknown('the record does not tell the region, and there is no OCID that has one') : known(found), regionPath: found === null ? 'region' : 'id', zone };
}

/** Statements of a policy, and members of a group. */
export function grantsOf({ type }: OciRow, { row }: EventSubject, begin: Said, end: Said): AuditEvent['grants'] {
  const statements = row.values['statements'];
  if (type === 'oci_identity_policy' && isArray(statements)) {
    return statements.flatMap((one) => {
      const principal = typeof one === 'string' ? /^\s*(?:allow|admit|define)\s+((?:any-user|any-group|service\s+[^\s]+|(?:dynamic-)?group\s+(?:id\s+)?(?:'[^']*'(?:\/'[^']*')?|[^\s]+)))/i.exec(one)?.[1] : undefined;
      return typeof one !== 'string' || principal === undefined ? [] : [{ principal, role: one }];
    });
  }
  if (type !== 'oci_identity_user_group_membership') return [];
  const of = (key: string): string | null => [end, begin].flatMap(({ details, payload, current }) => [text(details[key]), text(payload?.[key]), text(current?.[key])]).find((one) => one !== null) ?? null;
  const [user, group] = [of('user_id'), of('group_id')];
  return user === null || group === null ? [] : [{ principal: user, role: group }];
}
