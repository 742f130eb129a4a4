import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '#inputs/files.ts';
import { findInputs, type FoundInputs } from '#inputs/find.ts';
import { noFlags } from '#inputs/options.ts';
import { walk } from '#inputs/walk.ts';
import { checkJson, landrail, scratchFolder } from '../commands/landrail.ts';

const scratch = scratchFolder('find');
const pipes = spawnSync('mkfifo', [join(scratch, 'tried')]).status === 0;
if (!pipes) console.log('skipped: pipes in folders: mkfifo is not on PATH');
let trees = 0;

/** A checkout of a payments service; a value that begins with -> is a link. */
function tree(files: Readonly<Record<string, string>>, git = true): string {
  const root = join(scratch, String(trees++), 'payments');
  mkdirSync(git ? join(root, '.git') : root, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (content.startsWith('->')) symlinkSync(content.slice(2), join(root, path));
    else writeFileSync(join(root, path), content);
  }
  return root;
}

function find(cwd: string, ...paths: readonly string[]): FoundInputs {
  const stdin = (): never => {
    throw new Error('standard input is not read');
  };
  return findInputs(paths, { ...noFlags, cwd, stdin });
}

const shown = ({ found, skipped, ignored }: FoundInputs): object => ({
  found: found.map(({ path, given }) => `${path} ${given}`),
  ...(skipped.length > 0 ? { skipped: skipped.map(({ path, because }) => `${path}: ${because}`) } : {}),
  ...(ignored.length > 0 ? { ignored: ignored.map(({ path, rule }) => `${path}: ${rule}`) } : {}),
});

const plan = JSON.stringify({ format_version: '1.2', resource_changes: [{ address: 'aws_sqs_queue.payslips', mode: 'managed', type: 'aws_sqs_queue', name: 'payslips', change: { actions: ['create'], before: null, after: { name: 'payslips' }, after_unknown: {} } }] });

describe('what is found in a folder', () => {
  it('all that may be an input, sorted, and nothing from the folders of tools', () => {
    const root = tree({ 'main.tf': '', 'prod/main.tofu': '', 'prod/net.tf.json': '{}', 'stack.yaml': '', 'prod/stack.template': '', 'tfplan': '', 'notes.md': '', 'src/app.ts': '', 'node_modules/x/a.json': '', '.terraform/modules/modules.json': '', 'prod/.terragrunt-cache/a/main.tf': '', '.github/ci.yml': '' });
    expect(shown(find(root, '.'))).toEqual({
      found: ['.github/ci.yml found', 'main.tf folder', 'prod/main.tofu found', 'prod/net.tf.json found', 'prod/stack.template found', 'stack.yaml folder', 'tfplan folder'],
      skipped: ['.git: the repository itself', '.terraform: what terraform init downloads', 'node_modules: packages of npm', 'prod/.terragrunt-cache: copies that Terragrunt makes'],
    });
  });

  it('paths as the user would name them; what is named twice comes once', () => {
    const root = tree({ 'prod/main.tf': '', 'prod/eu/main.tf': '', 'a.json': '' });
    expect(shown(find(join(root, 'prod'), '../a.json', './eu/', '..'))).toMatchObject({ found: ['../a.json file', 'eu/main.tf folder', '../prod/main.tf found'] });
    expect(shown(find('/', `${root}/prod`))).toEqual({ found: [`${root}/prod/eu/main.tf found`, `${root}/prod/main.tf folder`] });
    expect(shown(find(root, 'prod', 'prod/eu/main.tf'))).toEqual({ found: ['prod/eu/main.tf file', 'prod/main.tf folder'] });
  });

  it.runIf(pipes)('pipes are told, and not opened', () => {
    const root = tree({ 'a.json': '' });
    execFileSync('mkfifo', [join(root, 'main.tf'), join(root, 'plan.json'), join(root, 'notes')]);
    expect(shown(find(root, '.'))).toEqual({ found: ['a.json folder'], skipped: ['.git: the repository itself', 'main.tf: no regular file', 'plan.json: no regular file'] });
  });

  it('.gitignore holds, from the repository down, but not over what is named', () => {
    const root = tree({ '.gitignore': 'build/\n*.tfplan\nplan.json\n', 'build/a.tf': '', 'plan.json': plan, 'x.tfplan': '', 'infra/.gitignore': '!plan.json\n/generated.tf\n', 'infra/plan.json': plan, 'infra/generated.tf': '', 'infra/main.tf': '', 'old/.gitignore': '*.tf', 'old/a.tf': '' });
    expect(shown(find(root, '.'))).toEqual({ found: ['infra/main.tf found', 'infra/plan.json found'], skipped: ['.git: the repository itself', 'build: ignored by .gitignore:1'], ignored: ['old/a.tf: old/.gitignore:1', 'plan.json: .gitignore:3', 'x.tfplan: .gitignore:2'] });
    expect(shown(find(root, 'build', 'plan.json'))).toEqual({ found: ['build/a.tf folder', 'plan.json file'] });
    expect(shown(find(join(root, 'old'), '.'))).toMatchObject({ ignored: ['a.tf: .gitignore:1'] });
    expect(shown(find(join(root, 'infra'), '.'))).not.toHaveProperty('ignored');
  });
});

