import { describe, expect, it } from 'vitest';
import { padded } from '../../../src/inputs/bytes.ts';
import { Differences, Pattern } from '../../../src/inputs/json/pattern.ts';
import { inFastMemory } from './fast-memory.ts';

/** What differs in the second value, or null where it has another form. Both ways to compare agree. */
function differing(first: string, second: string): readonly string[] | null {
  const text = Buffer.from(`${first},${second}`);
  const [slow, fast] = [padded(text), inFastMemory(text)].map((bytes) => differingIn(bytes, Buffer.byteLength(first), text.length));
  expect(fast).toEqual(slow);
  return fast ?? null;
}

function differingIn(bytes: Buffer, end: number, length: number): readonly string[] | null {
  const pattern = new Pattern(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), { start: 0, end });
  const found = new Differences();
  // What was noted before stays.
  found.add(7, 8, 9);
  const fits = pattern.fits(end + 1, found) === length;
  expect(pattern.fits(end + 1, null) === length).toBe(fits);
  const [before = [], ...differences] = Array.from({ length: found.count }, (_, index) => [...found.places.subarray(index * 3, index * 3 + 3)]);
  expect(before).toEqual([7, 8, 9]);
  if (!fits && found.count === 1) return null;
  return differences.map(([scalar = 0, from, to]) => `${bytes.toString('utf8', pattern.scalars[scalar * 2], pattern.scalars[scalar * 2 + 1])} -> ${bytes.toString('utf8', from, to)}`);
}

describe('a value of the same form differs in scalars alone', () => {
  it.each([
    ['{}', '{}', []],
    ['{"name":"till-1"}', '{"name":"till-1"}', []],
    ['{"name":"till-1"}', '{"name":"till-22"}', ['"till-1" -> "till-22"']],
    ['{"name":"till","port":80}', '{"name":"","port":8080}', ['"till" -> ""', '80 -> 8080']],
    ['[1,2,3]', '[10,2,30]', ['1 -> 10', '3 -> 30']],
    ['[10]', '[1]', ['10 -> 1']],
    ['{"tags":{"owner":"web"},"id":null}', '{"tags":{"owner":"w\\"e\\\\b"},"id":"i-1"}', ['"web" -> "w\\"e\\\\b"', 'null -> "i-1"']],
    ['{"a":"x","b":true}', '{"a":1.5e3,"b":false}', ['"x" -> 1.5e3', 'true -> false']],
    ['[ "a" , 1 ]', '[ "é" , 2 ]', ['"a" -> "é"', '1 -> 2']],
    ['"eu-west-1"', '"us-east-1"', ['"eu-west-1" -> "us-east-1"']],
    ['"a"', 'null', ['"a" -> null']],
    ['{"a":"ab","c":"d"}', '{"a":"abc","c":"d"}', ['"ab" -> "abc"']],
  ])('%s and %s', (first, second, found) => expect(differing(first, second)).toEqual(found));
});

describe('another form', () => {
  it.each([
    ['{"a":1}', '{"b":1}'],
    ['{"a":1}', '{"a":1,"b":2}'],
    ['{"a":1,"b":2}', '{"a":1}'],
    ['{"a":"x"}', '{"a":"x","b":"y"}'],
    ['[1]', '[]'],
    ['[]', '[1]'],
    ['["a"]', '["a","a"]'],
    ['{"a":null}', '{"a":{}}'],
    ['{"a":[]}', '{"a":null}'],
    ['{"a":[1]}', '{"a":[[1]]}'],
    ['{"a":1}', '{"a": 1}'],
    ['["a"]', '{"a":1}'],
    ['{"a":{"b":1},"c":2}', '{"a":{"b":1,"c":2}}'],
    ['{"k":"a"}', '["k","a"]'],
    ['{}', '[]'],
  ])('%s and %s', (first, second) => expect(differing(first, second)).toBeNull());
});

/** The same numbers on every machine. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const words = ['', 'a', 'ab', 'shop "till"', 'back\\slash', 'ü', 'x'.repeat(37)];

function randomScalar(pick: (below: number) => number): unknown {
  return [null, true, false, 0, pick(1000), -1.25, words[pick(words.length)]][pick(7)];
}

function randomValue(pick: (below: number) => number, depth: number): unknown {
  const form = depth > 3 ? 0 : pick(4);
  if (form === 1) return Array.from({ length: pick(4) }, () => randomValue(pick, depth + 1));
  if (form === 2) return Object.fromEntries(Array.from({ length: pick(5) }, (_, index) => [`${words[pick(words.length)] ?? ''}${index}`, randomValue(pick, depth + 1)]));
  return randomScalar(pick);
}

/** Scalars changed here and there, and the form as well now and then. */
function varied(value: unknown, pick: (below: number) => number): unknown {
  if (pick(40) === 0) return randomValue(pick, 2);
  if (Array.isArray(value)) return value.map((one) => varied(one, pick));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, varied(one, pick)]));
  return pick(3) === 0 ? randomScalar(pick) : value;
}

function scalarsOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalarsOf) : [value];
}

function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  return typeof value === 'object' && value !== null ? { members: Object.entries(value).map(([key, one]) => [key, formOf(one)]) } : 0;
}

it('says of many values what reading both says', () => {
  const pick = numbers(7);
  let alike = 0;
  for (let round = 0; round < 3000; round++) {
    const first = randomValue(pick, 0);
    const second = varied(first, pick);
    const [a, b] = [scalarsOf(first), scalarsOf(second)];
    const same = JSON.stringify(formOf(first)) === JSON.stringify(formOf(second));
    const expected = same ? a.flatMap((one, index) => (one === b[index] ? [] : [`${JSON.stringify(one)} -> ${JSON.stringify(b[index])}`])) : null;
    expect(differing(JSON.stringify(first), JSON.stringify(second)), `${JSON.stringify(first)} and ${JSON.stringify(second)}`).toEqual(expected);
    if (same) alike++;
  }
  expect(alike).toBeGreaterThan(1000);
});
