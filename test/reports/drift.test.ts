import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { renderJson } from '#reports/json.ts';
import { resultJsonSchema } from '#reports/json-schema.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { expectGolden } from './golden.ts';
import { night } from './night.ts';

const plain = { color: false, width: 100, verbose: false };

test.each([60, 100])('a night at %i columns', (width) => expectGolden(`drift-${width}.txt`, renderTerminal(night, { ...plain, width })));

test('with everything, what is ignored included', () => expectGolden('drift-verbose.txt', renderTerminal(night, { ...plain, verbose: true })));

test('colours change no line break', () => expect(stripVTControlCharacters(renderTerminal(night, { ...plain, color: true }))).toBe(renderTerminal(night, plain)));

test('as JSON, which the schema takes', () => {
  const text = renderJson(night);
  expectGolden('drift.json', text);
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(resultJsonSchema());
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
});

test('an item that breaks a rule is told whole, whatever its verdict', () => {
  const drift = night.drift;
  if (drift === undefined) throw new Error('no drift');
  const asked = { ...night, drift: { ...drift, items: drift.items.map((item, index) => (index === 0 ? { ...item, verdict: 'undetermined' as const } : item)) } };
  expect(renderTerminal(asked, plain)).toContain('rule     gpu-shapes (high)  p5.48xlarge has 8 NVIDIA H100');
});