describe('links', () => {
  it('inside the repository they are followed, once and in no circle; one that is a part of its folder is more than what it leads to', () => {
    const root = tree({ 'shared/net.tf': '', 'infra/main.tf': '', 'infra/shared': '->../shared', 'infra/again': '->../shared', 'infra/up': '->..', 'infra/self': '->.', 'infra/deep/loop': '->../deep', 'infra/link.tf': '->main.tf', 'infra/gone.tf': '->nowhere.tf', 'infra/ring.tf': '->ring.tf' });
    expect(shown(find(root, 'infra'))).toEqual({
      found: ['infra/again/net.tf found', 'infra/link.tf folder', 'infra/main.tf folder'],
      skipped: [
        'infra/deep/loop: a link to a folder that is searched anyway', 'infra/gone.tf: a link that leads nowhere', 'infra/ring.tf: a link that leads nowhere', 'infra/self: a link to a folder that is searched anyway',
        'infra/shared: a link to a folder that is searched anyway', 'infra/up: a link to a folder that is searched anyway',
      ],
    });
  });

  it('out of the repository they are not', () => {
    const outside = tree({ 'secret.json': plan, 'secret/main.tf': '' });
    const root = tree({ 'infra/main.tf': '', 'infra/plan.json': `->${outside}/secret.json`, 'infra/secret': `->${outside}/secret` });
    expect(shown(find(root, 'infra'))).toEqual({ found: ['infra/main.tf folder'], skipped: ['infra/plan.json: a link that leads outside of ..', 'infra/secret: a link that leads outside of ..'].map((one) => one.replace('of ..', 'of .')) });
    expect(shown(find(root, 'infra/plan.json'))).toEqual({ found: ['infra/plan.json file'] });
  });

  it('without a repository the working directory is the border, and a folder elsewhere its own', () => {
    const root = tree({ 'infra/main.tf': '', 'infra/net.tf': '->../shared/net.tf', 'shared/net.tf': '' }, false);
    expect(shown(find(root, 'infra'))).toEqual({ found: ['infra/main.tf folder', 'infra/net.tf folder'] });
    expect(shown(find(join(root, 'infra'), '.'))).toEqual({ found: ['main.tf folder'], skipped: ['net.tf: a link that leads outside of .'] });
  });
});

it('a tree without end is refused', () => {
  const root = tree({ 'infra/main.tf': '', 'infra/net.tf': '', 'notes/a.txt': '', 'notes/b.txt': '' });
  const given = { path: '.', absolute: root };
  // .git, infra and notes, and two files in each of the latter.
  expect(walk(given, new DiskFiles(root, [given]), 7).files.length).toBe(2);
  expect(() => walk(given, new DiskFiles(root, [given]), 6)).toThrow('. holds more than 6 files and folders');
});

