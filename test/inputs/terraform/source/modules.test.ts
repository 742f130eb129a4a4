import { describe, expect, it } from 'vitest';
import { configured, of, stated, told } from './configured.ts';

const gpu = 'variable "type" {}\nvariable "tags" {\n  default = {}\n}\nresource "aws_instance" "trainer" {\n  instance_type = var.type\n  tags          = merge({ module = path.module }, var.tags)\n}\noutput "id" {\n  value = aws_instance.trainer.id\n}\noutput "type" {\n  value = aws_instance.trainer.instance_type\n}\n';

describe('a called module', () => {
  it('gets its values from the call, through as many levels as there are', async () => {
    const configuration = await configured({
      'main.tf': 'variable "type" {\n  default = "g5.xlarge"\n}\nmodule "ml" {\n  source = "./ml"\n  kind   = var.type\n}\nresource "x_y" "z" {\n  id = module.ml.trainer.id\n  type = module.ml.trainer.type\n}\n',
      'ml/main.tf': 'variable "kind" {}\nmodule "gpu" {\n  source = "../modules/gpu"\n  type   = var.kind\n  tags   = { team = "ml" }\n}\noutput "trainer" {\n  value = module.gpu\n}\n',
      'modules/gpu/main.tf': gpu,
    });
    expect(stated(configuration)).toEqual({
      'x_y.z': { id: '?known after apply [module.ml.module.gpu.aws_instance.trainer.id]', type: 'g5.xlarge' },
      'module.ml.module.gpu.aws_instance.trainer': { instance_type: 'g5.xlarge', tags: { module: 'modules/gpu', team: 'ml' } },
    });
  });

  it('is an object of its outputs, and of nothing else', async () => {
    const configuration = await configured({
      'main.tf': 'module "m" {\n  source = "./m"\n}\nmodule "n" {\n  source = "./n"\n  in = module.m\n}\nresource "x_y" "z" {\n  keys = keys(module.m)\n  size = length(module.m)\n  try = try(module.m.nope, "x")\n  all = merge(module.m, { b = 2 })\n  in = module.n.in\n  no = module.m.nope\n  json = jsonencode(module.m)\n  for = [for k, v in module.m : "${k}=${v}"]\n  same = module.m == { a = 1, c = "s" }\n}\n',
      'm/main.tf': 'output "c" {\n  value = "s"\n  sensitive = true\n}\noutput "a" {\n  value = 1\n}\n', 'n/main.tf': 'variable "in" {\n  type = object({ a = string, r = optional(string, "default") })\n}\noutput "in" {\n  value = var.in\n}\n',
    });
    expect(of(configuration, 'x_y.z')).toEqual({ keys: ['a', 'c'], size: 2, json: '{"a":1,"c":"s"}', for: ['a=1', 'c=s'], same: expect.anything() as string, try: 'x', all: { a: 1, b: 2, c: 's' }, in: { a: '1', r: 'default' }, no: expect.stringMatching(/^\?Terraform refuses it: /) as string });
    expect(configuration.instances()[0]?.stated().sensitive).toEqual({ all: { c: true }, for: [false, true], json: true, same: true });
    const broken = await configured({ 'main.tf': 'module "m" {\n  source = "./m"\n}\nresource "x_y" "z" {\n  a = module.m.a\n  b = try(module.m.b, "x")\n}\n', 'm/main.tf': 'output "a" {\n  value = 1\n}\n', 'm/b.tf': 'output "b" {\n' });
    expect(of(broken, 'x_y.z')).toEqual({ a: 1, b: '?module.m may have outputs in a file that cannot be read [module.m]' });
  });

  it('is repeated by count and for_each', async () => {
    const configuration = await configured({
      'main.tf': `module "a" {\n  source = "./gpu"\n  count = 2\n  type = "t\${count.index}"\n}
module "b" {\n  source = "./gpu"\n  for_each = { x = "g5" }\n  type = each.value\n}
variable "n" {}
module "c" {\n  source = "./gpu"\n  count = var.n\n  type = "p5"\n}
resource "x_y" "z" {\n  types = module.a[*].type\n  one = module.b["x"].type\n  all = { for k, m in module.b : k => m.id }\n  c = module.c[0].type\n}\n`,
      'gpu/main.tf': gpu,
    });
    expect(configuration.instances().map((one) => `${one.address}${one.possible === null ? '' : ` ?${one.possible.because}`}`)).toEqual([
      'x_y.z', 'module.a[0].aws_instance.trainer', 'module.a[1].aws_instance.trainer', 'module.b["x"].aws_instance.trainer', 'module.c[*].aws_instance.trainer ?variable without a value; pass --var n=VALUE',
    ]);
    expect(of(configuration, 'x_y.z')).toEqual({ types: ['t0', 't1'], one: 'g5', all: { x: '?known after apply [module.b["x"].aws_instance.trainer.id]' }, c: '?variable without a value; pass --var n=VALUE [var.n]' });
  });

  it('is found by a path with backslashes', async () => {
    const configuration = await configured({ 'main.tf': 'module "ml" {\n  source = ".\\\\modules\\\\gpu"\n  type = "p5"\n}\n', 'modules/gpu/main.tf': gpu });
    expect(stated(configuration)).toEqual({ 'module.ml.aws_instance.trainer': { instance_type: 'p5', tags: { module: 'modules/gpu' } } });
    expect(configuration.missing.map(({ note }) => note)).toEqual([]);
  });

  it('that is not on disk is one note with its line, and what depends on it is undecided', async () => {
    const configuration = await configured('\nmodule "net" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "5.0.0"\n}\nresource "x_y" "z" {\n  subnet = module.net.private_subnets[0]\n}\n');
    expect(of(configuration, 'x_y.z')).toEqual({ subnet: '?module.net is not there: terraform-aws-modules/vpc/aws is not on disk [module.net]' });
    expect(configuration.missing.map(({ note }) => note)).toEqual(['module.net (main.tf:2:1) was not judged: terraform-aws-modules/vpc/aws is not on disk; run terraform init before, or check the plan of this configuration']);
    expect(told(configuration.problems)).toEqual([]);
  });

  it('is found where terraform init put it', async () => {
    const configuration = await configured({
      'main.tf': 'module "gpu" {\n  source = "acme/gpu/aws"\n  type = "p5"\n}\nmodule "lost" {\n  source = "acme/lost/aws"\n}\n',
      '.terraform/modules/modules.json': JSON.stringify({ Modules: [{ Key: '', Source: '', Dir: '.' }, { Key: 'gpu', Source: 'registry.terraform.io/acme/gpu/aws', Version: '1.0.0', Dir: '.terraform/modules/gpu' }, { Key: 'gpu.inner', Source: 'git::https://x.example/inner.git', Dir: '.terraform\\modules\\gpu.inner\\sub' }, { Key: 'lost', Dir: '../../../etc' }] }),
      '.terraform/modules/gpu/main.tf': `${gpu}module "inner" {\n  source = "git::https://x.example/inner.git//sub"\n}\nmodule "local" {\n  source = "./local"\n}\n`,
      '.terraform/modules/gpu.inner/sub/main.tf': 'resource "x_y" "inner" {\n}\n',
      '.terraform/modules/gpu/local/main.tf': 'resource "x_y" "local" {\n  path = path.module\n}\n',
    });
    expect(stated(configuration)).toEqual({
      'module.gpu.aws_instance.trainer': { instance_type: 'p5', tags: { module: '.terraform/modules/gpu' } },
      'module.gpu.module.inner.x_y.inner': {}, 'module.gpu.module.local.x_y.local': { path: '.terraform/modules/gpu/local' },
    });
    expect(configuration.missing.map(({ note }) => note)).toEqual(['module.lost (main.tf:5:1) was not judged: acme/lost/aws lies outside of the checkout, or does not exist; correct its source']);
  });

  it('survives a manifest that is none', async () => {
    const configuration = await configured({ 'main.tf': 'module "a" {\n  source = "acme/a/aws"\n}\nresource "x_y" "z" {\n}\n', '.terraform/modules/modules.json': '{"Modules": [{"Key": 5}, null' });
    expect(configuration.instances().map((one) => one.address)).toEqual(['x_y.z']);
  });

  it('that is missing, constant in no way, or outside is told', async () => {
    const configuration = await configured({
      'root/main.tf': 'variable "v" {}\nmodule "a" {\n  source = "./nowhere"\n}\nmodule "b" {\n  source = "./modules/${var.v}"\n}\nmodule "c" {\n}\nmodule "d" {\n  source = "../../../../../etc"\n}\nmodule "e" {\n  source = "./empty"\n}\nresource "x_y" "z" {\n  a = module.a.x\n  c = module.c.x\n}\n',
      'root/empty/readme.md': '',
    }, {}, 'root');
    expect(configuration.missing.map(({ note }) => note)).toEqual([
      'module.a (root/main.tf:2:1) was not judged: ./nowhere lies outside of the checkout, or does not exist; correct its source',
      'module.b (root/main.tf:5:1) was not judged: its source is not constant; check the plan of this configuration',
      'module.c (root/main.tf:8:1) was not judged: it has no source; check the plan of this configuration',
      'module.d (root/main.tf:10:1) was not judged: ../../../../../etc lies outside of the checkout, or does not exist; correct its source',
      'module.e (root/main.tf:13:1) was not judged: ./empty holds no configuration; correct its source',
    ]);
    expect(told(configuration.problems)).toEqual(['terraform-invalid root/main.tf:8:1 module "c" has no source']);
    expect(of(configuration, 'x_y.z')['a']).toBe('?module.a is not there: ./nowhere lies outside of the checkout, or does not exist [module.a]');
  });

  it('is checked against its variables', async () => {
    const configuration = await configured({ 'main.tf': 'module "a" {\n  source = "./gpu"\n  typ = "x"\n}\n', 'gpu/main.tf': gpu });
    configuration.instances();
    expect(told(configuration.faults)).toEqual(['terraform-invalid main.tf:3:3 module "a" has no variable "typ"', 'terraform-invalid main.tf:1:1 module "a" needs a value for its variable "type"']);
  });

  it('with a broken file is judged as far as it can be read', async () => {
    const configuration = await configured({ 'main.tf': 'module "a" {\n  source = "./gpu"\n  type = "p5"\n  more = 1\n}\n', 'gpu/main.tf': gpu, 'gpu/broken.tf': 'variable "more" {\n' });
    expect(of(configuration, 'module.a.aws_instance.trainer')['instance_type']).toBe('p5');
    expect(told((await configuration.refused) ?? []).map((one) => one.slice(0, 40))).toEqual(['terraform-syntax gpu/broken.tf:1:17 Uncl']);
    expect(told(configuration.problems)).toEqual([]);
    expect(told(configuration.faults)).toEqual([]);
  });
});

