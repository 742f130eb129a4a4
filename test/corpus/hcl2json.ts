import type { Body, Expression, SourceRange, TemplatePart } from '../../src/inputs/terraform/hcl/syntax.ts';

/** A tree of ours in the form in which hcl2json writes a file: expressions as `${source}`. */
export function asHcl2json(body: Body, source: string): Record<string, unknown> {
  const lines = source.split('\n');
  return bodyOf(body, (range) => cut(lines, range));
}

type Cut = (range: SourceRange) => string;

function cut(lines: readonly string[], { start, end }: SourceRange): string {
  const own = lines.slice(start.line - 1, end.line);
  own[own.length - 1] = (own.at(-1) ?? '').slice(0, end.column - 1);
  own[0] = (own[0] ?? '').slice(start.column - 1);
  return own.join('\n');
}

function bodyOf(body: Body, source: Cut): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const block of body.blocks) {
    let at = result;
    let key = block.type;
    for (const label of block.labels) {
      at = (at[key] ??= {}) as Record<string, unknown>;
      key = label;
    }
    ((at[key] ??= []) as unknown[]).push(bodyOf(block.body, source));
  }
  for (const { name, value } of body.attributes) result[name] = valueOf(value, source);
  return result;
}

function valueOf(value: Expression, source: Cut): unknown {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? escaped(value.value) : value.value;
    case 'number':
      return Number(value.text);
    case 'unary': {
      const { operand, operator } = value;
      if (operand.kind === 'number') return -Number(operand.text);
      return operand.kind === 'literal' && operator === '!' ? !operand.value : `\${${source(value.range)}}`;
    }
    case 'template': {
      const [only] = value.parts;
      return value.wrapped && only?.kind === 'interpolation' ? valueOf(only.value, source) : textOf(value.parts, source);
    }
    case 'tuple':
      return value.items.map((one) => valueOf(one, source));
    case 'object':
      return Object.fromEntries(value.items.map((item) => [keyOf(item.key, source), valueOf(item.value, source)]));
    default:
      return `\${${source(value.range)}}`;
  }
}

function keyOf(key: Expression, source: Cut): string {
  if (key.kind === 'variable' || key.kind === 'attribute' || key.kind === 'index') return source(key.range);
  if (key.kind === 'literal' || key.kind === 'number') return key.kind === 'number' ? key.text : escaped(String(key.value));
  return textOf(key.kind === 'template' ? key.parts : [{ kind: 'interpolation', value: key, range: key.range }], source);
}

function textOf(parts: readonly TemplatePart[], source: Cut): string {
  return parts.map((part): string => {
    switch (part.kind) {
      case 'text':
        return escaped(part.value);
      case 'interpolation':
        return interpolated(part.value, source);
      case 'if':
        return `%{if ${source(part.condition.range)}}${textOf(part.then, source)}${part.else.length > 0 ? `%{else}${textOf(part.else, source)}` : ''}%{endif}`;
      case 'for':
        return `%{for ${part.keyName === null ? '' : `${part.keyName}, `}${part.valueName} in ${source(part.collection.range)}}${textOf(part.body, source)}%{endfor}`;
    }
  }).join('');
}

/** hcl2json puts literals into the text, and writes every condition as a directive. */
function interpolated(value: Expression, source: Cut): string {
  if (value.kind === 'literal') return escaped(String(value.value));
  if (value.kind === 'number') return value.text;
  if (value.kind === 'template') return textOf(value.parts, source);
  if (value.kind === 'conditional') {
    const otherwise = interpolated(value.else, source);
    return `%{if ${source(value.condition.range)}}${interpolated(value.then, source)}${otherwise === '' ? '' : `%{else}${otherwise}`}%{endif}`;
  }
  return `\${${source(value.range)}}`;
}

function escaped(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}

/** Without what hcl2json keeps and a tree does not: parentheses, blanks and comments at the ends of an expression. */
export function comparable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^\$\{(?:[\s(]|#.*\n)*/, '${').replace(/([$%]\{(?:if |for \w+(?:, \w+)? in )?)[\s(]+/g, '$1').replace(/[\s)]+\}/g, '}').replace(/^\$\{[\s(]*|[\s)]*\}$/g, '');
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [comparable(key), comparable(inner)]));
}

/** `resource.aws_instance.web[0].ami: ours, theirs`; null where two values are the same. */
export function firstDifference(ours: unknown, theirs: unknown, path = ''): string | null {
  if (typeof ours === 'object' && typeof theirs === 'object' && ours !== null && theirs !== null) {
    const [left, right] = [ours as Record<string, unknown>, theirs as Record<string, unknown>];
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const difference = firstDifference(left[key], right[key], `${path}.${key}`);
      if (difference !== null) return difference;
    }
    return null;
  }
  return Object.is(ours, theirs) ? null : `${path.slice(1)}: ${JSON.stringify(ours)}, ${JSON.stringify(theirs)}`;
}
