import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reports } from '#reports/registry.ts';
import { root, scratchFolder } from '../commands/landrail.ts';
import { blocksOf, tableWith } from '../docs/markdown.ts';
import { events, metadata, Runner } from './runner.ts';
import { findActionlint, findZizmor } from './linters.ts';
import { GitHub } from './server.ts';
import { shop } from './shop.ts';

const templates = join(root, 'src/commands/init/templates/github');
const own = join(root, '.github/workflows');
const files = [own, templates].flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
const documents = ['README.md', 'docs/github-action.md'].map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
const page = documents[1]?.[1] ?? '';

/** By name, those that documents show too. */
const workflows: Readonly<Record<string, string>> = Object.fromEntries([
  ...files.map((file) => [file.slice(root.length), readFileSync(file, 'utf8')]),
  ...documents.flatMap(([document, markdown]) => blocksOf(markdown).flatMap(({ file, text }) => (file?.startsWith('.github/workflows/') === true ? [[`${document}: ${basename(file)}`, text] as const] : []))),
]);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly id?: string;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly permissions?: Readonly<Record<string, string>>; readonly 'timeout-minutes': number; readonly steps: readonly Step[] }>>;
}

const stepsOf = (text: string): readonly Step[] => Object.values((parse(text) as Workflow).jobs).flatMap((job) => job.steps);

/** What a job may write, and what it writes it with. */
const writes: Readonly<Record<string, RegExp>> = { 'pull-requests': /landrail|^\.\//, issues: /landrail|^\.\//, 'security-events': /codeql-action\/upload-sarif/, 'id-token': /configure-aws-credentials/, contents: /checkout/ };

describe.each(Object.entries(workflows))('%s', (_, text) => {
  const workflow = parse(text) as Workflow;

  it('reads and no more, but for jobs that say what they write', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(text).not.toContain('pull_request_target');
    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeGreaterThan(0);
      const written = Object.entries(job.permissions ?? {}).flatMap(([scope, access]) => (access === 'write' ? [scope] : []));
      expect(written.filter((scope) => !job.steps.some(({ uses }) => writes[scope]?.test(uses ?? '')))).toEqual([]);
    }
  });

  it('takes actions by their commit, and says which release that is', () => {
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, what = '']) => what).filter((what) => !what.startsWith('./'));
    for (const what of uses) expect(what).toMatch(/^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('gives the Action inputs that it has, and takes outputs that it sets', () => {
    for (const step of stepsOf(text).filter(({ uses }) => uses?.startsWith('./') || uses?.startsWith('your-org/landrail@'))) {
      expect(Object.keys(metadata.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
    }
    for (const [, output = ''] of text.matchAll(/steps\.landrail\.outputs\.([\w-]+)/g)) expect(Object.keys(metadata.outputs)).toContain(output);
  });
});

it('docs/github-action.md lists inputs and outputs as action.yml has them', () => {
  const inputs = Object.entries(metadata.inputs).map(([name, { default: value, description }]) => [`\`${name}\``, value === '' ? '' : `\`${value}\``, description]);
  expect(tableWith(page, 'input')).toEqual(inputs);
  expect(tableWith(page, 'output')).toEqual(Object.entries(metadata.outputs).map(([name, { description }]) => [`\`${name}\``, description]));
});

it('an action has one commit wherever it is taken', () => {
  const pins = new Map<string, Set<string>>();
  for (const text of Object.values(workflows)) for (const [, action = '', pin = ''] of text.matchAll(/uses: ([\w./-]+)@(\S+ # \S+)/g)) pins.set(action, (pins.get(action) ?? new Set()).add(pin));
  expect([...pins].filter(([, all]) => all.size > 1)).toEqual([]);
});

it('what is left to fill in is no commit that there is, and the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const texts = [...Object.values(workflows), ...['integrations/README.md', 'integrations/azure-pipelines/azure-pipelines.yml', 'src/commands/init/templates/gitlab/landrail.gitlab-ci.yml'].map((file) => readFileSync(join(root, file), 'utf8'))].join('\n');
  // Somebody may own that name: nobody has that commit.
  const taken = [...texts.matchAll(/your-org\/landrail(?:@(\S+) # v(\S+)|\n\s+rev: "(\w+)")?/g)].map(([, pin, of, rev]) => [pin ?? rev, of ?? version]);
  expect(new Set(taken.map(String))).toEqual(new Set([`${'0'.repeat(40)},${version}`]));
  expect(new Set([...texts.matchAll(/landrail-(\d[\w.-]*)\.tgz/g)].map(([, of]) => of))).toEqual(new Set([version]));
});

it.each(['pre-merge.yml', '../gitlab/landrail.gitlab-ci.yml', '../../../../../integrations/azure-pipelines/azure-pipelines.yml', '../../../../../.pre-commit-hooks.yaml'])('%s judges a repository strictly: what cannot be read is no pass', (file) => {
  expect(readFileSync(join(templates, file), 'utf8')).toMatch(/check \. --strict|args: --strict/);
});

it('CI runs on the three systems and the three releases of Node that are supported', () => {
  const { jobs } = parse(readFileSync(join(own, 'ci.yml'), 'utf8')) as { readonly jobs: { readonly test: { readonly strategy: { readonly matrix: object } } } };
  expect(jobs.test.strategy.matrix).toEqual({ os: ['ubuntu-latest', 'macos-latest', 'windows-latest'], node: [20, 22, 24] });
});

it('the nightly template installs the clients that the collector asks for', () => {
  const { peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly peerDependencies: Readonly<Record<string, string>> };
  const [, list = ''] = /@aws-sdk\/client-\{(.*)\}/.exec(readFileSync(join(templates, 'nightly-drift.yml'), 'utf8')) ?? [];
  expect(list.split(',').map((name) => `@aws-sdk/client-${name}`)).toEqual(Object.keys(peerDependencies).filter((name) => name.startsWith('@aws-sdk/')));
});

describe('what a template asks of the Action', () => {
  const github = new GitHub();
  const asked = (name: string): Readonly<Record<string, string>> => {
    const step = stepsOf(readFileSync(join(templates, name), 'utf8')).find(({ uses }) => uses?.startsWith('your-org/landrail@'));
    return Object.fromEntries(Object.entries(step?.with ?? {}).map(([input, value]) => [input, String(value).replace(/^\$\{\{ secrets\.\w+ \}\}$/, '')]));
  };

  it('pre-merge: the repository as it stands, with SARIF for the step behind', async () => {
    const runner = new Runner('template', github);
    shop(runner);
    const step = await runner.step('pull', events.pull(), asked('pre-merge.yml'));
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { conclusion: 'fail', 'sarif-file': 'TEMP/landrail.sarif' } });
  });

  it('plan-gate: the plan that Terraform has shown', async () => {
    const runner = new Runner('template', github);
    runner.copy('samples/checkout-service', 'infra');
    const step = await runner.step('pull', events.pull(), asked('plan-gate.yml'));
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { conclusion: 'fail' } });
    expect(step.log).toMatch(/^ {2}infra\/|^ {2}\S+\.tf:\d+:\d+ {2}/m);
    expect(github.comments[0]?.body).toContain('## landrail failed (plan)');
  });

  it('nightly-drift: three sides and a history, an issue and reports', async () => {
    const runner = new Runner('template', github);
    runner.copy('samples/night/code', 'night/states');
    runner.copy('samples/night/inventory', 'night/inventory.ndjson');
    runner.copy('samples/night/audit', 'night/audit');
    const { html, ...inputs } = asked('nightly-drift.yml');
    const step = await runner.step('schedule', events.schedule, 'html' in reports ? { html: html ?? '', ...inputs } : inputs, { LANDRAIL_NOW: '2026-11-02T06:00:00Z' });
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { conclusion: 'fail', 'comment-url': 'https://github.test/parcels/shop/issues/40' } });
    expect(github.issues[0]).toMatchObject({ title: 'landrail drift', state: 'open' });
  });
});

