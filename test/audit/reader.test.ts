import { describe, expect, test } from 'vitest';
import type { Passed, RecordReading } from '../../src/audit/reader.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { smallTrail } from './small-trail.ts';

const record = { eventID: 'e-1', eventName: 'RunInstances', eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-west-1', eventTime: '2026-11-28T02:14:00Z', recipientAccountId: '111122223333' };
const place = { file: 'logs/a.json.gz', record: 1 };

function readTwice(reading: RecordReading): readonly (AuditEvent | Passed)[] {
  return [reading.read(record, place), reading.read(record, { ...place, record: 2 })];
}

describe('a reader of logs', () => {
  test('knows within a run what it has met', () => {
    const [first, second] = readTwice(smallTrail.open({ pipelines: [] }));
    expect(first).toMatchObject({ id: 'e-1', name: 'RunInstances', source: place });
    expect(second).toEqual({ passed: 'duplicate', what: 'e-1' });
    expect(readTwice(smallTrail.open({ pipelines: [] }))[0]).toMatchObject({ id: 'e-1' });
  });

  test('takes records out of their envelopes, and knows those of others', () => {
    expect(smallTrail.unwrap({ detail: record })).toEqual(record);
    expect(smallTrail.unwrap({ insertId: 'x', logName: 'projects/p/logs/y' })).toBeNull();
  });

  test.each([
    [{ ...record, eventName: 'DescribeInstances', readOnly: true }, { passed: 'read-only', what: 'ec2.amazonaws.com:DescribeInstances' }],
    [{ ...record, eventName: 'CreateFoo20150331v2', readOnly: 'false' }, { passed: 'unlisted', what: 'ec2.amazonaws.com:CreateFoo' }],
    [{ ...record, insightDetails: {} }, { passed: 'insight', what: 'RunInstances' }],
    [{ eventName: 'RunInstances', eventSource: 'ec2.amazonaws.com' }, { passed: 'malformed', what: 'has no eventID' }],
  ])('says why a record is no event', (one, passed) => {
    expect(smallTrail.open({ pipelines: [] }).read(one, place)).toEqual(passed);
  });
});
