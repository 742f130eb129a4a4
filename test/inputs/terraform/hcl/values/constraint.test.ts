import { afterAll, describe, expect, it, test } from 'vitest';
import { constrained, constraintOf } from '#inputs/terraform/hcl/constraint.ts';
import { ConversionError } from '#inputs/terraform/hcl/convert.ts';
import { evaluate } from '#inputs/terraform/hcl/evaluate.ts';
import { parseHcl } from '#inputs/terraform/hcl/parse.ts';
import { Refused } from '#inputs/terraform/hcl/refusal.ts';
import type { Value } from '#inputs/terraform/hcl/value.ts';
import { agrees } from './agree.ts';
import { scopeOf } from './ours.ts';
import { absent, answers, Folder } from './real.ts';

/** Type and value of variables. */
const variables: readonly (readonly [type: string, value: string])[] = [
  ['string', '5'], ['string', 'true'], ['string', '[]'], ['number', '"5"'], ['number', '"x"'], ['bool', '"true"'], ['bool', '1'], ['any', '[1, "a"]'], ['string', 'null'],
  ['list(string)', '[1, true, "a"]'], ['list(string)', '[]'], ['list(number)', '["1", "x"]'], ['list(any)', '[1, "a"]'], ['list(any)', '[]'], ['list(any)', '[[1], ["a", "b"]]'], ['list(any)', '[{ a = 1 }, { a = "x" }]'], ['list(any)', '[{ a = 1 }, { b = 2 }]'], ['list(list(string))', '[[1], []]'],
  ['set(string)', '["b", "a", "b", 1]'], ['set(number)', '["10", 9]'], ['set(any)', '[1, "1"]'], ['map(string)', '{ a = 1, b = true }'], ['map(any)', '{ a = 1, b = "x" }'], ['map(any)', '{ a = [1], b = ["x"] }'], ['map(any)', '{ a = 1, b = [2] }'], ['map(number)', '{}'], ['map(list(string))', '{ a = [1] }'], ['map(string)', '[1]'], ['list(string)', '{ a = 1 }'], ['list(string)', '"a"'],
  ['object({ a = string })', '{ a = 1, b = 2 }'], ['object({ a = string })', '{}'], ['object({ a = string, b = number })', '{ a = "x" }'], ['object({ a = optional(string) })', '{}'], ['object({ a = optional(string, "d") })', '{}'], ['object({ a = optional(string, "d") })', '{ a = null }'], ['object({ a = optional(string, 5) })', '{}'], ['object({ a = optional(list(string), []), b = optional(map(string), {}) })', '{}'],
  ['object({ a = optional(object({ b = optional(number, 1), c = optional(string) }), {}) })', '{}'], ['object({ a = optional(object({ b = optional(number, 1) }), {}) })', '{ a = { b = 2 } }'], ['object({ a = optional(object({ b = optional(number, 1) })) })', '{}'], ['object({ a = optional(object({ b = optional(number, 1) })) })', '{ a = {} }'],
  ['list(object({ a = string, b = optional(number, 3) }))', '[{ a = "x" }, { a = "y", b = 1 }]'], ['list(object({ a = string, b = optional(number, 3) }))', '[]'], ['map(object({ a = optional(string, "d"), b = optional(list(number), [1]) }))', '{ x = {}, y = { a = "z", b = [] } }'], ['set(object({ a = optional(string, "d") }))', '[{}, { a = "d" }, { a = "e" }]'], ['map(object({ a = string }))', '{ x = { a = 1, extra = 2 } }'],
  ['tuple([string, number])', '[1, "2"]'], ['tuple([string, number])', '[1]'], ['tuple([object({ a = optional(number, 1) })])', '[{}]'], ['object({ a = any })', '{ a = [1, "x"] }'], ['object({ a = list(any) })', '{ a = [1, "x"] }'], ['object({ a = string })', 'tomap({ a = "x", b = "y" })'], ['object({ a = optional(string, "d"), b = string })', 'tomap({ b = "y" })'], ['object({ a = string })', 'tomap({})'],
  ['list(object({ a = optional(string), b = optional(any) }))', '[{ a = "x" }, { b = 1 }]'], ['map(map(string))', '{ a = { b = 1 }, c = {} }'], ['object({ tags = optional(map(string), { team = "a" }) })', '{}'], ['object({ tags = optional(map(string), { team = "a" }) })', '{ tags = {} }'], ['any', 'null'], ['list(string)', 'null'], ['object({ a = optional(string, "x") })', 'null'], ['list', '[1, 2]'], ['map', '{ a = 1 }'], ['set(object({ a = number }))', '[{ a = 10 }, { a = 9 }]'],
  ['object({ a = optional(bool, true), b = optional(set(string), ["x"]) })', '{ b = null }'], ['list(tuple([string, number]))', '[["a", 1], ["b", "2"]]'], ['object({ (a) = string })', '{ a = "x" }'], ['strings', '1'], ['list()', '[]'], ['list(string, number)', '[]'], ['object({ a = optional(string, []) })', '{}'], ['optional(string)', '"a"'], ['object({ a = optional(string, "x", 1) })', '{}'], ['object([])', '{}'], ['tuple(string)', '[]'], ['string()', '"a"'], ['list(foo)', '[]'],
];

