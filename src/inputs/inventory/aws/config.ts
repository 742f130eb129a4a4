import { liveAwsTypes } from '#catalog/live-aws-types.ts';
import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import type { Answers, Told } from '../answers.ts';
import type { Page } from '../page.ts';
import { drawnMaker, drawnName } from './drawn-name.ts';
import type { LiveRow } from '#model/live-row.ts';
import { configRow, type ConfigAnswer } from './config-item.ts';
import { tellRest } from './rest.ts';

/**
 * AWS Config: snapshot files, get-resource-config-history, batch-get-resource-config, select-resource-config, the same of
 * aggregators, events of rules, and single items.
 */
export const configAnswers: Answers = {
  provider: 'aws',
  types: liveAwsTypes,
  drawnName,
  drawnMaker,
  *rows(page, told) {
    tellRest(page, told);
    const left = page.value('unprocessedResourceKeys') ?? page.value('UnprocessedResourceIdentifiers');
    if (isArray(left) && left.length > 0) told.incomplete(`${left.length} of the resources asked for were not processed`);
    for (const [item, answer] of items(page, told)) yield* rowsOf(item, answer, told);
  },
};

const history: ConfigAnswer = { noTags: 'the item does not tell tags', partial: null };
const base: ConfigAnswer = { noTags: 'aws configservice batch-get-resource-config does not list tags', partial: null };
const summary: ConfigAnswer = { noTags: 'the item was too large for the event', partial: 'the item was too large for the event' };

function* items(page: Page, told: Told): Iterable<readonly [item: JsonValue, answer: ConfigAnswer]> {
  for (const item of page.elements('configurationItems')) yield [item, history];
  for (const name of ['baseConfigurationItems', 'BaseConfigurationItems']) for (const item of page.elements(name)) yield [item, base];
  for (const item of page.elements(null)) yield [item, history];
  const query = selected(page.value('QueryInfo'));
  for (const result of page.elements('Results')) {
    const item = typeof result === 'string' ? parsed(result) : result;
    if (item === undefined) told.malformed('a result that is not JSON');
    else yield [item, query];
  }
  const event = page.value('invokingEvent');
  const message = typeof event === 'string' ? parsed(event) : undefined;
  if (typeof event === 'string' && message === undefined) told.malformed('an invokingEvent that is not JSON');
  const inside = [message, page.value('detail'), page.value('configurationItem') === undefined ? undefined : page.whole()];
  for (const one of inside) {
    for (const [name, answer] of [['configurationItem', history], ['configurationItemSummary', summary]] as const) {
      const item = member(one, name);
      if (item !== undefined && item !== null) yield [item, answer];
    }
  }
  const single = page.value('ConfigurationItem');
  if (single !== undefined) yield [single, history];
  if (page.value('resourceType') !== undefined) yield [page.whole(), history];
}

function* rowsOf(item: JsonValue, answer: ConfigAnswer, told: Told): Iterable<LiveRow> {
  const row = isObject(item) ? configRow(item, answer) : null;
  if (row === null) {
    told.malformed(isObject(item) ? 'an item without resourceType and resourceId' : 'an item that is not an object');
    return;
  }
  if (row.recorded !== null) told.exported(row.recorded);
  yield row;
}

/** A query tells what it selects, and of a configuration the whole or a part. */
function selected(info: JsonValue | undefined): ConfigAnswer {
  const fields = member(info, 'SelectFields');
  const names = isArray(fields) ? fields.map((field) => member(field, 'Name')) : [];
  return {
    noTags: 'the query does not select tags',
    partial: names.includes('configuration') || names.includes('*') ? null : 'the query does not select the whole configuration',
  };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
