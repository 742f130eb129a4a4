import { behind } from '#catalog/gcp/asset-name.ts';
import { isObject, member, type JsonObject } from '#model/json.ts';
import { objectAt, text, textAt } from '../path.ts';
import { utcTime } from '../time.ts';
import { methodOf, type Method } from './method.ts';

/** An entry of the audit logs of Google Cloud (https://cloud.google.com/logging/docs/audit/understanding-audit-logs). */
export interface Entry {
  readonly time: string;
  /** By which it is told from all others, whatever files it stands in. */
  readonly insertId: string;
  readonly method: Method;
  readonly payload: JsonObject;
  readonly labels: JsonObject;
  readonly resourceName: string | null;
  /** By its id, where the entry tells it, else by its number. */
  readonly project: string | null;
  readonly location: string | null;
  /** Numbers of what it is about. */
  readonly number: string | null;
  /** Of a service account. */
  readonly uniqueId: string | null;
  readonly email: string | null;
  readonly operation: { readonly id: string; readonly first: boolean; readonly last: boolean } | null;
  /** `activity`, `system_event`, `data_access`, `policy`; null where it does not tell. */
  readonly log: string | null;
}

/** The entry within a message of a sink to Pub/Sub; itself; null for one of no audit log. */
export function unwrapped(record: JsonObject): JsonObject | null {
  const inner = isObject(record['logEntry'] ?? null) ? (record['logEntry'] as JsonObject) : record;
  const payload = member(inner, 'protoPayload');
  if (isObject(payload)) return inner;
  // Entries of the other logs of Google, which sinks put beside these.
  return typeof inner['logName'] === 'string' && inner['insertId'] !== undefined ? inner : null;
}

export function timeIn(record: JsonObject): string | null {
  const written = text(record['timestamp']) ?? text(record['receiveTimestamp']);
  return written === null ? null : utcTime(written);
}

export function projectIn(record: JsonObject): string | null {
  const label = textAt(record, 'resource.labels.project_id');
  if (label !== null) return label;
  const log = /^projects\/([^/]+)\/logs\//.exec(text(record['logName']) ?? '')?.[1];
  const named = behind(`/${textAt(record, 'protoPayload.resourceName') ?? ''}`, 'projects');
  return log ?? (named === '_' || named === '-' ? null : named);
}

/** @returns what is missing, in words, for a record that cannot be read; null for one of another log */
export function entryIn(record: JsonObject): Entry | string | null {
  const payload = objectAt(record, 'protoPayload');
  if (payload === null) return null;
  const method = methodOf(payload);
  const log = /(?:%2F|\/)([a-z_]+)$/i.exec(text(record['logName']) ?? '')?.[1] ?? null;
  // Policies of access tell what they refused without a method.
  if (method === null) return log === 'policy' ? null : 'has no method name';
  const time = timeIn(record);
  if (time === null) return 'has no time that can be told';
  const labels = objectAt(record, 'resource.labels') ?? {};
  const operation = objectAt(record, 'operation');
  const operationId = textAt(operation, 'id');
  const resourceName = text(payload['resourceName'])?.replace(/^\/\/[^/]+\//, '') ?? null;
  return {
    time,
    insertId: insertIdIn(record) ?? [text(record['timestamp']) ?? '', method.name, resourceName ?? ''].join(' '),
    method,
    payload,
    labels,
    resourceName,
    project: projectIn(record),
    location: text(labels['location']) ?? text(labels['zone']) ?? text(labels['region']) ?? textAt(payload, 'resourceLocation.currentLocations[0]'),
    number: numberIn(labels, payload),
    email: text(labels['email_id']) ?? textAt(payload, 'response.email'),
    uniqueId: text(labels['unique_id']) ?? textAt(payload, 'response.unique_id') ?? textAt(payload, 'response.uniqueId'),
    operation: operationId === null ? null : { id: operationId, first: operation?.['first'] === true, last: operation?.['last'] === true },
    log,
  };
}

/** Unique among the entries of one log with one time. */
function insertIdIn(record: JsonObject): string | null {
  const id = text(record['insertId']);
  return id === null ? null : [id, projectIn(record) ?? '', text(record['timestamp']) ?? ''].join(' ');
}

/** `instance_id`, `network_id`, …: of Compute Engine alone, as names of other services are their ids. */
function numberIn(labels: JsonObject, payload: JsonObject): string | null {
  const target = textAt(payload, 'response.targetId');
  if (target !== null && /^\d+$/.test(target)) return target;
  for (const [key, value] of Object.entries(labels)) if (key.endsWith('_id') && key !== 'project_id' && key !== 'unique_id' && typeof value === 'string' && /^\d{6,}$/.test(value)) return value;
  return null;
}
