import type { TypeFacts } from '#catalog/facts.ts';
import type { LiveAnswer } from '#catalog/live-aws.ts';
import type { JsonObject, JsonValue } from '#model/json.ts';
import { propertyAt } from './at.ts';
import { isReserved, tagProperty, tagsIn, usualTagPlaces, type LiveTag } from '#catalog/aws/tags.ts';

/** Null where the element has none, not even an empty list. */
export function tagsOf(element: JsonObject, around: JsonObject, answer: LiveAnswer): readonly LiveTag[] | null {
  for (const path of answer.tags.length > 0 ? answer.tags : usualTagPlaces) {
    const tags = tagsIn(path.startsWith('^') ? propertyAt(around, path.slice(1)) : propertyAt(element, path));
    if (tags !== null) return tags;
  }
  return null;
}

/** The element in CloudFormation's words, with those tags that somebody has set. */
export function propertiesOf(element: JsonObject, around: JsonObject, answer: LiveAnswer, facts: TypeFacts | null, tags: readonly LiveTag[] | null): JsonObject {
  // Of a list of names an element is no more than its name.
  const values: Record<string, JsonValue> = Object.hasOwn(element, '$') ? {} : { ...element };
  for (const name of usualTagPlaces) Reflect.deleteProperty(values, name);
  for (const [name, written] of Object.entries(answer.values)) {
    const found = written.startsWith('^') ? propertyAt(around, written.slice(1)) : propertyAt(element, written);
    if (found !== undefined && found !== null) values[name] = found;
  }
  const own = tags?.filter((tag) => !isReserved(tag)) ?? null;
  if (own !== null) values[tagPath(facts)] = facts?.tags ? tagProperty(own, facts.tags) : own;
  return values;
}

export function tagPath(facts: TypeFacts | null): string {
  return facts?.tags?.path ?? 'Tags';
}
