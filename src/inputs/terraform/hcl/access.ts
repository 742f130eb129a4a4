import { convert, ConversionError } from './convert.ts';
import { join } from './join.ts';
import { sensitiveIf } from './marks.ts';
import { numberText, toInteger } from './number.ts';
import { reasonOf } from './reason-of.ts';
import { Refused } from './refusal.ts';
import type { Budget } from './scope.ts';
import { typeOf } from './type-of.ts';
import { anyType, isCollection, isPrimitive, numberType, stringType, typeName, type Type } from './type.ts';
import { entriesOf, isMapping, isSequence, number, string, unknown, type Mapping, type Sequence, type UnknownValue, type Value } from './value.ts';

const notIdentified = 'The given key does not identify an element in this collection value';

/** `collection[key]` */
export function indexed(collection: Value, key: Value, budget: Budget): Value {
  if (collection.kind === 'null') throw new Refused('This value is null, so it does not have any indices.');
  if (key.kind === 'null') throw new Refused("Can't use a null value as an indexing key.");
  const marked = collection.sensitive || (key.sensitive && collection.kind !== 'object');
  return sensitiveIf(element(collection, key, budget), marked);
}

function element(collection: Value, key: Value, budget: Budget): Value {
  if (collection.kind === 'unknown') return ofUnknown(collection, key);
  if (collection.kind === 'set') {
    throw new Refused("Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set.");
  }
  if (!isSequence(collection) && !isMapping(collection)) throw new Refused('This value does not have any indices.');
  if (key.kind === 'unknown') return ofUnknownKey(collection, key, budget);
  return isSequence(collection) ? itemAt(collection, key) : memberAt(collection, key);
}

function keyAs(key: Value, type: Type): Value {
  try {
    return convert(key, type);
  } catch (error) {
    if (error instanceof ConversionError) throw new Refused(`${notIdentified}: ${error.message}.`);
    throw error;
  }
}

function itemAt(sequence: Sequence, key: Value): Value {
  const position = keyAs(key, numberType);
  if (position.kind !== 'number') return unknown(sequence.element, reasonOf([position]));
  const at = toInteger(position.value);
  if (at === null) throw new Refused(`${notIdentified}: indexing a sequence requires a whole number, but the given index has a fractional part.`);
  if (at < 0n) throw new Refused(`${notIdentified}: a negative number is not a valid index for a sequence.`);
  const item = at < BigInt(sequence.items.length) ? sequence.items[Number(at)] : undefined;
  if (item) return item;
  if (sequence.open) return unknown(sequence.kind === 'tuple' ? anyType : sequence.element, sequence.open.reason);
  throw new Refused(sequence.items.length === 0 ? `${notIdentified}: the collection has no elements.` : `${notIdentified}: the given index is greater than or equal to the length of the collection.`);
}

function memberAt(mapping: Mapping, key: Value): Value {
  const name = keyAs(key, stringType);
  if (name.kind !== 'string') return unknown(mapping.element, reasonOf([name]));
  const member = mapping.members.get(name.value);
  if (member) return member;
  if (mapping.open) return unknown(mapping.element, mapping.open.reason);
  throw new Refused(`${notIdentified}.${mapping.kind === 'object' && key.kind === 'number' ? ' An object only supports looking up attributes by name, not by numeric index.' : ''}`);
}

function ofUnknown(collection: UnknownValue, key: Value): Value {
  const { type } = collection;
  if (isCollection(type) && type.kind !== 'set') {
    keyAs(key, type.kind === 'list' ? numberType : stringType);
    return unknown(type.element, collection.reason);
  }
  if (type.kind === 'set' || isPrimitive(type)) throw new Refused('This value does not have any indices.');
  if (type.kind === 'object') {
    const name = key.kind === 'number' ? numberText(key.value) : key.kind === 'string' ? key.value : null;
    const attribute = name === null ? anyType : type.attributes.get(name);
    if (!attribute) throw new Refused(`${notIdentified}.`);
    return unknown(attribute, collection.reason);
  }
  return unknown(anyType, collection.reason);
}

/** The key will be one that is there, or Terraform refuses the expression. */
function ofUnknownKey(collection: Sequence | Mapping, key: UnknownValue, budget: Budget): Value {
  budget.assumptions++;
  const found: Value[] = [];
  const keys: readonly Value[] | null = key.choices ?? keysOf(collection);
  if (!keys || keys.length > 64) return unknown(collection.element, key.reason);
  for (const one of keys) {
    try {
      found.push(element(collection, one, budget));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  const [first, ...others] = found;
  if (!first) throw new Refused(`${notIdentified}.`);
  return others.reduce((joined, one) => join(joined, one, key.reason), first);
}

function keysOf(collection: Sequence | Mapping): readonly Value[] | null {
  if (collection.open) return null;
  return isSequence(collection) ? collection.items.map((_, index) => number({ whole: index, precision: 64 })) : entriesOf(collection).map(([name]) => string(name));
}

/** `object.name` */
export function attribute(object: Value, name: string): Value {
  if (object.kind === 'null') throw new Refused('This value is null, so it does not have any attributes.');
  return sensitiveIf(attributeOf(object, name), object.sensitive);
}

function attributeOf(object: Value, name: string): Value {
  if (object.kind === 'map' || object.kind === 'object') {
    const member = object.members.get(name);
    if (member) return member;
    if (object.open) return unknown(object.element, object.open.reason);
    throw new Refused(object.kind === 'map' ? `This map does not have an element with the key "${name}".` : `This object does not have an attribute named "${name}".`);
  }
  const type = typeOf(object);
  if (object.kind === 'unknown') {
    if (type.kind === 'any') return unknown(anyType, object.reason);
    if (type.kind === 'map') return unknown(type.element, object.reason);
    if (type.kind === 'object') {
      const known = type.attributes.get(name);
      if (known) return unknown(known, object.reason);
      throw new Refused(`This object does not have an attribute named "${name}".`);
    }
  }
  // Which attributes the elements of an open sequence have is not known, but an attribute of the sequence there is not.
  if (isPrimitive(type)) throw new Refused(`Can't access attributes on a primitive-typed value (${typeName(type)}).`);
  if ((type.kind === 'list' || type.kind === 'set') && type.element.kind === 'object') {
    const hint = type.kind === 'set' ? 'across all elements of the set?' : 'for a specific element of the list, or across all elements of the list?';
    throw new Refused(`Can't access attributes on a ${type.kind} of objects. Did you mean to access ${type.kind === 'list' && type.element.attributes.has(name) ? `attribute "${name}"` : 'an attribute'} ${hint}`);
  }
  throw new Refused('This value does not have any attributes.');
}
