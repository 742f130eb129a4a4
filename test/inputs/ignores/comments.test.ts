import { expect, test } from 'vitest';
import { ignoresIn, type Comment, type LineSpan } from '#inputs/ignores/comments.ts';
import { SourceText } from '#inputs/source-text.ts';

const directive = 'landrail:ignore gpu-shapes until=2026-12-31 reason="x"';

/** Comments of a text in which `#` begins one and nothing else; block comments come from `more`. */
function commentsOf(text: string): readonly Comment[] {
  return text.split('\n').flatMap((line, index) => {
    const at = line.indexOf('#');
    return at < 0 ? [] : [{ text: line.slice(at), range: { start: { line: index + 1, column: at + 1 } } }];
  });
}

function covered(text: string, spans: readonly LineSpan[], comments = commentsOf(text)): readonly string[] {
  return ignoresIn(new SourceText('gpu.tf', text), comments, spans).map((one) => ('problem' in one ? `${one.problem.where} ${one.problem.message}` : `${one.place.line}:${one.place.column}-${one.place.endColumn} covers ${one.covers.line}-${one.covers.endLine}`));
}

const block = { line: 2, endLine: 6 };
const argument = { line: 3, endLine: 3 };
const tags = { line: 4, endLine: 5 };

test.each<readonly [string, string, readonly string[]]>([
  ['above the block', `# ${directive}\nresource "aws_instance" "gpu" {\n  instance_type = "p5"\n  tags = {\n  }\n}`, ['1:3-57 covers 2-6']],
  ["on the block's first line", `\nresource "aws_instance" "gpu" { # ${directive}\n  instance_type = "p5"\n  tags = {\n  }\n}`, ['2:35-89 covers 2-6']],
  ['behind an argument', `\nresource "aws_instance" "gpu" {\n  instance_type = "p5" # ${directive}\n  tags = {\n  }\n}`, ['3:26-80 covers 3-3']],
  ['above an argument of several lines', `\nresource "aws_instance" "gpu" {\n  # ${directive}\n  tags = {\n  }\n}`, ['3:5-59 covers 4-5']],
  ['inside an argument, where nothing begins', `\nresource "aws_instance" "gpu" {\n  instance_type = "p5"\n  tags = {\n  } # ${directive}\n}`, ['5:7-61 covers 5-5']],
  ['a blank line between', `# ${directive}\n\nresource "aws_instance" "gpu" {\n}`, ['1:3-57 covers 2-2']],
])('%s', (_, text, expected) => {
  expect(covered(text, _ === 'a blank line between' ? [{ line: 3, endLine: 4 }] : [argument, tags, block])).toEqual(expected.map((one) => one));
});

test('stacked comments reach the code below them', () => {
  const text = `# ${directive}\n# the reason is in CHG-1\n# ${directive.replace('gpu-shapes', 'regions')}\nresource "a" "b" {\n}`;
  expect(covered(text, [{ line: 4, endLine: 5 }])).toEqual(['1:3-57 covers 4-5', '3:3-54 covers 4-5']);
});

test('a block comment covers what stands below its end', () => {
  const text = `/*\n  ${directive}\n*/\nresource "a" "b" {\n}`;
  expect(covered(text, [{ line: 4, endLine: 5 }], [{ text: `/*\n  ${directive}\n*/`, range: { start: { line: 1, column: 1 } } }])).toEqual(['2:3-57 covers 4-5']);
});

test('a comment that takes its line end with it', () => {
  const text = `# ${directive}\nresource "a" "b" {\n}`;
  expect(covered(text, [{ line: 2, endLine: 3 }], [{ text: `# ${directive}\n`, range: { start: { line: 1, column: 1 } } }])).toEqual(['1:3-57 covers 2-3']);
});

test('a faulty one says where', () => {
  expect(covered('x = 1 # landrail:ignore gpu-shapes until=2026-12-31', [])).toEqual(['gpu.tf:1:9 the ignore has no reason; it waives nothing']);
});

test('a long run of them is read in a moment', () => {
  const count = 100_000;
  const text = `${`# ${directive}\n`.repeat(count)}resource "a" "b" {\n}`;
  const found = covered(text, [{ line: count + 1, endLine: count + 2 }]);
  expect([found.length, found[0], found.at(-1)]).toEqual([count, `1:3-57 covers ${count + 1}-${count + 2}`, `${count}:3-57 covers ${count + 1}-${count + 2}`]);
}, 10_000);