describe('circles', () => {
  it('of modules end where they begin', async () => {
    const configuration = await configured({ 'main.tf': 'module "a" {\n  source = "./a"\n}\n', 'a/main.tf': 'module "b" {\n  source = "../b"\n}\nresource "x_y" "a" {\n}\n', 'b/main.tf': 'module "a" {\n  source = "../a"\n}\nresource "x_y" "b" {\n}\n' });
    expect(configuration.instances().map((one) => one.address)).toEqual(['module.a.x_y.a', 'module.a.module.b.x_y.b']);
    expect(told(configuration.problems)).toEqual(['terraform-invalid b/main.tf:1:1 module "a" calls the module that it stands in, and so on for ever: a']);
  });

  it('of a module that calls itself, by a link to the folder above too', async () => {
    const itself = await configured('module "me" {\n  source = "./"\n}\nresource "x_y" "z" {\n}\n');
    expect(told(itself.problems)).toEqual(['terraform-invalid main.tf:1:1 module "me" calls the module that it stands in, and so on for ever: .']);
    const linked = await configured({ 'main.tf': 'module "up" {\n  source = "./modules/up"\n}\nresource "x_y" "z" {\n}\n', 'modules/readme.md': '', 'modules/up@': '..' });
    expect(linked.instances().map((one) => one.address)).toEqual(['x_y.z']);
    expect(told(linked.problems)).toEqual(['terraform-invalid main.tf:1:1 module "up" calls the module that it stands in, and so on for ever: modules/up']);
  });

  it('of locals, variables and outputs are told with their line', async () => {
    const configuration = await configured({
      'main.tf': 'locals {\n  a = local.b\n  b = "${local.c}x"\n  c = [local.a]\n  own = local.own\n  fine = "fine"\n}\nmodule "m" {\n  source = "./m"\n  in = module.m.out\n}\nresource "x_y" "z" {\n  a = local.a\n  own = local.own\n  out = module.m.out\n  fine = local.fine\n}\n',
      'm/main.tf': 'variable "in" {}\noutput "out" {\n  value = var.in\n}\n',
    });
    expect(of(configuration, 'x_y.z')).toEqual({ a: '?local.a needs itself [local.a]', own: '?local.own needs itself [local.own]', out: '?module.m.output.out needs itself [module.m.output.out]', fine: 'fine' });
    expect(told(configuration.faults)).toEqual([
      'terraform-cycle main.tf:2:3 local.a needs itself: local.a -> local.b -> local.c -> local.a',
      'terraform-cycle main.tf:5:3 local.own needs itself: local.own -> local.own',
      'terraform-cycle m/main.tf:2:1 module.m.output.out needs itself: module.m.output.out -> module.m.var.in -> module.m.output.out',
    ]);
  });

  it('of a long chain that is none is fine, or said to be too long', async () => {
    const length = 3000;
    const chain = Array.from({ length }, (_, index) => `  l${index} = ${index === length - 1 ? '"end"' : `local.l${index + 1}`}`).join('\n');
    const configuration = await configured(`locals {\n${chain}\n}\nresource "x_y" "z" {\n  near = local.l${length - 50}\n  far = local.l0\n}\n`);
    expect(of(configuration, 'x_y.z')).toEqual({ near: 'end', far: expect.stringMatching(/^(end|\?it nests deeper than landrail follows)/) as string });
  });
});

describe('what a module may read', () => {
  it('lies inside the checkout', async () => {
    const configuration = await configured({
      'main.tf': 'resource "x_y" "z" {\n  a = file("${path.module}/a.txt")\n  b = file("/etc/passwd")\n  c = file("../../../../../../etc/passwd")\n  d = templatefile("t.tftpl", { name = "web" })\n  e = fileset(path.module, "*.txt")\n  f = file("link.txt")\n  g = templatefile("/etc/passwd", {})\n  h = fileexists("/etc/passwd")\n  i = file("missing.txt")\n}\n',
      'a.txt': 'hello', 't.tftpl': 'I am ${name}\n', 'link.txt@': '/etc/passwd',
    });
    const values = of(configuration, 'x_y.z');
    expect(values).toMatchObject({ a: 'hello', d: 'I am web\n', e: ['a.txt', 'link.txt'] });
    for (const name of ['b', 'c', 'f', 'g', 'h']) expect(String(values[name])).toMatch(/^\?.*lies outside of/);
    expect(values['i']).toMatch(/^\?Terraform refuses it: .*no file exists at "missing.txt"/);
  });
});
