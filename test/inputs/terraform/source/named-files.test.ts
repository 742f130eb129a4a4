import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/index.ts';
import { folderOf } from './configured.ts';

const files = {
  'landrail.yaml': 'version: 1\nguardrails:\n  required-tags:\n    nested: false\n    tags: [{key: owner}, {key: stage}]\n  regions:\n    aws:\n      allow: [eu-west-1]\n  network-baseline: {level: off}\n',
  'providers.tf': 'provider "aws" {\n  region = "us-east-1"\n  default_tags {\n    tags = {stage = "prod"}\n  }\n}\n',
  'variables.tf': 'variable "type" {\n  default = "p5.48xlarge"\n}\n',
  'locals.tf': 'locals {\n  tags = {team = "x"}\n}\n',
  'outputs.tf': 'output "id" {\n  value = aws_instance.a.id\n}\n',
  'main.tf': 'resource "aws_instance" "a" {\n  instance_type = var.type\n  tags          = local.tags\n}\nresource "aws_instance" "b" {\n  instance_type = "p4d.24xlarge"\n  tags          = {owner = "b"} # landrail:ignore required-tags until=2026-12-31 reason="b"\n}\n',
};

async function judged(paths: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const cwd = folderOf({ ...files, ...more });
  const { exitCode, findings, notices, inputs, summary } = await check(paths, { cwd, config: join(cwd, 'landrail.yaml'), now: new Date('2026-11-23T00:00:00Z') });
  return {
    exitCode,
    resources: summary.resources,
    findings: findings.map(({ guardrail, resource, location }) => `${guardrail} ${resource?.address} ${location?.file}`),
    notes: inputs.flatMap(({ notes }) => notes),
    notices: notices.map(({ code }) => code),
  };
}

const gpu = 'gpu-shapes aws_instance.a main.tf';
const region = (name: string): string => `regions aws_instance.${name} main.tf`;
const tag = 'required-tags aws_instance.a main.tf';

describe('a file that was named', () => {
  it.each<readonly [string, readonly string[], number, readonly string[]]>([
    ['variables.tf', [gpu], 2, []],
    ['locals.tf', [tag], 2, []],
    ['providers.tf', [region('a'), region('b')], 2, []],
    ['outputs.tf', [], 0, ['2 resources in files that were not named, to which those that were give no values: not judged']],
  ])('%s has the findings that its values cause, wherever they stand', async (name, findings, resources, notes) => {
    expect(await judged([name])).toMatchObject({ exitCode: findings.length > 0 ? 1 : 0, findings: expect.arrayContaining(findings as string[]), resources, notes, notices: [] });
  });

  it('has no findings that neither stand in it nor come of it', async () => {
    expect(await judged(['variables.tf'])).toMatchObject({ findings: [gpu] });
    expect(await judged(['locals.tf'])).toMatchObject({ findings: [tag] });
    expect(await judged(['locals.tf', 'variables.tf'])).toMatchObject({ findings: [gpu, tag] });
  });

  it('that holds resources alone is judged by itself, with all that it is given', async () => {
    const other = 'resource "aws_instance" "c" {\n  instance_type = var.type\n  tags = {owner = "c"}\n}\n';
    expect(await judged(['other.tf'], { 'other.tf': other })).toMatchObject({ exitCode: 1, resources: 1, findings: ['regions aws_instance.c other.tf', 'gpu-shapes aws_instance.c other.tf'] });
  });

  it('in a folder without any resource leaves nothing that was judged', async () => {
    const cwd = folderOf({ 'variables.tf': files['variables.tf'], 'outputs.tf': 'output "x" {\n  value = 1\n}\n' });
    writeFileSync(join(cwd, 'landrail.yaml'), 'version: 1\n');
    expect((await check(['variables.tf'], { cwd })).exitCode).toBe(3);
  });
});
