import { listText, setText, strings, valueText } from '../texts.ts';
import type { Random } from '../random.ts';
import type { Family } from './family.ts';

const pieces = ['""', '","', '"a"', '"-"', '"1"', '"\\u00e9"', '"😀"', '" "', '"aa"', '"arn:"', '"A"', '"ab"', '"\\t"', '"\\uff01"'];
const wrongOr = (random: Random, right: string): string => (random.chance(0.12) ? valueText(random, 2) : right);

export const text: Family = {
  name: 'text',
  inputs: 200,
  make: (random) => ({ a: wrongOr(random, random.pick(strings)), b: wrongOr(random, random.pick(random.chance(0.6) ? pieces : strings)), c: wrongOr(random, random.pick(['0', '1', '2', '3', '-1', '5', '100', '1.0', '1.5', '"x"', '""'])) }),
  rules: {
    lower: 'lower(a)', upper: 'upper(a)', contains: 'contains(a, b)', starts: 'startswith(a, b)', ends: 'endswith(a, b)', at: 'indexof(a, b)', split: 'split(a, b)',
    replace: '\nr_replace := replace(a, b, c) if b != ""', trim: 'trim(a, b)', left: 'trim_left(a, b)', right: 'trim_right(a, b)', prefix: 'trim_prefix(a, b)', suffix: 'trim_suffix(a, b)', space: 'trim_space(a)',
    from: 'substring(a, c, -1)', part: 'substring(a, c, 2)', none: 'substring(a, 1, c)', reverse: 'strings.reverse(a)', number: 'to_number(a)', length: 'count(a)', order: '[a < b, a <= b, a == b]', sorted: 'sort([a, b, "gpu", "！", "😀"])',
    replaces: 'strings.replace_n({a: b, "a": "<a>", "r": "<r>"}, "arn:aws:aa")', filled: '$"{a} of {b} and {c}"', encoded: 'base64.encode(a)', url: 'base64url.encode(a)', json: 'json.marshal(a)', kind: 'type_name(b)',
    quoted: 'sprintf("%v %s %q", [a, b, c])', unpadded: 'trim_right(base64.encode(a), "=")', back: 'base64.decode(base64.encode(a))', bytes: 'base64.decode(a)', valid: '[base64.is_valid(a), json.is_valid(a)]', parsed: 'json.unmarshal(a)',
  },
};

export const joined: Family = {
  name: 'joined text',
  inputs: 120,
  make: (random) => {
    const words = (): string => (random.chance(0.5) ? listText : setText)(random, () => wrongOr(random, random.pick(strings)));
    return { a: wrongOr(random, words()), b: wrongOr(random, random.pick(pieces)), c: words() };
  },
  rules: { concat: 'concat(b, a)', each: '[lower(e) | some e in a]', unique: '{upper(e) | some e in a}', both: 'concat(b, {concat(b, a), "x"})', sorted: 'sort(a)', biggest: 'max(a)', smallest: 'min(c)' },
};
