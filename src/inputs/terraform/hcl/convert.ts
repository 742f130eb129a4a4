import { unknown as unknownBecause } from '#model/known.ts';
import { list, map, object, tuple } from './collection.ts';
import { isUntyped, loosened } from './loose.ts';
import { sensitiveIf } from './marks.ts';
import { isExcessive, numberText, parseNumber } from './number.ts';
import { oneOf } from './one-of.ts';
import { reasonOf } from './reason-of.ts';
import { makeSet } from './set.ts';
import { sharedType, typeOf } from './type-of.ts';
import {
  anyType, holdsAny, isCollection, listType, mapType, objectType, sameType, setType, tupleType, typeName, withoutOptional, type CollectionType, type ObjectType, type TupleType, type Type,
} from './type.ts';
import { convertible, elementOf, unify } from './unify.ts';
import { bool, entriesOf, isMapping, isSequence, isWhole, nullOf, number, string, unknown, type Mapping, type Scalar, type Sequence, type UnknownValue, type Value } from './value.ts';

/** A value does not convert. The message is Terraform's, without a full stop. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
}

/**
 * The value as one of the wanted type, by Terraform's rules: `"5"` is a number, a tuple a list when its elements share a type.
 * Attributes that the type lacks are dropped, optional ones that are missing become null.
 *
 * @throws ConversionError
 */
export function convert(value: Value, want: Type): Value {
  if (want.kind === 'any' || value.kind === want.kind) {
    if (want.kind === 'any' || want.kind === 'string' || want.kind === 'number' || want.kind === 'bool') return value;
  }
  const type = typeOf(value);
  if (type.kind !== 'any' && sameType(type, withoutOptional(want))) return value;
  if (!convertible(type, want)) {
    // What is not known yet may turn out to fit.
    if (!isWhole(value) && holdsAny(type)) return kept(value, unknown(withoutOptional(want), reasonOf([value])));
    throw new ConversionError(mismatch(type, want));
  }
  return kept(value, converted(value, want));
}

/** With the marks and the origin of what it was made from. */
function kept(from: Value, value: Value): Value {
  const marked = sensitiveIf(value, from.sensitive);
  return marked.origin === from.origin ? marked : { ...marked, origin: from.origin ?? marked.origin };
}

function converted(value: Value, want: Type): Value {
  if (value.kind === 'null') return nullOf(settled(value.type, withoutOptional(want)));
  if (value.kind === 'unknown') return convertedUnknown(value, want);
  switch (want.kind) {
    case 'any':
      return value;
    case 'string':
      if (value.kind === 'number') return string(numberText(value.value));
      if (value.kind === 'bool') return string(String(value.value));
      break;
    case 'number': {
      if (value.kind === 'string' && isExcessive(value.value)) return unknown(want, unknownBecause('a number with more digits than landrail computes with'), true);
      const parsed = value.kind === 'string' ? parseNumber(value.value) : null;
      if (parsed) return number(parsed);
      throw new ConversionError('a number is required');
    }
    case 'bool':
      return toBool(value);
    case 'list':
    case 'set':
      if (isSequence(value)) return toSequence(value, want);
      break;
    case 'map':
      if (isMapping(value)) return toMap(value, want.element);
      break;
    case 'object':
      if (isMapping(value)) return toObject(value, want);
      break;
    case 'tuple':
      if (value.kind === 'tuple') return toTuple(value, want);
  }
  throw new ConversionError(mismatch(typeOf(value), want));
}

function toBool(value: Value): Value {
  if (value.kind !== 'string') throw new ConversionError('bool required');
  if (value.value === 'true' || value.value === '1') return bool(true);
  if (value.value === 'false' || value.value === '0') return bool(false);
  const lower = value.value.toLowerCase();
  throw new ConversionError(`a bool is required${lower === 'true' || lower === 'false' ? `; to convert from string, use lowercase "${lower}"` : ''}`);
}

