import { liveAnswers, liveAnswersByHead, type LiveAnswer } from '#catalog/live-aws.ts';
import type { Outline } from '../../outline.ts';
import { ownArnOf } from './own-arn.ts';

/** Answers have a list or an object, a token, and not much more; those that are the resource itself have up to forty members. */
const mostMembers = 48;

/** An answer of `aws … describe-…`, `list-…` or `get-…`, or what `--query` has left of it. */
export function isDescribeAnswer(whole: Outline): boolean {
  if (whole.kind === 'array') return isBare(whole.first());
  if (whole.kindOf('status_code') === 'number' && whole.kindOf('data') === 'object' && whole.keys.length === 2) return isDescribeAnswer(whole.inner('data') as Outline);
  if (whole.keys.length === 0 || whole.keys.length > mostMembers || whole.has('format_version')) return false;
  return isDescribePage(whole) || isKnownByArn(whole);
}

/** One that a row of the table knows, and that may be one of several. */
export function isDescribePage(whole: Outline): boolean {
  if (whole.kind !== 'object' || whole.keys.length > mostMembers) return false;
  return whole.keys.some((key) => isUnder(whole, key)) || liveAnswers().some((one) => one.at.length === 0 && whole.has(...one.has));
}

/** An answer of a service that has no row, whose resources say by their ARNs what they are. */
function isKnownByArn(whole: Outline): boolean {
  if (whole.keys.length > 6 || isConfigAnswer(whole) || isTaggingAnswer(whole) || isExplorerAnswer(whole)) return false;
  return whole.keys.some((key) => {
    const inner = whole.inner(key);
    const element = inner?.kind === 'array' ? inner.first() : inner;
    const own = element?.kind === 'object' ? ownArnOf(element.keys, key) : null;
    return own !== null && (element?.text(own) ?? '').startsWith('arn:');
  });
}

function isUnder(whole: Outline, key: string): boolean {
  const answers = liveAnswersByHead().get(key);
  if (answers === undefined) return false;
  const inner = whole.inner(key);
  if (inner?.kind === 'object') return answers.some((one) => inner.has(...one.has) || isNested(inner, one));
  if (inner?.kind !== 'array') return false;
  const first = inner.first();
  if (first === null) return whole.keys.every((other) => other === key || companions.test(other));
  return answers.some((one) => (first.kind === 'string' ? one.has.includes('$') : first.has(...one.has) || isNested(first, one)));
}

/** Beside an empty list: tokens, what the SDK adds, failures of ECS. */
const companions = /^(?:(?:next|Next)(?:Token|Marker|ContinuationToken)|[Mm]arker|PaginationToken|IsTruncated|Truncated|ResponseMetadata|Owner|failures|Prefix|MaxItems|Count)$/;

/** Lists inside: `Reservations[].Instances`. */
function isNested(outline: Outline, { at }: LiveAnswer): boolean {
  return at.some((path) => path.includes('.') && outline.kindOf(path.slice(path.indexOf('.') + 1)) === 'array');
}

function isBare(first: Outline | null): boolean {
  if (first === null) return false;
  if (first.kind === 'array') return isBare(first.first());
  // A change set tells of its stack as the answer about the stack does.
  if (first.kindOf('Changes') === 'array') return false;
  return first.kind === 'object' && (first.has('ReservationId', 'Instances') || liveAnswers().some((one) => !one.has.includes('$') && first.has(...one.has)));
}

/** Items of AWS Config: a snapshot, a history, a batch, results of a query, the event of a rule, or one by itself. */
export function isConfigAnswer(whole: Outline): boolean {
  if (whole.kind === 'array') return isConfigItem(whole.first());
  if (['configurationItems', 'baseConfigurationItems', 'BaseConfigurationItems'].some((key) => whole.kindOf(key) === 'array') || whole.kindOf('invokingEvent') === 'string') return true;
  if (whole.kindOf('Results') === 'array' && whole.has('QueryInfo')) return true;
  return whole.kindOf('configurationItem') === 'object' || whole.kindOf('ConfigurationItem') === 'object' || whole.inner('detail')?.kindOf('configurationItem') === 'object' || isConfigItem(whole);
}

export function isConfigItem(item: Outline | null): boolean {
  return item !== null && item.kindOf('resourceType') === 'string' && item.has('configurationItemStatus');
}

/** Tags and what they are on. */
export function isTaggingAnswer(whole: Outline): boolean {
  if (whole.kindOf('ResourceTagMappingList') === 'array') return true;
  return whole.kindOf('Tags') === 'array' && whole.keys.length <= 3 && whole.inner('Tags')?.first()?.has('ResourceId', 'ResourceType', 'Key') === true;
}

export function isExplorerAnswer(whole: Outline): boolean {
  const first = whole.kindOf('Resources') === 'array' ? (whole.inner('Resources')?.first() ?? null) : null;
  return first !== null ? first.has('Arn') && (first.has('LastReportedAt') || first.has('OwningAccountId')) : whole.kindOf('Resources') === 'array' && (whole.has('ViewArn') || whole.has('Count'));
}

export function isCloudControlAnswer(whole: Outline): boolean {
  return whole.has('TypeName') && (whole.has('ResourceDescriptions') || whole.has('ResourceDescription'));
}

/** `{"Error": {"Code": "AccessDenied", …}}`, and as services of JSON have it: `{"__type": "AccessDeniedException", …}`. */
export function isAwsError(whole: Outline): boolean {
  const answer = whole.kindOf('status_code') === 'number' ? (whole.inner('data') ?? whole) : whole;
  return (answer.inner('Error')?.has('Code') ?? false) || (answer.kindOf('__type') === 'string' && answer.keys.length <= 4);
}
