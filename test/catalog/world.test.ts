import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { landGrid, landRows } from '#catalog/world/land.ts';
import { placeOfRegion, regionsOf } from '#catalog/world/regions.ts';
import { providers } from '#model/resource.ts';

const lists = JSON.parse(readFileSync(new URL('../../src/catalog/data/regions.json', import.meta.url), 'utf8')) as { readonly aws: readonly string[]; readonly gcp: readonly string[]; readonly oci: Readonly<Record<string, string>> };

test('every region of the catalogue is on the map', () => {
  const missing = [['aws', lists.aws], ['gcp', lists.gcp], ['oci', Object.values(lists.oci)]] as const;
  expect(missing.flatMap(([provider, names]) => names.filter((name) => placeOfRegion(provider, name) === null))).toEqual([]);
});

test.each(providers)('every place of %s is on the earth, and has one name', (provider) => {
  const all = regionsOf(provider);
  expect(all.length).toBeGreaterThan(35);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { latitude, longitude } of all) expect(Math.abs(latitude) < 70 && Math.abs(longitude) <= 180).toBe(true);
});

test('what is nowhere has no place', () => expect([placeOfRegion('gcp', 'eu'), placeOfRegion('aws', 'global'), placeOfRegion('aws', 'constructor')]).toEqual([null, null, null]));

/** A sample of places that are in the middle of land or of water. */
test.each([['Kansas', 39, -99, true], ['Congo', 0, 22, true], ['Siberia', 63, 100, true], ['Alice Springs', -24, 134, true], ['the Pacific', 0, -140, false], ['the Atlantic', 30, -40, false]])('%s', (_, latitude, longitude, isLand) => {
  const row = landRows[Math.round((landGrid.north - latitude) / landGrid.step)] ?? '';
  const cell = Math.floor((longitude - landGrid.west) / landGrid.step);
  expect(row.split(' ').some((run) => {
    const [first = 0, count = 0] = run.split('+').map(Number);
    return cell >= first && cell < first + count;
  })).toBe(isLand);
});
