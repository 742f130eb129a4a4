import { expect, test } from 'vitest';
import { baselineOf, blockOf, hoursBetween, together } from '#history/baseline.ts';

const hour = 3_600_000;

test('hours of a block are counted as one by one', () => {
  const start = Date.parse('2026-03-28T03:30:00Z');
  for (const hours of [0, 1, 5, 24, 100, 168, 169, 400, 2000]) {
    const all = Array.from({ length: hours }, (_, index) => blockOf(start + index * hour));
    expect(hoursBetween(start, start + hours * hour, null)).toBe(hours);
    for (const block of ['week 0', 'week 5', 'weekend 0', 'weekend 3']) expect([hours, block, hoursBetween(start, start + hours * hour, block)]).toEqual([hours, block, all.filter((one) => one === block).length]);
  }
  expect(hoursBetween(start, start - hour, null)).toBe(0);
});

test('hours without a launch count as none', () => {
  const sums = together({ sum: 4, squares: 16, max: 4 }, { sum: 2, squares: 4, max: 2 });
  expect(baselineOf(sums, 6)).toEqual({ hours: 6, mean: 1, stdev: Math.sqrt(20 / 6 - 1), max: 4 });
  expect(baselineOf(undefined, 6)).toEqual({ hours: 6, mean: 0, stdev: 0, max: 0 });
  expect(baselineOf(sums, 0)).toEqual({ hours: 0, mean: 0, stdev: 0, max: 0 });
});
