import { combinations } from './choices.ts';
import { ConversionError, convert } from './convert.ts';
import { equal } from './equal.ts';
import { sensitiveIf, unmarkedDeep } from './marks.ts';
import { add, compareNumbers, divide, modulo, multiply, negate, sameNumber, subtract, type Num } from './number.ts';
import { oneOf } from './one-of.ts';
import { reasonOf } from './reason-of.ts';
import { Refused } from './refusal.ts';
import type { BinaryOperator } from './syntax.ts';
import { boolType, numberType, type PrimitiveType } from './type.ts';
import { bool, isMarked, number, unknown, type NumberValue, type Scalar, type Value } from './value.ts';

function operand(value: Value, type: PrimitiveType, side: string): Value {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) throw new Refused(`Unsuitable value for ${side} operand: ${error.message}.`);
    throw error;
  }
}

function notNull(value: Value): Value {
  if (value.kind === 'null') throw new Refused('Error during operation: argument must not be null.');
  return value;
}

export function unary(operator: '-' | '!', value: Value): Value {
  const one = notNull(operand(value, operator === '-' ? numberType : boolType, 'unary'));
  const out = overChoices([one], operator === '-' ? numberType : boolType, ([only]) => (only?.kind === 'number' ? number(negate(only.value)) : bool(only?.kind === 'bool' && !only.value)));
  return sensitiveIf(out, value.sensitive);
}

export function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  if (operator === '==' || operator === '!=') {
    const same = equal(unmarkedDeep(left), unmarkedDeep(right));
    const out = same === null ? unknown(boolType, reasonOf([left, right]), true) : bool(same === (operator === '=='));
    return sensitiveIf(out, isMarked(left) || isMarked(right));
  }
  const marked = left.sensitive || right.sensitive;
  if (operator === '&&' || operator === '||') return sensitiveIf(logical(operator, operand(left, boolType, 'left'), operand(right, boolType, 'right')), marked);
  const [a, b] = [notNull(operand(left, numberType, 'left')), notNull(operand(right, numberType, 'right'))];
  const compare = comparisons[operator];
  const out = overChoices([a, b], compare ? boolType : numberType, ([x, y]) => {
    const [m, n] = [(x as NumberValue).value, (y as NumberValue).value];
    return compare ? bool(compare(m, n)) : number(computed(operator, m, n));
  });
  return sensitiveIf(out, marked);
}

const comparisons: Partial<Record<BinaryOperator, (a: Num, b: Num) => boolean>> = {
  '<': (a, b) => compareNumbers(a, b) < 0,
  '>': (a, b) => compareNumbers(a, b) > 0,
  '<=': (a, b) => compareNumbers(a, b) < 0 || sameNumber(a, b),
  '>=': (a, b) => compareNumbers(a, b) > 0 || sameNumber(a, b),
};

const computations: Partial<Record<BinaryOperator, readonly [(a: Num, b: Num) => Num | null, string]>> = {
  '+': [add, "can't compute sum of opposing infinities"],
  '-': [subtract, "can't subtract infinity from itself"],
  '*': [multiply, "can't multiply zero by infinity"],
  '/': [divide, "can't divide zero by zero or infinity by infinity"],
  '%': [modulo, "can't use modulo with zero and infinity"],
};

function computed(operator: BinaryOperator, a: Num, b: Num): Num {
  const [compute, refusal] = computations[operator] ?? [() => null, ''];
  const result = compute(a, b);
  if (!result) throw new Refused(`Error during operation: ${refusal}.`);
  return result;
}

/** One false decides `&&`, one true `||`, whatever the other is. */
function logical(operator: '&&' | '||', a: Value, b: Value): Value {
  notNull(a);
  notNull(b);
  const decisive = operator === '||';
  if ((a.kind === 'bool' && a.value === decisive) || (b.kind === 'bool' && b.value === decisive)) return bool(decisive);
  if (a.kind === 'bool' && b.kind === 'bool') return bool(!decisive);
  return unknown(boolType, reasonOf([a, b]), true);
}

/** Over all that the operands may be, when that is a closed set. */
function overChoices(operands: readonly Value[], type: PrimitiveType, compute: (values: readonly Value[]) => Scalar): Value {
  const combined = combinations(operands);
  if (!combined || combined.some((values) => values.some((one) => one.kind === 'null'))) return unknown(type, reasonOf(operands), true);
  if (combined.length === 1) return compute(combined[0] as readonly Value[]);
  try {
    return oneOf(type, combined.map(compute), reasonOf(operands));
  } catch (error) {
    // Refused for some of them only.
    if (error instanceof Refused) return unknown(type, reasonOf(operands), true);
    throw error;
  }
}
