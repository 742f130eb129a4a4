import { anyType, boolType, listType, mapType, numberType, objectType, sameType, setType, stringType, tupleType, type Type } from './type.ts';
import { entriesOf, type Mapping, type Sequence, type Value } from './value.ts';

const types = new WeakMap<Value, Type>();

/** The type that Terraform gives the value. Of an object or tuple that may hold more it is not known, nor of what may be of another kind. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'null':
    case 'unknown':
      return value.type;
    case 'bool':
      return boolType;
    case 'number':
      return numberType;
    case 'string':
      return stringType;
    default: {
      const known = types.get(value);
      if (known) return known;
      const type = typeOfCollection(value);
      types.set(value, type);
      return type;
    }
  }
}

function typeOfCollection(value: Sequence | Mapping): Type {
  if (value.loose) return anyType;
  switch (value.kind) {
    case 'list':
      return listType(value.element);
    case 'set':
      return setType(value.element);
    case 'map':
      return mapType(value.element);
    case 'tuple':
      return value.open ? anyType : tupleType(value.items.map(typeOf));
    case 'object':
      return value.open ? anyType : objectType(entriesOf(value).map(([key, member]) => [key, typeOf(member)]));
  }
}

/** The type that elements share, elements of a type not known aside: what Terraform makes a list or map of, or null when they differ. */
export function sharedType(items: Iterable<Value>): Type | null {
  let shared: Type = anyType;
  for (const item of items) {
    const type = typeOf(item);
    if (shared.kind === 'any') shared = type;
    else if (type.kind !== 'any' && !sameType(shared, type)) return null;
  }
  return shared;
}
