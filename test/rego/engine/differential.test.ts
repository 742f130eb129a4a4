import { describe, expect, test } from 'vitest';
import { differences } from './both.ts';
import { families } from './families/index.ts';
import { known } from './known-differences.ts';
import { Random } from './random.ts';

const met = new Set<string>();

describe('the compiled engine gives what OPA gives in Go', () => {
  for (const family of families) {
    test(`${family.name}: ${Object.keys(family.rules).length} rules over ${family.inputs} inputs`, async () => {
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
