import { isArray, isObject, type JsonValue } from '#model/json.ts';

/** Names of arguments that providers mark as sensitive: their schemas, which say so, are neither in a saved plan nor in a state. */
const secretName = /(?:^|_)(?:password|passwd|secret|token|private_key|api_key|access_key|credentials?|connection_string|sas_url|certificate_key|passphrase)(?:_|$)/;

/** The mask of sensitive places with a mark on what is a secret by its name as well. */
export function withLikelySecrets(value: JsonValue, mask: JsonValue | undefined): JsonValue | undefined {
  if (mask === true) return true;
  if (isArray(value)) {
    const items = value.map((item, index) => withLikelySecrets(item, isArray(mask) ? mask[index] : undefined));
    return items.some((item) => item !== undefined) ? items.map((item) => item ?? false) : mask;
  }
  if (!isObject(value)) return mask;
  const members: [string, JsonValue][] = [];
  for (const [key, item] of Object.entries(value)) {
    const before = isObject(mask) && Object.hasOwn(mask, key) ? mask[key] : undefined;
    const now = secretName.test(key) && (typeof item === 'string' || isArray(item)) ? true : withLikelySecrets(item, before);
    if (now !== undefined) members.push([key, now]);
  }
  return members.length === 0 ? mask : Object.fromEntries(members);
}
