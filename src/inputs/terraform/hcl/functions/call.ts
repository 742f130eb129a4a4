import { unknown as unknownBecause, type Unknown } from '#model/known.ts';
import { combinations } from '../choices.ts';
import { gathered } from '../collection.ts';
import { ConversionError, convert } from '../convert.ts';
import { join } from '../join.ts';
import { isUntyped } from '../loose.ts';
import { sensitiveIf, unmarkedDeep, unsaid } from '../marks.ts';
import { reasonOf } from '../reason-of.ts';
import { Refused } from '../refusal.ts';
import type { Evaluate, Scope } from '../scope.ts';
import type { Call, Expression } from '../syntax.ts';
import { typeOf } from '../type-of.ts';
import { anyType } from '../type.ts';
import { isMarked, isSequence, isWhole, unknown, weightOf, type Value } from '../value.ts';
import { ArgumentRefused, Refusal, type Parameter, type TerraformFunction } from './function.ts';
import { isFunction } from './names.ts';
import { functions } from './registry.ts';
import { special } from './special.ts';

interface Argument {
  readonly value: Value;
  readonly expression: Expression;
}

interface Arguments {
  readonly all: readonly Argument[];
  /** There are further ones, nobody knows how many: `f(list...)` of a list that is not known. */
  readonly more: Argument | null;
}

/** `name(arguments…)` */
export function call(expression: Call, scope: Scope, evaluate: Evaluate): Value {
  if (scope.within === 'constant') throw new Refused('Functions may not be called here.', expression.range, true);
  const name = expression.name.replace(/^core::/, '');
  const own = Object.hasOwn(special, name) ? special[name] : undefined;
  if (own) return own(expression, scope, evaluate);
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found && !isFunction(name)) throw new Refused(`There is no function named "${name}".`, expression.range, true);
  const { all, more } = argumentsOf(expression, scope, evaluate);
  if (!found) return notComputed(name, [...all, ...(more ? [more] : [])].map((one) => one.value));
  if (more && !found.spreads) return unknown(anyType, reasonOf([more.value]));
  return called(name, found, more ? [...all, { ...more, value: unknown(anyType, reasonOf([more.value])) }] : all, expression, scope);
}

function argumentsOf(expression: Call, scope: Scope, evaluate: Evaluate): Arguments {
  const values = expression.args.map((one) => ({ value: gathered(evaluate(one, scope)), expression: one }));
  const last = values.at(-1);
  if (!expression.expand || !last) return { all: values, more: null };
  const { value } = last;
  const { range } = last.expression;
  const before = values.slice(0, -1);
  if (value.kind === 'null') throw new Refused('The expanding argument (indicated by ...) must not be null.', range);
  if (value.kind === 'unknown' && ['any', 'list', 'set', 'tuple'].includes(value.type.kind)) return { all: before, more: last };
  if (!isSequence(value)) throw new Refused('The expanding argument (indicated by ...) must be of a tuple, list, or set type.', range);
  const items = value.items.map((item) => ({ value: sensitiveIf(item, value.sensitive), expression: last.expression }));
  return { all: [...before, ...items], more: value.open || (value.kind === 'set' && !value.whole) ? last : null };
}

function notComputed(name: string, args: readonly Value[]): Value {
  const because = name.startsWith('provider::') ? `computed by the provider function ${name}` : `computed by the function ${name}, which landrail does not know`;
  return sensitiveIf(unknown(anyType, unknownBecause(because, reasonOf(args).refs)), args.some(isMarked));
}

function called(name: string, found: TerraformFunction, args: readonly Argument[], expression: Call, scope: Scope): Value {
  checkCount(name, found, args, expression);
  const parameters = args.map((_, index) => (found.parameters[index] ?? found.rest) as Parameter);
  const values = args.map((one, index) => argument(one, parameters[index] as Parameter));
  const marked = values.some((value, index) => !parameters[index]?.marks && isMarked(value));
  const plain = values.map((value, index) => (parameters[index]?.marks ? value : unmarkedDeep(value)));
  const result = overChoices(name, found, plain, args, parameters, scope);
  // What it comes to for certain, unless the type of an argument turns out to be none for it, or what an argument is made of is refused.
  if (isWhole(result) && plain.some((value, index) => isUntyped(value) || (!isWhole(value) && !isReference(args[index]?.expression)))) scope.budget.assumptions++;
  return sensitiveIf(result, marked);
}

