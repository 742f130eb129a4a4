import { describe, expect, test } from 'vitest';
import { FoldedNames } from '../../src/audit/folded-names.ts';

const told = (names: readonly string[], size?: number): readonly string[] => {
  const folded = new FoldedNames(size);
  for (const name of names) folded.add(name);
  return [...folded.sorted()];
};

describe('names of a folder', () => {
  test.each([
    ['none', []],
    ['one', ['a']],
    ['characters of two units, and those that share the first', ['😀', '😁', '😀a', 'x', '\ud83d']],
    ['prefixes of each other', ['aaaa', 'aa', 'aaa', '', 'a', 'aaab', 'b']],
    ['names of CloudTrail', Array.from({ length: 500 }, (_, index) => `111122223333_CloudTrail_eu-west-1_20261128T${String((index * 7919) % 2400).padStart(4, '0')}Z_${((index * 2654435761) % 4294967296).toString(36)}.json.gz`)],
    ['long ones', Array.from({ length: 30 }, (_, index) => `${'ü'.repeat(127 - (index % 5))}${index}`)],
  ])('come out sorted, in runs of any size: %s', (_, names) => {
    const wellFormed = names.filter((name) => name.isWellFormed());
    const sorted = [...wellFormed].sort();
    for (const size of [1, 2, 3, 7, 100, undefined]) expect(told(wellFormed, size)).toEqual(sorted);
  });

  test('twice the same stays twice', () => {
    expect(told(['b', 'a', 'b', 'a'], 2)).toEqual(['a', 'a', 'b', 'b']);
  });
});
