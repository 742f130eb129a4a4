import type { Unknown } from '#model/known.ts';
import { combinations } from './choices.ts';
import { conditional } from './conditional.ts';
import { ConversionError, convert } from './convert.ts';
import { forExpression } from './iterate.ts';
import { sensitiveIf } from './marks.ts';
import { oneOf } from './one-of.ts';
import { reasonOf } from './reason-of.ts';
import { Refused } from './refusal.ts';
import type { Evaluate, Scope } from './scope.ts';
import type { Expression, SourceRange, Template, TemplatePart } from './syntax.ts';
import { stringType } from './type.ts';
import { isSequence, string, unknown, type Value } from './value.ts';

/** A text with sequences. One that is an interpolation and nothing else yields the value itself. */
export function template(expression: Template, scope: Scope, evaluate: Evaluate): Value {
  const only = expression.parts[0];
  if (expression.wrapped && only?.kind === 'interpolation') return evaluate(only.value, scope);
  return rendered(expression.parts, scope, evaluate);
}

function rendered(parts: readonly TemplatePart[], scope: Scope, evaluate: Evaluate): Value {
  const values = parts.map((part) => textOf(part, scope, evaluate));
  const marked = values.some((value) => value.sensitive);
  const texts = combinations(values);
  const reason = (): Unknown => reasonOf(values);
  if (!texts) return sensitiveIf(unknown(stringType, reason(), true), marked);
  return sensitiveIf(oneOf(stringType, texts.map((one) => string(concatenated(one))), reason()), marked);
}

function concatenated(values: readonly Value[]): string {
  let out = '';
  for (const value of values) if (value.kind === 'string') out += value.value;
  return out;
}

/** A known string, or an unknown one that is not null. */
function textOf(part: TemplatePart, scope: Scope, evaluate: Evaluate): Value {
  switch (part.kind) {
    case 'text':
      return string(part.value);
    case 'interpolation':
      return asText(evaluate(part.value, scope), part.value.range);
    case 'if':
      return conditional({ kind: 'conditional', condition: part.condition, then: nested(part.then, part.range), else: nested(part.else, part.range), range: part.range }, scope, evaluate);
    case 'for':
      return repeated(forExpression({ kind: 'for', keyName: part.keyName, valueName: part.valueName, collection: part.collection, key: null, value: nested(part.body, part.range), condition: null, group: false, range: part.range }, scope, evaluate));
  }
}

function nested(parts: readonly TemplatePart[], range: SourceRange): Expression {
  return { kind: 'template', parts, wrapped: false, range };
}

function asText(value: Value, range: SourceRange): Value {
  if (value.kind === 'null') throw new Refused('The expression result is null. Cannot include a null value in a string template.', range);
  // Terraform looks at the type of what is not known only when it is.
  if (value.kind === 'unknown' && value.type.kind !== 'string' && !value.choices) return { ...value, type: stringType, notNull: true };
  try {
    const text = convert(value, stringType);
    // A null among the choices would be refused.
    return text.kind === 'unknown' ? { ...text, notNull: true, choices: text.choices?.every((one) => one.kind !== 'null') ? text.choices : null } : text;
  } catch (error) {
    if (error instanceof ConversionError) throw new Refused(`Cannot include the given value in a string template: ${error.message}.`, range);
    throw error;
  }
}

/** The rounds of a `%{ for }`, one after the other. */
function repeated(value: Value): Value {
  if (!isSequence(value) || !value.whole) return sensitiveIf(unknown(stringType, reasonOf([value]), true), value.sensitive);
  const marked = value.sensitive || value.items.some((item) => item.sensitive);
  return sensitiveIf(string(concatenated(value.items)), marked);
}
