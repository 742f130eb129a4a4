import { describe, expect, it } from 'vitest';
import { otherRegionsOf, Places } from '../../../../src/inputs/resource/place.ts';
import type { OtherRegion } from '../../../../src/model/resource.ts';
import { is, openPlan, refersTo, type Planned } from './opened.ts';

function others(resource: Planned): readonly OtherRegion[] {
  return otherRegionsOf(openPlan([resource]).subject(resource.address));
}

const vault = 'aws_secretsmanager_secret.till_keys';
const later = { status: 'unknown', because: 'known after apply', refs: [] };

describe('further regions', () => {
  it('are none where the provider computes a block that nobody wrote', () => {
    expect(others({ address: vault, after: { name: 'till-keys' }, unknown: { replica: true }, expressions: { name: is('till-keys') } })).toEqual([]);
    expect(others({ address: vault, after: { name: 'till-keys' }, unknown: { replica: true } })).toEqual([]);
  });

  it('are those that are known, with and without a configuration', () => {
    const after = { replica: [{ region: 'eu-west-1' }] };
    const expected = [{ path: 'replica[0].region', name: { status: 'known', value: 'eu-west-1' } }];
    expect(others({ address: vault, after })).toEqual(expected);
    expect(others({ address: vault, after, expressions: { name: is('till-keys') } })).toEqual(expected);
  });

  it('are not known where somebody wrote them', () => {
    const unknown = { replica: [{ region: true }] };
    expect(others({ address: vault, after: { replica: [{}] }, unknown, expressions: { replica: [{ region: refersTo('var.spare') }] } })).toEqual([{ path: 'replica[0].region', name: { ...later, refs: ['var.spare'] } }]);
    // A dynamic block is not in the configuration, a plan without one has no expressions at all.
    expect(others({ address: vault, after: { replica: [{}] }, unknown, expressions: { name: is('till-keys') } })).toEqual([{ path: 'replica[0].region', name: later }]);
    expect(others({ address: vault, after: { replica: [{}] }, unknown })).toEqual([{ path: 'replica[0].region', name: later }]);
    expect(others({ address: vault, after: {}, unknown: { replica: true }, expressions: { replica: refersTo('var.spares') } })).toEqual([{ path: 'replica', name: { ...later, refs: ['var.spares'] } }]);
  });
});

describe('the region', () => {
  const place = (resource: Planned, providers: object = {}): string => {
    const { subjects, subject } = openPlan([resource], providers);
    const { region, path } = new Places(subjects).of(subject(resource.address));
    return `${path}: ${region.status === 'known' ? region.value : region.status === 'unknown' ? region.because : region.status}`;
  };
  const receipts = { address: 'aws_s3_bucket.receipts', after: { bucket: 'receipts' }, unknown: { region: true } };

  it('of a bucket that the provider fills in is the one of the provider', () => {
    expect(place({ ...receipts, expressions: { bucket: is('receipts') } }, { aws: { name: 'aws', expressions: { region: is('eu-central-1') } } })).toBe('provider aws: eu-central-1');
    expect(place({ ...receipts, expressions: { bucket: is('receipts'), region: refersTo('var.spare') } }, { aws: { name: 'aws', expressions: { region: is('eu-central-1') } } })).toBe('region: known after apply');
  });

  it('stands beside the account of the last of roles that are assumed one after the other', () => {
    const roles = ['111122223333', '444455556666'].map((account) => ({ role_arn: is(`arn:aws:iam::${account}:role/deploy`) }));
    const { subject } = openPlan([{ ...receipts, expressions: { bucket: is('receipts') } }], { aws: { name: 'aws', expressions: { assume_role: roles } } });
    expect(subject(receipts.address).provider.scope).toEqual({ status: 'known', value: '444455556666' });
  });

  it('is asked of the provider where the plan has no configuration', () => {
    expect(place(receipts)).toMatch(/^provider aws: (?!known after apply)/);
    expect(place({ address: 'azurerm_resource_group.shop', after: { name: 'shop' }, unknown: { location: true } })).toBe('location: known after apply');
  });
});
