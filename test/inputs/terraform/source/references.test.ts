import { describe, expect, it } from 'vitest';
import { configured, type Written } from './configured.ts';

async function references(files: Written | string, address: string, path: string): Promise<readonly string[]> {
  const configuration = await configured(files);
  const instance = configuration.instances().find((one) => one.address === address);
  return (instance?.references(path) ?? [{ address: 'no such instance', attribute: '' }]).map((one) => `${one.address}${one.attribute === '' ? '' : ` ${one.attribute}`}`).sort();
}

const net = 'resource "aws_subnet" "a" {\n  count = 2\n  vpc_id = aws_vpc.main.id\n  name = "s${count.index}"\n}\nresource "aws_subnet" "b" {\n  for_each = toset(["x", "y"])\n}\nresource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\ndata "aws_vpc" "shared" {\n}\nvariable "n" {}\nresource "aws_subnet" "c" {\n  count = var.n\n}\n';

describe('what an argument refers to', () => {
  const rows: readonly (readonly [value: string, ...references: readonly string[]])[] = [
    ['aws_vpc.main.id', 'aws_vpc.main id'],
    ['aws_vpc.main.cidr_block', 'aws_vpc.main cidr_block'],
    ['aws_vpc.main', 'aws_vpc.main'],
    ['"${aws_vpc.main.id}/x"', 'aws_vpc.main id'],
    ['aws_subnet.a[1].id', 'aws_subnet.a[1] id'],
    ['aws_subnet.a.0.id', 'aws_subnet.a[0] id'],
    ['aws_subnet.a[count.index].name', 'aws_subnet.a[0] name'],
    ['aws_subnet.a[*].id', 'aws_subnet.a[0] id', 'aws_subnet.a[1] id'],
    ['aws_subnet.a[*].name', 'aws_subnet.a[0] name', 'aws_subnet.a[1] name'],
    ['[for s in aws_subnet.b : s.id]', 'aws_subnet.b["x"]', 'aws_subnet.b["x"] id', 'aws_subnet.b["y"]', 'aws_subnet.b["y"] id'],
    ['aws_subnet.b["x"].id', 'aws_subnet.b["x"] id'],
    ['values(aws_subnet.b)[*].id', 'aws_subnet.b["x"] id', 'aws_subnet.b["y"] id'],
    ['aws_subnet.c[0].id', 'aws_subnet.c[*] id'],
    ['data.aws_vpc.shared.id', 'data.aws_vpc.shared id'],
    ['var.n ? aws_vpc.main.id : data.aws_vpc.shared.id', 'aws_vpc.main id', 'data.aws_vpc.shared id'],
    ['local.subnet', 'aws_subnet.a[0] id'],
    ['local.names.first', 'aws_subnet.a[0] name'],
    ['{ a = aws_vpc.main.id, b = 1 }', 'aws_vpc.main id'],
    ['"subnet-0aaa"'],
    ['var.n'],
  ];
  for (const [value, ...expected] of rows) {
    it(`${value}`, async () => expect(await references(`${net}locals {\n  subnet = aws_subnet.a[0].id\n  names = { first = aws_subnet.a[0].name, other = aws_vpc.main.id }\n}\nresource "x_y" "z" {\n  count = 1\n  it = ${value}\n}\n`, 'x_y.z[0]', 'it')).toEqual(expected));
  }

  it('is found in nested and dynamic blocks', async () => {
    const text = `${net}resource "x_y" "z" {\n  net {\n    subnet_id = aws_subnet.a[0].id\n  }\n  dynamic "net" {\n    for_each = [aws_subnet.a[1].id]\n    content {\n      subnet_id = net.value\n      name = aws_subnet.a[1].name\n    }\n  }\n}\n`;
    expect(await references(text, 'x_y.z', 'net[].subnet_id')).toEqual(['aws_subnet.a[0] id', 'aws_subnet.a[1] id']);
    expect(await references(text, 'x_y.z', 'net[].name')).toEqual(['aws_subnet.a[1] name']);
    expect(await references(text, 'x_y.z', 'net[0].other')).toEqual([]);
  });

  it('is followed through modules, both ways', async () => {
    const files = {
      'main.tf': 'module "net" {\n  source = "./net"\n  for_each = toset(["a", "b"])\n}\nmodule "app" {\n  source = "./app"\n  subnet = module.net["b"].subnet\n  name = module.net["b"].name\n}\n',
      'net/main.tf': 'resource "aws_subnet" "s" {\n  name = "s"\n}\noutput "subnet" {\n  value = aws_subnet.s.id\n}\noutput "name" {\n  value = aws_subnet.s.name\n}\n',
      'app/main.tf': 'variable "subnet" {}\nvariable "name" {}\nresource "x_y" "z" {\n  it = var.subnet\n  known = var.name\n}\n',
    };
    expect(await references(files, 'module.app.x_y.z', 'it')).toEqual(['module.net["b"].aws_subnet.s id']);
    expect(await references(files, 'module.app.x_y.z', 'known')).toEqual(['module.net["b"].aws_subnet.s name']);
  });
});
