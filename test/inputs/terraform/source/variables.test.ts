import { describe, expect, it } from 'vitest';
import { noFlags } from '../../../../src/inputs/options.ts';
import { configured, of, told, type Written } from './configured.ts';

const shop = 'resource "aws_instance" "web" {\n  instance_type = var.type\n}\n';

describe('a variable of the root module', () => {
  it('has its default', async () => {
    const configuration = await configured(`variable "type" {\n  default = "t3.micro"\n}\n${shop}`);
    expect(of(configuration, 'aws_instance.web')).toEqual({ instance_type: 't3.micro' });
  });

  it('is not known without a value', async () => {
    const configuration = await configured(`variable "type" {}\n${shop}`);
    expect(of(configuration, 'aws_instance.web')).toEqual({ instance_type: '?variable without a value; pass --var type=VALUE [var.type]' });
    const called = await configured({ 'main.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': `variable "type" {}\n${shop}` });
    expect(of(called, 'module.m.aws_instance.web')).toEqual({ instance_type: '?variable without a value [var.type]' });
  });

  it('takes the value that stands highest', async () => {
    const files = {
      'main.tf': `variable "type" {\n  default = "default"\n}\n${shop}`,
      'terraform.tfvars': 'type = "terraform.tfvars"\n', 'terraform.tfvars.json': '{"type": "terraform.tfvars.json"}',
      'a.auto.tfvars': 'type = "a.auto"\n', 'b.auto.tfvars.json': '{"type": "b.auto"}', 'prod.tfvars': 'type = "prod"\n',
    };
    const type = async (left: readonly string[], options = {}): Promise<unknown> => {
      const kept = Object.fromEntries(Object.entries(files).filter(([name]) => left.includes(name) || name === 'main.tf'));
      return of(await configured(kept, options), 'aws_instance.web')['instance_type'];
    };
    const environment = [{ name: 'type', text: 'environment', from: 'TF_VAR_type' }];
    expect(await type([], { environment })).toBe('environment');
    expect(await type(['terraform.tfvars'], { environment })).toBe('terraform.tfvars');
    expect(await type(['terraform.tfvars', 'terraform.tfvars.json'])).toBe('terraform.tfvars.json');
    expect(await type(['terraform.tfvars.json', 'a.auto.tfvars'])).toBe('a.auto');
    expect(await type(Object.keys(files))).toBe('b.auto');
    expect(await type(Object.keys(files), { given: [{ name: 'type', text: '--var', from: '--var' }] })).toBe('--var');
  });

  it('takes files and values of the command line in their order', async () => {
    const folder = await configured({ 'main.tf': `variable "type" {}\n${shop}`, 'x/prod.tfvars': 'type = "prod"\n' });
    const file = { path: 'x/prod.tfvars', absolute: `${folder.root.absolute}/x/prod.tfvars` };
    const given = { name: 'type', text: 'given', from: '--var' };
    const read = async (order: readonly (typeof file | typeof given)[]): Promise<unknown> => {
      const { loadConfiguration } = await import('../../../../src/inputs/terraform/source/configuration.ts');
      const { ModuleSources } = await import('../../../../src/inputs/terraform/source/sources.ts');
      const { DiskFiles } = await import('../../../../src/inputs/files.ts');
      const { absolute } = folder.root;
      const loaded = await loadConfiguration(absolute, new ModuleSources(new DiskFiles(absolute, [{ path: '.', absolute }])), { ...noFlags, terraform: { environment: [], given: order, workspace: null } });
      return loaded === null ? null : of(loaded, 'aws_instance.web')['instance_type'];
    };
    expect(await read([file, given])).toBe('given');
    expect(await read([given, file])).toBe('prod');
  });

  it('is converted to its type', async () => {
    const configuration = await configured(
      `variable "size" {\n  type = string\n  default = 100\n}
variable "on" {\n  type = bool\n  default = "true"\n}
variable "zones" {\n  type = set(string)\n  default = ["b", "a", "b"]\n}
variable "disk" {\n  type = object({ size = number, kind = optional(string, "gp3"), tags = optional(map(string)) })\n  default = { size = "5", more = 1 }\n}
resource "x_y" "z" {\n  size = var.size\n  on = var.on\n  zones = var.zones\n  disk = var.disk\n}\n`);
    expect(of(configuration, 'x_y.z')).toEqual({ size: '100', on: true, zones: ['a', 'b'], disk: { size: 5, kind: 'gp3', tags: null } });
  });

  it('is an expression on the command line when its type is no simple one', async () => {
    const text = 'variable "a" {}\nvariable "b" {\n  type = list(string)\n}\nvariable "c" {\n  type = any\n}\nvariable "d" {\n  type = number\n}\nresource "x_y" "z" {\n  a = var.a\n  b = var.b\n  c = var.c\n  d = var.d\n}\n';
    const given = [['a', '["x"]'], ['b', '["x", "${1 + 1}"]'], ['c', '{ k = true }'], ['d', '5']].map(([name = '', value = '']) => ({ name, text: value, from: '--var' }));
    expect(of(await configured(text, { given }), 'x_y.z')).toEqual({ a: '["x"]', b: ['x', '2'], c: { k: true }, d: 5 });
    const wrong = await configured(text, { given: [{ name: 'b', text: 'x y', from: '--var' }] });
    expect(of(wrong, 'x_y.z')['b']).toBe('?the value of --var is not an expression [var.b]');
    expect(told(wrong.faults)).toEqual(['terraform-invalid main.tf:2:1 the value of --var for "b" is not an expression: x y']);
  });

  it('whose value does not fit is told with its place', async () => {
    const configuration = await configured({ 'main.tf': `variable "n" {\n  type = number\n}\nresource "x_y" "z" {\n  n = var.n\n}\n`, 'terraform.tfvars': '\nn = "many"\n' });
    expect(of(configuration, 'x_y.z')).toEqual({ n: '?the value given to it does not fit its type [var.n]' });
    expect(told(configuration.faults)).toEqual(['terraform-invalid terraform.tfvars:2:5 no value for var.n: a number is required']);
  });

  it.each([
    ['--var', { given: [{ name: 'gpu', text: 'maybe', from: '--var' }] }, 'no value for var.gpu: --var gives "maybe", and a bool is required'],
    ['the environment', { environment: [{ name: 'gpu', text: 'maybe', from: 'TF_VAR_gpu' }] }, 'no value for var.gpu: TF_VAR_gpu gives "maybe", and a bool is required'],
    ['--var, a secret', { given: [{ name: 'key', text: 'letmein', from: '--var' }] }, 'no value for var.key: --var gives another value, and a number is required'],
  ])('is refused what does not fit, used or not: of %s', async (_, options, message) => {
    const configuration = await configured('variable "gpu" {\n  type = bool\n  default = false\n}\nvariable "key" {\n  type = number\n  sensitive = true\n}\n', options);
    expect(told(configuration.faults)).toEqual([`terraform-invalid main.tf:${message.includes('gpu') ? 1 : 5}:1 ${message}`]);
  });

  it('is null where it may be, and its default where it may not', async () => {
    const text = (nullable: string): string => `variable "type" {\n  default = "t3.micro"\n${nullable}}\n${shop}`;
    const vars = 'type = null\n';
    expect(of(await configured({ 'main.tf': text(''), 'terraform.tfvars': vars }), 'aws_instance.web')).toEqual({ instance_type: null });
    expect(of(await configured({ 'main.tf': text('  nullable = false\n'), 'terraform.tfvars': vars }), 'aws_instance.web')).toEqual({ instance_type: 't3.micro' });
  });

  it('is refused null where it may not be, and has no default', async () => {
    const configuration = await configured({ 'main.tf': `variable "type" {\n  nullable = false\n}\n${shop}`, 'terraform.tfvars': 'type = null\n' });
    expect(of(configuration, 'aws_instance.web')).toEqual({ instance_type: '?the value given to it does not fit its type [var.type]' });
    expect(told(configuration.faults)).toEqual(['terraform-invalid terraform.tfvars:1:8 no value for var.type: it may not be null']);
    const called = await configured({ 'main.tf': 'module "m" {\n  source = "./m"\n  type   = null\n}\n', 'm/main.tf': `variable "type" {\n  nullable = false\n}\n${shop}` });
    expect(of(called, 'module.m.aws_instance.web')).toEqual({ instance_type: '?the value given to it does not fit its type [var.type]' });
    expect(told(called.faults)).toEqual(['terraform-invalid main.tf:3:3 no value for var.type: it may not be null']);
  });

  it.each<readonly [string, Written, Parameters<typeof configured>[1], string]>([
    ['a default, of a function', { 'main.tf': `variable "type" {\n  default = lower("A")\n}\n${shop}` }, {}, 'main.tf:2:13 Functions may not be called here'],
    ['a default, of another variable', { 'main.tf': `variable "type" {\n  default = "t3.${'${'}var.size}"\n}\nvariable "size" {\n  default = "micro"\n}\n${shop}` }, {}, 'main.tf:2:19 Variables may not be used here'],
    ['a default of a module, of a local value', { 'main.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': `variable "type" {\n  default = local.size\n}\nlocals {\n  size = "micro"\n}\n${shop}` }, {}, 'm/main.tf:2:13 Variables may not be used here'],
    ['a file of values, of a function', { 'main.tf': `variable "type" {}\n${shop}`, 'terraform.tfvars': 'type = lower("A")\n' }, {}, 'terraform.tfvars:1:8 Functions may not be called here'],
    ['a file of values, of a bare word', { 'main.tf': `variable "type" {}\n${shop}`, 'terraform.tfvars': 'type = micro\n' }, {}, 'terraform.tfvars:1:8 Variables may not be used here'],
    ['the environment, of a function', { 'main.tf': `variable "type" {\n  type = list(string)\n}\n${shop}` }, { environment: [{ name: 'type', text: 'concat(["a"], ["b"])', from: 'TF_VAR_type' }] }, 'TF_VAR_type:1:1 Functions may not be called here'],
  ])('is a constant: %s', async (_, files, options, problem) => {
    const configuration = await configured(files, options);
    expect(JSON.stringify(configuration.instances().map((one) => one.stated().value))).toBe('[{}]');
    expect(told(configuration.faults)).toEqual([`terraform-invalid ${problem}`]);
  });

  it('may hold templates and computations without names', async () => {
    const configuration = await configured({ 'main.tf': `variable "type" {\n  default = "a${'${'}1 + 1}"\n}\n${shop}`, 'terraform.tfvars': 'type = "%{ if true }b%{ endif }${[for x in ["c"] : x][0]}"\n' });
    expect(of(configuration, 'aws_instance.web')).toEqual({ instance_type: 'bc' });
    expect(told(configuration.faults)).toEqual([]);
  });

  it('means itself as a default in JSON', async () => {
    const configuration = await configured({ 'main.tf.json': JSON.stringify({ variable: { a: { default: '$${x} ${y} %{z', description: '%{' }, b: { default: { '${k}': ['%{'] } } }, output: { o: { value: 1, description: '${' } }, resource: { x_y: { z: { a: '${var.a}', b: '${var.b}' } } } }) });
    expect(of(configuration, 'x_y.z')).toEqual({ a: '$${x} ${y} %{z', b: { '${k}': ['%{'] } });
    expect(told([...configuration.problems, ...configuration.faults])).toEqual([]);
  });

  it('that is ephemeral is not shown either', async () => {
    const configuration = await configured('variable "key" {\n  default = "s3cret"\n  ephemeral = true\n}\nresource "x_y" "z" {\n  a_wo = "key=${var.key}"\n}\n');
    expect(configuration.instances()[0]?.stated().sensitive).toEqual({ a_wo: true });
    expect(configuration.secrets).toEqual(['s3cret']);
  });

  it('marks what is made of it as sensitive', async () => {
    const configuration = await configured('variable "key" {\n  default = "s3cret"\n  sensitive = true\n}\nresource "x_y" "z" {\n  a = "key=${var.key}"\n  b = { c = var.key, d = "open" }\n}\n');
    expect(configuration.instances()[0]?.stated().sensitive).toEqual({ a: true, b: { c: true } });
  });

  it('that nobody declares is undecided', async () => {
    expect(of(await configured(shop), 'aws_instance.web')).toEqual({ instance_type: '?var.type is not declared' });
    const broken = await configured({ 'main.tf': shop, 'variables.tf': 'variable "type" {\n' });
    expect(of(broken, 'aws_instance.web')).toEqual({ instance_type: '?var.type may be declared in a file that cannot be read' });
    expect(told((await broken.refused) ?? [])).toEqual(['terraform-syntax variables.tf:1:17 Unclosed configuration block: There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.']);
  });

  it('cannot be a block in a file of values', async () => {
    const configuration = await configured({ 'main.tf': `variable "type" {}\n${shop}`, 'a.auto.tfvars': 'type "x" {\n}\n', 'b.auto.tfvars.json': '{"type": }' });
    expect(told(configuration.problems)).toEqual([
      'terraform-invalid a.auto.tfvars:1:1 a block "type" is not expected here: a file of variables holds name = value',
      'terraform-syntax b.auto.tfvars.json:1:10 not valid JSON: expected a value',
    ]);
  });
});

