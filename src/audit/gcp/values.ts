import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';

/** Maps whose keys are somebody's own. */
const free = new Set(['labels', 'resourceLabels', 'userLabels', 'annotations', 'nodeSelector', 'env', 'environmentVariables', 'metadata']);

/**
 * An object of a request in the words of its API: entries write some members in snake case, as Protocol Buffers have them, and labels of
 * Compute Engine as a list.
 */
export function inApiWords(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): readonly (readonly [string, JsonValue])[] => {
      if (key === '@type') return [];
      const name = key.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
      return [[name, free.has(name) ? asMap(name, value) : inner(value)]];
    }),
  );
}

function inner(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(inner);
  return isObject(value) ? inApiWords(value) : value;
}

/** `[{key, value}]` -> `{key: value}`; metadata of machines is a list of its own in the API too. */
function asMap(name: string, value: JsonValue): JsonValue {
  if (name === 'metadata') return value;
  if (!isArray(value)) return value;
  return Object.fromEntries(value.flatMap((one): readonly (readonly [string, JsonValue])[] => (isObject(one) && typeof one['key'] === 'string' ? [[one['key'], one['value'] ?? '']] : [])));
}
