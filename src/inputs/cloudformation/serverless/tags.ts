import { cloudFormationType } from '#catalog/cloudformation.ts';
import { isArray, type JsonValue } from '#model/json.ts';
import type { Unknown } from '#model/known.ts';
import { isHidden, Open, openness, Unsure, type Mask } from '../../resource/mask.ts';
import { isSet, isTrue, keysOf, mapOf, nothing, partAt, type Part } from './part.ts';

/** Tags that SAM gives to what it makes beside another resource. */
export interface MadeTags {
  readonly tags: Part;
  /** Where they are written there; null where it is given none. */
  readonly at: string | null;
  /** Whether they are those of the other one. */
  readonly same: boolean;
}

/** What SAM never gives any, whatever the other one has. */
export const noneOf: MadeTags = { tags: nothing, at: null, same: false };

/** Those of the other one. */
export function sameAs(other: Part): MadeTags {
  return { tags: partAt(other, 'Tags'), at: 'Tags', same: true };
}

/**
 * Those of the other one with `PropagateTags: true`, else none.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-propagatetags
 */
export function propagatedBy(other: Part): MadeTags {
  const tags = partAt(other, 'Tags');
  if (isSet(tags) === false) return { tags: nothing, at: null, same: true };
  const isHandedOn = isTrue(partAt(other, 'PropagateTags'));
  if (isHandedOn === true) return { tags, at: 'Tags', same: true };
  return isHandedOn === false ? noneOf : { tags: { value: undefined, mask: new Unsure(isHandedOn) }, at: 'PropagateTags', same: false };
}

/** Tags as a type takes them: SAM writes them as a map, and makes a list of it where the type wants one. */
export function tagsFor(type: string, tags: Part): Part {
  return cloudFormationType(type)?.tags?.style === 'list' && isSet(tags) !== false && !isHidden(tags.mask) && !isArray(tags.value) ? listed(tags) : tags;
}

function listed(tags: Part): Part {
  const values: JsonValue[] = [];
  const masks: Mask[] = [];
  let open: Unknown | null = openness(tags.mask);
  for (const key of keysOf(tags)) {
    const value = partAt(tags, key);
    const sure = isSet(value);
    if (typeof sure === 'object') open ??= sure;
    else {
      const pair = mapOf({ Key: { value: key, mask: undefined }, Value: value });
      values.push(pair.value ?? null);
      masks.push(pair.mask ?? null);
    }
  }
  return { value: values, mask: open === null ? masks : new Open(masks, open) };
}
