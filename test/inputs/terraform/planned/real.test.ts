import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkJson, landrail, root, scratchFolder, type JsonReport } from '../../../commands/landrail.ts';
import { noTerraform } from '../../../docs/terraform.ts';

const scratch = scratchFolder('planned');
const planFactory = join(root, '..', 'shared', 'tools', 'plan-factory', 'plan-factory');
if (noTerraform !== null) console.log(`skipped: plans beside their source: ${noTerraform}`);

const main = `variable "type" {}
variable "owner" {
  default = "ml"
}
provider "aws" {
  region = "eu-west-1"
}
resource "aws_instance" "trainer" {
  ami                    = "ami-0a"
  instance_type          = var.type
  vpc_security_group_ids = ["sg-1"]
  tags                   = { owner = var.owner }
}
resource "aws_instance" "labels" {
  ami                    = "ami-0a"
  instance_type          = trimspace(file("\${path.module}/labels.txt"))
  vpc_security_group_ids = ["sg-1"]
  tags                   = { owner = "ml" }
}
module "net" {
  source = "./net"
  shape  = "g5.xlarge"
}
`;
const net = `variable "shape" {}
resource "aws_instance" "bastion" {
  ami                    = "ami-0a"
  instance_type          = var.shape # landrail:ignore gpu-shapes until=2026-12-31 reason="moves in May"
  vpc_security_group_ids = ["sg-1"]
}
`;
const config = `version: 1
guardrails:
  required-tags:
    tags: [{ key: owner, values: [ml, payroll] }]
    kinds: [instance]
`;
const files = { 'infra/main.tf': main, 'infra/net/main.tf': net, 'infra/labels.txt': 't3.small\n', 'landrail.yaml': config };

