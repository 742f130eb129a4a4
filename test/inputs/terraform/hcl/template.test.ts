import { describe, expect, it } from 'vitest';
import { grammar } from '../../../../src/inputs/terraform/hcl/grammar.ts';
import { expressionOf, templateOf } from '../../../../src/inputs/terraform/hcl/parse-template.ts';
import type { Expression, SourceRange } from '../../../../src/inputs/terraform/hcl/syntax.ts';
import { written } from './written.ts';

const hcl = await grammar();

function at(range: SourceRange | undefined): string {
  return range === undefined ? 'nowhere' : `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`;
}

function template(text: string): string {
  const { built, doubt } = templateOf(hcl, 'user-data.tftpl', text);
  return built === null || doubt !== null ? `${doubt?.offset} ${doubt?.what}` : written(built);
}

describe('a template file', () => {
  const rows: readonly (readonly [text: string, structure: string])[] = [
    ['', '""'],
    ['#!/bin/sh\necho "${name}" \\n\n', 'template("#!/bin/sh\\necho \\"" ${name} "\\" \\\\n\\n")'],
    ['${name}', 'wrapped(${name})'],
    ['${name}\n', 'template(${name} "\\n")'],
    ['\n  ${name}', 'template("\\n  " ${name})'],
    ['%{ for ip in ips ~}\nserver ${ip}\n%{ endfor ~}\n', 'template(for ip in ips ("server " ${ip} "\\n"))'],
    ['$${name} 100%', '"${name} 100%"'],
    ['END_OF_TEMPLATE\n${a}\nEND_OF_TEMPLATE_\n', 'template("END_OF_TEMPLATE\\n" ${a} "\\nEND_OF_TEMPLATE_\\n")'],
    ['${ {\n  a = 1\n}.a }', 'wrapped(${{"a": 1}.a})'],
    ['${a[ * ]}', 'wrapped(${all(a: _)})'],
  ];
  for (const [text, structure] of rows) it(`${JSON.stringify(text)}`, () => expect(template(text)).toBe(structure));

  it('stands at its own lines', () => {
    const { built } = templateOf(hcl, 'user-data.tftpl', 'one\ntwo ${name}\n');
    expect(built?.kind === 'template' ? at(built.parts[1]?.range) : null).toBe('2:5-2:12');
  });

  it('may be none', () => {
    expect(templateOf(hcl, 'x', '${a b}').doubt).not.toBeNull();
    expect(templateOf(hcl, 'x', '%{ if a }').doubt).not.toBeNull();
    expect(templateOf(hcl, 'x', '${').doubt).not.toBeNull();
  });
});

describe('an expression by itself', () => {
  const read = (text: string): Expression | null => {
    const { built, doubt } = expressionOf(hcl, '--var', text);
    return doubt === null ? built : null;
  };

  it('is one', () => {
    expect(written(read('["a", { b = 1e3 }]') as Expression)).toBe('["a", {"b": 1e3}]');
    expect(written(read('aws.west') as Expression)).toBe('aws.west');
    expect(at(read('{ a = 1 }')?.range)).toBe('1:1-1:10');
  });

  it('is not two, none or half', () => {
    expect(['', '1\ny = 2', '[1', '1 2', 'a\n+ b', '# only a comment'].map(read)).toEqual([null, null, null, null, null, null]);
  });
});
