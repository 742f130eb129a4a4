import { isArray, isObject, member, type JsonValue } from '#model/json.ts';

/** Scalars of `value` (nested no deeper than an input may be) where `mask` (of the same form, `true` for all below) says that they are sensitive. */
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
