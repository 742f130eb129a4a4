import { importFacts } from '#catalog/imports.ts';
import { memberFacts } from '#catalog/members.ts';
import { ruleArguments } from '#catalog/rule-sets.ts';
import { nameArgument, plannedName } from '#catalog/type-names.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';

const none: readonly string[] = [];
const wanted = new Map<string, readonly string[]>();

/** Arguments that a correlation asks of resources of a type, beside what the model says of all: what readers are to hand over as `attributes`. */
export function attributesFor({ type }: Pick<Resource, 'type'>): readonly string[] {
  const before = wanted.get(type);
  if (before !== undefined) return before;
  const facts = memberFacts(type);
  const name = nameArgument(type) ?? (plannedName(type) === null ? null : 'name');
  const paths = [...importFacts(type).choices.map(({ at }) => at), ...ruleArguments(type), ...(facts === null ? [] : [...facts.members, ...facts.defaults, ...facts.is, ...facts.service, ...(facts.of === null ? [] : [facts.of]), ...(facts.ofDefault === null ? [] : [facts.ofDefault])]), ...(name === null ? [] : [name])];
  const heads = paths.length === 0 ? none : [...new Set(paths.map((path) => path.replace(/[.[= ].*$/, '')))];
  wanted.set(type, heads);
  return heads;
}

/** Texts at a path: `a[].b` of every element, `a[?c.d].b` of those in which `c.d` is true. */
export function textsAt(attributes: JsonObject | null, path: string): readonly string[] {
  if (attributes === null) return none;
  const found: string[] = [];
  walk(attributes, steps(path), 0, (value) => {
    if (typeof value === 'string' && value !== '') found.push(value);
    else if (typeof value === 'boolean' || typeof value === 'number') found.push(String(value));
  });
  return found;
}

/** What stands at a path without lists; undefined where nothing does. */
export function valueAt(attributes: JsonObject, path: string): JsonValue | undefined {
  return path.split('.').reduce<JsonValue | undefined>((value, name) => (isObject(value) ? member(value, name) : undefined), attributes);
}

/** `IsDefault=true` */
export function holdsAt(attributes: JsonObject | null, condition: string): boolean {
  const at = condition.lastIndexOf('=');
  return textsAt(attributes, condition.slice(0, at)).includes(condition.slice(at + 1));
}

interface Step {
  readonly name: string;
  readonly each: boolean;
  readonly where: string | null;
}

const cut = new Map<string, readonly Step[]>();

function steps(path: string): readonly Step[] {
  const before = cut.get(path);
  if (before !== undefined) return before;
  const found = [...path.matchAll(/([^.[\]]+)(\[(?:\?([^\]]*))?\])?/g)].map(([, name = '', list, where]): Step => ({ name, each: list !== undefined, where: where ?? null }));
  cut.set(path, found);
  return found;
}

function walk(value: JsonValue | undefined, path: readonly Step[], at: number, take: (value: JsonValue) => void): void {
  if (value === undefined) return;
  const step = path[at];
  if (step === undefined) return take(value);
  const inner = isObject(value) ? member(value, step.name) : undefined;
  if (!step.each) return walk(inner, path, at + 1, take);
  // A single block may stand without its list.
  for (const one of isArray(inner) ? inner : inner === undefined ? [] : [inner]) {
    if (step.where !== null && !(isObject(one) && textsAt(one, step.where).includes('true'))) continue;
    walk(one, path, at + 1, take);
  }
}
