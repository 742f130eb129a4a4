import { expect, test } from 'vitest';
import { Correlation } from '../../src/correlate/correlation.ts';
import { Loaded } from '../../src/correlate/loaded.ts';
import type { AuditSource } from '../../src/model/event.ts';
import type { Provider } from '../../src/model/resource.ts';
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

test('those of AWS and OCI are of the regions that they name', () => {
  for (const provider of ['aws', 'oci'] as const) expect(loaded(provider, ['eu-west-1', null], ['eu-west-1', 'us-west-2'])).toEqual([[null, null, true], ['eu-west-1', 2, true], ['us-west-2', 2, false]]);
});

test('what an inventory lists was not removed before it looked', () => {
  const removed = call('aws', 'web', { deed: 'delete', name: 'TerminateInstances', time: '2026-11-28T02:30:00.000Z' });
  const listed = (exported: string | null, also: string | null = exported): readonly (readonly [string, string])[] => {
    const correlation = new Correlation({ pipelines: true, ignores: null });
    for (const name of ['web', 'other']) correlation.declare(machine('aws', name, {}), 'a.tfstate');
    correlation.observe(removed);
    for (const name of ['web', 'other']) expect(correlation.meet(machine('aws', name, { stage: 'inventory' }), 'live.json')).toBeNull();
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
