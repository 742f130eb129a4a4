import { describe, expect, it } from 'vitest';
import { accountOfArn, isMultiRegion, normaliseRegion, regionOfArn, regionOfOcid, regionOfZone } from '#catalog/regions.ts';
import type { Provider } from '#model/resource.ts';

describe('regions', () => {
  it.each<readonly [Provider, string, string]>([
    ['azure', 'Korea Central', 'koreacentral'],
    ['azure', 'westeurope', 'westeurope'],
    ['gcp', 'EU', 'eu'],
    ['gcp', 'https://www.googleapis.com/compute/v1/projects/p/regions/europe-west3', 'europe-west3'],
    ['oci', 'PHX', 'us-phoenix-1'],
    ['oci', 'us-sanjose-1', 'us-sanjose-1'],
    ['aws', 'EU-WEST-1', 'eu-west-1'],
  ])('%s writes %s', (provider, written, region) => expect(normaliseRegion(provider, written)).toBe(region));

  it.each<readonly [Provider, string, string | null]>([
    ['aws', 'eu-west-1a', 'eu-west-1'],
    ['aws', 'us-gov-west-1b', 'us-gov-west-1'],
    ['aws', 'us-west-2-lax-1a', 'us-west-2'],
    ['aws', 'us-east-1-wl1-bos-wlz-1', 'us-east-1'],
    ['aws', 'eu-west-1', null],
    ['gcp', 'europe-west3-a', 'europe-west3'],
    ['gcp', 'zones/us-central1-f', 'us-central1'],
    ['gcp', 'us-central1', null],
    ['oci', 'NQNU:US-ASHBURN-AD-1', 'us-ashburn-1'],
    ['oci', 'x:PHX-AD-1', 'us-phoenix-1'],
    ['oci', 'Uocm:EU-FRANKFURT-1-AD-2', 'eu-frankfurt-1'],
    ['oci', 'nonsense', null],
    ['azure', '1', null],
  ])('%s zone %s', (provider, zone, region) => expect(regionOfZone(provider, zone)).toBe(region));

  it('ARNs and OCIDs carry region and account', () => {
    expect(regionOfArn('arn:aws:ec2:eu-west-1:111122223333:instance/i-1')).toBe('eu-west-1');
    expect(regionOfArn('arn:aws:iam::111122223333:role/payroll')).toBeNull();
    expect(accountOfArn('arn:aws:iam::111122223333:role/payroll')).toBe('111122223333');
    expect(accountOfArn('arn:aws:s3:::payroll-archive')).toBeNull();
    expect(regionOfOcid('ocid1.instance.oc1.iad.anuwcljt')).toBe('us-ashburn-1');
    expect(regionOfOcid('ocid1.instance.oc1.us-sanjose-1.anuwcljt')).toBe('us-sanjose-1');
    expect(regionOfOcid('ocid1.compartment.oc1..aaaa')).toBeNull();
  });

  it('multi-regions are no regions of their own', () => {
    expect([isMultiRegion('gcp', 'eu'), isMultiRegion('gcp', 'nam4'), isMultiRegion('gcp', 'europe-west3')]).toEqual([true, true, false]);
  });
});
