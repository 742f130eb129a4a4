import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noTerraform, planOf } from '../docs/terraform.ts';
import { change, packedText, savedPlan, variable, zip } from '../inputs/terraform/saved-plan/archive.ts';
import { checkJson, root, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('saved-plan');
let folders = 0;

/** A folder of the payroll service, with a saved plan that creates a queue. */
function payroll(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  for (const [name, content] of Object.entries({ tfplan: savedPlan(), ...files })) writeFileSync(join(folder, name), content);
  return folder;
}

/** What Terraform shows of it. */
function shown(addresses: readonly string[] = ['aws_sqs_queue.payslips'], rest: object = {}, actions: readonly string[] = ['create']): string {
  const changes = addresses.map((address) => ({ address, mode: 'managed', type: 'aws_sqs_queue', name: address.split('.').at(-1), change: { actions, before: null, after: { name: 'payslips' }, after_unknown: {} } }));
  return JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: changes, ...rest });
}

/** A program on the PATH that stands for Terraform. */
function terraform(script: string, name = 'terraform'): string {
  const folder = join(scratch, `bin-${folders++}`);
  mkdirSync(folder);
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return `${folder}:/bin:/usr/bin`;
}

const errors = ({ report }: ReturnType<typeof checkJson>): readonly string[] => report.errors.map(({ code, message }) => `${code}: ${message}`);

describe('an archive that somebody made', () => {
  /** Every file of all the tests, with what it holds. */
  const everything = (): readonly string[] => readdirSync(scratch, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name)).sort().map((file) => `${file} ${readFileSync(file).toString('base64')}`);
  const tags = '[{"Key": "", "Dir": "."}, {"Key": "net", "Source": "./net", "Dir": "../outside/net"}]';
  const net = 'resource "aws_sqs_queue" "hours" {\n}\noutput "region" {\n  value = file("${path.module}/secret.txt")\n}\n';
  const deep = '../'.repeat(40);

  it.each<readonly [string, Buffer, string]>([
    ['whose names lead out', zip([{ name: 'tfplan', content: '' }, { name: `${deep}tmp/landrail-was-here`, content: 'x' }]), `input-zip: tfplan is a zip archive that cannot be a saved plan: "${deep}tmp/landrail-was-here" is no path inside of it`],
    ['with a link', zip([{ name: 'tfplan', content: '' }, { name: 'tfconfig/m-/main.tf', content: '../outside/net/secret.txt', mode: 0o120777 }]), 'input-zip: tfplan is a zip archive that cannot be a saved plan: "tfconfig/m-/main.tf" is a link'],
    ['with a name that ends early', savedPlan({ files: { 'm-/main.tf\0': '' } }), 'input-zip: tfplan is a zip archive that cannot be a saved plan: "tfconfig/m-/main.tf\\u0000" is no path inside of it'],
    ['whose module lies nowhere', savedPlan({ modules: '[{"Key": "", "Dir": "/etc"}]' }), 'plan-malformed: tfplan is a saved plan whose list of modules has "/etc", which is no folder beside the root module'],
  ])('%s ends the run, and nothing is written', (_, tfplan, expected) => {
    const cwd = payroll({ tfplan });
    const before = everything();
    const run = checkJson(['tfplan'], { cwd });
    expect([run.status, errors(run)]).toEqual([2, [expected]]);
    expect(everything()).toEqual(before);
    expect(existsSync('/tmp/landrail-was-here')).toBe(false);
  });

  it.each(['tfplan', 'tfplan --source .', '.'])('whose module lies beside the working directory reads nothing there: %s', (args) => {
    mkdirSync(join(scratch, 'outside', 'net'), { recursive: true });
    writeFileSync(join(scratch, 'outside', 'net', 'secret.txt'), 'S3CRET');
    writeFileSync(join(scratch, 'outside', 'net', 'more.tf'), 'resource "aws_sqs_queue" "s3cret" {}\n');
    const cwd = payroll({
      tfplan: savedPlan({ fields: [change('module.net.aws_sqs_queue.hours', 1)], files: { 'm-/main.tf': 'provider "aws" {\n  region = module.net.region\n}\nmodule "net" {\n  source = "./net"\n}\n', 'm-net/main.tf': net }, modules: tags }),
      'landrail.yaml': 'version: 1\nguardrails:\n  regions:\n    aws: { allow: [eu-west-1] }\n',
    });
    const before = everything();
    const { report, stderr } = checkJson(args.split(' '), { cwd });
    expect(`${JSON.stringify(report)}${stderr}`).not.toMatch(/s3cret/i);
    expect(report.findings.map(({ verdict, resource, evidence: { path } }) => [verdict, resource?.address, path])).toEqual([['undecided', 'module.net.aws_sqs_queue.hours', 'region']]);
    expect(everything()).toEqual(before);
  });
});

