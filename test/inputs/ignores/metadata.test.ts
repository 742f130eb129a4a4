import { expect, test } from 'vitest';
import { ignoresOf } from '#inputs/ignores/metadata.ts';
import type { JsonValue } from '#model/json.ts';

const covers = { file: 'stack.yaml', line: 3, endLine: 20 };
const entry = { guardrail: 'gpu-shapes', until: '2026-12-31', reason: 'fine-tuning' };
const said = { guardrails: ['gpu-shapes'], until: '2026-12-31', reason: 'fine-tuning', owner: null, ticket: null };

function read(value: JsonValue): readonly unknown[] {
  const written = ignoresOf(value, (path) => ({ file: 'stack.yaml', line: 5, column: path.length + 1 }), covers);
  return written.map((one) => ('problem' in one ? `${one.problem.where} ${one.problem.message}` : one));
}

test.each<readonly [string, JsonValue, readonly object[]]>([
  ['one entry', { ignore: entry }, [{ ...said, covers, place: { file: 'stack.yaml', line: 5, column: 2 } }]],
  ['a list', { ignore: [entry, { ...entry, guardrail: ['regions', 'required-*'], owner: 'ml', ticket: 'CHG-1' }] }, [
    { ...said, covers, place: { file: 'stack.yaml', line: 5, column: 3 } },
    { ...said, guardrails: ['regions', 'required-*'], owner: 'ml', ticket: 'CHG-1', covers, place: { file: 'stack.yaml', line: 5, column: 3 } },
  ]],
])('%s', (_, value, expected) => {
  expect(read(value)).toEqual(expected);
});

test.each<readonly [JsonValue, string]>([
  ['gpu-shapes', 'stack.yaml:5:1 Metadata.landrail is not a map; it waives nothing'],
  [{ ignores: [entry] }, 'stack.yaml:5:2 Metadata.landrail has the key "ignores"; it waives nothing'],
  [{}, 'stack.yaml:5:2 an entry of Metadata.landrail.ignore is not a map; it waives nothing'],
  [{ ignore: ['gpu-shapes'] }, 'stack.yaml:5:3 an entry of Metadata.landrail.ignore is not a map; it waives nothing'],
  [{ ignore: { ...entry, guardrail: [] } }, 'stack.yaml:5:2 the ignore names no guardrail; it waives nothing'],
  [{ ignore: { ...entry, guardrail: { Ref: 'Id' } } }, 'stack.yaml:5:3 {"Ref":"Id"} is not a guardrail id; it waives nothing'],
  [{ ignore: { ...entry, until: 20261231 } }, 'stack.yaml:5:3 until of the ignore is no text; it waives nothing'],
  [{ ignore: { ...entry, expires: 'x' } }, 'stack.yaml:5:3 the ignore has the field "expires"; it waives nothing'],
  [{ ignore: { guardrail: 'gpu-shapes' } }, 'stack.yaml:5:2 the ignore has no until and no reason; it waives nothing'],
])('%j', (value, expected) => {
  expect(read(value)).toEqual([expected]);
});
