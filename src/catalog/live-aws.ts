import { isObject, member, type JsonValue } from '#model/json.ts';
import { table, text, texts } from './data.ts';

/**
 * How one command of the AWS CLI answers: where in its answer the resources are, and where in each what the model asks. A row of
 * live-aws.json; paths as in the catalogue, and `^Tags` is a member of what the element stands in: the reservation, the answer itself.
 */
export interface LiveAnswer {
  /** `ec2 describe-volumes`: for people, in reasons. */
  readonly command: string;
  /** `Volumes`; `Reservations[].Instances` of lists in lists; empty where the answer is the resource itself. */
  readonly at: readonly string[];
  /** Members that tell its elements from those of other answers. */
  readonly has: readonly string[];
  readonly type: string;
  /** A member whose value makes it another type: the engine of a database. */
  readonly types: { readonly path: string; readonly of: Readonly<Record<string, string>> } | null;
  /** Paths of ARNs, and ARNs to be put together (`ec2:*:*:volume/{VolumeId}`: the stars are the region and the account); the first that comes out counts. */
  readonly arn: readonly string[];
  /** The plain id, unique among those of its type and region at least. */
  readonly id: string | null;
  /** Whether the id is drawn by AWS, and like no other anywhere; else it is a name that other accounts and regions may have too. */
  readonly drawn: boolean;
  readonly aliases: readonly string[];
  readonly region: readonly string[];
  readonly zone: readonly string[];
  readonly account: readonly string[];
  readonly state: { readonly path: string; readonly gone: readonly string[] } | null;
  /** Where its tags are, if not in one of the usual places. */
  readonly tags: readonly string[];
  /** Properties that this answer leaves out; `Tags` for tags, whatever the type calls them. What is there after all counts. */
  readonly untold: readonly string[];
  /** Why the answer leaves out most. */
  readonly partial: string | null;
  /** CloudFormation's property -> where the answer has it; with `,` behind it a text to be split, with `#` before it the length of a list. */
  readonly values: Readonly<Record<string, string>>;
  /** Members of every element that nobody has narrowed (`--query`). */
  readonly always: readonly string[];
  /** What made it: an ARN to be put together, an id in braces, or one that a pattern finds (`{Description ~ for (ami-.*)}`), behind the condition under which it did: `DefaultForAz?{VpcId}`. */
  readonly madeBy: readonly string[];
  /** Words for what AWS keeps by itself, and the member that says so: `requester-managed` -> `RequesterManaged`, `KeyManager=AWS`. */
  readonly kept: Readonly<Record<string, string>>;
}

let answers: readonly LiveAnswer[] | null = null;
let heads: ReadonlyMap<string, readonly LiveAnswer[]> | null = null;

export function liveAnswers(): readonly LiveAnswer[] {
  answers ??= Object.entries(table('live-aws')).map(([command, row]) => answer(command, row));
  return answers;
}

/** By the member of an answer in which the resources are. */
export function liveAnswersByHead(): ReadonlyMap<string, readonly LiveAnswer[]> {
  if (heads !== null) return heads;
  const found = new Map<string, LiveAnswer[]>();
  for (const one of liveAnswers()) {
    for (const at of one.at) {
      const head = at.split(/[.[]/, 1)[0] ?? '';
      const before = found.get(head);
      if (before === undefined) found.set(head, [one]);
      else if (!before.includes(one)) before.push(one);
    }
  }
  heads = found;
  return found;
}

const byType = new Map<string, LiveAnswer>();

/** How the most telling command answers with resources of a type; of types that have none, a row without a word. */
export function liveAnswerOf(type: string): LiveAnswer {
  const before = byType.get(type);
  if (before !== undefined) return before;
  const whole = liveAnswers().filter((one) => one.partial === null);
  const found = whole.find((one) => one.type === type) ?? whole.find((one) => Object.values(one.types?.of ?? {}).includes(type)) ?? answer('', { type });
  byType.set(type, found);
  return found;
}

function answer(command: string, row: JsonValue): LiveAnswer {
  const types = member(row, 'types');
  const state = member(row, 'state');
  const typePath = isObject(types) ? Object.keys(types)[0] : undefined;
  const statePath = isObject(state) ? Object.keys(state)[0] : undefined;
  return {
    command,
    at: several(member(row, 'at')),
    has: texts(member(row, 'has')),
    type: text(member(row, 'type')) ?? '',
    types: typePath === undefined ? null : { path: typePath, of: words(member(types, typePath)) },
    arn: several(member(row, 'arn')),
    id: text(member(row, 'id')),
    drawn: member(row, 'drawn') === true,
    aliases: several(member(row, 'aliases')),
    region: several(member(row, 'region')),
    zone: several(member(row, 'zone')),
    account: several(member(row, 'account')),
    state: statePath === undefined ? null : { path: statePath, gone: texts(member(state, statePath)) },
    tags: several(member(row, 'tags')),
    untold: several(member(row, 'untold')),
    partial: text(member(row, 'partial')),
    values: words(member(row, 'values')),
    always: texts(member(row, 'always')),
    madeBy: several(member(row, 'madeBy')),
    kept: words(member(row, 'kept')),
  };
}

/** One, or a list of several. */
function several(value: JsonValue | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : texts(value);
}

function words(value: JsonValue | undefined): Readonly<Record<string, string>> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {};
}
