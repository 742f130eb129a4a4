import { expect, test } from 'vitest';
import { inSource } from '#inputs/excerpt.ts';
import { SourceText } from '#inputs/source-text.ts';
import type { Snippet } from '#model/finding.ts';
import type { SourcePlace } from '#model/resource.ts';
import { claim } from '../judge/landing-zone.ts';

const text = ['resource "aws_instance" "gpu" {', '  instance_type = var.type\r', '  tags = {', '    a = 1', '    b = 2', '    c = 3', '    d = 4', '  }', '}'].join('\n');
const sources = (file: string): SourceText | null => (file === 'gpu.tf' ? new SourceText('gpu.tf', text) : file === 'long.json' ? new SourceText(file, `{${'\u{1f600}'.repeat(5000)}"p5"${'x'.repeat(90_000)}`) : null);

function shown(place: Partial<SourcePlace>): readonly string[] {
  const at = { file: 'gpu.tf', line: 1, column: 1, ...place };
  const { located } = inSource(claim('gpu-shapes', 'aws_instance.gpu'), { locate: () => ({ place: at, related: [] }), sources });
  return lines(located?.snippet);
}

function lines(snippet: Snippet | undefined): readonly string[] {
  return (snippet ?? []).map(({ line, text: of, mark }) => `${line} ${mark === null ? '' : of.slice(mark.start - 1, mark.end - 1)} of ${of}`);
}

test.each<readonly [Partial<SourcePlace>, readonly string[]]>([
  [{ line: 2, column: 19, endLine: 2, endColumn: 27 }, ['2 var.type of   instance_type = var.type']],
  [{ line: 2, column: 19 }, ['2 var.type of   instance_type = var.type']],
  [{ line: 3, column: 10, endLine: 8, endColumn: 4 }, ['3 { of   tags = {', '4 a = 1 of     a = 1', '5 b = 2 of     b = 2', '6 c = 3 of     c = 3']],
  [{ line: 7, column: 5, endLine: 8, endColumn: 1 }, ['7 d = 4 of     d = 4']],
  [{ line: 9, column: 2 }, ['9  of }']],
  [{ line: 9, column: 40 }, ['9  of }']],
  [{ line: 10 }, []],
  [{ file: 'other.tf' }, []],
])('%j', (place, expected) => {
  expect(shown(place)).toEqual(expected);
});

test('of a very long line the part around the mark, no character cut in half', () => {
  const { located } = inSource(claim('gpu-shapes', 'a.b'), { locate: () => ({ place: { file: 'long.json', line: 1, column: 10_003, endLine: 1, endColumn: 10_005 }, related: [] }), sources });
  const [line] = located?.snippet ?? [];
  expect(line?.text.isWellFormed()).toBe(true);
  expect(line?.text).toHaveLength(600);
  expect(lines(located?.snippet)[0]).toMatch(/^1 p5 of /);
});

test('places that the value came from have their lines; a place that a policy names has its own', () => {
  const related = [{ file: 'gpu.tf', line: 1, column: 1, endLine: 1, endColumn: 9, role: 'module call', name: 'module.gpu' }, { file: 'other.tf', line: 3, column: 1, role: 'variable default', name: null }];
  const locate = (): { place: SourcePlace; related: typeof related } => ({ place: { file: 'gpu.tf', line: 2, column: 19 }, related });
  const { located } = inSource(claim('gpu-shapes', 'a.b'), { locate, sources });
  expect(located?.related.map((one) => lines(one.snippet))).toEqual([['1 resource of resource "aws_instance" "gpu" {'], []]);
  const named = inSource(claim('gpu-shapes', 'a.b', { location: { file: 'gpu.tf', line: 4, column: 5 } }), { locate, sources });
  expect([lines(named.located?.snippet), named.located?.related]).toEqual([['4 a = 1 of     a = 1'], []]);
});

test('without a source, or for a claim about no resource, the claim stays as it is', () => {
  const one = claim('gpu-shapes', 'a.b');
  expect(inSource(one, { locate: null, sources })).toBe(one);
  expect(inSource(one, { locate: () => null, sources })).toBe(one);
  const none = claim('gpu-shapes', null);
  expect(inSource(none, { locate: () => ({ place: { file: 'gpu.tf', line: 1, column: 1 }, related: [] }), sources })).toBe(none);
});
