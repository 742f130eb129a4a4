import { describe, expect, test } from 'vitest';
import { Scanner } from '../../../src/audit/scan/scanner.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { recordsOf } from './records-of.ts';

const a: JsonObject = { eventVersion: '1.09', eventName: 'RunInstances', responseElements: { note: 'a "quoted" } { brace, and \\ ' } };
const b: JsonObject = { eventVersion: '1.09', eventName: 'DescribeInstances', requestParameters: null, list: [[], {}, [{}]], text: 'ü \u2028 \ud83d\ude00' };
const c: JsonObject = { eventVersion: '1.09', resources: [{ arn: 'x' }], inner: JSON.stringify({ Records: [a, b] }) };
const all = [a, b, c];
const json = (value: unknown): string => JSON.stringify(value);
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

describe('records are found in every form', () => {
  test.each<[string, string]>([
    ['an object with Records', json({ Records: all })],
    ['the same, written for people', pretty({ Records: all })],
    ['Windows line ends and tabs', JSON.stringify({ Records: all }, null, '\t').replaceAll('\n', '\r\n')],
    ['an array', json(all)],
    ['an array written for people', `\n  ${pretty(all)}\n\n`],
    ['lines of objects', `${all.map(json).join('\n')}\n`],
    ['lines of objects, the last one without an end', all.map(json).join('\r\n')],
    ['objects behind each other', all.map(json).join('')],
    ['objects written for people behind each other', all.map(pretty).join('\n')],
    ['arrays behind each other', `${json([a])}\n${json([b, c])}`],
    ['lines of lists', `${json({ records: [a] })}\n${json({ records: [b, c] })}\n`],
    ['lists behind each other', `${json({ Records: [a] })}${json({ Records: [b, c] })}`],
    ['a list that comes late', json({ kind: 'list', count: 3, items: all })],
    ['a list, and something behind it', json({ Events: all, ResponseMetadata: { text: '"]}' } })],
    ['two lists', `{"Records":${json([a])},"more":{"Records":[]},"Records":${json([b, c])}}`],
    ['an empty list among others', `${json({ Records: [] })}\n${json({ Records: all })}`],
    ['an array of lists', json([{ Records: [a] }, { Records: [b, c] }])],
    ['a list in a list', json({ results: [{ data: [a, b] }, c] })],
  ])('%s', (_, text) => {
    const scanner = new Scanner();
    for (const size of [Infinity, 1, 2, 3, 7, 63, 64, 65, 100]) {
      expect(recordsOf(text, { size, scanner })).toMatchObject({ values: all, numbers: [1, 2, 3], records: 3, malformed: [], broken: null });
    }
  });

  test.each<[string, string, readonly JsonObject[]]>([
    ['one object', json(a), [a]],
    ['one object written for people', pretty(b), [b]],
    ['rows of CloudTrail Lake', json({ QueryStatus: 'FINISHED', QueryResultRows: [[{ eventName: 'X' }, { awsRegion: 'eu-west-1' }], [{ eventName: 'Y' }]] }), [{ eventName: 'X', awsRegion: 'eu-west-1' }, { eventName: 'Y' }]],
    ['rows of Athena', json({ ResultSet: { Rows: [{ Data: [{ VarCharValue: 'eventname' }, { VarCharValue: 'awsregion' }] }, { Data: [{ VarCharValue: 'X' }, {}] }] } }), [{ eventname: 'X', awsregion: null }]],
    ['rows of Log Analytics', json({ tables: [{ name: 'PrimaryResult', columns: [{ name: 'Caller' }, { name: 'Level' }], rows: [['a', 4]] }] }), [{ Caller: 'a', Level: 4 }]],
    ['none at all', json({ Records: [] }), []],
    ['nothing but white space', ' \n ', []],
  ])('%s', (_, text, values) => {
    for (const size of [Infinity, 1, 5]) expect(recordsOf(text, { size })).toMatchObject({ values, records: values.length, malformed: [], broken: null });
  });

  test.each([
    [json({ Events: [a], NextToken: 'x' }), 'NextToken'],
    [json({ NextToken: 'x', Events: [a] }), 'NextToken'],
    [json({ value: [a], nextLink: 'https://example.com' }), 'nextLink'],
    [json({ Events: [a], NextToken: null }), null],
    [json({ Records: [{ ...a, NextToken: 'of a record' }] }), 'NextToken'],
  ])('a page says that there is another', (text, nextPage) => {
    expect(recordsOf(text)).toMatchObject({ nextPage, records: 1 });
  });

  test('a record that is larger than a piece', () => {
    const large = { ...a, requestParameters: { text: 'x{["\\'.repeat(200_000) } };
    expect(recordsOf(json({ Records: [a, large, b] }), { size: 65_536 })).toMatchObject({ values: [a, large, b], malformed: [] });
  });
});

