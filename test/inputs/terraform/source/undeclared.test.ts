import { describe, expect, it } from 'vitest';
import { configured, told, type Written } from './configured.ts';

const queue = (...lines: readonly string[]): string => `resource "aws_sqs_queue" "orders" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

describe('a name that the module does not declare is told where it stands', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a variable', queue('name = var.nmae'), ['2:10 var.nmae is not declared']],
    ['a local value', queue('name = "${local.prefix}-orders"'), ['2:13 local.prefix is not declared']],
    ['a resource', queue('kms_master_key_id = aws_kms_key.orders.arn'), ['2:23 aws_kms_key.orders is not declared']],
    ['a resource, by an index and a splat', queue('name = aws_kms_key.a[0].arn', 'tags = { a = aws_kms_key.b[*].arn }'), ['2:10 aws_kms_key.a is not declared', '3:16 aws_kms_key.b is not declared']],
    ['a data source', queue('policy = data.aws_iam_policy_document.orders.json'), ['2:12 data.aws_iam_policy_document.orders is not declared']],
    ['a module', queue('name = module.names.queue'), ['2:10 module.names is not declared']],
    ['whatever catches or skips it', queue('name = try(var.a, "x")', 'fifo_queue = true ? true : var.b', 'count = 0', 'tags = [for x in [] : var.c]'), ['2:14 var.a is not declared', '3:30 var.b is not declared', '5:25 var.c is not declared']],
    ['in depends_on, lifecycle and outputs', `${queue('depends_on = [aws_kms_key.a]', 'lifecycle {', '  replace_triggered_by = [aws_kms_key.b]', '  precondition {', '    condition = var.c', '    error_message = "x"', '  }', '}')}output "x" {\n  value = local.d\n}\n`, ['2:17 aws_kms_key.a is not declared', '4:29 aws_kms_key.b is not declared', '6:19 var.c is not declared', '12:11 local.d is not declared']],
    ['once, with how often', queue('name = var.a', 'tags = { a = var.a, b = var.a }'), ['2:10 var.a is not declared, and referred to in 3 places']],
    ['in a validation and a check', 'variable "a" {\n  validation {\n    condition = var.a != var.b\n    error_message = "x"\n  }\n}\ncheck "c" {\n  data "aws_kms_key" "k" {\n    key_id = "x"\n  }\n  assert {\n    condition = data.aws_kms_key.k.arn != data.aws_kms_key.l.arn\n    error_message = "x"\n  }\n}\n', ['3:26 var.b is not declared', '12:43 data.aws_kms_key.l is not declared']],
  ])('%s', async (_, text, expected) => {
    expect(told((await configured(text)).problems)).toEqual(expected.map((one) => `terraform-invalid main.tf:${one}`));
  });
});

describe('what is no reference to a declaration is none', () => {
  it.each<readonly [string, Written]>([
    ['names of loops, templates and dynamic blocks', { 'main.tf': queue('for_each = toset(["a"])', 'name = join("", [for a_b, c_d in { x = { y = 1 } } : "${a_b.z}${c_d.y}${each.key}"])', 'policy = "%{ for e_f in [{ g = 1 }] }${e_f.g}%{ endfor }"', 'dynamic "redrive_policy" {', '  for_each = ["x"]', '  content {', '    x = redrive_policy.value', '  }', '}', 'dynamic "other" {', '  for_each = ["x"]', '  iterator = one_more', '  content {', '    x = one_more.key', '  }', '}') }],
    ['words of the language', { 'main.tf': `terraform {\n  required_version = "1"\n}\nprovider "aws" {\n  alias = "west"\n}\nvariable "a" {\n  type = list_of.x\n}\n${queue('provider = aws_x.west', 'lifecycle {', '  ignore_changes = [tags_all.x]', '}', 'provisioner "local-exec" {', '  when = destroy', '  command = "${self.name} ${path.module} ${terraform.workspace}"', '}')}moved {\n  from = aws_sqs_queue.old\n  to = aws_sqs_queue.orders\n}\nimport {\n  to = aws_sqs_queue.orders\n  id = "x"\n}\n` }],
    ['what a module gives that is not on disk, or on disk', { 'main.tf': `module "far" {\n  source = "hashicorp/far/aws"\n}\nmodule "near" {\n  source = "./near"\n}\n${queue('name = "${module.far.a}${module.near.b}"')}`, 'near/main.tf': 'output "b" {\n  value = "x"\n}\n' }],
    ['what may be declared in a file that cannot be read', { 'main.tf': queue('name = var.a'), 'b.tf': 'variable "a" {\n' }],
    ['a kind of data source or resource without a name', { 'main.tf': queue('policy = data.aws_iam_policy_document', 'name = resource.aws_sqs_queue') }],
    ['iterators in JSON', { 'main.tf.json': JSON.stringify({ resource: { aws_sqs_queue: { orders: { dynamic: { redrive_policy: { for_each: ['x'], content: { x: '${redrive_policy.value}' } } } } } } }) }],
  ])('%s', async (_, files) => {
    expect(told((await configured(files)).problems).filter((one) => one.includes('is not declared'))).toEqual([]);
  });

  it('in JSON, variables are', async () => {
    expect(told((await configured({ 'main.tf.json': '{"resource": {"aws_sqs_queue": {"orders": {"name": "${var.a}"}}}}' })).problems)).toEqual([expect.stringMatching(/^terraform-invalid main\.tf\.json:1:\d+ var\.a is not declared$/)]);
  });

  it('a called module tells of its own', async () => {
    const configuration = await configured({ 'main.tf': 'module "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n', 'm/main.tf': queue('name = var.a') });
    expect(told(configuration.problems)).toEqual(['terraform-invalid m/main.tf:2:10 var.a is not declared']);
  });
});

describe('what Terraform refuses while it evaluates is told where nothing catches it', () => {
  const faults = async (files: Written): Promise<readonly string[]> => {
    const configuration = await configured(files);
    for (const one of configuration.instances()) one.stated();
    return told(configuration.faults);
  };

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['a function that there is not', ['name = uppr("x")'], ['2:10 There is no function named "uppr"']],
    ['a missing file', ['name = file("orders.txt")'], ['2:15 Invalid value for "path" parameter: no file exists at "orders.txt"; this function works only with files that are distributed as part of the configuration source code']],
    ['a missing template', ['policy = templatefile("${path.module}/p.tftpl", {})'], ['2:25 Invalid value for "path" parameter: no file exists at "./p.tftpl"']],
    ['in a value of a module', ['name = local.name'], ['5:13 There is no function named "uppr"']],
    ['in try, and in the branch that is not taken: not', ['name = try(uppr("x"), file("x"), "y")', 'policy = true ? "a" : uppr("x")', 'tags = { for k, v in {} : k => uppr(v) }'], []],
    ['what a build makes: not', ['name = filebase64sha256("dist/orders.zip")'], []],
    ['a function of a provider: not', ['name = provider::aws::arn_parse("x").region'], []],
    ['files that are there: not', ['name = file("${path.module}/there.txt")'], []],
  ])('%s', async (_, lines, expected) => {
    const locals = 'locals {\n  name = "${uppr("x")}"\n}\n';
    expect(await faults({ 'main.tf': `${queue(...lines)}${lines.includes('name = local.name') ? locals : ''}`, 'there.txt': 'x' })).toEqual(expected.map((one) => `terraform-invalid main.tf:${one}`));
  });
});
