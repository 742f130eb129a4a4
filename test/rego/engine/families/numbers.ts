import { numbers, valueText } from '../texts.ts';
import type { Family } from './family.ts';

export const arithmetic: Family = {
  name: 'arithmetic',
  inputs: 200,
  make: (random) => ({ a: random.pick(numbers), b: random.pick(numbers), c: random.chance(0.2) ? valueText(random) : random.pick(numbers) }),
  rules: {
    plus: 'a + b', minus: 'a - c', times: 'a * b', over: 'a / c', rest: 'a % c', negative: '0 - a',
    less: 'a < b', most: 'a <= c', more: 'a > b', least: 'a >= c', same: 'a == b', other: 'a != c',
    absolute: 'abs(a)', up: 'ceil(a)', down: 'floor(a)', near: 'round(a)',
    total: 'sum([a, b, c])', factor: 'product([a, b, c])', top: 'max([a, b, c])', bottom: 'min({a, b, c})', ordered: 'sort([a, b, c])',
    distinct: '{a, b, c}', text: 'format_int(a, 10)', hex: 'format_int(b, 16)', octal: 'format_int(c, 8)', odd_base: 'format_int(a, 3)',
    wrong: 'a + true_or(c)',
  },
  support: 'true_or(x) := x',
};

const small = ['0', '1', '-1', '2', '3', '5', '8', '-7', '10', '62', '63', '64', '255', '-256', '65535', '4294967295', '4294967296', '9007199254740993', '-9223372036854775808', '18446744073709551616', '1.5', '2.0'];

export const integers: Family = {
  name: 'integers and bits',
  inputs: 150,
  make: (random) => ({ a: random.pick(small), b: random.pick(small), c: random.chance(0.3) ? valueText(random, 1) : random.pick(small.slice(0, 9)) }),
  rules: {
    conjunction: 'bits.and(a, b)', disjunction: 'bits.or(a, b)', exclusive: 'bits.xor(a, b)', negated: 'bits.negate(a)', left: 'bits.lsh(a, c)', right: 'bits.rsh(a, c)',
    rest: 'a % b', over: 'a / b', upto: '\nr_upto := numbers.range(a, c) if abs(a - c) < 300', number: 'to_number(c)', kinds: '[type_name(a), is_number(c), is_string(c), is_boolean(c), is_array(c), is_set(c), is_object(c), is_null(c)]',
  },
};
