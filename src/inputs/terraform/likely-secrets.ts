import { isArray, isObject, type JsonValue } from '#model/json.ts';

/** Names of arguments that providers mark as sensitive: their schemas, which say so, are neither in a saved plan nor in a state. */
const secretName = /(?:^|_)(?:password|passwd|secret|token|private_key|api_key|access_key|credentials?|connection_string|sas_url|certificate_key|passphrase)(?:_|$)/;

/** The mask of sensitive places with a mark on what is a secret by its name as well. */
export function withLikelySecrets(value: JsonValue, mask: JsonValue | undefined): JsonValue | undefined {
  if (mask === true || typeof value !== 'object' || value === null) return mask;
  if (isArray(value)) {
    let items: JsonValue[] | null = null;
    for (let index = 0; index < value.length; index++) {
      const now = withLikelySecrets(value[index] as JsonValue, isArray(mask) ? mask[index] : undefined);
      if (now !== undefined) (items ??= Array.from(value, () => false))[index] = now;
    }
    return items ?? mask;
  }
  let members: [string, JsonValue][] | null = null;
  for (const key of Object.keys(value)) {
    const item = value[key] as JsonValue;
    const before = isObject(mask) && Object.hasOwn(mask, key) ? mask[key] : undefined;
    const now = secretName.test(key) && (typeof item === 'string' || isArray(item)) ? true : withLikelySecrets(item, before);
    if (now !== undefined) (members ??= []).push([key, now]);
  }
  return members === null ? mask : Object.fromEntries(members);
}
