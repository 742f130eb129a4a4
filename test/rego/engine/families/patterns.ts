import { nativeGlob, nativePattern } from '../calls/patterns.ts';
import type { Family } from './family.ts';

export const patterns: Family = {
  name: 'patterns', inputs: 400, make: nativePattern,
  rules: { match: 'regex.match(a, b)', valid: 'regex.is_valid(a)', all: 'regex.find_all_string_submatch_n(a, b, c)', twice: '[regex.match(a, x) | some x in [b, "abc", ""]]' },
};

export const globs: Family = {
  name: 'globs', inputs: 300, make: nativeGlob,
  rules: { match: 'glob.match(a, c, b)' },
};
