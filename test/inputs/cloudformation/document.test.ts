import { describe, expect, it } from 'vitest';
import { Document } from '#inputs/cloudformation/document/document.ts';
import { placeOf, plain, type Node } from '#inputs/cloudformation/document/node.ts';
import { readDocument } from '#inputs/cloudformation/document/read.ts';
import { readWholeYaml } from '#inputs/cloudformation/document/whole-yaml.ts';
import { Unread } from '#inputs/cloudformation/document/yaml-cursor.ts';
import { YamlReader } from '#inputs/cloudformation/document/yaml-reader.ts';
import { read, refusal } from './read.ts';

describe('YAML of templates', () => {
  it.each<readonly [text: string, value: unknown]>([
    ['AWSTemplateFormatVersion: 2010-09-09', { AWSTemplateFormatVersion: '2010-09-09' }],
    ['a: 012345678901\nb: 12\nc: 1.10\nd: 0x1F\ne: 1e3\nf: 12345678901234567890\ng: -3\nh: 0', { a: '012345678901', b: 12, c: '1.10', d: '0x1F', e: '1e3', f: '12345678901234567890', g: -3, h: 0 }],
    ['a: yes\nb: on\nc: true\nd: False\ne: ~\nf:\ng: "true"', { a: 'yes', b: 'on', c: true, d: false, e: null, f: null, g: 'true' }],
    ['a: !Ref B', { a: { Ref: 'B' } }],
    ['a: !Condition B', { a: { Condition: 'B' } }],
    ['a: !Sub "${A}-x"', { a: { 'Fn::Sub': '${A}-x' } }],
    ['a: !GetAtt Network.Outputs.VpcId', { a: { 'Fn::GetAtt': ['Network', 'Outputs.VpcId'] } }],
    ['a: !GetAtt [A, B.C]', { a: { 'Fn::GetAtt': ['A', 'B.C'] } }],
    ['a: !If [C, !Ref A, !Sub "${B}"]', { a: { 'Fn::If': ['C', { Ref: 'A' }, { 'Fn::Sub': '${B}' }] } }],
    ['a: !GetAtt 5', { a: { 'Fn::GetAtt': 5 } }],
    ['a: !GetAtt', { a: { 'Fn::GetAtt': null } }],
    ['a: !If\n- C\n- x\n- y\nb: 1', { a: { 'Fn::If': ['C', 'x', 'y'] }, b: 1 }],
    ['a:\n  !Base64\n  Fn::Sub: |\n    x\n     y\n\nb: 1', { a: { 'Fn::Base64': { 'Fn::Sub': 'x\n y\n' } }, b: 1 }],
    ['a: >-\n  one\n  two\n\n  three\n   four\n  five\n', { a: 'one two\nthree\n four\nfive' }],
    ['a: |+\n  x\n\nb: |-\n  y\n', { a: 'x\n\n', b: 'y' }],
    ['a: one\n  two\n\n  three # not this\nb: "x\n\n  y\\\n  z \\u00e9\\x41"\nc: \'it\'\'s\'', { a: 'one two\nthree', b: 'x\nyz éA', c: "it's" }],
    ['- a: 1\n  b: 2\n-\n  - x\n- - y\n  - z\n- ', [{ a: 1, b: 2 }, ['x'], ['y', 'z'], null]],
    ['a: {b: [1, "two", {c: d}], e: , "f":g}', { a: { b: [1, 'two', { c: 'd' }], e: null, f: 'g' } }],
    ['AWS::CloudFormation::Init:\n  config: {a: b:c}', { 'AWS::CloudFormation::Init': { config: { a: 'b:c' } } }],
    ['# first\n---\na: 1 # one\n# last', { a: 1 }],
    ['a: 1\r\nb: |\r\n  x\r\n  y\r\nc: "p\r\n  q"\r\n', { a: 1, b: 'x\ny\n', c: 'p q' }],
    ['a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2', { a: { b: 1 }, c: { b: 1 }, d: { b: 1, e: 2 } }],
    ['a: |2\n    x\n', { a: '  x\n' }],
    ['a: !!str 012', { a: '012' }],
    ['a: !Unknown::Tag x', { a: { 'Fn::Unknown::Tag': 'x' } }],
    ['{"a": [1, 2.50, "\\u0041", null, true], "b": {}}', { a: [1, '2.50', 'A', null, true], b: {} }],
    ['{a: 1, # with a comment\n b: 2}', { a: 1, b: 2 }],
    ['{"a": [1, 2,], "b": {},\n}', { a: [1, 2], b: {} }],
    ['# nothing', null],
    ['---', null],
  ])('%j', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each<readonly [text: string, refusal: string]>([
    ['a:\n\tb: 1', 'template-yaml t.yaml:2:1: not valid YAML: tabs are not allowed as indentation'],
    ['a: "x\nb: 1\n', 'template-yaml t.yaml:1:4: not valid YAML: the quote that begins here is not closed'],
    ['a: [1, 2\nb: 3\n', 'template-yaml t.yaml:2:1: not valid YAML: a [ is not closed before this place'],
    ['a: !Sub !Ref B', 'template-yaml t.yaml:1:9: not valid YAML: a node can have at most one tag'],
    ['a: b: c', 'template-yaml t.yaml:1:4: not valid YAML: nested mappings are not allowed in compact mappings'],
    ['a: 1\n b: 2', 'template-yaml t.yaml:1:4: not valid YAML: nested mappings are not allowed in compact mappings'],
    ['a: 1\n---\nb: 2', 'template-yaml t.yaml:2:1: the file holds more than one YAML document'],
    ['a: *nobody', 'template-yaml t.yaml:1:4: the alias *nobody has no anchor &nobody before it'],
    ['a: &x [*x]', 'template-aliases t.yaml:1:8: the alias *x stands inside the value that it stands for'],
    ['{"a": 1,\n "b": }', 'template-json t.json:2:7: not valid JSON: "}" where a value is expected'],
    ['{"a": "one\ntwo"}', 'template-json t.json:1:11: not valid JSON: control character 0x0a where no control character or line end inside a string is expected'],
    ['{"a": [1, 2', 'template-json t.json:1:12: not valid JSON: the document ends where "," or "]" is expected'],
  ])('refuses %j', (text, refusal) => {
    expect(read(text, refusal.includes('t.json') ? 't.json' : 't.yaml')).toBe(refusal);
  });

  it('says where values and keys stand', () => {
    const { root } = readDocument('Résumé: "😀"\nResources:\n  Web:\n    Type: x\n    Size: !Sub\n      - "${a}"\n      - a: 1\n', 't.yaml');
    const at = (node: Node | undefined): string => {
      if (node === undefined) return 'nowhere';
      const { line, column, endLine, endColumn } = placeOf(node);
      return `${line}:${column}-${endLine}:${endColumn}`;
    };
    const resources = root?.kind === 'map' ? root.get('Resources') : undefined;
    const web = resources?.kind === 'map' ? resources.get('Web') : undefined;
    expect(at(root?.kind === 'map' ? root.get('Résumé') : undefined)).toBe('1:9-1:13');
    expect(at(web?.kind === 'map' ? web.get('Type') : undefined)).toBe('4:11-4:12');
    expect(at(web?.kind === 'map' ? web.get('Size') : undefined)).toBe('5:11-7:13');
    expect(at(web)).toBe('4:5-7:13');
  });

  it('keeps the comments that speak to landrail', () => {
    const text = 'a: 1 # landrail:ignore x\n# else\nb: |\n  # landrail in a text\n# Landrail\nc: "# landrail"\n';
    const expected = ['# landrail:ignore x', '# Landrail'];
    expect(readDocument(text, 't.yaml').comments.map((one) => one.text)).toEqual(expected);
    expect(readDocument(`${text}d: &x 1`, 't.yaml').comments.map((one) => one.text)).toEqual(expected);
  });

  it('notes keys that stand twice', () => {
    const { document } = readDocument('a: 1\nb:\n  c: 1\n  c: 2\n', 't.yaml');
    expect(document.duplicates.map(({ key, first, second }) => [key, document.where(first), document.where(second)])).toEqual([['c', 't.yaml:3:3', 't.yaml:4:3']]);
  });

  it('stops a billion laughs', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 10 }, () => `*a${at}`).join(', ')}]`)];
    expect(read(lines.join('\n'))).toMatch(/^template-aliases t\.yaml:\d+:\d+: aliases stand for more than 50000 values$/);
  });

  it.each<readonly [depth: number, answer: RegExp]>([
    [500, /^object$|^template-json /],
    [5_000, /^template-(?:too-deep|json) /],
    [20_000, /^template-(?:too-deep|json) /],
  ])('nesting of %i levels ends in a value or a refusal', (depth, expected) => {
    const nested = [`a: ${'!If [C, '.repeat(depth)}1${', 2]'.repeat(depth)}`, `${'{"Fn::If":["C",'.repeat(depth)}1${',2]}'.repeat(depth)}`, '['.repeat(depth), `${'- '.repeat(depth)}x`];
    for (const text of nested) {
      const answer = read(text, /^[[{]/.test(text) ? 't.json' : 't.yaml');
      expect(typeof answer === 'object' ? 'object' : answer).toMatch(expected);
    }
  });

  it('reads 10 MB in a moment', () => {
    const text = `Resources:\n${Array.from({ length: 120_000 }, (_, at) => `  Bucket${at}:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub "\${A}-${at}"\n`).join('')}`;
    expect(text.length).toBeGreaterThan(10_000_000);
    const { root } = readDocument(text, 't.yaml');
    expect(root?.kind === 'map' && root.get('Resources')?.kind === 'map').toBe(true);
  });
});

describe('the fast reader and the whole parser', () => {
  const pieces = [
    'Type: AWS::EC2::Instance', '  Properties:', '    Tags:', '    - Key: a', '      Value: !Ref B', 'a: |', '  text', '   more', '', '# note', 'b: >-', '  folded', '  text', 'c: [1, {d: e}, !If [F, "g", h]]', "d: 'it''s'", 'e: "x\\n\\ty"',
    '- x', '- - y', '-', '  z: 1', 'f: !Sub', '  - ${A}', '  - A: 1', 'g: plain', '  goes on', '    and on', '{a: b}', '"k": v', 'h:', '    i: 012', '\r', '---', ': x', '? y', '&a b', '*a', '<<: {}', 'k: "open', '  shut"', "l: 'open", 'm: [', ']', '\tn: 1', 'o: p # q', 'r: s: t', '- u: v', '  w: x',
  ];

  /** A generator of numbers that are the same in every run. */
  function numbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % below;
    };
  }

  function places(node: Node | null): unknown {
    if (node === null) return null;
    if (node.kind === 'scalar') return [node.value, node.start, node.end];
    return node.kind === 'list' ? [node.start, node.items.map(places)] : [node.start, node.members.map(({ key, keyStart, keyEnd, value }) => [key, keyStart, keyEnd, places(value)])];
  }

  it('agree wherever the fast one has an answer', () => {
    let answered = 0;
    for (let seed = 1; seed <= 20_000; seed++) {
      const next = numbers(seed * 7_919);
      const text = Array.from({ length: 1 + next(7) }, () => `${' '.repeat(next(3))}${pieces[next(pieces.length)] ?? ''}`).join('\n');
      let fast: Node | null;
      try {
        fast = new YamlReader(text, new Document('t.yaml', text)).read();
      } catch (error) {
        if (error instanceof Unread) continue;
        throw error;
      }
      answered++;
      const whole = refusal(() => places(readWholeYaml(new Document('t.yaml', text), 0).root));
      // What stands in brackets may stand anywhere: only the whole parser minds the column.
      const isLenient = typeof whole === 'string' && /[[{]/.test(text);
      expect({ text, tree: isLenient ? whole : places(fast) }).toEqual({ text, tree: whole });
    }
    expect(answered).toBeGreaterThan(3_000);
  });

  it('are told apart by nobody', () => {
    const text = 'a: !Sub "x"\nb: [1, 2]\n';
    const { root } = readWholeYaml(new Document('t.yaml', text), 0);
    expect(root === null ? null : plain(root)).toEqual(read(text));
  });
});
