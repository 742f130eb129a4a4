import { expect, test } from 'vitest';
import { nearest } from '#config/nearest.ts';

const ids = ['gpu-shapes', 'regions', 'required-tags', 'scopes'];

test.each<readonly [word: string, near: string | null]>([
  ['gpu-shape', 'gpu-shapes'],
  ['gpu', 'gpu-shapes'],
  ['Required', 'required-tags'],
  ['re', null],
  ['req', 'required-tags'],
  ['reg', 'regions'],
  ['', null],
  ['payroll', null],
])('%s', (word, near) => expect(nearest(word, ids)).toBe(near));

test('a beginning that two share is no guess', () => expect(nearest('instance', ['instance-types-allowed', 'instance-profiles-allowed'])).toBeNull());
