import { anyType, isCollection, isPrimitive, listType, mapType, objectType, sameType, tupleType, typeKey, type ObjectType, type TupleType, type Type } from './type.ts';

/**
 * The type that values of all these types convert to, null when there is none: how Terraform gives one type to the branches
 * of a conditional and to the elements of a list. `any` among them leaves the answer open.
 */
export function unify(all: readonly Type[]): Type | null {
  const types = [...new Map(all.map((type) => [typeKey(type), type])).values()];
  const [first] = types;
  if (!first || types.length === 1) return first ?? null;
  const kinds = new Map<Type['kind'], number>();
  for (const { kind } of types) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const only = (...names: Type['kind'][]): boolean => names.every((name, index) => index > 0 || kinds.has(name)) && [...kinds.keys()].every((kind) => names.includes(kind) || kind === 'any');
  const open = kinds.has('any');
  if (only('map') || only('list') || only('set')) return open ? anyType : ofElements(types);
  if (only('map', 'object')) {
    const found = throughCollection(types, 'object', mapType, attributeTypes);
    if (found) return found;
  }
  if (only('list', 'tuple')) {
    const found = throughCollection(types, 'tuple', listType, elementTypes);
    if (found) return found;
  }
  if (only('object')) return open ? anyType : ofObjects(types.filter((type) => type.kind === 'object'));
  if (only('tuple')) return open ? anyType : ofTuples(types.filter((type) => type.kind === 'tuple'));
  if (kinds.has('object') && kinds.has('tuple')) return null;
  return byPreference(types).find((want) => types.every((type) => sameType(type, want) || convertible(type, want))) ?? null;
}

function attributeTypes(type: Type): readonly Type[] {
  return type.kind === 'object' ? [...type.attributes.values()] : [];
}

function elementTypes(type: Type): readonly Type[] {
  return type.kind === 'tuple' ? type.elements : [];
}

/** Collections of one kind. */
function ofElements(types: readonly Type[]): Type | null {
  const element = unify(types.map((type) => (isCollection(type) ? type.element : anyType)));
  const [first] = types;
  return element && first && isCollection(first) ? { kind: first.kind, element } : null;
}

/** Objects beside maps are maps in disguise, tuples beside lists lists. */
function throughCollection(types: readonly Type[], kind: Type['kind'], make: (element: Type) => Type, parts: (type: Type) => readonly Type[]): Type | null {
  const collection = collected(types.filter((type) => type.kind === kind), make, parts);
  const found = collection && unify(types.map((type) => (type.kind === kind ? collection : type)));
  return found && found.kind === collection.kind ? found : null;
}

function collected(types: readonly Type[], make: (element: Type) => Type, parts: (type: Type) => readonly Type[]): Type | null {
  const element = unify(types.flatMap(parts));
  const made = element && make(element);
  return made && types.every((type) => convertible(type, made)) ? made : null;
}

function ofObjects(types: readonly ObjectType[]): Type | null {
  const [first] = types;
  const names = [...(first?.attributes.keys() ?? [])];
  if (!types.every((type) => type.attributes.size === names.length && names.every((name) => type.attributes.has(name)))) return collected(types, mapType, attributeTypes);
  const attributes: [string, Type][] = [];
  for (const name of names) {
    const attribute = unify(types.map((type) => type.attributes.get(name) as Type));
    if (!attribute) return null;
    attributes.push([name, attribute]);
  }
  const made = objectType(attributes);
  return types.every((type) => sameType(type, made) || convertible(type, made)) ? made : collected(types, mapType, attributeTypes);
}

function ofTuples(types: readonly TupleType[]): Type | null {
  const length = types[0]?.elements.length ?? 0;
  if (types.some((type) => type.elements.length !== length)) return collected(types, listType, elementTypes);
  const elements: Type[] = [];
  for (let index = 0; index < length; index++) {
    const element = unify(types.map((type) => type.elements[index] as Type));
    if (!element) return null;
    elements.push(element);
  }
  const made = tupleType(elements);
  return types.every((type) => sameType(type, made) || convertible(type, made)) ? made : collected(types, listType, elementTypes);
}

