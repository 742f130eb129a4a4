import { expect, it } from 'vitest';
import type { JsonValue } from '#model/json.ts';
import { repeatedKey } from '../../src/inputs/json/repeated.ts';

const found = (text: string): string | null => repeatedKey(text, JSON.parse(text) as JsonValue);

it.each<readonly [string, string | null]>([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', null],
  ['{ "a" : 1, "b" : 2 }', null],
  [String.raw`{"policy":"{\"Version\":\"2012-10-17\",\"Version\":1}","a":"x\":y"}`, null],
  [String.raw`{"a\\":1,"b\"":2}`, null],
  ['{"__proto__":1,"constructor":{"a":1}}', null],
  ['[]', null],
  ['{"a":1,"a":2}', 'a'],
  ['{"change":{"after":{"tags":{"owner":"a","cost":1,"owner":""}}}}', 'change.after.tags.owner'],
  ['{"a":[{"b":1},{"c":{"d":1},"c":2}]}', 'a[1].c'],
  ['{"a":1,"\\u0061":2}', 'a'],
  [String.raw`{"a":"\":","b":1,"b":2}`, 'b'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
])('%s', (text, expected) => expect(found(text)).toBe(expected));
