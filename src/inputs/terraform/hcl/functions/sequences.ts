import { list, tuple } from '../collection.ts';
import { convert } from '../convert.ts';
import { join } from '../join.ts';
import { sensitiveIf } from '../marks.ts';
import { reasonOf } from '../reason-of.ts';
import type { Scope } from '../scope.ts';
import { typeOf } from '../type-of.ts';
import { anyType, isPrimitive, listType, stringType, tupleType, typeName, type Type } from '../type.ts';
import { unify } from '../unify.ts';
import { isSequence, unknown, type Open, type Sequence, type Value } from '../value.ts';
import { amount, anything, integerOf, listOfAny, listOfText, of } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions, type Parameter } from './function.ts';

const partial = (name: string): Parameter => ({ ...anything(name), partial: true, marks: true });

/** The element at an index that may lie beyond the end, or (below zero) before the beginning: the list repeats. */
function element([values, at]: readonly Value[], { budget }: Scope): Value {
  const type = typeOf(values as Value);
  if (!values || (!isSequence(values) && values.kind !== 'unknown') || (values.kind !== 'unknown' && values.kind === 'set')) throw new Refusal(`cannot read elements from ${typeName(type)}`);
  const marked = values.sensitive;
  if (values.kind === 'unknown') {
    if (type.kind !== 'list' && type.kind !== 'tuple' && type.kind !== 'any') throw new Refusal(`cannot read elements from ${typeName(type)}`);
    return sensitiveIf(unknown(type.kind === 'list' ? type.element : anyType, values.reason), marked);
  }
  if (values.open || at?.kind === 'unknown') return sensitiveIf(elementSomewhere(values, at as Value), marked);
  const index = integerOf(at, null, 'invalid index: ');
  if (values.items.length === 0) throw new Refusal('cannot use element function with an empty list');
  const size = values.items.length;
  // Since Terraform 1.12; versions before refuse it.
  if (index < 0) budget.assumptions++;
  return sensitiveIf(values.items[((index % size) + size) % size] as Value, marked);
}

function elementSomewhere(values: Sequence, at: Value): Value {
  const [first, ...others] = values.items;
  if (values.open || !first || others.length > 32) return unknown(values.kind === 'list' ? values.element : anyType, reasonOf([values, at]));
  const reason = reasonOf([at]);
  return others.reduce((joined, one) => join(joined, one, reason), first);
}

function concat(args: readonly Value[]): Value {
  if (args.length === 0) throw new Refusal('at least one argument is required');
  const marked = args.some((arg) => arg.sensitive);
  const types = args.map(typeOf);
  for (const [index, arg] of args.entries()) {
    const kind = isSequence(arg) ? arg.kind : types[index]?.kind;
    if (kind !== 'list' && kind !== 'tuple' && kind !== 'any') throw new ArgumentRefused(index, `all arguments must be lists or tuples; got ${typeName(types[index] as Type)}`);
  }
  const common = types.every((type) => type.kind === 'list') ? unify(types) : null;
  const items: Value[] = [];
  const also: Value[] = [];
  let open: Open | null = null;
  for (const arg of args) {
    const sequence = common?.kind === 'list' ? convert(arg, common) : arg;
    if (isSequence(sequence)) {
      for (const item of sequence.items) (open ? also : items).push(item);
      if (sequence.open) {
        open ??= { reason: sequence.open.reason, also };
        for (const item of sequence.open.also) also.push(item);
      }
    } else open ??= { reason: reasonOf([sequence]), also };
  }
  return sensitiveIf(common?.kind === 'list' ? list(common.element, items, open) : tuple(items, open), marked);
}

function compact([values]: readonly Value[]): Value {
  const items = isSequence(values as Value) ? (values as Sequence).items : [];
  return list(stringType, items.filter((item) => item.kind === 'string' && item.value !== ''));
}

/** Nested lists dissolve, of any depth. */
function flatten([value]: readonly Value[]): Value {
  const type = typeOf(value as Value);
  if (!value || (!isSequence(value) && value.kind !== 'unknown') || isPrimitive(type) || type.kind === 'map' || type.kind === 'object') throw new Refusal('can only flatten lists, sets and tuples');
  const out = new Flat();
  out.add(value);
  return sensitiveIf(tuple(out.items, out.open), out.marked);
}

class Flat {
  marked = false;
  readonly items: Value[] = [];
  readonly #also: Value[] = [];
  open: Open | null = null;

