import { describe, expect, it } from 'vitest';
import { check } from '../../../src/index.ts';
import { folderOf, type Written } from '../../inputs/terraform/source/configured.ts';

const providers = 'provider "aws" {\n  region = "eu-west-1"\n}\nprovider "aws" {\n  alias  = "tagged"\n  region = "eu-west-1"\n  default_tags {\n    tags = { owner = "ml" }\n  }\n}\n';
const open = 'variable "tags" {\n  type = map(string)\n}\nvariable "owner" {\n  type = string\n}\n';

function bucket(name: string, body = ''): string {
  return `resource "aws_s3_bucket" "${name}" {\n${body}}\n`;
}

function group(name: string, tags: string): string {
  return `resource "aws_autoscaling_group" "${name}" {\n  min_size = 1\n  max_size = 1\n  launch_template {\n    id = aws_launch_template.t.id\n  }\n${tags}}\n`;
}

function tag(key: string, propagate: string): string {
  return `  tag {\n    key                 = "${key}"\n    value               = "ml"\n    propagate_at_launch = ${propagate}\n  }\n`;
}

/** `address path` -> verdict of required-tags, all but the passes. */
async function verdicts(files: Written, values: readonly string[] = []): Promise<Record<string, string>> {
  const cwd = folderOf({ ...files, 'landrail.yaml': `version: 1\nguardrails:\n  required-tags:\n    tags:\n      - key: owner\n${values.length === 0 ? '' : `        values: [${values.join(', ')}]\n`}` });
  const { findings } = await check(['.'], { cwd, now: new Date('2026-11-23T00:00:00Z') });
  return Object.fromEntries(findings.filter((one) => one.guardrail === 'required-tags').map(({ resource, verdict, evidence }) => [`${resource?.address ?? ''} ${evidence.path}`, verdict]));
}

describe('required tags in source', () => {
  it('come of the provider that a resource really has', async () => {
    expect(await verdicts({ 'main.tf': `${providers}${bucket('a')}${bucket('b', '  provider = aws.tagged\n')}` })).toEqual({ 'aws_s3_bucket.a tags.owner': 'fail' });
  });

  it('come of override files, of resources and of providers', async () => {
    expect(await verdicts({ 'main.tf': `${providers}${bucket('a', '  tags = { team = "x" }\n')}`, 'override.tf': bucket('a', '  tags = { owner = "ml" }\n') })).toEqual({});
    expect(await verdicts({ 'main.tf': `${providers}${bucket('a', '  tags = { owner = "ml" }\n')}`, 'override.tf': bucket('a', '  tags = {}\n') })).toEqual({ 'aws_s3_bucket.a tags.owner': 'fail' });
    const over = (tags: string): string => `provider "aws" {\n  alias = "tagged"\n  default_tags {\n    tags = ${tags}\n  }\n}\n`;
    const base = `${providers}${bucket('a', '  provider = aws.tagged\n')}`;
    expect(await verdicts({ 'main.tf': base, 'x_override.tf': over('{}') })).toEqual({ 'aws_s3_bucket.a tags.owner': 'fail' });
    expect(await verdicts({ 'main.tf': base.replace('{ owner = "ml" }', '{}'), 'x_override.tf': over('{ owner = "ml" }') })).toEqual({});
  });

  it('are open where the map is not known, and there where the key is', async () => {
    const text = `${providers}${open}${bucket('map', '  tags = var.tags\n')}${bucket('merged', '  tags = merge(var.tags, { owner = "ml" })\n')}${bucket('lacking', '  tags = merge({ team = "x" }, var.tags)\n')}${bucket('value', '  tags = { owner = var.owner }\n')}${bucket('none', '  tags = { team = var.owner }\n')}`;
    const lacking = { 'aws_s3_bucket.map tags.owner': 'undecided', 'aws_s3_bucket.lacking tags.owner': 'undecided', 'aws_s3_bucket.none tags.owner': 'fail' };
    expect(await verdicts({ 'main.tf': text })).toEqual(lacking);
    expect(await verdicts({ 'main.tf': text }, ['ml', 'web'])).toEqual({ ...lacking, 'aws_s3_bucket.value tags.owner': 'undecided' });
    expect(await verdicts({ 'main.tf': text }, ['web'])).toEqual({ ...lacking, 'aws_s3_bucket.merged tags.owner': 'fail', 'aws_s3_bucket.value tags.owner': 'undecided' });
  });

  it('come through the alias that a module is handed', async () => {
    const call = (name: string, handed: string): string => `module "${name}" {\n  source = "./m"\n${handed}}\n`;
    expect(await verdicts({ 'main.tf': `${providers}${call('plain', '')}${call('handed', '  providers = { aws = aws.tagged }\n')}`, 'm/main.tf': bucket('a') })).toEqual({ 'module.plain.aws_s3_bucket.a tags.owner': 'fail' });
  });

  it('of a group reach its machines where they are propagated', async () => {
    const template = 'resource "aws_launch_template" "t" {\n  image_id = "ami-1"\n  instance_type = "t3.micro"\n  tags = { owner = "ml" }\n}\n';
    const dynamic = '  dynamic "tag" {\n    for_each = { owner = "ml" }\n    content {\n      key                 = tag.key\n      value               = tag.value\n      propagate_at_launch = true\n    }\n  }\n';
    expect(await verdicts({ 'main.tf': `${providers}${open}${template}${group('yes', tag('owner', 'true'))}${group('no', tag('owner', 'false'))}${group('other', tag('team', 'true'))}${group('dynamic', dynamic)}` })).toEqual({
      'aws_autoscaling_group.no tag[propagate_at_launch].owner': 'fail', 'aws_autoscaling_group.other tag.owner': 'fail',
    });
  });
});
