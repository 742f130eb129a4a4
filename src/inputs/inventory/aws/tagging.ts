import { typeOfArn } from '#catalog/arns.ts';
import { liveAwsTypes } from '#catalog/live-aws-types.ts';
import { member, type JsonValue } from '#model/json.ts';
import type { Answers, Told } from '../answers.ts';
import type { Page } from '../page.ts';
import { drawnMaker, drawnName } from './drawn-name.ts';
import type { LiveRow } from '#model/live-row.ts';
import { arnRow } from './arn-row.ts';
import { textAt } from './at.ts';
import { partitionOf } from '#catalog/aws/partitions.ts';
import { arnIn } from '#catalog/aws/place.ts';
import { tellRest } from './rest.ts';
import { tagsIn, type LiveTag } from '#catalog/aws/tags.ts';

/** Answers that know tags, and what they are on: `resourcegroupstaggingapi get-resources`, `ec2 describe-tags`. */
export const taggingAnswers: Answers = {
  provider: 'aws',
  types: liveAwsTypes,
  drawnName,
  drawnMaker,
  *rows(page, told) {
    tellRest(page, told);
    if (page.value('ResourceTagMappingList') === undefined) yield* described(page, told);
    else yield* mapped(page, told);
  },
};

function* mapped(page: Page, told: Told): Iterable<LiveRow> {
  told.incomplete('aws resourcegroupstaggingapi get-resources lists only what has or had tags');
  for (const mapping of page.elements('ResourceTagMappingList')) {
    const arn = arnIn(textAt(mapping, 'ResourceARN'));
    if (arn === null) told.malformed(`an element of ResourceTagMappingList without an ARN in ResourceARN`);
    else yield rowOf(arn, tagsIn(member(mapping, 'Tags')) ?? [], 'aws resourcegroupstaggingapi get-resources');
  }
}

/** A tag a row: those of one resource need not stand together. */
function* described(page: Page, told: Told): Iterable<LiveRow> {
  told.incomplete('aws ec2 describe-tags lists only what has tags');
  const found = new Map<string, { readonly kind: string; readonly tags: JsonValue[] }>();
  for (const tag of page.elements('Tags')) {
    const [id, kind] = [textAt(tag, 'ResourceId'), textAt(tag, 'ResourceType')];
    if (id === null || kind === null) {
      told.malformed('an element of Tags without ResourceId and ResourceType');
      continue;
    }
    const before = found.get(id);
    if (before === undefined) found.set(id, { kind, tags: [tag] });
    else before.tags.push(tag);
  }
  const { region, account } = found.size === 0 ? { region: null, account: null } : told.given;
  for (const [id, { kind, tags }] of found) {
    const arn = `arn:${partitionOf(region).name}:ec2:${region ?? ''}:${account ?? ''}:${kind}/${id}`;
    const row = rowOf(arn, tagsIn(tags) ?? [], 'aws ec2 describe-tags');
    yield region === null || account === null ? { ...row, id: `${region === null ? '' : `${region}/`}${row.type}/${id}` } : row;
  }
}

function rowOf(arn: string, tags: readonly LiveTag[], command: string): LiveRow {
  return arnRow({ arn, type: typeOfArn(arn), tags, noTags: '', region: null, account: null, element: {}, partial: `${command} tells tags alone`, recorded: null });
}
