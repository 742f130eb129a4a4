import { armTypes } from '#catalog/arm.ts';
import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import type { Answers } from '../answers.ts';
import { pagesWithin, type Page } from '../page.ts';
import { rowOf, type Answer } from './row.ts';

const answer: Answer = { untold: {}, bare: 'this list has no properties: az resource list and its like leave them out' };

/**
 * What Azure Resource Manager answers: `az … list` and `az … show` with properties lifted to the top, `az rest` with `value` and
 * `nextLink`, lists of resources of every type, single resources, and those as lines.
 */
export const armList: Answers = {
  provider: 'azure',
  types: armTypes,
  *rows(page, told, ancestry) {
    let left = false;
    for (const one of pagesWithin(page, isPage)) {
      const failure = failureOf(one.value('error'));
      if (failure !== null) {
        told.malformed(`an error stands in place of resources: ${failure}`);
        told.incomplete('the call failed');
        continue;
      }
      left = isLink(one.value('nextLink'));
      for (const item of itemsIn(one)) {
        const row = rowOf(item, answer, told, ancestry);
        if (row !== null) yield row;
      }
    }
    if (left) told.goesOn('a nextLink is left: there are more pages');
  },
};

function isPage(element: JsonValue): boolean {
  return isArray(member(element, 'value')) && member(element, 'id') === undefined;
}

/** A list, a page of one, or one resource. */
export function* itemsIn(page: Page): Iterable<JsonValue> {
  if (page.lists('value')) yield* page.elements('value');
  else if (page.value('id') !== undefined) yield page.whole();
  else yield* page.elements(null);
}

/** `AuthorizationFailed: The client … does not have authorization …`. */
export function failureOf(error: JsonValue | undefined): string | null {
  if (!isObject(error)) return null;
  const { code, message } = error;
  return [code, message].filter((one) => typeof one === 'string').join(': ');
}

function isLink(link: JsonValue | undefined): boolean {
  return typeof link === 'string' && link !== '';
}
