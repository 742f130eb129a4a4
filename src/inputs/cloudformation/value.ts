import { oneOf, unknown, type OneOf, type Unknown } from '#model/known.ts';
import type { Scalar } from './document/node.ts';

/**
 * What a part of a template comes to: a scalar, a list, a map, or what can be said of a value that is not known before the
 * stack is made. Three-valued: nothing here is ever guessed.
 */
export type Value = Scalar | ListValue | MapValue | Undecided | Perhaps | Nothing;

/** `AWS::NoValue`: what holds it is taken out. */
class Nothing {
  readonly kind = 'nothing';
}

export const nothing = new Nothing();

/** Not known, or one of a closed set. */
export class Undecided {
  readonly known: Unknown | OneOf<string | number>;
  constructor(known: Unknown | OneOf<string | number>) {
    this.known = known;
  }
}

/** A value that may also not be there at all: one branch of an undecided `Fn::If` is `AWS::NoValue`. */
export class Perhaps {
  readonly value: Value;
  readonly because: Unknown;
  constructor(value: Value, because: Unknown) {
    this.value = value;
    this.because = because;
  }
}

export class ListValue {
  readonly items: readonly Value[];
  /** Set when there may be further elements. */
  readonly open: Unknown | null;
  constructor(items: readonly Value[], open: Unknown | null = null) {
    this.items = items;
    this.open = open;
  }
}

export class MapValue {
  readonly members: ReadonlyMap<string, Value>;
  /** Set when there may be further members. */
  readonly open: Unknown | null;
  constructor(members: ReadonlyMap<string, Value>, open: Unknown | null = null) {
    this.members = members;
    this.open = open;
  }
}

/** More possibilities than this say no more than "not known". */
export const mostPossible = 1_000;

export function undecided(because: string, refs: readonly string[] = []): Undecided {
  return new Undecided(unknown(because, refs));
}

/** Scalars of which one is the value; a single one is simply known. */
export function possibly(values: readonly (string | number)[], because: string, refs: readonly string[]): Value {
  if (values.length > mostPossible) return undecided(because, refs);
  const set = oneOf(values, because, refs);
  if (set.status === 'known') return set.value;
  return set.status === 'absent' ? nothing : new Undecided(set);
}

/** The scalars that a value may be; null when that is not known. */
export function possibilities(value: Value): readonly Scalar[] | null {
  if (value instanceof Undecided) return value.known.status === 'oneOf' ? value.known.values : null;
  return isScalar(value) ? [value] : null;
}

export function isScalar(value: Value): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Why a value is not known, with all that its parts depend on; null for one that is known whole. */
export function doubt(value: Value): Unknown | null {
  let because: string | null = null;
  const refs = new Set<string>();
  const add = (reason: { readonly because: string; readonly refs: readonly string[] }): void => {
    because ??= reason.because;
    for (const ref of reason.refs) refs.add(ref);
  };
  const walk = (one: Value): void => {
    if (one instanceof Undecided) add(one.known);
    else if (one instanceof Perhaps) {
      add(one.because);
      walk(one.value);
    } else if (one instanceof ListValue) {
      if (one.open !== null) add(one.open);
      for (const item of one.items) walk(item);
    } else if (one instanceof MapValue) {
      if (one.open !== null) add(one.open);
      for (const member of one.members.values()) walk(member);
    }
  };
  walk(value);
  return because === null ? null : unknown(because, [...refs]);
}

/** As CloudFormation writes a scalar into a text. */
export function textOf(value: Scalar): string {
  return value === null ? '' : String(value);
}

/** As texts within texts: what the parts may be, put together by `join`. */
export function combined(parts: readonly Value[], join: (texts: readonly string[]) => string): Value {
  const refs = new Set<string>();
  let because: string | null = null;
  let size = 1;
  let closed = true;
  const choices: (readonly Scalar[])[] = [];
  for (const part of parts) {
    const values = possibilities(part);
    const reason = values !== null && values.length === 1 ? null : (doubt(part) ?? unknown('a list or map where a text is expected'));
    if (reason !== null) {
      because ??= reason.because;
      for (const ref of reason.refs) refs.add(ref);
    }
    if (values === null) closed = false;
    else {
      size *= values.length;
      choices.push(values);
    }
  }
  if (!closed || size > mostCombined) return undecided(because ?? 'too many possibilities', [...refs]);
  if (size === 1) return checked(join(choices.map(([only]) => textOf(only ?? null))));
  let texts: (readonly string[])[] = [[]];
  for (const values of choices) texts = texts.flatMap((start) => values.map((value) => [...start, textOf(value)]));
  const results = texts.map(join);
  if (results.some(isDynamic)) return undecided(dynamic, [...refs]);
  return possibly(results, because ?? '', [...refs]);
}

/** Combinations that are written out. */
const mostCombined = 256;

const dynamic = 'CloudFormation looks it up when the stack is made';

/** `{{resolve:ssm:…}}`, `{{resolve:secretsmanager:…}}`: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
function isDynamic(text: string): boolean {
  return text.includes('{{resolve:');
}

/** A text, unless it holds a dynamic reference. */
export function checked(text: string): Value {
  if (!isDynamic(text)) return text;
  return undecided(dynamic, [...text.matchAll(/\{\{resolve:[^}]*\}\}/g)].map(([reference]) => reference));
}
