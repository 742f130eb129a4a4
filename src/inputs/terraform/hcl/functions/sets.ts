import { unknown as unknownBecause } from '#model/known.ts';
import { compareText } from '#go/text.ts';
import { list, map, tuple } from '../collection.ts';
import { convert } from '../convert.ts';
import { equal } from '../equal.ts';
import { isUntyped, loosened } from '../loose.ts';
import { sensitiveIf } from '../marks.ts';
import { add, compareNumbers, whole } from '../number.ts';
import { reasonOf } from '../reason-of.ts';
import type { Scope } from '../scope.ts';
import { identity, makeSet } from '../set.ts';
import { sharedType, typeOf } from '../type-of.ts';
import { anyType, listType, mapType, numberType, setType, stringType, tupleType, type Type } from '../type.ts';
import { unify } from '../unify.ts';
import { entriesOf, isMapping, isSequence, number, string, unknown, type Sequence, type Value } from '../value.ts';
import { amount, anything, listOfAny, listOfText, of, textOf } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions, type Parameter, type TerraformFunction } from './function.ts';

const setOfAny: Parameter['type'] = setType(anyType);

/** More than this many combinations is more than landrail multiplies out. */
const mostProducts = 100_000;

function itemsOf(value: Value | undefined): readonly Value[] {
  return value && isSequence(value) ? value.items : [];
}

/** The sets, all of the type that they convert to. */
function aligned(args: readonly Value[]): readonly Sequence[] {
  const elements = args.flatMap((arg) => (isSequence(arg) && !(arg.items.length === 0 && arg.element.kind === 'any') ? [arg.element] : []));
  const element = elements.length === 0 ? anyType : unify(elements);
  if (!element) throw new Refusal('given sets must all have compatible element types');
  return args.map((arg) => convert(arg, setType(element)) as Sequence);
}

/** Over sets that are wholly known; `keep` is given, for each element, in which of the sets it is. */
function operation(first: string, rest: string | null, keep: (has: readonly boolean[]) => boolean): TerraformFunction {
  return {
    parameters: [of(first, setOfAny), ...(rest === null ? [of('b', setOfAny)] : [])],
    ...(rest === null ? {} : { rest: of(rest, setOfAny) }),
    returns: setOfAny,
    call: (args) => {
      const sets = aligned(args);
      const held = sets.map((one) => new Set(one.items.map(identity)));
      const all = new Map(sets.flatMap((one) => one.items.map((item) => [identity(item), item] as const)));
      return makeSet(sets[0]?.element ?? anyType, [...all].filter(([key]) => keep(held.map((one) => one.has(key)))).map(([, item]) => item));
    },
  };
}

function union(args: readonly Value[]): Value {
  const unsure = args.filter((arg) => !isSequence(arg) || arg.open);
  // Elements of a type that is not known may make text of the others.
  if (args.some((arg) => !isSequence(arg) && isUntyped(arg))) return unknown(setOfAny, reasonOf(unsure), true);
  const element = unify(args.flatMap((arg) => (arg.kind === 'unknown' && arg.type.kind === 'set' ? [arg.type.element] : [])));
  const sets = aligned([...args.filter(isSequence), ...(element ? [makeSet(element, [])] : [])]);
  const items = sets.flatMap((one) => [...one.items, ...(one.open?.also ?? [])]);
  const open = unsure.length > 0 ? { reason: reasonOf(unsure), also: [] } : null;
  return makeSet(sets[0]?.element ?? anyType, items, open);
}

/** Elements of the first with those of every other, the last running fastest. */
function product(args: readonly Value[]): Value {
  if (args.length < 2) throw new Refusal('at least two arguments are required');
  const elements = args.map((arg, index) => factorType(arg, index));
  const lists = args.every((arg) => (isSequence(arg) ? arg.kind : typeOf(arg).kind) !== 'set' && typeOf(arg).kind !== 'any');
  const element = tupleType(elements);
  const marked = args.some((arg) => arg.sensitive);
  const closed = args.every((arg) => isSequence(arg) && !arg.open && (arg.kind !== 'set' || arg.whole || arg.items.length < 2));
  const total = args.reduce((count, arg) => count * itemsOf(arg).length, 1);
  if (!closed) return sensitiveIf(unknown(lists ? listType(element) : anyType, reasonOf(args), true), marked);
  if (total > mostProducts) return unknown(listType(element), unknownBecause('more combinations than landrail multiplies out'), true);
  let rows: (readonly Value[])[] = [[]];
  for (const [index, arg] of args.entries()) {
    const items = itemsOf(arg).map((item) => (isUntyped(arg) ? loosened(convert(item, elements[index] as Type)) : convert(item, elements[index] as Type)));
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  }
  const made = rows.map((row) => tuple(row));
  if (!sharedType(made)) throw new Refusal('inconsistent list element types');
  return sensitiveIf(lists ? list(element, made) : makeSet(element, made), marked);
}

