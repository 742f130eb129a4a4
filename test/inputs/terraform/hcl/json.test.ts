import { describe, expect, it } from 'vitest';
import { parseTerraformJson, parseVariablesJson } from '../../../../src/inputs/terraform/hcl/json.ts';
import type { Body, SourceRange } from '../../../../src/inputs/terraform/hcl/syntax.ts';
import { ProblemError } from '../../../../src/model/problem.ts';
import { written } from './written.ts';

const at = ({ start, end }: SourceRange): string => `${start.line}:${start.column}-${end.line}:${end.column}`;

/** Blocks as in HCL, one line each. */
function lines(body: Body, indent = ''): readonly string[] {
  return [
    ...body.attributes.map((one) => `${indent}${one.name} = ${written(one.value)}`),
    ...body.blocks.flatMap((one) => [`${indent}${[one.type, ...one.labels].join(' ')}`, ...lines(one.body, `${indent}  `)]),
  ];
}

async function read(value: unknown): Promise<readonly string[]> {
  return lines(parseTerraformJson('main.tf.json', JSON.stringify(value, null, 2)).body);
}

async function refused(text: string): Promise<readonly string[]> {
  try {
    parseTerraformJson('main.tf.json', text);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map((problem) => `${problem.where} ${problem.message}`);
  }
}

