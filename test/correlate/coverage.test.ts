import { describe, expect, test } from 'vitest';
import { Correlation } from '../../src/correlate/correlation.ts';
import { Loaded } from '../../src/correlate/loaded.ts';
import type { Coverage } from '../../src/model/coverage.ts';
import type { AuditEvent, AuditSource } from '../../src/model/event.ts';
import { known } from '../../src/model/known.ts';
import { blindSpots } from '../../src/reports/drift/blind-spots.ts';
import type { Provider, Resource } from '../../src/model/resource.ts';
import { call, machine } from './night.ts';

const window = { from: '2026-11-28T02:00:00.000Z', to: '2026-11-28T03:00:00.000Z' };

function loaded(provider: Provider, logged: readonly (string | null)[], listed: readonly string[]): readonly (readonly [string | null, number | null, boolean])[] {
  const both = new Loaded();
  both.inventories(listed.map((region) => ({ provider, scope: 'shop', region, kind: 'instance', resources: 2, exported: null, incomplete: null })));
  const format: AuditSource['format'] = 'any';
  both.logs([{ path: 'logs', format, provider, records: 3, malformed: 0, events: 1, notes: [], scopes: logged.map((region) => ({ scope: 'shop', region, ...window, records: 3, gaps: ['an hour'] })) }]);
  return both.coverage().map(({ region, live, audit }) => [region, live, audit !== null]);
}

test('logs of a subscription or a project are those of all of its regions', () => {
  for (const provider of ['azure', 'gcp'] as const) {
    expect(loaded(provider, [null], ['westeurope', 'westus3'])).toEqual([['westeurope', 2, true], ['westus3', 2, true]]);
    expect(loaded(provider, [null], [])).toEqual([[null, null, true]]);
  }
});

test('a log of which nothing was read covers no time, and what is missing of it is told', () => {
  const all = new Loaded();
  const scope = (region: string, from: string | null, to: string | null, gap: string): AuditSource['scopes'][number] => ({ scope: '111122223333', region, from, to, records: from === null ? 0 : 1, gaps: [gap] });
  const source = (scopes: AuditSource['scopes']): AuditSource => ({ path: 'logs', format: 'cloudtrail', provider: 'aws', records: 1, malformed: 0, events: 1, notes: [], scopes });
  all.logs([source([scope('eu-west-1', window.from, window.to, 'a'), scope('us-west-2', null, null, 'b')]), source([scope('eu-west-1', null, null, 'c')])]);
  const coverage = all.coverage();
  expect(coverage.map(({ region, audit }) => [region, audit])).toEqual([
    ['eu-west-1', { ...window, gaps: ['a', 'c'] }],
    ['us-west-2', { from: null, to: null, gaps: ['b'] }],
  ]);
  expect(blindSpots({ coverage, window }).filter((one) => /: (?:no|the) log/.test(one))).toEqual(['aws:111122223333: the log has a gap: a', 'aws:111122223333: the log has a gap: c', 'aws:111122223333: the log has a gap: b']);
  expect(blindSpots({ coverage: coverage.slice(1), window }).filter((one) => /: (?:no|the) log/.test(one))).toEqual(['aws:111122223333: no log, so it is not known who made changes', 'aws:111122223333: the log has a gap: b']);
});

test('those of AWS and OCI are of the regions that they name', () => {
  for (const provider of ['aws', 'oci'] as const) expect(loaded(provider, ['eu-west-1', null], ['eu-west-1', 'us-west-2'])).toEqual([[null, null, true], ['eu-west-1', 2, true], ['us-west-2', 2, false]]);
});

test('what services without a region log where they are at home is of no region', () => {
  const parts = (events: readonly AuditEvent[], listed: readonly string[] = ['eu-west-1']): readonly (string | null)[] => {
    const all = new Loaded();
    for (const one of events) all.observed(one);
    all.inventories(listed.map((region) => ({ provider: 'aws', scope: '111122223333', region, kind: 'instance', resources: 2, exported: null, incomplete: null })));
    all.logs([{ path: 'logs', format: 'cloudtrail', provider: 'aws', records: 3, malformed: 0, events: 1, notes: [], scopes: [{ scope: '111122223333', region: 'us-east-1', ...window, records: 3, gaps: [] }] }]);
    return all.coverage().map(({ region }) => region);
  };
  expect(parts([])).toEqual(['eu-west-1', 'global']);
  expect(parts([call('aws', 'web', { region: 'global' })])).toEqual(['eu-west-1', 'global']);
  expect(parts([call('aws', 'web', { region: 'us-east-1' })])).toEqual(['eu-west-1', 'us-east-1']);
  expect(parts([], ['us-east-1'])).toEqual(['us-east-1']);
});