describe('validation of a variable without a value', () => {
  const rows: readonly (readonly [condition: string, values: string])[] = [
    ['contains(["b", "a"], var.type)', 'a | b'],
    ['contains(local.types, var.type)', 'm7i.large | t3.micro'],
    ['var.type == "a" || "b" == var.type', 'a | b'],
    ['(var.type == "a") || contains(["c"], var.type)', 'a | c'],
    ['contains(["a", "b"], var.type) && length(var.type) < 9', 'a | b'],
    ['contains(["a", "b"], var.type) && contains(["b", "c"], var.type)', 'b'],
    ['anytrue([var.type == "a", var.type == "b"])', 'a | b'],
    ['alltrue([contains(["a", "b"], var.type), can(regex("x", var.type))])', 'a | b'],
    ['try(contains(["a", "b"], var.type), false)', 'a | b'],
    ['can(regex("^t3", var.type))', '?variable without a value; pass --var type=VALUE [var.type]'],
    ['!contains(["a"], var.type)', '?variable without a value; pass --var type=VALUE [var.type]'],
    ['contains(["a"], lower(var.type))', '?variable without a value; pass --var type=VALUE [var.type]'],
    ['var.type != "a"', '?variable without a value; pass --var type=VALUE [var.type]'],
    ['contains(["a", "b"], var.type) || length(var.type) > 9', '?variable without a value; pass --var type=VALUE [var.type]'],
    ['var.type == null ? true : contains(["a"], var.type)', '?variable without a value; pass --var type=VALUE [var.type]'],
    ['var.type != null ? contains(["a", "b"], var.type) : false', 'a | b'],
  ];
  for (const [condition, values] of rows) {
    it(`${condition}`, async () => {
      const configuration = await configured(`variable "type" {\n  type = string\n  validation {\n    condition = ${condition}\n    error_message = "no"\n  }\n}\nlocals {\n  types = ["t3.micro", "m7i.large"]\n}\n${shop}`);
      expect(of(configuration, 'aws_instance.web')['instance_type']).toBe(values);
      expect(told(configuration.faults)).toEqual([]);
    });
  }

  it('comes from several blocks, and converts to the type', async () => {
    const configuration = await configured('variable "n" {\n  type = number\n  validation {\n    condition = contains([1, 2, 3], var.n)\n  }\n  validation {\n    condition = contains([2, 3], var.n)\n  }\n}\nresource "x_y" "z" {\n  n = var.n\n  m = var.n + 1\n}\n');
    expect(of(configuration, 'x_y.z')).toEqual({ n: '2 | 3', m: '3 | 4' });
  });

  it('says nothing once there is a value', async () => {
    expect(of(await configured(`variable "type" {\n  default = "c"\n  validation {\n    condition = contains(["a"], var.type)\n  }\n}\n${shop}`), 'aws_instance.web')).toEqual({ instance_type: 'c' });
  });
});

