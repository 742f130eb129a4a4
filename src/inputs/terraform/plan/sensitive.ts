import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/** Scalars of `value` (nested no deeper than a plan may be) where `mask` (of the same form, `true` for all below) says that they are sensitive. */
export function collectSensitive(value: JsonValue | undefined, mask: JsonValue | undefined, into: Set<string>): void {
  if (value === undefined || value === null || mask === undefined || mask === null || mask === false) return;
  if (mask === true) collectScalars(value, into);
  else if (isArray(mask)) {
    if (isArray(value)) for (const [index, hidden] of mask.entries()) collectSensitive(value[index], hidden, into);
  } else if (isObject(mask) && isObject(value)) {
    for (const key of Object.keys(mask)) collectSensitive(member(value, key), mask[key], into);
  }
}

function collectScalars(value: JsonValue, into: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') into.add(String(value));
  else if (isArray(value)) for (const one of value) collectScalars(one, into);
  else if (isObject(value)) for (const one of Object.values(value)) collectScalars(one, into);
}

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
