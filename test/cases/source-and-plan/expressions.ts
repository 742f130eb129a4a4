import type { Chance } from './random.ts';

export type Scalar = string | number | boolean;

/** Values by key, in the order in which they are written. A null leaves the key out, `computed` is known after apply. */
export type Tags = readonly (readonly [key: string, value: string | null | Computed])[];

export const computed = Symbol('known after apply');
type Computed = typeof computed;

/** What an expression may refer to: the module that it stands in, and what is said of its variables at the root. */
export interface Place {
  /** Adds a local value and names it. */
  local(expression: string): string;
  /** A variable of the module, with the value that it has when the configuration is planned. */
  variable(type: string, value: string, given: Given, decoys?: readonly string[]): string;
  /** The id of something that only an apply makes. */
  made(): string;
}

/**
 * How a variable comes to its value: `default`, or `set` where the configuration is planned, and in the source only where its variable
 * files are read; `closed` beside that with a validation that lists what it may be.
 */
export type Given = 'default' | 'set' | 'closed';

export function hcl(value: Scalar): string {
  return typeof value === 'string' ? JSON.stringify(value).replaceAll('${', '$${') : String(value);
}

const decoys: readonly string[] = ['eu-west-2', 'm7i.large', 'legacy', 'Standard_B1s', 'x'];

/** An expression that comes to the value; `depth` bounds how far it goes. */
export function expression(value: Scalar, at: Place, chance: Chance, depth = 2): string {
  if (depth === 0) return hcl(value);
  const inner = (one: Scalar = value): string => expression(one, at, chance, depth - 1);
  const decoy = (): string => hcl(typeof value === 'string' ? chance.of(decoys) : typeof value === 'number' ? value + 1 : !value);
  const type = typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'bool';
  const flag = (to: boolean): string => at.variable('bool', String(to), chance.of(['default', 'default', 'set']));
  const ways: (() => string)[] = [
    () => hcl(value),
    () => hcl(value),
    () => at.local(inner()),
    () => at.variable(type, hcl(value), 'default'),
    () => at.variable(type, hcl(value), 'set'),
    () => at.variable(type, hcl(value), 'closed', [decoy()]),
    () => `${flag(true)} ? ${inner()} : ${decoy()}`,
    () => `${flag(false)} ? ${decoy()} : ${inner()}`,
    () => `lookup({ a = ${inner()}, b = ${decoy()} }, "a", ${decoy()})`,
    () => `[${decoy()}, ${inner()}][1]`,
    () => `element([${inner()}, ${decoy()}], 2)`,
    () => `try({}.missing, ${inner()})`,
    () => `coalesce(null, ${inner()})`,
    () => `one([${inner()}])`,
    () => `[for key, one in { a = ${decoy()}, b = ${inner()} } : one if key == "b"][0]`,
    () => `${at.local(`{ chosen = ${inner()}, other = [${decoy()}] }`)}.chosen`,
    () => `${at.variable('map(any)', `{ chosen = ${hcl(value)} }`, chance.of(['default', 'set']))}["chosen"]`,
  ];
  if (typeof value === 'string' && value.length > 3) {
    const [head, tail] = [value.slice(0, 2), value.slice(2)];
    ways.push(
      () => `join("", [${hcl(head)}, ${inner(tail)}])`,
      () => `format("%s%s", ${inner(head)}, ${hcl(tail)})`,
      () => `"${head}\${${inner(tail)}}"`,
      () => `replace(${hcl(`_${value}`)}, "_", "")`,
      () => `trimspace(${hcl(` ${value} `)})`,
    );
  }
  return `(${chance.of(ways)()})`;
}

/** An expression that comes to a map of tags. */
export function tagsExpression(tags: Tags, at: Place, chance: Chance): string {
  const pair = ([key, value]: Tags[number]): string => `${/^[a-z]+$/.test(key) && chance.is(0.7) ? key : hcl(key)} = ${value === null ? 'null' : value === computed ? at.made() : expression(value, at, chance, 1)}`;
  const object = (some: Tags): string => `{ ${some.map(pair).join(', ')} }`;
  const known = tags.filter((one): one is readonly [string, string] => typeof one[1] === 'string');
  const literal = (some: readonly (readonly [string, string])[]): string => `{ ${some.map(([key, value]) => `${hcl(key)} = ${hcl(value)}`).join(', ')} }`;
  const cut = chance.below(tags.length + 1);
  const ways: (() => string)[] = [
    () => object(tags),
    () => object(tags),
    () => at.local(object(tags)),
    () => `merge(${object(tags.slice(0, cut))}, ${object(tags.slice(cut))})`,
    () => `merge(${at.local(object(tags.slice(0, cut)))}, ${object(tags.slice(cut))})`,
  ];
  if (known.length === tags.length) {
    const rest = known.slice(cut);
    ways.push(
      () => at.variable('map(string)', literal(known), 'default'),
      () => at.variable('map(string)', literal(known), 'set'),
      () => `merge(${at.variable('map(string)', literal(known.slice(0, cut)), chance.of(['default', 'set']))}, ${literal(rest)})`,
      () => `{ for key, value in ${literal(known)} : key => value }`,
      () => `${at.variable('bool', 'true', chance.of(['default', 'set']))} ? ${literal(known)} : { owner = "nobody" }`,
      () => `tomap(${literal(known)})`,
    );
  }
  return `(${chance.of(ways)()})`;
}
