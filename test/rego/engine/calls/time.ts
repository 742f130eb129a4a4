import { formatTime } from '#rego/builtins/time/format.ts';
import { layoutOf } from '#rego/builtins/time/layout.ts';
import { text } from '../literals.ts';
import type { Random } from '../random.ts';
import type { CallFamily } from './family.ts';

const names = ['ANSIC', 'UnixDate', 'RubyDate', 'RFC822', 'RFC822Z', 'RFC850', 'RFC1123', 'RFC1123Z', 'RFC3339', 'RFC3339Nano', 'Kitchen', 'DateTime'];
const layouts = [
  '2006-01-02', '2006-01-02 15:04:05', '2006-01-02T15:04:05Z07:00', '2006-01-02T15:04:05.000Z', '2006-01-02T15:04:05.999999-0700', '02/01/2006', '1/2/06 3:04PM', 'Jan 2, 2006', 'January _2 2006', 'Monday, 02-Jan-06 15:04:05 MST', 'Mon Jan _2 15:04:05 2006', '20060102150405', '2006.002',
  '2006 __2', '3:04:05.00 pm', '15h04m', '2006-01-02T15:04:05,000', '2006-1-2T15:4:5Z', 'Z0700', '-07', '-070000', '-07:00:00', 'Z070000', 'Z07:00:00', '2006-01-02 MST', 'Jan', 'Monday', 'January2006', 'January', 'Janus 2006', 'Mondays', 'Month', '', '日 2006', '2006-01-02T15:04:05.000000000Z07:00', '05.0001', '.000', '06', '_2006', '_2 Jan', '002', '03', '_20061', '15:04:05.999', ',999 05', 'Z07', '2006-01-02 15:04:05 -0700 MST', '0102', '10', '2', 'MST7', '200601021504', '15:04:05.999999999 MST',
];
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Apia', 'UTC', '', 'Asia/Tokyo', 'Africa/Casablanca', 'Etc/GMT+5', 'GMT', 'America/Argentina/Buenos_Aires', 'Antarctica/Troll'];
const wrongZones = ['Europe/Atlantis', '+01:00', 'CEST', '../etc', 'europe', 'Europe/'];

const moments = ['0', '1', '-1', '999999999', '1000000000', '-1000000000', '1732356930250000000', '1582977600000000000', '1698541200000000000', '1711846800000000000', '1711850400000000000', '951782400000000000', '4102444799999999999', '-2208988800000000000', '9223372036854775807', '-9223372036854775808', '9223372036854775808', '1e18', '1.5', '1704067199999999999', '1709164800000000000', '-62135596800000000000', '-4000000000000000000', '-8520336000000000000'];

/** Nanoseconds since 1970, mostly of this century, at seconds where clocks change as well. */
export function moment(random: Random): string {
  if (random.chance(0.3)) return random.pick(moments);
  const day = BigInt(random.below(40_000) - 5000);
  return String((day * 86_400n + BigInt(random.pick([0, 3600, 7200, 3599, 86_399, random.below(86_400)]))) * 1_000_000_000n + BigInt(random.pick([0, 0, 1, 500_000_000, 123_456_789, 120_000_000])));
}

