import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { checkJson, fill, root, scratchFolder, type JsonReport } from '../../../commands/landrail.ts';
import { noTerraform, planOf } from '../../../docs/terraform.ts';
import { change, packedText, savedPlan, variable, type Made } from './archive.ts';

const scratch = scratchFolder('joined');
let folders = 0;

function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const path = join(scratch, String(folders++));
  fill(path, files);
  return path;
}

const main = `variable "type" {
  default = "t3.small"
}
variable "fleet" {
  type = map(string)
}
resource "aws_instance" "trainer" {
  for_each      = var.fleet
  instance_type = var.type
}
module "net" {
  source = "./net"
  shape  = "g5.xlarge"
}
`;
const net = `variable "shape" {}
resource "aws_instance" "bastion" {
  instance_type = var.shape # landrail:ignore gpu-shapes until=2026-12-31 reason="moves in May"
}
`;

/** The plan of it, as Terraform shows it. */
function shown(type: string, more: object = {}): string {
  const changes = [['aws_instance.trainer["a"]', type], ['aws_instance.trainer["b"]', type], ['module.net.aws_instance.bastion', 'g5.xlarge']].map(([address = '', shape]) => ({
    address, mode: 'managed', type: 'aws_instance', name: address.includes('net') ? 'bastion' : 'trainer',
    ...(address.includes('net') ? { module_address: 'module.net' } : { index: address.slice(-3, -2) }),
    change: { actions: ['create'], before: null, after: { instance_type: shape, ami: 'ami-1' }, after_unknown: { vpc_security_group_ids: true } },
  }));
  return JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', variables: { type: { value: type }, fleet: { value: { a: '', b: '' } } }, resource_changes: changes, ...more });
}

const gpu = (report: JsonReport): readonly string[] => report.findings.filter(({ guardrail }) => guardrail === 'gpu-shapes').map(({ verdict, resource, location, related }) => `${verdict} ${resource?.address ?? ''} ${location?.file ?? ''}:${location?.line ?? ''}:${location?.column ?? ''}${(related ?? []).map(({ role, name, line }) => ` <- ${role} ${name ?? ''} ${line}`).join('')}`);

describe('plan.json --source', () => {
  it('each finding stands at the argument that causes it; ignores in the source hold', () => {
    const cwd = folder({ 'infra/main.tf': main, 'infra/net/main.tf': net, 'plan.json': shown('p5.48xlarge') });
    const { status, report } = checkJson(['plan.json', '--source', 'infra'], { cwd });
    expect([status, report.errors, gpu(report)]).toEqual([1, [], [
      'fail aws_instance.trainer["a"] infra/main.tf:9:19 <- set for the plan var.type 1',
      'fail aws_instance.trainer["b"] infra/main.tf:9:19 <- set for the plan var.type 1',
      'waived module.net.aws_instance.bastion infra/net/main.tf:3:19 <- module argument module.net.var.shape 13 <- module call module.net 11',
    ]]);
    expect(report.inputs).toEqual([{ path: 'plan.json', format: 'terraform-plan', resources: 3, notes: [] }]);
    expect(checkJson(['plan.json', '--source', 'infra', '--no-ignores'], { cwd }).report.summary['waived']).toBe(0);
    expect(checkJson(['plan.json'], { cwd }).report.findings.map(({ fingerprint }) => fingerprint)).toEqual(report.findings.map(({ fingerprint }) => fingerprint));
  });

  it('a default, a file of values: named where the plan was made with what they say', () => {
    const files = { 'infra/main.tf': main.replace('t3.small', 'p5.48xlarge'), 'infra/net/main.tf': net, 'prod.tfvars': 'type = "p4d.24xlarge"\n' };
    const first = (type: string, ...flags: readonly string[]): string | undefined => gpu(checkJson(['plan.json', '--source', 'infra', ...flags], { cwd: folder({ ...files, 'plan.json': shown(type) }) }).report)[0];
    expect(first('p5.48xlarge')).toBe('fail aws_instance.trainer["a"] infra/main.tf:9:19 <- variable default var.type 2');
    expect(first('p4d.24xlarge')).toBe('fail aws_instance.trainer["a"] infra/main.tf:9:19 <- set for the plan var.type 1');
    expect(first('p4d.24xlarge', '--var-file', 'prod.tfvars')).toBe('fail aws_instance.trainer["a"] infra/main.tf:9:19 <- variable value var.type 1');
    expect(first('p5.48xlarge', '--var-file', 'prod.tfvars')).toBe('fail aws_instance.trainer["a"] infra/main.tf:9:19 <- set for the plan var.type 1');
  });

  it('an ignore that nothing in this plan needs is no stale one', () => {
    const cwd = folder({ 'infra/main.tf': main, 'infra/net/main.tf': net.replace('gpu-shapes', 'regions'), 'plan.json': shown('t3.small') });
    const { report } = checkJson(['plan.json', '--source', 'infra', '--strict', '-c', join(root, 'samples/training-cluster/landrail.yaml')], { cwd });
    expect(report.errors.filter(({ code }) => code.startsWith('ignore'))).toEqual([]);
  });

  it('a source that has changed since is told of', () => {
    const cwd = folder({ 'infra/main.tf': main.replace('"trainer"', '"other"'), 'infra/net/main.tf': net, 'plan.json': shown('p5.48xlarge') });
    const { report } = checkJson(['plan.json', '--source', 'infra'], { cwd });
    expect(gpu(report)).toContain('fail aws_instance.trainer["a"] ::');
    expect(report.inputs[0]?.notes).toEqual(['infra does not have aws_instance.trainer["a"] and 1 more: it may have changed since the plan was made']);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['no source', { 'infra/x.txt': '' }, 'source-missing: infra holds no Terraform configuration'],
    ['the source of another plan', { 'infra/main.tf': 'resource "aws_vpc" "x" {\n}\n' }, 'source-other: infra is not what plan.json was made from: it has none of the 3 resources that the plan changes, such as aws_instance.trainer["a"]'],
    ['a broken file', { 'infra/main.tf': main, 'infra/net/main.tf': net, 'infra/broken.tf': 'resource "aws_vpc" {' }, 'terraform-syntax: '],
  ])('%s is an error, and hides no finding', (_, files, expected) => {
    const { status, report } = checkJson(['plan.json', '--source', 'infra'], { cwd: folder({ ...files, 'plan.json': shown('p5.48xlarge') }) });
    expect([status, report.errors.map(({ code, message }) => `${code}: ${message}`.slice(0, expected.length)), gpu(report).length]).toEqual([2, [expected], 3]);
  });
});

