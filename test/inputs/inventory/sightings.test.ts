import { describe, expect, test } from 'vitest';
import { Sightings } from '#inputs/inventory/sightings.ts';

const row = (recorded: string | null, partial: string | null = null) => ({ recorded, partial, gone: null });

describe('ids that were met', () => {
  test('once, again, newer, and newer in another file', () => {
    const sightings = new Sightings();
    expect(sightings.meet('//vm/1', 'a', row('2026-11-01T00:00:00Z'))).toBe('first');
    expect(sightings.meet('//vm/2', 'a', row(null))).toBe('first');
    expect(sightings.meet('//vm/1', 'a', row('2026-11-01T00:00:00Z'))).toBe('again');
    expect(sightings.meet('//vm/1', 'a', row('2026-10-31T00:00:00Z'))).toBe('again');
    expect(sightings.meet('//vm/1', 'a', row(null))).toBe('again');
    expect(sightings.meet('//vm/2', 'a', row('2026-11-01T00:00:00Z'))).toBe('again');
    expect(sightings.meet('//vm/1', 'a', row('2026-11-02T00:00:00.5Z'))).toBe('newer');
    expect(sightings.meet('//vm/1', 'b', row('2026-11-03T00:00:00Z'))).toBe('newer-elsewhere');
    expect(sightings.meet('//vm/1', 'b', row('2026-11-02T00:00:00Z'))).toBe('again');
  });

  test('one that tells all counts more than one that leaves things out', () => {
    const sightings = new Sightings();
    expect(sightings.meet('//vm/1', 'a', row('2026-11-01T00:00:00Z', 'a search'))).toBe('first');
    expect(sightings.meet('//vm/1', 'a', row(null))).toBe('fuller');
    expect(sightings.meet('//vm/1', 'a', row('2026-11-02T00:00:00Z', 'a search'))).toBe('again');
    expect(sightings.meet('//vm/2', 'a', row('2026-11-01T00:00:00Z', 'a search'))).toBe('first');
    expect(sightings.meet('//vm/2', 'b', row('2026-11-02T00:00:00Z'))).toBe('newer-elsewhere');
    expect(sightings.meet('//vm/3', 'a', row(null, 'a search'))).toBe('first');
    expect(sightings.meet('//vm/3', 'b', row('2026-11-02T00:00:00Z'))).toBe('fuller-elsewhere');
  });

  test('of a hundred thousand none is taken for another, and all are known', () => {
    const sightings = new Sightings();
    const ids = Array.from({ length: 100_000 }, (_, index) => `//compute.googleapis.com/projects/p/zones/z/instances/web-${index}`);
    expect(ids.filter((id) => sightings.meet(id, 'a', row(null)) !== 'first')).toEqual([]);
    expect(ids.filter((id) => sightings.meet(id, 'a', row(null)) !== 'again')).toEqual([]);
  });
});
