import { describe, expect, test } from 'vitest';
import { differences, type Given, type Rules } from './both.ts';
import { known } from './known-differences.ts';
import { Random } from './random.ts';
import { numbers, valueText } from './texts.ts';

interface Family {
  readonly rules: Rules;
  readonly support?: string;
  readonly inputs: number;
  readonly make: (random: Random) => Given;
}

const families: Readonly<Record<string, Family>> = {
  arithmetic: {
    inputs: 200,
    make: (random) => ({ a: random.pick(numbers), b: random.pick(numbers), c: random.chance(0.2) ? valueText(random) : random.pick(numbers) }),
    rules: {
      plus: 'a + b', minus: 'a - c', times: 'a * b', over: 'a / c', rest: 'a % c', negative: '0 - a',
      less: 'a < b', most: 'a <= c', more: 'a > b', least: 'a >= c', same: 'a == b', other: 'a != c',
      absolute: 'abs(a)', up: 'ceil(a)', down: 'floor(a)', near: 'round(a)',
      total: 'sum([a, b, c])', factor: 'product([a, b, c])', top: 'max([a, b, c])', bottom: 'min({a, b, c})', ordered: 'sort([a, b, c])',
      distinct: '{a, b, c}', text: 'format_int(a, 10)', hex: 'format_int(b, 16)', spread: 'numbers.range(1, 5)',
    },
  },
};

const met = new Set<string>();

describe('the compiled engine gives what OPA gives in Go', () => {
  for (const [name, family] of Object.entries(families)) {
    test(`${name}: ${Object.keys(family.rules).length} rules over ${family.inputs} inputs`, async () => {
      const random = new Random(20_261_124);
      const inputs = Array.from({ length: family.inputs }, () => family.make(random));
      const found = await differences(family.rules, inputs, family.support);
      const unknown = found.filter((one) => {
        const reason = known.find((other) => other.holds(one));
        if (reason) met.add(reason.why);
        return !reason;
      });
      expect(unknown).toEqual([]);
    });
  }

  test('every known difference is still one', () => {
    expect([...met].sort()).toEqual(known.map((one) => one.why).sort());
  });
});