test('what an inventory lists was not removed before it looked', () => {
  const removed = call('aws', 'web', { deed: 'delete', name: 'TerminateInstances', time: '2026-11-28T02:30:00.000Z' });
  const listed = (exported: string | null, also: string | null = exported): readonly (readonly [string, string])[] => {
    const correlation = new Correlation({ pipelines: true, ignores: null });
    for (const name of ['web', 'other']) correlation.declare(machine('aws', name, {}), 'a.tfstate');
    correlation.observe(removed);
    for (const name of ['web', 'other']) correlation.meet(machine('aws', name, { stage: 'inventory' }), 'live.json');
    for (const at of [exported, also]) correlation.inventories([{ provider: 'aws', scope: '111122223333', region: 'eu-west-1', kind: 'instance', resources: 2, exported: at, incomplete: null }]);
    return [...correlation.finish()].map(({ item }) => [item.verdict, item.resource.name] as const);
  };
  expect(listed('2026-11-28T02:31:00.000Z')).toEqual([]);
  for (const before of ['2026-11-28T02:29:00.000Z', null]) {
    expect(listed(before)).toEqual([['deleted-outside', 'web']]);
    expect(listed('2026-11-28T02:31:00.000Z', before)).toEqual([['deleted-outside', 'web']]);
    expect(listed(before, '2026-11-28T02:31:00.000Z')).toEqual([['deleted-outside', 'web']]);
  }
});

describe('what no inventory lists is gone where one would have listed it', () => {
  const looked = (more: Partial<Coverage>): Coverage => ({ provider: 'aws', scope: '111122223333', region: 'eu-west-1', kind: 'instance', resources: 1, exported: null, incomplete: null, ...more });
  const elsewhere = machine('aws', 'far', { region: known('us-east-1'), id: 'arn:aws:ec2:us-east-1:111122223333:instance/i-0fa0fa0fa0fa0fa0f' });
  const there = machine('aws', 'other', { stage: 'inventory' });

  test.each<[string, Resource, readonly Coverage[], string]>([
    ['a whole one of its region', machine('aws', 'web', {}), [looked({})], 'ghost'],
    ['one that goes on', machine('aws', 'web', {}), [looked({ incomplete: 'a NextToken is left: there are more pages' })], 'undetermined'],
    ['one that goes on with other things', machine('aws', 'web', {}), [looked({}), looked({ kind: 'bucket', incomplete: 'a NextToken is left: there are more pages' })], 'ghost'],
    ['one that goes on elsewhere', machine('aws', 'web', {}), [looked({}), looked({ region: 'us-west-2', incomplete: 'ec2:DescribeInstances gave nothing' })], 'ghost'],
    ['one of another region', elsewhere, [looked({})], 'undetermined'],
    ['one that has asked its region, where there is nothing', elsewhere, [looked({}), looked({ region: 'us-east-1', kind: 'other', resources: 0 })], 'ghost'],
    ['one of another account', elsewhere, [looked({}), looked({ region: 'us-east-1', scope: '444455556666' })], 'undetermined'],
    ['one of another region, where a bucket is', { ...elsewhere, type: 'aws_s3_bucket', kind: 'bucket', id: 'arn:aws:s3:::far-logs' }, [looked({})], 'ghost'],
    ['one of another region, where a bucket is whose name others may have', { ...elsewhere, type: 'aws_s3control_bucket', kind: 'bucket', id: null, name: 'far-logs' }, [looked({})], 'undetermined'],
    ['one that does not tell regions', elsewhere, [looked({ region: null })], 'ghost'],
  ])('%s', (_, declared, rows, verdict) => {
    const correlation = new Correlation({ pipelines: true, ignores: null });
    for (const one of [declared, machine('aws', 'other', {})]) correlation.declare(one, 'a.tfstate');
    correlation.meet(there, 'live.json');
    if (declared.kind === 'bucket') correlation.meet({ ...there, type: declared.type === 'aws_s3_bucket' ? 'AWS::S3::Bucket' : declared.type, kind: 'bucket', id: 'arn:aws:s3:::other', name: 'other' }, 'live.json');
    correlation.inventories(rows);
    expect([...correlation.finish()].filter(({ item }) => item.declared !== null).map(({ item }) => item.verdict)).toEqual([verdict]);
  });

  test('what would decide it is named', () => {
    const correlation = new Correlation({ pipelines: true, ignores: null });
    for (const one of [elsewhere, machine('aws', 'other', {})]) correlation.declare(one, 'a.tfstate');
    correlation.meet(there, 'live.json');
    correlation.inventories([looked({})]);
    expect([...correlation.finish()].map(({ item }) => item.needs)).toEqual(['a whole inventory of aws 111122223333, us-east-1, that lists its like, instance (--inventory)']);
  });
});
