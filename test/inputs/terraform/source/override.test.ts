import { describe, expect, it } from 'vitest';
import { configured, of, stated, told } from './configured.ts';

describe('override files', () => {
  it('replace arguments one by one, nested blocks by their type, dynamic ones too', async () => {
    const configuration = await configured({
      'main.tf': 'resource "x_y" "z" {\n  a = 1\n  b = 2\n  disk {\n    size = 1\n  }\n  disk {\n    size = 2\n  }\n  net {\n    n = 1\n  }\n  dynamic "rule" {\n    for_each = [1, 2]\n    content {\n      r = rule.value\n    }\n  }\n}\nlocals {\n  x = "main"\n  y = "main"\n}\nvariable "v" {\n  type = string\n  default = "main"\n}\nresource "see_it" "z" {\n  x = local.x\n  y = local.y\n  v = var.v\n}\n',
      'a_override.tf': 'resource "x_y" "z" {\n  b = 3\n  c = 4\n  disk {\n    size = 9\n  }\n  rule {\n    r = 0\n  }\n}\nlocals {\n  x = "a"\n}\n',
      'override.tf.json': '{"locals": {"y": "json"}, "variable": {"v": {"default": 5}}}',
    });
    expect(stated(configuration)).toEqual({ 'x_y.z': { a: 1, b: 3, c: 4, disk: [{ size: 9 }], net: [{ n: 1 }], rule: [{ r: 0 }] }, 'see_it.z': { x: 'a', y: 'json', v: '5' } });
    expect(told([...configuration.problems, ...configuration.faults])).toEqual([]);
  });

  it('merge lifecycle by its arguments', async () => {
    const configuration = await configured({ 'main.tf': 'resource "x_y" "z" {\n  lifecycle {\n    enabled = false\n    ignore_changes = [a]\n  }\n}\n', 'override.tf': 'resource "x_y" "z" {\n  lifecycle {\n    enabled = true\n  }\n}\n' });
    expect(configuration.instances().map((one) => one.address)).toEqual(['x_y.z']);
    expect(configuration.instances()[0]?.block.body.blocks[0]?.body.attributes.map((one) => one.name)).toEqual(['enabled', 'ignore_changes']);
  });

  it('say where their values stand', async () => {
    const configuration = await configured({ 'main.tf': 'resource "x_y" "z" {\n  a = 1\n  disk {\n    size = 1\n  }\n}\n', 'override.tf': '\n\nresource "x_y" "z" {\n  a = 2\n  disk {\n    size = 9\n  }\n}\n' });
    const instance = configuration.instances()[0];
    expect(instance?.locate('a').place).toMatchObject({ file: 'override.tf', line: 4, column: 7 });
    expect(instance?.locate('disk[0].size').place).toMatchObject({ file: 'override.tf', line: 6, column: 12 });
    expect(instance?.file).toBe('main.tf');
  });

  it('that override nothing are told', async () => {
    const configuration = await configured({ 'main.tf': 'resource "x_y" "z" {\n}\n', 'override.tf': 'resource "x_y" "other" {\n}\nlocals {\n  a = 1\n}\n' });
    expect(told(configuration.problems)).toEqual([
      'terraform-invalid override.tf:1:1 nothing to override: no resource "x_y.other" is declared in another file',
      'terraform-invalid override.tf:4:3 nothing to override: no local.a is declared in another file',
    ]);
  });

  it.each<readonly [string, string, string, readonly string[]]>([
    ['count by for_each: Terraform takes count', 'count = 2', 'for_each = toset(["a"])', ['x_y.z[0]', 'x_y.z[1]', 'module.m[0].x_y.in', 'module.m[1].x_y.in']],
    ['for_each by count', 'for_each = toset(["a"])', 'count = 1', ['x_y.z[0]', 'module.m[0].x_y.in']],
    ['one by none', 'count = 1', '', ['x_y.z[0]', 'module.m[0].x_y.in']],
  ])('replace %s', async (_, base, over, addresses) => {
    const blocks = (meta: string, source: string): string => `resource "x_y" "z" {\n  ${meta}\n}\nmodule "m" {\n  ${source}${meta}\n}\n`;
    const configuration = await configured({ 'main.tf': blocks(base, 'source = "./m"\n  '), 'override.tf': blocks(over, ''), 'm/main.tf': 'resource "x_y" "in" {\n}\n' });
    expect(configuration.instances().map((one) => one.address)).toEqual(addresses);
    expect(told(configuration.problems)).toEqual([]);
  });

  it.each([
    ['moved {\n  from = x_y.a\n  to = x_y.z\n}', '1:1 an override file overrides no "moved" blocks'],
    ['import {\n  to = x_y.z\n  id = "i"\n}', '1:1 an override file overrides no "import" blocks'],
    ['check "c" {\n  assert {\n    condition = true\n    error_message = "m"\n  }\n}', '1:1 an override file overrides no "check" blocks'],
    ['resource "x_y" "z" {\n  depends_on = [x_y.z]\n}', '2:3 an override file overrides no "depends_on"'],
    ['module "m" {\n  depends_on = [x_y.z]\n}', '2:3 an override file overrides no "depends_on"'],
    ['output "o" {\n  depends_on = [x_y.z]\n}', '2:3 an override file overrides no "depends_on"'],
    ['resource "x_y" "z" {\n  lifecycle {\n    precondition {\n      condition = true\n      error_message = "m"\n    }\n  }\n}', '3:5 an override file overrides no "precondition" blocks'],
    ['variable "v" {\n  validation {\n    condition = true\n    error_message = "m"\n  }\n}', '2:3 an override file overrides no "validation" blocks'],
    ['resource "x_y" "z" {\n  count = 1\n  for_each = {}\n}', '3:3 count and for_each exclude each other'],
  ])('are refused what Terraform refuses: %s', async (text, problem) => {
    const configuration = await configured({ 'main.tf': 'variable "v" {\n  default = 1\n}\noutput "o" {\n  value = 1\n}\nmodule "m" {\n  source = "./m"\n}\nresource "x_y" "z" {\n}\n', 'override.tf': `${text}\n`, 'm/main.tf': '\n' });
    expect(told(configuration.problems)).toEqual([`terraform-invalid override.tf:${problem}`]);
  });

  it('work on modules and providers', async () => {
    const configuration = await configured({
      'main.tf': 'provider "aws" {\n  region = "eu-west-1"\n  profile = "p"\n}\nmodule "m" {\n  source = "./one"\n  a = 1\n}\nresource "aws_vpc" "v" {\n}\n',
      'override.tf': 'provider "aws" {\n  region = "us-east-1"\n}\nmodule "m" {\n  source = "./two"\n}\n',
      'one/main.tf': 'variable "a" {}\n', 'two/main.tf': 'variable "a" {}\nresource "x_y" "two" {\n  a = var.a\n}\n',
    });
    expect(of(configuration, 'module.m.x_y.two')).toEqual({ a: 1 });
    expect(configuration.instances()[0]?.provider().stated().value).toEqual({ region: 'us-east-1', profile: 'p' });
  });
});