function factorType(arg: Value, index: number): Type {
  const type = typeOf(arg);
  if (type.kind === 'list' || type.kind === 'set') return type.element;
  if (type.kind === 'any' && (isSequence(arg) || arg.kind === 'unknown')) return anyType;
  if (type.kind !== 'tuple') throw new ArgumentRefused(index, 'a set or a list is required');
  const element = type.elements.length === 0 ? anyType : unify(type.elements);
  if (!element) throw new ArgumentRefused(index, 'all elements must be of the same type');
  return element;
}

function distinct([values]: readonly Value[]): Value {
  const items = new Map<string, Value>();
  for (const item of itemsOf(values)) if (!items.has(identity(item))) items.set(identity(item), item);
  return list(values && isSequence(values) ? values.element : anyType, [...items.values()]);
}

function sort([values]: readonly Value[]): Value {
  for (const [index, item] of itemsOf(values).entries()) if (item.kind === 'null') throw new Refusal(`given list element ${index} is null; a null string cannot be sorted`);
  return list(stringType, [...itemsOf(values)].sort((a, b) => compareText(textOf(a), textOf(b))));
}

/** At most 1,024 numbers, as in Terraform. */
function range(args: readonly Value[]): Value {
  const given = args.map((arg) => (arg.kind === 'number' ? arg.value : whole(0)));
  if (given.length === 0 || given.length > 3) throw new Refusal('must have one, two, or three arguments');
  const [start, end] = given.length === 1 ? [whole(0), given[0] ?? whole(0)] : [given[0] ?? whole(0), given[1] ?? whole(0)];
  const step = given[2] ?? whole(compareNumbers(end, start) < 0 ? -1 : 1);
  const direction = compareNumbers(step, whole(0)) < 0 ? -1 : 1;
  if (compareNumbers(end, start) * direction < 0) throw new ArgumentRefused(1, direction < 0 ? 'end must be less than start when step is negative' : 'end must be greater than start when step is positive');
  const out: Value[] = [];
  for (let at = start; compareNumbers(at, end) * direction < 0; ) {
    if (out.length >= 1024) throw new Refusal('more than 1024 values were generated; either decrease the difference between start and end or use a smaller step');
    out.push(number(at));
    const next = add(at, step);
    if (!next) throw new Refusal("can't compute sum of opposing infinities");
    at = next;
  }
  return list(numberType, out);
}

function matchKeys([values, keys, searched]: readonly Value[], { budget }: Scope): Value {
  const type = unify([typeOf(keys as Value), typeOf(searched as Value)]);
  if (!type || !values || !isSequence(values)) throw new Refusal('keys and searchset must be of the same type');
  if (itemsOf(values).length !== itemsOf(keys).length) throw new Refusal('length of keys and values should be equal');
  const wanted = itemsOf(convert(searched as Value, type));
  budget.spend(itemsOf(keys).length * wanted.length);
  const found = itemsOf(convert(keys as Value, type)).map((key) => wanted.some((one) => equal(key, one) === true));
  return list(values.element, values.items.filter((_, index) => found[index]));
}

function transpose([values]: readonly Value[]): Value {
  const out = new Map<string, string[]>();
  if (!values || !isMapping(values)) throw new Refusal('a map is required');
  for (const [key, names] of entriesOf(values)) {
    if (names.kind === 'null') throw new Refusal('input must not contain null list');
    for (const name of itemsOf(names)) {
      if (name.kind === 'null') throw new Refusal('input list must not contain null string');
      out.set(textOf(name), [...(out.get(textOf(name)) ?? []), key]);
    }
  }
  return map(listType(stringType), [...out].map(([name, keys]) => [name, list(stringType, keys.sort(compareText).map(string))]));
}

export const sets: Functions = {
  distinct: { parameters: [of('list', listOfAny)], returns: listOfAny, call: distinct },
  matchkeys: { parameters: [of('values', listOfAny), of('keys', listOfAny), of('searchset', listOfAny)], returns: listOfAny, call: matchKeys },
  range: { parameters: [], rest: amount('params'), returns: listType(numberType), call: range },
  setintersection: operation('first_set', 'other_sets', (has) => has.every(Boolean)),
  setproduct: { parameters: [], rest: { ...anything('sets'), partial: true, marks: true }, returns: anyType, call: product },
  setsubtract: operation('a', null, ([first, second]) => first === true && second === false),
  setunion: { parameters: [{ ...of('first_set', setOfAny), partial: true }], rest: { ...of('other_sets', setOfAny), partial: true }, returns: setOfAny, call: union },
  sort: { parameters: [of('list', listOfText)], returns: listType(stringType), call: sort },
  transpose: { parameters: [of('values', mapType(listOfText))], returns: mapType(listOfText), call: transpose },
};
