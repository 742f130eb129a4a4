import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJson, fill, scratchFolder, type JsonReport } from '../../../commands/landrail.ts';
import { change, packedText, savedPlan, variable, type Field, type Made } from '../saved-plan/archive.ts';

const scratch = scratchFolder('beside');
let folders = 0;

function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const path = join(scratch, String(folders++));
  fill(path, files);
  return path;
}

const main = `variable "type" {}
resource "aws_instance" "trainer" {
  instance_type          = var.type
  vpc_security_group_ids = ["sg-1"]
}
`;

const text = (value: string): Buffer => Buffer.concat([Buffer.from([0xd9, value.length]), Buffer.from(value)]);
const texts = (values: Readonly<Record<string, string>>): Buffer => Buffer.concat([Buffer.from([0x80 + Object.keys(values).length]), ...Object.entries(values).flatMap(([key, value]) => [text(key), text(value)])]);
/** `vpc_security_group_ids = ["sg-1"]` beside a type. */
const machine = (address: string, type: string, action = 1): Field => change(address, action, Buffer.concat([Buffer.from([0x82]), packedText('instance_type'), packedText(type), packedText('vpc_security_group_ids'), Buffer.from([0x91]), packedText('sg-1')]));

function plan(type: string, made: Made = {}): Buffer {
  return savedPlan({ fields: [variable('type', packedText(type)), machine('aws_instance.trainer', type)], files: { 'm-/main.tf': main }, ...made });
}

const said = ({ findings }: JsonReport): readonly string[] => findings.map(({ verdict, guardrail, resource, location }) => `${verdict} ${guardrail} ${resource?.address ?? ''} ${location?.file ?? ''}:${location?.line ?? ''}`);
const inputs = ({ inputs: all }: JsonReport): readonly string[] => all.map(({ path, resources, notes }) => [`${path} ${resources}`, ...notes].join('; '));
const told = ({ errors, notices = [] }: JsonReport): readonly string[] => [...errors.map(({ code }) => `error ${code}`), ...notices.filter(({ code }) => !code.startsWith('policy')).map(({ code }) => code)];

