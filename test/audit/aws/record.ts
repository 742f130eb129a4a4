import type { JsonObject } from '../../../src/model/json.ts';
import type { AuditEvent, RecordPlace } from '../../../src/model/event.ts';
import { reader } from '../../../src/audit/aws/reader.ts';
import type { Pipeline } from '../../../src/audit/pipelines.ts';
import type { Passed } from '../../../src/audit/reader.ts';

const place: RecordPlace = { file: 'trail.json', record: 1 };

/** A record as CloudTrail of today writes it, of a role that a person has assumed. */
export function recordOf(call: string, more: JsonObject = {}): JsonObject {
  const [service, eventName] = call.split(':');
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole', principalId: 'AROAEXAMPLE:mira', arn: 'arn:aws:sts::111122223333:assumed-role/Operators/mira', accountId: '111122223333', accessKeyId: 'ASIAEXAMPLE',
      sessionContext: { sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLE', arn: 'arn:aws:iam::111122223333:role/ops/Operators', accountId: '111122223333', userName: 'Operators' }, attributes: { creationDate: '2026-11-28T01:00:00Z', mfaAuthenticated: 'true' } },
    },
    eventTime: '2026-11-28T02:14:07Z', eventSource: `${service ?? ''}.amazonaws.com`, eventName: eventName ?? '', awsRegion: 'eu-central-1', sourceIPAddress: '203.0.113.7', userAgent: 'aws-cli/2.30.1 md/awscrt#0.27 exec-env/none',
    requestParameters: null, responseElements: null, requestID: 'r-1', eventID: `e-${call}`, readOnly: false, eventType: 'AwsApiCall', managementEvent: true, recipientAccountId: '111122223333', eventCategory: 'Management',
    ...more,
  };
}

export function read(record: JsonObject, pipelines: readonly Pipeline[] = []): AuditEvent | Passed {
  const own = reader.unwrap(record);
  if (own === null) throw new Error('no record of CloudTrail');
  return reader.open({ pipelines }).read(own, place);
}

export function eventOf(record: JsonObject, pipelines: readonly Pipeline[] = []): AuditEvent {
  const event = read(record, pipelines);
  if ('passed' in event) throw new Error(`${event.passed}: ${event.what}`);
  return event;
}
