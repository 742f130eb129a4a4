import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { landrail, scratchFolder } from './landrail.ts';

const cwd = scratchFolder('config-faults');
writeFileSync(join(cwd, 'main.tf'), 'resource "aws_s3_bucket" "b" {}\n');
const slips = 'guardrails:\n  regoins:\n    aws: { allow: [eu-west-1] }\nwaivers:\n  - guardrail: gpu-shape\n    resource: "*"\n    reason: a test\n    owner: ml\n    ticket: X-1\n    expires: 2026-12-31\n';

/** What is wrong, as it is printed: message and place. */
function faults(config: string, ...args: readonly string[]): readonly string[] {
  writeFileSync(join(cwd, 'landrail.yaml'), config);
  const { status, stdout } = landrail(['check', '.', '--format', 'json', ...args], { cwd });
  expect(status).toBe(2);
  const { errors } = JSON.parse(stdout) as { readonly errors: readonly { readonly message: string; readonly where: string }[] };
  return errors.map(({ message, where }) => `${where} ${message}`);
}

const regions = (line: number): string => `landrail.yaml:${line}:3 unknown guardrail "regoins"`;
const shapes = (line: number): string => `landrail.yaml:${line}:16 unknown guardrail "gpu-shape"`;

test.each<readonly [string, string, readonly string[]]>([
  ['names alone', `version: 1\n${slips}`, [regions(3), shapes(6)]],
  ['a value and names', `version: 1\nfail-on: hihg\n${slips}`, ['landrail.yaml:2:10 fail-on is "hihg"; allowed: info, low, medium, high, critical', regions(4), shapes(7)]],
  ['a day and names', `version: 1\n${slips.replace('12-31', '13-31')}`, [regions(3), shapes(6), 'landrail.yaml:11:14 waivers[0].expires is "2026-13-31", which has the month 13; months are 01 to 12']],
  ['a key twice and names', `version: 1\nfail-on: high\nfail-on: low\n${slips}`, [expect.stringContaining('landrail.yaml:3:1') as string, regions(5), shapes(8)]],
  // The policies that it names may have them.
  ['a value, and policies', `version: 1\nfail-on: hihg\npolicies: [./policies]\n${slips}`, ['landrail.yaml:2:10 fail-on is "hihg"; allowed: info, low, medium, high, critical']],
])('all that is wrong is told at once: %s', (_, config, expected) => expect(faults(config)).toEqual(expected));

test('with --policy names are told once its policies are read', () => {
  expect(faults(`version: 1\nfail-on: hihg\n${slips}`, '--policy', 'policies')).toEqual(['landrail.yaml:2:10 fail-on is "hihg"; allowed: info, low, medium, high, critical']);
});