describe('a saved plan that was made from the folder', () => {
  it('decides what the source leaves open', () => {
    const { report } = checkJson(['.'], { cwd: folder({ 'main.tf': main, tfplan: plan('t3.small') }) });
    expect([said(report), inputs(report), told(report)]).toEqual([[], ['tfplan 1', '. 0; 1 resource judged in tfplan, with the values of the plan'], []]);
  });

  it('is told of as it is alone, and the source as well', () => {
    const errored = checkJson(['.'], { cwd: folder({ 'main.tf': main, tfplan: plan('t3.small', { fields: [[20, 1], variable('type', packedText('t3.small')), machine('aws_instance.trainer', 't3.small')] }) }) }).report;
    expect([said(errored), told(errored)]).toEqual([['undecided gpu-shapes aws_instance.trainer main.tf:3', 'undecided business-justification aws_instance.trainer main.tf:3'], ['error plan-errored']]);
    expect(inputs(errored)[1]).toBe('. 1; 1 resource judged with the values of the source as well: tfplan is about a part of it');
  });

  it('does not hide a source that cannot be read, nor the source a plan that cannot', () => {
    const broken = checkJson(['.'], { cwd: folder({ 'main.tf': main, 'more.tf': 'resource "aws_instance" {', tfplan: plan('p5.48xlarge') }) }).report;
    expect(inputs(broken)[0]).toBe('tfplan 1; judged apart from the source beside it: more.tf is new since the plan was made');
    expect(said(broken)).toContain('fail gpu-shapes aws_instance.trainer main.tf:3');
    const cut = checkJson(['.'], { cwd: folder({ 'main.tf': main, tfplan: plan('p5.48xlarge').subarray(0, 200) }) }).report;
    expect([inputs(cut), told(cut)]).toEqual([['. 1'], ['input-zip']]);
    expect(told(checkJson(['.', '--strict'], { cwd: folder({ 'main.tf': main, tfplan: plan('p5.48xlarge').subarray(0, 200) }) }).report)).toEqual(['error input-zip']);
  });

  it('has a module that is not on the disk, because it was downloaded', () => {
    const root = `module "net" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "5.0.0"\n}\n`;
    const net = 'resource "aws_instance" "bastion" {\n  instance_type = "g5.xlarge"\n  vpc_security_group_ids = ["sg-1"]\n}\n';
    const made = { fields: [machine('module.net.aws_instance.bastion', 'g5.xlarge')], files: { 'm-/main.tf': root, 'm-net/main.tf': net }, modules: '[{"Key": "", "Dir": "."}, {"Key": "net", "Source": "registry.terraform.io/terraform-aws-modules/vpc/aws", "Version": "5.0.0", "Dir": ".terraform/modules/net"}]' };
    const { report } = checkJson(['.'], { cwd: folder({ 'main.tf': root, tfplan: plan('', made) }) });
    expect([said(report), inputs(report)]).toEqual([['fail gpu-shapes module.net.aws_instance.bastion tfplan!.terraform/modules/net/main.tf:2'], ['tfplan 1', '. 0']]);
  });

  it('makes none of what the source may make, or several', () => {
    const counted = main.replace('{\n  instance', '{\n  count = var.machines\n  instance').replace('{}', '{}\nvariable "machines" {}');
    const of = (machines: string, ...more: readonly Field[]): JsonReport => checkJson(['.'], { cwd: folder({ 'main.tf': counted, tfplan: savedPlan({ fields: [variable('type', packedText('p5.48xlarge')), variable('machines', packedText(machines)), ...more], files: { 'm-/main.tf': counted } }) }) }).report;
    expect([said(of('0')), inputs(of('0'))]).toEqual([[], ['tfplan 0; the plan holds no resources', '. 0']]);
    expect(said(of('2', machine('aws_instance.trainer[0]', 't3.small'), machine('aws_instance.trainer[1]', 'p5.48xlarge')))).toEqual(['fail gpu-shapes aws_instance.trainer[1] main.tf:5']);
  });
});

describe('who made the plan may not be who judges it', () => {
  const role = `resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = "{}"
}
resource "aws_iam_role_policy_attachment" "deploy" {
  role       = aws_iam_role.deploy.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`;

  it('a plan in which nothing is new does not take away what fails in the source', () => {
    const fields = [change('aws_iam_role.deploy', 0, texts({ name: 'deploy', assume_role_policy: '{}' })), change('aws_iam_role_policy_attachment.deploy', 0, texts({ role: 'deploy', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }))];
    const alone = said(checkJson(['.'], { cwd: folder({ 'main.tf': role }) }).report);
    expect(alone).toEqual(['fail privileged-identity aws_iam_role_policy_attachment.deploy main.tf:7']);
    expect(said(checkJson(['.'], { cwd: folder({ 'main.tf': role, tfplan: savedPlan({ fields, files: { 'm-/main.tf': role } }) }) }).report)).toEqual(alone);
  });

  it('values that the source has otherwise do not take away what fails in it', () => {
    const written = main.replace('var.type', '"p5.48xlarge"');
    const report = checkJson(['.'], { cwd: folder({ 'main.tf': written, tfplan: plan('t3.small', { files: { 'm-/main.tf': written } }) }) }).report;
    expect([said(report), inputs(report)[1]]).toEqual([['fail gpu-shapes aws_instance.trainer main.tf:3'], '. 1; 1 resource judged with the values of the source as well: tfplan tells otherwise of aws_instance.trainer (instance_type)']);
  });
});

