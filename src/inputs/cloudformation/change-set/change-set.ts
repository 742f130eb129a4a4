import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { known, type Known } from '#model/known.ts';
import type { Tag } from '#model/resource.ts';

/**
 * An answer of `aws cloudformation describe-change-set`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html
 */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly stackName: string | null;
  readonly status: string;
  readonly reason: string;
  readonly executionStatus: string;
  /** There are further pages, which are not in this answer. */
  readonly isCut: boolean;
  readonly tags: readonly Tag[];
  /** Values of parameters that are not to be shown are masked by CloudFormation itself. */
  readonly changes: readonly JsonValue[];
  readonly raw: JsonObject;
}

/** Null for what is not an object. */
export function changeSetOf(value: JsonValue | undefined): ChangeSet | null {
  if (!isObject(value)) return null;
  const text = (key: string): string => textOf(member(value, key));
  const changes = member(value, 'Changes');
  return {
    id: text('ChangeSetId'),
    name: text('ChangeSetName'),
    stackId: text('StackId'),
    stackName: text('StackName') === '' ? null : text('StackName'),
    status: text('Status'),
    reason: text('StatusReason'),
    executionStatus: text('ExecutionStatus'),
    isCut: text('NextToken') !== '',
    tags: tagsOf(member(value, 'Tags')),
    changes: isArray(changes) ? changes : [],
    raw: value,
  };
}

function tagsOf(list: JsonValue | undefined): readonly Tag[] {
  if (!isArray(list)) return [];
  return list.flatMap((tag): readonly Tag[] => {
    const [key, value] = [member(tag, 'Key'), member(tag, 'Value')];
    const text: Known<string> = known(textOf(value));
    return typeof key === 'string' ? [{ key, value: text, origin: 'stack tags' }] : [];
  });
}

export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
