import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { configPath, resolveOptions, type Environment, type Flags, type Options } from '#config/options.ts';
import type { Config } from '#config/config.ts';
import { lines, parse, thrown } from './reading.ts';

const known = { cwd: '/checkout/infra', formats: ['terminal', 'json', 'sarif'] };

function config(text = ''): Config {
  const { config: read } = parse(`version: 1\n${text}`);
  if (read === null) throw new Error('the config was refused');
  return read;
}

function resolve(flags: Flags, env: Environment = {}, text = ''): Options {
  return resolveOptions(flags, env, config(text), known);
}

test('the defaults', () => {
  const { config: _, settings, ...rest } = resolve({});
  expect(settings.guardrails['business-justification']).toEqual({ level: 'mandatory', vcpus: 64 });
  expect(rest).toMatchInlineSnapshot(`
    {
      "baseline": {
        "named": false,
        "path": "../.landrail/baseline.json",
      },
      "color": "auto",
      "exitZero": false,
      "failOn": "medium",
      "formats": [
        {
          "file": null,
          "name": "terminal",
        },
      ],
      "ignores": true,
      "notices": [],
      "origins": {
        "baseline": {
          "from": "default",
          "where": null,
        },
        "color": {
          "from": "default",
          "where": null,
        },
        "compat": {
          "from": "default",
          "where": null,
        },
        "exit-zero": {
          "from": "default",
          "where": null,
        },
        "fail-on": {
          "from": "default",
          "where": null,
        },
        "format": {
          "from": "default",
          "where": null,
        },
        "policies": {
          "from": "default",
          "where": null,
        },
        "policy-timeout": {
          "from": "default",
          "where": null,
        },
        "strict": {
          "from": "default",
          "where": null,
        },
        "undecided": {
          "from": "default",
          "where": null,
        },
      },
      "policies": [],
      "policyTimeoutMs": 30000,
      "strict": false,
      "undecided": "warn",
      "waivers": [],
    }
  `);
});

type Row = readonly [flag: string | undefined, env: string | undefined, file: string | undefined, value: unknown, from: string];

test.each<Row>([
  ['critical', 'high', 'low', 'critical', 'flag --fail-on'],
  ['critical', undefined, 'low', 'critical', 'flag --fail-on'],
  ['critical', 'high', undefined, 'critical', 'flag --fail-on'],
  [undefined, 'high', 'low', 'high', 'environment LANDRAIL_FAIL_ON'],
  [undefined, ' HIGH ', undefined, 'high', 'environment LANDRAIL_FAIL_ON'],
  [undefined, '', 'low', 'low', 'config landrail.yaml:2:10'],
  [undefined, undefined, 'low', 'low', 'config landrail.yaml:2:10'],
  [undefined, undefined, undefined, 'medium', 'default null'],
])('fail-on: flag %s, environment %s, config %s: %s', (flag, env, file, value, from) => {
  const options = resolve({ failOn: flag }, { LANDRAIL_FAIL_ON: env }, file === undefined ? '' : `fail-on: ${file}`);
  expect([options.failOn, `${options.origins['fail-on']?.from} ${options.origins['fail-on']?.where}`]).toEqual([value, from]);
});

test.each<Row>([
  ['fail', 'ignore', 'warn', 'fail', 'flag'],
  [undefined, 'ignore', 'fail', 'ignore', 'environment'],
  [undefined, undefined, 'fail', 'fail', 'config'],
  [undefined, undefined, undefined, 'warn', 'default'],
])('undecided: flag %s, environment %s, config %s: %s', (flag, env, file, value, from) => {
  const options = resolve({ undecided: flag }, { LANDRAIL_UNDECIDED: env }, file === undefined ? '' : `undecided: ${file}`);
  expect([options.undecided, options.origins['undecided']?.from]).toEqual([value, from]);
});

test('policies: one source replaces the other, and paths in the config start at its folder', () => {
  const text = 'policies: [./policies, /srv/policies]';
  const both = `team${delimiter}${delimiter}shared/bundle.tar.gz`;
  expect(resolve({ policy: ['./mine'] }, { LANDRAIL_POLICY: both }, text).policies).toEqual(['./mine']);
  expect(resolve({}, { LANDRAIL_POLICY: both }, text).policies).toEqual(['team', 'shared/bundle.tar.gz']);
  expect(resolve({ policy: [] }, {}, text).policies).toEqual(['../policies', '/srv/policies']);
  expect(resolve({}, {}, '').policies).toEqual([]);
});

test('formats: several, each with a file', () => {
  expect(resolve({ format: ['terminal', 'json=out/result.json'] }).formats).toEqual([{ name: 'terminal', file: null }, { name: 'json', file: 'out/result.json' }]);
  expect(resolve({}, { LANDRAIL_FORMAT: 'json=a=b.json, sarif' }).formats).toEqual([{ name: 'json', file: 'a=b.json' }, { name: 'sarif', file: null }]);
});

test('a baseline that is named must exist; the usual one is read where it exists', () => {
  expect(resolve({}).baseline).toEqual({ path: '../.landrail/baseline.json', named: false });
  expect(resolve({}, {}, 'baseline: old.json').baseline).toEqual({ path: '../old.json', named: true });
  expect(resolve({}, { LANDRAIL_BASELINE: 'env.json' }, 'baseline: old.json').baseline).toEqual({ path: 'env.json', named: true });
  expect(resolve({ baseline: 'flag.json' }, { LANDRAIL_BASELINE: 'env.json' }).baseline).toEqual({ path: 'flag.json', named: true });
  expect(resolve({ baseline: false }, { LANDRAIL_BASELINE: 'env.json' }, 'baseline: old.json').baseline).toBeNull();
});