  add(value: Value): void {
    const type = typeOf(value);
    if (isSequence(value)) {
      this.marked ||= value.sensitive;
      const unordered = value.kind === 'set' && !value.whole && (value.items.length > 1 || value.open !== null);
      if (unordered) this.#opened(value);
      for (const item of value.items) this.add(item);
      if (value.open) this.#opened(value);
      for (const item of value.open?.also ?? []) this.add(item);
    } else if (value.kind === 'unknown' && (type.kind === 'any' || type.kind === 'list' || type.kind === 'set' || type.kind === 'tuple')) {
      this.marked ||= value.sensitive;
      this.#opened(value);
    } else (this.open ? this.#also : this.items).push(value);
  }

  #opened(value: Value): void {
    this.open ??= { reason: reasonOf([value]), also: this.#also };
  }
}

function slice([values, from, to]: readonly Value[]): Value {
  const type = typeOf(values as Value);
  if (type.kind === 'set') throw new ArgumentRefused(0, 'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important');
  if (!values || (!isSequence(values) && type.kind !== 'list' && type.kind !== 'tuple' && type.kind !== 'any')) throw new ArgumentRefused(0, 'must be a list or tuple value');
  const [start, end] = [integerOf(from, 1, 'invalid start index: '), integerOf(to, 2, 'invalid end index: ')];
  if (start < 0) throw new ArgumentRefused(1, 'start index must not be less than zero');
  if (end < 0) throw new ArgumentRefused(2, 'end index must not be less than zero');
  if (!isSequence(values) || values.open) {
    const there = isSequence(values) && end <= values.items.length && start <= end ? values.items.slice(start, end) : null;
    if (there && isSequence(values)) return sensitiveIf(values.kind === 'list' ? list(values.element, there) : tuple(there), values.sensitive);
    return sensitiveIf(unknown(type.kind === 'list' ? type : anyType, reasonOf([values]), true), values.sensitive);
  }
  if (start > values.items.length) throw new ArgumentRefused(1, 'start index must not be greater than the length of the list');
  if (end > values.items.length) throw new ArgumentRefused(2, 'end index must not be greater than the length of the list');
  if (start > end) throw new ArgumentRefused(1, 'start index must not be greater than end index');
  const part = values.items.slice(start, end);
  return sensitiveIf(values.kind === 'list' ? list(values.element, part) : tuple(part), values.sensitive);
}

function reverse([values]: readonly Value[]): Value {
  const type = typeOf(values as Value);
  if (!values || (!isSequence(values) && values.kind !== 'unknown') || (values.kind === 'unknown' && !['any', 'list', 'set', 'tuple'].includes(type.kind))) throw new ArgumentRefused(0, `can only reverse list or tuple values, not ${typeName(type)}`);
  if (values.kind === 'unknown') return sensitiveIf(unknown(type.kind === 'list' || type.kind === 'set' ? listType(type.element) : type.kind === 'tuple' ? tupleType(type.elements.toReversed()) : anyType, values.reason, true), values.sensitive);
  const unordered = values.open || (values.kind === 'set' && !values.whole && values.items.length > 1);
  const items = values.items.toReversed();
  const open: Open | null = unordered ? { reason: reasonOf([values]), also: [...items, ...(values.open?.also ?? [])] } : null;
  return sensitiveIf(values.kind === 'tuple' ? tuple(open ? [] : items, open) : list(values.element, open ? [] : items, open), values.sensitive);
}

function chunklist([values, sizeOf]: readonly Value[]): Value {
  if (!values || !isSequence(values) || values.open || sizeOf?.kind === 'unknown') return unknown(listType(typeOf(values as Value)), reasonOf([values as Value, sizeOf as Value]), true);
  const size = integerOf(sizeOf, null, 'invalid size: ');
  if (size < 0) throw new Refusal('the size argument must be positive');
  const marked = values.sensitive || (sizeOf?.sensitive ?? false);
  const type = typeOf(values);
  const chunks: Value[] = [];
  // A size of zero asks for one chunk.
  const step = size === 0 ? Math.max(1, values.items.length) : size;
  for (let at = 0; at < values.items.length; at += step) chunks.push(list(values.element, values.items.slice(at, at + step)));
  return sensitiveIf(list(type, chunks), marked);
}

export const sequences: Functions = {
  chunklist: { parameters: [{ ...of('list', listOfAny), partial: true, marks: true }, { ...amount('size'), partial: true, marks: true }], returns: listType(anyType), call: chunklist },
  compact: { parameters: [of('list', listOfText)], returns: listType(stringType), call: compact },
  concat: { parameters: [], rest: partial('seqs'), spreads: true, returns: anyType, call: concat },
  element: { parameters: [partial('list'), { ...amount('index'), partial: true }], returns: anyType, mayBeNull: true, call: element },
  flatten: { parameters: [partial('list')], returns: anyType, call: flatten },
  reverse: { parameters: [partial('list')], returns: anyType, call: reverse },
  slice: { parameters: [partial('list'), amount('start_index'), amount('end_index')], returns: anyType, call: slice },
};
