import { describe, expect, test } from 'vitest';
import { ProblemError } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { jsonOf, textOf } from './json-text.ts';
import { reports } from '#reports/registry.ts';
import type { ReportOptions } from '#reports/report.ts';
import { readSaved } from '#reports/saved/read.ts';
import { wellFormed } from '#reports/well-formed.ts';
import { allPass, belowThreshold, checkout, errorsOnly, noErrors, noGuardrail, nothingRecognised } from './checkout.ts';
import { everywhere, hostile } from './hostile.ts';
import { night } from './night.ts';
import { guardrail } from './result.ts';

const pages: readonly ReportOptions[] = [
  { color: false, width: 60, verbose: false },
  { color: true, width: 200, verbose: true },
];

const explained: Result = {
  ...noErrors,
  guardrails: [guardrail('regions', { description: 'Where data may lie.\n\nAnd why.', remediation: { summary: 'Move it.', terraform: 'provider "aws" {}\n', cloudformation: 'Region: eu', cli: 'aws configure' }, examples: { bad: 'region = "x"\n', good: 'region = "y"\n' }, references: ['https://shop.example/regions'], origin: './policies' })],
};
const all = { allPass, belowThreshold, checkout, errorsOnly, explained, night, noErrors, noGuardrail, nothingRecognised };

describe.each(Object.entries(reports))('%s of a saved run is that of the run', (_name, { load }) => {
  test.each([...Object.entries(all), ...Object.entries(hostile).map(([what, text]) => [what, everywhere(text.toWellFormed())] as const)])('%s', async (_, result) => {
    const render = await load();
    const saved = readSaved(jsonOf(result), 'result.json');
    for (const page of pages) expect(textOf(render(saved, page))).toBe(textOf(render(result, page)));
  });
});

test('half characters, of which JSON has none, are told alike by the run and by its JSON', async () => {
  const result = everywhere(hostile['lone surrogates'] ?? '');
  const told = await wellFormed(result);
  expect(told.findings[0]?.message).toBe('web\ufffd \ufffd');
  expect(told).toEqual(readSaved(jsonOf(result), 'result.json'));
  expect(jsonOf(told)).toBe(jsonOf(result));
  expect(await wellFormed(checkout)).toBe(checkout);
});

/** `file:line:column [code] message (hint)` */
function told(text: string): readonly string[] {
  try {
    readSaved(text, 'result.json');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ where, code, message, hint }) => `${where} [${code}] ${message} (${hint})`);
  }
  return [];
}

const whole = jsonOf(checkout);
const made = 'name what landrail check or drift wrote with --format json=FILE';
const again = 'let the run write it again with --format json=FILE';

test('a whole one says nothing, and members that are added change nothing', () => {
  expect(told(whole)).toEqual([]);
  expect(told(JSON.stringify({ ...(JSON.parse(whole) as object), later: 1 }))).toEqual([]);
});

test.each<readonly [string, string, readonly string[]]>([
  ['empty', '', [`result.json:1:1 [result-syntax] the saved result is empty (it was not written completely: ${again})`]],
  ['half of it', whole.slice(0, 1000), [`result.json:51:3 [result-syntax] the saved result ends too early (it was not written completely: ${again})`]],
  ['cut between members', `{\n  "schemaVersion": 1,\n`, [`result.json:3:1 [result-syntax] the saved result ends too early (it was not written completely: ${again})`]],
  ['no JSON', 'high  gpu-shapes', ['result.json:1:1 [result-syntax] the saved result has "high  gpu-sh", which is not JSON (name what landrail wrote with --format json=FILE)']],
  ['two of them', `${whole}${whole}`, [`result.json:${whole.split('\n').length}:1 [result-syntax] the saved result has "{" where nothing more should stand (name what landrail wrote with --format json=FILE)`]],
  ['a newer one', whole.replace('"schemaVersion": 1', '"schemaVersion": 2'), ['result.json:2:20 [result-version] schemaVersion is 2; this landrail reads 1 (install a newer landrail)']],
  ['a text for the version', whole.replace('"schemaVersion": 1', '"schemaVersion": "1"'), [`result.json:2:20 [result-version] schemaVersion is "1"; this landrail reads 1 (${made})`]],
  ['SARIF', '{"version": "2.1.0", "runs": []}', [`result.json:1:1 [result-foreign] the file is not a landrail result, but SARIF (a report is made from JSON: ${made})`]],
  ['a plan', '{"format_version": "1.2", "resource_changes": []}', ['result.json:1:1 [result-foreign] the file is not a landrail result, but a Terraform plan (judge it: landrail check FILE)']],
  ['a baseline', '{"landrail-baseline":1,"entries":[]}', [`result.json:1:1 [result-foreign] the file is not a landrail result, but a baseline (${made})`]],
  ['what another tool wrote', '{"schemaVersion": 1, "tool": {"name": "trivy"}}', [`result.json:1:19 [result-foreign] the file is not a landrail result (${made})`]],
  ['a list', '[1]', [`result.json:1:1 [result-foreign] the file is not a landrail result (${made})`]],
  ['null', 'null', [`result.json:1:1 [result-foreign] the file is not a landrail result (${made})`]],
  ['a member that is missing', whole.replace('  "skipped": [],\n', ''), [`result.json:1:1 [result-member] the result has no "skipped" (${again}; this one is of landrail 1.4.0)`]],
  ['a word that nobody knows', whole.replace('"severity": "critical"', '"severity": "urgent"'), [`result.json:49:19 [result-value] findings[0].severity is "urgent", not one of info, low, medium, high, critical (${again}; this one is of landrail 1.4.0)`]],
  ['a text for a number', whole.replace('"line": 12', '"line": "12"'), [`result.json:74:17 [result-value] findings[0].location.line is "12", not a number (${again}; this one is of landrail 1.4.0)`]],
  ['a number that is too small', whole.replace('"line": 12', '"line": 0'), [`result.json:74:17 [result-value] findings[0].location.line is 0, less than 1 (${again}; this one is of landrail 1.4.0)`]],
  ['a value that goes on for ever', whole.replace('"expected": "no role of an owner"', `"expected": ${'['.repeat(5000)}${']'.repeat(5000)}`), [`result.json:66:21 [result-value] findings[0].evidence.expected is a list, which is nested too deeply (${again}; this one is of landrail 1.4.0)`]],
])('%s', (_, text, problems) => expect(told(text)).toEqual(problems));

test('wrong throughout is told five times', () => expect(told(whole.replaceAll('"severity": "', '"severity": "very '))).toHaveLength(5));
