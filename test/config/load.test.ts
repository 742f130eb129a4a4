import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '#config/defaults.ts';
import { findConfig } from '#config/find.ts';
import { loadConfig, type LoadOptions } from '#config/load.ts';
import { ProblemError } from '#model/problem.ts';
import { lines, now, thrown } from './reading.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'landrail-config-')));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let checkout = '';
let count = 0;
beforeEach(() => {
  count += 1;
  checkout = join(base, `checkout-${count}`);
  mkdirSync(checkout);
});

function write(path: string, text = 'version: 1\n'): string {
  const whole = join(checkout, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

function folder(path: string): string {
  const whole = join(checkout, path);
  mkdirSync(whole, { recursive: true });
  return whole;
}

async function told(options: Partial<LoadOptions>): Promise<string> {
  try {
    await loadConfig({ cwd: checkout, path: null, now, ...options });
  } catch (error) {
    if (error instanceof ProblemError) return lines(error.problems).replaceAll(base, '<base>');
    throw error;
  }
  throw new Error('the config was accepted');
}

test('the nearest config wins, up to the root of the repository', () => {
  folder('.git');
  const root = write('landrail.yaml');
  expect(findConfig(folder('infra/prod'))).toBe(root);
  const nearer = write('infra/landrail.yml');
  expect(findConfig(folder('infra/prod'))).toBe(nearer);
  const hidden = write('infra/prod/.github/landrail.yaml');
  expect(findConfig(folder('infra/prod/eu'))).toBe(hidden);
});

test('a config above the repository is not ours', () => {
  write('landrail.yaml');
  folder('payroll/.git');
  expect(findConfig(folder('payroll/infra'))).toBeNull();
});

test('in a worktree .git is a file', () => {
  write('payroll/.git', 'gitdir: /elsewhere\n');
  const config = write('payroll/landrail.yaml');
  expect(findConfig(folder('payroll/infra'))).toBe(config);
});

test('outside a repository only the working directory is searched', () => {
  const config = write('landrail.yaml');
  expect(findConfig(checkout)).toBe(config);
  expect(findConfig(folder('infra'))).toBeNull();
});

test('a folder named landrail.yaml is no config', () => {
  folder('landrail.yaml');
  expect(findConfig(checkout)).toBeNull();
});

test('two configs beside each other are refused', () => {
  write('landrail.yaml');
  write('.github/landrail.yml');
  expect(lines(thrown(() => findConfig(checkout)))).toMatchInlineSnapshot(`
    "landrail.yaml [config-ambiguous] two configs stand beside each other: landrail.yaml and .github/landrail.yml
        keep one, or name one with --config"
  `);
});

test('without a config the defaults hold', async () => {
  expect(await loadConfig({ cwd: checkout, path: null, now })).toEqual({ config: defaultConfig(checkout), notices: [] });
  write('landrail.yaml', 'broken: [');
  expect(await loadConfig({ cwd: checkout, path: 'none', now })).toEqual({ config: defaultConfig(checkout), notices: [] });
});

test('a config is named as people see it from where they are', async () => {
  folder('.git');
  write('landrail.yaml', 'version: 1\nfail-on: hgih\n');
  expect(await told({ cwd: folder('infra/prod') })).toMatchInlineSnapshot(`
    "../../landrail.yaml:2:10 [config-value] fail-on is "hgih"; allowed: info, low, medium, high, critical
        did you mean "high"?"
  `);
  expect(await told({ path: 'landrail.yaml' })).toMatchInlineSnapshot(`
    "landrail.yaml:2:10 [config-value] fail-on is "hgih"; allowed: info, low, medium, high, critical
        did you mean "high"?"
  `);
});

test('a named config that cannot be read', async () => {
  folder('configs');
  symlinkSync('loop.yaml', join(checkout, 'loop.yaml'));
  symlinkSync('gone.yaml', join(checkout, 'landrail.yaml'));
  expect(await told({ path: 'missing.yaml' })).toMatchInlineSnapshot(`
    "missing.yaml [config-file] the config missing.yaml does not exist
        check --config (or LANDRAIL_CONFIG); without it landrail looks for landrail.yaml upward to the repository root"
  `);
  expect(await told({ path: 'configs' })).toMatchInlineSnapshot(`
    "configs [config-file] the config configs is a folder
        check --config (or LANDRAIL_CONFIG); without it landrail looks for landrail.yaml upward to the repository root"
  `);
  expect(await told({ path: 'loop.yaml' })).toMatchInlineSnapshot(`
    "loop.yaml [config-file] the config loop.yaml is a link that leads to itself
        check --config (or LANDRAIL_CONFIG); without it landrail looks for landrail.yaml upward to the repository root"
  `);
  expect(await told({})).toMatchInlineSnapshot(`"landrail.yaml [config-file] the config landrail.yaml does not exist"`);
});

const root = process.getuid?.() === 0;
if (root) console.log('skipped: a config without read permission: root may read everything');
test.skipIf(root)('a config without read permission', async () => {
  chmodSync(write('landrail.yaml'), 0);
  expect(await told({})).toBe('landrail.yaml [config-file] the config landrail.yaml cannot be read: permission denied');
});

test('paths in a config start at its folder', async () => {
  folder('.git');
  write('platform/tags.json', '{"tags": {"owner": {"report_required_tag_for": ["sns:topic"], "tag_value": ["a*"]}}}');
  write('landrail.yaml', 'version: 1\npolicies: [./policies]\nguardrails: { required-tags: { tag-policy: platform/tags.json } }\n');
  const { config, notices } = await loadConfig({ cwd: folder('infra'), path: null, now, knownGuardrails: ['required-tags'] });
  expect(config.file).toBe('../landrail.yaml');
  expect(config.folder).toBe(checkout);
  expect(config.settings.guardrails['required-tags']?.['tags']).toHaveLength(2);
  expect(notices).toEqual([]);
});

test('a tag policy that is a folder', async () => {
  folder('platform');
  write('landrail.yaml', 'version: 1\nguardrails: { required-tags: { tag-policy: platform } }\n');
  expect(await told({})).toMatchInlineSnapshot(`
    "landrail.yaml:2:44 [config-file] guardrails.required-tags.tag-policy is "platform", which is a folder
        the path is relative to the folder of the config"
  `);
});
