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

/** The same of an element that is nobody else's, and may be changed. */
export function ownPropertiesOf(element: Record<string, JsonValue>, answer: LiveAnswer, facts: TypeFacts | null, tags: readonly LiveTag[] | null): JsonObject {
  const path = tagPath(facts);
  if (tags === null || !usualTagPlaces.every((name) => name === path || !Object.hasOwn(element, name)) || Object.hasOwn(element, '$')) return propertiesOf(element, {}, answer, facts, tags);
  const found = Object.entries(answer.values).map(([name, written]) => [name, written.startsWith('^') ? undefined : propertyAt(element, written)] as const);
  for (const [name, value] of found) if (value !== undefined && value !== null) element[name] = value;
  element[path] = tagsAs(tags, facts);
  return element;
}

function tagsAs(tags: readonly LiveTag[], facts: TypeFacts | null): JsonValue {
  const own = tags.filter((tag) => !isReserved(tag));
  return facts?.tags ? tagProperty(own, facts.tags) : own;
}

/** The element in CloudFormation's words, with those tags that somebody has set. */
export function propertiesOf(element: JsonObject, around: JsonObject, answer: LiveAnswer, facts: TypeFacts | null, tags: readonly LiveTag[] | null): JsonObject {
  // Of a list of names an element is no more than its name.
  const values: Record<string, JsonValue> = {};
  // To take members out again would make it slow for all that follows.
  if (!Object.hasOwn(element, '$')) for (const name of Object.keys(element)) if (name !== '__proto__' && !usualTagPlaces.includes(name)) values[name] = element[name] as JsonValue;
  for (const [name, written] of Object.entries(answer.values)) {
    const found = written.startsWith('^') ? propertyAt(around, written.slice(1)) : propertyAt(element, written);
    if (found !== undefined && found !== null) values[name] = found;
  }
  if (tags !== null) values[tagPath(facts)] = tagsAs(tags, facts);
  return values;
}

export function tagPath(facts: TypeFacts | null): string {
  return facts?.tags?.path ?? 'Tags';
}
