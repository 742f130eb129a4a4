import { Refusal } from './builtin.ts';

/** A moment as a clock on some wall shows it. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** Seconds east of UTC. */
  readonly offset: number;
  /** `UTC`, or null where only the offset is known. */
  readonly zoneName: string | null;
}

export const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Layouts by the names of Go's constants (https://pkg.go.dev/time#pkg-constants), where OPA accepts them. */
const named: Readonly<Record<string, string>> = {
  ANSIC: 'Mon Jan _2 15:04:05 2006',
  UnixDate: 'Mon Jan _2 15:04:05 MST 2006',
  RubyDate: 'Mon Jan 02 15:04:05 -0700 2006',
  RFC822: '02 Jan 06 15:04 MST',
  RFC822Z: '02 Jan 06 15:04 -0700',
  RFC850: 'Monday, 02-Jan-06 15:04:05 MST',
  RFC1123: 'Mon, 02 Jan 2006 15:04:05 MST',
  RFC1123Z: 'Mon, 02 Jan 2006 15:04:05 -0700',
  RFC3339: '2006-01-02T15:04:05Z07:00',
  RFC3339Nano: '2006-01-02T15:04:05.999999999Z07:00',
};

export function layoutOf(name: string): string {
  return (Object.hasOwn(named, name) ? named[name] : undefined) ?? name;
}

const element =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|2006|2|__2|_2(?!006)|3|4|5|PM|pm|[-Z](?:07:00:00|070000|07:00|0700|07)|[.,](?:0+|9+)(?!\d)/g;

/** A layout in pieces: plain text at even places, elements at odd ones. */
function pieces(layout: string): readonly string[] {
  const out: string[] = [];
  let at = 0;
  for (const match of layout.matchAll(element)) {
    out.push(layout.slice(at, match.index), match[0]);
    at = match.index + match[0].length;
  }
  return [...out, layout.slice(at)];
}

/** Days since 1970-01-01. */
export function dayNumber(year: number, month: number, day: number): number {
  return daysBefore(year, month) + day - 1;
}

/** Date.UTC maps the years 0 to 99 to the twentieth century. */
function daysBefore(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, 1);
  return date.getTime() / 86_400_000;
}

function daysIn(year: number, month: number): number {
  return daysBefore(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1) - daysBefore(year, month);
}

function pad(value: number, width: number, fill = '0'): string {
  return value < 0 ? `-${String(-value).padStart(width, fill)}` : String(value).padStart(width, fill);
}

/** Go's Time.Format. */
export function formatTime(time: WallTime, layout: string): string {
  return pieces(layout).map((piece, index) => (index % 2 ? formatted(time, piece) : piece)).join('');
}

function formatted(time: WallTime, piece: string): string {
  const weekday = weekdays[(((dayNumber(time.year, time.month, time.day) + 4) % 7) + 7) % 7] ?? '';
  const month = months[time.month - 1] ?? '';
  const hour12 = time.hour % 12 || 12;
  const yearDay = dayNumber(time.year, time.month, time.day) - dayNumber(time.year, 1, 1) + 1;
  switch (piece) {
    case 'January': return month;
    case 'Jan': return month.slice(0, 3);
    case '1': return String(time.month);
    case '01': return pad(time.month, 2);
    case 'Monday': return weekday;
    case 'Mon': return weekday.slice(0, 3);
    case '2': return String(time.day);
    case '_2': return pad(time.day, 2, ' ');
    case '02': return pad(time.day, 2);
    case '__2': return pad(yearDay, 3, ' ');
    case '002': return pad(yearDay, 3);
    case '15': return pad(time.hour, 2);
    case '3': return String(hour12);
    case '03': return pad(hour12, 2);
    case '4': return String(time.minute);
    case '04': return pad(time.minute, 2);
    case '5': return String(time.second);
    case '05': return pad(time.second, 2);
    case '2006': return pad(time.year, 4);
    case '06': return pad(((time.year % 100) + 100) % 100, 2);
    case 'PM': return time.hour >= 12 ? 'PM' : 'AM';
    case 'pm': return time.hour >= 12 ? 'pm' : 'am';
    case 'MST':
      // Zone names (CET, PDT) are in Go's zone data and not in JavaScript's.
      if (time.zoneName === null) throw new Refusal('time.format with the name of a zone (MST in the layout) other than UTC');
      return time.zoneName;
    default:
      return piece.startsWith('Z') || piece.startsWith('-') ? formattedOffset(time.offset, piece) : fraction(time.nanosecond, piece);
  }
}

