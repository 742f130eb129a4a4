import { describe, expect, it } from 'vitest';
import { configured, of, stated, told } from './configured.ts';

async function addresses(text: string): Promise<readonly string[]> {
  const configuration = await configured(text);
  expect(told(configuration.faults)).toEqual([]);
  return configuration.instances().map((instance) => (instance.possible === null ? instance.address : `${instance.address} ?${instance.possible.because} [${instance.possible.refs.join(', ')}]`));
}

const repeated = (meta: string): string => `variable "n" {}\nvariable "on" {\n  default = true\n}\nvariable "zones" {\n  type = set(string)\n}\nresource "x_y" "z" {\n  ${meta}\n}\n`;

describe('count and for_each', () => {
  const rows: readonly (readonly [meta: string, ...addresses: readonly string[]])[] = [
    ['a = 1', 'x_y.z'],
    ['count = 0'],
    ['count = 2', 'x_y.z[0]', 'x_y.z[1]'],
    ['count = "1"', 'x_y.z[0]'],
    ['count = var.on ? 1 : 0', 'x_y.z[0]'],
    ['count = length(["a", "b"])', 'x_y.z[0]', 'x_y.z[1]'],
    ['count = var.n', 'x_y.z[*] ?variable without a value; pass --var n=VALUE [var.n]'],
    ['for_each = {}'],
    ['for_each = { b = 1, a = 2 }', 'x_y.z["a"]', 'x_y.z["b"]'],
    ['for_each = toset(["b", "a", "b"])', 'x_y.z["a"]', 'x_y.z["b"]'],
    ['for_each = { for i in range(2) : "k.${i}" => i }', 'x_y.z["k.0"]', 'x_y.z["k.1"]'],
    ['for_each = { "*" = 1, "a\\"b\\n" = 2, "$${x}" = 3 }', 'x_y.z["$${x}"]', 'x_y.z["*"]', 'x_y.z["a\\"b\\n"]'],
    ['for_each = { "a\\tb\\r" = 1, "\\u0001\\u007f" = 2, "\\u00a0\\u3000" = 3, "\\u200b\\U000E0001" = 4, "é😀" = 5, "\\u0378" = 6 }', 'x_y.z["\\u0001\\u007f"]', 'x_y.z["a\\tb\\r"]', 'x_y.z["\\u00a0\\u3000"]', 'x_y.z["é😀"]', 'x_y.z["\\u0378"]', 'x_y.z["\\u200b\\U000e0001"]'],
    ['for_each = var.zones', 'x_y.z[*] ?variable without a value; pass --var zones=VALUE [var.zones]'],
    ['for_each = toset(concat(["a"], tolist(var.zones)))', 'x_y.z["a"]', 'x_y.z[*] ?variable without a value; pass --var zones=VALUE [var.zones]'],
    ['for_each = merge({ a = 1 }, var.n)', 'x_y.z["a"]', 'x_y.z[*] ?variable without a value; pass --var n=VALUE [var.n]'],
    ['for_each = toset([other_x.y.id])', 'x_y.z[*] ?known after apply [other_x.y.id]'],
    ['lifecycle {\n    enabled = false\n  }'],
    ['lifecycle {\n    enabled = var.n\n  }', 'x_y.z ?variable without a value; pass --var n=VALUE [var.n]'],
  ];
  for (const [meta, ...expected] of rows) it(`${meta}`, async () => expect((await addresses(repeated(meta) + (meta.includes('other_x') ? 'resource "other_x" "y" {}\n' : ''))).filter((one) => one.startsWith('x_y'))).toEqual(expected));

  it('give each instance its own key, value and index', async () => {
    const configuration = await configured('resource "x_y" "a" {\n  for_each = { web = { size = 1 }, db = { size = 2 } }\n  name = each.key\n  size = each.value.size\n}\nresource "x_y" "b" {\n  for_each = toset(["web"])\n  name = "${each.key}-${each.value}"\n}\nresource "x_y" "c" {\n  count = 2\n  name = "n${count.index}"\n}\n');
    expect(stated(configuration)).toEqual({
      'x_y.a["db"]': { name: 'db', size: 2 }, 'x_y.a["web"]': { name: 'web', size: 1 }, 'x_y.b["web"]': { name: 'web-web' }, 'x_y.c[0]': { name: 'n0' }, 'x_y.c[1]': { name: 'n1' },
    });
  });

  it('that are not known leave the key unknown, and what does not depend on it known', async () => {
    const configuration = await configured('variable "zones" {}\nresource "x_y" "z" {\n  for_each = var.zones\n  name = each.key\n  type = "t3.micro"\n}\n');
    expect(of(configuration, 'x_y.z[*]')).toEqual({ name: '?variable without a value; pass --var zones=VALUE [var.zones]', type: 't3.micro' });
  });

  it('make collections of what other expressions see', async () => {
    const configuration = await configured(`
resource "x_y" "one" {\n  name = "one"\n}
resource "x_y" "many" {\n  count = 2\n  name = "n\${count.index}"\n}
resource "x_y" "named" {\n  for_each = toset(["a"])\n  name = each.key\n}
resource "x_y" "none" {\n  count = 0\n  name = "none"\n}
resource "x_y" "nobody" {\n  for_each = {}\n  name = "none"\n}
variable "n" {}
resource "x_y" "some" {\n  count = var.n\n  name = "some"\n}
resource "see_it" "z" {
  one     = x_y.one.name
  id      = x_y.one.id
  splat   = x_y.many[*].name
  old     = x_y.many.*.name
  second  = x_y.many[1].name
  ids     = x_y.many[*].id
  a       = x_y.named["a"].name
  names   = { for k, v in x_y.named : k => v.name }
  none    = x_y.none[*].name
  one_of  = one(x_y.none[*].name)
  length  = [length(x_y.many), length(x_y.nobody)]
  some    = x_y.some[0].name
  try     = try(x_y.none[0].name, "fallback")
  data    = data.x_y.z.name
  wanted  = data.x_y.z.filter
}
data "x_y" "z" {\n  filter = "f"\n}
`);
    expect(of(configuration, 'see_it.z')).toEqual({
      one: 'one', id: '?known after apply [x_y.one.id]', splat: ['n0', 'n1'], old: ['n0', 'n1'], second: 'n1',
      ids: ['?known after apply [x_y.many[0].id]', '?known after apply [x_y.many[1].id]'],
      a: 'a', names: { a: 'a' }, none: [], one_of: null, length: [2, 0], some: '?variable without a value; pass --var n=VALUE [var.n]', try: 'fallback',
      data: '?read from a data source [data.x_y.z.name]', wanted: 'f',
    });
  });
});

