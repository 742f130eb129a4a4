import { goQuote } from '#go/quote.ts';
import { compareText } from '#go/text.ts';
import { setOf } from './collection.ts';
import { sensitive, unmarkedDeep } from './marks.ts';
import { compareNumbers, formatNumber, numberText } from './number.ts';
import type { Type } from './type.ts';
import { entriesOf, isMapping, isMarked, isSequence, isWhole, type Open, type Sequence, type Value } from './value.ts';

/** A set of elements of one type: equal ones are one, the marks of all go to the set. What is not known stays beside the others. */
export function makeSet(element: Type, items: readonly Value[], open: Open | null = null): Sequence {
  const distinct = new Map<string, Value>();
  const unsure: Value[] = [];
  for (const item of items.map(unmarkedDeep)) {
    if (!isWhole(item)) unsure.push(item);
    else if (!distinct.has(identity(item))) distinct.set(identity(item), item);
  }
  const set = setOf(element, [...distinct.values(), ...unsure].sort(order), open);
  return items.some(isMarked) ? sensitive(set) : set;
}

/** Terraform's order of elements: primitives by value, others by a text of theirs; then what is not known, then null. */
function order(a: Value, b: Value): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0 || a.kind === 'unknown' || a.kind === 'null') return rank;
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.value, b.value);
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.value, b.value);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  return compareText(hashText(a), hashText(b));
}

function rankOf(value: Value): number {
  return value.kind === 'null' ? 2 : value.kind === 'unknown' ? 1 : 0;
}

/** By which cty sorts what has no order of its own (set_internals.go). */
function hashText(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return '?';
    case 'null':
      return '~';
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'number':
      return formatNumber(value.value, 'g', 10);
    case 'string':
      return goQuote(value.value);
    case 'list':
    case 'set':
      return `[${value.items.map((item) => `${hashText(item)};`).join('')}]`;
    case 'tuple':
      return `<${value.items.map((item) => `${hashText(item)};`).join('')}>`;
    case 'map':
      return `{${entriesOf(value).map(([key, item]) => `${goQuote(key)}:${hashText(item)};`).join('')}}`;
    case 'object':
      return `<${entriesOf(value).map(([, item]) => `${hashText(item)};`).join('')}>`;
  }
}

/** A text that equal values share, and values of the same type that differ do not. Only for what is wholly known. */
export function identity(value: Value): string {
  if (value.kind === 'null' || value.kind === 'unknown') return value.kind;
  if (value.kind === 'number') return numberText(value.value).replace(/^-0$/, '0');
  if (isSequence(value)) return `[${value.items.map(identity).join(',')}]`;
  if (isMapping(value)) return `{${entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}:${identity(item)}`).join(',')}}`;
  return JSON.stringify(value.value);
}
