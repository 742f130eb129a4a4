import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { recordsOf as recordsIn } from '../../../src/audit/containers.ts';
import type { Candidates } from '../../../src/audit/reader.ts';
import { Scanner } from '../../../src/audit/scan/scanner.ts';
import { isObject, member, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { corpus, filesBelow } from '../../corpus/corpus.ts';
import { smallTrail } from '../small-trail.ts';
import { Adversary } from './adversarial.ts';
import { recordsOf, type Read } from './records-of.ts';

const candidates = smallTrail.candidates as Candidates;

/** What the scan may never pass over, told the slow way: after parsing everything. */
function isRelevant(record: JsonObject): boolean {
  const name = member(record, 'eventName');
  return typeof name !== 'string' || candidates.texts.has(name.replace(candidates.version, '')) || member(record, 'insightDetails') !== undefined;
}

/** Says as well that each record was either parsed or counted, and counted right. */
function expectNothingLost(read: Read, all: readonly JsonObject[]): void {
  expect(read).toMatchObject({ records: all.length, malformed: [], broken: null });
  const parsed = new Set(read.values.map((one) => JSON.stringify(one)));
  expect(all.filter((one) => isRelevant(one) && !parsed.has(JSON.stringify(one)))).toEqual([]);
  for (const [index, number] of read.numbers.entries()) expect(read.values[index]).toEqual(all[number - 1]);
  const numbers = new Set(read.numbers);
  const passed = all.filter((_, index) => !numbers.has(index + 1));
  expect(read.counted.calls.reduce((sum, { writes, reads }) => sum + writes + reads, 0)).toBe(passed.length);
  expect(read.counted.calls.reduce((sum, { writes }) => sum + writes, 0)).toBe(passed.filter((one) => `${member(one, 'readOnly')}` === 'false').length);
  const hours = new Map<string, number>();
  for (const { scope, region, hour, records } of read.counted.hours) hours.set(`${scope} ${region} ${hour}`, records);
  const slow = new Map<string, number>();
  for (const one of passed) {
    const key = `${member(one, 'recipientAccountId')} ${member(one, 'awsRegion')} ${String(member(one, 'eventTime')).slice(0, 13)}`;
    slow.set(key, (slow.get(key) ?? 0) + 1);
  }
  for (const [key, count] of slow) expect(hours.get(key)).toBeGreaterThanOrEqual(count);
}

const parseAll = (texts: readonly string[]): JsonObject[] => texts.map((text) => JSON.parse(text) as JsonObject);

describe('what is passed over without parsing is never relevant', () => {
  test('in 400 files of records as nobody writes them', () => {
    const scanner = new Scanner();
    let passed = 0;
    let total = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const adversary = new Adversary(seed);
      const texts = adversary.list(30);
      const text = adversary.file(texts);
      const read = recordsOf(text, { candidates, scanner, size: [Infinity, 1000, 64, 17, 4096][seed % 5] as number });
      expectNothingLost(read, parseAll(texts));
      expect(recordsOf(text, { candidates, scanner, lazily: true })).toEqual(read);
      total += texts.length;
      passed += texts.length - read.values.length;
    }
    // It does pass over what it may.
    expect(passed / total).toBeGreaterThan(0.05);
  });

  test('with the border of a piece at every byte', () => {
    const scanner = new Scanner();
    const texts = new Adversary(77).list(6);
    const text = Buffer.from(`{"Records":[${texts.join(',')}]}`);
    const all = parseAll(texts);
    const whole = recordsOf(text, { candidates, scanner });
    expectNothingLost(whole, all);
    for (let size = 1; size < 300; size++) expect(recordsOf(text, { candidates, scanner, size })).toEqual(whole);
    for (let cut = 1; cut < text.length; cut += Math.ceil(text.length / 5000)) {
      const file = recordsOf(text, { candidates, scanner, size: cut });
      expect(file.records).toBe(all.length);
      expect(file.values).toEqual(whole.values);
    }
  });

  test.each([
    ['"eventN\\u0061me":"RunInstances"', 'an escape in the name of the member'],
    ['"eventName":"Run\\u0049nstances"', 'an escape in its text'],
    ['"eventName" : "RunInstances"', 'white space'],
    ['"eventName":"Decrypt","eventName":"RunInstances"', 'the same member twice'],
    ['"eventName":"CreateFunction20150331v2"', 'a version behind the name'],
    ['"x":"\\\\","eventName":"RunInstances","y":"\\""', 'backslashes before quotes'],
  ])('%s: %s', (members) => {
    const frame = (inner: string): string => `{"Records":[{"eventTime":"2026-11-27T01:02:03Z","awsRegion":"eu-west-1","recipientAccountId":"1","eventSource":"ec2.amazonaws.com","readOnly":false,${inner}}]}`;
    expect(recordsOf(frame(members), { candidates }).values).toHaveLength(1);
    expect(recordsOf(frame('"eventName":"Decrypt"'), { candidates })).toMatchObject({ values: [], records: 1 });
    expect(recordsOf(frame('"eventName":"Decrypt","insightDetails":null'), { candidates }).values).toHaveLength(1);
  });

  test('what runs together for missing quotes is taken apart', () => {
    const adversary = new Adversary(5);
    const quote = (text: string, index: number): string => text.slice(0, index) + text.slice(index + 1);
    const sound = JSON.stringify({ eventVersion: '1.09', eventTime: '2026-11-27T01:02:03Z', awsRegion: 'eu-west-1', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', requestParameters: { a: { b: 'c' } }, readOnly: false, recipientAccountId: '1' });
    const passed = sound.replace('RunInstances', 'Decrypt');
    const scanner = new Scanner();
    expect(adversary.list(1)).toHaveLength(1);
    for (let at = sound.indexOf('"'); at >= 0; at = sound.indexOf('"', at + 1)) {
      // Both ends of a gap lack a quote at the same place, so that members that are missing in one are there in the other.
      for (const text of [[passed, quote(passed, at - 5 < passed.length && passed[at - 5] === '"' ? at - 5 : passed.indexOf('"', 3)), sound, quote(passed, passed.lastIndexOf('"')), sound], [passed, quote(sound, at), sound, quote(sound, at), sound]]) {
        for (const file of [`{"Records":[${text.join(',')}]}`, text.join('\n')]) {
          const read = recordsOf(file, { candidates, scanner });
          expect(read.values.filter((one) => JSON.stringify(one) === sound)).toHaveLength(2);
          expect(read.malformed.length).toBeGreaterThan(0);
          const lazily = recordsOf(file, { candidates, scanner, lazily: true });
          expect(lazily.values.filter((one) => JSON.stringify(one) === sound)).toHaveLength(2);
          expect(lazily.records).toBe(read.records);
        }
      }
    }
  });

  test('counts are taken before there is no room for them', () => {
    const texts = Array.from({ length: 3000 }, (_, index) => JSON.stringify({ eventVersion: '1', eventTime: `2026-11-${10 + (index % 20)}T01:02:03Z`, awsRegion: `region-${index % 50}`, eventSource: 'x.amazonaws.com', eventName: `Describe${index}`, readOnly: true, recipientAccountId: '1' }));
    const read = recordsOf(`[${texts.join(',')}]`, { candidates });
    expect(read.records).toBe(3000);
    expect(read.values.length + read.counted.calls.reduce((sum, { reads }) => sum + reads, 0)).toBe(3000);
  });
});

describe('the trails of the corpus, against a reader that parses everything', () => {
  const folder = join(corpus ?? '', 'audit', 'aws');
  const files = filesBelow(folder, /\.json(?:\.gz)?$/).map((file) => join(folder, file));
  if (files.length === 0) console.log('skipped: the filter over the logs of the corpus, which is not beside the checkout');
  test.skipIf(files.length === 0)('nothing relevant is passed over', () => {
    const scanner = new Scanner();
    let records = 0;
    for (const file of files) {
      const bytes = file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file);
      const all = recordsIn(JSON.parse(bytes.toString()) as JsonValue).flatMap((one) => (Array.isArray(one) ? (one as JsonObject[]) : [one as JsonObject])).filter(isObject);
      for (const size of [Infinity, 100]) {
        const read = recordsOf(bytes, { candidates, scanner, size });
        expectNothingLost(read, all);
      }
      records += all.length;
    }
    expect(records).toBeGreaterThan(400);
  });
});
