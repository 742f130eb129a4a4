import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { structIn } from './struct-text.ts';

/** Members of a record, by their letters: tables have them in lower case, some exports with spaces. */
const members: ReadonlyMap<string, string> = new Map(
  [
    'eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'requestParameters', 'responseElements', 'additionalEventData',
    'requestID', 'eventID', 'readOnly', 'resources', 'eventType', 'apiVersion', 'managementEvent', 'recipientAccountId', 'serviceEventDetails', 'sharedEventID', 'vpcEndpointId', 'eventCategory', 'addendum',
    'sessionCredentialFromConsole', 'tlsDetails', 'insightDetails',
  ].map((name) => [name.toLowerCase(), name]),
);
const names: ReadonlySet<string> = new Set(members.values());
/** Names that exports of tools have for them. */
const otherNames: Readonly<Record<string, string>> = { eventdatetime: 'eventTime', sourceip: 'sourceIPAddress', requestuseragent: 'userAgent' };
/** One of them each record has. */
const told = ['eventSource', 'userIdentity', 'eventVersion', 'awsRegion', 'eventID', 'requestID'] as const;
/** Where one of them is a text, it is a row. */
const objects = ['userIdentity', 'requestParameters', 'responseElements'] as const;
/** Members that are objects: tables have them as text. */
const nested = new Set(['userIdentity', 'requestParameters', 'responseElements', 'additionalEventData', 'resources', 'serviceEventDetails', 'addendum', 'tlsDetails', 'insightDetails']);

/**
 * A record out of what delivers it: an event of EventBridge (`{detail}`), one of `lookup-events` (`{CloudTrailEvent: text}`), a row of
 * CloudTrail Lake or Athena, whose columns are in lower case and whose objects are text. Null for what is no record of CloudTrail.
 */
export function unwrap(record: JsonObject): JsonObject | null {
  const text = member(record, 'CloudTrailEvent');
  if (typeof text === 'string') return inner(parsed(text));
  const detail = member(record, 'detail');
  if (isObject(detail)) return inner(detail);
  if (isRecord(record) && !isRow(record)) return record;
  const row = rowIn(record);
  return isRecord(row) ? row : null;
}

/** Whether it has members that CloudTrail gives it, written as CloudTrail does, and no others: no reader of another log takes it. */
export function isOwn(record: JsonObject): boolean {
  for (const name of Object.keys(record)) if (!names.has(name)) return false;
  const type = member(record, 'eventType') ?? 'Aws';
  return typeof type === 'string' && type.startsWith('Aws') && isRecord(record) && !isRow(record);
}

function inner(value: JsonValue | undefined): JsonObject | null {
  return isObject(value) && isRecord(value) ? value : null;
}

/** Records have a version since 2013; what tests and exports leave out is the rest. */
function isRecord(value: JsonObject): boolean {
  if (typeof member(value, 'eventName') !== 'string') return isObject(member(value, 'insightDetails'));
  // What S3, SQS and the like send to a function has such members as well.
  const source = member(value, 'eventSource');
  if (typeof source === 'string' && source.startsWith('aws:')) return false;
  return told.some((name) => Object.hasOwn(value, name));
}

function isRow(record: JsonObject): boolean {
  return objects.some((name) => typeof member(record, name) === 'string');
}

function rowIn(record: JsonObject): JsonObject {
  const row: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(record)) {
    const plain = key.toLowerCase().replaceAll(/[\s_-]/g, '');
    const name = members.get(plain) ?? otherNames[plain];
    if (name === undefined || value === null || value === '' || value === 'null' || value === '-') continue;
    row[name] = typeof value === 'string' && nested.has(name) ? (objectIn(value) ?? value) : value;
  }
  return row;
}

/** JSON, or what Presto prints of a struct: `{type=IAMUser, arn=…}`. */
function objectIn(text: string): JsonValue | undefined {
  const value = parsed(text);
  return isObject(value) || isArray(value) ? value : structIn(text);
}

function parsed(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
