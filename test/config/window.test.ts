import { describe, expect, test } from 'vitest';
import { windowOf } from '#config/window.ts';

const now = new Date('2026-11-02T06:00:00Z');

describe('the window of a report', () => {
  test.each<[string | undefined, string | undefined, string, string]>([
    [undefined, undefined, '2026-11-01T06:00:00.000Z', '2026-11-02T06:00:00.000Z'],
    ['7d', undefined, '2026-10-26T06:00:00.000Z', '2026-11-02T06:00:00.000Z'],
    ['90m', '2026-10-01', '2026-09-30T22:30:00.000Z', '2026-10-01T00:00:00.000Z'],
    ['2026-10-31', undefined, '2026-10-31T00:00:00.000Z', '2026-11-02T06:00:00.000Z'],
    ['2026-10-31T23:00', '2026-11-01T01:00:00+01:00', '2026-10-31T23:00:00.000Z', '2026-11-01T00:00:00.000Z'],
  ])('--since %s --until %s', (since, until, from, to) => {
    expect(windowOf(since, until, now)).toEqual({ from, to });
  });

  test.each<[string | undefined, string | undefined, string]>([
    ['yesterday', undefined, '--since "yesterday" is neither a span nor a time'],
    ['0h', undefined, '--since "0h" is neither a span nor a time'],
    ['2026-13-01', undefined, '--since "2026-13-01" names a day that no calendar has'],
    ['2026-02-30', '2026-04-01', '--since "2026-02-30" names a day that no calendar has'],
    ['2026-02-29T06:00', '2026-04-01', '--since "2026-02-29T06:00" names a day that no calendar has'],
    [undefined, '2026-04-31T06:00:00Z', '--until "2026-04-31T06:00:00Z" names a day that no calendar has'],
    [undefined, '24h', '--until "24h" is not a time'],
    ['2026-11-03', undefined, '--since "2026-11-03" begins at 2026-11-03T00:00:00.000Z, when the window ends or later (2026-11-02T06:00:00.000Z)'],
  ])('--since %s --until %s is refused', (since, until, message) => {
    expect(() => windowOf(since, until, now)).toThrow(message);
  });
});
