import { expect, test } from 'vitest';
import { wildcardMatches } from '#model/wildcard.ts';

test.each<[string, string, boolean]>([
  ['module.training.*', 'module.training.aws_instance.gpu[0]', true],
  ['module.training.*', 'module.training', false],
  ['*', '', true],
  ['*', 'anything.at["all"]', true],
  ['', '', true],
  ['', 'a', false],
  ['aws_instance.a[0]', 'aws_instance.a[0]', true],
  ['aws_instance.a[0]', 'aws_instance.a0', false],
  ['aws_instance.a[*]', 'aws_instance.a["eu.west"]', true],
  ['*.aws_instance.?', 'module.x.aws_instance.a', true],
  ['*.aws_instance.?', 'module.x.aws_instance.ab', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-b-b-d', false],
  ['**', 'x', true],
  ['{a,b}', 'a', false],
])('%s on %s: %s', (pattern, text, expected) => {
  expect(wildcardMatches(pattern, text)).toBe(expected);
});

test('a pattern made to backtrack stays quick', () => {
  const started = performance.now();
  expect(wildcardMatches(`${'a*'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