describe('the workspace', () => {
  const text = 'resource "x_y" "z" {\n  size = terraform.workspace == "prod" ? "p5.48xlarge" : "t3.small"\n  name = terraform.workspace\n}\n';
  const open = '?the workspace is not told; --workspace decides it [terraform.workspace]';

  it.each<readonly [string, Written, Parameters<typeof configured>[1], unknown]>([
    ['is not known where nothing tells it', { 'main.tf': text }, {}, { size: 'p5.48xlarge | t3.small', name: open }],
    ['has the name that OpenTofu gives it too', { 'main.tf': text.replaceAll('terraform.', 'tofu.') }, { workspace: 'prod' }, { size: 'p5.48xlarge', name: 'prod' }],
    ['is told by a flag', { 'main.tf': text, '.terraform/environment': 'blue' }, { workspace: 'prod' }, { size: 'p5.48xlarge', name: 'prod' }],
    ['is told by the last terraform workspace select', { 'main.tf': text, '.terraform/environment': 'prod\n' }, {}, { size: 'p5.48xlarge', name: 'prod' }],
    ['is the default one where Terraform has run, and none was selected', { 'main.tf': text, '.terraform/modules/modules.json': '{}' }, {}, { size: 't3.small', name: 'default' }],
  ])('%s', async (_, files, options, expected) => {
    expect(of(await configured(files, options), 'x_y.z')).toEqual(expected);
  });
});