function convertedUnknown(value: UnknownValue, want: Type): Value {
  const type = settled(value.type, withoutOptional(want));
  const choices = convertedChoices(value, want);
  const one = choices && oneOf(type, choices, value.reason);
  return one ? { ...one, origin: value.origin } : { ...value, type, choices: null, encodes: type.kind === 'string' ? value.encodes : null };
}

/** What cannot be converted would be refused; then nothing is said of the set. */
function convertedChoices(value: UnknownValue, want: Type): readonly Scalar[] | null {
  try {
    return value.choices && value.choices.map((one) => convert(one, want) as Scalar);
  } catch (error) {
    if (error instanceof ConversionError) return null;
    throw error;
  }
}

function toSequence(value: Sequence, want: CollectionType): Value {
  const from = typeOf(value);
  const element = from.kind === 'tuple' ? elementOf(from, want.element) : value.kind === 'tuple' ? openElement(value, want.element) : want.element;
  if (!element) return unknown(want, reasonOf([value]));
  const items = alike(value.kind === 'tuple' ? fitted(value.items, element, want.element) : value.items.map((item) => convert(item, element)), element, want.kind);
  const open = value.open && { ...value.open, also: value.open.also.map((item) => convert(item, element)) };
  // The order of a set whose elements are not all known is not known either.
  if (want.kind === 'list' && value.kind === 'set' && !value.whole && (value.items.length > 1 || open)) return unknown(listType(sharedType(items) ?? anyType), reasonOf([value]), true);
  const made = items.length === 0 ? (element.kind === 'any' && value.kind !== 'tuple' ? value.element : withoutOptional(element)) : (sharedType(items) ?? anyType);
  return want.kind === 'set' ? makeSet(made, items, open) : list(made, items, open);
}

/** Elements that are not listed may change the type that all get; to text, all of them convert. */
function openElement(value: Sequence | Mapping, element: Type): Type | null {
  if (element.kind !== 'any') return element;
  const parts = isSequence(value) ? [...value.items, ...(value.open?.also ?? [])] : entriesOf(value).map(([, member]) => member);
  const found = unify(parts.map(typeOf));
  return found?.kind === 'string' ? found : null;
}

/** The elements as ones of a type. Beside one whose type is not known a number may still become text. */
function fitted(items: readonly Value[], element: Type, wanted: Type): readonly Value[] {
  const unsure = wanted.kind === 'any' && element.kind !== 'string' && items.length > 1 && items.some(isUntyped);
  return items.map((item) => (unsure ? loosened(convert(item, element)) : convert(item, element)));
}

/** Elements of a collection have one type, even where the constraint leaves part of it open. */
function alike(items: readonly Value[], element: Type, kind: CollectionType['kind']): readonly Value[] {
  if (sharedType(items)) return items;
  if (kind === 'set' || (kind === 'map' && !isCollection(element) && element.kind !== 'object')) throw new ConversionError(`${kind === 'map' ? 'attribute' : 'element'} types must all match for conversion to ${kind}`);
  const type = unify(items.map(typeOf));
  if (!type) throw new ConversionError('cannot find a common base type for all elements');
  return items.map((item) => convert(item, type));
}

function toMap(value: Mapping, wanted: Type): Value {
  const from = typeOf(value);
  const element = from.kind === 'object' ? elementOf(from, wanted) : value.kind === 'object' ? openElement(value, wanted) : wanted;
  if (!element) return unknown(mapType(wanted), reasonOf([value]));
  const entries = entriesOf(value);
  const items = alike(value.kind === 'object' ? fitted(entries.map(([, member]) => member), element, wanted) : entries.map(([, member]) => convert(member, element)), element, 'map');
  const made = items.length === 0 ? (element.kind === 'any' && value.kind === 'map' ? value.element : withoutOptional(element)) : (sharedType(items) ?? anyType);
  return map(made, entries.map(([key], index) => [key, items[index] as Value]), value.open);
}

