import { describe, expect, test } from 'vitest';
import { hostBuiltinNames } from '#rego/builtins/names.ts';
import { builtins as yaml } from '#rego/builtins/yaml.ts';
import { now } from './both.ts';
import { callDifferences, type Call } from './calls.ts';
import type { CallFamily } from './calls/family.ts';
import { textCalls } from './calls/text.ts';
import { timeCalls } from './calls/time.ts';
import { patternCalls } from './calls/patterns.ts';
import { castCalls, valueCalls } from './calls/values.ts';
import { yamlCalls } from './calls/yaml.ts';
import { Random } from './random.ts';

const others = ['null', 'true', '1.5', '[]', '{}', 'set()', '{"a": 1}', '["x"]', '{"x"}', '""', '"x"'];

/** Arguments as they should be, and some of any type. */
function generated(family: CallFamily, each: number): readonly Call[] {
  const random = new Random(20_261_125);
  return Object.entries(family).flatMap(([name, make]) =>
    Array.from({ length: each }, () => ({ name, args: make(random).map((one) => (random.chance(0.06) ? random.pick(others) : one)) })),
  );
}

describe('built-in functions of the host answer as those of Go', () => {
  test('over texts', async () => {
    expect(await callDifferences(generated(textCalls, 40))).toEqual([]);
  });

  test('over values', async () => {
    expect(await callDifferences(generated(valueCalls, 120))).toEqual([]);
  });

  test('over times', async () => {
    // Go has the names of zones (CET, PDT) in its zone data, and JavaScript has not: the policy fails instead of printing another name.
    const found = await callDifferences(generated(timeCalls, 150));
    expect(found.filter((one) => !one.ours.includes('with the name of a zone (MST in the layout) other than UTC'))).toEqual([]);
  });

  test('over YAML', async () => {
    expect(await callDifferences(generated(yamlCalls, 300))).toEqual([]);
  });

  test('over YAML that is nested too deeply: the policy fails, and not the process', () => {
    const chain = ['k0: &k0 x', ...Array.from({ length: 1000 }, (_, n) => `k${n + 1}: &k${n + 1} [*k${n}]`)].join('\n');
    for (const text of ['['.repeat(1000), `${'['.repeat(100_000)}${']'.repeat(100_000)}`, Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''), chain]) {
      for (const name of ['yaml.unmarshal', 'yaml.is_valid']) expect(() => yaml[name]?.([text], { now, print: () => undefined })).toThrow('YAML that is nested more than 256 levels deep');
    }
  });

  test('of Rego v0', async () => {
    expect(await callDifferences(generated(castCalls, 25), 'v0')).toEqual([]);
  });

  test('each of them, here or where they have tests of their own', () => {
    const elsewhere = ['sprintf', 'internal.print'];
    expect([...Object.keys({ ...textCalls, ...valueCalls, ...timeCalls, ...yamlCalls, ...patternCalls, ...castCalls }), ...elsewhere].sort()).toEqual(hostBuiltinNames);
  });
});
