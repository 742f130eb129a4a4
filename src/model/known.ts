/**
 * What an input says of one field. A plan, a template or an inventory often cannot tell a value; guessing it is how a gate
 * goes green by accident, so "not known" is a value of its own and carries a reason that a person can act on.
 */
export type Known<T> = Certain<T> | Unknown | Absent | OneOf<T>;

export interface Certain<T> {
  readonly status: 'known';
  readonly value: T;
}

export interface Unknown {
  readonly status: 'unknown';
  /** One clause, no full stop: `known after apply`, `variable without a value`, `provider region comes from the environment`. */
  readonly because: string;
  /** What the value depends on, as the source names it: `var.region`, `aws_vpc.main.id`, `provider aws.west`. */
  readonly refs: readonly string[];
}

/** The input says that the field is not set. */
export interface Absent {
  readonly status: 'absent';
}

/** Not known, but from a closed set: it decides a guardrail when all of its values agree. Never empty, sorted, no duplicates. */
export interface OneOf<T> {
  readonly status: 'oneOf';
  readonly values: readonly T[];
  readonly because: string;
  readonly refs: readonly string[];
}

export const absent: Absent = Object.freeze({ status: 'absent' });

export function known<T>(value: T): Certain<T> {
  return { status: 'known', value };
}

export function unknown(because: string, refs: readonly string[] = []): Unknown {
  return { status: 'unknown', because, refs };
}

/** A single possibility is simply known. */
export function oneOf<T extends string | number>(values: readonly T[], because: string, refs: readonly string[] = []): Known<T> {
  const distinct = [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (distinct.length === 0) return unknown(because, refs);
  return distinct.length === 1 ? known(distinct[0] as T) : { status: 'oneOf', values: distinct, because, refs };
}
