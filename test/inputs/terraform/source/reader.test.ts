import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInputs } from '../../../../src/inputs/open.ts';
import { noFlags, type InputOptions } from '../../../../src/inputs/options.ts';
import type { Problem } from '../../../../src/model/problem.ts';
import { folderOf, told, type Written } from './configured.ts';
import { resourcesOf } from '../../resources-of.ts';

interface Read {
  /** Path -> addresses with the file that they stand in. */
  readonly inputs: Record<string, readonly string[]>;
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  readonly notes: readonly string[];
  readonly unread: readonly string[];
}

async function read(files: Written | string, paths: readonly string[] = ['.'], more: Partial<InputOptions> = {}): Promise<Read> {
  const cwd = typeof files === 'string' ? files : folderOf(files);
  const options: InputOptions = { ...noFlags, cwd, document: false, attributes: () => false, relations: () => false, stdin: () => (async function* none() {})(), ...more };
  const inputs: Record<string, readonly string[]> = {};
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const notes: string[] = [];
  const unread: Problem[] = [];
  for await (const opened of openInputs(paths, options)) {
    problems.push(...opened.problems);
    notices.push(...opened.notices);
    for (const reading of opened.readings) {
      inputs[reading.path] = (await resourcesOf(reading)).map((one) => `${one.address} ${one.source?.file}`);
      const end = reading.finish();
      notes.push(...end.notes);
      unread.push(...end.unread);
    }
  }
  return { inputs, problems: told(problems), notices: told(notices), notes, unread: told(unread) };
}

const instance = (name: string): string => `resource "aws_instance" "${name}" {\n}\n`;
const call = (source: string): string => `module "m" {\n  source = "${source}"\n}\n`;

