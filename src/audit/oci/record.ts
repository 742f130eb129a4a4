import { inTerraformWords } from '#catalog/oci/words.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { unnested } from '../nested-json.ts';
import { at, objectAt, text, textAt } from '../path.ts';
import { utcTime } from '../time.ts';

/**
 * One record of the audit log, in the words of its second version and in snake case, whichever form it came in: events of the Audit API
 * (https://docs.oracle.com/iaas/Content/Audit/Reference/logeventreference.htm), of its command line, of Logging and Service Connector Hub,
 * of the first version of the log, and those whose inner objects somebody has turned into texts.
 */
export interface Said {
  readonly id: string;
  readonly time: string;
  /** `LaunchInstance`, without the mark of its begin or end. */
  readonly name: string;
  /** `ComputeApi`. */
  readonly service: string;
  readonly phase: 'begin' | 'end' | null;
  /** By which begin and end are told to be of one call. */
  readonly grouping: string | null;
  readonly compartment: string | null;
  readonly tenancy: string | null;
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly domain: string | null;
  readonly region: string | null;
  readonly identity: JsonObject;
  /** HTTP status; null where it is not told. */
  readonly status: number | null;
  readonly message: string | null;
  /** What the resource is like after the call, and what the call asked for, as far as the record has it. */
  readonly current: JsonObject | null;
  readonly details: JsonObject;
  readonly tags: JsonObject;
  readonly payload: JsonObject | null;
  readonly parameters: JsonObject;
}

/** The record within the envelope of the console's viewer, with all of its members readable; null for one of another log. */
export function unwrapped(record: JsonObject): JsonObject | null {
  const content = unnested(record['logContent']).value;
  const inner = isObject(content) ? content : record;
  const type = text(inner['eventType']) ?? text(inner['event-type']) ?? text(inner['type']);
  if (type?.toLowerCase().startsWith('com.oraclecloud.') === true) return readable(inner);
  return text(inner['eventName']) !== null && [inner['tenantId'], inner['compartmentId']].some((id) => text(id)?.startsWith('ocid1.') === true) && inner['requestResource'] !== undefined ? readable(secondVersion(inner)) : null;
}

/** What the first version of the log calls otherwise. */
function secondVersion(record: JsonObject): JsonObject {
  const told = (key: string): JsonValue => record[key] ?? null;
  return {
    eventType: `com.oraclecloud.${text(record['eventSource']) ?? ''}.${text(record['eventName']) ?? ''}`,
    eventId: told('eventId'),
    eventTime: told('eventTime'),
    source: told('eventSource'),
    data: {
      eventName: told('eventName'),
      compartmentId: told('compartmentId'),
      compartmentName: told('compartmentName'),
      resourceName: textAt(unnested(told('responsePayload')).value, 'resourceName'),
      resourceId: textAt(unnested(told('responsePayload')).value, 'id'),
      identity: { principalId: told('principalId'), principalName: told('userName'), tenantId: told('tenantId'), credentials: told('credentialId'), ipAddress: told('requestOrigin'), userAgent: told('requestAgent') },
      request: { id: told('requestId'), action: told('requestAction'), path: told('requestResource'), headers: told('requestHeaders'), parameters: told('requestParameters') },
      response: { status: told('responseStatus'), payload: told('responsePayload'), headers: told('responseHeaders') },
    },
  };
}

/** Members that some pipelines turn into texts. */
const texts = new Set(['data', 'identity', 'request', 'response', 'stateChange', 'state-change', 'state_change', 'additionalDetails', 'additional-details', 'additional_details', 'current', 'previous', 'headers', 'parameters', 'payload', 'definedTags', 'defined-tags', 'freeformTags', 'freeform-tags', 'oracle']);

function readable(record: JsonObject): JsonObject {
  return inTerraformWords(untexted(record, 0));
}

/** Python writes nothing as `None`. */
function untexted(object: JsonObject, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]): [string, JsonValue] => {
      const inner = texts.has(key) ? (unnested(value).value ?? null) : value;
      if (inner === 'None') return [key, null];
      return [key, depth < 4 && isObject(inner) ? untexted(inner, depth + 1) : inner];
    }),
  );
}

/** Of a readable record. */
export function timeIn(record: JsonObject): string | null {
  const written = text(record['event_time']) ?? text(record['time']);
  return written === null ? null : utcTime(written);
}

/** @returns what is missing, in words, for a record that cannot be read */
export function saidIn(record: JsonObject): Said | string {
  const type = text(record['event_type']) ?? text(record['type']) ?? '';
  const [, service = '', last = '', mark = null] = /^com\.oraclecloud\.([^.]+)\.(.*?)(?:\.(begin|end))?$/i.exec(type) ?? [];
  const data = objectAt(record, 'data') ?? {};
  const name = (text(data['event_name']) ?? last).replace(/\.(?:begin|end)$/i, '');
  if (name === '') return 'has no event name';
  const time = timeIn(record);
  if (time === null) return 'has no time that can be told';
  const identity = objectAt(data, 'identity') ?? {};
  const status = textAt(data, 'response.status') ?? at(data, 'response.status');
  const payload = objectAt(data, 'response.payload');
  const request = textAt(data, 'request.id');
  return {
    id: text(record['event_id']) ?? text(record['id']) ?? '',
    time,
    name,
    service,
    phase: mark === null ? null : mark.toLowerCase() === 'begin' ? 'begin' : 'end',
    grouping: text(data['event_grouping_id']) ?? textAt(data, 'request.headers.opc_request_id[0]') ?? (request === null ? null : request),
    compartment: text(data['compartment_id']),
    tenancy: text(identity['tenant_id']) ?? textAt(record, 'oracle.tenantid'),
    resourceId: text(data['resource_id']) ?? textAt(payload, 'id'),
    resourceName: text(data['resource_name']) ?? textAt(payload, 'resource_name') ?? textAt(data, 'request.payload.display_name') ?? textAt(data, 'request.payload.name'),
    domain: text(data['availability_domain']),
    region: regionIn(data),
    identity,
    status: status === undefined || status === null || !/^\d{3}$/.test(String(status)) ? null : Number(status),
    message: textAt(data, 'response.message') ?? textAt(payload, 'message'),
    current: stateIn(at(data, 'state_change.current')),
    details: objectAt(data, 'additional_details') ?? {},
    tags: Object.fromEntries(['freeform_tags', 'defined_tags'].flatMap((key) => (isObject(data[key] ?? null) ? [[key, data[key] as JsonValue]] : []))),
    payload: objectAt(data, 'request.payload'),
    parameters: Object.fromEntries(Object.entries(objectAt(data, 'request.parameters') ?? {}).map(([key, value]) => [key, isArray(value) ? (value[0] ?? null) : value])),
  };
}

/** Some services put the thing under its own name: `{"Rule": {…}}`. */
function stateIn(value: JsonValue | undefined): JsonObject | null {
  if (!isObject(value) || Object.keys(value).length === 0) return null;
  const [only, second] = Object.values(value);
  return second === undefined && isObject(only) && ['id', 'display_name', 'compartment_id', 'name'].some((key) => only[key] !== undefined) ? only : value;
}

/** By the host to which the call went: `iaas.us-ashburn-1.oraclecloud.com`. */
export function regionIn(data: JsonObject): string | null {
  for (const header of ['oci_original_host', 'host']) {
    const value = at(data, `request.headers.${header}[0]`);
    const found = typeof value === 'string' ? /\.([a-z]+-[a-z]+-\d+)\.(?:oci\.)?[a-z.-]*oraclecloud[a-z0-9]*\./.exec(value)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return null;
}
