import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../src/inputs/terraform/hcl/fault.ts';
import { expressionOf, templateOf } from '../../../../src/inputs/terraform/hcl/parse-template.ts';
import type { Expression, SourceRange } from '../../../../src/inputs/terraform/hcl/syntax.ts';
import { written } from './written.ts';

function at(range: SourceRange | undefined): string {
  return range === undefined ? 'nowhere' : `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`;
}

function template(text: string): string {
  const built = templateOf('user-data.tftpl', text);
  return built instanceof Fault ? `${built.offset} ${built.what}` : written(built);
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
    const built = templateOf('user-data.tftpl', 'one\ntwo ${name}\n');
    expect('kind' in built && built.kind === 'template' ? at(built.parts[1]?.range) : null).toBe('2:5-2:12');
  });

  const faults: readonly (readonly [text: string, fault: string])[] = [
    ['${a b}', '4 a template sequence that goes on, or is never closed'],
    ['${', '2 no expression'],
    ['x%{ if a }', '1 a directive that is never ended'],
    ['%{ if a }%{ endfor }', '0 a directive that is never ended'],
    ['%{ if a }%{ else }%{ else }%{ endif }', '0 a directive that is never ended'],
    ['%{ for a in b }%{ else }%{ endfor }', '0 a directive that is never ended'],
    ['a%{ endif }', '1 a directive that ends none'],
    ['%{ unless a }%{ endif }', '3 a directive that templates do not have'],
    ['a\rb', '1 a carriage return without a line feed'],
  ];
  for (const [text, fault] of faults) it(`may be none: ${JSON.stringify(text)}`, () => expect(template(text)).toBe(fault));
});

describe('an expression by itself', () => {
  const read = (text: string): Expression | null => {
    const built = expressionOf('--var', text);
    return built instanceof Fault ? null : built;
  };

  it('is one', () => {
    expect(written(read('["a", { b = 1e3 }]') as Expression)).toBe('["a", {"b": 1e3}]');
    expect(written(read('aws.west') as Expression)).toBe('aws.west');
    expect(written(read('a\n+ b') as Expression)).toBe('(a + b)');
    expect(at(read('{ a = 1 }')?.range)).toBe('1:1-1:10');
  });

  it('is not two, none or half', () => {
    expect(['', '1\ny = 2', '[1', '1 2', '# only a comment'].map(read)).toEqual([null, null, null, null, null]);
  });
});
