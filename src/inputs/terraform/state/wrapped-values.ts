import { isArray, isObject, type JsonValue } from '#model/json.ts';

/**
 * Arguments of any type (`input` of terraform_data, `manifest` of kubernetes_manifest, `body` of azapi_resource) are kept beside their
 * type: `{"value": {"a": 1}, "type": ["object", {"a": "number"}]}`. A block with arguments of these very names is none of that: its
 * members are sorted, so that the type comes first.
 */
export function unwrapped(value: JsonValue): JsonValue {
  // Most lists and objects hold nothing of the kind, and stay what they are.
  if (isArray(value)) {
    let list: JsonValue[] | null = null;
    for (let index = 0; index < value.length; index++) {
      const before = value[index] as JsonValue;
      const after = typeof before === 'object' ? unwrapped(before) : before;
      if (after !== before) (list ??= [...value])[index] = after;
    }
    return list ?? value;
  }
  if (!isObject(value)) return value;
  const names = Object.keys(value);
  const inner = value['value'];
  if (names.length === 2 && names[0] === 'value' && inner !== undefined && isType(value['type'])) return unwrapped(inner);
  let members: Map<string, JsonValue> | null = null;
  for (const name of names) {
    const before = value[name] as JsonValue;
    const after = typeof before === 'object' ? unwrapped(before) : before;
    if (after !== before) (members ??= new Map(Object.entries(value))).set(name, after);
  }
  return members === null ? value : Object.fromEntries(members);
}

/** `"string"`, `["list", "string"]`, `["object", {…}]`: https://github.com/zclconf/go-cty/blob/main/docs/json.md */
function isType(type: JsonValue | undefined): boolean {
  if (typeof type === 'string') return ['string', 'number', 'bool', 'dynamic'].includes(type);
  return isArray(type) && type.length === 2 && typeof type[0] === 'string' && ['list', 'set', 'map', 'object', 'tuple'].includes(type[0]);
}
