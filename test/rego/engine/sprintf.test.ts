import { describe, expect, test } from 'vitest';
import { Refusal } from '#rego/builtins/builtin.ts';
import { parseLiteral } from '#rego/literal.ts';
import { sprintf } from '#rego/sprintf/sprintf.ts';
import type { RegoValue } from '#rego/value.ts';
import { oracle } from './modules.ts';
import { Random } from './random.ts';

/** Arguments as Rego writes them. */
const literals = [
  '0', '-0', '7', '-42', '65', '128512', '1114112', '55296', '9223372036854775807', '9223372036854775808', '-9223372036854775809', '12345678901234567890123',
  '0.5', '1.0', '2.50', '-3.25', '1e3', '1e21', '123456789.125', '1e-7', '0.000123', '100000.0', '1000000.0', '1e400', '2.5', '3.5', '0.1', '1.7976931348623157e308', '5e-324',
  '""', '"gpu"', '"p5.48xlarge"', '"naïve"', '"日本"', '"😀 ok"', '"a\\tb\\n\\"q\\""', '"back`tick"', '"\\u0007\\u007f\\u200b"', '"50%"',
  'true', 'false', 'null', '[]', '[1, "a", [2.0, null]]', '{}', '{"owner": "ml", "n": {"k": [1]}}', '{1: "one", true: "t"}', 'set()', '{3, 1, 2}', '{"b", "a"}', '["\\u00e9", "\\u0000"]', '{[1], {"a": 1}}',
];
const verbs = [...'vvvvsssdddqqxXobOceEfFgGtTUjzp%é'];
const flags = ['', '', '', '', '+', '-', '0', '#', ' ', '+0', '-0', '# ', '+#', '0-', '# 0'];
const widths = ['', '', '', '', '1', '5', '10', '12', '*', '[1]*', '[2]*', '2000000', '1000001'];
const precisions = ['', '', '', '', '.', '.0', '.1', '.3', '.10', '.20', '.*', '.[1]*', '.[2]*'];
const indexes = ['', '', '', '', '', '', '[1]', '[2]', '[3]', '[0]', '[x]', '[', '[5'];
const texts = ['', '', 'owner=', ' of ', '%%', '日', '[x] '];

function generated(count: number): readonly { readonly format: string; readonly args: string }[] {
  const random = new Random(20_261_123);
  return Array.from({ length: count }, () => {
    const items = random.list(3, () => `%${random.pick(flags)}${random.pick(widths)}${random.pick(precisions)}${random.pick(indexes)}${random.pick(verbs)}`);
    const format = items.map((item) => random.pick(texts) + item).join('') + random.pick(texts) + (random.chance(0.03) ? '%' : '');
    const args = random.list(4, () => random.pick(literals));
    return { format, args: `[${args.join(', ')}]` };
  });
}

/** Every simple verb with every argument. */
function table(): readonly { readonly format: string; readonly args: string }[] {
  return [...'vsdqxXobOcUeEfFgGtTp'].flatMap((verb) => literals.map((literal) => ({ format: `%${verb}|%+${verb}|%#${verb}|%08${verb}|%-9.2${verb}|`, args: `[${literal}, ${literal}, ${literal}, ${literal}, ${literal}]` })));
}

function outcome(format: string, args: string): string {
  try {
    return sprintf(format, parseLiteral(args) as readonly RegoValue[]);
  } catch (error) {
    if (error instanceof Refusal) return `refused: ${error.message}`;
    throw error;
  }
}

describe('sprintf prints what Go prints', () => {
  test.each([
    ['%d of %d', '[3, 10]', '3 of 10'],
    ['%s', '["owner"]', 'owner'],
    ['%v', '[{"b": 1, "a": [true, null]}]', '{"a": [true, null], "b": 1}'],
    ['%v %v %v', '[{2, 1}, set(), "x"]', '{1, 2} set() x'],
    ['%q', '["say \\"hi\\""]', '"say \\"hi\\""'],
    ['%5.1f|%-8s|%08.3f|%+d|%x', '[3.14159, "ab", -2.5, 7, 255]', '  3.1|ab      |-002.500|+7|ff'],
    ['%d', '["a"]', '%!d(string=a)'],
    ['%d %d', '[1]', '1 %!d(MISSING)'],
    ['%d', '[1, "b"]', '1%!(EXTRA string=b)'],
    ['%d', '[12345678901234567890]', '12345678901234567890'],
    ['%t', '[true]', '%!t(string=true)'],
    ['100%', '[]', '100%!(NOVERB)'],
    ['%[2]s %[1]s', '["a", "b"]', 'b a'],
    ['%w', '["a"]', '%!w(string=a)'],
    ['%p', '[1.5]', '%!p(float64=1.5)'],
  ])('%s of %s is %s', (format, args, expected) => {
    expect(sprintf(format, parseLiteral(args) as readonly RegoValue[])).toBe(expected);
  });

  test('for each verb and each kind of argument, and for 1,500 generated formats', async () => {
    const cases = [...table(), ...generated(1500)];
    // As terms of one array, so that numbers keep their text; a call each would take the compiler minutes.
    const terms = cases.map(({ format, args }) => `\t[${JSON.stringify(format)}, ${args}],`).join('\n');
    const policy = `package report\n\ncases := [\n${terms}\n]\n\nlines := [sprintf(item[0], item[1]) | some item in cases]\n`;
    const [answer] = await oracle([policy], 'data.report.lines', [{}]);
    const expected = answer?.results[0]?.expressions[0] as readonly string[];
    expect(expected).toHaveLength(cases.length);
    const wrong = cases.flatMap(({ format, args }, index) => {
      const printed = outcome(format, args);
      // Go prints where a big integer lies in memory, or its innards.
      return printed === expected[index] || /^refused: verb %[pw] for an integer of more than 64 bits$/.test(printed) ? [] : [{ format, args, go: expected[index]?.slice(0, 200), printed: printed.slice(0, 200) }];
    });
    expect(wrong).toEqual([]);
    // The real engine takes most of it: ten seconds, and many times that where others are at work.
  }, 240_000);
});
