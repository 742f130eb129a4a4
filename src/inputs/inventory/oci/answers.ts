import { terraformTypes } from '#catalog/terraform.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Ancestry } from '../ancestry.ts';
import type { Answers } from '../answers.ts';
import { pagesWithin, type Page } from '../page.ts';
import { rowOf } from './row.ts';

/** `oci <service> <thing> list` and `get`, and what the SDKs and REST give: a list, a page with `data`, one resource, lines. */
export const ociList: Answers = {
  provider: 'oci',
  types: terraformTypes,
  *rows(page, told, ancestry) {
    let left: string | null = null;
    for (const one of pagesWithin(page, isPage)) {
      const failure = failureOf(one);
      if (failure !== null) {
        told.malformed(`an error stands in place of resources: ${failure}`);
        told.incomplete('the call failed');
        continue;
      }
      left = tokenOf(one);
      for (const item of itemsIn(one)) {
        const row = rowOf(item, told, ancestry);
        if (row !== null) yield row;
      }
    }
    if (left !== null) told.goesOn(`an ${left} is left: there are more pages (--all fetches them)`);
  },
};

function isPage(element: JsonValue): boolean {
  return member(element, 'data') !== undefined && member(element, 'id') === undefined;
}

/** What holds compartments tells where everything else stands as well. */
export const ociWithCompartments: Answers = {
  ...ociList,
  tree(page, ancestry) {
    for (const one of pagesWithin(page, isPage)) for (const item of itemsIn(one)) if (isObject(item)) addTo(ancestry, item);
  },
};

function addTo(ancestry: Ancestry, item: JsonObject): void {
  const id = first(item, ['id', 'identifier']);
  const name = first(item, ['name', 'display-name', 'displayName', 'display_name']);
  if (id !== null && name !== null && id.startsWith('ocid1.compartment.')) ancestry.add(id, { name, parent: first(item, ['compartment-id', 'compartmentId', 'compartment_id']) });
}

function first(item: JsonObject, keys: readonly string[]): string | null {
  return keys.map((key) => item[key]).find((value) => typeof value === 'string') ?? null;
}

function* itemsIn(page: Page): Iterable<JsonValue> {
  if (page.lists('data')) yield* page.elements('data');
  else if (page.value('data') !== undefined) yield* listIn(page.value('data') ?? null);
  else if (page.value('id') === undefined && page.lists('items')) yield* page.elements('items');
  else if (['id', 'identifier', 'compartmentId', 'name'].some((key) => page.value(key) !== undefined)) yield page.whole();
  else yield* page.elements(null);
}

/** Some lists are wrapped once more: `{"items": […]}`. */
function listIn(data: JsonValue): readonly JsonValue[] {
  const items = isArray(data) ? data : member(data, 'items');
  return isArray(items) ? items : [data];
}

function tokenOf(page: Page): string | null {
  return ['opc-next-page', 'opcNextPage'].find((key) => typeof page.value(key) === 'string' && page.value(key) !== '') ?? null;
}

function failureOf(page: Page): string | null {
  const [code, message] = [page.value('code'), page.value('message')];
  return typeof code === 'string' && typeof message === 'string' ? `${code}: ${message}` : null;
}
