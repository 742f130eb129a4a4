/**
 * `2026-11-28T02:14:07Z`, and what tables make of it (`2026-11-28 02:14:07.000`), which is UTC as well. Null for another text, and for a
 * day that no calendar has.
 */
export function timeIn(text: string | null): string | null {
  const [, date, time, fraction = '', zone] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?$/.exec(text ?? '') ?? [];
  if (date === undefined || time === undefined) return null;
  const offset = zone === undefined || zone === 'UTC' ? 'Z' : zone;
  const found = new Date(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(found.getTime())) return null;
  return zone !== undefined && zone !== 'Z' && zone !== 'UTC' ? found.toISOString() : found.toISOString().startsWith(date) ? found.toISOString() : null;
}
