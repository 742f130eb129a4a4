import { compareText } from '#go/text.ts';

/** Types of Terraform's language, as its type system (cty) tells them apart. `any` is a type that is not known. */
export type Type = PrimitiveType | AnyType | CollectionType | TupleType | ObjectType;

export interface PrimitiveType {
  readonly kind: 'string' | 'number' | 'bool';
}

export interface AnyType {
  readonly kind: 'any';
}

export interface CollectionType {
  readonly kind: 'list' | 'set' | 'map';
  readonly element: Type;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
}

export interface ObjectType {
  readonly kind: 'object';
  /** By name, ascending. */
  readonly attributes: ReadonlyMap<string, Type>;
  /** Of a type constraint: attributes that a value may lack, which makes them null. */
  readonly optional: ReadonlySet<string>;
}

export const stringType: PrimitiveType = { kind: 'string' };
export const numberType: PrimitiveType = { kind: 'number' };
export const boolType: PrimitiveType = { kind: 'bool' };
export const anyType: AnyType = { kind: 'any' };

const nothingOptional: ReadonlySet<string> = new Set();

export function listType(element: Type): CollectionType {
  return { kind: 'list', element };
}

export function setType(element: Type): CollectionType {
  return { kind: 'set', element };
}

export function mapType(element: Type): CollectionType {
  return { kind: 'map', element };
}

export function tupleType(elements: readonly Type[]): TupleType {
  return { kind: 'tuple', elements };
}

export function objectType(attributes: Iterable<readonly [string, Type]>, optional: ReadonlySet<string> = nothingOptional): ObjectType {
  return { kind: 'object', attributes: new Map([...attributes].sort(([a], [b]) => compareText(a, b))), optional };
}

export function isPrimitive(type: Type): type is PrimitiveType {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

export function isCollection(type: Type): type is CollectionType {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'map';
}

export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (isCollection(a) && isCollection(b)) return sameType(a.element, b.element);
  if (a.kind === 'tuple' && b.kind === 'tuple') return a.elements.length === b.elements.length && a.elements.every((element, index) => sameType(element, b.elements[index] as Type));
  if (a.kind === 'object' && b.kind === 'object') {
    if (a.attributes.size !== b.attributes.size || a.optional.size !== b.optional.size) return false;
    for (const [name, type] of a.attributes) {
      const other = b.attributes.get(name);
      if (!other || !sameType(type, other) || a.optional.has(name) !== b.optional.has(name)) return false;
    }
  }
  return true;
}

/** Whether `any` stands anywhere in it. */
export function holdsAny(type: Type): boolean {
  if (type.kind === 'any') return true;
  if (isCollection(type)) return holdsAny(type.element);
  if (type.kind === 'tuple') return type.elements.some(holdsAny);
  if (type.kind === 'object') return [...type.attributes.values()].some(holdsAny);
  return false;
}

/** The type of values that fit the constraint: without the marks of what is optional. */
export function withoutOptional(type: Type): Type {
  if (isCollection(type)) {
    const element = withoutOptional(type.element);
    return element === type.element ? type : { kind: type.kind, element };
  }
  if (type.kind === 'tuple') {
    const elements = type.elements.map(withoutOptional);
    return elements.every((element, index) => element === type.elements[index]) ? type : { kind: 'tuple', elements };
  }
  if (type.kind === 'object') {
    const attributes = new Map<string, Type>();
    let same = type.optional.size === 0;
    type.attributes.forEach((attribute, name) => {
      const plain = withoutOptional(attribute);
      attributes.set(name, plain);
      same &&= plain === attribute;
    });
    return same ? type : { kind: 'object', attributes, optional: nothingOptional };
  }
  return type;
}

/** As Terraform's messages name it: `list of string`, `object`. In a constraint `any` reads `any type`. */
export function typeName(type: Type, constraint = false): string {
  if (type.kind === 'any') return constraint ? 'any type' : 'dynamic';
  if (isCollection(type)) return `${type.kind} of ${constraint && type.element.kind === 'any' ? 'any single type' : typeName(type.element, constraint)}`;
  return type.kind;
}

/** A text that equal types share and others do not. */
export function typeKey(type: Type): string {
  if (isCollection(type)) return `${type.kind}(${typeKey(type.element)})`;
  if (type.kind === 'tuple') return `[${type.elements.map(typeKey).join(',')}]`;
  if (type.kind === 'object') return `{${[...type.attributes].map(([name, attribute]) => `${JSON.stringify(name)}${type.optional.has(name) ? '?' : ''}:${typeKey(attribute)}`).join(',')}}`;
  return type.kind;
}
