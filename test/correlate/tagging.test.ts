import { expect, test } from 'vitest';
import type { AuditEvent } from '#model/event.ts';
import type { JsonObject } from '#model/json.ts';
import type { LiveRow } from '#model/live-row.ts';
import { toldTagging, withTagging, type Tagging } from '../../src/correlate/tagging.ts';
import { joined } from './joined.ts';
import { call, machine, row } from './night.ts';

const made = '2026-11-27T22:00:00.000Z';
const owner = { Key: 'owner', Value: 'mona' };
const nora = { Key: 'owner', Value: 'nora' };
const set = (time: string, values: JsonObject, more: Partial<Tagging> = {}): Tagging => ({ id: time, time: `2026-11-27T${time}:00.000Z`, values, untold: {}, replaces: false, ...more });
const untag = (time: string): Tagging => set(time, {}, { untold: { Tags: 'gone' } });

test.each<[string, Partial<LiveRow>, readonly Tagging[], JsonObject, Readonly<Record<string, string>>]>([
  ['minutes later', { values: { Tags: [{ Key: 'Name', Value: 'a' }] } }, [set('22:02', { Tags: [owner] })], { Tags: [{ Key: 'Name', Value: 'a' }, owner] }, {}],
  ['twice: the later one counts', { values: {} }, [set('22:10', { Tags: [{ Key: 'owner', Value: 'nora' }] }), set('22:02', { Tags: [owner] })], { Tags: [{ Key: 'owner', Value: 'nora' }] }, {}],
  ['where the call that makes it tells none', { values: { BucketName: 'a' }, untold: { Tags: 'records of CreateBucket carry no tags' } }, [set('22:00', { Tags: [owner] })], { BucketName: 'a', Tags: [owner] }, {}],
  ['as a map', { values: { labels: { a: 'b' } } }, [set('22:30', { labels: { owner: 'mona' } })], { labels: { a: 'b', owner: 'mona' } }, {}],
  ['an hour later and more', { values: {}, untold: { Tags: 'no' } }, [set('23:01', { Tags: [owner] })], {}, { Tags: 'no' }],
  ['before: of another of its name', { values: {} }, [set('21:59', { Tags: [owner] })], {}, {}],
  ['and taken away', { values: { Tags: [owner] } }, [untag('22:05')], {}, { Tags: 'gone' }],
  ['taken away, and others set', { values: { Tags: [owner] } }, [untag('22:05'), set('22:06', { Tags: [nora] })], {}, { Tags: 'gone' }],
  ['taken away, and all set anew', { values: {} }, [untag('22:05'), set('22:06', { Tags: [nora] }, { replaces: true })], { Tags: [nora] }, {}],
  ['taken away more than an hour later', { values: { Tags: [owner] } }, [untag('23:05')], { Tags: [owner] }, {}],
  ['in place of those that were there', { values: { Tags: [owner], labels: { a: 'b' } } }, [set('22:05', { Tags: [{ Key: 'a', Value: 'b' }], labels: { c: 'd' } }, { replaces: true })], { Tags: [{ Key: 'a', Value: 'b' }], labels: { c: 'd' } }, {}],
  ['in one second: the later id counts', { values: {} }, [set('22:05', { Tags: [nora] }, { id: 'b' }), set('22:05', { Tags: [owner] }, { id: 'a' })], { Tags: [nora] }, {}],
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

test('what is told of tags goes by those that count', () => {
  const soon = set('22:05', { Tags: [owner] });
  expect([[soon, set('23:30', {})], [untag('22:06'), soon], [set('21:00', {})], []].map((taggings) => toldTagging(made, taggings))).toEqual(['tags that were set within an hour of its making count as made with it', 'tags were taken away within an hour of its making: which are left the logs do not tell', null, null]);
});

test.each<[string, AuditEvent['name'], Partial<AuditEvent>, Partial<LiveRow>, JsonObject, Readonly<Record<string, string>>]>([
  ['untagged', 'DeleteTags', {}, { untold: { Tags: 'the record of DeleteTags does not tell tags' } }, {}, { Tags: 'the record of DeleteTags does not tell tags' }],
  ['given other tags', 'PutBucketTagging', { replacesTags: true }, { values: { Tags: [{ Key: 'a', Value: 'b' }] } }, { Tags: [{ Key: 'a', Value: 'b' }] }, {}],
])('what was made with an owner and then %s has it no longer', (_, name, more, told, values, untold) => {
  const { all } = joined({ declared: [machine('aws', 'other', {})], observed: [call('aws', row('aws', 'web', { values: { Tags: [owner] } }), { time: made }), call('aws', row('aws', 'web', told), { deed: 'modify', touches: 'tags', name, time: '2026-11-27T22:05:00.000Z', ...more })] });
  expect(all.find(({ item }) => item.resource.name === 'web')?.judged).toMatchObject({ values, untold });
});