describe('what a run says of it', () => {
  it('a plan that .gitignore hides is told, and an error with --strict', () => {
    const root = tree({ '.gitignore': 'plan.json\nother.json\n', 'plan.json': plan, 'other.json': '{"name": "x"}', 'eu/plan2.json': plan });
    const { report, status } = checkJson(['.'], { cwd: root });
    expect([status, report.inputs.map(({ path }) => path), report.notices]).toEqual([0, ['eu/plan2.json'], [expect.objectContaining({ code: 'input-ignored', message: 'plan.json looks like an input, and .gitignore:1 leaves it out', where: 'plan.json' })]]);
    const strict = checkJson(['.', '--strict'], { cwd: root });
    expect([strict.status, strict.report.errors.map(({ code }) => code), strict.report.inputs.length]).toEqual([2, ['input-ignored'], 1]);
  });

  it('so is an assembly of the CDK, as a whole; other folders are passed over, and so is one that is named beside', () => {
    const assembly = JSON.stringify({ version: '48.0.0', artifacts: { 'Pay.assets': { type: 'cdk:asset-manifest', properties: { file: 'Pay.assets.json' } }, Pay: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'Pay.template.json' } } } });
    const template = JSON.stringify({ Resources: { Payslips: { Type: 'AWS::SQS::Queue' } } });
    const root = tree({ '.gitignore': 'cdk.out\ndist/\n', 'cdk.out/manifest.json': assembly, 'cdk.out/Pay.template.json': template, 'dist/manifest.json': '{"name": "shop", "icons": []}', 'dist/a.json': template, 'plan.json': plan });
    const { report, status } = checkJson(['.'], { cwd: root });
    expect([status, report.notices]).toEqual([0, [{ code: 'input-ignored', message: 'cdk.out looks like an input, and .gitignore:1 leaves it out', where: 'cdk.out', hint: 'name it to have it judged' }]]);
    expect(report.skipped).toEqual([{ path: '.git', because: 'the repository itself' }, { path: 'dist', because: 'ignored by .gitignore:2' }, { path: 'cdk.out', because: 'ignored by .gitignore:1' }]);
    const both = checkJson(['.', 'cdk.out'], { cwd: root });
    expect([both.report.inputs.map(({ path }) => path), both.report.notices]).toEqual([['plan.json', 'cdk.out/Pay.template.json'], []]);
    expect(checkJson(['.', '--strict'], { cwd: root })).toMatchObject({ status: 2, report: { errors: [{ code: 'input-ignored' }] } });
  });

  it('of a plan beside its source it is said how both are judged, in words for a shell', () => {
    const hints = (cwd: string): unknown => checkJson(['.'], { cwd }).report.notices?.map(({ where, hint }) => `${where}: ${hint}`);
    const inner = tree({ '.gitignore': 'plan.json\n*.tfplan\n', 'old env/main.tf': 'resource "aws_sqs_queue" "payslips" {\n  name = "payslips"\n}\n', 'old env/plan.json': plan, 'old env/saved.tfplan': `PK\u0003\u0004${'\0'.repeat(22)}\u0006\0\0\0tfplan`, 'plan.json': plan });
    expect(hints(inner)).toEqual([
      "old env/plan.json: name it to have it judged, with its source: landrail check 'old env/plan.json' --source 'old env'",
      "old env/saved.tfplan: name it to have it judged, with its source: landrail check 'old env/saved.tfplan' --source 'old env'",
      'plan.json: name it to have it judged',
    ]);
    expect(hints(join(inner, 'old env'))).toEqual(['plan.json: name it to have it judged, with its source: landrail check plan.json --source .', 'saved.tfplan: name it to have it judged, with its source: landrail check saved.tfplan --source .']);
  });

  it('what is none of ours is listed and nothing more; what looks like ours and is broken is told', () => {
    const root = tree({ 'package.json': '{"name": "shop"}', 'tsconfig.json': '{ // settings\n}', 'ci.yaml': 'on: push\njobs: {}\n', 'deploy.yml': 'apiVersion: v1\nkind: Pod\n', 'tfplan.bin': 'x', 'plan.json': plan.slice(0, 80), 'good.json': plan });
    const { report, status } = checkJson(['.'], { cwd: root });
    expect(status).toBe(0);
    expect(report.notices?.map(({ code, message }) => `${code}: ${message}`)).toEqual(['input-truncated: plan.json ends too early inside resource_changes[0] (opened at 1:45): expected a key in double quotes']);
    expect(report.skipped).toEqual([
      { path: '.git', because: 'the repository itself' },
      { path: 'ci.yaml', because: 'a workflow of GitHub Actions, which landrail does not judge' },
      { path: 'deploy.yml', because: 'a Kubernetes manifest, which landrail does not judge' },
      { path: 'package.json', because: 'JSON, but in no format that landrail knows: an object with name' },
      { path: 'tfplan.bin', because: expect.stringContaining('not JSON') },
      { path: 'tsconfig.json', because: expect.stringContaining('not valid JSON') },
    ]);
    expect(checkJson(['.', '--strict'], { cwd: root })).toMatchObject({ status: 2, report: { errors: [{ code: 'input-truncated' }], inputs: [{ path: 'good.json' }] } });
  });

  it('names of files cannot act', () => {
    const root = tree({ 'a\u001b[31m\n::error::x.json': plan, '\u202egnp.json': '{"format_version": "1.2", ' });
    const { stdout, stderr } = landrail(['check', '.', '--verbose'], { cwd: root });
    expect(stderr).toBe('');
    expect(stripVTControlCharacters(stdout)).toBe(stdout);
    expect(stdout.includes('\u202e')).toBe(false);
    expect(stdout).not.toMatch(/^::error/m);
    expect(stdout).toContain('\\u{1b}');
  });

  const readsAll = process.getuid?.() === 0;
  if (readsAll) console.log('skipped: a folder without the right to read it: root may read everything');
  it.skipIf(readsAll)('a folder further down that cannot be read is told', () => {
    const root = tree({ 'good.json': plan, 'locked/plan.json': plan });
    chmodSync(join(root, 'locked'), 0);
    expect(checkJson(['.'], { cwd: root }).report.notices).toMatchObject([{ code: 'input-unreadable' }]);
    expect(checkJson(['.', '--strict'], { cwd: root }).status).toBe(2);
    chmodSync(join(root, 'locked'), 0o755);
  });
});
