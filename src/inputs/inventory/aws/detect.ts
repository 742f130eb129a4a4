import { liveAnswers, liveAnswersByHead, type LiveAnswer } from '#catalog/live-aws.ts';
import type { Outline } from '../../outline.ts';

/** Answers have a list or an object, a token, and not much more; those that are the resource itself have up to forty members. */
const mostMembers = 48;

/** An answer of `aws … describe-…`, `list-…` or `get-…`, or what `--query` has left of it. */
export function isDescribeAnswer(whole: Outline): boolean {
  if (whole.kind === 'array') return isBare(whole.first());
  if (whole.kindOf('status_code') === 'number' && whole.kindOf('data') === 'object' && whole.keys.length === 2) return isDescribeAnswer(whole.inner('data') as Outline);
  if (whole.keys.length === 0 || whole.keys.length > mostMembers || whole.has('format_version')) return false;
  return whole.keys.some((key) => isUnder(whole, key)) || liveAnswers().some((one) => one.at.length === 0 && whole.has(...one.has));
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
  return first.kind === 'object' && (first.has('ReservationId', 'Instances') || liveAnswers().some((one) => !one.has.includes('$') && first.has(...one.has)));
}

/** Items of AWS Config: a snapshot, a history, a batch, results of a query, the event of a rule, or one by itself. */
export function isConfigAnswer(whole: Outline): boolean {
  if (whole.kind === 'array') return isConfigItem(whole.first());
  if (whole.kindOf('configurationItems') === 'array' || whole.kindOf('baseConfigurationItems') === 'array' || whole.kindOf('invokingEvent') === 'string') return true;
  if (whole.kindOf('Results') === 'array' && whole.has('QueryInfo')) return true;
  return whole.kindOf('configurationItem') === 'object' || whole.inner('detail')?.kindOf('configurationItem') === 'object' || isConfigItem(whole);
}

export function isConfigItem(item: Outline | null): boolean {
  return item !== null && item.kindOf('resourceType') === 'string' && item.has('configurationItemStatus');
}