describe('JSON of a plan alone', () => {
  const configuration = { root_module: { resources: [{ address: 'aws_instance.trainer', mode: 'managed', type: 'aws_instance', name: 'trainer', provider_config_key: 'aws', expressions: { instance_type: { references: ['var.type'] }, vpc_security_group_ids: { constant_value: ['sg-1'] } } }] } };
  const shown = (type: string): string => JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', complete: true, errored: false, variables: { type: { value: type } }, resource_changes: [{ address: 'aws_instance.trainer', mode: 'managed', type: 'aws_instance', name: 'trainer', change: { actions: ['create'], before: null, after: { instance_type: type, vpc_security_group_ids: ['sg-1'] }, after_unknown: { security_groups: true, network_interface: true, primary_network_interface: true, launch_template: true } } }], configuration });

  it('is of the folder where its values give, with the files there, what it tells', () => {
    const { report } = checkJson(['.'], { cwd: folder({ 'main.tf': main, 'plan.json': shown('p5.48xlarge') }) });
    expect([said(report), inputs(report)]).toEqual([['fail gpu-shapes aws_instance.trainer main.tf:3'], ['plan.json 1', '. 0; 1 resource judged in plan.json, with the values of the plan']]);
  });

  it('does not decide what other files may have decided', () => {
    const open = main.replace('var.type', 'data.aws_ssm_parameter.type.value').replace('variable "type" {}', 'variable "type" {}\ndata "aws_ssm_parameter" "type" {\n  name = "type"\n}');
    const { report } = checkJson(['.'], { cwd: folder({ 'main.tf': open, 'plan.json': shown('t3.small') }) });
    expect(said(report)).toEqual(['undecided gpu-shapes aws_instance.trainer main.tf:6', 'undecided business-justification aws_instance.trainer main.tf:6']);
    expect(inputs(report)[1]).toBe('. 1; 1 resource judged with the values of the source as well: plan.json tells more of aws_instance.trainer (instance_type), and may be of other files; 1 data source not judged');
  });

  it.each<readonly [string, string, string]>([
    ['of other resources', main.replaceAll('trainer', 'other'), 'does not have aws_instance.trainer'],
    ['of other values', main.replace('var.type', '"p5.48xlarge"'), 'tells otherwise of aws_instance.trainer (instance_type)'],
  ])('%s is judged by itself', (_, source, because) => {
    const { report } = checkJson(['.'], { cwd: folder({ 'main.tf': source, 'plan.json': shown('g5.xlarge') }) });
    expect(inputs(report)).toEqual([`plan.json 1; judged apart from the source beside it, which ${because}`, '. 1']);
    expect(said(report)).toContain('fail gpu-shapes aws_instance.trainer :');
  });
});

it('a plan in the folder of a module that another one calls is judged by itself', () => {
  const { report } = checkJson(['.'], { cwd: folder({ 'main.tf': 'module "net" {\n  source = "./net"\n  type   = "t3.small"\n}\n', 'net/main.tf': main, 'net/tfplan': plan('p5.48xlarge') }) });
  expect([said(report), inputs(report)]).toEqual([['fail gpu-shapes aws_instance.trainer net/main.tf:3'], ['. 1', 'net/tfplan 1']]);
});

describe('policies', () => {
  const policy = (stages: string, body: string): string => `# METADATA
# title: Machines of known types
# custom:
#   severity: high
#   kinds: [instance]
#   stages: [${stages}]
#   remediation:
#     summary: Say the type.
package landrail.guardrails.known_types

${body}
`;
  const open = 'undecided contains {"resource": r.address, "path": "instance_type", "msg": "the type is not told", "needs": "a type", "refs": []} if {\n\tsome r in input.resources\n\tnot r.shapes[0].name\n}';

  it('on source alone are not answered by a plan', () => {
    const of = (stages: string): readonly string[] => said(checkJson(['.', '-p', 'policies'], { cwd: folder({ 'infra/main.tf': main, 'infra/tfplan': plan('t3.small'), 'policies/types.rego': policy(stages, open) }) }).report).filter((one) => one.includes('known-types'));
    expect(of('source')).toEqual(['undecided known-types aws_instance.trainer infra/main.tf:3']);
    expect(of('source, plan')).toEqual([]);
  });
});
