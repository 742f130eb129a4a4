import { expect, test } from 'vitest';
import { MetIds } from '#audit/met-ids.ts';

test('ids that were met are told from those that were not, whatever they look like and however many they are', () => {
  const met = new MetIds();
  const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
  const written: readonly ((at: number) => string)[] = [(at) => `1c2e7582-2c01-4eeb-bfd4-${hex(at, 12)}`, (at) => `${hex(Math.imul(at, 0x9e3779b1) >>> 0, 8)}-0000-4000-8000-000000000000`, (at) => `1C2E7582-2C01-4EEB-BFD4-${hex(at, 12)}`, (at) => `trail.json#${at}`];
  const ids = Array.from({ length: 4000 }, (_, at) => written.map((write) => write(at))).flat();
  const unlike = new Set<string>();
  for (const id of ids) {
    expect(met.has(id)).toBe(unlike.has(id));
    met.add(id);
    unlike.add(id);
    met.add(id);
  }
  for (const id of ids) expect(met.has(id)).toBe(true);
  expect(met.has('1c2e7582-2c01-4eeb-bfd4-00000000ffff')).toBe(false);
});
