import type { JsonObject } from '../../../src/model/json.ts';

/**
 * Records of OCI Audit, constructed from the fields that Oracle documents: no public record of a launch, a network or a bucket is known
 * (https://docs.oracle.com/iaas/Content/Audit/Reference/logeventreference.htm).
 */
export interface Logged {
  readonly service: string;
  readonly event: string;
  readonly phase?: 'begin' | 'end' | undefined;
  readonly id?: string;
  readonly at?: string;
  readonly grouping?: string;
  readonly resourceId?: string | undefined;
  readonly resourceName?: string;
  readonly details?: JsonObject;
  readonly current?: JsonObject;
  readonly tags?: JsonObject;
  readonly identity?: JsonObject;
  readonly status?: string;
  readonly message?: string;
  readonly parameters?: JsonObject;
  readonly payload?: JsonObject;
}

export const tenancy = 'ocid1.tenancy.oc1..shop';
export const compartment = 'ocid1.compartment.oc1..training';
export const mona = 'ocid1.user.oc1..mona';

const identity: JsonObject = {
  principalName: 'mona@shop.example', principalId: mona, authType: 'natv', callerName: null, callerId: null, tenantId: tenancy, ipAddress: '203.0.113.9', credentials: null, userAgent: 'Mozilla/5.0 (Macintosh)',
  consoleSessionId: 'csid1234567890',
};

const dataOf = (given: Logged): JsonObject => ({
  eventGroupingId: given.grouping ?? 'csid1234567890/grouping-1',
  eventName: given.event,
  compartmentId: compartment,
  compartmentName: 'training',
  resourceName: given.resourceName ?? null,
  resourceId: given.resourceId ?? null,
  availabilityDomain: null,
  freeformTags: null,
  definedTags: null,
  ...given.tags,
  identity: { ...identity, ...given.identity },
  request: { id: 'opc-1', path: '/20160918/things', action: 'POST', parameters: given.parameters ?? {}, headers: { 'oci-original-host': ['iaas.eu-frankfurt-1.oraclecloud.com'] }, ...(given.payload === undefined ? {} : { payload: given.payload }) },
  response: { status: given.status ?? '200', responseTime: given.at ?? '2026-11-28T02:14:05.900Z', headers: {}, payload: {}, message: given.message ?? null },
  stateChange: { previous: null, current: given.current ?? null },
  additionalDetails: given.details ?? {},
});

const typeOf = ({ service, event, phase }: Logged): string => `com.oraclecloud.${service}.${event}${phase === undefined ? '' : `.${phase}`}`;

/** As the Audit API gives it. */
export function event(given: Logged): JsonObject {
  return {
    eventType: typeOf(given),
    cloudEventsVersion: '0.1',
    eventTypeVersion: '2.0',
    source: given.service,
    eventId: given.id ?? `${given.event}-${given.phase ?? 'once'}`,
    eventTime: given.at ?? '2026-11-28T02:14:05.900Z',
    contentType: 'application/json',
    data: dataOf(given),
  };
}

/** As Logging and Service Connector Hub give it. */
export function logged(given: Logged): JsonObject {
  return {
    type: typeOf(given).toLowerCase(),
    id: given.id ?? `${given.event}-${given.phase ?? 'once'}`,
    time: given.at ?? '2026-11-28T02:14:05.900Z',
    source: given.resourceName ?? '',
    specversion: '1.0',
    dataschema: '2.0',
    data: dataOf(given),
    oracle: { compartmentid: compartment, loggroupid: '_Audit', tenantid: tenancy, ingestedtime: '2026-11-28T02:14:20.000Z' },
  };
}

/** As the viewer of the console exports it. */
export function viewed(given: Logged): JsonObject {
  return { datetime: 1_795_832_045_900, logContent: logged(given) };
}

/** As some pipelines for other tools write it: inner objects as texts, and `None` for nothing. */
export function texted(given: Logged): JsonObject {
  const record = logged(given);
  const data = record['data'] as JsonObject;
  const none = (object: JsonObject): JsonObject => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, value === null ? 'None' : value]));
  return {
    ...record,
    data: {
      ...none(data),
      identity: none(data['identity'] as JsonObject),
      additionalDetails: JSON.stringify(JSON.stringify(data['additionalDetails'])),
      request: { ...(data['request'] as JsonObject), headers: JSON.stringify((data['request'] as JsonObject)['headers']), parameters: JSON.stringify((data['request'] as JsonObject)['parameters']) },
      stateChange: { current: JSON.stringify((data['stateChange'] as JsonObject)['current']), previous: 'None' },
      ...Object.fromEntries(['freeformTags', 'definedTags'].map((key) => [key, JSON.stringify(data[key])])),
    },
  };
}

/** As `oci audit event list` prints it. */
export function printed(given: Logged): JsonObject {
  const kebab = (value: unknown): unknown => (Array.isArray(value) ? value.map(kebab) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key.replaceAll(/[A-Z]+/g, (letters) => `-${letters.toLowerCase()}`), kebab(one)])) : value);
  const { freeformTags, definedTags, ...data } = dataOf(given);
  const outer = kebab({ ...event(given), data }) as JsonObject;
  return { ...outer, data: { ...(outer['data'] as JsonObject), 'freeform-tags': freeformTags ?? null, 'defined-tags': definedTags ?? null } };
}
