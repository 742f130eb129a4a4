import { describe, expect, test } from 'vitest';
import type { Finding, SnippetLine } from '#model/finding.ts';
import { palette } from '#reports/color.ts';
import { frame } from '#reports/frame.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { columns } from '#reports/wrap.ts';
import { expectGolden } from './golden.ts';
import { finding, result } from './result.ts';

const page = (width: number) => ({ paint: palette(false), width, verbose: false, inputs: 1 });

/** `«` and `»` stand around the mark. */
function line(marked: string, number = 7): SnippetLine {
  const start = marked.indexOf('«');
  const text = marked.replace(/[«»]/g, '');
  return { line: number, text, mark: start < 0 ? null : { start: start + 1, end: marked.indexOf('»') } };
}

function drawn(marked: string, width = 40, label = ''): string {
  return `\n${frame([line(marked)], { digits: 1, sign: '^', paint: (text) => text, label }, page(width)).lines.join('\n')}`;
}

describe('the sign stands under what is marked', () => {
  test.each<readonly [string, string, string]>([
    ['plain', 'type = «"p5.48xlarge"»', '\n    7 | type = "p5.48xlarge"\n      |        ^^^^^^^^^^^^^'],
    ['the whole line', '«resource "a" "b"» {', '\n    7 | resource "a" "b" {\n      | ^^^^^^^^^^^^^^^^'],
    ['behind tabs', '\t\ttype\t= «"p5"»', '\n    7 |         type    = "p5"\n      |                   ^^^^'],
    ['behind wide characters', 'owner = "決済" type = «"p5"»', '\n    7 | owner = "決済" type = "p5"\n      |                       ^^^^'],
    ['under wide characters', 'owner = «"決済"»', '\n    7 | owner = "決済"\n      |         ^^^^^^'],
    ['behind emoji and combining marks', 'x = "💳e\u0301" y = «1»', '\n    7 | x = "💳e\u0301" y = 1\n      |               ^'],
    ['behind a control character', 'x = "\u001b[31m" y = «1»', '\n    7 | x = "\\u{1b}[31m" y = 1\n      |                      ^'],
    ['under marks of direction', 'x = «"\u202egnp"»', '\n    7 | x = "\\u{202e}gnp"\n      |     ^^^^^^^^^^^^^'],
    ['at the end of a line', 'tags = {«»', '\n    7 | tags = {\n      |         ^'],
    ['on an empty line', '«»', '\n    7 |\n      | ^'],
    ['no mark', 'tags = {', '\n    7 | tags = {'],
  ])('%s', (_, marked, expected) => expect(drawn(marked)).toBe(expected));
});

describe('a long line is cut around its mark', () => {
  const fill = (count: number): string => 'abcdefghi '.repeat(count / 10);
  test.each<readonly [string, string, string]>([
    ['behind it', `type = «"p5"», ${fill(9990)}`, '\n    7 | type = "p5", abcdefghi abcdef...\n      |        ^^^^'],
    ['before it', `${fill(9990)}«"p5"»`, '\n    7 | ...fghi abcdefghi abcdefghi "p5"\n      |                             ^^^^'],
    ['on both sides', `${fill(5000)}«"p5"»${fill(5000)}`, '\n    7 | ...bcdefghi abcdefghi "p5"abc...\n      |                       ^^^^'],
    ['inside it', `type = «"${fill(9990)}"»`, '\n    7 | type = "abcdefghi abcdefghi a...\n      |        ^^^^^^^^^^^^^^^^^^^^^^'],
    ['before and inside it', `${fill(5000)}«"${fill(5000)}"»`, '\n    7 | ...defghi "abcdefghi abcdefgh...\n      |           ^^^^^^^^^^^^^^^^^^^'],
    ['in the middle of wide characters', `${'決済'.repeat(300)}«"p5"»`, '\n    7 | ...決済決済決済決済決済決済"p5"\n      |                            ^^^^'],
  ])('%s', (_, marked, expected) => {
    const out = drawn(marked);
    for (const one of out.split('\n')) expect(columns(one)).toBeLessThanOrEqual(40);
    expect(out).toBe(expected);
  });

  test.each([20, 21, 30, 40, 80, 200])('never wider than %i columns, and the sign never off the line', (width) => {
    for (const before of [0, 5, 11, 12, 13, 30, 99]) for (const size of [1, 8, 15, 60]) for (const after of [0, 3, 80]) {
      const text = `${'決a'.repeat(before)}«${'b'.repeat(size)}»${'c済'.repeat(after)}`;
      const [shown = '', signs = ''] = drawn(text, width).slice(1).split('\n');
      expect(columns(shown)).toBeLessThanOrEqual(Math.max(width, 16));
      expect(columns(signs)).toBeLessThanOrEqual(Math.max(width, 16));
      const from = signs.indexOf('^');
      let column = 0;
      const under = [...shown].filter((character) => {
        const at = column;
        column += columns(character);
        return at >= from && at < signs.length;
      });
      expect([...new Set(under)].join('')).toMatch(/^b(?:\.)?$/);
    }
  });
});

