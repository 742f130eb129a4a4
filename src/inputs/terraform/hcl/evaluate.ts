import { unknown as unknownBecause } from '#model/known.ts';
import { attribute, indexed } from './access.ts';
import { gathered, object, tuple } from './collection.ts';
import { conditional } from './conditional.ts';
import { ConversionError, convert } from './convert.ts';
import { call } from './functions/call.ts';
import { forExpression, splat } from './iterate.ts';
import { isUntyped } from './loose.ts';
import { sensitiveIf } from './marks.ts';
import { isExcessive, parseNumber } from './number.ts';
import { binary, unary } from './operators.ts';
import { Exhausted, Refused } from './refusal.ts';
import { lookUp, type Reference, type Scope } from './scope.ts';
import type { Binary, Expression, Literal, ObjectExpression } from './syntax.ts';
import { template } from './template.ts';
import { anyType, numberType, stringType } from './type.ts';
import { bool, isWhole, nullOf, number, stringAt, unknown, weightOf, withOrigin, type Open, type Value } from './value.ts';

/**
 * What the expression comes to. It never throws: what Terraform would refuse, and what landrail does not compute, is an unknown
 * value that says why.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  try {
    return valueOf(expression, scope);
  } catch (error) {
    if (error instanceof Refused) {
      const origin = { file: scope.file, range: error.range ?? expression.range };
      if (error.certain) scope.refused?.(error.message, origin);
      return { ...unknown(anyType, unknownBecause(`Terraform refuses it: ${error.message.replace(/\.$/, '')}`)), problem: { message: error.message, origin }, origin };
    }
    // The engine's own end of the stack, should it come before the bounds do.
    if (error instanceof RangeError && error.message.includes('call stack')) return withOrigin(unknown(anyType, unknownBecause('it nests deeper than landrail follows')), { file: scope.file, range: expression.range });
    if (error instanceof Exhausted) return withOrigin(unknown(anyType, unknownBecause(error.message)), { file: scope.file, range: expression.range });
    throw error;
  }
}

function valueOf(expression: Expression, scope: Scope): Value {
  if (expression.kind === 'literal') return literal(expression, scope);
  try {
    scope.budget.enter();
    const value = computed(expression, scope);
    return value.origin ? value : withOrigin(value, { file: scope.file, range: expression.range });
  } catch (error) {
    // The innermost expression is the one that is refused.
    if (error instanceof Refused && error.range === null) throw new Refused(error.message, expression.range, error.certain);
    throw error;
  } finally {
    scope.budget.leave();
  }
}

function computed(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return literal(expression, scope);
    case 'number':
      return numberOf(expression.text);
    case 'template':
      return template(expression, scope, valueOf);
    case 'tuple':
      return tuple(expression.items.map((item) => valueOf(item, scope)));
    case 'object':
      return objectOf(expression, scope);
    case 'for':
      return forExpression(expression, scope, valueOf);
    case 'call':
      return call(expression, scope, valueOf);
    case 'variable':
    case 'attribute':
      return reached(expression, scope);
    case 'index':
      return indexed(valueOf(expression.object, scope), valueOf(expression.index, scope), scope.budget);
    case 'splat':
      return splat(expression, scope, valueOf);
    case 'item':
      return lookUp(scope.frame, '*') ?? unknown(anyType, unknownBecause('element of a splat'));
    case 'unary':
      return unary(expression.operator, valueOf(expression.operand, scope));
    case 'binary':
      return binaryOf(expression, scope);
    case 'conditional':
      return conditional(expression, scope, valueOf);
  }
}

/** Half of all expressions. */
function literal({ value, range }: Literal, scope: Scope): Value {
  scope.budget.step();
  const origin = { file: scope.file, range };
  if (typeof value === 'string') return stringAt(value, origin);
  return value === null ? nullOf(anyType, origin) : bool(value, origin);
}

function numberOf(text: string): Value {
  const parsed = isExcessive(text) ? null : parseNumber(text);
  return parsed ? number(parsed) : unknown(numberType, unknownBecause('a number with more digits than landrail computes with'), true);
}

/** Since Terraform 1.12 the right side of `&&` and `||` is not looked at when the left one decides; before, it could still be refused. */
function binaryOf({ operator, left, right }: Binary, scope: Scope): Value {
  const first = gathered(valueOf(left, scope));
  scope.budget.spend(weightOf(first) >> 2);
  if (operator === '&&' || operator === '||') {
    try {
      const second = valueOf(right, scope);
      const result = binary(operator, first, second);
      // What is not known must be a bool.
      if (isWhole(result) && (isUntyped(first) || isUntyped(second))) scope.budget.assumptions++;
      return result;
    } catch (error) {
      const decided = first.kind === 'bool' && first.value === (operator === '||');
      if (!(error instanceof Refused) || !decided) throw error;
      scope.budget.assumptions++;
      return first;
    }
  }
  return binary(operator, first, gathered(valueOf(right, scope)));
}

function objectOf(expression: ObjectExpression, scope: Scope): Value {
  const members = new Map<string, Value>();
  let open: Open | null = null;
  let marked = false;
  for (const item of expression.items) {
    const key = valueOf(item.key, scope);
    const value = valueOf(item.value, scope);
    if (key.kind === 'null') throw new Refused("Can't use a null value as a key.", item.value.range);
    marked ||= key.sensitive;
    const name = keyName(key, item.key);
    if (name.kind === 'string') members.set(name.value, value);
    else if (name.kind === 'unknown') {
      open ??= { reason: name.reason, also: [] };
      // It may be any of the keys before it, and then it takes its place.
      for (const [before, there] of members) members.set(before, { ...unknown(anyType, name.reason), sensitive: there.sensitive || value.sensitive });
    }
  }
  return sensitiveIf(object(members, open), marked);
}

function keyName(key: Value, { range }: Expression): Value {
  try {
    return convert(key, stringType);
  } catch (error) {
    if (error instanceof ConversionError) throw new Refused(`Can't use this value as a key: ${error.message}.`, range);
    throw error;
  }
}

/** How many attributes behind its root say what a reference means; of any other root one: it is a type of resources. */
const depths: Readonly<Record<string, number>> = { self: 0, data: 2, ephemeral: 2, resource: 2 };

function reached(expression: Expression, scope: Scope): Value {
  const names: string[] = [];
  let at = expression;
  for (; at.kind === 'attribute'; at = at.object) names.unshift(at.name);
  if (at.kind === 'variable') {
    const local = lookUp(scope.frame, at.name);
    if (local && names.length === 0) return local;
    const depth = Object.hasOwn(depths, at.name) ? (depths[at.name] ?? 0) : 1;
    if (!local && scope.within === 'constant') throw new Refused('Variables may not be used here.', expression.range, true);
    if (!local && names.length <= depth) return scope.resolve({ root: at.name, names, origin: { file: scope.file, range: expression.range } } satisfies Reference);
  }
  if (expression.kind !== 'attribute') return unknown(anyType, unknownBecause('not a reference'));
  return attribute(valueOf(expression.object, scope), expression.name);
}
