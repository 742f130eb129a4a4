import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ociType } from '#catalog/oci.ts';
import { terraformType } from '#catalog/terraform.ts';

it('every kind of OCI has a type that the catalogue knows', () => {
  const kinds = JSON.parse(readFileSync(new URL('../../src/catalog/data/kinds-oci.json', import.meta.url), 'utf8')) as Record<string, string>;
  expect(Object.values(kinds).filter((type) => terraformType(type) === null)).toEqual([]);
});

it('kinds are written as in OCIDs and as in a search', () => {
  expect(['instance', 'Instance', 'BootVolume', 'dns-zone', 'quantumleap'].map(ociType)).toEqual(['oci_core_instance', 'oci_core_instance', 'oci_core_boot_volume', 'oci_dns_zone', 'oci_quantumleap']);
});
