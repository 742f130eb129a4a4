import { expect, test } from 'vitest';
import { reader } from '../../../src/audit/aws/reader.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { constructed } from './records.ts';
import { read, recordOf } from './record.ts';

/** Numbers of a known row, the same in each run. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield state >>> 8;
  }
}

const strange: readonly JsonValue[] = [null, true, 7, -1, '', '*', 'arn:aws:', 'arn:aws:ec2:::', '{', '\u0000\u001b[31m', 'i-', [], {}, [[]], [null, 'x', { item: 'y' }], { items: {} }, { items: { items: [] } }, { value: { value: 1 } }, { __proto__: null, constructor: 'x' }, { tag: 1 }];

/** The value with one of its members, drawn by chance, replaced by something that no record has there. */
function spoilt(value: JsonValue, draw: () => number): JsonValue {
  if (draw() % 4 === 0) return strange[draw() % strange.length] ?? null;
  if (isArray(value)) return value.map((one, index) => (index === draw() % value.length ? spoilt(one, draw) : one));
  if (!isObject(value)) return strange[draw() % strange.length] ?? null;
  const keys = Object.keys(value);
  const hit = keys[draw() % Math.max(keys.length, 1)];
  return Object.fromEntries(keys.map((key) => [key, key === hit ? spoilt(value[key] ?? null, draw) : (value[key] ?? null)]));
}

test('a record with anything in any place is an event or is passed over; it never ends the run', () => {
  const row = numbers(7);
  const draw = (): number => row.next().value;
  let events = 0;
  for (let round = 0; round < 12; round += 1) {
    for (const [call, requestParameters, responseElements] of constructed) {
      const plain = recordOf(call, { requestParameters, responseElements });
      const names = ['requestParameters', 'responseElements', 'userIdentity', Object.keys(plain)[draw() % Object.keys(plain).length] ?? ''];
      const name = names[draw() % names.length] ?? '';
      const record: JsonObject = { ...plain, [name]: spoilt(plain[name] ?? null, draw) };
      const own = reader.unwrap(record);
      if (own === null) continue;
      const found = reader.open({ pipelines: [{ aws: '*' }] }).read(own, { file: 'trail.json', record: 1 });
      if ('passed' in found) continue;
      events += 1;
      for (const { row: told, count } of found.subjects) {
        expect([typeof told.id, typeof told.name, typeof told.type, Number.isSafeInteger(count)]).toEqual(['string', 'string', 'string', true]);
      }
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }
  }
  expect(events).toBeGreaterThan(2000);
});

test.each(['constructor', '__proto__', 'toString'])('an engine called %s makes no type of its own', (engine) => {
  const event = read(recordOf('rds:CreateDBInstance', { requestParameters: { dBInstanceIdentifier: 'ledger', engine, [engine]: { x: 1 }, ['a.b']: 1 } }));
  expect('passed' in event ? null : event.subjects.map(({ row: { type, values } }) => [type, values])).toEqual([['AWS::RDS::DBInstance', expect.objectContaining({ DBInstanceIdentifier: 'ledger', Engine: engine, 'A.b': 1 })]]);
});

test('what is nested without end is passed over and named', () => {
  const deep = (open: string, close: string): JsonObject => JSON.parse(`{"volumeId":${open.repeat(3000)}1${close.repeat(3000)}}`) as JsonObject;
  for (const requestParameters of [deep('[', ']'), deep('{"items":', '}')]) {
    expect(read(recordOf('ec2:DeleteVolume', { requestParameters }))).toEqual({ passed: 'malformed', what: 'a record of DeleteVolume that is nested deeper than any of AWS' });
  }
});

test.each(['{a=b', '{a={b=[c, {d=e}], f=g, h}, i=null}', '{}', '{=}', '{a=1}}', `{${'a={'.repeat(3000)}`, '[1, 2]'])('the text of a struct, however spoilt, ends no run: %s', (text) => {
  const record = { ...recordOf('ec2:DeleteVolume', { requestParameters: { volumeId: 'vol-01' } }), userIdentity: text };
  expect(read(record)).toHaveProperty('deed', 'delete');
});
