import { dayNumber, daysIn, months, weekdays } from './calendar.ts';
import { pieces } from './layout.ts';
import type { WallTime } from './wall-time.ts';

/** What a text says of a moment, element by element. */
interface Fields {
  year: number;
  month: number | null;
  day: number | null;
  yearDay: number | null;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  /** `Z` or `UTC`, which count before an offset. */
  utc: boolean;
  offset: number | null;
  /** Of a zone such as `GMT+3`, which counts without an offset alone. */
  zoneOffset: number;
  half: 'AM' | 'PM' | null;
}

/** Go's time.Parse with the machine in UTC; null when the text does not fit the layout. */
export function parseTime(layout: string, text: string): WallTime | null {
  const fields: Fields = { year: 0, month: null, day: null, yearDay: null, hour: 0, minute: 0, second: 0, nanosecond: 0, utc: false, offset: null, zoneOffset: 0, half: null };
  const parts = pieces(layout);
  let rest: string | null = text;
  for (let index = 0; index < parts.length && rest !== null; index++) {
    const piece = parts[index] as string;
    rest = index % 2 === 0 ? skip(rest, piece) : read(fields, piece, rest, /^[.,]/.test(parts[index + 2] ?? ''));
  }
  return rest === '' ? completed(fields) : null;
}

/** Plain text of the layout; one space stands for any number of them. */
function skip(text: string, plain: string): string | null {
  let rest = text;
  let wanted = plain;
  while (wanted !== '') {
    if (wanted.startsWith(' ')) {
      if (rest !== '' && !rest.startsWith(' ')) return null;
      wanted = wanted.replace(/^ +/, '');
      rest = rest.replace(/^ +/, '');
    } else if (rest[0] === wanted[0]) {
      wanted = wanted.slice(1);
      rest = rest.slice(1);
    } else return null;
  }
  return rest;
}

/** Reads one element into the fields and returns the rest of the text, or null when it does not fit. */
type Reader = (fields: Fields, text: string, fractionFollows: boolean) => string | null;

function read(fields: Fields, piece: string, text: string, fractionFollows: boolean): string | null {
  const reader = readers[piece];
  if (reader) return reader(fields, text, fractionFollows);
  return /^[Z-]/.test(piece) ? readOffset(fields, piece, text) : readFraction(fields, text, piece[1] === '0' ? piece.length - 1 : null);
}

const readers: Readonly<Record<string, Reader>> = {
  '2006': readYear,
  '06': readShortYear,
  January: month(),
  Jan: month(3),
  Monday: weekday(),
  Mon: weekday(3),
  '1': number('month', 1, 12),
  '01': twoDigits('month', 1, 12),
  '2': number('day', 0, 99),
  _2: (fields, text) => readNumber(fields, 'day', /^ ?(\d\d?)/, text, 0, 99),
  '02': twoDigits('day', 0, 99),
  __2: (fields, text) => readYearDay(fields, /^ {0,2}(\d{1,3})/, text),
  '002': (fields, text) => readYearDay(fields, /^(\d{3})/, text),
  '15': number('hour', 0, 23),
  '3': number('hour', 0, 12),
  '03': twoDigits('hour', 0, 12),
  '4': number('minute', 0, 59),
  '04': twoDigits('minute', 0, 59),
  '5': seconds(number('second', 0, 59)),
  '05': seconds(twoDigits('second', 0, 59)),
  PM: half('PM', 'AM'),
  pm: half('pm', 'am'),
  MST: readZoneName,
};

type Count = 'month' | 'day' | 'hour' | 'minute' | 'second';

function number(key: Count, low: number, high: number): Reader {
  return (fields, text) => readNumber(fields, key, /^(\d\d?)/, text, low, high);
}

/** Where the layout has a leading zero. */
function twoDigits(key: Count, low: number, high: number): Reader {
  return (fields, text) => readNumber(fields, key, /^(\d\d)/, text, low, high);
}

function readNumber(fields: Fields, key: Count, digits: RegExp, text: string, low: number, high: number): string | null {
  const match = digits.exec(text);
  const value = Number(match?.[1]);
  if (!match || value < low || value > high) return null;
  fields[key] = value;
  return text.slice(match[0].length);
}

function readYear(fields: Fields, text: string): string | null {
  const match = /^\d{4}/.exec(text);
  if (!match) return null;
  fields.year = Number(match[0]);
  return text.slice(4);
}

/** Go takes a sign and a digit as well. */
function readShortYear(fields: Fields, text: string): string | null {
  const match = /^(?:\d\d|[+-]\d)/.exec(text);
  if (!match) return null;
  const year = Number(match[0]);
  fields.year = year + (year >= 69 ? 1900 : 2000);
  return text.slice(2);
}