function when(random: Random): string {
  const kind = random.below(10);
  if (kind < 4) return moment(random);
  if (kind === 9) return random.pick(['[]', `[${moment(random)}, ${text(random, wrongZones)}]`, '["x"]', `[${moment(random)}, 1]`, `[${moment(random)}, null]`, `[${moment(random)}]`]);
  return `[${moment(random)}, ${text(random, zones)}]`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A text that fits many layouts, or nearly does. */
function written(random: Random): string {
  const [year, month, day, hour, minute, second] = [random.pick([2024, 2026, 1999, 2000, 1970, 1677, 2262, 9999, 68]), 1 + random.below(13), 1 + random.below(31), random.below(25), random.below(60), random.below(61)];
  const date = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`;
  const monthName = random.pick(['Jan', 'Feb', 'mar', 'DEC', 'January', 'february', 'Juneau']);
  return random.pick([
    date, `${date} ${clock}`, `${date}T${clock}Z`, `${date}T${clock}+02:00`, `${date}T${clock}.123Z`, `${date}T${clock}.123456789-07:00`, `${date}T${clock},5Z`, `${date}t${clock}z`, `${date}T${hour}:${minute}:${second}Z`, `${date}T${clock}`, `${date}T${clock}+0200`, `${date}T${clock}+24:00`, `${date}T${clock}+25:00`, `${date}T${clock}+02:60`,
    `${twoDigits(day)}/${twoDigits(month)}/${year}`, `${month}/${day}/24 3:04PM`, `${month}/${day}/24 12:04AM`, `${month}/${day}/70 13:04AM`, `${monthName} ${day}, ${year}`, `${monthName}  ${day} ${year}`, `Monday, ${twoDigits(day)}-${monthName}-24 ${clock} UTC`, `Mon ${monthName} ${String(day).padStart(2, ' ')} ${clock} ${year}`, `Mon ${monthName} ${day} ${clock} CEST ${year}`,
    `${twoDigits(day)} Jan 24 15:04 GMT+3`, `${twoDigits(day)} Jan 24 15:04 +0300`, `Tue, ${twoDigits(day)} Jan 2024 ${clock} PST`, `Tue, ${twoDigits(day)} Jan 2024 ${clock} -0800`, `${year}${twoDigits(month)}${twoDigits(day)}${clock.replaceAll(':', '')}`, `${year}.${String(random.below(370)).padStart(3, '0')}`, `${year} ${String(random.below(370)).padStart(3, ' ')}`, `${hour}:${minute}:${second}.50 pm`, '15h04m', '+07', '-070000', 'Z', `${date} ${random.pick(['UTC', 'EST', 'CEST', 'WITA', 'ChST', 'GMT-7', 'GMT+24', 'GMT', '+03', 'ABCDEF', 'ab', 'GMT-', '-12', 'XYZ', 'ABCD', 'ABCDT', 'MeST'])}`, '', `${date} `,
  ]);
}

/** A text of the layout, sometimes with a character too many, too few or another one. */
function fitting(random: Random, layout: string): string {
  const time = {
    year: random.pick([2024, 2026, 1999, 1970]), month: 1 + random.below(12), day: 1 + random.below(31), hour: random.below(24), minute: random.below(60), second: random.below(60),
    nanosecond: random.pick([0, 500_000_000, 123_456_789, 120_000_000]), offset: random.pick([0, 3600, -28_800, 19_800, 12_345]), zoneName: random.pick(['UTC', 'CET', 'EST', '+03']),
  };
  const right = formatTime(time, layoutOf(layout));
  if (random.chance(0.6)) return right;
  const at = random.below(right.length + 1);
  return right.slice(0, at) + random.pick(['', ' ', '0', '9', 'x', '.5', ':', '-']) + right.slice(at + random.below(2));
}

const durations = ['0', '1s', '1h30m', '-1.5h', '+5m', '1d', '2w3d', '1y', '1.5d', '-2d12h', '1us', '1µs', '1μs', '100ms', '.5s', '5.s', '.s', '', '1', 's', '1x', '3ns', '1h1h', '9223372036854775807ns', '9223372036854775808ns', '-9223372036854775808ns', '106751d', '292y', '293y', '1d-2h', '1 h', '1.0000000000000000001s', '0.1y', '1D', '--1h', '1e3s', '0.000000001s', '0.9ns', '1.1d', '00', '-0', '+', '1dd', '1.d', '.5d', '1m5'];

export const timeCalls: CallFamily = {
  'time.now_ns': () => [],
  'time.parse_ns': (random) => {
    const layout = random.pick(random.chance(0.3) ? names : layouts);
    return [JSON.stringify(layout), JSON.stringify(random.chance(0.3) ? written(random) : fitting(random, layout))];
  },
  'time.parse_rfc3339_ns': (random) => [JSON.stringify(written(random))],
  'time.parse_duration_ns': (random) => [text(random, durations)],
  'time.date': (random) => [when(random)],
  'time.clock': (random) => [when(random)],
  'time.weekday': (random) => [when(random)],
  'time.add_date': (random) => [when(random), ...Array.from({ length: 3 }, () => random.pick(['0', '1', '-1', '12', '-13', '31', '365', '1000', '2.0', '1.5', '100000', '"1"'].slice(0, random.chance(0.9) ? 8 : 12)))],
  'time.diff': (random) => [when(random), when(random)],
  'time.format': (random) => [random.chance(0.25) ? when(random) : `[${moment(random)}, ${text(random, zones)}, ${text(random, random.chance(0.3) ? names : layouts)}]`],
};