/** The value as the module sees it, or why Terraform refuses it. */
async function ours(type: string, value: string): Promise<Value | string> {
  const file = await parseHcl('variables.tf', `type = ${type}\ndefault = ${value}\n`);
  const scope = await scopeOf(file.path);
  const [constraint, given] = file.body.attributes;
  if (!constraint || !given) throw new Error('no variable');
  try {
    return constrained(evaluate(given.value, scope), constraintOf(constraint.value, scope));
  } catch (error) {
    if (error instanceof Refused || error instanceof ConversionError) return error.message;
    throw error;
  }
}

describe.skipIf(absent !== null)(`types of variables against the real Terraform${absent === null ? '' : ` (${absent})`}`, () => {
  const folder = new Folder({});
  afterAll(() => folder.remove());

  test('what a variable becomes', async () => {
    const mine = await Promise.all(variables.map(([type, value]) => ours(type, value)));
    // A module with a variable that it refuses is refused as a whole: those are asked one by one.
    const accepted = variables.filter(([type, value], index) => {
      if (typeof mine[index] !== 'string') return false;
      folder.write('variables.tf', `variable "v" {\n  type = ${type}\n  default = ${value}\n}\n`);
      return folder.run(['validate', '-no-color']).ok;
    });
    expect(accepted).toEqual([]);
    const good = variables.map((one, index) => ({ one, index })).filter(({ one: [, value], index }) => typeof mine[index] !== 'string' && !value.startsWith('to'));
    folder.write('variables.tf', good.map(({ one: [type, value], index }) => `variable "v${index}" {\n  type = ${type}\n  default = ${value}\n}\n`).join(''));
    const { told: theirs } = answers(folder, good.map(({ index }) => `var.v${index}`));
    const wrong: unknown[] = [];
    for (const [at, { one, index }] of good.entries()) {
      const [value, answer] = [mine[index], theirs[at]];
      const verdict = typeof value === 'object' && typeof answer === 'object' ? agrees(value, answer.value, answer.type) : answer;
      if (verdict !== 'same') wrong.push([one, value, verdict]);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a value that does not fit', () => {
  it.each([
    ['list(number)', '["1", "x"]', 'a number is required'],
    ['object({ a = string, b = number })', '{ a = "x" }', 'attribute "b" is required'],
    ['object({ a = string, b = number, c = bool })', '{}', 'attributes "a", "b", and "c" are required'],
    ['bool', '"yes"', 'a bool is required'],
    ['bool', '"True"', 'a bool is required; to convert from string, use lowercase "true"'],
    ['map(string)', '[1]', 'map of string required'],
    ['list(any)', '[1, [2]]', 'all list elements must have the same type'],
    ['list(number)', '[1, []]', 'element 1: number required'],
    ['strings', '1', 'Invalid type specification: The keyword "strings" is not a valid type specification.'],
    ['object({ a = optional(string, []) })', '{}', "Invalid default value for optional attribute: This default value is not compatible with the attribute's type constraint: string required."],
  ])('%s = %s: %s', async (type, value, message) => {
    expect(await ours(type, value)).toBe(message);
  });
});
