import { isArray, isObject, type JsonValue } from '#model/json.ts';

/** Whether two values are the same to a variable, which takes `"3"` for 3. */
export function isSameJson(a: JsonValue, b: JsonValue): boolean {
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, index) => isSameJson(item, b[index] ?? null));
  if (isObject(a)) {
    const keys = Object.keys(a);
    return isObject(b) && keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key] ?? null, b[key] ?? null));
  }
  if (isArray(b) || isObject(b) || a === null || b === null) return a === b;
  return String(a) === String(b);
}
