import { armTypes } from '#catalog/arm.ts';
import { isArray, member, type JsonValue } from '#model/json.ts';
import { absent } from '#model/known.ts';
import type { Ancestry } from '../ancestry.ts';
import type { Answers } from '../answers.ts';
import { scopeWith } from '#model/scope.ts';
import { failureOf, itemsIn } from './list.ts';

/**
 * `az account management-group list`, `show --expand --recurse` and `entities list`, and the REST answers of the same: groups within
 * groups down to the subscriptions, or each with its parent.
 */
export const managementGroups: Answers = {
  provider: 'azure',
  types: armTypes,
  tree(page, ancestry) {
    for (const item of itemsIn(page)) addTo(ancestry, item, null);
  },
  *rows(page, told) {
    const failure = failureOf(page.value('error'));
    if (failure !== null) told.malformed(`an error stands in place of management groups: ${failure}`);
    if (typeof page.value('nextLink') === 'string') told.goesOn('a nextLink is left: there are more pages');
    for (const item of itemsIn(page)) {
      for (const group of groupsIn(item)) {
        const id = idOf(group) ?? '';
        const name = text(member(group, 'name')) ?? id.slice(id.lastIndexOf('/') + 1);
        yield {
          type: 'Microsoft.Management/managementGroups',
          id,
          aliases: [...new Set([name, text(member(group, 'displayName')) ?? name])],
          name,
          region: absent,
          regionPath: 'location',
          zone: absent,
          scope: scopeWith({}),
          values: {},
          untold: {},
          partial: null,
          gone: null,
          madeBy: null,
          recorded: null,
        };
      }
    }
  },
};

function addTo(ancestry: Ancestry, item: JsonValue, above: string | null): void {
  const id = idOf(item);
  if (id === null) return;
  const parent = above ?? idOf(part(item, 'parent')) ?? idOf(member(part(item, 'details'), 'parent'));
  // A list without parents takes nothing away from what another file tells.
  if (parent !== null || ancestry.upward(id).length === 0) ancestry.add(id, { name: text(member(item, 'name')) ?? id.slice(id.lastIndexOf('/') + 1), parent });
  for (const child of childrenOf(item)) addTo(ancestry, child, id);
}

function* groupsIn(item: JsonValue): Iterable<JsonValue> {
  if (idOf(item)?.startsWith('/providers/') === true) yield item;
  for (const child of childrenOf(item)) yield* groupsIn(child);
}

function childrenOf(item: JsonValue): readonly JsonValue[] {
  const children = part(item, 'children');
  return isArray(children) ? children : [];
}

/** The command line lifts properties to the top. */
function part(item: JsonValue, key: string): JsonValue | undefined {
  return member(item, key) ?? member(member(item, 'properties'), key);
}

function idOf(item: JsonValue | undefined): string | null {
  return text(member(item, 'id'))?.toLowerCase() ?? null;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
