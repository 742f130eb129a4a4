import { convert } from '../convert.ts';
import { equal } from '../equal.ts';
import { isUntyped, loosened } from '../loose.ts';
import { sensitiveIf } from '../marks.ts';
import { reasonOf } from '../reason-of.ts';
import { typeOf } from '../type-of.ts';
import { anyType, boolType, numberType } from '../type.ts';
import { unify } from '../unify.ts';
import { bool, count, isSequence, nullOf, unknown, type Sequence, type Value } from '../value.ts';
import { anything, listOfBools, of } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions, type Parameter } from './function.ts';
import { lengthOf } from './strings.ts';

const partial = (name: string): Parameter => ({ ...anything(name), partial: true });

function length([value]: readonly Value[]): Value {
  if (!value) throw new Refusal('an argument is missing');
  const type = typeOf(value);
  if (value.kind === 'bool' || value.kind === 'number' || type.kind === 'bool' || type.kind === 'number') throw new Refusal('argument must be a string, a collection type, or a structural type');
  if (value.kind === 'string') return sensitiveIf(lengthOf(value.value), value.sensitive);
  if (value.kind === 'unknown' && type.kind === 'tuple') return sensitiveIf(count(type.elements.length), value.sensitive);
  if (value.kind === 'unknown' && type.kind === 'object') return sensitiveIf(count(type.attributes.size), value.sensitive);
  const open = value.kind === 'unknown' || value.kind === 'null' || value.open !== null || (value.kind === 'set' && !value.whole && value.items.length > 1);
  if (open) return sensitiveIf(unknown(numberType, reasonOf([value]), true), value.sensitive);
  return sensitiveIf(count(isSequence(value) ? value.items.length : value.members.size), value.sensitive);
}

function contains([haystack, needle]: readonly Value[]): Value {
  if (!haystack || !needle) throw new Refusal('an argument is missing');
  const kind = isSequence(haystack) ? haystack.kind : typeOf(haystack).kind;
  if (kind !== 'list' && kind !== 'tuple' && kind !== 'set' && kind !== 'any') throw new Refusal('argument must be list, tuple, or set');
  if (!isSequence(haystack)) return unknown(boolType, reasonOf([haystack]), true);
  const results = new Set([...haystack.items, ...(haystack.open?.also ?? [])].map((item) => equal(needle, item)));
  if (results.has(true)) return bool(true);
  return haystack.open || results.has(null) ? unknown(boolType, reasonOf([haystack, needle]), true) : bool(false);
}

/** The first that is neither null nor empty text, converted to what all convert to. */
function coalesce(args: readonly Value[]): Value {
  const type = unify(args.map(typeOf));
  if (!type) throw new Refusal('all arguments must have the same type');
  const open = args.some(isUntyped);
  for (const arg of args) {
    const value = convert(arg, type);
    if (value.kind === 'unknown') return unknown(value.type, reasonOf(args), true);
    if (value.kind !== 'null' && !(value.kind === 'string' && value.value === '')) return open ? loosened(value) : value;
  }
  throw new Refusal('no non-null, non-empty-string arguments');
}

function coalesceList(args: readonly Value[]): Value {
  if (args.length === 0) throw new Refusal('at least one argument is required');
  for (const arg of args) {
    if (arg.kind === 'unknown') break;
    const kind = isSequence(arg) ? arg.kind : typeOf(arg).kind;
    if (kind !== 'list' && kind !== 'tuple') throw new Refusal('coalescelist arguments must be lists or tuples');
  }
  for (const arg of args) {
    const empty = isSequence(arg) && arg.items.length === 0 && (arg.open?.also ?? []).length === 0;
    if (arg.kind === 'unknown' || (isSequence(arg) && arg.open && empty)) return unknown(anyType, reasonOf([arg]), true);
    if (isSequence(arg) && !empty) return arg;
  }
  throw new Refusal('no non-null arguments');
}

function indexOf([values, wanted]: readonly Value[]): Value {
  if (!values || !wanted || !isSequence(values) || values.kind === 'set') {
    if (values?.kind === 'unknown' && ['any', 'list', 'tuple'].includes(values.type.kind)) return unknown(numberType, values.reason, true);
    throw new Refusal('argument must be a list or tuple');
  }
  if (values.items.length === 0 && !values.open) throw new Refusal('cannot search an empty list');
  for (const [index, item] of values.items.entries()) {
    const same = equal(item, wanted);
    if (same === null) return unknown(numberType, reasonOf([item, wanted]), true);
    if (same) return count(index);
  }
  if (values.open) return unknown(numberType, values.open.reason, true);
  throw new Refusal('item not found');
}

function one([values]: readonly Value[]): Value {
  const refused = new ArgumentRefused(0, 'must be a list, set, or tuple value with either zero or one elements');
  const type = typeOf(values as Value);
  if (!values || (!isSequence(values) && values.kind !== 'unknown')) throw refused;
  if (values.kind === 'unknown') {
    if (!['any', 'list', 'set', 'tuple'].includes(type.kind)) throw refused;
    return unknown(type.kind === 'list' || type.kind === 'set' ? type.element : anyType, values.reason);
  }
  const unsure = values.open || (values.kind === 'set' && !values.whole && values.items.length > 1);
  if (unsure) return unknown(values.kind === 'tuple' ? anyType : values.element, reasonOf([values]));
  if (values.items.length > 1) throw refused;
  return values.items[0] ?? nullOf(values.kind === 'tuple' ? anyType : values.element);
}

function every([values]: readonly Value[]): Value {
  for (const item of isSequence(values as Value) ? (values as Sequence).items : []) {
    if (item.kind === 'unknown') return unknown(boolType, item.reason, true);
    if (item.kind !== 'bool' || !item.value) return bool(false);
  }
  const rest = isSequence(values as Value) ? (values as Sequence).open : null;
  if (rest?.also.some((item) => item.kind === 'bool' && !item.value)) return bool(false);
  return isSequence(values as Value) && !rest ? bool(true) : unknown(boolType, reasonOf([values as Value]), true);
}

function some([values]: readonly Value[]): Value {
  if (!values || !isSequence(values)) return unknown(boolType, reasonOf([values as Value]), true);
  const items = [...values.items, ...(values.open?.also ?? [])];
  if (items.some((item) => item.kind === 'bool' && item.value)) return bool(true);
  return values.open || items.some((item) => item.kind === 'unknown') ? unknown(boolType, reasonOf([values]), true) : bool(false);
}

export const collections: Functions = {
  alltrue: { parameters: [{ ...of('list', listOfBools), partial: true }], returns: boolType, call: every },
  anytrue: { parameters: [{ ...of('list', listOfBools), partial: true }], returns: boolType, call: some },
  coalesce: { parameters: [], rest: { ...partial('vals'), nullable: true }, returns: anyType, call: coalesce },
  coalescelist: { parameters: [], rest: { ...partial('vals'), nullable: true }, returns: anyType, call: coalesceList },
  contains: { parameters: [partial('list'), partial('value')], returns: boolType, call: contains },
  index: { parameters: [partial('list'), partial('value')], returns: numberType, call: indexOf },
  length: { parameters: [{ ...partial('value'), marks: true }], returns: numberType, call: length },
  one: { parameters: [partial('list')], returns: anyType, mayBeNull: true, call: one },
};