/** The more general ones first; those that cannot be compared in their order. */
function byPreference(types: readonly Type[]): readonly Type[] {
  const before = types.map((type, index) => types.map((_, other) => other).filter((other) => other !== index && preference(types[other] as Type, type) < 0).length);
  const waiting = [...before];
  const queue = waiting.flatMap((number, index) => (number === 0 ? [index] : []));
  for (let at = 0; at < queue.length; at++) {
    const from = types[queue[at] as number] as Type;
    for (const [index, type] of types.entries()) {
      if (index === queue[at] || preference(from, type) >= 0) continue;
      waiting[index] = (waiting[index] ?? 0) - 1;
      if (waiting[index] === 0) queue.push(index);
    }
  }
  return queue.map((index) => types[index] as Type);
}

/** Below zero: `a` is the more general one. */
function preference(a: Type, b: Type): number {
  if (a.kind === 'any' || b.kind === 'any') return a.kind === b.kind ? 0 : a.kind === 'any' ? 1 : -1;
  if (isPrimitive(a) && isPrimitive(b)) return a.kind === b.kind ? 0 : a.kind === 'string' ? -1 : b.kind === 'string' ? 1 : 0;
  if (isCollection(a) && isCollection(b) && a.kind === b.kind) return preference(a.element, b.element);
  if (isMoreGeneral(a, b)) return -1;
  if (isMoreGeneral(b, a)) return 1;
  return ofParts(a, b);
}

function isMoreGeneral(a: Type, b: Type): boolean {
  return (b.kind === 'set' && (a.kind === 'tuple' || a.kind === 'list')) || (a.kind === 'list' && b.kind === 'tuple') || (a.kind === 'map' && b.kind === 'object');
}

function ofParts(a: Type, b: Type): number {
  let pairs: readonly (readonly [Type, Type | undefined])[] = [];
  if (a.kind === 'object' && b.kind === 'object' && a.attributes.size === b.attributes.size) pairs = [...a.attributes].map(([name, type]) => [type, b.attributes.get(name)]);
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.elements.length === b.elements.length) pairs = a.elements.map((type, index) => [type, b.elements[index]]);
  if (pairs.some(([, other]) => !other)) return 0;
  const signs = new Set(pairs.map(([type, other]) => Math.sign(preference(type, other as Type))));
  if (signs.has(-1) === signs.has(1)) return 0;
  return signs.has(-1) ? -1 : 1;
}

/** Whether values of the one type convert to the other, as far as types can tell: `"a"` to a number fails only at the value. */
export function convertible(from: Type, to: Type): boolean {
  if (from.kind === 'any' || to.kind === 'any') return true;
  if (isPrimitive(from) && isPrimitive(to)) return from.kind === to.kind || from.kind === 'string' || to.kind === 'string';
  const fits = (one: Type, other: Type): boolean => sameType(one, other) || convertible(one, other);
  if (to.kind === 'object') {
    if (from.kind === 'object') return [...to.attributes].every(([name, type]) => (from.attributes.has(name) ? fits(from.attributes.get(name) as Type, type) : to.optional.has(name)));
    return from.kind === 'map' && [...to.attributes].every(([name, type]) => fits(from.element, type) || to.optional.has(name));
  }
  if (to.kind === 'tuple') return from.kind === 'tuple' && from.elements.length === to.elements.length && from.elements.every((type, index) => fits(type, to.elements[index] as Type));
  if (!isCollection(to)) return false;
  if (isCollection(from)) return (from.kind === 'map') === (to.kind === 'map') && fits(from.element, to.element);
  if (to.kind === 'map' ? from.kind !== 'object' : from.kind !== 'tuple') return false;
  return elementOf(from, to.element) !== null;
}

/** The element type that the parts of a tuple or object get in a collection of `element`; null when they do not convert. */
export function elementOf(from: Type, element: Type): Type | null {
  const parts = from.kind === 'tuple' ? elementTypes(from) : attributeTypes(from);
  if (parts.length === 0) return element;
  const found = element.kind === 'any' ? unify(parts) : element;
  if (!found || (found.kind === 'any' && from.kind === 'tuple' && !parts.every((part) => part.kind === 'any'))) return null;
  return parts.every((part) => sameType(part, found) || convertible(part, found)) ? found : null;
}