it('a region that the plan tells and the provider has decided is led back to the provider', () => {
  const source = `provider "aws" {\n  region = var.region\n}\nvariable "region" {\n  default = "eu-west-1"\n}\nresource "aws_sqs_queue" "payslips" {\n}\n`;
  const json = JSON.stringify({ format_version: '1.2', variables: { region: { value: 'eu-west-1' } }, resource_changes: [{ address: 'aws_sqs_queue.payslips', mode: 'managed', type: 'aws_sqs_queue', name: 'payslips', change: { actions: ['create'], before: null, after: { region: 'eu-west-1' }, after_unknown: {} } }] });
  const cwd = folder({ 'infra/main.tf': source, 'plan.json': json, 'landrail.yaml': 'version: 1\nguardrails:\n  regions:\n    aws: { allow: [eu-central-1] }\n' });
  const [finding] = checkJson(['plan.json', '--source', 'infra'], { cwd }).report.findings;
  expect([finding?.location?.line, finding?.related?.map(({ role, name, line }) => [role, name, line])]).toEqual([7, [['provider block', 'provider aws', 2], ['variable default', 'var.region', 5]]]);
});

describe('a saved plan by itself', () => {
  const created = (address: string, shape: string, action = 1): ReturnType<typeof change> => change(address, action, Buffer.concat([Buffer.from([0x82]), packedText('instance_type'), packedText(shape), packedText('id'), Buffer.from([0xd4, 0, 0])]));
  const plan = (type: string): Buffer =>
    savedPlan({
      fields: [variable('type', packedText(type)), variable('fleet', Buffer.from([0x81, ...packedText('a'), ...packedText('')]), '["map","string"]'), created('aws_instance.trainer["a"]', type), created('module.net.aws_instance.bastion', 'g5.xlarge'), created('aws_instance.gone', 'p5.48xlarge', 5), created('aws_instance.same', 'p5.48xlarge', 0)],
      files: { 'm-/main.tf': main, 'm-net/main.tf': net },
      modules: '[{"Key": "", "Dir": "."}, {"Key": "net", "Source": "./net", "Dir": "net"}]',
    });

  it('is judged by its values, at the lines of the configuration in it', () => {
    const cwd = folder({ 'out/tfplan': plan('p5.48xlarge') });
    const { status, report } = checkJson(['out/tfplan'], { cwd });
    expect([status, report.errors, gpu(report)]).toEqual([1, [], [
      'fail aws_instance.trainer["a"] out/tfplan!main.tf:9:19 <- set for the plan var.type 1',
      'waived module.net.aws_instance.bastion out/tfplan!net/main.tf:3:19 <- module argument module.net.var.shape 13 <- module call module.net 11',
    ]]);
    expect(report.inputs).toEqual([{ path: 'out/tfplan', format: 'terraform-saved-plan', resources: 2, notes: ['1 delete not judged', '1 unchanged resource not judged (--all judges them)'] }]);
    expect(checkJson(['out/tfplan', '--all'], { cwd }).report.inputs[0]?.resources).toBe(3);
  });

  it('files that still lie where it was made are named as such', () => {
    const cwd = folder({ 'infra/tfplan': plan('p5.48xlarge'), 'infra/main.tf': main, 'infra/net/main.tf': `# changed\n${net}` });
    expect(gpu(checkJson(['infra/tfplan'], { cwd }).report).map((one) => one.split(' ')[2])).toEqual(['infra/main.tf:9:19', 'infra/tfplan!net/main.tf:3:19']);
    const elsewhere = folder({ 'out/tfplan': plan('p5.48xlarge'), 'infra/main.tf': main, 'infra/net/main.tf': net });
    expect(gpu(checkJson(['out/tfplan', '--source', 'infra'], { cwd: elsewhere }).report).map((one) => one.split(' ')[2])).toEqual(['infra/main.tf:9:19', 'infra/net/main.tf:3:19']);
  });

  it('what is configured by a variable whose value is not in it is not known, whatever its default says', () => {
    const files = { 'm-/main.tf': 'variable "region" {\n  default   = "eu-west-1"\n  ephemeral = true\n}\nprovider "aws" {\n  region = var.region\n}\nresource "aws_sqs_queue" "payslips" {\n}\n' };
    const config = 'version: 1\nguardrails:\n  regions:\n    aws: { allow: [eu-west-1] }\n';
    const regions = (fields: Made['fields']): unknown => checkJson(['tfplan'], { cwd: folder({ 'landrail.yaml': config, tfplan: savedPlan({ fields: [change('aws_sqs_queue.payslips', 1, Buffer.from([0x80])), ...(fields ?? [])], files }) }) }).report.findings.map(({ verdict, message }) => `${verdict} ${message}`);
    expect(regions([])).toEqual([]);
    expect(regions([[28, 'region']])).toEqual(['undecided region is not known']);
  });

  it('through standard input', () => {
    const { report } = checkJson(['-'], { cwd: folder({ 'x.txt': '' }), input: plan('p5.48xlarge') });
    expect(gpu(report)[0]).toBe('fail aws_instance.trainer["a"] -!main.tf:9:19 <- set for the plan var.type 1');
  });

  it.each<readonly [string, Buffer, string]>([
    ['one of a run that failed', savedPlan({ fields: [[20, 1], change('aws_sqs_queue.payslips', 1)] }), 'plan-errored: tfplan was saved although planning failed: it does not hold everything that an apply would do'],
    ['one with a change of nothing', savedPlan({ fields: [change('trainer', 1)] }), 'plan-malformed: tfplan holds a change of "trainer", which is not a resource address'],
    ['one that invokes actions', savedPlan({ fields: [[30, 'x']] }), 'saved-plan-actions: tfplan invokes an action, of which a saved plan does not tell what they do'],
  ])('%s is an error', (_, content, expected) => {
    const { status, report } = checkJson(['tfplan'], { cwd: folder({ tfplan: content }) });
    expect([status, report.errors.map(({ code, message }) => `${code}: ${message}`)]).toEqual([2, [expected]]);
  });

  it('policies that read the JSON of plans must have it', () => {
    const cwd = folder({ tfplan: savedPlan(), 'policy/main.rego': 'package main\n\nimport rego.v1\n\ndeny contains "x" if { input.resource_changes[_].type == "aws_sqs_queue" }\n' });
    expect(checkJson(['tfplan', '-p', 'policy'], { cwd })).toMatchObject({ status: 2, report: { errors: [{ code: 'saved-plan-document' }] } });
  });
});

