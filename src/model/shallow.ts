import { isArray, isObject, type JsonObject, type JsonValue } from './json.ts';

/** Deeper values exist only to exhaust a stack: here, and in every report after. */
const mostDeep = 100;

export function isShallow(value: JsonValue, levels = mostDeep): boolean {
  if (isArray(value)) return levels > 0 && value.every((item) => isShallow(item, levels - 1));
  return !isObject(value) || (levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1)));
}

/** The value itself, or one whose deepest parts are replaced by `…`. */
export function shallow(value: JsonValue): JsonValue {
  return isShallow(value) ? value : cutBelow(value, mostDeep);
}

function cutBelow(value: JsonValue, levels: number): JsonValue {
  if (!isArray(value) && !isObject(value)) return value;
  if (levels === 0) return '…';
  if (isArray(value)) return value.map((item) => cutBelow(item, levels - 1));
  const out = Object.create(null) as { [key: string]: JsonValue };
  for (const [key, item] of Object.entries(value)) out[key] = cutBelow(item, levels - 1);
  return out as JsonObject;
}
