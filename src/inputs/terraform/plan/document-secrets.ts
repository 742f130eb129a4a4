import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { collectSensitive } from '../../resource/sensitive.ts';

/** Values beside their masks, as Terraform writes them (jsonplan, jsonstate). */
const masked: readonly (readonly [value: string, mask: string])[] = [
  ['after', 'after_sensitive'],
  ['before', 'before_sensitive'],
  ['values', 'sensitive_values'],
  ['config_values', 'config_sensitive'],
];

/** Every sensitive scalar of a raw plan: a policy that reads the document may print what no resource of the plan holds. */
export function documentSecrets(document: JsonObject): ReadonlySet<string> {
  const found = new Set<string>();
  const pending: JsonValue[] = [document];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isArray(next)) pending.push(...next);
    if (!isObject(next)) continue;
    for (const [value, mask] of masked) if (Object.hasOwn(next, mask)) collectSensitive(member(next, value), member(next, mask), found);
    if (member(next, 'sensitive') === true) collectSensitive(member(next, 'value') ?? member(next, 'default'), true, found);
    for (const key of Object.keys(next)) {
      const inner = next[key];
      if (isObject(inner) || isArray(inner)) pending.push(inner);
    }
  }
  return found;
}
