import { unknown as unknownBecause } from '#model/known.ts';
import { list, map, object, tuple } from './collection.ts';
import { ConversionError, convert } from './convert.ts';
import { evaluate } from './evaluate.ts';
import { sensitiveIf } from './marks.ts';
import { Exhausted, Refused } from './refusal.ts';
import type { Scope } from './scope.ts';
import { makeSet } from './set.ts';
import type { Call, Expression, SourceRange } from './syntax.ts';
import { typeOf } from './type-of.ts';
import { anyType, boolType, listType, mapType, numberType, objectType, setType, stringType, tupleType, type Type } from './type.ts';
import { unify } from './unify.ts';
import { entriesOf, isMapping, isSequence, unknown, type Mapping, type Sequence, type Value } from './value.ts';

/** What a variable's `type` says: what its values convert to, and what stands in for attributes that they lack. */
export interface Constraint {
  readonly type: Type;
  readonly defaults: Defaults | null;
}

/** Defaults of optional attributes, at any depth of a type. */
interface Defaults {
  readonly type: Type;
  readonly values: ReadonlyMap<string, Value>;
  /** By attribute or position; those of a collection's elements under the empty name. */
  readonly parts: ReadonlyMap<string, Defaults>;
}

/**
 * Reads a variable's type: `list(object({ name = string, size = optional(number, 1) }))`.
 *
 * @throws Refused what Terraform refuses, in its words, with the place
 */
export function constraintOf(expression: Expression, scope: Scope): Constraint {
  // As types were written before Terraform 0.12.
  const name = expression.kind === 'variable' ? expression.name : expression.kind === 'literal' ? expression.value : null;
  if (name === 'list') return { type: listType(expression.kind === 'literal' ? stringType : anyType), defaults: null };
  if (name === 'map') return { type: mapType(expression.kind === 'literal' ? stringType : anyType), defaults: null };
  return name === 'string' ? { type: stringType, defaults: null } : part(expression, scope);
}

function part(expression: Expression, scope: Scope): Constraint {
  if (expression.kind === 'variable') return { type: keyword(expression.name, expression.range), defaults: null };
  if (expression.kind === 'call') return constructed(expression, scope);
  throw invalid('A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).', expression.range);
}

function invalid(detail: string, range: SourceRange): Refused {
  return new Refused(`Invalid type specification: ${detail}`, range);
}

const keywords: Readonly<Record<string, Type>> = { string: stringType, number: numberType, bool: boolType, any: anyType };

function keyword(name: string, range: SourceRange): Type {
  const type = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
  if (type) return type;
  if (name === 'list' || name === 'map' || name === 'set') throw invalid(`The ${name} type constructor requires one argument specifying the element type.`, range);
  if (name === 'object') throw invalid('The object type constructor requires one argument specifying the attribute types and values as a map.', range);
  if (name === 'tuple') throw invalid('The tuple type constructor requires one argument specifying the element types as a list.', range);
  throw invalid(`The keyword "${name}" is not a valid type specification.`, range);
}

function constructed(call: Call, scope: Scope): Constraint {
  const [argument, ...others] = call.args;
  if (Object.hasOwn(keywords, call.name)) throw invalid(`${call.name === 'any' ? 'Type constraint' : 'Primitive type'} keyword "${call.name}" does not expect arguments.`, call.range);
  if (call.name === 'optional') throw invalid('Keyword "optional" is valid only as a modifier for object type attributes.', call.range);
  if (!['list', 'set', 'map', 'object', 'tuple'].includes(call.name)) throw invalid(`Keyword "${call.name}" is not a valid type constructor.`, call.range);
  if (!argument || others.length > 0) keyword(call.name, call.range);
  if (call.name === 'object') return objectConstraint(argument as Expression, scope);
  if (call.name === 'tuple') return tupleConstraint(argument as Expression, scope);
  const element = part(argument as Expression, scope);
  const type = call.name === 'list' ? listType(element.type) : call.name === 'set' ? setType(element.type) : mapType(element.type);
  return { type, defaults: element.defaults && { type, values: new Map(), parts: new Map([['', element.defaults]]) } };
}

function tupleConstraint(argument: Expression, scope: Scope): Constraint {
  if (argument.kind !== 'tuple') throw invalid('Tuple type constructor requires a list of element types.', argument.range);
  const elements = argument.items.map((item) => part(item, scope));
  const type = tupleType(elements.map((element) => element.type));
  return { type, defaults: defaultsOf(type, new Map(), elements.map((element, index) => [String(index), element.defaults])) };
}

