import { expect, it } from 'vitest';
import { inputReading } from '#rego/input-keys.ts';

it.each<readonly [string, readonly string[]]>([
  ['deny contains r.address if some r in input.resources', ['resources 1:38']],
  ['x := input["resources"][_].tags', ['resources 1:6']],
  ['import input.resource_changes as changes', ['resource_changes 1:8']],
  ['x := object.get(input, "resources", [])', ['resources 1:6']],
  ['x if {\n\tsome r in input\n\t\t.resources\n}', ['resources 2:12']],
  ['all := [input.planned_values.root_module.resources, input . resources]', ['planned_values 1:9', 'resources 1:53']],
  ['# input.resources\nx := "input.resources" # input.resources', []],
  ['x := `input.resources`', []],
  ['x := "a \\" input.resources"', []],
  ['x := data.input.resources', []],
  ['x := my_input.resources', []],
  ['x := input[key]', []],
])('%s', (text, expected) => {
  expect(inputReading(text).keys.map(({ key, row, col }) => `${key} ${row}:${col}`)).toEqual(expected);
});

it('knows where input is replaced', () => {
  expect(inputReading('x := lib.deny with input as plan').replaces).toBe(true);
  expect(inputReading('x := lib.deny with input.resources as []').replaces).toBe(true);
  expect(inputReading('x := lib.deny with data.input as plan # with input').replaces).toBe(false);
});
