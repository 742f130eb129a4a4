import { describe, expect, test } from 'vitest';
import { hostBuiltinNames } from '#rego/builtins/names.ts';
import { Host } from '#rego/host.ts';
import { Regex } from '#go/re2/regex.ts';
import { RegoObject } from '#rego/value.ts';
import { loadModule } from '#rego/wasm-module.ts';
import { now } from './both.ts';
import { callDifferences } from './calls.ts';
import { patternCalls } from './calls/patterns.ts';
import { compiler } from './modules.ts';
import { Random } from './random.ts';

test('regex.replace, split, find_n and template_match over 2,400 generated patterns and texts, broken ones included, as Go', async () => {
  const random = new Random(20_261_126);
  const calls = Object.entries(patternCalls).flatMap(([name, make]) => Array.from({ length: 600 }, () => ({ name, args: make(random) })));
  expect(await callDifferences(calls)).toEqual([]);
});

describe('time is linear in the text', () => {
  // A backtracking matcher takes 2 ** 30 steps for 30 characters of the first.
  test.each(['(a+)+$', '(a|aa)+$', '(a*)*b', '(.*)(.*)(.*)(.*)[^a]$', '(?:a?){30}a{30}b', '((a|b)*c?)*d'])('%s', (pattern) => {
    const regex = new Regex(pattern);
    const timed = (length: number): number => {
      const subject = `${'a'.repeat(length)}!`;
      const start = performance.now();
      regex.find(subject);
      return performance.now() - start;
    };
    timed(2000);
    const short = Math.min(timed(2000), timed(2000), timed(2000));
    const long = Math.min(timed(20_000), timed(20_000), timed(20_000));
    expect(long).toBeLessThan(Math.max(short, 1) * 40);
  });

  test('also inside a policy, in the functions that are linked into it', async () => {
    const text = 'package limits\n\nmatched if regex.match(`(a+)+$`, input)\n\nnamed if regex.match(`(?<run>a+)+$`, input)\n\nreplaced := regex.replace(input, `(a+)+!`, "<$1>")\n';
    const { wasm, entries } = await (await compiler()).compile({ modules: [{ path: 'limits.rego', text }], entries: [{ id: 'limits', package: 'limits', rules: ['matched', 'named', 'replaced'] }], hostBuiltins: hostBuiltinNames });
    const host = await Host.open(await loadModule(wasm), { now, print: () => undefined });
    host.setInput(Buffer.from(JSON.stringify(`${'a'.repeat(5000)}!`)));
    const start = performance.now();
    const value = host.evaluate(entries[0]?.entrypoint ?? '');
    expect(performance.now() - start).toBeLessThan(5000);
    expect(value instanceof RegoObject && value.members).toEqual([['replaced', `<${'a'.repeat(5000)}>`]]);
  });
});
