import { byCodePoint, isArray, isObject, type JsonValue } from '#model/json.ts';

/** JSON with sorted keys: equal values have equal texts, whichever engine or file they came from. */
export function canonical(value: JsonValue): string {
  if (isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort(byCodePoint);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] as JsonValue)}`).join(',')}}`;
}
