import { isDay } from '#model/calendar.ts';
import { ProblemError } from '#model/problem.ts';

/** Half open, UTC, ISO 8601. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const hint = 'write a span such as 24h, 90m or 7d, or a time such as 2026-11-01 or 2026-11-01T06:00:00Z';

/**
 * `--since 24h --until 2026-11-02T06:00:00Z`: a span counts back from the end. Without an end it is now; without a beginning, a day earlier.
 * A time without a zone is UTC. @throws ProblemError
 */
export function windowOf(since: string | undefined, until: string | undefined, now: Date): Window {
  const to = until === undefined ? now.getTime() : (timeOf('--until', until) ?? refuse('--until', until, 'is not a time', 'write a time such as 2026-11-01 or 2026-11-01T06:00:00Z'));
  const span = since === undefined ? units.d : spanOf(since);
  const from = span === null ? (timeOf('--since', since ?? '') ?? refuse('--since', since ?? '', 'is neither a span nor a time', hint)) : to - span;
  if (from >= to) refuse('--since', since ?? '', `begins at ${new Date(from).toISOString()}, when the window ends or later (${new Date(to).toISOString()})`, hint);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function spanOf(text: string): number | null {
  const match = /^(\d{1,5})([mhdw])$/.exec(text);
  if (match === null) return null;
  const span = Number(match[1]) * units[match[2] as keyof typeof units];
  return span > 0 ? span : null;
}

/** A day that no calendar has would be one of the next month. */
function timeOf(flag: string, text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return null;
  if (!isDay(text.slice(0, 10))) refuse(flag, text, 'names a day that no calendar has', 'write a time such as 2026-11-01 or 2026-11-01T06:00:00Z');
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) || /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}

function refuse(flag: string, text: string, what: string, next: string): never {
  throw new ProblemError({ code: 'usage-value', message: `${flag} ${JSON.stringify(text)} ${what}`, where: null, hint: next });
}
