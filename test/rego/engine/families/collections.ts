import type { Random } from '../random.ts';
import { listText, numbers, objectText, setText, strings, valueText } from '../texts.ts';
import type { Family } from './family.ts';

const scalar = (random: Random): string => random.pick(random.chance(0.5) ? ['1', '2', '3', '2.0', 'true', 'null'] : ['"a"', '"b"', '"owner"', '"tags"']);
const few = (random: Random): string => (random.chance(0.15) ? valueText(random, 2) : random.chance(0.6) ? setText(random, () => scalar(random)) : listText(random, () => scalar(random)));

export const sets: Family = {
  name: 'sets and arrays',
  inputs: 200,
  make: (random) => ({ a: few(random), b: few(random), c: random.chance(0.5) ? random.pick(['0', '1', '-1', '2', '5', '"a"']) : few(random) }),
  rules: {
    union: 'a | b', intersection: 'a & b', difference: 'a - b', unions: 'union({a, b, {1}})', intersections: 'intersection({a, b})', none: 'intersection(set())',
    count: 'count(a)', sum: 'sum(a)', product: 'product(b)', max: 'max(a)', min: 'min(a)', sort: 'sort(a)', equal: 'a == b', less: 'a < b',
    member: '"a" in a', pair: '0, 1 in a', absent: '\nr_absent if not 2 in b', first: 'a[0]', last: 'a[count(a) - 1]', found: '[x | some x in a; x in b]', positions: '[i | some i, x in a; x == "a"]', picked: 'a[c]',
    joined: 'array.concat(a, b)', slice: 'array.slice(a, c, 3)', slices: 'array.slice(a, 0, c)', reverse: 'array.reverse(a)', flat: 'array.flatten([a, [b, [c]], 1])', numbers: '{x | some x in a; is_number(x)}',
    self_join: '[[x, y] | some x in a; some y in a; x != y]', inside: '[[x, [y | some y in b]] | some x in a]', three: '[[i, j, k] | some i, _ in a; some j in b; some k in a]', grown: '[x | some x in a | b]', built: '[x | some x in {[y, z] | some y in a; some z in b}]',
    every: '\nr_every if {\n\tevery x in a { is_string(x) }\n}', every_pair: '\nr_every_pair if {\n\tevery i, x in a { i != x }\n}', nested: '{[x, y] | some x in a; some y in b; x != y}', has: '[count(a) > 0, a == set(), a == []]',
  },
};

const paths = ['"a"', '"tags/owner"', '"tags"', '["tags","owner"]', '["a",0]', '["a","0"]', '"a/0"', '"/a"', '"b~1c"', '""', '[]', '["tags"]', '[1]'];

export const objects: Family = {
  name: 'objects',
  inputs: 200,
  make: (random) => ({
    a: random.chance(0.1) ? valueText(random, 2) : objectText(random),
    b: random.chance(0.4) ? listText(random, () => random.pick(random.chance(0.95) ? paths.slice(0, 9) : paths)) : random.chance(0.5) ? setText(random, () => random.pick([...paths, '"owner"', '"b"', '1'])) : objectText(random),
    c: random.chance(0.5) ? random.pick(['"owner"', '"tags"', '"a"', '"__proto__"', '1', '[]', '["tags","owner"]', '["a",0]', '["a","b","tags"]']) : valueText(random, 2),
  }),
  rules: {
    get: 'object.get(a, c, "none")', get_path: 'object.get(a, ["tags", "owner"], c)', keys: 'object.keys(a)', remove: 'object.remove(a, b)', filter: 'object.filter(a, b)', union: 'object.union(a, b)', union_n: 'object.union_n([a, b, {"a": 1}])',
    json_filter: 'json.filter(a, b)', json_remove: 'json.remove(a, b)', marshal: 'json.marshal(a)', round_trip: 'json.unmarshal(json.marshal([a, c]))', count: 'count(a)', at: 'a[c]', deep: 'a.tags.owner', proto: 'a.__proto__', walk: '[[p, v] | walk(a, [p, v])]', walked: '{p | walk(a, [p, "a"])}',
    keyed: '{k: v | some k, v in a; k != "owner"}', composite: '{[k, v]: {v} | some k, v in a}', order: '[[a, b] < [b, a], a == b, {a, b, c}]', sort: 'sort([a, b, c, null, 1, "x", {"x"}, {"a": 1}, []])', member: '"a" in a', member_key: '"a", 1 in a',
    same: 'a == {"a": c}', pattern: '\nr_pattern := v if {\n\t{"owner": v} = a\n}', list: '\nr_list := [x, y] if {\n\t[x, y] = b\n}', text: 'sprintf("%v", [a])', is: '[type_name(a), type_name(b), is_object(a), is_set(b)]',
    reach: 'graph.reachable({"a": b, "b": ["tags"], "tags": {"a", "owner"}}, ["a", c])', names: '{x | some x; a[x]}', values: '{v | v := a[_]}', nested: '{[k, j] | a[k][j]}',
  },
};

export const aggregates: Family = {
  name: 'aggregates',
  inputs: 120,
  make: (random) => {
    const items = (): string => (random.chance(0.7) ? listText : setText)(random, () => (random.chance(0.1) ? valueText(random, 1) : random.pick(random.chance(0.8) ? numbers.slice(0, 16) : strings)));
    return { a: items(), b: random.chance(0.2) ? valueText(random) : items(), c: items() };
  },
  rules: { count: 'count(b)', sum: 'sum(a)', product: 'product(a)', max: 'max(b)', min: 'min(b)', sort: 'sort(b)', total: 'sum([n | some n in a; is_number(n); n > 0])', biggest: 'max({count(a), count(c)})', by: '{type_name(x): {y | some y in a; type_name(y) == type_name(x)} | some x in a}' },
};
