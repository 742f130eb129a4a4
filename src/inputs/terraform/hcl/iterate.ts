import type { Unknown } from '#model/known.ts';
import { list, object, tuple } from './collection.ts';
import { ConversionError, convert } from './convert.ts';
import { sensitiveIf } from './marks.ts';
import { reasonOf } from './reason-of.ts';
import { Refused } from './refusal.ts';
import { bound, type Evaluate, type Scope } from './scope.ts';
import type { For, SourceRange, Splat } from './syntax.ts';
import { sharedType, typeOf } from './type-of.ts';
import { anyType, boolType, isCollection, isPrimitive, listType, stringType, tupleType, typeName, type Type } from './type.ts';
import { count, entriesOf, isMapping, isSequence, string, unknown, type Mapping, type Open, type Sequence, type UnknownValue, type Value } from './value.ts';

interface Element {
  readonly key: Value;
  readonly value: Value;
  /** It is there, but at which place is not known. */
  readonly floating: boolean;
}

interface Elements {
  readonly elements: readonly Element[];
  /** Why there may be more. */
  readonly open: Unknown | null;
}

/** What a `for` or a splat runs over, in order. */
function elementsOf(collection: Sequence | Mapping): Elements {
  const open = collection.open?.reason ?? null;
  // Keys are in order: one that is not known may stand before those that are.
  if (isMapping(collection)) return { elements: entriesOf(collection).map(([key, value]) => ({ key: string(key), value, floating: open !== null })), open };
  if (collection.kind === 'set' && !collection.whole && (open !== null || collection.items.length > 1)) {
    // What is not known of a set may be equal to what is: then it has fewer elements.
    const known = collection.items.filter((item) => item.kind !== 'unknown');
    return { elements: known.map((value) => ({ key: value, value, floating: true })), open: open ?? reasonOf(collection.items) };
  }
  const listed = collection.items.map((value, index) => ({ key: collection.kind === 'set' ? value : count(index), value, floating: false }));
  const also = (collection.open?.also ?? []).map((value) => ({ key: unknown(anyType, collection.open?.reason as Unknown), value, floating: true }));
  return { elements: [...listed, ...also], open };
}

/** `[for …]` and `{for …}` */
export function forExpression(expression: For, scope: Scope, evaluate: Evaluate): Value {
  const collection = evaluate(expression.collection, scope);
  const range = expression.collection.range;
  if (collection.kind === 'null') throw new Refused("A null value cannot be used as the collection in a 'for' expression.", range);
  const type = typeOf(collection);
  if (collection.kind === 'unknown' && type.kind === 'any') return unknown(anyType, collection.reason);
  if (isPrimitive(type)) throw new Refused(`A value of type ${typeName(type)} cannot be used as the collection in a 'for' expression.`, range);
  const inside = (key: Value, value: Value): Scope => bound(scope, [...(expression.keyName === null ? [] : [[expression.keyName, key] as const]), [expression.valueName, value]]);
  if (expression.condition) checkCondition(expression, inside, evaluate);
  if (collection.kind === 'unknown') return sensitiveIf(unknown(anyType, collection.reason), collection.sensitive);
  const out = new Gathered(expression);
  const { elements, open } = elementsOf(collection as Sequence | Mapping);
  out.marked ||= collection.sensitive;
  for (const { key, value, floating } of elements) out.add(inside(key, value), floating, evaluate);
  if (open) out.opened(open);
  return sensitiveIf(expression.key ? out.object() : out.tuple(), out.marked);
}

/** Terraform tries the condition before it looks at any element. */
function checkCondition(expression: For, inside: (key: Value, value: Value) => Scope, evaluate: Evaluate): void {
  const anything = unknown(anyType, { status: 'unknown', because: 'element of a collection', refs: [] });
  if (expression.condition) include(expression.condition.range, evaluate(expression.condition, inside(anything, anything)));
}

function include(range: SourceRange, value: Value): Value {
  if (value.kind === 'null') throw new Refused("The value of the 'if' clause must not be null.", range);
  try {
    return convert(value, boolType);
  } catch (error) {
    if (error instanceof ConversionError) throw new Refused(`The 'if' clause value is invalid: ${error.message}.`, range);
    throw error;
  }
}

/** What the rounds of a `for` have made so far. */
class Gathered {
  marked = false;
  readonly #expression: For;
  readonly #items: Value[] = [];
  /** Elements that are there at a place that is not known. */
  readonly #also: Value[] = [];
  readonly #members = new Map<string, Value[]>();
  #open: Unknown | null = null;

