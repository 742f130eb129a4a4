import { describe, expect, it } from 'vitest';
import { Open, Unsure } from '#inputs/resource/mask.ts';
import { lazyObject, object, tuple } from '#inputs/terraform/hcl/collection.ts';
import { sensitive } from '#inputs/terraform/hcl/marks.ts';
import { oneOf } from '#inputs/terraform/hcl/one-of.ts';
import type { Reference } from '#inputs/terraform/hcl/scope.ts';
import { toJson } from '#inputs/terraform/hcl/stated.ts';
import { anyType, boolType, listType, mapType, numberType, stringType, type Type } from '#inputs/terraform/hcl/type.ts';
import { isWhole, string, unknown, type Value } from '#inputs/terraform/hcl/value.ts';
import { text } from './agree.ts';
import { evaluated } from './ours.ts';

const without = (type: Type, name: string): Value => unknown(type, { status: 'unknown', because: 'variable without a value', refs: [name] });
const applied = (type: Type, name: string): Value => unknown(type, { status: 'unknown', because: 'known after apply', refs: [name] });

/** A module whose variables have no values, but for what their validation says. */
const names: Readonly<Record<string, Value>> = {
  'var.owner': without(stringType, 'var.owner'),
  'var.tags': without(mapType(stringType), 'var.tags'),
  'var.zones': without(listType(stringType), 'var.zones'),
  'var.size': without(numberType, 'var.size'),
  'var.public': without(boolType, 'var.public'),
  'var.anything': without(anyType, 'var.anything'),
  'var.stage': oneOf(stringType, [string('dev'), string('prod')], { status: 'unknown', because: 'one that its validation allows', refs: ['var.stage'] }),
  'var.secret': sensitive(string('s3cr3t')),
  'local.machines': object([['dev', string('t3.micro')], ['prod', string('p5.48xlarge')]]),
  'aws_vpc.main': lazyObject(new Map<string, Value>([['cidr_block', string('10.0.0.0/16')], ['tags', object([['owner', without(stringType, 'var.owner')]])]]), { reason: { status: 'unknown', because: 'known after apply', refs: ['aws_vpc.main'] }, also: [] }),
  'aws_vpc.spare': applied(anyType, 'aws_vpc.spare'),
};

function resolve({ root, names: path }: Reference): Value {
  return names[[root, ...path].join('.')] ?? applied(anyType, [root, ...path].join('.'));
}

const none = '? (variable without a value)';
const later = '? (known after apply)';