function objectConstraint(argument: Expression, scope: Scope): Constraint {
  if (argument.kind !== 'object') throw invalid('Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.', argument.range);
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, Value>();
  const parts: [string, Defaults | null][] = [];
  for (const { key, value } of argument.items) {
    if (key.kind !== 'literal' || typeof key.value !== 'string') throw invalid('Object constructor map keys must be attribute names.', key.range);
    const name = key.value;
    if (attributes.has(name)) throw invalid('Object constructor map keys must be unique.', key.range);
    const modifier = value.kind === 'call' && value.name === 'optional' ? value : null;
    const attribute = part(modifier ? optionalType(modifier) : value, scope);
    attributes.set(name, attribute.type);
    parts.push([name, attribute.defaults]);
    if (!modifier) continue;
    optional.add(name);
    const fallback = modifier.args[1];
    if (fallback) values.set(name, defaultValue(fallback, attribute.type, scope));
  }
  const type = objectType(attributes, optional);
  return { type, defaults: defaultsOf(type, values, parts) };
}

function optionalType({ args, range }: Call): Expression {
  const [type] = args;
  if (!type) throw invalid('Optional attribute modifier requires the attribute type as its argument.', range);
  if (args.length > 2) throw invalid('Optional attribute modifier expects at most two arguments: the attribute type, and a default value.', range);
  return type;
}

function defaultValue(expression: Expression, type: Type, scope: Scope): Value {
  const value = evaluate(expression, scope);
  if (value.kind === 'unknown' && value.problem) throw new Refused(value.problem.message, expression.range);
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) throw new Refused(`Invalid default value for optional attribute: This default value is not compatible with the attribute's type constraint: ${error.message}.`, expression.range);
    throw error;
  }
}

function defaultsOf(type: Type, values: ReadonlyMap<string, Value>, parts: readonly (readonly [string, Defaults | null])[]): Defaults | null {
  const there = new Map(parts.flatMap(([name, one]) => (one ? [[name, one] as const] : [])));
  return values.size > 0 || there.size > 0 ? { type, values, parts: there } : null;
}

/**
 * A value that is given to a variable (or for an output), as the module sees it: with its defaults, converted.
 *
 * @throws ConversionError
 */
export function constrained(value: Value, { type, defaults }: Constraint): Value {
  try {
    return convert(defaults ? filled(value, defaults) : value, type);
  } catch (error) {
    if (error instanceof Exhausted) return unknown(type, unknownBecause(error.message));
    throw error;
  }
}

/** With the defaults in the place of attributes that are missing or null. */
function filled(value: Value, defaults: Defaults): Value {
  if (isSequence(value)) return kept(value, filledSequence(value, defaults));
  if (isMapping(value)) return kept(value, filledMapping(value, defaults));
  return value;
}

function kept(from: Value, value: Value): Value {
  return { ...sensitiveIf(value, from.sensitive), origin: from.origin };
}

function partOf(defaults: Defaults, key: string): Defaults | undefined {
  return (defaults.type.kind === 'tuple' || defaults.type.kind === 'object' ? defaults.parts.get(key) : undefined) ?? defaults.parts.get('');
}

function filledSequence(value: Sequence, defaults: Defaults): Value {
  const items = value.items.map((item, index) => {
    const inner = partOf(defaults, String(index));
    return inner ? filled(item, inner) : item;
  });
  const rest = defaults.parts.get('');
  const open = value.open && { ...value.open, also: value.open.also.map((item) => (rest ? filled(item, rest) : item)) };
  const alike = value.kind === 'tuple' || items.length === 0 ? null : common(items);
  if (value.kind === 'tuple' || (items.length > 0 && !alike)) return tuple(items, open);
  const element = alike ? typeOf(alike[0] as Value) : value.element;
  return value.kind === 'set' ? makeSet(element, alike ?? [], open) : list(element, alike ?? [], open);
}

function filledMapping(value: Mapping, defaults: Defaults): Value {
  const members = new Map(entriesOf(value).map(([key, member]) => {
    const inner = partOf(defaults, key);
    return [key, inner ? filled(member, inner) : member] as const;
  }));
  for (const [key, fallback] of defaults.values) {
    const there = members.get(key);
    const inner = defaults.parts.get(key);
    // What an open map does not show may be there.
    if (there ? there.kind === 'null' : !value.open) members.set(key, inner ? filled(fallback, inner) : fallback);
  }
  const alike = value.kind === 'map' && members.size > 0 ? common([...members.values()]) : null;
  if (value.kind === 'object' || (members.size > 0 && !alike)) return object(members, value.open);
  return map(alike ? typeOf(alike[0] as Value) : value.element, [...members.keys()].map((key, index) => [key, alike?.[index] as Value]), value.open);
}

/** The values as ones of one type, null when they have none in common. */
function common(values: readonly Value[]): readonly Value[] | null {
  const type = unify(values.map(typeOf));
  try {
    return type && values.map((value) => convert(value, type));
  } catch (error) {
    if (error instanceof ConversionError) return null;
    throw error;
  }
}
