import { Refusal } from '../builtin.ts';
import { dayNumber, months, weekdays } from './calendar.ts';
import { pieces } from './layout.ts';
import type { WallTime } from './wall-time.ts';

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
