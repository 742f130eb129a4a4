import { isArray, isObject, type JsonValue } from '#model/json.ts';

/** Tags are texts; what a loosely typed map holds otherwise is shown as Terraform would. */
export function tagText(value: JsonValue): string {
  return typeof value === 'string' ? value : isObject(value) || isArray(value) ? JSON.stringify(value) : String(value);
}
