import { goFloat } from '#go/float.ts';
import { integerOf, isList, isNumber, numberOf, type RegoValue } from '../value.ts';
import { Refusal, type Builtins } from './builtin.ts';
import { dayNumber, weekdays } from './time/calendar.ts';
import { formatTime } from './time/format.ts';
import { layoutOf } from './time/layout.ts';
import { parseTime } from './time/parse.ts';
import type { WallTime } from './time/wall-time.ts';

const billion = 1_000_000_000n;
const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

interface Moment {
  /** Nanoseconds since 1970. */
  readonly at: bigint;
  /** IANA name; null is UTC. */
  readonly zone: string | null;
  readonly layout: string;
}

function nanoseconds(value: bigint): RegoValue | undefined {
  return value < int64.min || value > int64.max ? undefined : numberOf(value.toString());
}

/** `ns`, `[ns]`, `[ns, zone]` or `[ns, zone, layout]`. */
function moment(value: RegoValue | undefined): Moment | undefined {
  const [number, zone = '', layout = ''] = isList(value) ? value : [value];
  const at = isNumber(number) ? integerOf(number) : undefined;
  if (at === undefined || at < int64.min || at > int64.max || typeof zone !== 'string' || typeof layout !== 'string') return undefined;
  if (zone === 'Local') throw new Refusal('the time zone Local, which differs from machine to machine');
  if (zone === '' || zone === 'UTC') return { at, zone: null, layout };
  return clockIn(zone) ? { at, zone, layout } : undefined;
}

const clocks = new Map<string, Intl.DateTimeFormat | null>();

function clockIn(zone: string): Intl.DateTimeFormat | null {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    try {
      // Go knows zones by their exact names and has no offsets such as +01:00 among them.
      clock = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)
        ? new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
            timeZone: zone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
          })
        : null;
    } catch {
      clock = null;
    }
    clocks.set(zone, clock);
  }
  return clock;
}

