import { expect, test } from 'vitest';
import { isSameJson } from '#inputs/terraform/source/same-json.ts';
import type { JsonValue } from '#model/json.ts';

test.each<readonly [same: boolean, a: JsonValue, b: JsonValue]>([
  [true, 3, '3'],
  [true, 'true', true],
  [true, null, null],
  [false, null, 'null'],
  [false, null, {}],
  [true, [1, ['a']], ['1', ['a']]],
  [false, [1], [1, 2]],
  [false, [1, 2], [2, 1]],
  [false, [], {}],
  [true, { a: 1, b: [true] }, { b: ['true'], a: '1' }],
  [false, { a: null }, { b: null }],
  [false, { a: 1 }, { a: 1, b: null }],
])('%s: %j and %j', (same, a, b) => {
  expect(isSameJson(a, b)).toBe(same);
  expect(isSameJson(b, a)).toBe(same);
});
