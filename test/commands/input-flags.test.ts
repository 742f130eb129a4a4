import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '#model/problem.ts';
import { inputsOf, type InputFlags } from '../../src/commands/input-flags.ts';
import { checkJson, landrail, root, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('input-flags');
writeFileSync(join(scratch, 'prod.tfvars'), 'type = "t3.small"\n');
writeFileSync(join(scratch, 'params=prod.json'), '[]');

function inputs(flags: Partial<InputFlags>, env: Readonly<Record<string, string>> = {}): ReturnType<typeof inputsOf> {
  const none = { providerRegion: [], providerScope: [], var: [], parameters: [], stackTags: [] };
  return inputsOf({ ...none, ...flags }, { cwd: scratch, env, platform: 'linux', stdin: () => process.stdin });
}

it('variables keep their order, and their text as it was written', () => {
  const { terraform } = inputs({ var: [{ var: 'type=p5.48xlarge' }, { varFile: 'prod.tfvars' }, { var: 'tags={"a" = "b=c "}' }, { var: 'none=' }] }, { TF_VAR_type: 'm5.large', TF_VAR_b: '', TF_VAR_: 'x', TF_WORKSPACE: 'blue' });
  expect(terraform).toEqual({
    environment: [{ name: 'b', text: '', from: 'TF_VAR_b' }, { name: 'type', text: 'm5.large', from: 'TF_VAR_type' }],
    given: [{ name: 'type', text: 'p5.48xlarge', from: '--var' }, { path: 'prod.tfvars', absolute: join(scratch, 'prod.tfvars') }, { name: 'tags', text: '{"a" = "b=c "}', from: '--var' }, { name: 'none', text: '', from: '--var' }],
    workspace: 'blue',
  });
  expect(inputs({ workspace: 'green' }, { TF_WORKSPACE: 'blue' }).terraform.workspace).toBe('green');
  expect(inputs({}).terraform.workspace).toBeNull();
});

it('parameters are files or pairs', () => {
  const { cloudformation } = inputs({ parameters: ['params=prod.json', 'Type=p5.48xlarge', 'Empty='].map((one) => (one.startsWith('params') ? `./${one}` : one)), stackTags: ['owner=payroll', 'owner=till', 'cost-center='] });
  expect(cloudformation).toEqual({
    parameters: [{ path: './params=prod.json', absolute: join(scratch, 'params=prod.json') }, { name: 'Type', text: 'p5.48xlarge', from: '--parameters' }, { name: 'Empty', text: '', from: '--parameters' }],
    stackTags: new Map([['owner', 'till'], ['cost-center', '']]),
  });
});

describe('what is wrong is told all at once', () => {
  it('by flag', () => {
    let problems: ProblemError['problems'] = [];
    try {
      inputs({ providerRegion: ['us-west-2'], var: [{ var: 'type' }, { varFile: 'no.tfvars' }], parameters: ['no.json'], stackTags: ['=x'] });
    } catch (error) {
      if (error instanceof ProblemError) ({ problems } = error);
    }
    expect(problems.map(({ message }) => message)).toEqual([
      '--provider-region is "us-west-2"; it must name a provider and a value',
      '--var is "type"; it must name a variable and a value',
      '--var-file names no.tfvars, which does not exist',
      '--parameters names no.json, which does not exist',
      '--stack-tags is "=x"; it must name a tag and a value',
    ]);
  });

  it('as one run shows it', () => {
    const { status, report } = checkJson(['samples/payroll-api/plan.json', '--var', 'type', '--var-file', 'no.tfvars'], { cwd: root });
    expect([status, report.errors.map(({ code, where }) => [code, where])]).toEqual([2, [['usage-value', null], ['usage-file', 'no.tfvars']]]);
  });
});

it('a word that is no file and no pair is told both ways', () => {
  expect(() => inputs({ parameters: ['Shape'] })).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ hint: 'check the path, or write --parameters Shape=VALUE' })] }));
});

it('--rego-version and --threshold are refused in the words of the other flags', () => {
  expect(landrail(['check', '--rego-version', 'v2'], { cwd: root })).toMatchObject({ status: 2, stderr: 'error  --rego-version is "v2"; allowed: v0, v1\n' });
  expect(landrail(['policy', 'test', '--threshold', '101'], { cwd: root })).toMatchObject({ status: 2, stderr: 'error  --threshold is "101"; it must be a percentage from 0 to 100\n' });
});