/** Seconds east of UTC in a zone at a second since 1970. */
function offsetAt(zone: string, second: number): number {
  const parts = new Map(clockIn(zone)?.formatToParts(second * 1000).map((part) => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return dayNumber(of('year'), of('month'), of('day')) * 86_400 + of('hour') * 3600 + of('minute') * 60 + of('second') - second;
}

function secondOf(at: bigint): number {
  return Number((at - (((at % billion) + billion) % billion)) / billion);
}

function wall({ at, zone }: Moment): WallTime {
  const second = secondOf(at);
  const offset = zone === null ? 0 : offsetAt(zone, second);
  const date = new Date((second + offset) * 1000);
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
    hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(),
    nanosecond: Number(((at % billion) + billion) % billion), offset, zoneName: zone === null ? 'UTC' : null,
  };
}

/** The moment at which a clock in `zone` shows that day (which may lie outside its month) and time. */
function unwall(day: number, time: WallTime, zone: string | null): bigint {
  let second = day * 86_400 + time.hour * 3600 + time.minute * 60 + time.second;
  if (zone !== null) {
    const first = offsetAt(zone, second);
    second -= first === 0 ? 0 : offsetAt(zone, second - first);
  }
  return BigInt(second) * billion + BigInt(time.nanosecond);
}

function parsed(layout: string, text: RegoValue | undefined): RegoValue | undefined {
  const time = typeof text === 'string' ? parseTime(layout, text) : null;
  return time ? nanoseconds(unwall(dayNumber(time.year, time.month, time.day), time, null) - BigInt(time.offset) * billion) : undefined;
}

function addDate([value, ...amounts]: readonly RegoValue[]): RegoValue | undefined {
  const from = moment(value);
  const [years, months, days] = amounts.map((amount) => integerOf(amount));
  if (!from || years === undefined || months === undefined || days === undefined) return undefined;
  // Beyond this every result lies outside the range of nanoseconds.
  if ([years, months, days].some((amount) => amount > 1_000_000n || amount < -1_000_000n)) return undefined;
  const time = wall(from);
  const month = time.month - 1 + Number(months);
  const year = time.year + Number(years) + Math.floor(month / 12);
  const day = dayNumber(year, (((month % 12) + 12) % 12) + 1, 1) + time.day - 1 + Number(days);
  return Number.isFinite(day) ? nanoseconds(unwall(day, time, from.zone)) : undefined;
}

/** Years, months, days, hours, minutes and seconds between two moments, on the calendar of the first one's zone. */
function difference(first: Moment, second: Moment): RegoValue {
  const [early, late] = first.at > second.at ? [second, first] : [first, second];
  const [a, b] = [wall({ ...early, zone: first.zone }), wall({ ...late, zone: first.zone })];
  let { year, month, day, hour, minute, second: seconds } = { year: b.year - a.year, month: b.month - a.month, day: b.day - a.day, hour: b.hour - a.hour, minute: b.minute - a.minute, second: b.second - a.second };
  if (seconds < 0) {
    seconds += 60;
    minute--;
  }
  if (minute < 0) {
    minute += 60;
    hour--;
  }
  if (hour < 0) {
    hour += 24;
    day--;
  }
  if (day < 0) {
    day += dayNumber(a.month === 12 ? a.year + 1 : a.year, a.month === 12 ? 1 : a.month + 1, 1) - dayNumber(a.year, a.month, 1);
    month--;
  }
  if (month < 0) {
    month += 12;
    year--;
  }
  return [year, month, day, hour, minute, seconds];
}

const units: Readonly<Record<string, bigint>> = {
  ns: 1n, us: 1000n, µs: 1000n, μs: 1000n, ms: 1_000_000n, s: billion, m: 60n * billion, h: 3600n * billion,
};
const days: Readonly<Record<string, number>> = { d: 24, w: 7 * 24, y: 365 * 24 };

/** Go's time.ParseDuration, with days, weeks and years of 24 hours, 7 and 365 days. */
function duration(text: string): RegoValue | undefined {
  const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w|y))+)$/.exec(text);
  if (!match) return /^[+-]?0$/.test(text) ? 0 : undefined;
  let total = 0n;
  for (const [, digits = '', unit = ''] of (match[2] ?? '').matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    const factor = days[unit];
    const amount = factor === undefined ? digits : goFloat(Number(digits) * factor, 'f', -1);
    const size = units[factor === undefined ? unit : 'h'] ?? 0n;
    const [whole = '', part = ''] = amount.split('.');
    // As many digits of the fraction as fit an int64 count, and in floating point.
    const counted = part.slice(0, 18);
    total += BigInt(whole === '' ? '0' : whole) * size + BigInt(Math.trunc(Number(counted === '' ? '0' : counted) * (Number(size) / 10 ** counted.length)));
    if (total > int64.max + 1n) return undefined;
  }
  return nanoseconds(match[1] === '-' ? -total : total);
}

export const builtins: Builtins = {
  'time.now_ns': (_, { now }) => numberOf((BigInt(now.getTime()) * 1_000_000n).toString()),
  'time.parse_ns': ([layout, text]) => (typeof layout === 'string' ? parsed(layoutOf(layout), text) : undefined),
  'time.parse_rfc3339_ns': ([text]) => parsed(layoutOf('RFC3339'), text),
  'time.parse_duration_ns': ([text]) => (typeof text === 'string' ? duration(text) : undefined),
  'time.format': ([value]) => {
    const at = moment(value);
    return at && formatTime(wall(at), at.layout === '' ? layoutOf('RFC3339Nano') : layoutOf(at.layout));
  },
  'time.date': ([value]) => {
    const at = moment(value);
    const time = at && wall(at);
    return time && [time.year, time.month, time.day];
  },
  'time.clock': ([value]) => {
    const at = moment(value);
    const time = at && wall(at);
    return time && [time.hour, time.minute, time.second];
  },
  'time.weekday': ([value]) => {
    const at = moment(value);
    const time = at && wall(at);
    return time && weekdays[(((dayNumber(time.year, time.month, time.day) + 4) % 7) + 7) % 7];
  },
  'time.add_date': addDate,
  'time.diff': ([a, b]) => {
    const [first, second] = [moment(a), moment(b)];
    return first && second && difference(first, second);
  },
};
