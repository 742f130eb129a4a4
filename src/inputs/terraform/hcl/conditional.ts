import type { Unknown } from '#model/known.ts';
import { ConversionError, convert } from './convert.ts';
import { join } from './join.ts';
import { isUntyped, loosened } from './loose.ts';
import { sensitiveIf, unmarked } from './marks.ts';
import { numberText } from './number.ts';
import { Exhausted, Refused } from './refusal.ts';
import type { Budget, Evaluate, Scope } from './scope.ts';
import type { Conditional, Expression } from './syntax.ts';
import { typeOf } from './type-of.ts';
import { anyType, boolType, holdsAny, numberType, objectType, sameType, stringType, tupleType, typeName, type Type } from './type.ts';
import { unify } from './unify.ts';
import type { Value } from './value.ts';

type Branch = { readonly value: Value; readonly refused: null } | RefusedBranch;

interface RefusedBranch {
  readonly value: null;
  readonly refused: Refused;
  readonly type: Type;
  /** The type may be another one: that of a loop is made of what it got to. */
  readonly loose: boolean;
  readonly sensitive: boolean;
}

/** Of a branch that is refused all that it is made of is asked again: without what was found before, twice for each conditional that it lies in. */
const refusals = new WeakMap<Scope, Map<Expression, { readonly branch: RefusedBranch; readonly assumptions: number }>>();

/**
 * `condition ? then : else`. Both branches are evaluated, because the result has the type that both convert to; what Terraform
 * refuses in the branch that is not taken does not matter.
 */
export function conditional(expression: Conditional, scope: Scope, evaluate: Evaluate): Value {
  const yes = branch(expression.then, scope, evaluate);
  const no = branch(expression.else, scope, evaluate);
  const test = branch(expression.condition, scope, evaluate);
  if (test.refused) throw test.refused;
  const condition = test.value;
  if (condition.kind === 'null') throw new Refused('The condition value is null. Conditions must either be true or false.', expression.condition.range);
  return choose(asCondition(condition, expression), yes, no, expression, scope.budget);
}