/** Expression -> what is known of it. */
const tables: Readonly<Record<string, readonly (readonly [expression: string, known: string])[]>> = {
  'maps that may hold more': [
    ['merge(var.tags, { owner = "ml" })', '{owner: "ml", …}'],
    ['merge({ owner = "ml", team = "a" }, var.tags)', `{owner: ${none}, team: ${none}, …}`],
    ['merge({ owner = "ml", team = "a" }, var.plain == "x" ? { backup = "y" } : {})', '{owner: "ml", team: "a", …}'],
    ['merge({ owner = "ml", team = "a" }, var.plain == "x" ? {} : { team = "b", backup = "y" }, { last = 1 })', `{last: 1, owner: "ml", team: ${later}, …}`],
    ['merge({ a = 1, b = 2 }, var.plain == "x" ? (var.plain == "y" ? { a = 3 } : {}) : {})', `{a: ${later}, b: 2, …}`],
    ['merge({ a = 1, b = 2 }, var.plain == "x" ? merge(var.tags, { c = 1 }) : {})', `{a: ${later}, b: ${later}, …}`],
    ['merge({ a = 1, b = 2 }, merge(var.plain == "x" ? { a = 1 } : {}, var.tags))', `{a: ${later}, b: ${later}, …}`],
    ['(var.plain == "x" ? merge({ a = "1" }, var.tags) : {}) == tomap({ a = "1" })', later],
    ['flatten([[1], toset(concat(["z"], var.plain))])[0]', '1'],
    ['flatten([[1], toset(concat(["z"], var.plain))])[1]', later],
    ['contains(flatten([[1], toset(concat(["z"], var.plain))]), "z")', 'true'],
    ['merge(var.tags, { owner = "ml" }).owner', '"ml"'],
    ['merge(var.tags, { owner = "ml" })["owner"]', '"ml"'],
    ['merge(var.tags, { owner = "ml" }).team', none],
    ['lookup(merge(var.tags, { owner = "ml" }), "owner", "?")', '"ml"'],
    ['lookup(merge(var.tags, { owner = "ml" }), "team", "none")', none],
    ['merge([for t in [var.tags]: t]...)', '{…}'],
    ['merge(var.anything, { a = "b" })', '{a: "b", …}'],
    ['merge({ a = "b" }, [var.tags, { c = "d" }]...)', `{a: ${none}, c: "d", …}`],
    ['merge({ a = "b" }, var.anything...)', `{a: ${none}, …}`],
    ['keys(merge(var.tags, { owner = "ml" }))', 'tuple[…, "owner"]'],
    ['length(merge(var.tags, { owner = "ml" }))', none],
    ['contains(keys(merge(var.tags, { owner = "ml" })), "owner")', 'true'],
    ['{ for k, v in merge(var.tags, { owner = "ml" }): upper(k) => v }', '{OWNER: "ml", …}'],
    ['{ (var.owner) = "x", team = "a" }', '{team: "a", …}'],
    ['{ team = "a", (var.owner) = "x" }', `{team: ${none}, …}`],
    ['tomap(merge(var.tags, { owner = "ml" }))', '{owner: "ml", …}'],
    ['jsonencode(merge(var.tags, { owner = "ml" }))', none],
    ['merge(aws_vpc.main.tags, { Name = "x" })', `{Name: "x", owner: ${none}}`],
  ],
  'lists that may hold more': [
    ['concat(["a"], var.zones)', 'tuple["a", …]'],
    ['concat(var.zones, ["a"])', 'tuple[…, "a"]'],
    ['concat(["a"], var.zones)[0]', '"a"'],
    ['concat(["a"], var.zones)[1]', none],
    ['contains(concat(var.zones, ["a"]), "a")', 'true'],
    ['contains(concat(var.zones, ["a"]), "b")', none],
    ['[for z in ["a", "b"]: z if z != var.owner]', 'tuple[…]'],
    ['[for z in concat(["a"], var.zones): upper(z)]', 'tuple["A", …]'],
    ['flatten([["a"], var.zones, ["b"]])', 'tuple["a", …, "b"]'],
    ['concat(["x"], var.public ? ["y"] : [])', 'tuple["x", …]'],
    ['toset(concat(["a", "a"], var.zones))', 'set["a", …]'],
    ['[for k, v in merge(var.tags, { owner = "ml" }): v]', 'tuple[…, "ml"]'],
  ],
  'one of a few': [
    ['var.stage', 'one of "dev"|"prod"'],
    ['local.machines[var.stage]', 'one of "t3.micro"|"p5.48xlarge"'],
    ['local.machines[var.owner]', 'one of "t3.micro"|"p5.48xlarge"'],
    ['lookup(local.machines, var.stage, "m5.large")', 'one of "t3.micro"|"p5.48xlarge"'],
    ['lookup(local.machines, var.owner, "m5.large")', 'one of "m5.large"|"t3.micro"|"p5.48xlarge"'],
    ['var.public ? "t3.micro" : "t3.large"', 'one of "t3.micro"|"t3.large"'],
    ['var.public ? "same" : "same"', '"same"'],
    ['"app-${var.stage}"', 'one of "app-dev"|"app-prod"'],
    ['upper(var.stage)', 'one of "DEV"|"PROD"'],
    ['var.stage == "test"', 'false'],
    ['var.stage != "test"', 'true'],
    ['var.stage == "prod"', '? (one that its validation allows)'],
    ['contains(["dev", "prod"], var.stage)', 'true'],
    ['contains(["x", "y"], var.stage)', 'false'],
    ['startswith(var.stage, "x")', 'false'],
    ['length(var.stage) > 2', 'true'],
    ['var.stage == "prod" ? 3 : 1', 'one of 3|1'],
    ['(var.stage == "prod" ? 3 : 1) * 2', 'one of 6|2'],
    ['{ dev = 1 }[var.stage]', '1'],
    ['try({ dev = "x" }[var.stage], "d")', 'one of "x"|"d"'],
    ['try(local.machines[var.stage], "d")', 'one of "t3.micro"|"p5.48xlarge"|"d"'],
    ['try(local.machines[var.owner], "d")', 'one of "t3.micro"|"p5.48xlarge"|"d"'],
    ['coalesce(var.stage, "x")', 'one of "dev"|"prod"'],
    ['element(["a", "b"], var.size)', 'one of "a"|"b"'],
  ],
  'unknown, decided all the same': [
    ['var.public && false', 'false'],
    ['true || var.public', 'true'],
    ['var.public && true', none],
    ['null == "x${var.owner}"', 'false'],
    ['var.owner == null', none],
    ['tonumber(var.owner) == null', none],
    ['tonumber(var.public ? null : "x") == null', none],
    ['max(concat([1, 5], var.plain)...)', later],
    ['max([for n in [1, 5]: n if n != var.size]...)', none],
    ['join("-", concat(["a"], var.zones)...)', none],
    ['coalesce("a", var.owner)', '"a"'],
    ['coalesce(var.owner, "a")', none],
    ['coalesce(null, "", "b")', '"b"'],
    ['try(var.tags.owner, "none")', none],
    ['try(aws_vpc.main.tags.owner, "none")', none],
    ['try(aws_vpc.main.tags.team, "none")', '"none"'],
    ['try({ a = var.owner, b = "x" }, {})', '{…}'],
    ['can(var.tags.owner)', none],
    ['can(aws_vpc.main.tags.owner)', 'true'],
    ['can(element(["a"], length(distinct(jsondecode(var.owner)))))', '? (not known)'],
    ['can(element(["a"], var.number))', 'true'],
    ['aws_vpc.main.cidr_block', '"10.0.0.0/16"'],
    ['aws_vpc.main.arn', later],
    ['aws_vpc.main[*].cidr_block', 'tuple["10.0.0.0/16"]'],
    ['length([var.owner, "a"])', '2'],
    ['[for x in [var.owner, "a"]: x][1]', '"a"'],
    ['var.public ? { a = "1", b = "2" } : { a = "1" }', '{a: "1", …}'],
    ['var.public ? { a = "1", b = "2" } : { a = "3", b = "2" }', '{a: one of "1"|"3", b: "2"}'],
    ['var.public ? ["a", "b"] : ["a", "c"]', 'tuple["a", one of "b"|"c"]'],
    ['var.public ? null : "a"', 'one of null|"a"'],
    ['alltrue([false, var.public])', 'false'],
    ['anytrue([var.public, true])', 'true'],
    ['"%{ if var.public }a%{ else }b%{ endif }"', 'one of "a"|"b"'],
    ['false && var.anything.x.y', 'false'],
    ['{ a = 1, b = var.owner } == { a = 2, b = "x" }', 'false'],
    ['length(var.zones) > 0 ? var.zones[0] : "a"', none],
    ['true ? "a" : aws_vpc.spare.name', '"a"'],
    ['true ? 1 : aws_vpc.spare.name', 'one of 1|"1"'],
    ['tonumber(true ? 1 : aws_vpc.spare.name)', '1'],
  ],
  'never known': [
    ['timestamp()', '? (the time of the apply)'],
    ['plantimestamp()', '? (the time of the plan)'],
    ['uuid()', '? (a random UUID)'],
    ['bcrypt("x")', '? (a hash with a random salt)'],
    ['provider::aws::arn_parse("arn")', '? (computed by the provider function provider::aws::arn_parse)'],
    ['provider::aws::arn_parse("arn").account', '? (computed by the provider function provider::aws::arn_parse)'],
    ['cidrcontains("10.0.0.0/8", "10.1.0.0/16")', '? (computed by the function cidrcontains, which landrail does not know)'],
    ['file("/etc/passwd")', '? (no files here)'],
  ],
};

