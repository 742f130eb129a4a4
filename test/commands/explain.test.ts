import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkJson, landrail, root, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('explain');

interface Replayed {
  readonly verdict: string;
  readonly because: string | null;
  readonly input: string;
  readonly resource: { readonly address: string };
  readonly values: readonly { readonly path: string; readonly value: { readonly status: string; readonly value?: unknown; readonly because?: string }; readonly note: string | null; readonly place: { readonly file: string; readonly line: number } | null }[];
  readonly findings: readonly { readonly verdict: string; readonly message: string; readonly evidence: unknown }[];
  readonly settings: Readonly<Record<string, unknown>> | null;
}

function replays(id: string, address: string, paths: readonly string[], cwd: string): readonly Replayed[] {
  const run = landrail(['explain', id, '--for', address, ...paths, '--format', 'json'], { cwd });
  expect(run).toMatchObject({ status: 0, stderr: '' });
  return (JSON.parse(run.stdout) as { readonly replays: readonly Replayed[] }).replays;
}

const stories = readdirSync(join(root, 'samples'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'night').map((entry) => entry.name).sort();

describe('a finding of check is replayed as check has it', () => {
  const reports = stories.map((story) => ({ cwd: join(root, 'samples', story), findings: checkJson(['.'], { cwd: join(root, 'samples', story) }).report.findings }));
  // One of each guardrail and verdict: each of them takes a run.
  const told = new Map(reports.flatMap(({ cwd, findings }) => findings.flatMap((one) => (one.resource === null ? [] : [[`${one.guardrail} ${one.verdict}`, { cwd, findings, id: one.guardrail, verdict: one.verdict, address: one.resource.address }] as const]))));

  it.each([...told.values()])('$id, $verdict: $address', ({ cwd, findings, id, verdict, address }) => {
    const all = replays(id, address, ['.'], cwd);
    const checked = findings.filter((one) => one.guardrail === id && one.resource?.address === address);
    const sorted = (some: readonly unknown[]): readonly string[] => some.map((one) => JSON.stringify(one)).sort();
    expect(sorted(all.flatMap((one) => one.findings))).toEqual(sorted(checked));
    expect(all.flatMap((one) => one.findings.map((finding) => finding.verdict))).toContain(verdict);
  });
});

const office = join(root, 'samples', 'ticket-office');
const replay = (...args: readonly string[]) => landrail(['explain', ...args], { cwd: office });

describe('what was read', () => {
  it('has its line in the source, through modules and defaults of the provider', () => {
    const [one] = replays('required-tags', 'module.turnstiles["arena"].aws_instance.reader', [], office);
    expect(one).toMatchObject({ verdict: 'pass', because: null, input: '.', findings: [] });
    expect(one?.values.map(({ path, value, note, place }) => [path, value.status, value.value ?? null, note, place?.file])).toEqual([
      ['tags.Name', 'known', 'turnstile-arena', null, 'modules/turnstile/main.tf'],
      ['tags.environment', 'oneOf', null, 'provider aws default_tags', 'modules/turnstile/main.tf'],
      ['tags.owner', 'known', 'box-office@tickets.example', 'provider aws default_tags', 'modules/turnstile/main.tf'],
    ]);
  });

  it('is told with the rule, the fault and what passes', () => {
    expect(replay('gpu-shapes', '--for', 'aws_launch_template.seat_map').stdout).toBe(`gpu-shapes: fail
  aws_launch_template.seat_map
  aws_launch_template, instance-template, create, . (terraform-source)

What it read:
  instance_type  "g5.2xlarge" (8 vCPUs, 1 x nvidia A10G)  main.tf:11:19

By the settings of landrail.yaml:
  level: "mandatory"
  allow: []

What it says of it (deny of landrail.guardrails.gpu_shapes):

high  gpu-shapes  g5.2xlarge has 1 x NVIDIA A10G, which needs an approval
  main.tf:11:19  aws_launch_template.seat_map
    11 |   instance_type = var.seat_map_machine
       |                   ^^^^^^^^^^^^^^^^^^^^ "g5.2xlarge"
  from     production.auto.tfvars:2:20  var.seat_map_machine, variable value
     2 | seat_map_machine = "g5.2xlarge"
       |                    ------------
  allowed  no accelerators without an approval
  fix      Choose a shape without accelerators or one of those that are allowed. If it is needed,
           get an approval and add it to landrail.yaml as a waiver with reason, owner, ticket and
           expiry.

What passes, in Terraform:
    instance_type = "m7i.large"

In CloudFormation:
    InstanceType: m7i.large

On the command line:
    aws ec2 stop-instances --instance-ids ID

landrail explain gpu-shapes says why it exists, and how to waive it.
`);
  });

  it('names what is not known, why, and what would decide', () => {
    const { stdout } = replay('regions', '--for', 'aws_s3_bucket.sold');
    expect(stdout).toMatch(/^regions: undecided\n/);
    expect(stdout).toContain('  provider aws.archive  not known: provider aws.archive takes its region from var.archive_region,\n');
    expect(stdout).toContain('What would decide it:\n  region: provider aws.archive takes its region from var.archive_region, which has no value; pass\n  --var archive_region=REGION, or --provider-region aws.archive=REGION\n');
    expect(replay('regions', '--for', 'aws_s3_bucket.sold', '--var', 'archive_region=eu-west-1').stdout).toMatch(/^regions: pass\n/);
  });

  it('says what waives it, and where', () => {
    expect(replay('privileged-identity', '--for', 'Deployer').stdout).toContain('It is waived until 2026-12-31, in notifications.yaml:49:13: the pipeline gets a role of its own\n  before the season starts\n');
  });

  it('of a plan is cited by its argument', () => {
    const [one] = replays('gpu-shapes', 'module.finetune.aws_instance.trainer[0]', ['plan.json'], join(root, 'samples', 'training-cluster'));
    expect(one?.input).toBe('plan.json');
    expect(one?.values[0]).toMatchObject({ path: 'instance_type', place: null });
  });

  it('is not what is secret', () => {
    const folder = join(scratch, 'secret');
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.tf'), 'variable "team" {\n  default = "hush-hush-team"\n  sensitive = true\n}\nresource "aws_sqs_queue" "q" {\n  name = "q"\n  tags = { owner = var.team }\n}\n');
    writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nguardrails:\n  required-tags:\n    tags: [{ key: owner, pattern: "^[a-z]+$" }]\n');
    for (const format of ['terminal', 'json']) {
      const { status, stdout } = landrail(['explain', 'required-tags', '--for', 'aws_sqs_queue.q', '--format', format], { cwd: folder });
      expect(status).toBe(0);
      expect(stdout).toContain('(sensitive value)');
      expect(stdout).not.toContain('hush-hush');
    }
  });

  it('is inert in a terminal', () => {
    const folder = join(scratch, 'hostile');
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.tf'), 'resource "aws_sqs_queue" "q" {\n  name = "q"\n  tags = { owner = "a\\u001b[2Jb\\n::error::c", "::warning::x" = "y" }\n}\n');
    writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nguardrails:\n  required-tags:\n    tags: [{ key: owner, pattern: "^[a-z]+$" }]\n');
    const { stdout } = landrail(['explain', 'required-tags', '--for', 'aws_sqs_queue.q'], { cwd: folder });
    expect(stdout).toMatch(/^required-tags: fail\n/);
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|(?:^|\s)::/);
  });
});