function isReference(expression: Expression | undefined): boolean {
  return expression?.kind === 'variable' || (expression?.kind === 'attribute' && isReference(expression.object));
}

function checkCount(name: string, found: TerraformFunction, args: readonly Argument[], expression: Call): void {
  const wanted = found.parameters.length;
  const missing = found.parameters[args.length];
  if (missing) throw new Refused(`Function "${name}" expects${found.rest ? ' at least' : ''} ${wanted} argument(s). Missing value for "${missing.name}".`, expression.range);
  const extra = found.rest ? undefined : args[wanted];
  if (extra) throw new Refused(`Function "${name}" expects only ${wanted} argument(s).`, extra.expression.range);
}

function argument({ value, expression }: Argument, parameter: Parameter): Value {
  const refuse = (message: string): Refused => new Refused(`Invalid value for "${parameter.name}" parameter: ${message}.`, expression.range);
  try {
    const converted = convert(value, parameter.type);
    if (converted.kind === 'null' && !parameter.nullable) throw refuse('argument must not be null');
    return converted;
  } catch (error) {
    if (error instanceof ConversionError) throw refuse(error.message);
    throw error;
  }
}

/** Over all that the arguments may be, where one of them comes from a closed set. */
function overChoices(name: string, found: TerraformFunction, values: readonly Value[], args: readonly Argument[], parameters: readonly Parameter[], scope: Scope): Value {
  const known = values.map((value) => (value.kind === 'unknown' && value.choices ? value : null));
  const combined = known.some(Boolean) ? combinations(known.filter((value) => value !== null)) : null;
  if (!combined) return answer(name, found, values, args, parameters, scope);
  const reason = reasonOf(values);
  const results: Value[] = [];
  for (const combination of combined) {
    const rest = [...combination];
    const chosen = values.map((value, index) => (known[index] ? (rest.shift() as Value) : value));
    if (chosen.some((value, index) => value.kind === 'null' && !parameters[index]?.nullable)) return withoutChoices(found, values, reason);
    try {
      results.push(answer(name, found, chosen, args, parameters, scope));
    } catch (error) {
      // Refused for some of them only.
      if (error instanceof Refused && combined.length > 1) return withoutChoices(found, values, reason);
      throw error;
    }
  }
  const [first, ...others] = results;
  return others.reduce((joined, one) => join(joined, one, reason), first as Value);
}

function withoutChoices(found: TerraformFunction, values: readonly Value[], reason: Unknown): Value {
  return unknown(typeof found.returns === 'function' ? found.returns(values) : found.returns, reason, !found.mayBeNull);
}

function answer(name: string, found: TerraformFunction, values: readonly Value[], args: readonly Argument[], parameters: readonly Parameter[], scope: Scope): Value {
  const unsure = values.some((value, index) => !parameters[index]?.partial && !isWhole(value));
  if (unsure) {
    const untyped = values.some((value, index) => !parameters[index]?.partial && typeOf(value).kind === 'any' && value.kind === 'unknown');
    return untyped ? unknown(anyType, reasonOf(values)) : withoutChoices(found, values, reasonOf(values));
  }
  scope.budget.spend(values.reduce((sum, value) => sum + weightOf(value), 0) >> 2);
  try {
    return found.call(values, scope);
  } catch (error) {
    if (error instanceof ArgumentRefused) {
      const parameter = parameters[error.index] ?? found.rest;
      const given = args[error.index]?.value;
      throw new Refused(`Invalid value for "${parameter?.name ?? ''}" parameter: ${given === undefined ? error.message : unsaid(error.message, given)}.`, args[error.index]?.expression.range ?? null, error.certain);
    }
    if (error instanceof ConversionError || error instanceof Refusal) throw new Refused(`Call to function "${name}" failed: ${error.message}.`);
    throw error;
  }
}
