import { listLiteral, literal, objectLiteral, setLiteral, text } from '../literals.ts';
import type { Random } from '../random.ts';
import { numbers } from '../texts.ts';
import type { CallFamily } from './family.ts';

const versions = ['1.2.3', '1.2.4', '1.10.0', '1.2.3-alpha', '1.2.3-alpha.1', '1.2.3-alpha.beta', '1.2.3-1', '1.2.3-01', '1.2.3-rc.11', '1.2.3-rc.2', '1.2.3+build.7', '1.2.3-rc.1+b', 'v1.2.3', 'V1.2.3', '1.2', '1', '', '01.2.3', '1.2.3.4', '1.2.3-', '1.2.3+', '9223372036854775808.0.0', '0.0.0', '1.2.x', ' 1.2.3', '1.2.3-é', '1.2.3--', '1.2.3-0', '1.2.3-a.99999999999999999999'];
const uuids = [
  '00000000-0000-0000-0000-000000000000', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', 'F47AC10B-58CC-4372-A567-0E02B2C3D479', 'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8', '{6ba7b810-9dad-11d1-80b4-00c04fd430c8}', '6ba7b8109dad11d180b400c04fd430c8', '6ba7b810-9dad-21d1-80b4-00c04fd430c8',
  '000003e8-9dad-21d1-8002-02c04fd430c8', '000003e8-9dad-21d1-8001-01c04fd430c8', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '018f3c2e-7f4a-7c11-9b2a-0123456789ab', '6ba7b810-9dad-11d1-c0b4-00c04fd430c8', '6ba7b810-9dad-11d1-70b4-03c04fd430c8', 'not a uuid', '', '6ba7b810-9dad-11d1-80b4-00c04fd430c', '6ba7b810x9dad-11d1-80b4-00c04fd430c8', '[6ba7b810-9dad-11d1-80b4-00c04fd430c8]', 'URN:UUID:6ba7b810-9dad-11d1-80b4-00c04fd430c8', '{6ba7b8109dad11d180b400c04fd430c8}',
];
const amounts = ['1', '10', '0', '1.5', '0.001', '100.25', '-1', '+2', '1e3', '1E3', '1e-3', '2e+2', '.5', '5.', '', '.', '1.2.3', '1_000', '0x10', '007', '12345678901234567890', '1e10000001', '3.3333333333333', 'Inf', '1/3'];
const suffixes = ['', 'k', 'K', 'm', 'M', 'g', 'G', 't', 'T', 'p', 'P', 'e', 'E', 'Ki', 'ki', 'KI', 'Mi', 'mi', 'Gi', 'GI', 'Ti', 'Pi', 'Ei', 'KB', 'kb', 'KiB', 'kib', 'MB', 'mib', 'GiB', 'gb', 'TB', 'EB', 'b', 'B', ' ', 'x', ' MB', 'i', 'mB', 'n', 'u'];
const quantity = (random: Random): string => JSON.stringify((random.chance(0.05) ? '"' : '') + random.pick(amounts) + random.pick(suffixes));

const pointer = (random: Random): string => random.pick(['""', '"/"', '"a"', '"/a"', '"/a/b"', '"a/0"', '"/a/-"', '"/a/01"', '"a/1/b"', '"/a~1b"', '"~0"', '[]', '["a"]', '["a", 0]', '["a", "0"]', '["a", "-"]', '["a", 1.0]', '[1]', '"b"', '"b/a"', '1', 'null', '"/a/-1"', '["a", 1, "b"]', '"//a"']);
const operation = (random: Random): string => {
  if (random.chance(0.03)) return literal(random, 1);
  const members: [string, string][] = [['"op"', random.pick(['"add"', '"add"', '"remove"', '"replace"', '"move"', '"copy"', '"test"', '"test"', '"merge"', '1'])], ['"path"', pointer(random)]];
  if (random.chance(0.85)) members.push(['"value"', random.chance(0.5) ? random.pick(['1', '"x"', '[]', '{}', '{"b": 1}', 'null']) : literal(random, 1)]);
  if (random.chance(0.7)) members.push(['"from"', pointer(random)]);
  if (random.chance(0.05)) members.shift();
  return `{${members.map((one) => one.join(': ')).join(', ')}}`;
};
const target = (random: Random): string => random.pick(['{"a": [1, {"b": 2}, "x"], "b": {"a": null}}', '{"a": {"b": 1}, "a/b": 2, "~": 3}', '[1, 2, 3]', '{"a": {1, 2, "b"}}', '{"a": {["b"], {"b": 1}}, "": 1}', '{1, "a"}', '{}', '"text"', '{"a": [[1, 2], []], 1: "one"}']);

