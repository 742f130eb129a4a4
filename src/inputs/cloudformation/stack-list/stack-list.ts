import { isArray, isObject, member, type JsonValue } from '#model/json.ts';

/** What one stack has made, as CloudFormation lists it. */
export interface StackList {
  /** Null where the answer does not tell it, as `list-stack-resources` does not. */
  readonly stackId: string | null;
  readonly stackName: string | null;
  readonly made: readonly Made[];
}

export interface Made {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

export interface Answers {
  readonly stacks: readonly StackList[];
  /** Entries of no form that we know. */
  readonly malformed: number;
  /** There are further pages, which are not in these answers. */
  readonly isCut: boolean;
}

/**
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResource.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResourceSummary.html
 */
export function stackListsOf(answers: JsonValue | undefined): Answers {
  const stacks = new Map<string, { readonly stackId: string | null; readonly stackName: string | null; readonly made: Made[] }>();
  let malformed = 0;
  let isCut = false;
  for (const answer of isArray(answers) ? answers : [answers]) {
    // Of pages that follow each other only the last decides whether there are more.
    isCut = typeof member(answer, 'NextToken') === 'string' && member(answer, 'NextToken') !== '';
    for (const entry of entriesOf(answer)) {
      const [logicalId, type] = [textIn(entry, 'LogicalResourceId'), textIn(entry, 'ResourceType')];
      if (logicalId === null || type === null) {
        malformed += 1;
        continue;
      }
      const [stackId, stackName] = [textIn(entry, 'StackId'), textIn(entry, 'StackName')];
      const key = stackId ?? stackName ?? '';
      const stack = stacks.get(key) ?? { stackId, stackName, made: [] };
      stacks.set(key, stack);
      const physicalId = textIn(entry, 'PhysicalResourceId');
      if (physicalId !== null && isThere(textIn(entry, 'ResourceStatus'))) stack.made.push({ logicalId, physicalId, type });
    }
  }
  return { stacks: [...stacks.values()], malformed, isCut };
}

function entriesOf(answer: JsonValue | undefined): readonly JsonValue[] {
  const detail = member(answer, 'StackResourceDetail');
  if (isObject(detail)) return [detail];
  const list = member(answer, 'StackResources') ?? member(answer, 'StackResourceSummaries');
  return isArray(list) ? list : [];
}

/** What failed to be made is not there; what was removed, or left behind (`DELETE_SKIPPED`), is the stack's no longer. */
function isThere(status: string | null): boolean {
  return status !== 'CREATE_FAILED' && status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED';
}

function textIn(entry: JsonValue, key: string): string | null {
  const value = member(entry, key);
  return typeof value === 'string' && value !== '' ? value : null;
}
