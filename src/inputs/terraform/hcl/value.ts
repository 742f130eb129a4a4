import type { Unknown } from '#model/known.ts';
import { whole, type Num } from './number.ts';
import { Exhausted } from './refusal.ts';
import type { SourceRange } from './syntax.ts';
import { anyType, type Type } from './type.ts';

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

export interface Depth {
  /** Nothing in it is unknown or open. */
  readonly whole: boolean;
  /** Something in it, or all of it, is sensitive. */
  readonly marked: boolean;
  /** How much there is in it, what is in it twice counted twice. */
  readonly weight: number;
  /** How many collections stand one in the other. */
  readonly height: number;
}

export const longestText = 4 * 2 ** 20;

/** A collection may hold more than is listed. */
export interface Open {
  readonly reason: Unknown;
  /** Elements that a sequence holds for certain, nobody knows where: `concat(var.more, ["a"])`. */
  readonly also: readonly Value[];
  /** Of a mapping: the only further keys that there may be; missing where any may. */
  readonly keys?: ReadonlySet<string>;
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

/** How much it is to go through the value once. */
export function weightOf(value: Value): number {
  if ('weight' in value) return value.weight;
  return value.kind === 'string' ? 1 + (value.value.length >> 4) : 1;
}

export function unknown(type: Type, reason: Unknown, notNull = false): UnknownValue {
  return { kind: 'unknown', type, reason, notNull, choices: null, encodes: null, problem: null, sensitive: false, origin: null };
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

export function withOrigin(value: Value, origin: Origin): Value {
  return value.origin ? value : { ...value, origin };
}
