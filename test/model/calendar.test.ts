import { expect, test } from 'vitest';
import { addDays, dayOf, daysBetween, isDay } from '#model/calendar.ts';

test.each([
  ['2026-12-31', true],
  ['2028-02-29', true],
  ['2000-02-29', true],
  ['2026-02-29', false],
  ['2100-02-29', false],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-01-00', false],
  ['2026-1-1', false],
  ['26-01-01', false],
  ['2026-01-01T00:00:00Z', false],
  [' 2026-01-01', false],
  ['', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

test('a moment belongs to its day in UTC', () => {
  expect(dayOf(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31');
  expect(dayOf(new Date('2026-12-31T23:00:00-02:00'))).toBe('2027-01-01');
});

test('days are counted across months and leap days', () => {
  expect(daysBetween('2026-11-23', '2026-12-07')).toBe(14);
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
  expect(addDays('2026-12-25', 14)).toBe('2027-01-08');
});
