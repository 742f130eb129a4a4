import type { TagFacts } from '../facts.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/** A tag as most answers hold it; those of an auto-scaling group say whether instances get them. */
export type LiveTag = JsonObject & { readonly Key: string; readonly Value: string };

/** Where answers have tags, in the order in which they are asked. */
export const usualTagPlaces = ['Tags', 'TagList', 'TagSet', 'tags', 'TagsList'];

/**
 * Tags of any form: lists of {Key, Value}, {key, value}, {TagKey, TagValue} (KMS) and {tagName, tagValue} (old items of Config), and
 * maps. Null: these are none.
 */
export function tagsIn(value: JsonValue | undefined): readonly LiveTag[] | null {
  if (isObject(value)) return Object.entries(value).map(([key, text]) => ({ Key: key, Value: worded(text) }));
  if (!isArray(value)) return null;
  const tags: LiveTag[] = [];
  for (const one of value) {
    const key = first(one, keys);
    if (typeof key !== 'string') continue;
    const tag = { Key: key, Value: worded(first(one, values) ?? '') };
    const propagates = first(one, propagations);
    tags.push(typeof propagates === 'boolean' ? { ...tag, PropagateAtLaunch: propagates } : tag);
  }
  return tags.length === 0 && value.length > 0 ? null : tags;
}

const keys = ['Key', 'key', 'TagKey', 'tagKey', 'tagName'];
const values = ['Value', 'value', 'TagValue', 'tagValue'];
const propagations = ['PropagateAtLaunch', 'propagateAtLaunch'];

/** Tags that AWS reserves for itself are nobody's to set, to miss or to remove. */
export function isReserved({ Key }: LiveTag): boolean {
  return Key.toLowerCase().startsWith('aws:');
}

/** Tags as the type holds them: a list, a map, or specifications that say of what they are. */
export function tagProperty(tags: readonly LiveTag[], { style, specifies }: TagFacts): JsonValue {
  if (style === 'map') return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  return style === 'specifications' ? [{ ...(specifies === null ? {} : { ResourceType: specifies }), Tags: tags }] : tags;
}

function first(value: JsonValue, names: readonly string[]): JsonValue | undefined {
  for (const name of names) {
    const one = member(value, name);
    if (one !== undefined && one !== null) return one;
  }
  return undefined;
}

function worded(value: JsonValue): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}
