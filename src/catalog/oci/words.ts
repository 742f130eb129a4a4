import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';

/** Maps whose keys are somebody's own. */
const free = new Set(['freeform_tags', 'system_tags', 'metadata', 'extended_metadata', 'config', 'environment_variables', 'node_metadata', 'labels']);

/**
 * An object in Terraform's words: `shape-config` of the command line and `shapeConfig` of the SDKs are `shape_config`, and defined tags
 * are `namespace.key`.
 */
export function inTerraformWords(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]): [string, JsonValue] => {
    const name = snakeCase(key);
    return [name, name === 'defined_tags' ? flatTags(value) : free.has(name) ? value : inner(value)];
  }));
}

function inner(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(inner);
  return isObject(value) ? inTerraformWords(value) : value;
}

const known = new Map<string, string>();

/** Keys of an answer are few, however many rows it has. */
function snakeCase(key: string): string {
  const before = known.get(key);
  if (before !== undefined) return before;
  const name = key.replaceAll('-', '_').replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  if (known.size < 10_000) known.set(key, name);
  return name;
}

function flatTags(tags: JsonValue): JsonValue {
  if (!isObject(tags)) return tags;
  return Object.fromEntries(
    Object.entries(tags).flatMap(([namespace, keys]): readonly [string, JsonValue][] => (isObject(keys) ? Object.entries(keys).map(([key, value]) => [`${namespace}.${key}`, value]) : [[namespace, keys]])),
  );
}
