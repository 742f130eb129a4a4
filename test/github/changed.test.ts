import { describe, expect, it } from 'vitest';
import type { Finding } from '#model/finding.ts';
import { wordsOf } from '../../src/action-inputs.ts';
import { isOfChange, linesOf } from '../../src/github/changed.ts';
import { rooted } from '../../src/github/rooted.ts';
import { finding, resource, result } from '../reports/result.ts';

describe('lines of a difference', () => {
  it.each<[string, string, readonly (readonly [number, number])[]]>([
    ['a line that is new', '@@ -1,2 +1,3 @@\n a\n+b\n c', [[2, 2]]],
    ['a line that is another', '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c', [[1, 2]]],
    ['a line that is gone: between its neighbours', '@@ -4,3 +4,2 @@\n a\n-b\n c', [[4, 5]]],
    ['the first line that is gone', '@@ -1,2 +1 @@\n-a\n b', [[1, 1]]],
    ['several hunks', '@@ -1 +1,2 @@\n a\n+b\n@@ -10,2 +11,3 @@ resource "x" "y" {\n c\n d\n+e', [[2, 2], [13, 13]]],
    ['a file that is new, without an end of its last line', '@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file', [[1, 2]]],
    ['no difference', '', []],
  ])('%s', (_, patch, expected) => {
    expect(linesOf(patch)).toEqual(expected);
  });
});

describe('a finding is of the change', () => {
  const changed = new Map([['infra/main.tf', [[10, 12]] as const], ['template.yaml', [[1, 3]] as const]]);
  const at = (line: number, more: Partial<Finding> = {}): Finding => finding('regions', 'aws_instance.web', { resource: resource('aws_instance.web', { stage: 'source' }), location: { file: 'infra/main.tf', line, column: 3 }, ...more });
  it.each<[string, Finding, boolean]>([
    ['at a line of it', at(11), true],
    ['at another line', at(13), false],
    ['in another file', at(11, { location: { file: 'main.tf', line: 11, column: 3 } }), false],
    ['over several lines that it touches', at(7, { location: { file: 'infra/main.tf', line: 7, column: 1, endLine: 10 } }), true],
    ['of a resource that it touches', at(8, { block: { file: 'infra/main.tf', line: 5, column: 1, endLine: 20 } }), true],
    ['of a resource beside', at(30, { block: { file: 'infra/main.tf', line: 25, column: 1, endLine: 35 } }), false],
    ['whose value comes from it', at(40, { related: [{ role: 'variable default', name: 'var.type', file: 'infra/main.tf', line: 12, column: 1 }] }), true],
    ['of a plan, which shows nothing but changes', finding('regions', 'aws_instance.web'), true],
    ['of a file without lines, that it touches', finding('regions', 'Web', { resource: null, input: 'template.yaml' }), true],
    ['of an inventory', finding('regions', 'i-1', { resource: resource('i-1', { stage: 'inventory' }), input: 'inventory.ndjson' }), false],
  ])('%s', (_, one, expected) => {
    expect(isOfChange(one, changed)).toBe(expected);
  });
});

it.each<[string, readonly string[] | null]>([
  ['', []], [' a  b\nc\t', ['a', 'b', 'c']], ['"two words" \'and three more\'', ['two words', 'and three more']], ['--var=\'a=b c\'', ['--var=a=b c']], ['""', ['']], [String.raw`C:\plans\a.json $HOME *`, [String.raw`C:\plans\a.json`, '$HOME', '*']],
  ['"a', null], ["it's", null], [`"it's"`, ["it's"]],
])('words of %j', (text, expected) => {
  expect(wordsOf(text)).toEqual(expected);
});

it.each([
  ['plan.json', 'infra', 'infra/plan.json'], ['./plan.json', 'infra', 'infra/plan.json'], ['../plan.json', 'infra', 'plan.json'], ['-', 'infra', '-'], ['/work/shop/infra/plan.json', 'infra', 'infra/plan.json'], ['/tmp/plan.json', 'infra', '/tmp/plan.json'], ['plan.json', '', 'plan.json'],
  [String.raw`C:\shop\plan.json`, 'infra', String.raw`C:\shop\plan.json`],
])('%s in %s is %s of the repository', (path, folder, expected) => {
  const one = finding('regions', 'aws_instance.web', { input: path, location: { file: path, line: 1, column: 1 } });
  const { findings, errors } = rooted(result([one], { errors: [{ code: 'x', message: 'x', where: path, hint: null }] }), folder, '/work/shop');
  expect([findings[0]?.input, findings[0]?.location?.file, errors[0]?.where]).toEqual([expected, expected, expected]);
});
