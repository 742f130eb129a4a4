import type { AuditReader, RecordScope } from '../../src/audit/reader.ts';
import { isObject, member, type JsonObject } from '../../src/model/json.ts';
import { absent, known } from '../../src/model/known.ts';

const text = (record: JsonObject, name: string): string | null => {
  const value = member(record, name);
  return typeof value === 'string' ? value : null;
};

const listed = new Set(['RunInstances', 'CreateBucket', 'CreateFunction']);
const version = /(?:\d{8}(?:v\d)?|\d{4}_\d{2}_\d{2})$/;
const normal = (name: string): string => name.replace(version, '');

const scopeOf = (record: JsonObject): RecordScope => ({ scope: text(record, 'recipientAccountId'), region: text(record, 'awsRegion'), time: text(record, 'eventTime') });

/** A reader of CloudTrail with a table of three calls: enough to test how files and records are found, whatever the clouds' own readers do. */
export const smallTrail: AuditReader = {
  format: 'cloudtrail',
  provider: 'aws',
  unwrap: (record) => {
    const detail = member(record, 'detail');
    const inner = isObject(detail) ? detail : record;
    return text(inner, 'eventName') !== null && text(inner, 'eventSource') !== null ? inner : null;
  },
  candidates: { member: 'eventName', version, texts: listed, readOnly: 'readOnly', digest: { scope: 'recipientAccountId', region: 'awsRegion', time: 'eventTime', service: 'eventSource' }, always: ['insightDetails'] },
  open: () => {
    const met = new Set<string>();
    return {
      scopeOf,
      finish: () => [],
      read: (record, source) => {
        const name = text(record, 'eventName') ?? '';
        const service = text(record, 'eventSource') ?? '';
        if (member(record, 'insightDetails') !== undefined) return { passed: 'insight', what: name };
        if (!listed.has(normal(name))) return { passed: `${member(record, 'readOnly')}` === 'true' ? 'read-only' : 'unlisted', what: `${service}:${normal(name)}` };
        const { scope, region, time } = scopeOf(record);
        const id = text(record, 'eventID');
        if (id === null || time === null) return { passed: 'malformed', what: id === null ? 'has no eventID' : 'has no eventTime' };
        if (met.has(id)) return { passed: 'duplicate', what: id };
        met.add(id);
        return {
          id, name, service, region, source, provider: 'aws', time: time.replace('Z', '.000Z'), deed: 'create', touches: null, outcome: 'success', error: null,
          scope: { account: scope === null ? absent : known(scope), subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent },
          actor: { principal: 'unknown', kind: 'unknown', name: 'unknown', behind: null, account: null, address: null, userAgent: null, invokedBy: null },
          channel: 'unknown', claimed: 'unknown', subjects: [], grants: [], gaps: [],
        };
      },
    };
  },
};
