import type { Unknown } from '#model/known.ts';
import type { Type } from './type.ts';
import { unknown, type Scalar, type Value } from './value.ts';

/** More possibilities than this say no more than "not known". */
const mostChoices = 32;

/** One of several scalars: the value itself when all are alike, plainly unknown when they are too many. */
export function oneOf(type: Type, choices: readonly Scalar[], reason: Unknown): Value {
  const distinct = [...new Map(choices.map((one) => [scalarKey(one), one])).values()];
  const only = distinct[0];
  if (only && distinct.length === 1) return only;
  const notNull = distinct.length > 0 && distinct.every((one) => one.kind !== 'null');
  // Both booleans are all that there are.
  const closed = distinct.length > 0 && distinct.length <= mostChoices && !(type.kind === 'bool' && distinct.every((one) => one.kind === 'bool'));
  return { ...unknown(type, reason, notNull), choices: closed ? distinct : null };
}

function scalarKey(one: Scalar): string {
  const text = one.kind === 'null' ? '' : one.kind === 'number' ? ('whole' in one.value ? one.value.whole : `${one.value.negative}${one.value.mantissa}e${one.value.exponent}`) : one.value;
  return `${one.kind} ${text}`;
}
