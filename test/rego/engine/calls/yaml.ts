import { quoted } from '../literals.ts';
import type { Random } from '../random.ts';
import type { CallFamily } from './family.ts';

/**
 * Left out, where the library for JavaScript reads by YAML 1.2 and Go's by 1.1: tabs between tokens, U+2028 as a line end, lines of a flow collection or of a quoted text that are not indented.
 * A date with an explicit tag is refused.
 */
const scalars = [
  'gpu', '1', '-7', '1.5', '1e3', '.5', '5.', '0x1F', '0o17', '017', '08', '0b101', '1_000', '+3', '-0', '12345678901234567890', '1e400', '.inf', '-.Inf', 'true', 'True', 'TRUE', 'yes', 'no', 'on', 'off', 'y', 'null', '~', 'Null', '', '2026-11-24', '2026-11-24T10:00:00Z', '12:30:45', '190:20:30',
  '"quoted\\n\\u00e9\\x41"', "'it''s'", '"unterminated', "'a", '!!str 12', '!!int "12"', '!!float 3', '!!bool yes', '!!null x', '!!binary aGk=', '!custom x', '&x 1', '*x', '*unknown', '- a', 'a: b', 'a:b', '@at', '`tick', '%dir', '#c', 'x #c', 'x#c', '[a, b]', '{a: 1, b: [2]}', '[a, , b]', '{a, b}', '{a: }', '? x', '|', '>', '|-\n  text\n  more', '>-\n  folded\n  text\n\n  para', '|2\n   in', '"\\q"', '日本', '😀', '- - x', '<<', '=', '.', '1.2.3', '1,000', '0.1e-2', '1E+2', 'e3', '0x', '0xg', '-0x1f', '--1', '1__0', '_1', '1_', '0b2', '0X1f', '0B1', '-0o7', '0xFFFFFFFFFFFFFFFFFF', '.5_0', '1_0.5', '0777_0', '!!set {a}', '!!map {a: 1}', '!!seq [1]', '"\\ud83d"', '\u{feff}x', '\u0007', '\u0085', '9223372036854775808', '-9223372036854775809', '0o8', '0.', '-.5', '+.5', '1e', '1.e3',
];
const keys = ['a', 'b', 'owner', '1', 'true', 'null', '"q"', '1.5', '~', '? k', 'a b', '-', '0x10', '2026-11-24', '__proto__', '', '!!str 1', '&k key'];

function node(random: Random, indent: string, depth: number): string {
  const kind = depth === 0 ? 0 : random.below(4);
  if (kind < 2) return ` ${random.pick(scalars)}`;
  const left = [...keys];
  const items = Array.from({ length: 1 + random.below(3) }, () => {
    const inner = node(random, `${indent}  `, depth - 1);
    return kind === 2 ? `${indent}-${inner}` : `${indent}${left.splice(random.below(left.length), 1).join('')}:${inner}`;
  });
  return `\n${items.join('\n')}`;
}

const documents = [
  'base: &base {a: 1, b: 2}\nown:\n  <<: *base\n  b: 3', 'x: &x [1]\ny: *x', '<<: {a: 1}\na: 2', '<<: [{a: 1}, {a: 2, b: 3}]', '<<: 1', 'a: 1\na: 2', 'a: 1\n---\nb: 2', '--- \n...\n', '---\na: 1\n...\n---\n[', '%YAML 1.1\n---\na: yes', '%YAML 2.0\n---\na', '%TAG ! tag:x,2026:\n---\n!y z', '# nothing', '\n\n', '- 1\n- 2\n - 3', 'a:\n\tb: 1', 'a: 1\n b: 2', '{"json": [1, 2.50, "x", null, true]}', '{"a":1}{"b":2}', 'a: &a\n  b: *a', '&a [*a]', 'a: b: c', '"a": 1\n"a" : 2', '? a\n: b\n? c', '? [a, b]\n: c', '- ? x\n  : y\n- z', 'key: |\n  line\n   more\n\n\nnext: >\n  a\n  b\n\n   c\n', 'key: |+\n  a\n\n\nb: |-\n  c\n\n', 'a:\n- 1\n- 2\nb:\n  - 3', 'a: "x\\\n  y"', "a: 'x\n\n  y'", 'plain\n\nmultiline\n text', '[a: 1, b]', '[? a : b]', '{a: 1, a: 2}', '{1: x, "1": y}', '{~: x, null: y}', '{1.0: x, 1: y, true: z, 0x1: w}', '- &a x\n- *a\n- &a y\n- *a', 'a: *b\nb: &b 1', 'anchors: &x\nb: *x', 'a: !!str\nb: !!null', 'a: "\\x00"', '"a" "b"', '- a\nb: c', 'a: >\n\n\n', 'x: >1\n  a', '{a: "b": c}', '[]: x', "!<tag:yaml.org,2002:int> '3'", 'date: 2026-11-24 10:00:00', '\ufeffa: 1', 'a: 1\r\nb: 2\r\n', 'a: 1\rb: 2',
];

function document(random: Random): string {
  if (random.chance(0.25)) return random.pick(documents);
  return `${random.chance(0.1) ? '---' : ''}${node(random, '', 3)}`.replace(/^\n/, '') + random.pick(['', '\n']);
}

export const yamlCalls: CallFamily = {
  'yaml.is_valid': (random) => [quoted(document(random))],
  'yaml.unmarshal': (random) => [quoted(random.chance(0.3) ? random.pick(scalars) : document(random))],
};
