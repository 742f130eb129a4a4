import { isReserved, tagProperty, tagsIn, type LiveTag } from '#catalog/aws/tags.ts';
import type { TypeFacts } from '#catalog/facts.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { isHidden } from './hidden.ts';
import { listIn, memberOf, worded, type Look } from './paths.ts';

export interface ToldTags {
  /** Those that AWS sets as well. Null where the record does not tell. */
  readonly tags: readonly LiveTag[] | null;
  readonly hidden: boolean;
}

/** Where a call has tag specifications, in the older form and in that of the newer APIs. */
const specifications = ['req.tagSpecificationSet[]', 'req.TagSpecification[]', 'req.tagSpecifications[]'];

/** Tags of a create that names none are none: the call could have named some. */
export function tagsOf(look: Look, path: string, creates: boolean): ToldTags {
  const found = path.split('|').flatMap((one) => (one.startsWith('[') ? specified(look, one.slice(1, -1)) : look.all(one)));
  if (isHidden(found)) return { tags: null, hidden: true };
  const tags = found.flatMap((value) => tagsIn(isPair(value) ? [value] : value) ?? []).filter(distinct());
  const told = creates && look.first('req') !== undefined;
  return { tags: found.length > 0 || told ? tags : null, hidden: false };
}

function specified(look: Look, of: string): readonly JsonValue[] {
  return specifications
    .flatMap((path) => look.all(path))
    .filter((one) => worded(memberOf(one, 'resourceType')) === of)
    .flatMap((one) => ['tags', 'Tags', 'Tag'].flatMap((name) => (isArray(memberOf(one, name)) || name === 'Tag' ? listIn(memberOf(one, name)) : [])));
}

/** A tag, and not a map of tags with such a key. */
function isPair(value: JsonValue): boolean {
  return isObject(value) && ['Key', 'key', 'TagKey', 'tagKey'].some((name) => Object.hasOwn(value, name)) && Object.keys(value).every((name) => /^(?:tag|(?:tag)?key|(?:tag)?value|propagateAtLaunch|resource(?:Id|Type))$/i.test(name));
}

/** The request and the answer often tell the same tags; the first counts. */
function distinct(): (tag: LiveTag) => boolean {
  const met = new Set<string>();
  return ({ Key }) => !met.has(Key) && met.add(Key).size > 0;
}

export function tagValue(tags: readonly LiveTag[], facts: TypeFacts | null): JsonValue {
  const own = tags.filter((tag) => !isReserved(tag));
  return facts?.tags ? tagProperty(own, facts.tags) : own;
}