describe('OpenTofu', () => {
  it('reads main.tofu in place of main.tf', async () => {
    const configuration = await configured({ 'main.tf': 'resource "x_y" "tf" {\n}\n', 'main.tofu': 'resource "x_y" "tofu" {\n}\n', 'other.tf': 'resource "x_y" "other" {\n}\n' });
    expect(configuration.instances().map((one) => one.address)).toEqual(['x_y.tofu', 'x_y.other']);
  });
});

describe('what Terraform refuses of a file by its blocks', () => {
  const rows: readonly (readonly [text: string, problem: string])[] = [
    ['resource "aws_instance" {\n}\n', '1:1 a block "resource" takes 2 labels (type, name), not 1'],
    ['variable {\n}\n', '1:1 a block "variable" takes one label (name), not 0'],
    ['locals "x" {\n}\n', '1:1 a block "locals" takes no labels, not 1'],
    ['resource "aws_instance" "1st" {\n}\n', '1:1 "1st" is not a valid name: names begin with a letter or underscore and hold letters, digits, underscores and dashes'],
    ['resorce "aws_instance" "web" {\n}\n', '1:1 blocks of type "resorce" are not expected here'],
    ['region = "eu-west-1"\n', '1:1 an argument named "region" is not expected here: a file holds blocks'],
    ['resource "x_y" "z" {\n}\nresource "x_y" "z" {\n}\n', '3:1 resource "x_y.z" is declared twice: also at main.tf:1'],
    ['data "x_y" "z" {\n}\nresource "x_y" "z" {\n}\ndata "x_y" "z" {\n}\n', '5:1 data "data.x_y.z" is declared twice: also at main.tf:1'],
    ['locals {\n  a = 1\n}\nlocals {\n  a = 2\n}\n', '5:3 local.a is declared twice: also at main.tf:2'],
    ['locals {\n  a {\n  }\n}\n', '2:3 locals are arguments: name = value'],
    ['provider "aws" {\n}\nprovider "aws" {\n}\n', '3:1 provider "aws" is declared twice: also at main.tf:1'],
    ['variable "a" {\n  type = strin\n}\nresource "x_y" "z" {\n  a = var.a\n}\n', '2:10 Invalid type specification: The keyword "strin" is not a valid type specification.'],
  ];
  for (const [text, problem] of rows) {
    it(`${JSON.stringify(text)}`, async () => {
      const configuration = await configured(`${text}resource "still_judged" "z" {\n}\n`);
      stated(configuration);
      expect(told([...configuration.problems, ...configuration.faults])).toEqual([`terraform-invalid main.tf:${problem}`]);
      expect(configuration.instances().map((one) => one.address)).toContain('still_judged.z');
    });
  }

  it('is nothing about blocks that it knows', async () => {
    const configuration = await configured('terraform {\n  required_version = ">= 1.5"\n}\ncheck "c" {\n  data "x_y" "z" {\n  }\n  assert {\n    condition = true\n    error_message = "m"\n  }\n}\nremoved {\n  from = x_y.old\n  lifecycle {\n    destroy = false\n  }\n}\nephemeral "x_y" "e" {\n}\nimport {\n  to = x_y.z\n  id = "i"\n}\nprovider "aws" {\n  alias = "a"\n}\nprovider "aws" {\n  alias = "b"\n}\n');
    expect(told(configuration.problems)).toEqual([]);
    expect(configuration.instances()).toEqual([]);
  });
});
