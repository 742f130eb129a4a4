import * as z from 'zod/mini';
import { isDay, lastDayOf } from '#model/calendar.ts';
import { severities } from '#model/severity.ts';
import { waiverTarget } from '#model/waiver.ts';
import { globFault, type Fault } from './glob.ts';
import { patternFault } from './regex.ts';

/** What a check of ours tells explain.ts beside its message. */
export interface FaultParams {
  readonly code: string;
  readonly hint: string;
}

/** A check that says in words what is wrong. */
export function checked<T>(code: string, fault: (value: T) => Fault | null): z.core.$ZodCheck<T> {
  return z.check<T>((context) => {
    const found = fault(context.value);
    if (found === null) return;
    const params: FaultParams = { code, hint: found.hint };
    context.issues.push({ code: 'custom', input: context.value, message: found.message, params: { ...params } });
  });
}

export function dayFault(text: string): Fault | null {
  if (isDay(text)) return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month] = [Number(match?.[1]), Number(match?.[2])];
  if (match && month >= 1 && month <= 12) return { message: `is a day that the calendar does not have: ${match[1]}-${match[2]} has ${lastDayOf(year, month)} days`, hint: 'use a day that exists' };
  if (match) return { message: `has the month ${match[2]}; months are 01 to 12`, hint: 'write year, month, day: 2026-12-31' };
  return { message: 'is not a date in the form YYYY-MM-DD', hint: 'write year, month, day: 2026-12-31' };
}

function targetFault(text: string): Fault | null {
  if (waiverTarget(text) !== null) return null;
  return text.startsWith('tag:')
    ? { message: 'names no tag', hint: 'write tag:key=value, for example tag:team=ml-*' }
    : { message: 'is empty', hint: 'write an address such as module.training.*, an id, or tag:key=value; "*" is everything' };
}

const blank = (text: string): Fault | null => (text.trim() === '' ? { message: 'is empty', hint: 'write a text' } : null);

export const text = z.string().check(checked('config-value', blank));
export const address = z.string().check(checked('config-value', blank), z.describe('* is any text, ? one character; brackets stand for themselves'));
export const glob = z.string().check(checked('config-glob', globFault));
export const pattern = z.string().check(checked('config-pattern', patternFault), z.describe('Regular expression in RE2 syntax; without ^ and $ it may match anywhere in the value'));
export const day = z.string().check(checked('config-date', dayFault), z.meta({ format: 'date' }));
export const target = z.string().check(checked('config-value', targetFault));
export const severity = z.enum(severities);
export const level = z.enum(['mandatory', 'advisory', 'off']);

export function whole(least: number): z.ZodMiniNumberFormat {
  return z.int().check(z.minimum(least));
}

/** A list that has no meaning when it is empty. */
export function listOf<T extends z.core.$ZodType>(item: T): z.ZodMiniArray<T> {
  return z.array(item).check(
    checked<z.core.output<T>[]>('config-empty', (list) => (list.length === 0 ? { message: 'is an empty list', hint: 'name something in it, or leave the key out' } : null)),
    z.meta({ minItems: 1 }),
  );
}

export const globs = listOf(glob);