let folders = 0;
function folder(all: Readonly<Record<string, string>>): string {
  const path = join(scratch, String(folders++));
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

function terraform(command: 'plan' | 'apply', infra: string, ...flags: readonly string[]): void {
  const done = spawnSync(planFactory, [command, infra, ...flags], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}

/** A copy of what was planned. */
function copy(of: string): string {
  const path = join(scratch, String(folders++));
  cpSync(of, path, { recursive: true });
  return path;
}

const said = ({ findings }: JsonReport): readonly string[] => findings.map(({ verdict, guardrail, resource, location, evidence }) => `${verdict} ${guardrail} ${resource?.address ?? ''} ${resource?.stage ?? ''} ${location?.file ?? ''}:${location?.line ?? ''}${typeof evidence.actual === 'string' ? ` ${evidence.actual}` : ''}`).toSorted();
const inputs = ({ inputs: all }: JsonReport): readonly string[] => all.map(({ path, resources, notes }) => [`${path} ${resources}`, ...notes].join('; '));
const check = (cwd: string, ...flags: readonly string[]): JsonReport => checkJson(['.', ...flags], { cwd }).report;

const asPlanned = [
  'fail gpu-shapes aws_instance.trainer plan infra/main.tf:10 p5.48xlarge',
  'fail required-tags module.net.aws_instance.bastion plan infra/net/main.tf:2',
  'waived gpu-shapes module.net.aws_instance.bastion plan infra/net/main.tf:4 g5.xlarge',
];
const ofSource = [
  'fail required-tags module.net.aws_instance.bastion source infra/net/main.tf:2',
  'undecided business-justification aws_instance.trainer source infra/main.tf:10',
  'undecided gpu-shapes aws_instance.trainer source infra/main.tf:10',
  'waived gpu-shapes module.net.aws_instance.bastion source infra/net/main.tf:4 g5.xlarge',
];

describe.skipIf(noTerraform !== null)('a root module and what Terraform planned of it', () => {
  let planned = '';
  beforeAll(() => {
    planned = folder(files);
    terraform('plan', join(planned, 'infra'), '-var', 'type=p5.48xlarge');
  });

  it('a saved plan, its JSON, both: each resource is judged once, with the values of the plan, at the lines of the source', () => {
    const both = check(planned);
    expect([said(both), inputs(both), both.errors]).toEqual([asPlanned, ['infra/tfplan 3; infra/plan.json is its JSON', 'infra 0; 3 resources judged in infra/tfplan, with the values of the plan'], []]);
    expect(both.summary['resources']).toBe(3);
    const saved = copy(planned);
    rmSync(join(saved, 'infra/plan.json'));
    expect([said(check(saved)), inputs(check(saved))]).toEqual([asPlanned, ['infra/tfplan 3', 'infra 0; 3 resources judged in infra/tfplan, with the values of the plan']]);
    const shown = copy(planned);
    rmSync(join(shown, 'infra/tfplan'));
    expect([said(check(shown)), inputs(check(shown))]).toEqual([asPlanned, ['infra/plan.json 3', 'infra 0; 3 resources judged in infra/plan.json, with the values of the plan']]);
  });

  it('a finding is the same one with and without the plan: a baseline of the source holds', () => {
    const source = copy(planned);
    for (const name of ['tfplan', 'plan.json']) rmSync(join(source, 'infra', name));
    const of = (report: JsonReport): readonly string[] => report.findings.map(({ guardrail, fingerprint, resource }) => `${guardrail} ${resource?.address ?? ''} ${fingerprint}`);
    const alone = of(check(source));
    expect(of(check(planned)).filter((one) => !alone.includes(one))).toEqual([]);
    expect(landrail(['baseline', 'write', '.'], { cwd: source }).status).toBe(0);
    const baseline = readFileSync(join(source, '.landrail/baseline.json'), 'utf8');
    const both = copy(planned);
    mkdirSync(join(both, '.landrail'));
    writeFileSync(join(both, '.landrail/baseline.json'), baseline);
    const report = check(both);
    expect(said(report)).toContain('baselined required-tags module.net.aws_instance.bastion plan infra/net/main.tf:2');
    expect(said(report)).toContain('fail gpu-shapes aws_instance.trainer plan infra/main.tf:10 p5.48xlarge');
  });

  it('what is named keeps its meaning', () => {
    const all = (...args: readonly string[]): readonly string[] => inputs(checkJson(args, { cwd: planned }).report);
    expect(all('infra/tfplan', 'infra/plan.json', 'infra')).toEqual(['infra/plan.json 3', 'infra 3', 'infra/tfplan 3']);
    expect(all('infra', '--source', 'infra')).toEqual(['infra/plan.json 3', 'infra 3', 'infra/tfplan 3']);
    expect(all('infra', '--plan-json', 'infra/plan.json')).toEqual(['infra/plan.json 3', 'infra 3', 'infra/tfplan 3']);
    expect(all('infra', '--input-type', 'terraform-plan')).toEqual(['infra/plan.json 3']);
    expect(all('infra/main.tf', 'infra/tfplan')).toEqual(['infra 3', 'infra/tfplan 3']);
  });

  it.each<readonly [string, (cwd: string) => void, string]>([
    ['a file has changed', (cwd) => writeFileSync(join(cwd, 'infra/main.tf'), `${main}# \n`), 'infra/main.tf has changed since the plan was made'],
    ['a file of a module has changed', (cwd) => writeFileSync(join(cwd, 'infra/net/main.tf'), net.replace('sg-1', 'sg-2')), 'infra/net/main.tf has changed since the plan was made'],
    ['a file is new', (cwd) => writeFileSync(join(cwd, 'infra/more.tf'), ''), 'infra/more.tf is new since the plan was made'],
    ['a file is gone', (cwd) => renameSync(join(cwd, 'infra/net/main.tf'), join(cwd, 'infra/net/renamed.tf')), 'infra/net/main.tf is not there any more since the plan was made'],
  ])('%s: the plan stands by itself, and the source is judged as ever', (_, change, because) => {
    const cwd = copy(planned);
    rmSync(join(cwd, 'infra/plan.json'));
    change(cwd);
    const report = check(cwd);
    expect(inputs(report)).toEqual([`infra/tfplan 3; judged apart from the source beside it: ${because}`, 'infra 3']);
    expect(said(report).filter((one) => one.includes(' source '))).toEqual(ofSource.map((one) => one.replace('net/main.tf', because.includes('net/main.tf is not there') ? 'net/renamed.tf' : 'net/main.tf')));
  });
});

describe.skipIf(noTerraform !== null)('a plan of other values hides nothing', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ['a file of values', { 'infra/terraform.tfvars': 'type = "t3.small"\n' }, { 'infra/terraform.tfvars': 'type = "p5.48xlarge"\n' }, ['fail gpu-shapes aws_instance.trainer source infra/main.tf:10 p5.48xlarge'], ['2 resources judged in infra/PLAN, with the values of the plan', '1 resource judged with the values of the source as well: infra/PLAN tells otherwise of aws_instance.trainer (instance_type)']],
    ['a file that a function reads', { 'infra/terraform.tfvars': 'type = "t3.small"\n' }, { 'infra/labels.txt': 'p4d.24xlarge\n' }, ['fail gpu-shapes aws_instance.labels source infra/main.tf:16 p4d.24xlarge'], ['2 resources judged in infra/PLAN, with the values of the plan', '1 resource judged with the values of the source as well: infra/PLAN tells otherwise of aws_instance.labels (instance_type)']],
    ['a tag', { 'infra/terraform.tfvars': 'type = "t3.small"\n' }, { 'infra/terraform.tfvars': 'type = "t3.small"\nowner = "nobody"\n' }, ['fail required-tags aws_instance.trainer source infra/main.tf:12 nobody'], ['2 resources judged in infra/PLAN, with the values of the plan', '1 resource judged with the values of the source as well: infra/PLAN tells otherwise of aws_instance.trainer (tags)']],
  ])('%s that has changed since', (_, before, after, expected, notes) => {
    const cwd = folder({ ...files, ...before });
    terraform('plan', join(cwd, 'infra'));
    for (const [name, content] of Object.entries(after)) writeFileSync(join(cwd, name), content);
    rmSync(join(cwd, 'infra/plan.json'));
    const report = check(cwd);
    expect([said(report).filter((one) => one.includes(' source ')).filter((one) => one.startsWith('fail')), report.inputs.at(-1)?.notes]).toEqual([expected, notes.map((note) => note.replace('PLAN', 'tfplan'))]);
  });

  it('its JSON alone does not tell what it was made from: what is otherwise parts them', () => {
    const cwd = folder({ ...files, 'infra/terraform.tfvars': 'type = "t3.small"\n' });
    terraform('plan', join(cwd, 'infra'));
    rmSync(join(cwd, 'infra/tfplan'));
    writeFileSync(join(cwd, 'infra/labels.txt'), 'p4d.24xlarge\n');
    const report = check(cwd);
    expect(inputs(report)).toEqual(['infra/plan.json 3; judged apart from the source beside it, which tells otherwise of aws_instance.labels (instance_type)', 'infra 3']);
    expect(said(report)).toContain('fail gpu-shapes aws_instance.labels source infra/main.tf:16 p4d.24xlarge');
  });

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['-target', ['-target=module.net'], ['plan-incomplete']],
    ['-refresh-only', ['-refresh-only'], []],
    ['-destroy', ['-destroy'], []],
  ])('a plan with %s: all that the source declares is judged', (_, flags, errors) => {
    const cwd = folder(files);
    terraform('plan', join(cwd, 'infra'), '-var', 'type=p5.48xlarge', ...flags);
    for (const gone of [[], ['plan.json'], ['tfplan']]) {
      const one = copy(cwd);
      for (const name of gone) rmSync(join(one, 'infra', name));
      const report = check(one);
      expect([said(report).filter((line) => line.includes('aws_instance.trainer')), report.errors.map(({ code }) => code)]).toEqual([ofSource.filter((line) => line.includes('aws_instance.trainer')), errors]);
      expect(said(report).filter((line) => line.includes('bastion')).map((line) => line.replace(' plan ', ' source '))).toEqual(ofSource.filter((line) => line.includes('bastion')));
    }
  });
});

