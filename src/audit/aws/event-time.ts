import { utcTime } from '../time.ts';

let lastDay = '';

/** `2026-11-28T02:14:07Z`, and what tables make of it. Null for a day that no calendar has. */
export function timeIn(text: string | null): string | null {
  if (text === null) return null;
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)Z$/.exec(text) ?? [];
  // A log is about few days, in millions of records.
  if (day !== undefined && clock !== undefined && day === lastDay) return `${day}${clock}.000Z`;
  const found = utcTime(text);
  if (found === null || (!/[+-]\d\d:?\d\d$/.test(text) && !found.startsWith(text.slice(0, 10)))) return null;
  lastDay = found.slice(0, 10);
  return found;
}