describe('what is known of an expression', () => {
  it.each(Object.entries(tables))('%s', async (_, rows) => {
    const values = await evaluated(rows.map(([expression]) => expression), resolve);
    expect(rows.map(([expression], index) => [expression, text(values[index] as Value)])).toEqual(rows);
  });
});

describe('what Terraform refuses', () => {
  /** Expression -> Terraform's words, and the columns that they are about. */
  const refused: readonly (readonly [expression: string, message: string, columns: string])[] = [
    ['1 + "a"', 'Unsuitable value for right operand: a number is required.', '1-8'],
    ['nosuch(1)', 'There is no function named "nosuch".', '1-10'],
    ['[1, 2][5]', 'The given key does not identify an element in this collection value: the given index is greater than or equal to the length of the collection.', '1-10'],
    ['{ a = 1 }.b', 'This object does not have an attribute named "b".', '1-12'],
    ['[upper([])]', 'Invalid value for "str" parameter: string required.', '8-10'],
    ['upper()', 'Function "upper" expects 1 argument(s). Missing value for "str".', '1-8'],
    ['upper("a", "b")', 'Function "upper" expects only 1 argument(s).', '12-15'],
    ['cidrsubnet("10.0.0.0/8", 25, 0)', 'Call to function "cidrsubnet" failed: insufficient address space to extend prefix of 8 by 25.', '1-32'],
    ['"a${null}"', 'The expression result is null. Cannot include a null value in a string template.', '5-9'],
    ['true ? [1] : { a = 1 }', "The true and false result expressions must have consistent types. The 'true' value is tuple, but the 'false' value is object.", '1-23'],
    ['{ for x in ["a", "a"]: x => 1 }', 'Two different items produced the key "a" in this \'for\' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.', '24-25'],
    ['{ a = { b = 1 / "x" } }', 'Unsuitable value for right operand: a number is required.', '13-20'],
    ['try(null.a, [][0])', 'Call to function "try" failed: no expression succeeded: This value is null, so it does not have any attributes. The given key does not identify an element in this collection value: the collection has no elements.', '1-19'],
  ];

  it('is not known, for that reason and at that place', async () => {
    const values = await evaluated(refused.map(([expression]) => expression), resolve);
    const offset = (index: number): number => `e${index} = `.length;
    expect(refused.map(([expression], index) => {
      const value = values[index];
      const problem = value?.kind === 'unknown' ? value.problem : null;
      const range = problem?.origin?.range;
      return [expression, problem?.message, `${(range?.start.column ?? 0) - offset(index)}-${(range?.end.column ?? 0) - offset(index)}`];
    })).toEqual(refused);
  });
});

