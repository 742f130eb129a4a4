import type { JsonObject, JsonValue } from '../../../src/model/json.ts';

/**
 * Records of the activity log, constructed from the fields that Microsoft documents: no real ones may be passed on
 * (https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema).
 */
export interface Step {
  readonly at: string;
  readonly status: 'Started' | 'Accepted' | 'Succeeded' | 'Failed';
  /** `Created`, `OK`, `Conflict`; an HTTP status stands beside it. */
  readonly subStatus?: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject;
  readonly error?: JsonObject;
}

export interface Called {
  readonly operation: string;
  readonly resourceId: string;
  readonly correlation?: string;
  readonly caller?: string;
  readonly claims?: JsonObject;
  readonly evidence?: JsonObject;
}

export const subscription = '6f1c2a44-0d3e-4b58-9a71-c0ffee000001';
export const group = `/subscriptions/${subscription}/resourceGroups/rg-training`;
export const portal = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';

export const mona: JsonObject = {
  appid: portal,
  appidacr: '2',
  name: 'Mona Lisa',
  ipaddr: '203.0.113.9',
  'http://schemas.microsoft.com/identity/claims/objectidentifier': '11111111-aaaa-4bbb-8ccc-000000000001',
  'http://schemas.microsoft.com/identity/claims/tenantid': '99999999-aaaa-4bbb-8ccc-000000000009',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'mona@shop.example',
};

const codes: Readonly<Record<string, string>> = { Created: '201', OK: '200', Accepted: '202', Conflict: '409', Forbidden: '403', BadRequest: '400', 'No Content': '204' };

const properties = ({ request, response, error, subStatus }: Step): JsonObject => ({
  ...(subStatus === undefined ? {} : { statusCode: subStatus }),
  ...(request === undefined ? {} : { requestbody: JSON.stringify(request) }),
  ...(response === undefined ? {} : { responseBody: JSON.stringify(response) }),
  ...(error === undefined ? {} : { statusMessage: JSON.stringify(error) }),
});

const called = (given: Called): Required<Omit<Called, 'evidence'>> & Pick<Called, 'evidence'> => ({ correlation: '0b5a3f10-0000-4000-8000-00000000c001', caller: 'mona@shop.example', claims: mona, ...given });

/** As `az monitor activity-log list` and the API give it. */
export function listed(given: Called, step: Step): JsonObject {
  const { operation, resourceId, correlation, caller, claims } = called(given);
  const { at, status, subStatus } = step;
  const both = (value: string): JsonObject => ({ value, localizedValue: value });
  return {
    authorization: { action: operation, scope: resourceId },
    caller, claims,
    category: both('Administrative'),
    correlationId: correlation,
    eventDataId: `data-${status}-${at}`,
    eventName: both(status === 'Started' ? 'BeginRequest' : 'EndRequest'),
    eventTimestamp: at,
    httpRequest: { clientIpAddress: '203.0.113.9', method: 'PUT' },
    level: 'Informational',
    operationId: correlation,
    operationName: both(operation),
    properties: properties(step),
    resourceId,
    status: both(status),
    subStatus: { value: subStatus ?? '', localizedValue: subStatus === undefined ? '' : `${subStatus} (HTTP Status Code: ${codes[subStatus] ?? '500'})` },
    subscriptionId: subscription,
    tenantId: '99999999-aaaa-4bbb-8ccc-000000000009',
  };
}

const results = { Started: 'Start', Accepted: 'Accept', Succeeded: 'Success', Failed: 'Failure' } as const;

/** As diagnostic settings export it, to storage or an event hub. */
export function exported(given: Called, step: Step): JsonObject {
  const { operation, resourceId, correlation, claims, evidence } = called(given);
  const { at, status, subStatus } = step;
  return {
    time: new Date(at).toISOString().replace('Z', '0000Z'),
    resourceId: resourceId.toUpperCase(),
    operationName: operation.toUpperCase(),
    category: 'Administrative',
    resultType: results[status],
    resultSignature: `${status}.${subStatus ?? ''}`,
    durationMs: '0',
    callerIpAddress: '203.0.113.9',
    correlationId: correlation,
    identity: { authorization: { scope: resourceId, action: operation, evidence: evidence ?? { role: 'Contributor', principalId: '11111111aaaa4bbb8ccc000000000001', principalType: 'User' } }, claims },
    level: 'Information',
    location: 'global',
    properties: properties(step),
    tenantId: '99999999-aaaa-4bbb-8ccc-000000000009',
  };
}

/** As a row of AzureActivity in Log Analytics. */
export function tabled(given: Called, step: Step): JsonObject {
  const { operation, resourceId, correlation, caller, claims } = called(given);
  const { at, status, subStatus } = step;
  return {
    TimeGenerated: at,
    OperationName: 'Create or Update Virtual Machine',
    OperationNameValue: operation.toUpperCase(),
    ActivityStatus: '',
    ActivityStatusValue: results[status],
    ActivitySubstatusValue: subStatus ?? '',
    Caller: caller,
    CallerIpAddress: '203.0.113.9',
    CategoryValue: 'Administrative',
    Claims: JSON.stringify(claims),
    CorrelationId: correlation,
    EventDataId: `data-${status}-${at}`,
    OperationId: correlation,
    Properties: JSON.stringify(properties(step)),
    ResourceId: '',
    _ResourceId: resourceId.toLowerCase(),
    SubscriptionId: subscription,
    TenantId: '99999999-aaaa-4bbb-8ccc-000000000009',
    Type: 'AzureActivity',
  };
}

/** The same as the portal writes it to CSV: every cell a text, and the zone in the head of the column. */
export function inCsv(given: Called, step: Step): JsonObject {
  const { TimeGenerated: _, ...row } = tabled(given, step);
  const at = new Date(step.at);
  const hour = at.getUTCHours();
  const two = (number: number): string => String(number).padStart(2, '0');
  const written = `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}, ${hour % 12 === 0 ? 12 : hour % 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}.${String(at.getUTCMilliseconds()).padStart(3, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
  return { 'TimeGenerated [UTC]': written, ...(row as Record<string, JsonValue>) };
}

/** A write that goes on behind its answer, as of virtual machines. */
export const creation = (request: JsonObject, response: JsonObject): readonly Step[] => [
  { at: '2026-11-28T02:14:05.101Z', status: 'Started', request },
  { at: '2026-11-28T02:14:07.350Z', status: 'Accepted', subStatus: 'Created', response },
  { at: '2026-11-28T02:15:41.008Z', status: 'Succeeded' },
];
