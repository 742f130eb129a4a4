import { expect, test } from 'vitest';
import { isNewer, newer } from '#correlate/event-ref.ts';
import { itemOrder } from '#correlate/verdicts.ts';
import type { EventRef } from '#model/drift.ts';
import { joined, verdicts } from './joined.ts';
import { call, machine, row } from './night.ts';

const [early, late] = ['2026-11-27T21:00:00.000Z', '2026-11-27T23:00:00.000Z'];

test('of two calls of one moment the one with the greater id is the newer', () => {
  const { all } = joined({ observed: [call('aws', 'web', { id: 'b', time: early, deed: 'modify' }), call('aws', 'web', { id: 'c', time: early, deed: 'modify' }), call('aws', 'web', { id: 'a', time: early, deed: 'modify' })] });
  const last = all[0]?.item.last as EventRef;
  expect(last.id).toBe('c');
  const [before, after] = [{ ...last, id: 'z', time: early }, { ...last, id: 'a', time: late }];
  expect([isNewer(before, after), isNewer(after, before), isNewer(before, { ...before, id: 'y' }), isNewer(before, before)]).toEqual([false, true, true, false]);
  expect([newer(before, after), newer(after, before), newer(null, before), newer(after, null), newer(null, null)]).toEqual([after, after, before, after, null]);
});

test('launches that failed alike are one, with how often and for how many machines', () => {
  const failed = { outcome: 'failed', error: { code: 'Client.VcpuLimitExceeded', message: 'no' } } as const;
  const launch = (time: string, count: number): ReturnType<typeof call> => call('aws', 'web', { ...failed, time, subjects: [{ row: row('aws', 'web'), count }] });
  const evidence = (...observed: readonly ReturnType<typeof call>[]): readonly string[] => joined({ observed }).all.flatMap(({ item }) => item.evidence.slice(1));
  expect(evidence(launch(late, 1))).toEqual(['failed: Client.VcpuLimitExceeded: no']);
  expect(evidence(launch(late, 3), launch(early, 2))).toEqual(['failed: Client.VcpuLimitExceeded: no', `2 times, first at ${early}`, 'for 5 machines in all']);
});

test('what changed nothing is passed over, and counted by why', () => {
  const { all, correlation } = joined({
    observed: [
      ...['stop', 'start'].map((deed) => call('aws', 'web', { deed: deed as 'start' | 'stop' })),
      call('aws', 'web', { deed: 'modify', outcome: 'denied' }),
      call('aws', 'web', { outcome: 'dry-run' }),
    ],
  });
  expect(all).toEqual([]);
  expect(correlation.notes).toEqual(['1 dry run changed nothing', '1 refused change changed nothing', '2 starts and stops changed no configuration']);
});

test('items are in the order of their verdicts, then of time, then of addresses', () => {
  const { all } = joined({
    declared: [machine('aws', 'changed', {}), machine('aws', 'gone', {})],
    observed: [call('aws', 'changed', { deed: 'modify', time: '2026-11-27T23:30:00.000Z' }), call('aws', 'second', { time: late }), call('aws', 'first', { time: early }), call('aws', 'also', { time: early })],
    live: [machine('aws', 'changed', { stage: 'inventory', labels: { owner: 'mona' } }), ...['second', 'first', 'also'].map((name) => machine('aws', name, { stage: 'inventory' }))],
  });
  const names = (items: typeof all): readonly string[] => items.map(({ item }) => item).sort(itemOrder).map(({ verdict, resource }) => `${verdict} ${resource.name}`);
  expect(names(all)).toEqual(['modified-outside changed', 'ghost gone', 'unmanaged also', 'unmanaged first', 'unmanaged second']);
  expect(names(all.toReversed())).toEqual(names(all));
});

test('source and templates declare what is not there yet, unless an import or a stack knows it by an id', () => {
  for (const stage of ['source', 'template'] as const) {
    const live = [machine('aws', 'other', { stage: 'inventory' })];
    expect(verdicts(joined({ declared: [machine('aws', 'web', { stage, id: null })], live }))).toEqual(['pending web', 'unmanaged other']);
    expect(verdicts(joined({ declared: [machine('aws', 'web', { stage })], live }))).toEqual(['ghost web', 'unmanaged other']);
  }
});
