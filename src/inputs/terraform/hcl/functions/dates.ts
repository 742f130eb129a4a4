import { unknown as unknownBecause } from '#model/known.ts';
import { whole } from '../number.ts';
import { numberType, stringType } from '../type.ts';
import { number, string, unknown, type Value } from '../value.ts';
import { text, textOf } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions } from './function.ts';
import { clockOf, parseTimestamp, timestampText, zoneText, type Timestamp } from './timestamp.ts';

const notValid = 'not a valid RFC3339 timestamp';

function momentOf(value: Value | undefined, index: number | null): Timestamp {
  const moment = parseTimestamp(textOf(value));
  if (!moment) throw index === null ? new Refusal(notValid) : new ArgumentRefused(index, notValid);
  return moment;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

type Printer = (clock: Date, moment: Timestamp) => string;

const plain = (read: (clock: Date) => number): Printer => (clock) => String(read(clock));
const padded = (read: (clock: Date) => number): Printer => (clock) => String(read(clock)).padStart(2, '0');
const hours12 = (clock: Date): number => clock.getUTCHours() % 12 || 12;
const year = (clock: Date): number => clock.getUTCFullYear();
const month = (clock: Date): number => clock.getUTCMonth() + 1;
const day = (clock: Date): number => clock.getUTCDate();
const hour = (clock: Date): number => clock.getUTCHours();
const minute = (clock: Date): number => clock.getUTCMinutes();
const second = (clock: Date): number => clock.getUTCSeconds();

const verbs: Readonly<Record<string, Printer>> = {
  YY: padded((clock) => year(clock) % 100),
  YYYY: (clock) => String(year(clock)).padStart(4, '0'),
  M: plain(month),
  MM: padded(month),
  MMM: (clock) => (months[month(clock) - 1] ?? '').slice(0, 3),
  MMMM: (clock) => months[month(clock) - 1] ?? '',
  D: plain(day),
  DD: padded(day),
  EEE: (clock) => (weekdays[clock.getUTCDay()] ?? '').slice(0, 3),
  EEEE: (clock) => weekdays[clock.getUTCDay()] ?? '',
  h: plain(hour),
  hh: padded(hour),
  H: plain(hours12),
  HH: padded(hours12),
  AA: (clock) => (hour(clock) < 12 ? 'AM' : 'PM'),
  aa: (clock) => (hour(clock) < 12 ? 'am' : 'pm'),
  m: plain(minute),
  mm: padded(minute),
  s: plain(second),
  ss: padded(second),
  Z: (_, { offset }) => (offset === 0 ? 'Z' : zoneText(offset, true)),
  ZZZ: (_, { offset }) => (offset === 0 ? 'UTC' : zoneText(offset, false)),
  ZZZZ: (_, { offset }) => zoneText(offset, false),
  ZZZZZ: (_, { offset }) => zoneText(offset, true),
};

function formatDate([format, time]: readonly Value[]): Value {
  const moment = momentOf(time, 1);
  const clock = clockOf(moment);
  let out = '';
  // A quoted text, '' for a quote; letters that repeat; anything else as it is.
  for (const [token, quoted, verb] of textOf(format).matchAll(/('(?:[^']|'')*'?)|(([A-Za-z])\3*)|[^'A-Za-z]+/g)) {
    if (quoted !== undefined) out += literal(quoted);
    else if (verb === undefined) out += token;
    else {
      const print = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
      if (!print) throw new ArgumentRefused(0, `invalid date format verb "${verb}"`);
      out += print(clock, moment);
    }
  }
  return string(out);
}

function literal(quoted: string): string {
  if (quoted.startsWith("''")) return `'${quoted.length > 2 ? literal(quoted.slice(2)) : ''}`;
  if (quoted.length === 1 || !quoted.endsWith("'")) throw new ArgumentRefused(0, "unterminated literal '");
  return quoted.slice(1, -1).replaceAll("''", "'");
}

const units: Readonly<Record<string, bigint>> = { ns: 1n, us: 1000n, µs: 1000n, μs: 1000n, ms: 1_000_000n, s: 1_000_000_000n, m: 60_000_000_000n, h: 3_600_000_000_000n };

/** Go's time.ParseDuration in nanoseconds; null when it is none. */
function durationOf(source: string): bigint | null {
  const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(source);
  if (!match) return /^[+-]?0$/.test(source) ? 0n : null;
  let total = 0n;
  for (const [, before = '', after = '', unit = ''] of (match[2] ?? '').matchAll(/(\d*)\.?(\d*)([a-zµμ]+)/g)) {
    const size = units[unit] ?? 0n;
    const digits = after.slice(0, 18);
    total += BigInt(before === '' ? '0' : before) * size + (BigInt(digits === '' ? '0' : digits) * size) / 10n ** BigInt(digits.length);
  }
  return total >= 2n ** 63n ? null : match[1] === '-' ? -total : total;
}

function timeAdd([time, duration]: readonly Value[]): Value {
  const moment = momentOf(time, null);
  const length = durationOf(textOf(duration));
  if (length === null) throw new Refusal(`time: invalid duration ${JSON.stringify(textOf(duration))}`);
  return string(timestampText({ ...moment, at: moment.at + length }));
}

export const dates: Functions = {
  formatdate: { parameters: [text('format'), text('time')], returns: stringType, call: formatDate },
  plantimestamp: { parameters: [], returns: stringType, call: () => unknown(stringType, unknownBecause('the time of the plan'), true) },
  timeadd: { parameters: [text('timestamp'), text('duration')], returns: stringType, call: timeAdd },
  timecmp: {
    parameters: [text('timestamp_a'), text('timestamp_b')],
    returns: numberType,
    call: ([a, b]) => {
      const difference = momentOf(a, 0).at - momentOf(b, 1).at;
      return number(whole(difference < 0n ? -1 : difference > 0n ? 1 : 0));
    },
  },
  timestamp: { parameters: [], returns: stringType, call: () => unknown(stringType, unknownBecause('the time of the apply'), true) },
};
