import { liveAwsTypes } from '#catalog/live-aws-types.ts';
import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import type { Answers } from '../answers.ts';
import { drawnMaker, drawnName } from './drawn-name.ts';
import type { LiveRow } from '#model/live-row.ts';
import { arnRow } from './arn-row.ts';
import { textAt } from './at.ts';
import { arnIn } from '#catalog/aws/place.ts';
import { tellRest } from './rest.ts';
import { tagsIn } from '#catalog/aws/tags.ts';

/**
 * `resource-explorer-2 search` and `list-resources` (https://docs.aws.amazon.com/resource-explorer/latest/apireference/API_Resource.html):
 * what there is, where and whose, and its tags where the view has them.
 */
export const explorerAnswers: Answers = {
  provider: 'aws',
  types: liveAwsTypes,
  drawnName,
  drawnMaker,
  *rows(page, told) {
    tellRest(page, told);
    if (member(page.value('Count'), 'Complete') === false) told.incomplete('aws resource-explorer-2 search stops at 1,000 results');
    // A view tells tags of all resources or of none.
    const tellsTags = some(page.elements('Resources'), (one) => tagData(one) !== undefined);
    for (const one of page.elements('Resources')) {
      const row = rowOf(one, tellsTags);
      if (row === null) told.malformed('an element of Resources without an ARN in Arn');
      else {
        if (row.recorded !== null) told.exported(row.recorded);
        yield row;
      }
    }
  },
};

function rowOf(resource: JsonValue, tellsTags: boolean): LiveRow | null {
  const arn = arnIn(textAt(resource, 'Arn'));
  if (arn === null || !isObject(resource)) return null;
  const reported = textAt(resource, 'LastReportedAt');
  return arnRow({
    arn,
    type: textAt(resource, 'CfnResourceType'),
    tags: tagsIn(tagData(resource)) ?? (tellsTags ? [] : null),
    noTags: 'the view of Resource Explorer does not tell tags',
    region: textAt(resource, 'Region'),
    account: textAt(resource, 'OwningAccountId'),
    element: {},
    partial: 'Resource Explorer does not tell properties',
    recorded: reported === null || Number.isNaN(Date.parse(reported)) ? null : new Date(reported).toISOString(),
  });
}

function tagData(resource: JsonValue): JsonValue | undefined {
  const properties = member(resource, 'Properties');
  const tags = isArray(properties) ? properties.find((one) => member(one, 'Name') === 'tags') : undefined;
  return member(tags, 'Data');
}

function some<T>(all: Iterable<T>, test: (one: T) => boolean): boolean {
  for (const one of all) if (test(one)) return true;
  return false;
}
