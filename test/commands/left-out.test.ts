import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkJson, landrail, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('left-out');
const config = 'version: 1\nguardrails:\n  regions:\n    aws: { allow: [eu-west-1] }\n';

function written(name: string, files: Readonly<Record<string, string>>): string {
  const cwd = join(scratch, name);
  for (const [file, text] of Object.entries({ 'landrail.yaml': config, ...files })) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  return cwd;
}

const training = `
variable "gpu" {
  default = false
}
variable "nodes" {
  default = 0
}
variable "teams" {
  type    = map(string)
  default = {}
}
variable "token" {
  default   = false
  sensitive = true
}
variable "stage" {
  default = "dev"
}
locals {
  train = var.gpu && var.stage == "prod"
}
resource "aws_instance" "made" {}
resource "aws_instance" "trainer" {
  count = local.train ? 1 : 0
}
resource "aws_instance" "node" {
  count = var.nodes
}
resource "aws_s3_bucket" "team" {
  for_each = var.teams
}
resource "aws_s3_bucket" "nobody" {
  for_each = toset([])
}
resource "aws_s3_bucket" "somebody" {
  for_each = toset(["a"])
}
resource "aws_s3_bucket" "secret" {
  count = var.token ? 1 : 0
}
resource "aws_s3_bucket" "never" {
  count = 0
}
resource "aws_s3_bucket" "refused" {
  for_each = ["a"]
}
resource "aws_s3_bucket" "unknown" {
  count = length(data.aws_subnets.all.ids)
}
data "aws_subnets" "all" {
  count = 0
}
module "net" {
  source = "./net"
  count  = var.gpu ? 1 : 0
}
module "on" {
  source = "./net"
  nat    = var.stage == "prod"
}
`;
const net = `
variable "nat" {
  default = false
}
resource "aws_vpc" "main" {}
resource "aws_nat_gateway" "out" {
  count = var.nat ? 1 : 0
}
`;

test('Terraform: what count, for_each and calls make none of, with what would have it judged', () => {
  const cwd = written('terraform', { 'main.tf': training, 'net/main.tf': net });
  const { report } = checkJson(['.'], { cwd });
  expect(report.errors.map(({ message }) => message)).toEqual(['for_each is a map, or a set of texts; make a set of a list with toset()']);
  const gpu = 'module.net: count is 0 with var.gpu=false (its default); --var gpu=true may have it judged';
  expect(report.inputs.map(({ leftOut }) => leftOut)).toEqual([
    [
      { address: 'aws_instance.trainer', type: 'aws_instance', because: 'count is 0 with var.gpu=false (its default), var.stage=dev (its default); --var gpu=true may have it judged', needs: '--var gpu=true' },
      { address: 'aws_instance.node', type: 'aws_instance', because: 'count is 0 with var.nodes=0 (its default); --var nodes=VALUE may have it judged', needs: '--var nodes=VALUE' },
      { address: 'aws_s3_bucket.team', type: 'aws_s3_bucket', because: 'for_each is empty with var.teams={} (its default); --var teams=VALUE may have it judged', needs: '--var teams=VALUE' },
      { address: 'aws_s3_bucket.nobody', type: 'aws_s3_bucket', because: 'for_each is empty', needs: null },
      { address: 'aws_s3_bucket.secret', type: 'aws_s3_bucket', because: 'count is 0', needs: null },
      { address: 'aws_s3_bucket.never', type: 'aws_s3_bucket', because: 'count is 0', needs: null },
      { address: 'module.net.aws_vpc.main', type: 'aws_vpc', because: gpu, needs: '--var gpu=true' },
      { address: 'module.net.aws_nat_gateway.out', type: 'aws_nat_gateway', because: gpu, needs: '--var gpu=true' },
      { address: 'module.on.aws_nat_gateway.out', type: 'aws_nat_gateway', because: 'count is 0 with var.stage=dev (its default); --var stage=VALUE may have it judged', needs: '--var stage=VALUE' },
    ],
  ]);
  // Somebody gave that value: it is not to be changed for the sake of a check.
  const given = checkJson(['.', '--var', 'gpu=false', '--var', 'nodes=2'], { cwd }).report.inputs[0]?.leftOut;
  expect(given?.map(({ address, needs }) => [address, needs]).slice(0, 2)).toEqual([['aws_instance.trainer', '--var stage=VALUE'], ['aws_s3_bucket.team', '--var teams=VALUE']]);
  expect(checkJson(['.', '--var', 'gpu=true'], { cwd }).report.inputs[0]?.leftOut?.map(({ address }) => address)).not.toContain('module.net.aws_vpc.main');
  expect(landrail(['explain', 'regions', '--for', 'aws_instance.trainer', '.'], { cwd }).stderr).toContain('aws_instance.trainer (aws_instance) is left out: count is 0 with var.gpu=false (its default)');
});

test('CloudFormation: what conditions keep out', () => {
  const template = 'Parameters:\n  Stage:\n    Type: String\n    Default: dev\nConditions:\n  Prod: !Equals [!Ref Stage, prod]\n  Never: !Equals [a, b]\nResources:\n  Made:\n    Type: AWS::SQS::Queue\n  Trainer:\n    Type: AWS::EC2::Instance\n    Condition: Prod\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: Never\n';
  const cwd = written('cloudformation', { 'template.yaml': template });
  const { report } = checkJson(['template.yaml'], { cwd });
  expect(report.inputs.map(({ leftOut }) => leftOut)).toEqual([
    [
      { address: 'Trainer', type: 'AWS::EC2::Instance', because: 'condition Prod is false with Stage=dev (its default); --parameters Stage=prod judges it', needs: '--parameters Stage=prod' },
      { address: 'Topic', type: 'AWS::SNS::Topic', because: 'condition Never is false', needs: null },
    ],
  ]);
  expect(checkJson(['template.yaml', '--parameters', 'Stage=prod'], { cwd }).report.inputs[0]?.leftOut?.map(({ address }) => address)).toEqual(['Topic']);
  writeFileSync(join(cwd, 'made.yaml'), 'Resources:\n  Made:\n    Type: AWS::SQS::Queue\n');
  expect(checkJson(['made.yaml'], { cwd }).report.inputs[0]).not.toHaveProperty('leftOut');
});

test('locals that ask for each other many times are asked once', () => {
  const locals = Array.from({ length: 7 }, (_, at) => `  on_${at} = anytrue([${Array.from({ length: 40 }, () => (at === 6 ? 'var.gpu' : `local.on_${at + 1}`)).join(', ')}])\n`);
  const cwd = written('shared', { 'main.tf': `variable "gpu" {\n  default = false\n}\nlocals {\n${locals.join('')}}\nresource "aws_instance" "trainer" {\n  count = local.on_0 ? 1 : 0\n}\n` });
  const { report } = checkJson(['.'], { cwd });
  expect(report.inputs[0]?.leftOut).toMatchObject([{ address: 'aws_instance.trainer', needs: '--var gpu=true' }]);
});
