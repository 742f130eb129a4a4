import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { corpus } from '../corpus/corpus.ts';
import { checkJson, cli, landrail, root, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('init');
const folderOf = (files: Readonly<Record<string, string>> = {}): string => {
  const folder = mkdtempSync(join(scratch, 'repo-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

/** Proposes, writes, and judges what lies there again: what init said, and what check says. */
function proposedAndChecked(folder: string, target = '.') {
  const init = landrail(['init', target, '--yes'], { cwd: folder });
  const [, said = ''] = /now ends with (\d): (.*)\./.exec(init.stdout) ?? [];
  const { status, report } = checkJson([target], { cwd: folder });
  return { init, said: Number(said), status, report };
}

const machine = (name: string, more: string): string => `resource "aws_instance" "${name}" {\n  ami = "ami-0aaaabbbbccccdddd"\n  vpc_security_group_ids = ["sg-0aaaabbbbccccdddd"]\n${more}\n}\n`;
const shop = `provider "aws" {\n  region = "eu-west-1"\n}\n${machine('web', '  instance_type = "t3.micro"\n  tags = { owner = "web", Environment = "prod", Name = "web" }')}${machine('cart', '  instance_type = "t3.micro"\n  tags = { owner = "web", environment = "prod" }')}${machine('gpu', '  instance_type = "g5.xlarge"\n  tags = { owner = "web" }')}`;

describe('what is proposed', () => {
  it('is, of three machines', () => {
    const folder = folderOf({ 'main.tf': shop });
    expect(landrail(['init', '--dry-run'], { cwd: folder })).toMatchObject({
      status: 0,
      stderr: '3 resources in 1 input:\n  .  terraform-source, 3 resources\n\nwould write landrail.yaml: what is in use is allowed, what most do is asked of all\nwould write .landrail/baseline.json: 2 findings of today, which will not fail\n',
      stdout: `# yaml-language-server: $schema=./node_modules/landrail/dist/schema/landrail.schema.json
# Proposed by landrail init: what is in use today is allowed, and what most do is asked of all. 3 resources: 3 of AWS.
# Numbers in comments say how many use it. Strike out what should not be, then run: landrail check .
version: 1

# fail-on: medium    # the lowest severity that fails: info, low, medium, high or critical
# undecided: warn    # fail: what cannot be told fails too

guardrails:
  # A key stands here if more than half of what can be tagged carries it. Today: 1 finding.
  required-tags:
    tags:
      - key: owner           # 3 of 3
        # values: [web]
      - key: Environment     # 2 of 3
        case: insensitive    # also written environment (1)
        # values: [prod]
    # Not asked for: Name (1 of 3)

  # Shapes of machines, databases and caches. All pass today.
  instance-types:
    aws:
      allow:
        - t3.micro     # 2
        - g5.xlarge    # 1, has accelerators: gpu-shapes asks for an approval

  # Regions of resources and of their replicas. All pass today.
  regions:
    aws:
      allow:
        - eu-west-1    # 3

  # These run without settings; landrail explain <id> tells more, level: advisory or off quiets one.
  #   gpu-shapes: 1 finding today
  # In use with accelerators, and not approved by that: g5.xlarge (1)
  # gpu-shapes: { allow: [] }

# Exceptions, each with an end:
# waivers:
#   - guardrail: gpu-shapes
#     resource: "module.training.*"
#     reason: "why this is right here"
#     owner: your-team
#     expires: YYYY-MM-DD
`,
    });
    expect(readdirSync(folder)).toEqual(['main.tf']);
  });

  it('is the same, byte for byte, of the same files', () => {
    const folder = folderOf({ 'main.tf': shop, 'more/main.tf': shop.replaceAll('t3.micro', 'm7i.large') });
    const [one, two] = [1, 2].map(() => landrail(['init', '--dry-run'], { cwd: folder }).stdout);
    expect(one).toBe(two);
  });

  it('asks of one cloud what only that one does', () => {
    const google = 'provider "google" {\n  project = "checkout-prod"\n  region = "europe-west1"\n}\nresource "google_storage_bucket" "exports" {\n  name = "exports"\n  location = "EU"\n  labels = { team = "web", owner = "web" }\n}\n';
    const config = parse(landrail(['init', '--dry-run'], { cwd: folderOf({ 'aws/main.tf': shop, 'gcp/main.tf': google }) }).stdout) as { readonly guardrails: Readonly<Record<string, unknown>> };
    expect(config.guardrails).toEqual({
      'required-tags': { tags: [{ key: 'owner' }, { key: 'team', providers: ['gcp'] }, { key: 'Environment', providers: ['aws'], case: 'insensitive' }] },
      'instance-types': { aws: { allow: ['t3.micro', 'g5.xlarge'] } },
      regions: { aws: { allow: ['eu-west-1'] }, gcp: { allow: ['eu'] } },
      scopes: { gcp: { projects: ['checkout-prod'] } },
    });
  });
});

const stories = readdirSync(join(root, 'samples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

describe.each(stories)('the sample %s', (story) => {
  it('passes the config that is proposed for it, as foretold', () => {
    const folder = folderOf();
    cpSync(join(root, 'samples', story), folder, { recursive: true });
    for (const own of ['landrail.yaml', 'expected.json', 'expected.txt']) rmSync(join(folder, own), { force: true });
    const { init, said, status, report } = proposedAndChecked(folder);
    expect(init).toMatchObject({ status: 0, stderr: expect.stringMatching(/^\d+ resources? in /) });
    expect([said, status, report.exitCode, report.errors]).toEqual([0, 0, 0, []]);
    expect(report.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  });
});

/** Of the corpus: source, templates, plans, states and inventories of four clouds; the third word is how check ends over it. */
const strangers: readonly (readonly [folder: string, exit: 0 | 2 | 3])[] = [
  ['hcl/Azure+terraform-azurerm-compute', 0],
  ['hcl/terraform-aws-modules+terraform-aws-autoscaling', 0],
  ['hcl/oracle-quickstart+oci-hpc', 2],
  ['cloudformation/localstack+localstack', 0],
  ['cloudformation/aws-cloudformation+cloudformation-guard', 3],
  ['plans/GoogleCloudPlatform+terraform-validator', 0],
  ['plans/fugue+regula', 0],
  ['state/snyk+driftctl', 0],
  ['inventory/oci', 0],
];

describe.skipIf(corpus === null).each(strangers)('%s of the corpus', (name, exit) => {
  it(`ends with ${exit}, as foretold`, () => {
    const { init, said, status, report } = proposedAndChecked(folderOf(), join(corpus ?? '', name));
    expect(init.status).toBe(exit);
    expect(status).toBe(exit);
    expect(exit === 3 ? exit : said).toBe(exit);
    expect(report.errors.filter(({ code }) => code.startsWith('config'))).toEqual([]);
  });
});

describe('what nobody can tell yet', () => {
  const open = `variable "shape" {}\nprovider "aws" {\n  region = "eu-west-1"\n}\n${machine('web', '  instance_type = var.shape\n  tags = { owner = "web" }')}${machine('gpu', '  instance_type = "g5.xlarge"\n  tags = { owner = "web" }')}`;
  const verdictsOf = ({ report }: ReturnType<typeof checkJson>) => report.findings.filter(({ guardrail }) => guardrail === 'gpu-shapes').map(({ original, verdict }) => `${original}: ${verdict}`).sort();

  it('is not in the baseline, and init says how much it is', () => {
    const folder = folderOf({ 'main.tf': open, 'prod.tfvars': 'shape = "t3.micro"\n' });
    const { init, said, status, report } = proposedAndChecked(folder);
    expect([said, status]).toEqual([0, 0]);
    expect(init.stdout).toContain('.landrail/baseline.json written: 1 finding of today, which will not fail\n');
    expect(init.stdout).toContain(`\nlandrail check . now ends with 0: 0 findings, ${report.summary.undecided} undecided, 1 in the baseline.\n${report.summary.undecided} undecided are not in the baseline: they may fail once they are known. landrail check . says what decides each; --undecided fail lets none pass.\n`);
    expect(report.summary.undecided).toBeGreaterThan(0);
    expect(readFileSync(join(folder, '.landrail/baseline.json'), 'utf8')).not.toContain('"undecided"');
    expect(checkJson(['.', '--undecided', 'fail'], { cwd: folder })).toMatchObject({ status: 1, report: { verdict: 'undecided' } });
    writeFileSync(join(folder, 'prod.tfvars'), 'shape = "p4d.24xlarge"\n');
    expect(landrail(['check', '.', '--strict', '--undecided', 'fail'], { cwd: folder }).status).toBe(1);
    const known = checkJson(['.', '--strict', '--var-file', 'prod.tfvars'], { cwd: folder });
    expect([known.status, verdictsOf(known)]).toEqual([1, ['fail: baselined', 'fail: fail']]);
  });

  it('is not in the baseline where it fails, either: the check is foretold to fail', () => {
    const folder = folderOf({ 'main.tf': open });
    const env = { LANDRAIL_UNDECIDED: 'fail' };
    const init = landrail(['init', '--yes'], { cwd: folder, env });
    expect(init.stdout).toMatch(/now ends with 1: 0 findings, \d+ undecided, 1 in the baseline\.\n/);
    expect(checkJson(['.'], { cwd: folder, env }).status).toBe(1);
  });

  it('where an older baseline has it, is counted, and covers nothing that fails later', () => {
    const folder = folderOf({ 'main.tf': open, 'prod.tfvars': 'shape = "p4d.24xlarge"\n', 'landrail.yaml': 'version: 1\n' });
    expect(landrail(['baseline', 'write', '.'], { cwd: folder }).stdout).toMatch(/^\.landrail\/baseline\.json: (\d+) entries \(\d+ undecided\), \1 findings added, 0 removed\n$/);
    const before = checkJson(['.', '--undecided', 'fail'], { cwd: folder });
    expect([before.status, verdictsOf(before)]).toEqual([0, ['fail: baselined', 'undecided: baselined']]);
    expect(landrail(['check', '.', '--format', 'concise'], { cwd: folder }).stdout).toMatch(/No findings, (\d+) baselined \(\d+ undecided\)\. /);
    const known = checkJson(['.', '--var-file', 'prod.tfvars'], { cwd: folder });
    expect([known.status, verdictsOf(known)]).toEqual([1, ['fail: baselined', 'fail: fail']]);
  });
});

describe('names of resources', () => {
  const hostile = [String.raw`x\n- key: injected`, 'a # b', '::error::boo', '\u001b[2Jgone', '\u202etxt.exe', '{{ x }}', '*', 'on', '1e3', '@org/team', '<img src=x onerror=alert(1)>', "it's \"quoted\"", 'a: b', '- x', '\u2028line', '!!js/function x', '&anchor', '%YAML'];

  it('are text in the proposal, and nothing else', () => {
    const resources = hostile.map((name, index) => ({
      address: `aws_instance.x${index}`, mode: 'managed', type: 'aws_instance', name: `x${index}`, provider_name: 'registry.terraform.io/hashicorp/aws',
      change: { actions: ['create'], before: null, after: { instance_type: name, ami: 'ami-1', availability_zone: 'eu-west-1a', tags: Object.fromEntries([...hostile, 'owner'].map((key) => [key, name])) }, after_unknown: {}, before_sensitive: false, after_sensitive: {} },
    }));
    const folder = folderOf({ 'plan.json': JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: resources }) });
    const { init, said, status, report } = proposedAndChecked(folder);
    expect(init).toMatchObject({ status: 0 });
    expect([said, status, report.errors]).toEqual([0, 0, []]);
    const text = readFileSync(join(folder, 'landrail.yaml'), 'utf8');
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
    expect(text).not.toMatch(/(?:^|\s)::error/);
    const config = parse(text) as { readonly guardrails: { readonly 'required-tags': { readonly tags: readonly { readonly key: string }[] }; readonly 'instance-types': { readonly aws: { readonly allow: readonly string[] } } } };
    expect(Object.keys(config.guardrails)).toEqual(['required-tags', 'instance-types', 'regions']);
    const keys = config.guardrails['required-tags'].tags.map(({ key }) => key);
    expect(keys.sort()).toEqual([...hostile, 'owner'].sort());
    // A name that is a pattern would allow what nobody uses.
    const allowed = config.guardrails['instance-types'].aws.allow;
    expect(allowed).not.toContain('*');
    expect([...allowed].sort()).toEqual(hostile.filter((name) => !/[*?[\]{}\\!]/.test(name) && name.trim() === name).sort());
    expect(text).toContain('# Left out: ');
  });

  it('that are secret are not proposed', () => {
    const folder = folderOf({ 'main.tf': 'variable "shape" {\n  default = "t3.hush-hush"\n  sensitive = true\n}\nprovider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_instance" "web" {\n  ami = "ami-1"\n  instance_type = var.shape\n  tags = { owner = var.shape }\n}\n' });
    expect(proposedAndChecked(folder)).toMatchObject({ said: 0, status: 0 });
    const written = ['landrail.yaml', '.landrail/baseline.json'].filter((file) => existsSync(join(folder, file))).map((file) => readFileSync(join(folder, file), 'utf8'));
    expect(written.join('')).not.toContain('hush-hush');
    expect(written.join('')).toContain('eu-west-1');
  });
});

describe('what is there already', () => {
  it('a landrail.yaml stays, is told with what would have been, and ends the run with 2', () => {
    const folder = folderOf({ 'main.tf': shop, 'landrail.yaml': 'version: 1\n' });
    const proposal = landrail(['init', '--dry-run'], { cwd: folder });
    expect(landrail(['init', '--yes'], { cwd: folder })).toMatchObject({
      status: 2,
      stdout: proposal.stdout,
      stderr: expect.stringContaining('error  landrail.yaml exists and is kept; the proposal is printed above\n  next     copy what you need from it, or move the file away and run landrail init again\n'),
    });
    expect(readFileSync(join(folder, 'landrail.yaml'), 'utf8')).toBe('version: 1\n');
    expect(readdirSync(folder).sort()).toEqual(['landrail.yaml', 'main.tf']);
  });

  it('one of a folder above, which check would use, counts', () => {
    const folder = folderOf({ '.git/config': '', 'infra/main.tf': shop, '.github/landrail.yaml': 'version: 1\n' });
    expect(landrail(['init', '--yes'], { cwd: join(folder, 'infra') })).toMatchObject({ status: 2, stderr: expect.stringContaining('../.github/landrail.yaml exists and is kept') });
  });

  it('a baseline stays, and counts in what is foretold', () => {
    const baseline = '{"landrail-baseline":1,"entries":[\n]}\n';
    const folder = folderOf({ 'main.tf': shop, '.landrail/baseline.json': baseline });
    expect(proposedAndChecked(folder)).toMatchObject({ init: { status: 0 }, said: 1, status: 1 });
    expect(readFileSync(join(folder, '.landrail/baseline.json'), 'utf8')).toBe(baseline);
  });

  it('a pipeline stays, and the rest is written', () => {
    const folder = folderOf({ 'main.tf': shop, '.gitlab-ci.yml': 'include: []\n', '.gitlab/landrail.gitlab-ci.yml': '# mine\n' });
    const { init, said, status } = proposedAndChecked(folder);
    expect(init.stdout).toContain('.gitlab/landrail.gitlab-ci.yml exists and is kept\n');
    expect([said, status]).toEqual([0, 0]);
    expect(readFileSync(join(folder, '.gitlab/landrail.gitlab-ci.yml'), 'utf8')).toBe('# mine\n');
  });

  it.skipIf(process.platform === 'win32')('a link is not followed', () => {
    const folder = folderOf({ 'main.tf': shop, '.gitlab-ci.yml': '' });
    mkdirSync(join(folder, '.gitlab'));
    symlinkSync(join(folder, 'elsewhere.yml'), join(folder, '.gitlab/landrail.gitlab-ci.yml'));
    expect(landrail(['init', '--yes'], { cwd: folder })).toMatchObject({ status: 0 });
    expect(existsSync(join(folder, 'elsewhere.yml'))).toBe(false);
  });
});

describe('pipelines', () => {
  it.each([
    ['.gitlab-ci.yml', { '.gitlab-ci.yml': '' }, ['.gitlab/landrail.gitlab-ci.yml']],
    ['a remote of GitLab', { '.git/config': '[remote "origin"]\n\turl = git@gitlab.shop.example:platform/infra.git\n' }, ['.gitlab/landrail.gitlab-ci.yml']],
    ['.github', { '.github/CODEOWNERS': '' }, ['.github/workflows/landrail-pre-merge.yml']],
    ['.github', { '.github/CODEOWNERS': '* @shop/platform\n' }, ['.github/workflows/landrail-pre-merge.yml']],
    ['a remote of GitHub', { '.git/config': '[remote "origin"]\n\turl = https://github.com/shop/infra.git\n' }, ['.github/workflows/landrail-pre-merge.yml']],
    ['no sign', { '.git/config': '[core]\n\tbare = false\n' }, []],
  ])('are proposed by %s', (_, files, expected) => {
    const run = landrail(['init', '--dry-run'], { cwd: folderOf({ 'main.tf': shop, ...files }) });
    expect([...run.stderr.matchAll(/would write (\S+):/g)].map(([, path]) => path).filter((path) => path?.includes('hub') || path?.includes('lab'))).toEqual(expected);
  });
});

it('a pipeline that is written is the one that is kept in this repository', () => {
  const folder = folderOf({ 'main.tf': shop, '.github/CODEOWNERS': '' });
  const run = landrail(['init', '--yes'], { cwd: folder });
  expect(run.stdout).toContain('.github/workflows/landrail-pre-merge.yml written: a workflow of GitHub; put the repository and commit of a landrail release where it says your-org/landrail: until then its job fails\n');
  expect(readFileSync(join(folder, '.github/workflows/landrail-pre-merge.yml'), 'utf8')).toBe(readFileSync(join(root, 'src/commands/init/templates/github/pre-merge.yml'), 'utf8'));
  // It is none of what is judged.
  expect(checkJson(['.'], { cwd: folder })).toMatchObject({ status: 0, report: { errors: [] } });
});

describe('nothing to look at', () => {
  it('ends with 3 and says what is read', () => {
    const folder = folderOf({ 'README.md': '# notes\n', 'values.yaml': 'a: 1\n' });
    const run = landrail(['init', '--yes'], { cwd: folder });
    expect(run).toMatchObject({ status: 3, stdout: '' });
    expect(run.stderr).toMatch(/^Nothing in \. that a guardrail could judge.*, so nothing is proposed\.\nlandrail reads Terraform source, /s);
    expect(readdirSync(folder)).toEqual(['README.md', 'values.yaml']);
  });

  it('a folder that is not there ends with 2', () => {
    expect(landrail(['init', 'infra', '--yes'], { cwd: folderOf() })).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('infra') });
  });

  it('without a terminal somebody must say --yes or --dry-run', () => {
    expect(landrail(['init'], { cwd: folderOf({ 'main.tf': shop }) })).toMatchObject({ status: 2, stdout: '', stderr: 'error  there is no terminal to ask at\n  next     --yes writes what is proposed, --dry-run prints it\n' });
  });
});

const noTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0 ? null : 'no script of util-linux, which makes a terminal';
if (noTerminal !== null) console.log(`skipped: answers at a terminal (${noTerminal})`);

describe.skipIf(noTerminal !== null)('at a terminal', () => {
  it.each([
    ['two times Enter write both', '\n\n', ['.landrail', 'landrail.yaml', 'main.tf'], 0],
    ['no to the baseline leaves it out, and what is foretold with it', 'y\nno\n', ['landrail.yaml', 'main.tf'], 1],
    ['no to the config writes nothing', 'n\n', ['main.tf'], null],
    ['the end of input is a no', '\u0004', ['main.tf'], null],
  ])('%s', (_, answers, files, foretold) => {
    const folder = folderOf({ 'main.tf': shop });
    const run = spawnSync('script', ['-qec', `'${process.execPath}' '${cli}' init`, '/dev/null'], { input: answers, cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: scratch, NO_COLOR: '1', LANDRAIL_NOW: '2026-11-23T00:00:00Z' }, timeout: 60_000 });
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('Write landrail.yaml: what is in use is allowed, what most do is asked of all? [Y/n]');
    expect(readdirSync(folder).sort()).toEqual(files);
    const said = /now ends with (\d)/.exec(run.stdout)?.[1] ?? null;
    expect(said).toBe(foretold === null ? null : String(foretold));
    expect(said === null ? null : checkJson(['.'], { cwd: folder }).status).toBe(foretold);
  });
});
