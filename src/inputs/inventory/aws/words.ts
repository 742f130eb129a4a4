import type { TypeFacts } from '#catalog/facts.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';

const known = new WeakMap<TypeFacts, ReadonlyMap<string, string>>();
const none: ReadonlyMap<string, string> = new Map();

/** Members whose keys are somebody's own words. */
const free = new Set(['tags', 'labels', 'options', 'parameters', 'dockerlabels', 'hyperparameters', 'environment', 'statement', 'policydocument', 'assumerolepolicydocument']);

/**
 * An object in CloudFormation's words. ECS, EKS, Batch and AWS Config write `instanceType` for `InstanceType`, and Config `dBInstanceClass`
 * and `dbclusterArn` beside it: the names that the catalogue asks for are told by their letters alone, others get a capital.
 */
export function inWords(value: JsonObject, facts: TypeFacts | null): JsonObject {
  return renamed(value, facts === null ? none : namesOf(facts)) as JsonObject;
}

function renamed(value: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  if (isArray(value)) return value.map((one) => renamed(one, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [names.get(key.toLowerCase()) ?? capital(key), free.has(key.toLowerCase()) ? inner : renamed(inner, names)]));
}

function capital(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

function namesOf(facts: TypeFacts): ReadonlyMap<string, string> {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const paths = [
    ...facts.shapes.flatMap((one) => [one.path, ...(one.count?.split('|') ?? []), one.market, one.variant]),
    ...facts.image, ...facts.templates, ...facts.containers, ...facts.region.others, facts.tags?.path,
    ...facts.region.paths.map((one) => one.path), ...facts.nestedTags.map((one) => one.path), ...facts.relations.map((one) => one.path), ...facts.grants.map((one) => one.role),
  ];
  const names = new Map<string, string>();
  for (const path of paths) for (const name of (path ?? '').split('.')) names.set(name.replace(/\[.*$/, '').toLowerCase(), name.replace(/\[.*$/, ''));
  known.set(facts, names);
  return names;
}
