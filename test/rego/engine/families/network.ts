import type { Random } from '../random.ts';
import { listText, setText, valueText } from '../texts.ts';
import type { Family } from './family.ts';

const addresses = ['10.0.0.0', '10.1.2.3', '192.168.0.1', '0.0.0.0', '255.255.255.255', '172.16.5.4', '::', '::1', 'fd00::', '2001:db8::1', '2001:DB8:0:0:1::', '::ffff:10.0.0.1', 'fe80::1%eth0', '010.0.0.1', '10.0.0', '1.2.3.4.5', '1::2::3', '12345::', 'fd00:1:2:3:4:5:6:7'];
const lengths = ['/0', '/8', '/12', '/16', '/24', '/31', '/32', '/33', '/64', '/128', '/129', '/08', '/-1', '/', '', '/a'];

export const block = (random: Random): string => JSON.stringify(random.pick(addresses) + random.pick(lengths));
const plain = (random: Random): string => JSON.stringify(random.pick(['10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.1.2.3', '10.1.2.3/8', '192.168.0.0/30', '0.0.0.0/0', '::/0', 'fd00::/8', 'fd00:1::/32', '2001:db8::/126', '172.16.0.0/12', '10.0.0.0/31', '10.128.0.0/9']));
const either = (random: Random): string => (random.chance(0.1) ? valueText(random, 1) : random.chance(0.5) ? block(random) : plain(random));

export const network: Family = {
  name: 'networks',
  inputs: 250,
  make: (random) => ({
    a: either(random),
    b: either(random),
    c: random.chance(0.45) ? setText(random, () => plain(random)) : random.chance(0.5) ? listText(random, () => (random.chance(0.2) ? `[${plain(random)},"edge"]` : random.chance(0.9) ? plain(random) : either(random))) : `{"edge":${plain(random)},"core":${random.chance(0.8) ? plain(random) : `[${either(random)}]`}}`,
  }),
  rules: {
    contains: 'net.cidr_contains(a, b)', intersects: 'net.cidr_intersects(a, b)', overlap: 'net.cidr_contains("10.0.0.0/8", b)', valid: '[net.cidr_is_valid(a), net.cidr_is_valid(b)]', matches: 'net.cidr_contains_matches(a, c)', all_matches: 'net.cidr_contains_matches(c, c)',
    // Go fails on the IPv6 form of an IPv4 network.
    merged: '\nr_merged := net.cidr_merge(c) if not contains(json.marshal(c), "::ffff:")', two: '\nr_two := net.cidr_merge([a, b]) if not contains(json.marshal([a, b]), "::ffff:")', open: '[x | some x in ["0.0.0.0/0", "::/0"]; net.cidr_contains(x, a)]',
    // A Go set of more addresses than these takes minutes.
    expanded: '\nr_expanded := net.cidr_expand(a) if {\n\tregex.match(`(^[0-9.]+/(2[4-9]|3.|-1|)|/12[6-9]|^[^/]*|/a)$`, a)\n}',
  },
};

export const graphs: Family = {
  name: 'graphs and paths',
  inputs: 150,
  make: (random) => {
    const node = (): string => random.pick(['"vpc"', '"subnet"', '"nic"', '"vm"', '"disk"', '"key"', '1']);
    const edges = (): string => (random.chance(0.5) ? listText : setText)(random, node, 3);
    const graph = new Map(random.list(6, () => [random.pick(['"vpc"', '"subnet"', '"nic"', '"vm"', '"disk"']), random.chance(0.93) ? edges() : valueText(random, 1)] as const));
    return { a: `{${[...graph].map((one) => one.join(':')).join(',')}}`, b: random.chance(0.9) ? edges() : valueText(random, 1), c: valueText(random) };
  },
  rules: { reachable: 'graph.reachable(a, b)', paths: 'graph.reachable_paths(a, b)', one: 'graph.reachable(a, {"vpc"})', subset: 'object.subset(a, {"vpc": ["nic"]})', within: 'object.subset(b, {"vm"})', walk: '{p | walk(a, [p, "vm"])}', part: 'object.subset(c, b)', itself: 'object.subset([c, a], [c])' },
};
