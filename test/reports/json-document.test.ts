import { expect, test } from 'vitest';
import { jsonDocument } from '#reports/json-document.ts';

const many = Array.from({ length: 2500 }, (_, at) => ({ at, tags: { owner: at % 3 === 0 ? null : `team ${at}` }, none: [], empty: {} }));

test.each<[string, object]>([
  ['nothing', {}],
  ['lists of all lengths, at each depth', { none: [], one: many.slice(0, 1), full: many.slice(0, 1000), more: many.slice(0, 1001), many, drift: { items: many, events: [], window: { since: null }, deep: { items: many } } }],
  ['lists of lists and of plain values', { numbers: many.map(({ at }) => at), lists: [many, many.map(({ at }) => [at])], text: 'a\nb', nothing: null, left: undefined, drift: {} }],
])('%s is laid out as JSON.stringify does', (_, document) => {
  expect([...jsonDocument(document)].join('')).toBe(`${JSON.stringify(document, null, 2)}\n`);
});

test('half characters and what a terminal would act on are told apart in every piece', () => {
  const hostile = many.map(({ at }) => ({ [`key\ud800${at}`]: 'a\udc00\u001b[31m\u202eb' }));
  const text = [...jsonDocument({ findings: hostile, drift: { 'x\ud800': hostile } })].join('');
  for (const one of ['\\ud', '\u001b', '\u202e']) expect(text.includes(one)).toBe(false);
  expect((JSON.parse(text) as { readonly findings: readonly object[] }).findings[2400]).toEqual({ 'key\ufffd2400': 'a\ufffd\u001b[31m\u202eb' });
});

test('no piece grows with the document', () => {
  const longest = (count: number): number => Math.max(...[...jsonDocument({ findings: many.slice(0, count) })].map((piece) => piece.length));
  expect(longest(2500)).toBeLessThan(1.1 * longest(1001));
});
