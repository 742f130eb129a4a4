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
    conjunction: 'bits.and(a, b)', disjunction: 'bits.or(a, b)', exclusive: 'bits.xor(a, b)', negated: 'bits.negate(a)', left: '\nr_left := bits.lsh(a, c) if c < 2000', right: 'bits.rsh(a, c)',
    rest: 'a % b', over: 'a / b', upto: '\nr_upto := numbers.range(a, c) if abs(a - c) < 300', number: 'to_number(c)', kinds: '[type_name(a), is_number(c), is_string(c), is_boolean(c), is_array(c), is_set(c), is_object(c), is_null(c)]',
  },
};

const everyday = ['0', '1', '-1', '2', '3', '7', '10', '12', '60', '100', '255', '1024', '365', '730', '86400', '1000000', '4294967296', '123456789012', '0.5', '0.25', '1.5', '2.5', '-0.75', '0.1', '0.2', '0.3', '19.99', '99.9', '3.0', '10.0', '3.14159', '0.333', '1e3', '0.07'];

/** What messages say of computed numbers. */
export const printed: Family = {
  name: 'printed numbers',
  inputs: 300,
  make: (random) => ({ a: random.pick(everyday), b: random.pick(everyday), c: random.pick(everyday) }),
  rules: {
    sum: 'sprintf("%v %d %s %.2f", [a + b, a + b, a + b, a + b])', difference: 'sprintf("%v %d %.1f", [a - b, a - b, a - b])', product: 'sprintf("%v %d %.3f %g", [a * b, a * b, a * b, a * b])', quotient: 'sprintf("%.4f", [a / b])',
    quotient_whole: 'sprintf("%v %d", [a / b, a / b])', rest: 'sprintf("%v %d", [a % b, a % b])', rounded: 'sprintf("%v %d %s", [round(a * b), round(a), round(a - b)])', total: 'sprintf("%v %d", [sum([a, b, c]), sum([a, b])])', factor: 'sprintf("%v %d", [product([a, b]), product([a])])',
    highest: 'sprintf("%v %d", [max([a, b]), min({a, c})])', count: 'sprintf("%d of %v", [count([a, b]), count("abc") * 2])', text: 'sprintf("%v %v", [to_number("1.50"), to_number(sprintf("%v", [a]))])', filled: '$"{a + b} {a * b} {-1 * c}"', format: '[format_int(a * b, 10), format_int(a + c, 16)]',
    share: 'sprintf("%.1f%%", [(100 * a) / b])', marshalled: 'json.marshal([a + b, a * b, a])', nested: 'sprintf("%v", [{"n": a + b, "m": [a * c]}])', key: '{sprintf("%v", [k]): v | some k, v in {a + b: 1}}', compared: '[a + b == c, a * b < c, (a / b) * b == a]', as_index: '["x", "y", "z"][a - b]', concat: 'concat(":", [sprintf("%v", [a * 2]), "x"])',
  },
};

/** Whole numbers, however they are written, where one is needed. */
export const wholes: Family = {
  name: 'whole numbers',
  inputs: 120,
  make: (random) => ({
    a: random.pick(['[1, "b", [3], 4]', '[]', '["x"]']), b: random.pick(['"hello"', '"😀é日a"', '""']),
    c: random.pick(['0', '1', '2', '-1', '3', '100', '0.0', '1.0', '2.0', '1e0', '1.5', '-2.0', '1e3', '9223372036854775808', '"1"', '"1e"', '"+2"', '"007"', '".5"', '"1_0"', '"1e400"', '"-"', '" 1"', '"1."']),
  }),
  rules: {
    index: 'a[c]', path: 'object.get(a, [c], "none")', slice: 'array.slice(a, c, 3)', slice_to: 'array.slice(a, 0, c)', from: 'substring(b, c, -1)', length: 'substring(b, 1, c)', // Go falls over a shift by more than it has memory for.
    left: '\nr_left := bits.lsh(3, c) if c < 2000', right: 'bits.rsh(300, c)', and: 'bits.and(c, 7)', negated: 'bits.negate(c)',
    number: 'to_number(c) + 0', compared: '[to_number(c) == 1, to_number(c) < 2]', range: '\nr_range := numbers.range(c, 3) if c < 200', member: 'c in {0, 1, 2}', key: '{0: "a", 1: "b", 2: "c"}[c]', text: 'format_int(c, 10)', factor: 'c * 1',
  },
};
