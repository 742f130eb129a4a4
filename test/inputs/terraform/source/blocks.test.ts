import { describe, expect, it } from 'vitest';
import { configured, of, told } from './configured.ts';

async function block(body: string): Promise<Record<string, unknown>> {
  const configuration = await configured(`variable "unknown" {}\nvariable "secret" {\n  default = ["s"]\n  sensitive = true\n}\nlocals {\n  disks = { data = { size = 100, tags = { owner = "ml" } }, logs = { size = 10, tags = {} } }\n}\nresource "x_y" "z" {\n${body}\n}\n`);
  expect(told(configuration.faults)).toEqual([]);
  return of(configuration, 'x_y.z');
}

describe('nested blocks', () => {
  it('are lists by type, in their order', async () => {
    expect(await block('disk {\n size = 1\n}\nmore {\n inner {\n a = 1\n }\n}\ndisk {\n size = 2\n}\ntimeouts {\n create = "5m"\n}')).toEqual({ disk: [{ size: 1 }, { size: 2 }], more: [{ inner: [{ a: 1 }] }], timeouts: [{ create: '5m' }] });
  });

  it('do not hold what is about the resource itself', async () => {
    expect(await block('depends_on = [x_y.a]\nprovider = aws.west\nlifecycle {\n ignore_changes = [tags]\n}\nprovisioner "local-exec" {\n command = "x"\n}\nconnection {\n host = "h"\n}\ninner {\n count = 1\n provider = "p"\n}')).toEqual({ inner: [{ count: 1, provider: 'p' }] });
  });

  it.each([
    ['null', 'Cannot use a null value in for_each', []],
    ['"ab"', 'Cannot use a string value in for_each: a dynamic block goes over a collection', ['… ?for_each of a dynamic block that is no collection']],
    ['true', 'Cannot use a bool value in for_each: a dynamic block goes over a collection', ['… ?for_each of a dynamic block that is no collection']],
  ])('of a dynamic block over %s are refused', async (over, message, disk) => {
    const configuration = await configured(`resource "x_y" "z" {\n  dynamic "disk" {\n    for_each = ${over}\n    content {\n    }\n  }\n}\n`);
    expect(of(configuration, 'x_y.z')).toEqual({ disk });
    expect(told(configuration.faults)).toEqual([`terraform-invalid main.tf:3:16 ${message}`]);
  });

  it('are made by dynamic ones, in their place', async () => {
    expect(await block('disk {\n name = "root"\n}\ndynamic "disk" {\n for_each = local.disks\n content {\n name = disk.key\n size = disk.value.size\n tags = disk.value.tags\n }\n}\ndisk {\n name = "last"\n}')).toEqual({
      disk: [{ name: 'root' }, { name: 'data', size: 100, tags: { owner: 'ml' } }, { name: 'logs', size: 10, tags: {} }, { name: 'last' }],
    });
  });

  it('have the index of lists, the value of sets, and an iterator of any name', async () => {
    expect(await block('dynamic "a" {\n for_each = ["x", "y"]\n content {\n key = a.key\n value = a.value\n }\n}\ndynamic "b" {\n for_each = toset(["x"])\n iterator = it\n content {\n key = it.key\n }\n}')).toEqual({
      a: [{ key: 0, value: 'x' }, { key: 1, value: 'y' }], b: [{ key: 'x' }],
    });
  });

  it('nest', async () => {
    expect(await block('dynamic "group" {\n for_each = { web = [80, 443], db = [5432] }\n content {\n name = group.key\n dynamic "rule" {\n for_each = group.value\n content {\n port = rule.value\n group = group.key\n }\n }\n }\n}')).toEqual({
      group: [{ name: 'db', rule: [{ port: 5432, group: 'db' }] }, { name: 'web', rule: [{ port: 80, group: 'web' }, { port: 443, group: 'web' }] }],
    });
  });

  it('of which nobody knows how many there are leave the list open', async () => {
    expect(await block('disk {\n size = 1\n}\ndynamic "disk" {\n for_each = var.unknown\n content {\n size = 2\n }\n}')).toEqual({ disk: [{ size: 1 }, '… ?variable without a value; pass --var unknown=VALUE [var.unknown]'] });
    expect(await block('dynamic "disk" {\n for_each = var.unknown ? [1] : []\n content {\n size = 2\n }\n}')).toEqual({ disk: ['… ?variable without a value; pass --var unknown=VALUE [var.unknown]'] });
    expect(await block('dynamic "disk" {\n for_each = concat(["a"], var.unknown)\n content {\n name = disk.value\n }\n}')).toEqual({ disk: [{ name: 'a' }, '… ?variable without a value; pass --var unknown=VALUE [var.unknown]'] });
  });

  it('are made up to a bound, in all of one resource; beyond it nobody knows', async () => {
    const inner = (name: string, content: string): string => `dynamic "${name}" {\n for_each = range(1000)\n content {\n${content}\n}\n}`;
    const { disk } = (await block(inner('disk', inner('part', inner('piece', 'x = 1'))))) as { disk: readonly Record<string, readonly unknown[]>[] };
    expect([disk.length, disk[0]?.['part']?.length, disk[0]?.['part']?.[0], disk[999]]).toEqual([1000, 1000, { piece: expect.any(Array) as unknown }, { part: ['… ?dynamic blocks make more than 10000 of them'] }]);
  });

  it('of which one holds more than can be computed are not known', async () => {
    expect(await block('kept = 1\ndynamic "disk" {\n for_each = range(1000)\n content {\n names = [for i in range(1000) : i]\n more = [for i in range(1000) : i]\n }\n}')).toEqual({ kept: 1, disk: '?a value with more in it than landrail computes' });
  });

  it('may be none at all', async () => {
    expect(await block('dynamic "disk" {\n for_each = []\n content {\n size = 2\n }\n}\ndynamic "net" {\n for_each = false ? { a = 1 } : {}\n content {\n }\n}')).toEqual({ disk: [], net: [] });
  });

  it('without for_each or content are not known', async () => {
    expect(await block('dynamic "a" {\n content {\n }\n}\ndynamic "b" {\n for_each = [1]\n}')).toEqual({ a: ['… ?a dynamic block without for_each or content'], b: ['… ?a dynamic block without for_each or content'] });
  });

  it('are sensitive with what they are made of', async () => {
    const configuration = await configured('variable "secret" {\n  default = ["s"]\n  sensitive = true\n}\nresource "x_y" "z" {\n  dynamic "a" {\n    for_each = var.secret\n    content {\n      v = a.value\n    }\n  }\n}\n');
    expect(configuration.instances()[0]?.stated().sensitive).toEqual({ a: [true] });
  });

  it('are seen by other resources as lists', async () => {
    const configuration = await configured('resource "x_y" "a" {\n  disk {\n    size = 5\n  }\n}\nresource "x_y" "b" {\n  size = x_y.a.disk[0].size\n  iops = x_y.a.disk[0].iops\n  sizes = x_y.a.disk[*].size\n}\n');
    expect(of(configuration, 'x_y.b')).toMatchObject({ size: 5, sizes: [5] });
  });
});

describe('the same in JSON', () => {
  it('is the same', async () => {
    const configuration = await configured({
      'main.tf.json': JSON.stringify({
        variable: { type: { type: 'string', default: 'p5.48xlarge' } },
        resource: { aws_instance: { web: { count: '${1 + 1}', instance_type: '${var.type}', root_block_device: { volume_size: 5 }, dynamic: { ebs_block_device: { for_each: ['a'], content: { device_name: '${ebs_block_device.value}' } } }, lifecycle: { ignore_changes: ['tags'] } } } },
      }),
    });
    expect(configuration.instances().map((one) => one.address)).toEqual(['aws_instance.web[0]', 'aws_instance.web[1]']);
    expect(of(configuration, 'aws_instance.web[0]')).toEqual({ instance_type: 'p5.48xlarge', root_block_device: { volume_size: 5 }, ebs_block_device: [{ device_name: 'a' }] });
  });
});
