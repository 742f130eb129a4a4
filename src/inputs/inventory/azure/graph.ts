import { armTypes } from '#catalog/arm.ts';
import { isArray, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Answers, Told } from '../answers.ts';
import type { Page } from '../page.ts';
import { rowOf, type Answer } from './row.ts';

const answer: Answer = {
  untold: { tags: 'the query does not ask for tags', location: 'the query does not ask for the location' },
  bare: 'the query does not ask for properties',
};

/** Azure Resource Graph: `az graph query`, and its REST answer with objects or with a table. */
export const resourceGraph: Answers = {
  provider: 'azure',
  types: armTypes,
  *rows(page, told, ancestry) {
    tellWhatIsLeft(page, told);
    for (const item of itemsIn(page)) {
      const row = rowOf(item, answer, told, ancestry);
      if (row !== null) yield row;
    }
  },
};

/** A query gives 100 rows unless it asks for more, and no more than 1,000 at once. */
function tellWhatIsLeft(page: Page, told: Told): void {
  const token = ['skip_token', '$skipToken', 'skipToken'].some((key) => isText(page.value(key)));
  const total = page.value('total_records') ?? page.value('totalRecords');
  const count = page.value('count');
  const truncated = page.value('resultTruncated');
  if (typeof total === 'number' && typeof count === 'number') told.counted(count, total);
  if (token) told.goesOn(typeof total === 'number' && typeof count === 'number' ? `a skip token is left: ${count} of ${total} rows are here` : 'a skip token is left: there are more rows');
  else if (truncated === 'true' || truncated === true) told.goesOn('the result is truncated');
}

function* itemsIn(page: Page): Iterable<JsonValue> {
  if (page.lists('data')) {
    yield* page.elements('data');
    return;
  }
  const data = page.value('data');
  const columns = listOf(member(data, 'columns')).map((column) => member(column, 'name'));
  for (const row of listOf(member(data, 'rows'))) yield objectOf(columns, listOf(row));
}

function objectOf(columns: readonly (JsonValue | undefined)[], cells: readonly JsonValue[]): JsonObject {
  return Object.fromEntries(columns.flatMap((name, index): readonly [string, JsonValue][] => (typeof name === 'string' ? [[name, cells[index] ?? null]] : [])));
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value : [];
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== '';
}