describe('what is malformed is counted, and what follows is read', () => {
  const list = (...records: string[]): string => `{"Records":[${records.join(',')}]}`;
  const before = list(json(a), '').length - 2;

  test.each<[string, string, string[], JsonObject[]]>([
    ['a word that is none of JSON', list(json(a), '{"eventVersion":nope}', json(b)), [`2 at ${before} is not JSON`], [a, b]],
    ['a number', list(json(a), '17', json(b)), [`2 at ${before} is not an object`], [a, b]],
    ['scalars at the end', list(json(a), json(b), 'null', '"x"'), [3, 4].map((at) => `${at} at ${Buffer.byteLength(list(json(a), json(b))) - 2} is not an object`), [a, b]],
    ['a text that is not closed', list(json(a), '{"eventVersion":"1.09,"eventName":"X"}', json(b)), [`2 at ${before} is not closed`], [a, b]],
    ['an object that is not closed', list(json(a), '{"eventVersion":"1.09","x":{"y":1', json(b), json(c)), [`2 at ${before} is not JSON`], [a, b, c]],
    ['an object that is closed twice', list(json(a), '{"eventVersion":"1.09"}}', json(b)), [`3 at ${before + 23} is not an object`], [a, { eventVersion: '1.09' }, b]],
  ])('%s', (name, text, malformed, values) => {
    for (const size of [Infinity, 1, 64, 100]) {
      const read = recordsOf(text, { size });
      expect(read.values).toEqual(values);
      expect(read.malformed).toEqual(malformed);
      // What is not closed takes the end of the list for its own.
      expect(read.broken).toBe(name === 'an object that is not closed' ? Buffer.byteLength(text) : null);
    }
  });

  test('lines that are cut off, empty or something else', () => {
    const text = [json(a), json(b).slice(0, -30), '', json(c), 'not JSON at all', json(a), json(b).slice(0, 40), json(b)].join('\n');
    for (const size of [Infinity, 1, 64, 100]) {
      const read = recordsOf(text, { size });
      expect(read.values).toEqual([a, c, a, b]);
      expect(read.malformed).toHaveLength(3);
    }
  });

  test('many of them take no longer than their number', () => {
    const text = list(json(a), ...Array.from({ length: 20_000 }, () => '{"eventVersion":"1.09,"b":{"c":1}}'), json(b));
    expect(recordsOf(text).malformed.length).toBeGreaterThanOrEqual(20_000);
    const deep = `[${'{"k":'.repeat(200_000)}`;
    const started = performance.now();
    expect(recordsOf(deep).broken).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test.each([
    ['{"Records":[{"eventVersion":"1"}', '{"Records":[{"eventVersion":"1"}'.length],
    ['{"Records":[{"eventVersion":"1"}]', '{"Records":[{"eventVersion":"1"}]'.length],
    ['[{"eventVersion":"1"},', '[{"eventVersion":"1"},'.length],
  ])('a list that is not closed is told where it ends', (text, offset) => {
    expect(recordsOf(text)).toMatchObject({ values: [{ eventVersion: '1' }], broken: offset });
    expect(recordsOf(text, { cutOff: true })).toMatchObject({ values: [{ eventVersion: '1' }], broken: null, malformed: [] });
  });
});
