import { describe, expect, it } from 'vitest';
import { parseHcl } from '../../../../src/inputs/terraform/hcl/parse.ts';
import type { SourceRange } from '../../../../src/inputs/terraform/hcl/syntax.ts';
import { refused } from './written.ts';

const at = ({ start, end }: SourceRange): string => `${start.line}:${start.column}-${end.line}:${end.column}`;

const main = `# landrail:ignore gpu-shapes until=2026-12-31 reason="H2 run"
resource "aws_instance" "trainer" { // behind
  instance_type = var.type # shape
  tags = {
    owner = "ml" /* the
    team */
  }

  root_block_device {
    volume_size = 100
  }
  metadata_options { http_tokens = "required" }
}
`;

describe('a file', () => {
  it('keeps every place', async () => {
    const { body, comments } = await parseHcl('main.tf', main);
    const [block] = body.blocks;
    expect([block?.type, block?.labels, at(block?.headerRange as SourceRange), at(block?.range as SourceRange)]).toEqual(['resource', ['aws_instance', 'trainer'], '2:1-2:34', '2:1-13:2']);
    expect(block?.body.attributes.map((one) => [one.name, at(one.nameRange), at(one.range), at(one.value.range)])).toEqual([
      ['instance_type', '3:3-3:16', '3:3-3:27', '3:19-3:27'],
      ['tags', '4:3-4:7', '4:3-7:4', '4:10-7:4'],
    ]);
    expect(block?.body.blocks.map((one) => [one.type, at(one.range), one.body.attributes.map((inner) => at(inner.range))])).toEqual([
      ['root_block_device', '9:3-11:4', ['10:5-10:22']],
      ['metadata_options', '12:3-12:48', ['12:22-12:46']],
    ]);
    expect(comments.map((one) => [one.text, at(one.range)])).toEqual([
      ['# landrail:ignore gpu-shapes until=2026-12-31 reason="H2 run"', '1:1-1:62'],
      ['// behind', '2:37-2:46'],
      ['# shape', '3:28-3:35'],
      ['/* the\n    team */', '5:18-6:12'],
    ]);
  });

  it('counts columns in UTF-16 units, tabs as one, and not the byte order mark', async () => {
    const { body } = await parseHcl('main.tf', '\uFEFF\ta = "😀é" /* ü */ # 😀\r\nb = 1\r\n');
    expect(body.attributes.map((one) => `${one.name} ${at(one.range)} ${at(one.value.range)}`)).toEqual(['a 1:2-1:11 1:6-1:11', 'b 2:1-2:6 2:5-2:6']);
  });

  it('has comments without the carriage return', async () => {
    const { comments } = await parseHcl('main.tf', '# one\r\n// two\r\n');
    expect(comments.map((one) => one.text)).toEqual(['# one', '// two']);
  });

  it('may be empty, or nothing but comments', async () => {
    expect((await parseHcl('main.tf', '')).body).toEqual({ attributes: [], blocks: [] });
    expect((await parseHcl('main.tf', '\n# nothing\n')).body).toEqual({ attributes: [], blocks: [] });
  });

  it('resolves escapes in labels, and takes bare ones', async () => {
    const { body } = await parseHcl('main.tf', 'variable "a\\u00e9" b {\n}\n');
    expect(body.blocks[0]?.labels).toEqual(['aé', 'b']);
  });

  it('is read in linear time', async () => {
    const block = (index: number): string => `resource "aws_instance" "worker_${index}" {\n  ami   = "ami-${index}"\n  tags  = { Name = "w\${var.n}", owner = var.owner }\n}\n`;
    const text = Array.from({ length: 10_000 }, (_, index) => block(index)).join('');
    const { body } = await parseHcl('main.tf', text);
    expect(body.blocks.at(-1)?.range.start.line).toBe(39_997);
  });
});