test('a label stands behind the sign where it has room', () => {
  expect(drawn('type = «var.type»', 40, '"p5.48xlarge"')).toBe('\n    7 | type = var.type\n      |        ^^^^^^^^ "p5.48xlarge"');
  expect(drawn('type = «var.type»', 36, '"p5.48xlarge"')).toBe('\n    7 | type = var.type\n      |        ^^^^^^^^');
});

test('lines of a value of several lines, and a gap', () => {
  const { lines } = frame([line('  tags = «{»', 98), { line: 99, text: '    team = "a"', mark: { start: 5, end: 15 } }, { line: 102, text: '  }', mark: null }], { digits: 3, sign: '^', paint: (text) => text, label: 'tags.owner is missing' }, page(60));
  expect(lines).toEqual(['     98 |   tags = {', '        |          ^ tags.owner is missing', '     99 |     team = "a"', '    ...', '    102 |   }']);
});

/** Findings of a payments service in source, as a reader places them. */
const findings: readonly Finding[] = [
  finding('instance-types', 'aws_instance.batch', {
    severity: 'high',
    message: 'instance type "p5.48xlarge" is not one of the allowed ones',
    evidence: { path: 'instance_type', actual: 'p5.48xlarge', expected: ['t3.*'], refs: ['var.type', '--var'] },
    location: { file: 'batch.tf', line: 12, column: 19 },
    snippet: [line('  instance_type = «var.type»', 12)],
    related: [
      { file: 'variables.tf', line: 112, column: 13, role: 'variable default', name: 'var.type', snippet: [line('  default = «"t3.small"»', 112)] },
      { file: 'prod.tfvars', line: 3, column: 8, role: 'variable value', name: 'var.type', snippet: [line('type = «"p5.48xlarge"»', 3)] },
      { file: 'main.tf', line: 1, column: 1, role: 'module call', name: null },
      { file: 'more.tf', line: 1, column: 1, role: 'module call', name: 'module.more' },
    ],
  }),
  ...[0, 1, 2, 3, 4].map((index) =>
    finding('gpu-shapes', `module.batch.aws_instance.worker["a[${index}]"]`, {
      message: 'p5.48xlarge has 8 accelerators',
      evidence: { path: 'launch[0].machine_type', actual: 'p5.48xlarge', expected: [] },
      location: { file: 'worker.tf', line: 3, column: 5 },
      snippet: [line('    «local.machine»', 3)],
    }),
  ),
  ...['logs', 'exports'].map((name, index) =>
    finding('required-tags', `aws_s3_bucket.${name}`, {
      message: 'tag "owner" is missing',
      evidence: { path: 'tags.owner', expected: 'any value' },
      location: { file: 'buckets.tf', line: 8 + index * 20, column: 10 },
      snippet: [line('  tags = «{»', 8 + index * 20), { line: 9, text: '    team = "payments"', mark: { start: 5, end: 22 } }],
    }),
  ),
  finding('regions', 'aws_s3_bucket.exports', {
    verdict: 'undecided',
    message: 'region is not known',
    evidence: { path: 'region', needs: 'provider aws.west takes var.region, which has no value; pass --var region=…', refs: ['var.region'] },
    location: { file: 'buckets.tf', line: 28, column: 1 },
    snippet: [line('«resource "aws_s3_bucket" "exports"» {', 28)],
    related: [{ file: 'providers.tf', line: 4, column: 12, role: 'provider block', name: 'provider aws.west', snippet: [line('  region = «var.region»', 4)] }],
  }),
  finding('regions', 'aws_sqs_queue.dead', { verdict: 'waived', waiver: { reason: 'moves in May', owner: null, ticket: null, expires: '2026-12-31', where: 'queues.tf:3:1' } }),
  finding('regions', 'aws_sqs_queue.late', { verdict: 'waived', waiver: { reason: 'moves in May', owner: null, ticket: null, expires: '2026-12-31', where: 'queues.tf:3:1' } }),
  finding('gpu-shapes', 'aws_instance.lab', { verdict: 'waived', waiver: { reason: 'rehearsal', owner: 'checkout', ticket: 'CHG-1', expires: '2026-12-31', where: 'landrail.yaml:9:5' } }),
];

test.each([60, 100])('as one reads them, %i columns', (width) => expectGolden(`frames-${width}.txt`, renderTerminal(result(findings), { color: false, width, verbose: false })));

test('with colours', () => expectGolden('frames-color.txt', renderTerminal(result(findings), { color: true, width: 80, verbose: true })));