function branch(expression: Expression, scope: Scope, evaluate: Evaluate): Branch {
  const before = refusals.get(scope)?.get(expression);
  if (before !== undefined) {
    scope.budget.assumptions += before.assumptions;
    return before.branch;
  }
  const { assumptions } = scope.budget;
  try {
    return { value: evaluate(expression, scope), refused: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const refused: RefusedBranch = { value: null, refused: error, type: refusedType(expression, scope, evaluate), loose: expression.kind === 'for', sensitive: isRefusedSensitive(expression, scope, evaluate) };
    const known = refusals.get(scope) ?? new Map<Expression, { readonly branch: RefusedBranch; readonly assumptions: number }>();
    refusals.set(scope, known.set(expression, { branch: refused, assumptions: scope.budget.assumptions - assumptions }));
    return refused;
  }
}

/** Of a conditional that is refused the marks are there all the same. */
function isRefusedSensitive(expression: Expression, scope: Scope, evaluate: Evaluate): boolean {
  if (expression.kind !== 'conditional') return false;
  return [expression.condition, expression.then, expression.else].some((part) => isSensitive(branch(part, scope, evaluate)));
}

function isSensitive(one: Branch): boolean {
  return one.refused ? one.sensitive : one.value.sensitive;
}

/** The type that Terraform gives to what it refuses: of an operator its own, of a collection with a fault inside that collection's. */
function refusedType(expression: Expression, scope: Scope, evaluate: Evaluate): Type {
  const of = (part: Expression): Type => {
    const one = branch(part, scope, evaluate);
    return one.refused ? one.type : typeOf(one.value);
  };
  switch (expression.kind) {
    case 'unary':
      return expression.operator === '-' ? numberType : boolType;
    case 'binary':
      return ['+', '-', '*', '/', '%'].includes(expression.operator) ? numberType : boolType;
    case 'template':
      return expression.wrapped && expression.parts[0]?.kind === 'interpolation' ? of(expression.parts[0].value) : stringType;
    case 'tuple':
      return tupleType(expression.items.map(of));
    case 'object': {
      const keys = expression.items.map(({ key }) => branch(key, scope, evaluate).value);
      const names = keys.map((key) => (key?.kind === 'string' ? key.value : key?.kind === 'number' ? numberText(key.value) : key?.kind === 'bool' ? String(key.value) : null));
      return names.includes(null) ? anyType : objectType(expression.items.map(({ value }, index) => [names[index] ?? '', of(value)] as const));
    }
    case 'conditional':
      return commonType(branch(expression.then, scope, evaluate), branch(expression.else, scope, evaluate)) ?? anyType;
    default:
      return anyType;
  }
}

function asCondition(condition: Value, { condition: { range } }: Conditional): Value {
  try {
    return convert(condition, boolType);
  } catch (error) {
    if (error instanceof ConversionError) throw new Refused('The condition expression must be of type bool.', range);
    throw error;
  }
}

function choose(condition: Value, yes: Branch, no: Branch, expression: Conditional, budget: Budget): Value {
  // Where Terraform knows a type that landrail does not, what both have in common is not known.
  const untyped = isLoose(yes, no);
  // They may have none.
  if (untyped) budget.assumptions++;
  const type = neverAgree(yes, no) ? null : untyped ? anyType : commonType(yes, no);
  if (!type) {
    const [a, b] = [yes, no].map((one) => typeName(typeOfBranch(one)));
    throw new Refused(`The true and false result expressions must have consistent types. The 'true' value is ${a}, but the 'false' value is ${b}.`, expression.range);
  }
  const taken = (which: 'then' | 'else'): Value => {
    const one = which === 'then' ? yes : no;
    if (one.refused) throw one.refused;
    try {
      return untyped ? loosened(unmarked(one.value)) : convert(unmarked(one.value), type);
    } catch (error) {
      if (error instanceof ConversionError) throw new Refused(`The ${which === 'then' ? 'true' : 'false'} result value has the wrong type: ${error.message}.`, expression[which].range);
      throw error;
    }
  };
  const marked = condition.sensitive || isSensitive(yes) || isSensitive(no);
  if (condition.kind === 'bool') return sensitiveIf(taken(condition.value ? 'then' : 'else'), marked);
  if (condition.kind !== 'unknown') throw new Exhausted('the condition is neither true nor false');
  return sensitiveIf(either(() => taken('then'), () => taken('else'), condition.reason, budget), marked);
}

/** One or the other; where one is refused, Terraform goes on only when it takes the other. */
function either(first: () => Value, second: () => Value, reason: Unknown, budget: Budget): Value {
  const [a, b] = [first, second].map((one) => {
    try {
      return one();
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }) as [Value | Refused, Value | Refused];
  if (!(a instanceof Refused) && !(b instanceof Refused)) return join(a, b, reason);
  if (a instanceof Refused && b instanceof Refused) throw a;
  budget.assumptions++;
  return a instanceof Refused ? (b as Value) : a;
}

function isLoose(yes: Branch, no: Branch): boolean {
  if ([yes, no].some(({ value }) => value && isBareNull(value))) return false;
  // What is refused as a whole has no type in Terraform either.
  return [yes, no].some((one) => (one.refused ? one.loose || (one.type.kind !== 'any' && holdsAny(one.type)) : isUntyped(one.value)));
}

/**
 * Tuples of unlike lengths agree as lists, of elements of one type. What is refused has no type to Terraform, which it finds for elements that
 * are scalars alone.
 */
function neverAgree(yes: Branch, no: Branch): boolean {
  const [a, b] = [typeOfBranch(yes), typeOfBranch(no)];
  if (formsDisagree([a, b])) return true;
  if (a.kind !== 'tuple' || b.kind !== 'tuple' || a.elements.length === b.elements.length) return false;
  const elements = [...a.elements, ...b.elements];
  if (formsDisagree(elements)) return true;
  // A value may be of a type that landrail alone does not know.
  if ([yes, no].some((one) => one.value && holdsAny(typeOf(one.value)))) return false;
  return elements.some(({ kind }) => kind === 'any') ? elements.some((one) => formOf(one) !== 'scalar') : attributesDisagree(elements);
}

/**
 * Sequences, mappings and scalars are never of one type, whatever they hold. Nor are objects of the same attributes, one of which is now this
 * and now that; those of others agree as maps, each for itself first, and are never of one type where that is not.
 */
function formsDisagree(types: readonly Type[]): boolean {
  if (types.some(({ kind }) => kind === 'any')) return false;
  if (new Set(types.map(formOf)).size > 1) return true;
  const objects = types.flatMap((one) => (one.kind === 'object' ? [one.attributes] : []));
  if (objects.length < types.length) return false;
  const names = new Set(objects.flatMap((one) => [...one.keys()]));
  const of = (name: string): readonly Type[] => objects.flatMap((one) => one.get(name) ?? []);
  if (objects.every((one) => one.size === names.size)) return [...names].some((name) => formsDisagree(of(name)));
  return objects.some((one) => formsDisagree([...one.values()])) || formsDisagree(objects.flatMap((one) => [...one.values()]));
}

function formOf({ kind }: Type): 'mapping' | 'sequence' | 'scalar' {
  if (kind === 'object' || kind === 'map') return 'mapping';
  return kind === 'tuple' || kind === 'list' || kind === 'set' ? 'sequence' : 'scalar';
}

/** Objects of the same attributes, one of which has no common type, whatever that of another one turns out to be. */
function attributesDisagree(elements: readonly Type[]): boolean {
  const objects = elements.flatMap((one) => (one.kind === 'object' ? [one.attributes] : []));
  if (objects.length < elements.length) return false;
  return [...(objects[0]?.keys() ?? [])].some((name) => {
    const types = objects.flatMap((attributes) => attributes.get(name) ?? []).filter((type) => !holdsAny(type));
    return objects.every((attributes) => attributes.has(name)) && types.length > 1 && unify(types) === null;
  });
}

function typeOfBranch(one: Branch): Type {
  return one.refused ? one.type : typeOf(one.value);
}

/** Null: there is none. */
function commonType(yes: Branch, no: Branch): Type | null {
  const a = typeOfBranch(yes);
  const b = typeOfBranch(no);
  if (yes.value && isBareNull(yes.value)) return b;
  if (no.value && isBareNull(no.value)) return a;
  if (a.kind === 'any' || b.kind === 'any') return anyType;
  return sameType(a, b) ? a : unify([a, b]);
}

/** A `null` as it is written: it takes the type of the other branch. */
function isBareNull(value: Value): boolean {
  return value.kind === 'null' && value.type.kind === 'any' && !value.sensitive;
}