  constructor(expression: For) {
    this.#expression = expression;
  }

  opened(reason: Unknown): void {
    this.#open ??= reason;
  }

  add(scope: Scope, floating: boolean, evaluate: Evaluate): void {
    const { condition, key, value } = this.#expression;
    if (condition) {
      const included = include(condition.range, evaluate(condition, scope));
      this.marked ||= included.sensitive;
      if (included.kind === 'unknown') return this.opened(included.reason);
      if (included.kind === 'bool' && !included.value) return;
    }
    const name = key ? this.#name(evaluate(key, scope), key.range) : null;
    const made = evaluate(value, scope);
    if (!key) (floating || this.#open ? this.#also : this.#items).push(made);
    else if (name !== null) this.#put(name, made, key.range);
  }

  #name(key: Value, range: SourceRange): string | null {
    if (key.kind === 'null') throw new Refused("Key expression in 'for' expression must not produce a null value.", range);
    this.marked ||= key.sensitive;
    if (key.kind === 'unknown') {
      this.opened(key.reason);
      return null;
    }
    try {
      const name = convert(key, stringType);
      return name.kind === 'string' ? name.value : null;
    } catch (error) {
      if (error instanceof ConversionError) throw new Refused(`The key expression produced an invalid result: ${error.message}.`, range);
      throw error;
    }
  }

  #put(name: string, value: Value, range: SourceRange): void {
    const group = this.#members.get(name);
    if (group && !this.#expression.group) {
      throw new Refused(`Two different items produced the key ${JSON.stringify(name)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`, range);
    }
    if (group) group.push(value);
    else this.#members.set(name, [value]);
  }

  tuple(): Value {
    return tuple(this.#items, this.#open && { reason: this.#open, also: this.#also });
  }

  object(): Value {
    const open: Open | null = this.#open && { reason: this.#open, also: [] };
    // An element whose key is not known may belong to any group.
    return object([...this.#members].map(([name, values]) => [name, this.#expression.group ? tuple(open ? [] : values, open && { ...open, also: values }) : (values[0] as Value)]), open);
  }
}

/** `list[*].name`: over a single value as well, which counts as a list of one, or none when it is null. */
export function splat(expression: Splat, scope: Scope, evaluate: Evaluate): Value {
  const source = evaluate(expression.object, scope);
  const type = typeOf(source);
  const single = type.kind !== 'tuple' && type.kind !== 'list' && type.kind !== 'set' && !isSequence(source);
  if (source.kind === 'null') {
    if (single) return sensitiveIf(tuple([]), source.sensitive);
    throw new Refused('Splat expressions (with the * symbol) cannot be applied to null sequences.', expression.object.range);
  }
  const each = (item: Value): Value => evaluate(expression.each, bound(scope, [['*', item]]));
  if (source.kind === 'unknown' && type.kind === 'any') return sensitiveIf(unknown(anyType, source.reason), source.sensitive);
  if (source.kind === 'unknown') return sensitiveIf(single ? overSingle(source, each) : overUnknown(source, each), source.sensitive);
  if (!isSequence(source)) return sensitiveIf(tuple([each({ ...source, sensitive: false })]), source.sensitive);
  const { elements, open } = elementsOf(source);
  const settled = elements.filter((one) => !one.floating).map((one) => each(one.value));
  const rest: Open | null = open && { reason: open, also: elements.filter((one) => one.floating).map((one) => each(one.value)) };
  if (source.kind === 'tuple') return sensitiveIf(tuple(settled, rest), source.sensitive);
  const element = settled.length > 0 ? (sharedType(settled) ?? anyType) : typeOf(each(unknown(source.element, reasonOf([]))));
  return sensitiveIf(list(element, settled, rest), source.sensitive);
}

/** It may be null: one element or none. */
function overSingle(source: UnknownValue, each: (item: Value) => Value): Value {
  const one = each({ ...source, sensitive: false });
  return source.notNull ? tuple([one]) : unknown(anyType, source.reason);
}

function overUnknown(source: UnknownValue, each: (item: Value) => Value): Value {
  const of = (element: Type): Type => typeOf(each(unknown(element, source.reason)));
  const { type } = source;
  if (isCollection(type)) return unknown(listType(of(type.element)), source.reason, true);
  return unknown(type.kind === 'tuple' ? tupleType(type.elements.map(of)) : anyType, source.reason, true);
}
