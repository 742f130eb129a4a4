import { expect, test } from 'vitest';
import type { JsonObject } from '#model/json.ts';
import type { LiveRow } from '#model/live-row.ts';
import { withTagging, type Tagging } from '../../src/correlate/tagging.ts';
import { joined } from './joined.ts';
import { call, machine, row } from './night.ts';

const made = '2026-11-27T22:00:00.000Z';
const owner = { Key: 'owner', Value: 'mona' };
const set = (time: string, values: JsonObject): Tagging => ({ time: `2026-11-27T${time}:00.000Z`, values });

test.each<[string, Partial<LiveRow>, readonly Tagging[], JsonObject, Readonly<Record<string, string>>]>([
  ['minutes later', { values: { Tags: [{ Key: 'Name', Value: 'a' }] } }, [set('22:02', { Tags: [owner] })], { Tags: [{ Key: 'Name', Value: 'a' }, owner] }, {}],
  ['twice: the later one counts', { values: {} }, [set('22:10', { Tags: [{ Key: 'owner', Value: 'nora' }] }), set('22:02', { Tags: [owner] })], { Tags: [{ Key: 'owner', Value: 'nora' }] }, {}],
  ['where the call that makes it tells none', { values: { BucketName: 'a' }, untold: { Tags: 'records of CreateBucket carry no tags' } }, [set('22:00', { Tags: [owner] })], { BucketName: 'a', Tags: [owner] }, {}],
  ['as a map', { values: { labels: { a: 'b' } } }, [set('22:30', { labels: { owner: 'mona' } })], { labels: { a: 'b', owner: 'mona' } }, {}],
  ['an hour later and more', { values: {}, untold: { Tags: 'no' } }, [set('23:01', { Tags: [owner] })], {}, { Tags: 'no' }],
  ['before: of another of its name', { values: {} }, [set('21:59', { Tags: [owner] })], {}, {}],
  ['nothing that is tags', { values: { Tags: [owner] } }, [set('22:01', { Tags: 'x' }), set('22:02', { Tags: [1] })], { Tags: [owner] }, {}],
])('tags that were set %s', (_, more, taggings, values, untold) => {
  const told = withTagging(row('aws', 'web', more), made, taggings);
  expect([told.values, told.untold]).toEqual([values, untold]);
});

test('what only logs tell of is judged with the tags that were set soon after', () => {
  const tagged = row('aws', 'web', { values: { Tags: [owner] } });
  const night = (time: string) => joined({ declared: [machine('aws', 'other', {})], observed: [call('aws', 'web', { time: made }), call('aws', tagged, { deed: 'modify', touches: 'tags', name: 'CreateTags', time })], live: [machine('aws', 'other', { stage: 'inventory' })] }).all[0];
  const soon = night('2026-11-27T22:05:00.000Z');
  expect([soon?.item.verdict, soon?.judged !== null && soon !== undefined && 'values' in soon.judged ? soon.judged.values : null]).toEqual(['unmanaged-claimed', { Tags: [owner] }]);
  expect(soon?.item.evidence).toContain('tags that were set within an hour of its making count as made with it');
  expect(night('2026-11-28T04:00:00.000Z')?.item.evidence).toContain('its tags were set more than an hour after its making');
});