describe('--plan-json', () => {
  it('gives what the plan itself does not', () => {
    const cwd = payroll({ 'plan.json': shown() });
    const { status, report } = checkJson(['tfplan', '--plan-json', 'plan.json'], { cwd });
    expect([status, report.errors, report.inputs.map(({ path, format, resources }) => [path, format, resources])]).toEqual([0, [], [['tfplan', 'terraform-plan', 1]]]);
    expect(report.notices ?? []).toEqual([]);
  });

  const west = savedPlan({ fields: [change('aws_sqs_queue.payslips', 1), variable('region', packedText('us-west-2')), [21, '2026-11-22T06:00:00Z']] });
  const queue = ['aws_sqs_queue.payslips'];

  it.each<readonly [string, string, readonly string[]]>([
    ['of the same plan', shown(queue, { variables: { region: { value: 'us-west-2' }, size: { value: 1 } }, timestamp: '2026-11-22T06:00:00Z' }), []],
    ['that tells neither variables nor time', shown(), []],
    ['made with another value', shown(queue, { variables: { region: { value: 'us-east-1' } } }), ['plan-json-other: plan.json is the JSON of another plan than tfplan: var.region has another value in it']],
    ['made at another time', shown(queue, { variables: { region: { value: 'us-west-2' } }, timestamp: '2026-11-21T18:30:00Z' }), ['plan-json-other: plan.json is the JSON of another plan than tfplan: it was made at 2026-11-21T18:30:00Z, and the plan at 2026-11-22T06:00:00Z']],
    // Data sources are listed in either, or not; neither a module of that name nor a key that looks like one is a data source.
    ['with data sources of modules, whose keys have dots', shown([...queue, 'data.aws_ami.a', 'module.m["eu.west"].data.aws_ami.a["x86.64"]']), []],
    ['with more in a module that is called data', shown([...queue, 'module.data.aws_sqs_queue.a']), ['plan-json-other: plan.json is the JSON of another plan than tfplan: only it has module.data.aws_sqs_queue.a']],
    ['with more under a key that looks like a data source', shown([...queue, 'aws_sqs_queue.a["x.data.y.z"]']), ['plan-json-other: plan.json is the JSON of another plan than tfplan: only it has aws_sqs_queue.a["x.data.y.z"]']],
    ['that does something else', shown(queue, {}, ['update']), ['plan-json-other: plan.json is the JSON of another plan than tfplan: aws_sqs_queue.payslips is update in it, and create in the plan']],
  ])('%s', (_, json, expected) => {
    expect(errors(checkJson(['tfplan', '--plan-json', 'plan.json'], { cwd: payroll({ tfplan: west, 'plan.json': json }) }))).toEqual(expected);
  });

  it('takes the JSON and no plan', () => {
    const result = checkJson(['tfplan', '--plan-json', 'tfplan'], { cwd: payroll() });
    expect(errors(result)).toEqual(['input-not-supported: tfplan is a saved plan, and not the JSON of one']);
  });

  it.each<readonly [string, string, string]>([
    ['of another plan', shown(['aws_sqs_queue.invoices']), 'plan-json-other: plan.json is the JSON of another plan than tfplan: it does not have aws_sqs_queue.payslips'],
    ['of a plan that does more', shown(['aws_sqs_queue.payslips', 'aws_sqs_queue.invoices']), 'plan-json-other: plan.json is the JSON of another plan than tfplan: only it has aws_sqs_queue.invoices'],
    ['of something else', '{"a": 1}', 'input-not-recognised: plan.json is JSON, but in no format that landrail knows: an object with a'],
    ['cut off', shown().slice(0, 30), 'input-truncated: plan.json ends too early inside the document (opened at 1:1): expected'],
  ])('%s is refused', (_, json, expected) => {
    const result = checkJson(['tfplan', '--plan-json', 'plan.json'], { cwd: payroll({ 'plan.json': json }) });
    expect([result.status, errors(result).map((text) => text.slice(0, expected.length))]).toEqual([2, [expected]]);
  });

  it('belongs to one plan', () => {
    const result = checkJson(['.', '--plan-json', 'plan.json'], { cwd: payroll({ 'plan.json': shown(), 'other.tfplan': savedPlan({ fields: [change('aws_sqs_queue.other', 1)] }) }) });
    expect([result.status, errors(result)]).toEqual([2, ['usage-value: --plan-json names the JSON of one saved plan, and there are 2: other.tfplan, tfplan']]);
  });
});