const step = (random: Random): string => random.pick(['0', '1', '2', '3', '-1', '10', '1.0', '1.5', '100', '-5', '"1"']);

export const valueCalls: CallFamily = {
  'semver.compare': (random) => [text(random, versions), text(random, versions)],
  'semver.is_valid': (random) => [random.chance(0.1) ? literal(random) : text(random, versions)],
  'uuid.parse': (random) => [text(random, uuids)],
  'units.parse': (random) => [quantity(random)],
  'units.parse_bytes': (random) => [quantity(random)],
  'json.patch': (random) => [random.chance(0.85) ? target(random) : literal(random), random.chance(0.97) ? listLiteral(random, () => operation(random), 3) : literal(random)],
  'object.subset': (random) => {
    const one = literal(random, 3);
    return [random.pick([one, target(random), listLiteral(random, () => random.pick(['1', '2', '"a"']), 6), `{"a": ${one}, "b": [${one}]}`]), random.pick([one, '{"a": {"b": 1}}', '{}', '[]', 'set()', '{1}', '[1, 2]', '["a"]', `{"b": [${one}]}`, `{"a": ${one}}`])];
  },
  'graph.reachable_paths': (random) => [objectLiteral(random, () => listLiteral(random, () => random.pick(['"owner"', '"a"', '"b"', '1', '"x"']), 3), 5), random.chance(0.8) ? listLiteral(random, () => random.pick(['"owner"', '"a"', '"b"', '1', '"x"']), 3) : literal(random)],
  'numbers.range_step': (random) => [step(random), random.pick(['0', '1', '5', '-4', '20', '7.0', '2.5']), random.pick(['1', '2', '3', '0', '-1', '1.0', '0.5', '"1"', '10'])],
  'net.cidr_is_valid': (random) => [literal(random, 1)],
  'net.cidr_expand': (random) => [text(random, ['10.0.0.0/30', '10.0.0.7/29', '::1/126', '255.255.255.254/31', '10.0.0.1/32', '10.0.0.1', '10.0.0.0/33', '::ffff:10.0.0.0/126', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127'])],
  'net.cidr_merge': (random) => [random.chance(0.1) ? literal(random, 1) : listLiteral(random, () => text(random, ['10.0.0.0/25', '10.0.0.128/25', '10.0.1.0/24', '10.0.0.5', '192.168.1.1', '200.1.1.1', 'fd00::/65', 'fd00:0:0:0:8000::/65', 'fd00::1', 'x']), 5)],
  'net.cidr_contains_matches': (random) => [listLiteral(random, () => random.pick(['"10.0.0.0/8"', '"10.1.0.0/16"', '["fd00::/8", 1]', '"::/0"', '[]', '1'].slice(0, random.chance(0.8) ? 4 : 6)), 3), setLiteral(random, () => text(random, ['10.1.1.0/24', '10.9.9.9', 'fd00::1', '192.168.0.0/16', 'x'].slice(0, random.chance(0.9) ? 4 : 5)), 3)],
};

export const castCalls: CallFamily = Object.fromEntries(
  ['cast_array', 'cast_boolean', 'cast_null', 'cast_object', 'cast_set', 'cast_string'].map((name) => [name, (random: Random) => [random.chance(0.2) ? random.pick(numbers) : literal(random)]]),
);