/** What Terraform refuses -> place and words of HashiCorp's parser. */
const invalid: readonly (readonly [text: string, ...problems: readonly string[]])[] = [
  ['ami = 1\nami = 2\n', 'main.tf:2:1 Attribute redefined: The argument "ami" was already set at line 1. Each argument may be set only once.'],
  ['resource "a" "b" {\n  x = 1\n', 'main.tf:1:18 Unclosed configuration block: There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.'],
  ['resource "a" "${b}" {\n}\n', 'main.tf:1:15 Invalid string literal: Template sequences are not allowed in this string. To include a literal "$", double it (as "$$") to escape it.'],
  ['a = "\\q"\n', 'main.tf:1:6 Invalid escape sequence: The symbol "q" is not a valid escape sequence selector.'],
  ['a = "\\ud800"\n', 'main.tf:1:6 Invalid escape sequence: Cannot encode character U+d800 in UTF-8.'],
  ['a = "😀é" b = 2\n', 'main.tf:1:11 Missing newline after argument: An argument definition must end with a newline.'],
  ['a = 1 /*\n*/ b = 2\n', 'main.tf:2:4 Missing newline after argument: An argument definition must end with a newline.'],
  ['a = b\n  + c\n', 'main.tf:2:3 Argument or block definition required: An argument or block definition is required here.'],
  ['a = { b = c\n  .d }\n', 'main.tf:2:3 Invalid expression: Expected the start of an expression, but found an invalid expression token.'],
  ['a = { b = 1 c = 2 }\n', 'main.tf:1:13 Missing attribute separator: Expected a newline or comma to mark the beginning of the next attribute.'],
  ['a = [1 2]\n', 'main.tf:1:8 Missing item separator: Expected a comma to mark the beginning of the next item.'],
  ['a { b = 1, c = 2 }\n', 'main.tf:1:10 Invalid single-argument block definition: Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.'],
  ['a { b {\n}\n}\n', 'main.tf:1:5 Argument definition required: A single-line block definition can contain only a single argument. If you meant to define argument "b", use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.'],
  ['a\n{\n}\n', 'main.tf:1:1 Argument or block definition required: An argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.'],
  ['a = "one\ntwo"\n', 'main.tf:1:9 Invalid multi-line string: Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.', 'main.tf:1:9 Unterminated template string: No closing marker was found for the string.'],
  ['a = a.0.1\n', 'main.tf:1:7 Invalid legacy index syntax: When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax instead, like [0][1].'],
  ['a = b.*.c.*.d\n', 'main.tf:1:11 Nested splat expression not allowed: A splat expression (*) cannot be used inside another attribute-only splat expression.'],
  ["a = 'b'\n", 'main.tf:1:5 Invalid character: Single quotes are not valid. Use double quotes (") to enclose strings.', 'main.tf:1:5 Invalid expression: Expected the start of an expression, but found an invalid expression token.'],
  ['a =\u00a01\n', 'main.tf:1:4 Invalid character: This character is not used within the language.', 'main.tf:1:4 Invalid expression: Expected the start of an expression, but found an invalid expression token.'],
  ['a = <<EOT\nnever closed\n', 'main.tf:3:1 Unterminated template string: No closing marker was found for the string.'],
  ['a = "${b:-c}"\n', 'main.tf:1:9 Extra characters after interpolation expression: Template interpolation doesn\'t expect a colon at this location. Did you intend this to be a literal sequence to be processed as part of another language? If so, you can escape it by starting with "$${" instead of just "${".'],
  ['{"variable": {"a": {}}}\n', 'main.tf:1:1 Argument or block definition required: An argument or block definition is required here.'],
];

describe('what Terraform refuses', () => {
  for (const [text, ...problems] of invalid) it(`${JSON.stringify(text)}`, async () => expect(await refused(text)).toEqual(problems));

  it('gives the code and the next step', async () => {
    const error: unknown = await parseHcl('main.tf', 'a = \n').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problems: [{ code: 'terraform-syntax', where: 'main.tf:1:5', hint: 'correct it: nothing of this file was judged' }] });
  });

  it('tells of five faults at most', async () => {
    expect(await refused('a = \\\n'.repeat(100))).toHaveLength(5);
  });
});

describe('what nobody can read', () => {
  const deep = 10_000;
  const cases: Readonly<Record<string, string>> = {
    parentheses: `a = ${'('.repeat(deep)}1${')'.repeat(deep)}\n`,
    lists: `a = ${'['.repeat(deep)}${']'.repeat(deep)}\n`,
    objects: `a = ${'{ a = '.repeat(deep)}1${' }'.repeat(deep)}\n`,
    blocks: `${'a {\n'.repeat(deep)}${'}\n'.repeat(deep)}`,
    sums: `a = 1${' + 1'.repeat(deep)}\n`,
    conditions: `a = ${'b ? c : '.repeat(deep)}d\n`,
    negations: `a = ${'!'.repeat(deep)}true\n`,
    traversals: `a = b${'.c'.repeat(deep)}\n`,
    calls: `a = ${'f('.repeat(deep)}${')'.repeat(deep)}\n`,
  };
  for (const [name, text] of Object.entries(cases)) {
    it(`${name}, ${deep} deep`, async () => {
      const problems = await refused(text);
      expect(problems.map((one) => one.replace(/^main\.tf:\d+:\d+ /, ''))).toEqual(['an expression or block is nested more than 500 levels deep']);
    });
  }

  it('brackets that are never closed', async () => {
    expect((await refused(`a = ${'('.repeat(deep)}`))[0]).toContain('main.tf:1:');
    // The parser is there again for the next file.
    expect(await refused('a = \n')).toEqual(['main.tf:1:5 Invalid expression: Expected the start of an expression, but found an invalid expression token.']);
  });
});