describe('folders of Terraform source', () => {
  it.each([[499, []], [500, [500]]])('of %i files are told of before they are read: %j', async (files, expected) => {
    const told: number[] = [];
    const written = Object.fromEntries(Array.from({ length: files }, (_, index) => [`part-${index}.tf`, `locals {\n  part_${index} = ${index}\n}\n`]));
    const { problems } = await read(written, ['.'], { manyFiles: (count) => void told.push(count) });
    expect([problems, told]).toEqual([[], expected]);
  });

  it('are root modules unless another one calls them', async () => {
    const { inputs, notes } = await read({ 'envs/prod/main.tf': call('../../modules/gpu') + instance('prod'), 'envs/dev/main.tf': call('../../modules/gpu'), 'modules/gpu/main.tf': instance('gpu') + call('./inner'), 'modules/gpu/inner/main.tf': instance('inner'), 'alone/a.tf': instance('alone') });
    expect(inputs).toEqual({
      alone: ['aws_instance.alone alone/a.tf'],
      'envs/dev': ['module.m.aws_instance.gpu modules/gpu/main.tf', 'module.m.module.m.aws_instance.inner modules/gpu/inner/main.tf'],
      'envs/prod': ['aws_instance.prod envs/prod/main.tf', 'module.m.aws_instance.gpu modules/gpu/main.tf', 'module.m.module.m.aws_instance.inner modules/gpu/inner/main.tf'],
    });
    expect(notes).toEqual([]);
  });

  it('that only seem to be called, or call each other, are not forgotten', async () => {
    const { inputs } = await read({ 'a/main.tf': `resource "aws_s3_object" "o" {\n  source = "../files"\n}\n`, 'files/main.tf': instance('in_files'), 'x/main.tf': call('../y') + instance('x'), 'y/main.tf': call('../x') + instance('y') });
    expect(Object.keys(inputs).sort()).toEqual(['a', 'files', 'x']);
    expect(inputs['x']).toEqual(['aws_instance.x x/main.tf', 'module.m.aws_instance.y y/main.tf']);
  });

  it('named as a folder are what they are, called elsewhere or not', async () => {
    const files = { 'main.tf': call('./m'), 'm/main.tf': instance('m') };
    expect((await read(files, ['m'])).inputs).toEqual({ m: ['aws_instance.m m/main.tf'] });
  });

  it('of which files are named are evaluated whole, and these files judged', async () => {
    const files = { 'main.tf': `${instance('main')}locals {\n  type = "p5.48xlarge"\n}\n`, 'gpu.tf': 'resource "aws_instance" "gpu" {\n  instance_type = local.type\n}\n' };
    expect((await read(files, ['gpu.tf'])).inputs).toEqual({ '.': ['aws_instance.gpu gpu.tf'] });
  });

  it('of which files are named hold what their module calls make, and what they override', async () => {
    const files = { 'main.tf': `${instance('main')}${call('./m')}`, 'other.tf': instance('other'), 'm/main.tf': instance('m'), 'gpu_override.tf': 'resource "aws_instance" "main" {\n  instance_type = "p5.48xlarge"\n}\n', 'call_override.tf': 'module "m" {\n  size = 1\n}\n' };
    const main = 'aws_instance.main main.tf';
    const made = 'module.m.aws_instance.m m/main.tf';
    const inputs = async (path: string): Promise<unknown> => (await read(files, [path])).inputs['.'];
    expect([await inputs('main.tf'), await inputs('gpu_override.tf'), await inputs('call_override.tf'), await inputs('other.tf')]).toEqual([[main, made], [main], [made], ['aws_instance.other other.tf']]);
  });

  it('are judged as far as they can be read: one broken file hides nothing', async () => {
    const files = { 'a/broken.tf': 'resource "aws_instance" {\n', 'a/fine.tf': instance('fine'), 'b/main.tf': instance('b') };
    const found = await read(files);
    expect(found.inputs).toEqual({ a: ['aws_instance.fine a/fine.tf'], b: ['aws_instance.b b/main.tf'] });
    expect(found.notices).toEqual(['terraform-syntax a/broken.tf:1:25 Unclosed configuration block: There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.']);
    expect(found.problems).toEqual([]);
    expect((await read(files, ['a'])).problems).toEqual(found.notices);
    expect((await read(files, ['.'], { strict: true })).problems).toEqual(found.notices);
  });

  it('say of what they do besides making resources that it is not judged', async () => {
    const { notes } = await read({ 'main.tf': `${instance('a')}ephemeral "aws_secretsmanager_secret_version" "s" {\n}\naction "aws_lambda_invoke" "a" {\n}\naction "aws_ec2_stop_instance" "b" {\n}\n` });
    expect(notes).toEqual(['1 ephemeral resource not judged', '2 actions not judged']);
  });

  describe('name the files of values that are not read by themselves', () => {
    const open = 'variable "ami" {}\nvariable "unused" {}\nresource "aws_instance" "a" {\n  ami = var.ami\n}\n';
    it.each<readonly [string, Written, readonly string[]]>([
      ['one', { 'main.tf': open, 'prod.tfvars': 'ami = "ami-1"\n' }, ['1 variable has no value, and prod.tfvars is read only where named: --var-file prod.tfvars']],
      ['of some the first, with its folder', { 'live/main.tf': `${open}output "u" {\n  value = var.unused\n}\n`, 'live/a dev.tfvars.json': '{}', 'live/prod.tfvars': '', 'live/test.tfvars': '' }, ["1 variable has no value, and live/a dev.tfvars.json and 2 more files of values are read only where named: --var-file 'live/a dev.tfvars.json'"]],
      ['none that is read', { 'main.tf': open, 'terraform.tfvars': '', 'x.auto.tfvars': '' }, []],
      ['none where all have a value', { 'main.tf': open, 'terraform.tfvars': 'ami = "ami-1"\n', 'prod.tfvars': '' }, []],
      ['none where nobody asks for the value', { 'main.tf': `variable "unused" {}\n${instance('a')}`, 'prod.tfvars': '' }, []],
      ['none of a module that is called', { 'main.tf': 'module "m" {\n  source = "./m"\n  ami = "ami-1"\n}\n', 'm/main.tf': open, 'm/prod.tfvars': '' }, []],
    ])('%s', async (_, files, notes) => {
      expect((await read(files)).notes).toEqual(notes);
    });

    it('but not those that were named', async () => {
      const cwd = folderOf({ 'main.tf': open, 'prod.tfvars': '' });
      const named = { path: 'prod.tfvars', absolute: join(cwd, 'prod.tfvars') };
      expect((await read(cwd, ['.'], { terraform: { ...noFlags.terraform, given: [named] } })).notes).toEqual([]);
    });
  });

  it('say what was not judged', async () => {
    const { notes, unread } = await read({ 'main.tf': `${instance('a')}data "aws_ami" "x" {\n}\nresource "random_id" "r" {\n}\nresource "aws_no_such_thing" "n" {\n}\nmodule "v" {\n  source = "acme/v/aws"\n}\nlocals {\n  a = local.a\n}\nresource "aws_vpc" "v" {\n  cidr_block = local.a\n}\n` });
    expect(notes).toEqual([
      'module.v (main.tf:9:1) was not judged: acme/v/aws is not on disk; run terraform init before, or check the plan of this configuration',
      '1 data source not judged',
      '1 resource of other providers not judged (random)',
      '1 resource of types not in the catalogue (aws_no_such_thing): judged by tags and region alone',
    ]);
    expect(unread).toEqual(['terraform-cycle main.tf:13:3 local.a needs itself: local.a -> local.a']);
  });

  it('are told of what Terraform refuses in a data source, which is not judged', async () => {
    const { unread } = await read({ 'main.tf': `${instance('a')}data "aws_ami" "x" {\n  name_regex = file("gone.txt")\n}\n` });
    expect(unread).toEqual([expect.stringMatching(/^terraform-invalid main\.tf:4:21 .*no file exists at "gone\.txt"/)]);
  });

  it('may have names that no terminal likes, and hold what is no text', async () => {
    const { inputs, notices } = await read({ 'odd\n\u001b[31m/main.tf': instance('odd'), 'empty/main.tf': '', 'tabs/main.tf': 'resource\t"aws_instance"\t"t"\t{\n\tami\t=\t"x"\n}\n', 'zeros/main.tf': '\0\0\0\0' });
    expect(inputs).toMatchObject({ 'odd\n\u001b[31m': ['aws_instance.odd odd\n\u001b[31m/main.tf'], empty: [], tabs: ['aws_instance.t tabs/main.tf'] });
    expect(notices.map((one) => one.split(' ')[0])).toEqual(['input-nul-filled']);
  });

  it('of .terraform are not roots', async () => {
    expect((await read({ 'main.tf': instance('a'), '.terraform/modules/x/main.tf': instance('x') })).inputs).toEqual({ '.': ['aws_instance.a main.tf'] });
  });

  it('may be made of links alone, each with values of its own', async () => {
    const gpu = 'variable "n" {\n  default = 0\n}\nresource "aws_instance" "gpu" {\n  count = var.n\n}\n';
    const { inputs } = await read({ 'common/main.tf': gpu, 'prod/main.tf@': '../common/main.tf', 'prod/terraform.tfvars': 'n = 1\n' });
    expect(inputs).toEqual({ common: [], prod: ['aws_instance.gpu[0] prod/main.tf'] });
  });

  it('with a named file that Terraform does not read say so', async () => {
    const files = { 'main.tf': instance('a'), '.main.tf': instance('b'), 'main.tofu': instance('c'), 'only/.main.tf': instance('d') };
    expect((await read(files, ['.main.tf', 'main.tf', 'only/.main.tf'])).problems).toEqual([
      'input-not-supported .main.tf .main.tf is Terraform source (HCL), under a name that Terraform passes over, since it begins with a dot',
      'input-not-supported only/.main.tf only/.main.tf is Terraform source (HCL), under a name that Terraform passes over, since it begins with a dot',
      'input-unreadable main.tf main.tf is none of the files that Terraform reads in .',
    ]);
    expect((await read(files, ['main.tofu'])).problems).toEqual([]);
    expect((await read({ 'x/main.tf': instance('a'), 'y/main.tf@': '../x/main.tf' }, ['y/main.tf'])).inputs).toEqual({ y: ['aws_instance.a y/main.tf'] });
  });

  it('are not approved without the override file that cannot be read, however deep they lie', async () => {
    const found = await read({ 'a/main.tf': instance('a'), 'a/main_override.tf': 'resource "aws_instance" "a" {\n' });
    expect(found.inputs).toEqual({ a: ['aws_instance.a a/main.tf'] });
    expect(found.problems).toEqual(['input-unreadable a/main_override.tf a/main_override.tf cannot be read, and the arguments that it overrides were judged as if it were not there']);
  });

  it.each<readonly [string, Written, readonly string[]]>([
    ['is refused', { 'main.tf': instance('a') }, ['terraform-invalid null --var sets "typo", but no root module declares such a variable']],
    ['is fine where one of several takes it', { 'a/main.tf': instance('a'), 'b/main.tf': 'variable "typo" {}\n' }, []],
    ['may be meant for a file that cannot be read', { 'main.tf': instance('a'), 'b.tf': 'x {' }, []],
  ])('--var that nobody declares %s', async (_, files, expected) => {
    const { problems } = await read(files, ['.'], { terraform: { ...noFlags.terraform, given: [{ name: 'typo', text: '1', from: '--var' }] } });
    expect(problems.filter((one) => one.startsWith('terraform-invalid'))).toEqual(expected);
  });

  const undeclared = (file: string, line: number): string => `terraform-undeclared ${file}:${line}:1 a value is set for "typo", but the root module declares no such variable`;
  it.each<readonly [string, Written, readonly string[], readonly string[]]>([
    ['terraform.tfvars', { 'main.tf': instance('a'), 'terraform.tfvars': 'typo = 1\n' }, [], [undeclared('terraform.tfvars', 1)]],
    ['terraform.tfvars of one root, though another one takes it', { 'a/main.tf': instance('a'), 'a/z.auto.tfvars': 'typo = 1\n', 'b/main.tf': 'variable "typo" {}\n' }, [], [undeclared('a/z.auto.tfvars', 1)]],
    ['a file of --var-file that no root takes', { 'main.tf': instance('a'), 'all.tfvars': '\ntypo = 1\n' }, ['all.tfvars'], [undeclared('all.tfvars', 2)]],
    ['a file of --var-file that one of them takes', { 'a/main.tf': instance('a'), 'b/main.tf': 'variable "typo" {}\n', 'all.tfvars': 'typo = 1\n' }, ['all.tfvars'], []],
    ['what may be declared in a file that cannot be read', { 'main.tf': instance('a'), 'b.tf': 'x {', 'terraform.tfvars': 'typo = 1\n' }, [], []],
  ])('a name in %s that nobody declares is told', async (_, files, varFiles, expected) => {
    const cwd = folderOf(files);
    const { problems, notices } = await read(cwd, ['.'], { terraform: { ...noFlags.terraform, given: varFiles.map((path) => ({ path, absolute: join(cwd, path) })) } });
    const ours = (list: readonly string[]): readonly string[] => list.filter((one) => one.startsWith('terraform-undeclared'));
    expect([ours(problems), ours(notices)]).toEqual([[], expected]);
  });
});