describe.skipIf(noTerraform !== null)('several plans beside one root', () => {
  it('are judged each, at the lines of the source, which need not be judged beside them', () => {
    const cwd = folder(files);
    for (const [name, type] of [['dev', 't3.small'], ['prod', 'p5.48xlarge']] as const) {
      terraform('plan', join(cwd, 'infra'), '-var', `type=${type}`);
      renameSync(join(cwd, 'infra/tfplan'), join(cwd, `infra/${name}.tfplan`));
      renameSync(join(cwd, 'infra/plan.json'), join(cwd, `infra/${name}.json`));
    }
    const report = check(cwd);
    expect(inputs(report)).toEqual(['infra/dev.tfplan 3; infra/dev.json is its JSON', 'infra/prod.tfplan 3; infra/prod.json is its JSON', 'infra 0; 3 resources judged in infra/dev.tfplan, with the values of the plan']);
    expect(said(report)).toEqual([...asPlanned, ...asPlanned.slice(1)].toSorted());
  });
});

describe.skipIf(noTerraform !== null)('what Terraform applied', () => {
  it('resources that do not change are judged with what is known of them', () => {
    const cwd = folder(files);
    const infra = join(cwd, 'infra');
    terraform('apply', infra, '-var', 'type=p5.48xlarge');
    terraform('plan', infra, '-var', 'type=p5.48xlarge');
    rmSync(join(infra, 'terraform.tfstate'));
    const report = check(cwd);
    expect([said(report), inputs(report)]).toEqual([asPlanned, ['infra/tfplan 3; infra/plan.json is its JSON', 'infra 0; 3 resources judged in infra/tfplan, with the values of the plan']]);
  });
});

describe.skipIf(noTerraform !== null)('drift', () => {
  it('a saved plan, its JSON and their source declare one thing', () => {
    const cwd = folder({ 'infra/main.tf': `provider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_sqs_queue" "jobs" {\n  name = "jobs"\n}\n`, 'live.json': JSON.stringify({ ResourceTagMappingList: ['jobs', 'other'].map((name) => ({ ResourceARN: `arn:aws:sqs:eu-west-1:111122223333:${name}`, Tags: [] })) }) });
    terraform('plan', join(cwd, 'infra'));
    const { stdout } = landrail(['drift', '--iac', 'infra', '--inventory', 'live.json', '--no-history', '--format', 'json'], { cwd });
    const { drift, inputs: all } = JSON.parse(stdout) as JsonReport & { readonly drift: { readonly items: readonly { readonly verdict: string; readonly resource: { readonly address: string } }[] } };
    expect([drift.items.map(({ verdict, resource }) => `${verdict} ${resource.address}`), inputs({ inputs: all } as JsonReport).slice(0, 2)]).toEqual([['unmanaged arn:aws:sqs:eu-west-1:111122223333:other'], ['infra/tfplan 0; 1 resource declared; infra/plan.json is its JSON', 'infra 0; 1 resource declared']]);
  });
});