describe('count and for_each that cannot be', () => {
  const rows: readonly (readonly [meta: string, fault: string, ...addresses: readonly string[]])[] = [
    ['count = 1.5', 'terraform-invalid main.tf:9:11 count is a whole number, 0 or more'],
    ['count = -1', 'terraform-invalid main.tf:9:11 count is a whole number, 0 or more'],
    ['count = null', 'terraform-invalid main.tf:9:11 count is a whole number, 0 or more'],
    ['for_each = ["a"]', 'terraform-invalid main.tf:9:14 for_each is a map, or a set of texts; make a set of a list with toset()'],
    ['for_each = "a"', 'terraform-invalid main.tf:9:14 for_each is a map, or a set of texts; make a set of a list with toset()'],
    ['for_each = null', 'terraform-invalid main.tf:9:14 for_each is null'],
    ['for_each = toset([1])', 'terraform-invalid main.tf:9:14 for_each is a set of other things than texts'],
    ['count = 10000000', 'terraform-too-many main.tf:9:11 count makes 10000000 instances; landrail follows up to 20000 of one block', 'x_y.z[*]'],
  ];
  for (const [meta, fault, ...expected] of rows) {
    it(`${meta}`, async () => {
      const configuration = await configured(repeated(meta));
      expect(configuration.instances().map((one) => one.address)).toEqual(expected);
      expect(told(configuration.faults)).toEqual([fault]);
    });
  }

  it('both at once are refused', async () => {
    const configuration = await configured(repeated('count = 1\n  for_each = {}'));
    expect(told(configuration.problems)).toEqual(['terraform-invalid main.tf:10:3 count and for_each exclude each other']);
  });

  it('a for_each over ten millions, and a range of a thousand millions, end soon', async () => {
    const started = performance.now();
    const configuration = await configured(`${repeated('for_each = toset([for i in range(10000000) : tostring(i)])')}resource "x_y" "n" {\n  n = range(1000000000)\n}\n`);
    expect(configuration.instances().map((one) => one.address)).toEqual(['x_y.z[*]', 'x_y.n']);
    expect(String(of(configuration, 'x_y.n')['n'])).toMatch(/^\?/);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('modules that multiply are bounded', async () => {
    const chain = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`m${index}/main.tf`, index === 7 ? 'resource "x_y" "z" {\n}\n' : `module "m" {\n  source = "../m${index + 1}"\n  count = 10\n}\n`]));
    const configuration = await configured({ 'main.tf': 'module "m" {\n  source = "./m0"\n  count = 10\n}\n', ...chain });
    expect(configuration.instances().length).toBeLessThan(120_000);
    expect(told(configuration.faults).some((one) => one.includes('landrail follows up to 100000 in all'))).toBe(true);
  }, 120_000);

  it('so are those that repeat a tree of modules, each of which is called once', async () => {
    const tree = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`m${index}/main.tf`, index === 10 ? 'resource "x_y" "z" {\n}\n' : ['a', 'b'].map((name) => `module "${name}" {\n  source = "../m${index + 1}"\n}\n`).join('')]));
    const configuration = await configured({ 'main.tf': 'module "m" {\n  source = "./m0"\n  count = 10000\n}\n', ...tree });
    expect(configuration.instances().length).toBeLessThan(200_000);
    expect(told(configuration.faults).map((one) => one.replace(/^.*? /, ''))).toEqual([expect.stringMatching(/^m\d+\/main.tf:\d:1 this configuration makes more than 200000 instances of modules and resources$/)]);
    expect(configuration.leftOut).toEqual([]);
  }, 60_000);
});
