import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkJson, landrail, scratchFolder } from './landrail.ts';

const folder = scratchFolder('source-secrets');

function written(name: string, text: string): string {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'main.tf'), text);
  writeFileSync(join(cwd, 'landrail.yaml'), 'version: 1\nguardrails:\n  required-tags:\n    tags:\n      - key: owner\n        values: [me]\n  regions:\n    aws: { allow: [eu-west-1] }\n');
  return cwd;
}

const secret = 'variable "secret" {\n  sensitive = true\n  default = "SECRETVALUE"\n}\n';
const rows: readonly (readonly [name: string, text: string, ...args: readonly string[]])[] = [
  ['default-tags', `${secret}provider "aws" {\n  default_tags {\n    tags = { owner = var.secret }\n  }\n}\nresource "aws_s3_bucket" "b" {}\n`],
  ['default-tags-alone', 'provider "aws" {\n  default_tags {\n    tags = { owner = sensitive("SECRETVALUE") }\n  }\n}\nresource "aws_s3_bucket" "b" {}\n'],
  ['provider-region', `${secret}provider "aws" {\n  region = var.secret\n}\nresource "aws_s3_bucket" "b" {}\n`],
  ['region', `${secret}resource "aws_s3_bucket" "b" {\n  region = var.secret\n}\n`],
  ['choice', `${secret}variable "on" {\n  type = bool\n}\nresource "aws_instance" "i" {\n  instance_type = var.on ? var.secret : "t3.micro"\n}\n`],
  ['key', `${secret}resource "aws_s3_bucket" "b" {\n  for_each = toset([var.secret])\n}\n`],
  ['map', `resource "aws_s3_bucket" "b" {\n  for_each = sensitive({ "SECRETVALUE" = 1 })\n}\n`],
  ['computed-key', `${secret}resource "aws_s3_bucket" "b" {\n  for_each = { for one in [var.secret] : one => 1 }\n}\n`],
  ['no-expression', 'variable "list" {\n  type = list(string)\n  sensitive = true\n}\nresource "aws_instance" "i" {\n  instance_type = var.list[0]\n}\n', '--var', 'list=[SECRETVALUE'],
  ['file', `${secret}resource "aws_instance" "i" {\n  instance_type = file(var.secret)\n  user_data = templatefile(var.secret, {})\n  key_name = filemd5("keys/${'$'}{var.secret}.pub")\n}\n`],
  ['ephemeral', `${secret.replace('sensitive', 'ephemeral')}resource "aws_instance" "i" {\n  instance_type = file(var.secret)\n  tags = { owner = var.secret }\n}\n`],
  ['wrong-type', 'variable "n" {\n  type = number\n  sensitive = true\n}\nresource "aws_instance" "i" {\n  instance_type = "m${var.n}.large"\n}\n', '--var', 'n=SECRETVALUE'],
];

test.each(rows)('%s: what is sensitive in source is not shown', (name, text, ...args) => {
  const cwd = written(name, text);
  for (const format of ['terminal', 'concise', 'json']) {
    const { status, stdout, stderr } = landrail(['check', '.', '--format', format, ...args], { cwd });
    expect(`${stdout}${stderr}`).not.toMatch(/secretvalue/i);
    expect([1, 2]).toContain(status);
  }
});

test('for_each over what is sensitive is refused, count is not', () => {
  const cwd = written('repeated', `${secret}resource "aws_instance" "each" {\n  for_each = toset([var.secret])\n}\nresource "aws_instance" "count" {\n  count = sensitive(1)\n  instance_type = "p5.48xlarge"\n}\nresource "aws_instance" "values" {\n  for_each = { a = var.secret }\n}\n`);
  const { status, report } = checkJson(['.'], { cwd });
  expect(status).toBe(2);
  expect(report.errors.map(({ where, message }) => `${where} ${message}`)).toEqual(['main.tf:6:14 for_each is sensitive']);
  expect(report.findings.filter((one) => one.guardrail === 'gpu-shapes' && one.verdict === 'fail').map((one) => one.resource?.address)).toEqual(['aws_instance.count[0]']);
});