function toObject(value: Mapping, want: ObjectType): Value {
  const entries: [string, Value][] = [];
  for (const [name, type] of want.attributes) {
    const member = value.members.get(name);
    if (member) {
      if (value.kind === 'map' && !convertible(value.element, type)) {
        throw new ConversionError(`map element type is incompatible with attribute "${name}": ${mismatch(typeOf(member), type)}`);
      }
      entries.push([name, convert(member, type)]);
    } else if (value.open) entries.push([name, unknown(withoutOptional(type), value.open.reason)]);
    else if (want.optional.has(name)) entries.push([name, nullOf(withoutOptional(type))]);
    else throw new ConversionError(value.kind === 'map' ? `map has no element for required attribute "${name}"` : `attribute "${name}" is required`);
  }
  return object(entries);
}

function toTuple(value: Sequence, want: TupleType): Value {
  if (value.open) return unknown(withoutOptional(want), value.open.reason);
  return tuple(value.items.map((item, index) => convert(item, want.elements[index] as Type)));
}

/** The wanted type, with what it leaves open filled from the type that is there. */
function settled(from: Type, want: Type): Type {
  if (from.kind === 'any' || !holdsAny(want)) return want;
  if (want.kind === 'any') return from;
  if (isCollection(want)) {
    const element = isCollection(from) ? from.element : elementOf(from, want.element);
    if (!element) return want;
    const inner = settled(element, want.element);
    return want.kind === 'list' ? listType(inner) : want.kind === 'set' ? setType(inner) : mapType(inner);
  }
  if (want.kind === 'object') {
    return objectType([...want.attributes].map(([name, type]) => {
      const there = from.kind === 'map' ? from.element : from.kind === 'object' ? from.attributes.get(name) : undefined;
      return [name, there ? settled(there, type) : type] as const;
    }));
  }
  if (want.kind === 'tuple' && from.kind === 'tuple') return tupleType(want.elements.map((type, index) => settled(from.elements[index] ?? anyType, type)));
  return want;
}

/** Why values of one type are none of the other, as Terraform says it. */
export function mismatch(got: Type, want: Type): string {
  const required = `${typeName(want, true)} required`;
  if (got.kind === 'object' && want.kind === 'object') return objectMismatch(got, want);
  if (!isCollection(want)) return required;
  if (got.kind === 'tuple' || got.kind === 'object') {
    if ((want.kind === 'map') !== (got.kind === 'object')) return required;
    if (want.element.kind === 'any') return `all ${want.kind} elements must have the same type`;
    const parts: (readonly [string, Type])[] = got.kind === 'tuple' ? got.elements.map((type, index) => [String(index), type]) : [...got.attributes].map(([name, type]) => [JSON.stringify(name), type]);
    const bad = parts.find(([, type]) => !convertible(type, want.element));
    return bad ? `element ${bad[0]}: ${mismatch(bad[1], want.element)}` : `all elements must be ${typeName(want.element, true)}`;
  }
  if (!isCollection(got) || (got.kind === 'map') !== (want.kind === 'map')) return required;
  return `incorrect ${want.kind} element type: ${mismatch(got.element, want.element)}`;
}

function objectMismatch(got: ObjectType, want: ObjectType): string {
  const missing = [...want.attributes.keys()].filter((name) => !got.attributes.has(name) && !want.optional.has(name)).map((name) => JSON.stringify(name));
  if (missing.length === 1) return `attribute ${missing[0]} is required`;
  if (missing.length === 2) return `attributes ${missing[0]} and ${missing[1]} are required`;
  if (missing.length > 2) return `attributes ${missing.slice(0, -1).join(', ')}, and ${missing.at(-1)} are required`;
  for (const [name, type] of want.attributes) {
    const there = got.attributes.get(name);
    if (there && !convertible(there, type)) return `attribute ${JSON.stringify(name)}: ${mismatch(there, type)}`;
  }
  return 'incorrect object attributes';
}
