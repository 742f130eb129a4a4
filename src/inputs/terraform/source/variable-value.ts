import { unknown as unknownBecause } from '#model/known.ts';
import { constrained, constraintOf, type Constraint } from '../hcl/constraint.ts';
import { ConversionError } from '../hcl/convert.ts';
import { evaluate } from '../hcl/evaluate.ts';
import { sensitiveIf } from '../hcl/marks.ts';
import { oneOf } from '../hcl/one-of.ts';
import { Refused } from '../hcl/refusal.ts';
import type { Scope } from '../hcl/scope.ts';
import type { Expression, SourceRange } from '../hcl/syntax.ts';
import { anyType, withoutOptional, type Type } from '../hcl/type.ts';
import { unknown, withOrigin, type Scalar, type Value } from '../hcl/value.ts';
import { closedSet } from './closed-set.ts';
import type { Context } from './context.ts';
import type { Variable } from './module.ts';
import { valueless } from './reasons.ts';

/** What is given to a variable, and where. */
export interface Argument {
  readonly value: Value;
  /** Null for a text of the command line. */
  readonly place: { readonly file: string; readonly range: SourceRange } | null;
  /** That text. */
  readonly said?: { readonly text: string; readonly from: string };
}

const anything: Constraint = { type: anyType, defaults: null };

/** The type that a variable is declared with. @param scope of its module */
export function variableType(variable: Variable, scope: Scope, context: Context): Constraint {
  if (variable.type === null) return anything;
  try {
    return constraintOf(variable.type.value, { ...scope, file: variable.file });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    context.refuse('terraform-invalid', error.message, variable.file, error.range ?? variable.type.range, 'terraform validate refuses it too; correct it');
    return anything;
  }
}

/**
 * @param ofRoot whether people give it a value, no caller
 * @param scope of the module that declares the variable
 */
export function variableValue(variable: Variable, argument: Argument | null, ofRoot: boolean, scope: Scope, context: Context): Value {
  const constraint = variableType(variable, scope, context);
  const given = argument !== null && !(argument.value.kind === 'null' && !variable.nullable && variable.default !== null) ? argument : null;
  const value = given === null ? defaultValue(variable, constraint, ofRoot, scope, context) : given.value;
  const typed = converts(value, constraint);
  if (variable.sensitive) context.secrets.push(value);
  const why = typed instanceof ConversionError ? typed.message : typed.kind === 'null' && !variable.nullable ? 'it may not be null' : null;
  if (!(typed instanceof ConversionError) && why === null) return sensitiveIf(typed, variable.sensitive);
  const place = given === null ? { file: variable.file, range: (variable.default ?? variable.block).range } : (given.place ?? { file: variable.file, range: variable.block.headerRange });
  context.refuse('terraform-invalid', `no value for var.${variable.name}: ${saidBy(given, variable)}${why ?? ''}`, place.file, place.range, 'give a value of the type that the variable is declared with');
  return sensitiveIf(unknown(withoutOptional(constraint.type), unknownBecause(`the value given to it does not fit its type`, [`var.${variable.name}`])), variable.sensitive);
}

/** `--var gives "maybe", and ` before what is wanted. */
function saidBy(given: Argument | null, { sensitive }: Variable): string {
  if (given?.said === undefined) return '';
  const { text, from } = given.said;
  return `${from} gives ${sensitive ? 'another value' : JSON.stringify(text)}, and `;
}

function defaultValue(variable: Variable, constraint: Constraint, ofRoot: boolean, scope: Scope, context: Context): Value {
  if (variable.default !== null) return evaluate(variable.default.value, context.constant(variable.file));
  if (ofRoot) context.valueless.add(variable.name);
  const reason = unknownBecause(valueless(variable.name, ofRoot), [`var.${variable.name}`]);
  const origin = { file: variable.file, range: variable.block.headerRange };
  const set = closedSet(variable.name, variable.validations, (expression: Expression) => evaluate(expression, { ...scope, file: variable.file }));
  const type = withoutOptional(constraint.type);
  const choices = set === null ? null : set.map((one) => asScalar(one, type)).filter((one) => one !== null);
  if (choices !== null && choices.length > 0) return withOrigin(oneOf(type, choices, reason), origin);
  return withOrigin(unknown(type, reason, !variable.nullable), origin);
}

/** What a variable of the type cannot be is none of its values. */
function asScalar(value: Scalar, type: Type): Scalar | null {
  const converted = converts(value, { type, defaults: null });
  return converted instanceof ConversionError || converted.kind === 'unknown' || 'items' in converted || 'members' in converted ? null : converted;
}

function converts(value: Value, constraint: Constraint): Value | ConversionError {
  try {
    return constrained(value, constraint);
  } catch (error) {
    if (error instanceof ConversionError) return error;
    throw error;
  }
}
