/** A moment as RFC 3339 writes it. */
export interface Timestamp {
  /** Nanoseconds since 1970. */
  readonly at: bigint;
  /** Seconds east of UTC. */
  readonly offset: number;
}

const billion = 1_000_000_000n;

/** The moment, or null where the fields are out of their range. */
export function timestampOf(fields: readonly number[], fraction: string, offset: number): Timestamp | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month) || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return { at: (BigInt(date.getTime()) / 1000n - BigInt(offset)) * billion + BigInt(fraction.padEnd(9, '0').slice(0, 9)), offset };
}

function daysOf(year: number, month: number): number {
  return month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `Z`, `+02:00` */
export function offsetOf(zone: string): number | null {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (hours > 24 || minutes > 60) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

export function parseTimestamp(text: string): Timestamp | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  const offset = offsetOf(match?.[8] ?? 'Z');
  return match && offset !== null ? timestampOf(match.slice(1, 7).map(Number), match[7] ?? '', offset) : null;
}

/** What a clock and a calendar in the zone of the moment show, as a Date whose UTC fields are read. */
export function clockOf({ at, offset }: Timestamp): Date {
  const seconds = at / billion - (at % billion < 0n ? 1n : 0n);
  return new Date(Number(seconds + BigInt(offset)) * 1000);
}

const two = (value: number): string => String(value).padStart(2, '0');

export function zoneText(offset: number, colon: boolean): string {
  const minutes = Math.trunc(Math.abs(offset) / 60);
  return `${offset < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}${colon ? ':' : ''}${two(minutes % 60)}`;
}

/** RFC 3339 without fractions of seconds. */
export function timestampText(moment: Timestamp): string {
  const clock = clockOf(moment);
  const year = clock.getUTCFullYear();
  const date = `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(clock.getUTCMonth() + 1)}-${two(clock.getUTCDate())}`;
  const zone = moment.offset === 0 ? 'Z' : zoneText(moment.offset, true);
  return `${date}T${two(clock.getUTCHours())}:${two(clock.getUTCMinutes())}:${two(clock.getUTCSeconds())}${zone}`;
}
