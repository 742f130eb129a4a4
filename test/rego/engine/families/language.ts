import type { Random } from '../random.ts';
import { listText, objectText, valueText } from '../texts.ts';
import type { Family } from './family.ts';

const tag = (random: Random): string => `{${[...new Map(random.list(4, () => [random.pick(['"owner"', '"team"', '"cost"', '"😀"', '"Owner"', '"__proto__"']), random.pick(['"ml"', '"web"', '""', 'null', '1', '"ml"'])] as const))].map((one) => one.join(':')).join(',')}}`;

/** Resources of a plan, some of them odd. */
const resource = (random: Random): string =>
  random.chance(0.08)
    ? valueText(random, 1)
    : `{"address":${random.pick(['"aws_instance.web"', '"aws_instance.web[0]"', '"module.a.aws_ebs_volume.data"', '"google_compute_instance.gpu"', '"aws_instance.web"'])},"type":${random.pick(['"aws_instance"', '"aws_ebs_volume"', '"google_compute_instance"'])},"tags":${random.chance(0.1) ? 'null' : tag(random)},"count":${random.pick(['0', '1', '2', '8', '1.0', '16'])},"values":${objectText(random, 2)}}`;

export const language: Family = {
  name: 'language',
  inputs: 150,
  make: (random) => ({ a: listText(random, () => resource(random), 6), b: random.chance(0.7) ? objectText(random) : valueText(random), c: random.chance(0.6) ? random.pick(['"owner"', '"team"', '"ml"', '0', '1', '"aws_instance"']) : valueText(random) }),
  rules: {
    missing: '{r.address | some r in a; not r.tags.owner}', missing_list: '[r.address | some r in a; not r.tags[c]]', by_type: '{t: n | some r in a; t := r.type; n := count({x | some x in a; x.type == t})}',
    pairs: '{[x.address, k] | some x in a; some k, v in x.tags; v == "ml"}', listed: '[sprintf("%s=%v", [k, v]) | some x in a; some k, v in x.tags]', totals: 'sum([r.count | some r in a; r.count > 0])',
    all_owned: '\nr_all_owned if {\n\tevery r in a { r.tags.owner }\n}', every_key: '\nr_every_key if {\n\tevery k, v in b { k != c; v != null }\n}', nobody: '\nr_nobody if {\n\tevery r in a { not r.tags.owner }\n}',
    owners: '\nr_owners contains owner if {\n\tsome r in a\n\towner := r.tags.owner\n}\n\nr_owners contains "nobody" if {\n\tsome r in a\n\tnot r.tags.owner\n}',
    by_address: '\nr_by_address[r.address] contains k if {\n\tsome r in a\n\tsome k, _ in r.tags\n}', nested: '\nr_nested[r.type][r.address] := true if {\n\tsome r in a\n\tr.count\n}',
    chosen: '\ndefault r_chosen := "none"\n\nr_chosen := "many" if {\n\tcount(a) > 3\n} else := "some" if {\n\tcount(a) > 1\n} else := a[0].type', stepped: '\nr_stepped := x if {\n\tx := a[0].count\n\tx > 1\n} else := y if {\n\ty := a[1].count\n} else := false if {\n\tnot a[1]\n}',
    called: '[size(r) | some r in a]', called_default: '[level(r.count) | some r in a; r.count]', called_once: 'size(a[0])', called_wrong: 'size(c)', two_heads: '{kind(r.type) | some r in a}', pattern: '[pair(["x", r.count]) | some r in a]',
    deep: 'b.tags.owner.a', indexed: 'b[c]', step: 'b.tags[c]', any_of: '[v | v := b[_]]', keys: '[k | b[k]]', both_levels: '[[k, j, v] | v := b[k][j]]', unify: '\nr_unify := [x, y] if {\n\t[x, {"tags": y}] = [c, b]\n}', whole: '\nr_whole := {"a": x, "b": [y]} if {\n\t{"type": x, "count": y} = {"type": a[0].type, "count": a[0].count}\n}',
    negated: '\nr_negated if not b.tags', double: '\nr_double if {\n\tnot undefined_here\n\tnot false\n}', in_set: '"ml" in {v | some r in a; some v in r.tags}', in_object: '"owner", "ml" in a[0].tags', not_in: '\nr_not_in if not c in b', assigned: '\nr_assigned := z if {\n\tx := c\n\ty := [x, x]\n\tz := {y: x}\n}',
    comprehended: '{k: [v | some v in vs] | some k, vs in {t: [r.address | some r in a; r.type == t] | some q in a; t := q.type}}', shadowed: '[x | x := [x | some x in a][_].type]', some_decl: '\nr_some_decl contains i if {\n\tsome i\n\ta[i].type == a[j].type\n\ti < j\n}',
    with_input: 'seen with input as {"kind": c}', with_data: 'base with data.base as {"level": c}', with_builtin: 'counted with count as 7', with_function: 'sized with size as fake_size', with_nested: 'seen with input.kind as "x"', with_rule: 'sized with data.given.a as [{"count": 3}]',
    template: '$"{c}: {count(a)} of {b.tags}"', raw: '[`a\\b`, "tab\\tq\\"", "\\u00e9\\ud83d\\ude00"]', compared: '[a[0] == a[1], a[0] < a[1], b == c]', chained: '[x | some r in a; x := lower(trim_suffix(upper(r.type), "E"))]', number_keys: '{1: "a", 1.0: "b", "1": "c", true: null}[1]', set_of: '{{r.type, r.count} | some r in a}', walked: '[p | walk(b, [p, v]); is_string(v)]', walk_set: '{v | walk(a, [_, v]); is_number(v)}', empty: '[[], {}, set(), {set()}, {{}: []}]', conj: 'c == "owner"',
    partial: 'prefixes', indirect: 'data.probe.prefixes[c]', all_rules: 'count(data.probe.small)', ground: 'data.probe.small.one', virtual: '[k | data.probe.small[k]]',
  },
  support: `
size(r) := "large" if {
	r.count > 4
} else := "small" if {
	r.count > 0
} else := "none"

default level(_) := "unknown"

level(n) := "high" if n > 4

kind("aws_instance") := "machine"

kind("aws_ebs_volume") := "disk"

kind(t) := sprintf("other %v", [t]) if not startswith(t, "aws_")

pair([x, 1]) := x

pair([_, n]) := n if n > 1

undefined_here if c == {"never": "this"}

seen := input.kind

base := data.base.level

counted := count(a)

fake_size(_) := "faked"

sized := size(a[0])

prefixes[p] := n if {
	some r in a
	p := split(r.address, ".")[0]
	n := count({x | some x in a; startswith(x.address, p)})
}

small.one := count(a)

small.two := c

small[k] := v if some k, v in b.tags
`,
};

/** Where two values meet in one place. */
export const conflicts: Family = {
  name: 'conflicts',
  inputs: 80,
  make: (random) => ({ a: listText(random, () => resource(random), 3), b: random.pick(['1', '2', '"x"', 'null']), c: random.pick(['1', '2', '"x"', '[]']) }),
  rules: {
    complete: '\nr_complete := b\n\nr_complete := c', guarded: '\nr_guarded := r.count if some r in a', object: '{r.type: r.count | some r in a}', keyed: '\nr_keyed[r.type] := r.count if some r in a', called: 'twice(b)', function: '[of(r) | some r in a]',
    turned: '{v: k | some r in a; some k, v in r.tags}', fine: '{r.type: true | some r in a}',
  },
  support: `
twice(x) := x

twice(x) := c

of(r) := r.count

of(r) := 1 if r.tags.owner
`,
};