describe('a .tf.json file', () => {
  it('has the blocks of the same file in HCL, be they objects or lists of objects', async () => {
    const web = { ami: 'ami-1', 'tags': { 'Name': 'web-${count.index}', '${var.key}': 1 }, provider: 'aws.west', depends_on: ['aws_vpc.main'], lifecycle: { ignore_changes: ['tags'] }, '//': 'no argument' };
    expect(await read({
      '//': 'nothing',
      resource: [{ aws_instance: { web } }, { aws_instance: { db: [{ ami: null }] } }],
      provider: { aws: [{ region: 'eu-west-1' }, { alias: 'west' }] },
      locals: [{ a: 1.50 }, { b: [true, 'x'] }],
      variable: { type: { type: 'list(string)', validation: { condition: '${var.type != 1}' } } },
      module: { gpu: { source: './gpu', providers: { aws: 'aws.west' } } },
      moved: [{ from: 'aws_instance.a', to: 'aws_instance.web[0]' }],
    })).toEqual([
      'resource aws_instance web',
      '  ami = "ami-1"',
      '  tags = {"Name": template("web-" ${count.index}), wrapped(${var.key}): 1}',
      '  provider = aws.west',
      '  depends_on = [aws_vpc.main]',
      '  lifecycle',
      '    ignore_changes = [tags]',
      'resource aws_instance db',
      '  ami = null',
      'provider aws',
      '  region = "eu-west-1"',
      'provider aws',
      '  alias = "west"',
      'locals',
      '  a = 1.5',
      'locals',
      '  b = [true, "x"]',
      'variable type',
      '  type = list(string)',
      '  validation',
      '    condition = wrapped(${(var.type != 1)})',
      'module gpu',
      '  source = "./gpu"',
      '  providers = {"aws": aws.west}',
      'moved',
      '  from = aws_instance.a',
      '  to = aws_instance.web[0]',
    ]);
  });

  it('has blocks within blocks, each with the labels that it has', async () => {
    expect(await read({
      terraform: { required_providers: { aws: { source: 'hashicorp/aws' } }, backend: { s3: { bucket: 'states' } }, cloud: { organization: 'shop' } },
      output: { url: { value: 'x', precondition: { condition: true } } },
      data: { aws_ami: { web: { owners: ['self'] } } },
      ephemeral: { aws_secret: { db: { name: 'db' } } },
      resource: { aws_instance: { web: { provisioner: { 'local-exec': { command: 'true' } }, connection: { host: 'web' }, lifecycle: { precondition: { condition: true } } } } },
      import: { to: 'aws_instance.web', id: 'i-1' },
      removed: { from: 'aws_instance.old' },
      check: { health: { data: { http: { web: { url: 'x' } } }, assert: { condition: true } } },
    })).toEqual([
      'terraform', '  required_providers', '    aws = {"source": "hashicorp/aws"}', '  backend s3', '    bucket = "states"', '  cloud', '    organization = "shop"',
      'output url', '  value = "x"', '  precondition', '    condition = true',
      'data aws_ami web', '  owners = ["self"]',
      'ephemeral aws_secret db', '  name = "db"',
      'resource aws_instance web', '  provisioner local-exec', '    command = "true"', '  connection', '    host = "web"', '  lifecycle', '    precondition', '      condition = true',
      'import', '  to = aws_instance.web', '  id = "i-1"',
      'removed', '  from = aws_instance.old',
      'check health', '  data http web', '    url = "x"', '  assert', '    condition = true',
    ]);
  });

  it('has dynamic blocks', async () => {
    expect(await read({ resource: { aws_security_group: { web: { dynamic: { ingress: { for_each: '${var.ports}', content: { from_port: '${ingress.value}' } } } } } } })).toEqual([
      'resource aws_security_group web',
      '  dynamic ingress',
      '    for_each = wrapped(${var.ports})',
      '    content',
      '      from_port = wrapped(${ingress.value})',
    ]);
  });

  it('keeps every place, behind escapes too', async () => {
    const { body } = parseTerraformJson('main.tf.json', '{"resource": {"aws_instance": {\n  "web": {\n    "user_data": "\\u00e9\\n\\"${var.a}\\" 😀 ${var.b}"\n  }\n}}}');
    const [block] = body.blocks;
    const [data] = block?.body.attributes ?? [];
    expect([at(block?.headerRange as SourceRange), at(block?.range as SourceRange), at(data?.nameRange as SourceRange), at(data?.value.range as SourceRange)]).toEqual(['2:3-2:8', '2:3-4:4', '3:5-3:16', '3:18-3:52']);
    const template = data?.value;
    expect(template?.kind === 'template' ? template.parts.filter((part) => part.kind === 'interpolation').map((part) => at(part.value.range)) : []).toEqual(['3:31-3:36', '3:45-3:50']);
  });

  it('keeps backslashes and quotes of templates, and escaped sequences', async () => {
    expect(await read({ locals: { a: 'C:\\${var.a}', b: '$${var.a}', c: '${"a\\n${b}"}', d: '%{ for x in y }${x}%{ endfor }', e: 'two\nlines ${a}\n' } })).toEqual([
      'locals', '  a = template("C:\\\\" ${var.a})', '  b = "${var.a}"', '  c = wrapped(${template("a\\n" ${b})})', '  d = template(for x in y (${x}))', '  e = template("two\\nlines " ${a} "\\n")',
    ]);
  });

  it('is refused where Terraform refuses it', async () => {
    expect(await refused('{"resource": }')).toEqual(['main.tf.json:1:14 not valid JSON: expected a value']);
    expect(await refused('{"resource": {}')).toEqual(['main.tf.json:1:16 not valid JSON: expected "," or "}"']);
    expect(await refused('{"locals": {"a": "x\ty"}}')).toEqual(['main.tf.json:1:20 not valid JSON: expected the rest of a string (line breaks and tabs have to be written as \\n and \\t)']);
    expect(await refused('{"locals": {"a": 01}}')).toEqual(['main.tf.json:1:18 not valid JSON: expected a value']);
    expect(await refused('{"locals": {"a": 1,\n "a": 2}}')).toEqual(['main.tf.json:2:2 the argument "a" is set twice']);
    expect(await refused('{"locals": {"a": {"b": 1, "b": 2}}}')).toEqual(['main.tf.json:1:27 the key "b" is set twice']);
    expect(await refused('{"resources": {}}')).toEqual(['main.tf.json:1:2 no block type is named "resources"']);
    expect(await refused('{"resource": {"aws_instance": "web"}}')).toEqual(['main.tf.json:1:31 "resource" is an object, or a list of objects']);
    expect(await refused('[1]')).toEqual(['main.tf.json:1:2 the file is an object, or a list of objects']);
    expect(await refused('{"locals": {"a": "${b:c}"}}')).toEqual(['main.tf.json:1:18 not valid as a template: a template sequence that goes on, or is never closed']);
    expect(await refused('{"locals": {"a": "${b[ * ]}${1e3}"}}')).toEqual([]);
    expect((await refused(`{"locals": {"a": ${'['.repeat(9999)}${']'.repeat(9999)}}}`))[0]).toContain('objects and lists are nested more than 500 levels deep');
  });
});

describe('a .tfvars.json file', () => {
  it('has literal values', () => {
    const { body } = parseVariablesJson('x.tfvars.json', '\uFEFF{"type": "${not} a template", "list": [1, null, {"a": true}]}');
    expect(lines(body)).toEqual(['type = "${not} a template"', 'list = [1, null, {"a": true}]']);
  });

  it('sets each variable once', () => {
    expect(() => parseVariablesJson('x.tfvars.json', '{"a": 1, "a": 2}')).toThrow('the variable "a" is set twice');
    expect(() => parseVariablesJson('x.tfvars.json', '[]')).toThrow('values of variables are an object: {"name": value}');
  });
});
