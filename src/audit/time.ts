/**
 * A time as events have it: UTC, ISO 8601 with milliseconds; null for a text that is not a time, or one of a zone that nothing tells.
 * Logs write up to nine digits of a second; tables print times without a zone, which are UTC by their column.
 */
export function utcTime(written: string): string | null {
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i.exec(written.trim());
  if (iso !== null) {
    const [, day, clock, fraction = '', zone = 'Z'] = iso;
    const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
    return textOf(Date.parse(`${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`));
  }
  // As the portal of Azure writes tables to CSV: `7/26/2021, 10:33:21.123 AM`.
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,9}))? (AM|PM)$/i.exec(written.trim());
  if (american === null) return null;
  const [month, day, year, hour, minute, second] = american.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const fraction = Number((american[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const half = /^p/i.test(american[8] as string) ? 12 : 0;
  const at = Date.UTC(year, month - 1, day, (hour % 12) + half, minute, second, fraction);
  return month > 12 || day > 31 || hour > 12 ? null : textOf(at);
}

function textOf(time: number): string | null {
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
