import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { jsonOf } from './json-text.ts';
import { resultJsonSchema } from '#reports/json-schema.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { blindSpots } from '#reports/drift/blind-spots.ts';
import { expectGolden } from './golden.ts';
import { night } from './night.ts';

const plain = { color: false, width: 100, verbose: false };

test.each([60, 100])('a night at %i columns', (width) => expectGolden(`drift-${width}.txt`, renderTerminal(night, { ...plain, width })));

test('with everything, what is ignored included', () => expectGolden('drift-verbose.txt', renderTerminal(night, { ...plain, verbose: true })));

test('colours change no line break', () => expect(stripVTControlCharacters(renderTerminal(night, { ...plain, color: true }))).toBe(renderTerminal(night, plain)));

test('as JSON, which the schema takes', () => {
  const text = jsonOf(night);
  expectGolden('drift.json', text);
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(resultJsonSchema());
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
});

test('an item that breaks a rule is told whole, whatever its verdict', () => {
  const drift = night.drift;
  if (drift === undefined) throw new Error('no drift');
  const asked = { ...night, drift: { ...drift, items: drift.items.map((item, index) => (index === 0 ? { ...item, verdict: 'undetermined' as const } : item)) } };
  expect(renderTerminal(asked, plain)).toContain('rule     gpu-shapes (high)  p5.48xlarge has 8 NVIDIA H100');
});

test('what does not tell its account is a blind spot of no account', () => {
  const window = { from: '2026-11-01T06:00:00.000Z', to: '2026-11-02T06:00:00.000Z' };
  const whole = { provider: 'aws' as const, scope: '111122223333', region: 'eu-west-1', declared: 1, live: 1, liveIncomplete: null, audit: { ...window, gaps: [] } };
  const buckets = { ...whole, scope: null, declared: 0, live: 2, audit: null };
  expect(blindSpots({ coverage: [whole, buckets], window })).toEqual([]);
  expect(blindSpots({ coverage: [whole, { ...buckets, liveIncomplete: 'a NextToken is left' }], window })).toEqual(['aws eu-west-1: the inventory is not whole: a NextToken is left']);
  expect(blindSpots({ coverage: [buckets], window })).toEqual(['aws: no code is loaded, so managed and unmanaged resources cannot be told apart', 'aws: no log, so it is not known who made changes']);
  // Of what has no region an account need not have anything.
  expect(blindSpots({ coverage: [whole, { ...whole, region: 'global', declared: 0, live: null }], window })).toEqual([]);
});

test.each<[string, string, string, readonly string[]]>([
  ['to the end of the window', '2026-10-31T22:00:00.000Z', '2026-11-02T05:50:00.000Z', []],
  ['to a quiet night', '2026-10-31T22:00:00.000Z', '2026-11-02T00:00:00.000Z', []],
  ['to the evening before', '2026-10-31T22:00:00.000Z', '2026-11-01T23:12:03.000Z', ['aws:111122223333: the log already ends at 2026-11-01 23:12:03 UTC']],
  ['from the morning to the evening', '2026-11-01T08:00:00.000Z', '2026-11-01T18:00:00.000Z', ['aws:111122223333: the log begins only at 2026-11-01 08:00:00 UTC and already ends at 2026-11-01 18:00:00 UTC']],
  ['of another day', '2026-10-20T08:00:00.000Z', '2026-10-31T23:12:03.000Z', ['aws:111122223333: the log already ends at 2026-10-31 23:12:03 UTC, before the window begins, so nothing that happened in it is seen']],
])('a log %s', (_, from, to, spots) => {
  // What another region has of it counts for the account.
  const coverage = ['eu-west-1', 'us-west-2'].map((region, index) => ({ provider: 'aws' as const, scope: '111122223333', region, declared: 1, live: 1, liveIncomplete: null, audit: { from, to: index === 0 ? from : to, gaps: [] } }));
  expect(blindSpots({ coverage, window: { from: '2026-11-01T06:00:00.000Z', to: '2026-11-02T06:00:00.000Z' } })).toEqual(spots);
});