describe('bounds', () => {
  const rows: readonly (readonly [expression: string, known: string])[] = [
    ['range(1000000000)', '? (Terraform refuses it: Call to function "range" failed: more than 1024 values were generated; either decrease the difference between start and end or use a smaller step)'],
    ['[for a in range(1000): [for b in range(1000): [for c in range(1000): c]]]', '? (it takes more work than landrail does for one expression)'],
    ['length(setproduct(range(1000), range(1000)))', '? (more combinations than landrail multiplies out)'],
    ['length(format("%1000000000d", 1))', '? (a width that is longer than landrail prints)'],
    ['length(indent(1000000, "\\n\\n\\n\\n\\n\\n"))', '? (a text longer than landrail computes)'],
    ['join("", [for x in range(1000): join("", [for y in range(1000): "abcdefghij"])])', '? (it takes more work than landrail does for one expression)'],
    ['1e999999999', '? (a number with more digits than landrail computes with)'],
    ['tonumber("1e999999999")', '? (a number with more digits than landrail computes with)'],
    ['pow(10, 400)', '+Inf'],
    ['cidrsubnet("10.0.0.0/8", 1000000000000, 5)', '? (Terraform refuses it: Call to function "cidrsubnet" failed: insufficient address space to extend prefix of 8 by 1000000000000)'],
    ['regex("(a*)*b", join("", [for x in range(1000): "aaaaaaaaaaaaaaaaaaaaaaaa"]))', '? (Terraform refuses it: Call to function "regex" failed: pattern did not match any part of the given string)'],
    [`${Array.from({ length: 30 }, (_, n) => `var.size == ${n} ? "a" : `).join('')}{}["nope"]`, '"a"'],
    [`${Array.from({ length: 30 }, (_, n) => `1 == ${n + 2} ? "a" : `).join('')}{}["nope"]`, '? (Terraform refuses it: The given key does not identify an element in this collection value)'],
    [`${'(1 == 2 ? ["a"] : ['.repeat(30)}{}["nope"]${'])'.repeat(30)}`, "? (Terraform refuses it: The true and false result expressions must have consistent types. The 'true' value is tuple, but the 'false' value is tuple)"],
    [`${Array.from({ length: 30 }, () => '{}["nope"] ? "a" : ').join('')}"b"`, '? (Terraform refuses it: The given key does not identify an element in this collection value)'],
    [`${'['.repeat(300)}1${']'.repeat(300)}`, '? (a value that nests deeper than landrail follows)'],
    ['yamldecode(join("", [for x in range(1000): "["]))', '? (YAML that landrail does not read as Terraform does: it is nested more than 256 levels deep)'],
    ['yamldecode(join("", concat(["k0: &k0 x\\n"], [for x in range(1000): "k${x + 1}: &k${x + 1} [*k${x}]\\n"])))', '? (a value that nests deeper than landrail follows)'],
    ['yamldecode("a: b: c")', '? (YAML that landrail does not read as Terraform does: Nested mappings are not allowed in compact mappings at line 1)'],
    ['yamldecode("a: &a [*a]")', '? (Terraform refuses it: Call to function "yamldecode" failed: an anchor contains itself)'],
    [`${'-'.repeat(2)}${'('.repeat(150)}1${')'.repeat(150)}`, '1'],
  ];

  it('are clear, and met in time', async () => {
    const values = await evaluated(rows.map(([expression]) => expression), resolve);
    expect(rows.map(([expression], index) => [expression, text(values[index] as Value)])).toEqual(rows);
  });

  // Work that grows with the square of their number meets the time limit.
  it('are none for many maps that are not known to their end', async () => {
    const open = { reason: { status: 'unknown', because: 'variable without a value', refs: [] } as const, also: [] };
    const many = tuple(Array.from({ length: 20_000 }, (_, index) => lazyObject(new Map([[`k${index}`, string('x')]]), open)));
    const values = await evaluated(['merge(local.many...)["k0"]', 'merge(local.many...)["k19999"]'], () => many);
    expect(values.map(text)).toEqual([none, '"x"']);
  }, 10_000);

  it('are none for maps of which either of two may be merged', async () => {
    const map = (name: string): Value => object(Array.from({ length: 100_000 }, (_, index) => [`${name}${index}`, string('x')]));
    const [value] = await evaluated(['length(keys(merge(local.a, var.public ? local.b : {}, { last = 1 })))'], ({ root, names: path }) => (root === 'var' ? without(boolType, 'var.public') : map(path[0] ?? '')));
    expect(text(value as Value)).toBe(none);
  }, 10_000);

  it('hold over locals that double each other', async () => {
    for (const doubled of ['concat(local.l, local.l)', '[local.l, local.l]', '[join("", flatten([local.l, local.l]))]', '{ a = local.l, b = local.l }', '["${local.l[0]}${local.l[0]}"]', '[jsonencode([local.l, local.l])]']) {
      let [last] = await evaluated(['tolist(["abcdefghijklmnop"])']);
      let known = '';
      for (let round = 0; round < 40 && known === ''; round++) {
        const before = last as Value;
        [last] = await evaluated([doubled], () => before);
        known = last && !isWhole(last) ? text(last) : '';
      }
      expect([doubled, known]).toEqual([doubled, expect.stringMatching(/than landrail (computes|follows)|more work than landrail does/)]);
    }
  });
});

