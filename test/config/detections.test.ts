import { expect, test } from 'vitest';
import { defaultConfig } from '#config/defaults.ts';
import { unknownGuardrails } from '#config/guardrail-names.ts';
import { resolveOptions } from '#config/options.ts';
import { faults, parse } from './reading.ts';

const detections = (text: string) => parse(`version: 1\n${text}`).config?.settings.detections ?? {};

test('what the file leaves out has a default, and a preset stands between the two', () => {
  expect(detections('detections:\n  launch-spike: {stdevs: 6}\n')['launch-spike']).toEqual({ level: 'mandatory', forms: ['density', 'stdev'], 'times-mean': 5.298, stdevs: 6, 'min-hours': 16, 'min-machines': 4, model: 'principal' });
  expect(detections('drift: {compat: splunk}\ndetections:\n  launch-spike: {min-machines: 2}\n')['launch-spike']).toEqual({ level: 'mandatory', forms: ['density'], 'times-mean': 5.298, stdevs: 4, 'min-hours': 16, 'min-machines': 2, model: 'everybody' });
  expect(detections('drift: {compat: splunk}\n')['previously-unseen-user']).toEqual({ level: 'mandatory', of: 'creations', days: 7, 'learned-after-hours': 24, quarantine: false });
  expect(detections('detections:\n  manual-creation:\n')['manual-creation']).toEqual({ level: 'mandatory', channels: ['console', 'cli', 'sdk', 'unknown'] });
});

test('the flag stands above the file, and what is written above both', () => {
  const { config } = parse('version: 1\ndetections:\n  launch-spike: {min-machines: 2}\n');
  const spike = (flags: object, env = {}) => resolveOptions(flags, env, config ?? defaultConfig('/'), { cwd: '/', formats: ['json', 'terminal'] }).settings.detections['launch-spike'];
  expect(spike({})).toMatchObject({ model: 'principal', 'min-machines': 2 });
  expect(spike({ compat: 'splunk' })).toMatchObject({ model: 'everybody', 'min-machines': 2 });
  expect(spike({}, { LANDRAIL_COMPAT: 'Splunk' })).toMatchObject({ model: 'everybody' });
  expect(() => spike({ compat: 'splnk' })).toThrow('--compat is "splnk"; allowed: splunk');
});

test.each<readonly [string, string, string]>([
  ['a misspelled id', 'detections:\n  launch-spke: {}\n', 'landrail.yaml:3:3 [config-unknown-detection] unknown detection "launch-spke"\n    did you mean "launch-spike"?'],
  ['a guardrail', 'detections:\n  gpu-shapes: {}\n', 'landrail.yaml:3:3 [config-unknown-detection] unknown detection "gpu-shapes"\n    it is a guardrail: write it under guardrails'],
  ['a detection among the guardrails', 'guardrails:\n  launch-spike: {}\n', 'landrail.yaml:3:3 [config-unknown-guardrail] unknown guardrail "launch-spike"\n    it is a detection: write it under detections'],
  ['a misspelled key', 'detections:\n  launch-spike: {stdev: 4}\n', 'landrail.yaml:3:18 [config-unknown-key] unknown key "stdev" in detections.launch-spike\n    did you mean "stdevs"?'],
  ['a value of another kind', 'detections:\n  previously-unseen-user: {days: "many"}\n', 'landrail.yaml:3:34 [config-type] detections.previously-unseen-user.days is the text "many"; it must be a whole number'],
  ['a bound of nothing', 'detections:\n  launch-spike: {times-mean: 0}\n', 'landrail.yaml:3:30 [config-value] detections.launch-spike.times-mean is 0; it must be'],
  ['a channel that there is not', 'detections:\n  manual-creation: {channels: [cnosole]}\n', 'did you mean "console"?'],
  ['a broken glob', 'detections:\n  manual-creation: {allow-principals: ["*role/[x"]}\n', '[config-glob]'],
  ['an unknown preset', 'drift: {compat: sigma}\n', 'drift.compat is "sigma"; allowed: splunk'],
])('refused with its place: %s', (_, text, expected) => expect(faults(`version: 1\n${text}`)).toContain(expected));

test('a detection of the user has settings of its own, and a waiver may name it', () => {
  const { config, problems } = parse('version: 1\ndetections:\n  night-shift: {hours: [22, 6], level: advisory}\nwaivers:\n  - {guardrail: night-shift, resource: "*:user/alice", reason: on call, owner: payroll, expires: 2026-12-31}\n', {}, { knownGuardrails: undefined });
  expect(problems).toEqual([]);
  expect(config?.settings.detections['night-shift']).toEqual({ hours: [22, 6], level: 'advisory' });
  expect(unknownGuardrails(config?.mentions ?? [], [], ['night-shift'])).toEqual([]);
  expect(unknownGuardrails(config?.mentions ?? [], [])).toHaveLength(2);
});