describe('--terraform', () => {
  it('shows the plan, in the folder where it lies', () => {
    const cwd = payroll({ 'shown.json': shown() });
    const PATH = terraform('test "$1 $2 $3" = "show -no-color -json" || exit 9\ntest "$TF_CLI_ARGS" = "" || exit 8\ncat shown.json');
    const { status, report } = checkJson([join(cwd, 'tfplan'), '--terraform'], { cwd: root, env: { PATH, TF_CLI_ARGS: '-version' } });
    expect([status, report.errors, report.inputs.map(({ resources }) => resources)]).toEqual([0, [], [1]]);
  });

  it('tofu does as well', () => {
    const cwd = payroll({ 'shown.json': shown() });
    expect(checkJson(['tfplan', '--terraform'], { cwd, env: { PATH: terraform('cat shown.json', 'tofu') } })).toMatchObject({ status: 0, report: { errors: [] } });
  });

  it.each<readonly [string, string, RegExp]>([
    ['fails', 'printf "\\n\\342\\225\\267\\n\\342\\224\\202 Error: Failed to load plugin schemas\\n\\342\\224\\202\\n\\342\\224\\202 run init\\n" >&2; exit 1', /^terraform-failed: .*terraform show -json .*tfplan failed: Failed to load plugin schemas run init$/],
    ['says nothing', 'exit 3', /failed: it said nothing$/],
    ['prints something else', 'echo hello', /^input-not-json: tfplan is not JSON: it begins with "hello"$/],
  ])('a Terraform that %s', (_, script, expected) => {
    const result = checkJson(['tfplan', '--terraform'], { cwd: payroll(), env: { PATH: terraform(script) } });
    expect([result.status, errors(result)]).toEqual([2, [expect.stringMatching(expected)]]);
  });

  it('without one on the PATH it says so; one in the working directory is not run', () => {
    const cwd = payroll();
    copyFileSync('/bin/true', join(cwd, 'terraform'));
    const result = checkJson(['tfplan', '--terraform'], { cwd, env: { PATH: `:.:${join(scratch, 'nowhere')}` } });
    expect([result.status, errors(result)]).toEqual([2, ['terraform-missing: --terraform finds neither terraform nor tofu on the PATH']]);
  });

  if (noTerraform !== null) console.log(`skipped: a saved plan shown by the real terraform (${noTerraform})`);
  it.skipIf(noTerraform !== null)('the real one', () => {
    const cwd = payroll({ 'main.tf': 'resource "aws_instance" "ledger" {\n  ami = "ami-1"\n  instance_type = "p5.48xlarge"\n}\n' });
    planOf(cwd);
    const factory = join(root, '..', 'shared', 'tools', 'plan-factory', 'plan-factory');
    const env = Object.fromEntries([...spawnSync(factory, ['env'], { encoding: 'utf8' }).stdout.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
    const asShown = checkJson(['tfplan', '--terraform'], { cwd, env: { ...env, PATH: process.env['PATH'] ?? '' } }).report;
    const asJson = checkJson(['plan.json'], { cwd }).report;
    expect(asShown.findings.map(({ message }) => message)).toContain('p5.48xlarge has 8 x NVIDIA H100, which needs an approval');
    expect([asShown.errors, asShown.findings, asShown.summary]).toEqual([[], asJson.findings.map((one) => expect.objectContaining({ guardrail: one.guardrail, message: one.message, resource: one.resource, evidence: one.evidence, location: expect.objectContaining({ file: 'main.tf' }) })), asJson.summary]);
  });
});

it('is no plan in JSON, and may be asked for by its own name', () => {
  const cwd = payroll();
  const other = checkJson(['tfplan', '--input-type', 'terraform-plan'], { cwd });
  expect([errors(other), other.report.errors[0]?.hint]).toEqual([['input-not-supported: tfplan is a saved plan, and not the JSON of one'], expect.stringContaining('say terraform-saved-plan')]);
  expect(checkJson(['tfplan', '--input-type', 'terraform-saved-plan'], { cwd }).report).toMatchObject({ errors: [], inputs: [{ path: 'tfplan', format: 'terraform-saved-plan' }] });
});

describe('what is no saved plan', () => {
  it.each<readonly [string, Buffer, string]>([
    ['a zip of something else', zip([{ name: 'index.js', content: 'x' }]), 'input-not-supported: tfplan is a zip archive, but not a saved plan'],
    ['cut off', savedPlan().subarray(0, 300), 'input-zip: tfplan is a damaged zip archive: its directory is missing; the file was cut off'],
    ['of another layout', zip([{ name: 'tfplan', content: Buffer.from([8, 9]) }]), 'plan-unknown-version: tfplan is a saved plan in layout 9; this landrail reads layout 3'],
  ])('%s', (_, content, expected) => {
    const result = checkJson(['tfplan'], { cwd: payroll({ tfplan: content }) });
    expect([result.status, errors(result)]).toEqual([2, [expected]]);
  });

  it('where it was found it is told, and hides nothing', () => {
    const { status, report } = checkJson(['.'], { cwd: payroll({ 'broken.tfplan': savedPlan().subarray(0, 300), 'plan.json': shown(), tfplan: 'x' }) });
    expect([status, report.inputs.map(({ path }) => path), report.notices?.map(({ message }) => message)]).toEqual([0, ['plan.json'], ['broken.tfplan is a damaged zip archive: its directory is missing; the file was cut off']]);
  });
});