/** As in a repository that has all of them. */
const repository = scratchFolder('workflows');
mkdirSync(join(repository, '.github/workflows'), { recursive: true });
for (const [name, text] of Object.entries(workflows)) writeFileSync(join(repository, '.github/workflows', `${name.replaceAll(/[^\w.]+/g, '-')}.yml`), text);
for (const file of ['action.yml', metadata.runs.main]) cpSync(join(root, file), join(repository, file), { recursive: true });
spawnSync('git', ['init', '--quiet'], { cwd: repository });

const [actionlint, zizmor] = [findActionlint(), findZizmor()];

it.skipIf(actionlint === null)('actionlint has nothing to say', () => {
  const run = spawnSync(actionlint ?? '', [], { cwd: repository, encoding: 'utf8' });
  expect(run.stdout + run.stderr).toBe('');
  expect(run.status).toBe(0);
});

it.skipIf(zizmor === null)('zizmor has nothing to say', () => {
  const run = spawnSync(zizmor ?? '', ['--offline', '--no-progress', '--format', 'plain', '.'], { cwd: repository, encoding: 'utf8' });
  expect(run.stdout).toContain('No findings to report');
  expect(run.status).toBe(0);
});

it('the main file of the Action is there once the project is built', () => {
  expect(metadata.runs.using).toBe('node24');
  expect(existsSync(join(root, metadata.runs.main))).toBe(true);
});
