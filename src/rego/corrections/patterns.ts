import { contains, intersects } from '../builtins/cidr.ts';
import { differsInRe2, regexBuiltins } from '../builtins/regex.ts';
import { always, keep, type Correction } from './correction.ts';

function inGo(name: keyof typeof regexBuiltins): Correction['call'] {
  return (args) => (typeof args[0] === 'string' && differsInRe2(args[0]) ? regexBuiltins[name](args) : keep);
}

/** Whether a brace of a glob is never closed: Go takes it for no pattern. */
function unclosed(pattern: string): boolean {
  let depth = 0;
  for (const [piece] of pattern.matchAll(/\\.|\[[^\]]*\]|[{}]/gs)) {
    if (piece === '{') depth++;
    else if (piece === '}' && depth > 0) depth--;
  }
  return depth > 0;
}

export const patterns: readonly Correction[] = [
  { name: 'regex.match', native: 'opa_regex_match', parameters: 2, when: always, call: inGo('match') },
  { name: 'regex.is_valid', native: 'opa_regex_is_valid', parameters: 1, when: always, call: inGo('isValid') },
  { name: 'regex.find_all_string_submatch_n', native: 'opa_regex_find_all_string_submatch', parameters: 3, when: always, call: inGo('findAll') },
  { name: 'glob.match', native: 'opa_glob_match', parameters: 3, when: always, call: ([pattern]) => (typeof pattern === 'string' && unclosed(pattern) ? undefined : keep) },
  // The module takes what is no network for one, and knows no IPv6 form of IPv4 addresses.
  { name: 'net.cidr_contains', native: 'opa_cidr_contains', parameters: 2, when: always, call: ([outer, inner]) => contains(outer, inner) },
  { name: 'net.cidr_intersects', native: 'opa_cidr_intersects', parameters: 2, when: always, call: ([a, b]) => intersects(a, b) },
];
