import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/** What stands in records in place of what nobody is to read, even in tags. */
const words = /^<?sensitiveDataRemoved>?$|^HIDDEN_DUE_TO_SECURITY_REASONS$|^\*{3,}$/;

export function isHidden(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return words.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (isArray(value)) return value.some(isHidden);
  for (const key of Object.keys(value)) if (words.test(key) || isHidden(value[key])) return true;
  return false;
}

/** The first place at which something is hidden: `distributionConfig.comment`; null where nothing is. */
function hiddenAt(value: JsonValue | undefined, path: string): string | null {
  if (typeof value === 'string') return words.test(value) ? path : null;
  const entries = isArray(value) ? value.map((inner, index) => [`${path}[${index}]`, inner] as const) : isObject(value) ? Object.entries(value).map(([key, inner]) => [`${path}.${key}`, inner] as const) : [];
  for (const [at, inner] of entries) {
    const found = words.test(at.slice(at.lastIndexOf('.') + 1)) ? path : hiddenAt(inner, at);
    if (found !== null) return found;
  }
  return null;
}

/** What is left when hidden texts are taken out; undefined where that is all. */
export function withoutHidden(value: JsonValue): JsonValue | undefined {
  if (!isHidden(value)) return value;
  if (isArray(value)) return value.flatMap((inner) => withoutHidden(inner) ?? []);
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => {
    const shown = withoutHidden(inner);
    return shown === undefined ? [] : [[key, shown] as const];
  }));
}

const parts = ['requestParameters', 'responseElements', 'serviceEventDetails'] as const;

/**
 * What a record lacks of what happened: parts that are hidden or too large, and what an addendum says was late or cut off
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
 */
export function gapsOf(record: JsonObject): readonly string[] {
  const addendum = member(record, 'addendum');
  const reason = member(addendum, 'reason');
  const updated = member(addendum, 'updatedFields');
  const fields = typeof updated === 'string' && updated !== '' ? ` in ${updated}` : '';
  return [
    ...parts.flatMap((part) => {
      const value = member(record, part);
      if (member(value, 'omitted') === true) return [`${part} is left out${typeof member(value, 'reason') === 'string' ? `: ${String(member(value, 'reason'))}` : ''}`];
      // What of an answer is hidden are the secrets that it handed out.
      if (part === 'responseElements') return [];
      if (!isObject(value)) return isHidden(value) ? [`${part} is hidden`] : [];
      return Object.keys(value).flatMap((key) => (isHidden(value[key]) ? [`${hiddenAt(value[key], `${part}.${key}`) ?? part} is hidden`] : []));
    }),
    ...(isObject(addendum) ? [`the record came late or cut off${fields}${typeof reason === 'string' ? `: ${reason}` : ''}`] : []),
  ];
}

/** A part that is too large is as good as not there. */
export function partOf(record: JsonObject, part: (typeof parts)[number]): JsonValue {
  const value = member(record, part) ?? null;
  return member(value, 'omitted') === true ? null : value;
}
