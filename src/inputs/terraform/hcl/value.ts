import { compareText } from '#go/text.ts';
import { unknown as unknownBecause, type Unknown } from '#model/known.ts';
import { whole, type Num } from './number.ts';
import { Exhausted } from './refusal.ts';
import type { SourceRange } from './syntax.ts';
import { anyType, boolType, listType, mapType, numberType, objectType, sameType, setType, stringType, tupleType, type Type } from './type.ts';

/** What an expression comes to: the values of Terraform's type system, and what is known of those that it cannot know yet. */
export type Value = NullValue | BoolValue | NumberValue | StringValue | Sequence | Mapping | UnknownValue;

interface Common {
  /** Marked by a sensitive variable or `sensitive()`: never to be shown. */
  readonly sensitive: boolean;
  /** The innermost expression that made exactly this value, for people who look where it came from. */
  readonly origin: Origin | null;
}

export interface Origin {
  readonly file: string;
  readonly range: SourceRange;
}

export interface NullValue extends Common {
  readonly kind: 'null';
  readonly type: Type;
}

export interface BoolValue extends Common {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NumberValue extends Common {
  readonly kind: 'number';
  readonly value: Num;
}

/** In Unicode's normal form C, as Terraform keeps all strings. */
export interface StringValue extends Common {
  readonly kind: 'string';
  readonly value: string;
}

export interface Sequence extends Common, Depth {
  readonly kind: 'list' | 'set' | 'tuple';
  /** It may be of another kind: a list, where a type that is not known decides. */
  readonly loose: boolean;
  /** Type of the elements of a list or set; `any` for a tuple. */
  readonly element: Type;
  /** Of a set: distinct, in Terraform's order. */
  readonly items: readonly Value[];
  readonly open: Open | null;
}

export interface Mapping extends Common, Depth {
  readonly kind: 'map' | 'object';
  /** It may be of the other kind. */
  readonly loose: boolean;
  /** Type of the elements of a map; `any` for an object. */
  readonly element: Type;
  readonly members: Members;
  readonly open: Open | null;
}

/** Members by key, keys ascending. A map; or something that computes a member when it is asked for. */
export interface Members {
  readonly size: number;
  get(key: string): Value | undefined;
  has(key: string): boolean;
  keys(): Iterable<string>;
}

interface Depth {
  /** Nothing in it is unknown or open. */
  readonly whole: boolean;
  /** Something in it, or all of it, is sensitive. */
  readonly marked: boolean;
  /** How much there is in it, what is in it twice counted twice. */
  readonly weight: number;
  /** How many collections stand one in the other. */
  readonly height: number;
}

/** Expressions multiply quickly: `concat(a, a)` of `concat(b, b)`. */
const heaviest = 1 << 20;
export const longestText = 4 * 2 ** 20;
const highest = 250;

/** A collection may hold more than is listed. */
export interface Open {
  readonly reason: Unknown;
  /** Elements that a sequence holds for certain, nobody knows where: `concat(var.more, ["a"])`. */
  readonly also: readonly Value[];
}

export interface UnknownValue extends Common {
  readonly kind: 'unknown';
  /** `any` when not even the type is known. */
  readonly type: Type;
  readonly reason: Unknown;
  /** It is known at least that it is not null. */
  readonly notNull: boolean;
  /** The closed set that it comes from: known scalars (null among them), at least two. */
  readonly choices: readonly Scalar[] | null;
  /** What the text is the JSON of, where that is known in part. */
  readonly encodes: Value | null;
  /** Why Terraform would refuse the expression. */
  readonly problem: EvaluationProblem | null;
}

export type Scalar = NullValue | BoolValue | NumberValue | StringValue;

/** Terraform's own words and the place they are about. */
export interface EvaluationProblem {
  readonly message: string;
  readonly origin: Origin | null;
}

/** More possibilities than this say no more than "not known". */
const mostChoices = 32;

export function nullOf(type: Type = anyType, origin: Origin | null = null): NullValue {
  return { kind: 'null', type, sensitive: false, origin };
}

export function bool(value: boolean, origin: Origin | null = null): BoolValue {
  return { kind: 'bool', value, sensitive: false, origin };
}

export function number(value: Num): NumberValue {
  return { kind: 'number', value, sensitive: false, origin: null };
}

/** A whole number that was counted. */
export function count(value: number): NumberValue {
  return number(whole(value));
}

const ascii = /^[\t\n\r\x20-\x7e]*$/;

/** @throws Exhausted */
export function string(value: string): StringValue {
  return stringAt(value, null);
}

/** One that is written somewhere. @throws Exhausted */
export function stringAt(value: string, origin: Origin | null): StringValue {
  if (value.length > longestText) throw new Exhausted('a text that is longer than landrail computes');
  return { kind: 'string', value: ascii.test(value) ? value : value.normalize('NFC'), sensitive: false, origin };
}

export function tuple(items: readonly Value[], open: Open | null = null): Sequence {
  return sequence('tuple', anyType, items, open);
}

export function list(element: Type, items: readonly Value[], open: Open | null = null): Sequence {
  return sequence('list', element, typed(items, element), open);
}

/** @param items distinct and in order: see set.ts */
export function setOf(element: Type, items: readonly Value[], open: Open | null = null): Sequence {
  return sequence('set', element, typed(items, element), open);
}

/** Nulls, and what is not known, have the type of the elements around them. */
function typed(items: readonly Value[], element: Type): readonly Value[] {
  return element.kind === 'any' || items.every((item) => ofType(item, element) === item) ? items : items.map((item) => ofType(item, element));
}

function ofType(item: Value, element: Type): Value {
  return (item.kind === 'null' || (item.kind === 'unknown' && !item.choices)) && item.type.kind === 'any' ? { ...item, type: element } : item;
}

function sequence(kind: Sequence['kind'], element: Type, items: readonly Value[], open: Open | null): Sequence {
  const depth = open === null ? depthOf(items) : { ...depthOf([...items, ...open.also]), whole: false };
  return { kind, loose: false, element, items, open, ...depth, sensitive: false, origin: null };
}

export function object(members: Iterable<readonly [string, Value]>, open: Open | null = null): Mapping {
  return mapping('object', anyType, members, open);
}

export function map(element: Type, members: Iterable<readonly [string, Value]>, open: Open | null = null): Mapping {
  return mapping('map', element, element.kind === 'any' ? members : Array.from(members, ([key, member]) => [key, ofType(member, element)] as const), open);
}

function mapping(kind: Mapping['kind'], element: Type, entries: Iterable<readonly [string, Value]>, open: Open | null): Mapping {
  // Of two equal keys the later one counts.
  const members = ascending(entries instanceof Map ? entries : new Map(entries));
  const depth = depthOf(members.values());
  return { kind, loose: false, element, members, open, ...depth, whole: depth.whole && open === null, sensitive: false, origin: null };
}

/** An object whose members are computed when somebody asks: outputs of a module, arguments of a resource. Functions take it as open. */
export function lazyObject(members: Members, open: Open): Mapping {
  return { kind: 'object', loose: false, element: anyType, members, open, whole: false, marked: false, weight: 1, height: 1, sensitive: false, origin: null };
}

function ascending(members: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  let last: string | null = null;
  for (const key of members.keys()) {
    if (last !== null && compareText(last, key) > 0) return sorted(members);
    last = key;
  }
  return members;
}

function sorted(members: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const ordered = new Map<string, Value>();
  for (const key of [...members.keys()].sort(compareText)) ordered.set(key, members.get(key) as Value);
  return ordered;
}

/** @throws Exhausted */
function depthOf(items: Iterable<Value>): Depth {
  let [whole, marked, weight, height] = [true, false, 1, 1];
  for (const item of items) {
    whole &&= isWhole(item);
    marked ||= isMarked(item);
    weight += weightOf(item);
    if ('height' in item && item.height >= height) height = item.height + 1;
  }
  if (weight > heaviest) throw new Exhausted('a value with more in it than landrail computes');
  if (height > highest) throw new Exhausted('a value that nests deeper than landrail follows');
  return { whole, marked, weight, height };
}

/** How much it is to go through the value once. */
export function weightOf(value: Value): number {
  if ('weight' in value) return value.weight;
  return value.kind === 'string' ? 1 + (value.value.length >> 4) : 1;
}

export function unknown(type: Type, reason: Unknown, notNull = false): UnknownValue {
  return { kind: 'unknown', type, reason, notNull, choices: null, encodes: null, problem: null, sensitive: false, origin: null };
}

/** One of several scalars: the value itself when all are alike, plainly unknown when they are too many. */
export function oneOf(type: Type, choices: readonly Scalar[], reason: Unknown): Value {
  const distinct = [...new Map(choices.map((one) => [scalarKey(one), one])).values()];
  const [only] = distinct;
  if (only && distinct.length === 1) return only;
  const notNull = distinct.length > 0 && distinct.every((one) => one.kind !== 'null');
  // Both booleans are all that there are.
  const closed = distinct.length > 0 && distinct.length <= mostChoices && !(type.kind === 'bool' && distinct.every((one) => one.kind === 'bool'));
  return { ...unknown(type, reason, notNull), choices: closed ? distinct : null };
}

function scalarKey(one: Scalar): string {
  const text = one.kind === 'null' ? '' : one.kind === 'number' ? ('whole' in one.value ? one.value.whole : `${one.value.negative}${one.value.mantissa}e${one.value.exponent}`) : one.value;
  return `${one.kind} ${text}`;
}

export function isScalar(value: Value): value is Scalar {
  return value.kind === 'string' || value.kind === 'number' || value.kind === 'bool' || value.kind === 'null';
}

export function isSequence(value: Value): value is Sequence {
  return value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple';
}

export function isMapping(value: Value): value is Mapping {
  return value.kind === 'map' || value.kind === 'object';
}

/** Nothing in it is unknown or open. */
export function isWhole(value: Value): boolean {
  return isSequence(value) || isMapping(value) ? value.whole : value.kind !== 'unknown';
}

/** It is certain that it is not null. */
export function isNotNull(value: Value): boolean {
  return value.kind === 'unknown' ? value.notNull : value.kind !== 'null';
}

/** Something in it is sensitive. */
export function isMarked(value: Value): boolean {
  return value.sensitive || ((isSequence(value) || isMapping(value)) && value.marked);
}

export function entriesOf(value: Mapping): readonly (readonly [string, Value])[] {
  return Array.from(value.members.keys(), (key) => [key, value.members.get(key) as Value] as const);
}

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

export function sensitive<V extends Value>(value: V): V {
  if (value.sensitive) return value;
  return 'marked' in value ? { ...value, sensitive: true, marked: true } : { ...value, sensitive: true };
}

export function sensitiveIf<V extends Value>(value: V, condition: boolean): V {
  return condition ? sensitive(value) : value;
}

/** Without the mark of the value itself; what it holds keeps its own. */
export function unmarked<V extends Value>(value: V): V {
  if (!value.sensitive) return value;
  const open = { ...value, sensitive: false };
  if (isSequence(open)) return { ...open, marked: depthOf([...open.items, ...(open.open?.also ?? [])]).marked };
  if (isMapping(open)) return { ...open, marked: open.members instanceof Map ? depthOf(open.members.values()).marked : false };
  return open;
}

/** Without any mark. */
export function unmarkedDeep(value: Value): Value {
  if (!isMarked(value)) return value;
  const plain = { ...value, sensitive: false };
  if (isSequence(plain)) {
    const open = plain.open && { ...plain.open, also: plain.open.also.map(unmarkedDeep) };
    return { ...plain, items: plain.items.map(unmarkedDeep), open, marked: false };
  }
  if (isMapping(plain)) return { ...plain, members: new Map(entriesOf(plain).map(([key, member]) => [key, unmarkedDeep(member)])), marked: false };
  return plain;
}

export function withOrigin(value: Value, origin: Origin): Value {
  return value.origin ? value : { ...value, origin };
}

/** As many references as a person can follow. */
const mostRefs = 16;

/** Why something that was made of these values is not known: the first reason in them, with all that they depend on. */
export function reasonOf(values: Iterable<Value>): Unknown {
  let because: string | null = null;
  const refs = new Set<string>();
  for (const reason of reasonsIn(values)) {
    because ??= reason.because;
    for (const ref of reason.refs) if (refs.size < mostRefs) refs.add(ref);
    if (refs.size >= mostRefs) break;
  }
  return unknownBecause(because ?? 'not known', [...refs]);
}

function* reasonsIn(values: Iterable<Value>): Generator<Unknown> {
  for (const value of values) {
    if (value.kind === 'unknown') yield value.reason;
    else if (!isWhole(value) && (isSequence(value) || isMapping(value))) {
      if (value.open) yield value.open.reason;
      if (isSequence(value)) yield* reasonsIn(value.items);
      else if (value.members instanceof Map) yield* reasonsIn(value.members.values());
    }
  }
}