describe('--input-type', () => {
  it('an unknown one is refused, with those that there are', () => {
    const { status, report } = checkJson(['samples/payroll-api/plan.json', '--input-type', 'tfplan']);
    expect([status, report.errors[0]?.message]).toEqual([2, expect.stringMatching(/^--input-type is "tfplan"; allowed: terraform-plan/)]);
  });

  it('a file that is something else is refused where it was named, and passed over where it was found', () => {
    expect(checkJson(['tsconfig.json', '--input-type', 'terraform-plan'])).toMatchObject({ status: 2, report: { errors: [{ code: 'input-other-type', message: 'tsconfig.json does not have the format that --input-type terraform-plan asks for (Terraform plan)' }] } });
    expect(checkJson(['samples/payroll-api', '--input-type', 'terraform-plan']).report).toMatchObject({ errors: [], inputs: [{ path: 'samples/payroll-api/plan.json' }] });
  });
});

describe('a flag that changes nothing is told', () => {
  const plan = 'samples/payroll-api/plan.json';
  const source = 'samples/payroll-api';
  const template = 'samples/ticket-office/notifications.yaml';
  const unused = (args: readonly string[]): readonly string[] => (checkJson([...args, '--no-config']).report.notices ?? []).filter((one) => one.code === 'flag-unused').map((one) => one.message);

  it.each([
    [[plan, '--var', 'size=1'], ['--var has no effect: no Terraform source was judged']],
    [[plan, '--var-file', 'tsconfig.json', '--var', 'a=b'], ['--var has no effect: no Terraform source was judged', '--var-file has no effect: no Terraform source was judged']],
    [[plan, '--parameters', 'Size=1', '--stack-tags', 'owner=x'], ['--parameters has no effect: no CloudFormation template was judged', '--stack-tags has no effect: no CloudFormation template was judged']],
    [[plan, '--plan-json', plan], ['--plan-json has no effect: no saved plan was judged']],
    [[template, '--source', source], ['--source has no effect: no plan was judged']],
    [[template, '--stack-tags', 'owner=x', '--provider-region', 'aws=eu-west-1'], []],
    [[plan, '--provider-region', 'aws.wset=eu-west-1', '--provider-scope', 'aws=111122223333'], ['--provider-region aws.wset has no effect: no input leaves the region of a provider aws.wset open']],
  ])('%j', (args, expected) => expect(unused(args)).toEqual(expected));

  it('with the names that would have been heard', () => {
    mkdirSync(join(scratch, 'names'), { recursive: true });
    writeFileSync(join(scratch, 'names/main.tf'), 'provider "aws" {\n  alias = "west"\n}\nresource "aws_instance" "a" {\n  provider = aws.west\n}\n');
    const hint = (...args: readonly string[]) => (checkJson(['names', '--no-config', ...args], { cwd: scratch }).report.notices ?? []).find((one) => one.code === 'flag-unused')?.hint;
    expect(hint('--provider-region', 'aws.us=eu-west-1')).toBe('names that are asked for here: aws, aws.west');
    expect(hint('--provider-scope', 'aws.us=111122223333')).toBe('names that are asked for here: aws, aws.west');
    expect((checkJson([plan, '--no-config', '--provider-region', 'aws.us=eu-west-1']).report.notices ?? []).find((one) => one.code === 'flag-unused')?.hint).toBe('nothing is left open that it could decide');
  });

  it('a region that nobody knows is a note, with the nearest one', () => {
    const notes = (region: string) => (checkJson(['names', '--no-config', '--provider-region', region], { cwd: scratch }).report.notices ?? []).flatMap((one) => (one.code === 'region-unknown' ? [[one.message, one.hint]] : []));
    expect(notes('aws=eu-wst-1')).toEqual([['--provider-region aws is "eu-wst-1", a region that landrail does not know; it is taken as it is', 'did you mean eu-west-1?']]);
    expect([notes('aws=EU-West-1'), notes('module.m.aws.west=us-west-2'), notes('google=eu'), notes('oci=PHX'), notes('azurerm=nowhere'), notes('mine=nowhere')].flat()).toEqual([]);
    expect(notes('aws.west=qq')).toEqual([['--provider-region aws.west is "qq", a region that landrail does not know; it is taken as it is', null]]);
  });

  it.each([[['--data', 'tsconfig.json'], '--data tsconfig.json'], [['--namespace', 'payroll', '-d', 'x.json'], '--data x.json, --namespace payroll']])('%j without a policy is a mistake', (flags, told) => {
    const { status, report } = checkJson([plan, '--no-config', ...flags]);
    expect([status, report.errors.map((one) => one.message)]).toEqual([2, [`${told} applies to policies of your own only, and none is given`]]);
  });
});

it('--help fits a screen', () => {
  expect(landrail(['check', '--help']).stdout.split('\n').length).toBeLessThan(70);
});