if (noTerraform !== null) console.log(`skipped: saved plans of the real terraform (${noTerraform})`);

describe.skipIf(noTerraform !== null)('a saved plan by itself says what its JSON says, and no less', () => {
  test.each(['aws', 'azure', 'google', 'oci'])('%s', (cloud) => {
    const cwd = join(scratch, cloud);
    cpSync(join(root, 'test/cases/three-valued', cloud), cwd, { recursive: true });
    const { variables } = JSON.parse(readFileSync(join(cwd, 'plan.json'), 'utf8')) as { readonly variables: Readonly<Record<string, { readonly value: unknown }>> };
    writeFileSync(join(cwd, 'terraform.tfvars.json'), JSON.stringify(Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]))));
    planOf(cwd);
    const said = (path: string): ReadonlyMap<string, string> => new Map(checkJson([path], { cwd }).report.findings.map(({ guardrail, verdict, resource, evidence, message }) => [`${guardrail} ${resource?.address ?? ''} ${evidence.path} ${verdict === 'undecided' ? '' : message}`, `${verdict} ${message}`]));
    const [shownPlan, saved] = [said('plan.json'), said('tfplan')];
    // The configuration in it tells what the JSON leaves open, such as locals: a doubt less, and nothing else.
    const missing = [...shownPlan].filter(([key, text]) => saved.get(key) !== text);
    expect(missing.filter(([, text]) => !text.startsWith('undecided'))).toEqual([]);
    expect([...saved].filter(([key, text]) => shownPlan.get(key) !== text)).toEqual([]);
    expect(missing.length).toBeLessThan(4);
  });
});