describe('a resource that it does not judge', () => {
  it.each([
    ['instance-types', 'aws_s3_bucket.sold', 'nothing in it is a machine with a shape'],
    ['privileged-identity', 'aws_s3_bucket.sold', 'it judges resources of the kinds identity'],
  ])('%s says why', (id, address, because) => {
    expect(replays(id, address, [], office)).toMatchObject([{ verdict: 'not applicable', because, findings: [] }]);
    expect(replay(id, '--for', address).stdout).toContain(`It does not judge this resource: ${because}.\n`);
  });
});

describe('a guardrail of your own', () => {
  it('is replayed too, with all that it was handed', () => {
    const folder = join(scratch, 'own');
    mkdirSync(join(folder, 'policies'), { recursive: true });
    writeFileSync(join(folder, 'policies/payroll.rego'), '# METADATA\n# title: Queues have a long name\n# description: Short ones are taken.\n# custom:\n#   severity: low\n#   remediation:\n#     summary: Take a longer one.\npackage landrail.guardrails.payroll\n\nimport rego.v1\n\ndeny contains {"resource": r.address, "path": "name", "msg": "the name is short"} if {\n\tsome r in input.resources\n\tcount(r.name) < 3\n}\n');
    writeFileSync(join(folder, 'main.tf'), 'provider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_sqs_queue" "q" {\n  name = "q"\n}\n');
    const { status, stdout } = landrail(['explain', 'payroll', '--for', 'aws_sqs_queue.q', '-p', 'policies'], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain('payroll: fail\n');
    expect(stdout).toContain('  provider aws  "eu-west-1" (region)  main.tf:4:1\n');
    expect(stdout).toContain('low  payroll  the name is short\n  main.tf:5:10  aws_sqs_queue.q\n');
    expect(stdout).toMatch(/\nlandrail explain payroll -p policies says why it exists, and how to waive it\.\n$/);
    expect(landrail(['explain', 'payroll'], { cwd: folder }).stderr.replaceAll(/\s+/g, ' ')).toContain('; one of your own is found with -p and the path of its policy');
  });
});

it('what the baseline knows, and nobody could decide, is told as undecided', () => {
  const folder = join(scratch, 'known');
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.tf'), 'variable "size" {\n  type = string\n}\nresource "aws_instance" "trainer" {\n  ami           = "ami-1"\n  instance_type = var.size\n}\n');
  const undecided = /\nundecided {2}gpu-shapes {2}[^\n]*\n {2}main\.tf:6:19 {2}aws_instance\.trainer\n(?: [^\n]*\n)+ [^\n]*\^+ [^\n]+\n/;
  expect(landrail(['explain', 'gpu-shapes', '--for', 'aws_instance.trainer'], { cwd: folder }).stdout).toMatch(undecided);
  landrail(['baseline', 'write', '.'], { cwd: folder });
  const { stdout } = landrail(['explain', 'gpu-shapes', '--for', 'aws_instance.trainer', '--baseline', '.landrail/baseline.json'], { cwd: folder });
  expect(stdout).toMatch(/^gpu-shapes: baselined\n/);
  expect(stdout).toMatch(undecided);
  expect(stdout).not.toContain('an unknown number vCPUs');
});

describe('what cannot be explained', () => {
  it.each([
    [['gpu-shapes', '--for', 'aws_instance.sold'], /^error {2}there is no resource "aws_instance\.sold" in what was read\n {2}next {5}did you mean "aws_db_instance\.orders"\?\n$/],
    [['gpu-shapes', '--for', 'aws_instance.reader'], /did you mean module\.stadium\.aws_instance\.reader,\s+module\.turnstiles\["arena"\]/],
    [['gpu-shapes', '--for', 'module.turnstiles'], /resources that were read: |did you mean/],
    [['scopes', '--for', 'aws_s3_bucket.sold'], /^error {2}scopes needs settings and has none, so that it judges nothing\n {2}next {5}landrail explain scopes shows them; landrail init proposes some\n$/],
    [['manual-creation', '--for', 'aws_s3_bucket.sold'], /manual-creation is a detection: it judges what logs tell/],
    [['gpu-shapes', 'main.tf'], /main\.tf is read only with --for\n/],
    [['gpu-shapes', '--format', 'yaml'], /--format is "yaml"; allowed: terminal, json\n/],
    [['gpu-shapes', '--for', 'x', 'nowhere.json'], /nowhere\.json/],
    [['gpu-shaps'], /there is no guardrail or detection "gpu-shaps"\n {2}next {5}did you mean "gpu-shapes"\?/],
  ])('%j ends with 2, and says what next', (args, said) => {
    const run = replay(...args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(said);
  });

  it('a machine of an inventory by the id that EC2 gave it; what it is called leads to its address', () => {
    const folder = join(scratch, 'inventory');
    mkdirSync(folder);
    writeFileSync(join(folder, 'instances.json'), JSON.stringify({ Reservations: [{ OwnerId: '111122223333', Instances: [{ InstanceId: 'i-0c4f1d2e3a5b60718', InstanceType: 'p5.48xlarge', ImageId: 'ami-0feedfeedfeedfeed', State: { Name: 'running' }, Placement: { AvailabilityZone: 'eu-west-1b' }, Tags: [{ Key: 'Name', Value: 'seat-map' }] }] }] }));
    expect(landrail(['explain', 'gpu-shapes', '--for', 'i-0c4f1d2e3a5b60718', 'instances.json'], { cwd: folder })).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^gpu-shapes: fail\n/) });
    expect(landrail(['explain', 'gpu-shapes', '--for', 'seat-map', 'instances.json'], { cwd: folder })).toMatchObject({ status: 2, stderr: expect.stringMatching(/did you mean \S*i-0c4f1d2e3a5b60718\?/) });
  });

  it('what a condition keeps out of a stack', () => {
    const folder = join(scratch, 'conditions');
    mkdirSync(folder);
    writeFileSync(join(folder, 'queue.yaml'), 'Parameters:\n  Env: {Type: String, Default: dev}\nConditions:\n  Prod: !Equals [!Ref Env, prod]\nResources:\n  Trainer:\n    Type: AWS::EC2::Instance\n    Condition: Prod\n    Properties: {InstanceType: p5.48xlarge}\n');
    const run = landrail(['explain', 'gpu-shapes', '--for', 'Trainer', 'queue.yaml'], { cwd: folder });
    expect([run.status, run.stderr.replaceAll(/\s+/g, ' ')]).toEqual([2, 'error Trainer (AWS::EC2::Instance) is left out: condition Prod is false with Env=dev (its default); --parameters Env=prod judges it next only what is made is judged ']);
    expect(landrail(['explain', 'gpu-shapes', '--for', 'Trainer', '--parameters', 'Env=prod', 'queue.yaml'], { cwd: folder }).stdout).toMatch(/^gpu-shapes: fail\n/);
  });

  it('one that is switched off', () => {
    const folder = join(scratch, 'off');
    mkdirSync(folder);
    writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nguardrails:\n  gpu-shapes: { level: off }\n');
    expect(landrail(['explain', 'gpu-shapes', '--for', 'x'], { cwd: folder })).toMatchObject({ status: 2, stderr: 'error  gpu-shapes is switched off in landrail.yaml, so that it judges nothing\n  next     set its level to mandatory or advisory\n' });
  });
});

