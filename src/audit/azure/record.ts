import { isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { unnested } from '../nested-json.ts';
import { text, textAt } from '../path.ts';
import { utcTime } from '../time.ts';

/**
 * What one record of the activity log says, whichever of its forms it has: as the API and `az monitor activity-log list` give it, as
 * diagnostic settings export it, and as a row of the table AzureActivity
 * (https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema).
 */
export interface Said {
  readonly time: string;
  /** `Microsoft.Compute/virtualMachines/write`, in whatever case the log has it. */
  readonly operation: string;
  readonly resourceId: string;
  readonly correlation: string | null;
  /** Lower case, without spaces: `created`, `201`, `succeeded.created`. */
  readonly subStatus: string;
  readonly caller: string | null;
  readonly address: string | null;
  readonly claims: JsonObject | null;
  /** What entitled the caller: its role, and what sort of principal it is. */
  readonly evidence: JsonObject | null;
  readonly tenant: string | null;
  readonly location: string | null;
  readonly request: JsonObject | null;
  readonly response: JsonObject | null;
  /** What the cloud answered to a failure. */
  readonly message: JsonValue | null;
  readonly gaps: readonly string[];
}

/** The record with the names of its members in lower case, without what the portal writes behind some (`TimeGenerated [UTC]`); null for what is none. */
export function asRecord(record: JsonObject): JsonObject | null {
  const lower = lowered(record);
  if (operationIn(lower) === null) return null;
  const isTable = lower['operationnamevalue'] !== undefined;
  const isExport = typeof lower['operationname'] === 'string' && lower['resourceid'] !== undefined && lower['time'] !== undefined;
  const isList = lower['eventtimestamp'] !== undefined && lower['operationname'] !== undefined;
  return isTable || isExport || isList ? lower : null;
}

function lowered(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name.replace(/ \[UTC\]$/i, '').toLowerCase(), value]));
}

export function operationIn(record: JsonObject): string | null {
  return valueOf(record['operationnamevalue']) ?? valueOf(record['operationname']);
}

export function timeIn(record: JsonObject): string | null {
  const written = text(record['eventtimestamp']) ?? text(record['time']) ?? text(record['timegenerated']);
  return written === null ? null : utcTime(written);
}

/** `Administrative`, `Policy`; null where the record does not tell. */
export function categoryIn(record: JsonObject): string | null {
  return valueOf(record['categoryvalue']) ?? valueOf(record['category']);
}

/** Lower case: `started`, `succeeded`. */
export function statusIn(record: JsonObject): string {
  return (valueOf(record['activitystatusvalue']) ?? valueOf(record['activitystatus']) ?? valueOf(record['status']) ?? text(record['resulttype']) ?? '').toLowerCase();
}

export function correlationIn(record: JsonObject): string | null {
  return text(record['correlationid']);
}

/** @returns what is missing, in words, for a record that cannot be read */
export function saidIn(record: JsonObject): Said | string {
  const operation = operationIn(record);
  if (operation === null) return 'has no operation name';
  const time = timeIn(record);
  if (time === null) return 'has no time that can be told';
  const resourceId = resourceIn(record);
  if (resourceId === null) return 'has no resource id';
  const identity = objectIn(record['identity']);
  const authorization = objectIn(record['authorization_d']) ?? objectIn(record['authorization']) ?? objectIn(identity?.['authorization']);
  const claims = objectIn(record['claims_d']) ?? objectIn(record['claims']) ?? objectIn(identity?.['claims']);
  const properties = lowered(objectIn(record['properties_d']) ?? objectIn(record['properties']) ?? {});
  const http = objectIn(record['httprequest']);
  const [request, response] = [bodyIn(properties['requestbody']), bodyIn(properties['responsebody'])];
  return {
    time,
    operation,
    resourceId: resourceId.replace(/\/+$/, ''),
    correlation: correlationIn(record),
    subStatus: [valueOf(record['activitysubstatusvalue']) ?? valueOf(record['substatus']) ?? text(record['resultsignature']) ?? '', text(properties['statuscode']) ?? ''].join(' ').toLowerCase().trim(),
    caller: text(record['caller']),
    address: text(record['calleripaddress']) ?? textAt(http, 'clientIpAddress') ?? textAt(claims, 'ipaddr'),
    claims,
    evidence: objectIn(authorization?.['evidence']),
    tenant: text(record['tenantid']) ?? text(claims?.[tenantClaim]),
    location: text(record['location']),
    request: request.body,
    response: response.body,
    message: unnested(properties['statusmessage']).value ?? null,
    gaps: [...(request.cut ? ['the request is cut off'] : []), ...(response.cut ? ['the response is cut off'] : [])],
  };
}

const tenantClaim = 'http://schemas.microsoft.com/identity/claims/tenantid';

/** Columns of that name are there, and empty, since the table has `_ResourceId`. */
export function resourceIn(record: JsonObject): string | null {
  return ['resourceid', '_resourceid', 'resourceuri'].map((name) => text(record[name])).find((id) => id?.startsWith('/')) ?? null;
}

/** `{value, localizedValue}` of the API, the text of the others; `Value` of PowerShell. */
function valueOf(value: JsonValue | undefined): string | null {
  return text(value) ?? textAt(value, 'value') ?? textAt(value, 'Value');
}

function objectIn(value: JsonValue | undefined): JsonObject | null {
  const inner = unnested(value).value;
  return isObject(inner) ? inner : null;
}

function bodyIn(value: JsonValue | undefined): { readonly body: JsonObject | null; readonly cut: boolean } {
  const { value: inner, cut } = unnested(value);
  return { body: isObject(inner) && Object.keys(inner).length > 0 ? inner : null, cut };
}