function formattedOffset(offset: number, piece: string): string {
  if (piece.startsWith('Z') && offset === 0) return 'Z';
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60].map((part) => pad(part, 2));
  const count = piece.length <= 3 ? 1 : piece.length <= 6 ? 2 : 3;
  return (offset < 0 ? '-' : '+') + parts.slice(0, count).join(piece.includes(':') ? ':' : '');
}

function fraction(nanosecond: number, piece: string): string {
  const digits = pad(nanosecond, 9).slice(0, piece.length - 1);
  if (piece[1] === '0') return piece[0] + digits.padEnd(piece.length - 1, '0');
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '' : piece[0] + trimmed;
}

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

/** One or two digits (two where the layout has a leading zero), and the rest. */
function digits(text: string, fixed: boolean): readonly [value: number, rest: string] | null {
  const match = (fixed ? /^\d\d/ : /^\d\d?/).exec(text);
  return match ? [Number(match[0]), text.slice(match[0].length)] : null;
}

function name(text: string, names: readonly string[], length?: number): readonly [index: number, rest: string] | null {
  for (const [index, full] of names.entries()) {
    const wanted = full.slice(0, length);
    if (text.slice(0, wanted.length).toLowerCase() === wanted.toLowerCase()) return [index, text.slice(wanted.length)];
  }
  return null;
}

/** Reads one element into the fields and returns the rest of the text, or null when it does not fit. */
function read(fields: Fields, piece: string, text: string, fractionFollows: boolean): string | null {
  const number = (key: 'month' | 'day' | 'hour' | 'minute' | 'second', fixed: boolean, low: number, high: number, from = text): string | null => {
    const found = digits(from, fixed);
    if (!found || found[0] < low || found[0] > high) return null;
    fields[key] = found[0];
    return found[1];
  };
  switch (piece) {
    case '2006': {
      const match = /^\d{4}/.exec(text);
      if (match) fields.year = Number(match[0]);
      return match ? text.slice(4) : null;
    }
    case '06': {
      // Go takes a sign and a digit as well.
      const found = /^(?:\d\d|[+-]\d)/.exec(text);
      const year = Number(found?.[0]);
      if (found) fields.year = year + (year >= 69 ? 1900 : 2000);
      return found ? text.slice(2) : null;
    }
    case 'January':
    case 'Jan': {
      const found = name(text, months, piece === 'Jan' ? 3 : undefined);
      if (found) fields.month = found[0] + 1;
      return found ? found[1] : null;
    }
    case 'Monday':
    case 'Mon':
      return name(text, weekdays, piece === 'Mon' ? 3 : undefined)?.[1] ?? null;
    case '1':
    case '01':
      return number('month', piece === '01', 1, 12);
    case '2':
    case '_2':
    case '02':
      return number('day', piece === '02', 0, 99, piece === '_2' ? text.replace(/^ /, '') : text);
    case '__2':
    case '002': {
      const match = /^\d{1,3}/.exec(piece === '__2' ? text.replace(/^ {0,2}/, '') : text);
      if (!match || (piece === '002' && match[0].length !== 3)) return null;
      fields.yearDay = Number(match[0]);
      return (piece === '__2' ? text.replace(/^ {0,2}/, '') : text).slice(match[0].length);
    }
    case '15':
      return number('hour', false, 0, 23);
    case '3':
    case '03':
      return number('hour', piece === '03', 0, 12);
    case '4':
    case '04':
      return number('minute', piece === '04', 0, 59);
    case '5':
    case '05': {
      const rest = number('second', piece === '05', 0, 59);
      // A fraction may follow the seconds even where the layout has none.
      return rest === null || fractionFollows ? rest : readFraction(fields, rest, null);
    }
    case 'PM':
    case 'pm': {
      const half = text.slice(0, 2);
      if (half !== (piece === 'PM' ? 'PM' : 'pm') && half !== (piece === 'PM' ? 'AM' : 'am')) return null;
      fields.half = half.toUpperCase() === 'PM' ? 'PM' : 'AM';
      return text.slice(2);
    }
    case 'MST':
      return readZoneName(fields, text);
    default:
      if (/^[Z-]/.test(piece)) return readOffset(fields, piece, text);
      return readFraction(fields, text, piece[1] === '0' ? piece.length - 1 : null);
  }
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
