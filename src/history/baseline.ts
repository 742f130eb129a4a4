import type { Baseline } from '#model/features.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Four hours of the day, on weekends or on other days: by what launches are compared. */
export function blockOf(time: number): string {
  const date = new Date(time);
  const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
  return `${weekend ? 'weekend' : 'week'} ${Math.floor(date.getUTCHours() / 4)}`;
}

/** Clock hours from the one that `from` is in up to, not including, the one that `to` is in; of one block, or of all (null). */
export function hoursBetween(from: number, to: number, block: string | null): number {
  const first = Math.floor(from / hour);
  const end = Math.floor(to / hour);
  if (end <= first) return 0;
  if (block === null) return end - first;
  let count = 0;
  // Whole weeks have each block as often as each other: 4 hours on 2 or 5 days.
  const weeks = Math.floor((end - first) / (7 * 24));
  count += weeks * 4 * (block.startsWith('weekend') ? 2 : 5);
  for (let at = first + weeks * 7 * 24; at < end; at += 1) if (blockOf(at * hour) === block) count += 1;
  return count;
}

/** Of hours with launches: how many machines in all, the sum of their squares, the most in one. */
export interface Sums {
  readonly sum: number;
  readonly squares: number;
  readonly max: number;
}

export function together(one: Sums | undefined, other: Sums): Sums {
  return one === undefined ? other : { sum: one.sum + other.sum, squares: one.squares + other.squares, max: Math.max(one.max, other.max) };
}

/** Over `hours` hours, of which those that are not in the sums had none. The deviation is that of the whole population. */
export function baselineOf(sums: Sums | undefined, hours: number): Baseline {
  if (hours === 0 || sums === undefined) return { hours, mean: 0, stdev: 0, max: 0 };
  const mean = sums.sum / hours;
  return { hours, mean, stdev: Math.sqrt(Math.max(0, sums.squares / hours - mean * mean)), max: sums.max };
}

export function daysBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / day));
}

export function hourOf(time: number): number {
  return Math.floor(time / hour) * hour;
}
