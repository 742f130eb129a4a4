import type { Random } from './random.ts';

/** JSON texts of the values that policies meet, and of some that they should not. */
export const numbers = [
  '0', '1', '-1', '2', '3', '7', '-42', '10', '255', '1024', '0.5', '-0.25', '1.5', '2.5', '3.0', '1e3', '0.1', '0.2', '100.25', '9007199254740991', '9007199254740993',
  '2147483648', '-2147483649', '4294967296', '9223372036854775807', '-9223372036854775808', '9223372036854775808', '12345678901234567890123', '1e21', '1e-7', '123456.789',
];
export const strings = [
  '""', '"a"', '"A"', '"b"', '"gpu"', '"p5.48xlarge"', '"eu-west-1"', '"eu-west-1a"', '"arn:aws:iam::123456789012:role/Admin"', '"10.0.0.0/8"', '"owner"', '"Owner"', '"a,b,,c"', '"<a href=\\"x\\">&\\u2028\\u007f</a>"', '"\\ud83d alone"', '"/"', '"{\\"a\\":[1, 2.50]}"', '"[1]x"', '"eyJhIjoxfQ=="', '"eyJhIjoxfQ"', '"\\u00ad\\u200b\\ufeff"', '" padded\\t\\n"',
  '"naïve"', '"NAÏVE"', '"日本"', '"😀"', '"😀 ok 😀"', '"\\uff01"', '"a\\"q\\"\\\\"', '"\\u0000\\u0001\\u007f"', '"0"', '"12"', '"-1.5"', '"1e3"', '"true"', '"null"', '"e\\u0301"', '"ß"', '"İ"', '"ǆ"', '"aaa"', '"abcabc"',
];
const others = ['null', 'true', 'false'];
const keys = ['"owner"', '"tags"', '"a"', '"b"', '"0"', '"😀"', '"\\uff01"', '""', '"__proto__"', '"instance_type"', '"zone"'];

/** A JSON text, composites included as deep as `depth`. */
export function valueText(random: Random, depth = 3): string {
  const kind = random.below(depth > 0 ? 8 : 4);
  if (kind < 2) return random.pick(strings);
  if (kind === 2) return random.pick(numbers);
  if (kind === 3) return random.pick(others);
  const items = (): string => random.list(4, () => valueText(random, depth - 1)).join(',');
  if (kind === 4 || kind === 5) return `[${items()}]`;
  if (kind === 6) return `{"$set":[${items()}]}`;
  return objectText(random, depth);
}

export function objectText(random: Random, depth = 3): string {
  const members = new Map(random.list(4, () => [random.pick(keys), valueText(random, depth - 1)] as const));
  return `{${[...members].map(([key, value]) => `${key}:${value}`).join(',')}}`;
}

export function listText(random: Random, make: () => string, most = 5): string {
  return `[${random.list(most, make).join(',')}]`;
}

export function setText(random: Random, make: () => string, most = 5): string {
  return `{"$set":${listText(random, make, most)}}`;
}
