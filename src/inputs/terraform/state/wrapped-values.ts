import { isArray, isObject, type JsonValue } from '#model/json.ts';

/**
 * Arguments of any type (`input` of terraform_data, `manifest` of kubernetes_manifest, `body` of azapi_resource) are kept beside their
 * type: `{"value": {"a": 1}, "type": ["object", {"a": "number"}]}`. A block with arguments of these very names is none of that: its
 * members are sorted, so that the type comes first.
 */
export function unwrapped(value: JsonValue): JsonValue {
  if (isArray(value)) return same(value, value.map(unwrapped));
  if (!isObject(value)) return value;
  const names = Object.keys(value);
  const inner = value['value'];
  if (names.length === 2 && names[0] === 'value' && inner !== undefined && isType(value['type'])) return unwrapped(inner);
  const members = names.map((name) => unwrapped(value[name] as JsonValue));
  return names.every((name, index) => value[name] === members[index]) ? value : Object.fromEntries(names.map((name, index) => [name, members[index] as JsonValue]));
}

/** Most lists hold nothing of the kind. */
function same(before: readonly JsonValue[], after: readonly JsonValue[]): readonly JsonValue[] {
  return before.every((one, index) => one === after[index]) ? before : after;
}

/** `"string"`, `["list", "string"]`, `["object", {…}]`: https://github.com/zclconf/go-cty/blob/main/docs/json.md */
function isType(type: JsonValue | undefined): boolean {
  if (typeof type === 'string') return ['string', 'number', 'bool', 'dynamic'].includes(type);
  return isArray(type) && type.length === 2 && typeof type[0] === 'string' && ['list', 'set', 'map', 'object', 'tuple'].includes(type[0]);
}