describe('every guardrail and detection', () => {
  const ids = landrail(['policy', 'list']).stdout.split('\n').filter((line) => / {2}(?:info|low|medium|high|critical) /.test(line)).map((line) => line.split(' ')[0] ?? '');

  it.each(ids)('%s says why, shows what fails and what passes, how to fix it and how to waive it', (id) => {
    const { status, stdout } = landrail(['explain', id]);
    expect(status).toBe(0);
    for (const part of ['\nFails:\n', '\nPasses:\n', '\nHow to fix it:\n', '\nTo waive it for some resources, in landrail.yaml:\n', '\nReferences:\n']) expect(stdout).toContain(part);
    const { guardrail, settingsExample } = JSON.parse(landrail(['explain', id, '--format', 'json']).stdout) as { readonly guardrail: { readonly id: string; readonly description: string; readonly selects?: object; readonly stages: readonly string[] | null; readonly remediation: object }; readonly settingsExample: string | null };
    // What was done is not mended by code.
    const inTemplates = guardrail.stages === null ? ['\nIn CloudFormation:\n', `# landrail:ignore ${id} until=`] : [];
    for (const part of guardrail.selects === undefined ? ['\nIn Terraform:\n', '\nOn the command line:\n', ...inTemplates] : []) expect(stdout).toContain(part);
    expect(guardrail.id).toBe(id);
    expect(guardrail.description).not.toBe('');
    expect(() => parse(settingsExample ?? '')).not.toThrow();
  });
});