describe('as JSON', () => {
  const rows: readonly (readonly [expression: string, value: unknown, mask: unknown, sensitive?: unknown])[] = [
    ['{ a = 1, b = null, c = ["x"] }', { a: 1, b: null, c: ['x'] }, undefined],
    ['{ a = var.owner, b = "x" }', { b: 'x' }, { a: new Unsure({ status: 'unknown', because: 'variable without a value', refs: ['var.owner'] }) }],
    ['[var.owner, "x"]', [null, 'x'], [new Unsure({ status: 'unknown', because: 'variable without a value', refs: ['var.owner'] }), false]],
    ['merge(var.tags, { a = "b" })', { a: 'b' }, new Open({}, { status: 'unknown', because: 'variable without a value', refs: ['var.tags'] })],
    ['concat(var.zones, ["a"])', ['a'], new Open([false], { status: 'unknown', because: 'variable without a value', refs: ['var.zones'] })],
    ['var.stage', undefined, new Unsure({ status: 'oneOf', values: ['dev', 'prod'], because: 'one that its validation allows', refs: ['var.stage'] })],
    ['var.public ? null : "a"', undefined, new Unsure({ status: 'unknown', because: 'variable without a value', refs: ['var.public'] }, true)],
    ['{ p = var.secret, q = ["x", var.secret], r = 1 }', { p: 's3cr3t', q: ['x', 's3cr3t'], r: 1 }, undefined, { p: true, q: [false, true] }],
    ['"x-${var.secret}"', 'x-s3cr3t', undefined, true],
    ['12345678901234567890', '12345678901234567890', undefined],
    ['0.1 + 0.2', 0.3, undefined],
    ['"${var.owner}-${var.size}"', undefined, new Unsure({ status: 'unknown', because: 'variable without a value', refs: ['var.owner', 'var.size'] })],
    ['{ "__proto__" = "x" }.__proto__', 'x', undefined],
  ];

  it('with masks of what is not known and what is sensitive', async () => {
    const values = await evaluated(rows.map(([expression]) => expression), resolve);
    expect(rows.map(([expression, , , marks], index) => {
      const { value, mask, sensitive } = toJson(values[index] as Value);
      return [expression, value, mask, ...(marks === undefined ? [] : [sensitive])];
    })).toEqual(rows);
  });
});

describe('where a value came from', () => {
  it('is the innermost expression that made it', async () => {
    const [value] = await evaluated(['merge({ owner = "ml", team = upper("a") }, { cost = true ? "c1" : "c2" }).owner']);
    expect(value?.origin?.range.start.column).toBe('e0 = merge({ owner = '.length + 1);
  });
});