function readYearDay(fields: Fields, digits: RegExp, text: string): string | null {
  const match = digits.exec(text);
  if (!match) return null;
  fields.yearDay = Number(match[1]);
  return text.slice(match[0].length);
}

/** A fraction may follow the seconds even where the layout has none. */
function seconds(whole: Reader): Reader {
  return (fields, text, fractionFollows) => {
    const rest = whole(fields, text, fractionFollows);
    return rest === null || fractionFollows ? rest : readFraction(fields, rest, null);
  };
}

/** @param length of the names, where they are cut */
function month(length?: number): Reader {
  return (fields, text) => {
    const found = name(text, months, length);
    if (found) fields.month = found[0] + 1;
    return found ? found[1] : null;
  };
}

/** A moment does not need it: it is passed over. */
function weekday(length?: number): Reader {
  return (_, text) => name(text, weekdays, length)?.[1] ?? null;
}

function name(text: string, names: readonly string[], length?: number): readonly [index: number, rest: string] | null {
  for (const [index, full] of names.entries()) {
    const wanted = full.slice(0, length);
    if (text.slice(0, wanted.length).toLowerCase() === wanted.toLowerCase()) return [index, text.slice(wanted.length)];
  }
  return null;
}

function half(afternoon: string, morning: string): Reader {
  return (fields, text) => {
    const written = text.slice(0, 2);
    if (written !== afternoon && written !== morning) return null;
    fields.half = written === afternoon ? 'PM' : 'AM';
    return text.slice(2);
  };
}

/** `.123`: exactly `count` digits, or any number of them, none included. */
function readFraction(fields: Fields, text: string, count: number | null): string | null {
  const match = (count === null ? /^[.,](\d+)/ : new RegExp(`^[.,](\\d{${count}})`)).exec(text);
  if (!match) return count === null ? text : null;
  fields.nanosecond = Number((match[1] ?? '').padEnd(9, '0').slice(0, 9));
  return text.slice(match[0].length);
}

function readOffset(fields: Fields, piece: string, text: string): string | null {
  if (piece.startsWith('Z') && text.startsWith('Z')) {
    fields.utc = true;
    return text.slice(1);
  }
  const shape = piece.slice(1).replace(/07|00/g, '(\\d\\d)');
  const match = new RegExp(`^([+-])${shape}`).exec(text);
  if (!match) return null;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (hours > 24 || minutes > 60 || seconds > 60) return null;
  fields.offset = (match[1] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
  return text.slice(match[0].length);
}

/** `UTC`, `CEST`, `GMT+3`, `+03`. Names say nothing of an offset, `GMT+3` and `+03` alone do, as in Go. */
function readZoneName(fields: Fields, text: string): string | null {
  if (text.startsWith('UTC')) {
    fields.utc = true;
    return text.slice(3);
  }
  const gmt = /^GMT([+-]\d{1,2})?/.exec(text);
  if (gmt) {
    const hours = Number(gmt[1] ?? 0);
    if (Math.abs(hours) > 23) return null;
    fields.zoneOffset = hours * 3600;
    return text.slice(gmt[0].length);
  }
  const signed = /^[+-]\d{1,2}/.exec(text);
  if (signed && Math.abs(Number(signed[0])) <= 23) return text.slice(signed[0].length);
  const match = /^(?:ChST|MeST|WITA|[A-Z]{3,5})/.exec(text)?.[0];
  if (match === undefined || /^[A-Z]{6}/.test(text)) return null;
  if (match.length === 4 && !match.endsWith('T') && match !== 'WITA') return null;
  if (match.length === 5 && !match.endsWith('T')) return null;
  return text.slice(match.length);
}

function completed(fields: Fields): WallTime | null {
  const { year, minute, second, nanosecond, half } = fields;
  const offset = fields.utc ? 0 : (fields.offset ?? fields.zoneOffset);
  let { month, day, hour } = fields;
  if (half === 'PM' && hour < 12) hour += 12;
  else if (half === 'AM' && hour === 12) hour = 0;
  if (fields.yearDay !== null) {
    const days = dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1);
    if (fields.yearDay < 1 || fields.yearDay > days) return null;
    const date = new Date((dayNumber(year, 1, 1) + fields.yearDay - 1) * 86_400_000);
    if ((month !== null && month !== date.getUTCMonth() + 1) || (day !== null && day !== date.getUTCDate())) return null;
    month = date.getUTCMonth() + 1;
    day = date.getUTCDate();
  }
  month ??= 1;
  day ??= 1;
  if (day < 1 || day > daysIn(year, month)) return null;
  return { year, month, day, hour, minute, second, nanosecond, offset, zoneName: null };
}