test.each<readonly [string | undefined, Environment, string, string | null]>([
  [undefined, {}, 'auto', null],
  [undefined, { NO_COLOR: '1', FORCE_COLOR: '1' }, 'never', 'NO_COLOR'],
  [undefined, { NO_COLOR: '' }, 'auto', null],
  [undefined, { FORCE_COLOR: '' }, 'always', 'FORCE_COLOR'],
  [undefined, { FORCE_COLOR: '3' }, 'always', 'FORCE_COLOR'],
  [undefined, { FORCE_COLOR: '0' }, 'never', 'FORCE_COLOR'],
  [undefined, { LANDRAIL_COLOR: 'always', NO_COLOR: '1' }, 'always', 'LANDRAIL_COLOR'],
  ['never', { LANDRAIL_COLOR: 'always', FORCE_COLOR: '1' }, 'never', '--color'],
])('color: flag %s, environment %j: %s', (flag, env, value, where) => {
  const options = resolve({ color: flag }, env);
  expect([options.color, options.origins['color']?.where]).toEqual([value, where]);
});

test.each([
  ['30', 30_000],
  ['1.5s', 1500],
  ['500ms', 500],
  ['2m', 120_000],
])('policy timeout %s is %d ms', (text, value) => {
  expect(resolve({ policyTimeout: text }).policyTimeoutMs).toBe(value);
});

test('switches', () => {
  expect(resolve({ strict: true, exitZero: false }, { LANDRAIL_EXIT_ZERO: '1' })).toMatchObject({ strict: true, exitZero: false });
  expect(resolve({}, { LANDRAIL_STRICT: 'yes', LANDRAIL_EXIT_ZERO: 'FALSE' })).toMatchObject({ strict: true, exitZero: false });
});

const wrong = (flags: Flags, env: Environment): string => lines(thrown(() => resolve(flags, env)));

test('every wrong flag and variable is named, with the nearest right value', () => {
  expect(wrong({ failOn: 'hgih', undecided: 'fial', color: 'sometimes', format: ['jsno=a', 'json=', 'terminal'], policyTimeout: '0' }, { LANDRAIL_STRICT: 'maybe' })).toMatchInlineSnapshot(`
    "- [usage-value] --fail-on is "hgih"; allowed: info, low, medium, high, critical
        did you mean "high"?
    - [usage-value] --undecided is "fial"; allowed: warn, fail, ignore
        did you mean "fail"?
    - [usage-value] --color is "sometimes"; allowed: auto, always, never
    - [usage-value] --policy-timeout is "0"; it must be a time between 1ms and one day, such as 30s
        units are ms, s, m; seconds without a unit
    - [usage-value] LANDRAIL_STRICT is "maybe"; allowed: true, false
    - [usage-value] --format is "jsno=a"; allowed: terminal, json, sarif
        did you mean "json"?
    - [usage-value] --format is "json=", which names no file after the =
        write json=result.json"
  `);
  expect(wrong({}, { LANDRAIL_FAIL_ON: 'severe', LANDRAIL_UNDECIDED: 'warn,fail', LANDRAIL_COLOR: 'yes', LANDRAIL_FORMAT: 'xml', LANDRAIL_POLICY_TIMEOUT: '2 days', LANDRAIL_EXIT_ZERO: '2' })).toMatchInlineSnapshot(`
    "- [usage-value] LANDRAIL_FAIL_ON is "severe"; allowed: info, low, medium, high, critical
    - [usage-value] LANDRAIL_UNDECIDED is "warn,fail"; allowed: warn, fail, ignore
    - [usage-value] LANDRAIL_COLOR is "yes"; allowed: auto, always, never
    - [usage-value] LANDRAIL_POLICY_TIMEOUT is "2 days"; it must be a time between 1ms and one day, such as 30s
        units are ms, s, m; seconds without a unit
    - [usage-value] LANDRAIL_EXIT_ZERO is "2"; allowed: true, false
    - [usage-value] LANDRAIL_FORMAT is "xml"; allowed: terminal, json, sarif"
  `);
});

test('a variable that is nearly ours is announced', () => {
  expect(lines(resolve({}, { LANDRAIL_FAILON: 'low', LANDRAIL_POLICIES: 'x', LANDRAIL_TEST_JSON: 'out.json', LANDRAIL_: '', PATH: '/bin' }).notices)).toMatchInlineSnapshot(`
    "- [environment-unknown] the environment variable LANDRAIL_FAILON is not read
        did you mean LANDRAIL_FAIL_ON?
    - [environment-unknown] the environment variable LANDRAIL_POLICIES is not read
        did you mean LANDRAIL_POLICY?"
  `);
});

test('names of the prototype are no variables', () => {
  expect(resolve({}, Object.create({ LANDRAIL_FAIL_ON: 'low' }) as Environment).failOn).toBe('medium');
});

test('which config is loaded', () => {
  const env = { LANDRAIL_CONFIG: 'ci/landrail.yaml' };
  expect(configPath({ config: 'mine.yaml' }, env)).toEqual({ path: 'mine.yaml', origin: { from: 'flag', where: '--config' } });
  expect(configPath({ config: false }, env)).toEqual({ path: 'none', origin: { from: 'flag', where: '--no-config' } });
  expect(configPath({}, env)).toEqual({ path: 'ci/landrail.yaml', origin: { from: 'environment', where: 'LANDRAIL_CONFIG' } });
  expect(configPath({}, { LANDRAIL_CONFIG: ' ' })).toEqual({ path: null, origin: { from: 'default', where: null } });
});
