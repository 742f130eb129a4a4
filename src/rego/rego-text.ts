import { goQuote } from '#go/quote.ts';
import { RegoNumber, RegoObject, RegoSet, isList, type RegoValue } from './value.ts';

/** A value as Rego writes it: `{"a": [1, 2]}`, `{1, 2}`, `set()`. Strings are quoted. */
export function regoText(value: RegoValue): string {
  if (typeof value === 'string') return goQuote(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof RegoNumber) return value.text;
  if (isList(value)) return `[${value.map(regoText).join(', ')}]`;
  if (value instanceof RegoObject) return `{${value.members.map(([key, item]) => `${regoText(key)}: ${regoText(item)}`).join(', ')}}`;
  return value instanceof RegoSet && value.items.length > 0 ? `{${value.items.map(regoText).join(', ')}}` : 'set()';
}
