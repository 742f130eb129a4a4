import { describe, expect, it } from 'vitest';
import { otherRegionsOf, Places } from '../../../../src/inputs/resource/place.ts';
import { scopeOf } from '../../../../src/inputs/resource/scope.ts';
import { openPlan, refersTo, type Planned } from './opened.ts';

/** Where the last of the resources stands, and which argument says so. */
function placeOf(...resources: readonly Planned[]): string {
  const { subjects, subject } = openPlan(resources);
  const { region, path } = new Places(subjects).of(subject(resources.at(-1)?.address ?? ''));
  return `${region.status === 'known' ? region.value : region.status === 'unknown' ? `? ${region.because}` : region.status} in ${path}`;
}

describe('places of a bank on Google Cloud that stand in arguments of their own', () => {
  it.each([
    ['google_spanner_instance', { config: 'regional-europe-west3' }, 'europe-west3 in config'],
    ['google_spanner_instance', { config: 'projects/bank/instanceConfigs/regional-us-central1' }, 'us-central1 in config'],
    ['google_spanner_instance', { config: 'nam3' }, 'nam3 in config'],
    ['google_bigtable_instance', { cluster: [{ cluster_id: 'ledger', zone: 'us-central1-a' }] }, 'us-central1 in cluster[0].zone'],
    ['google_firestore_database', { location_id: 'eur3' }, 'eur3 in location_id'],
    ['google_app_engine_application', { location_id: 'europe-west' }, 'europe-west1 in location_id'],
    ['google_kms_crypto_key', { key_ring: 'projects/bank/locations/us-east1/keyRings/vault' }, 'us-east1 in key_ring'],
    ['google_healthcare_fhir_store', { dataset: 'projects/bank/locations/us-east4/datasets/insurance' }, 'us-east4 in dataset'],
    ['google_pubsub_topic', { name: 'payments' }, 'global in region'],
  ])('%s %j', (type, after, place) => expect(placeOf({ address: `${type}.ledger`, after })).toBe(place));

  it('a key stands where its ring of the same plan does', () => {
    const ring: Planned = { address: 'google_kms_key_ring.vault', after: { name: 'vault', location: 'us-east1' }, expressions: {} };
    const key: Planned = { address: 'google_kms_crypto_key.cards', after: { name: 'cards' }, unknown: { key_ring: true }, expressions: { key_ring: refersTo('google_kms_key_ring.vault.id') } };
    expect(placeOf(ring, key)).toBe('us-east1 in key_ring of google_kms_key_ring.vault');
  });

  it('a key belongs to the project of its ring', () => {
    const { subjects, subject } = openPlan([{ address: 'google_kms_crypto_key.cards', after: { key_ring: 'projects/bank/locations/us-east1/keyRings/vault' } }]);
    expect(scopeOf(subject('google_kms_crypto_key.cards'), subjects).project).toEqual({ status: 'known', value: 'bank' });
  });

  it('an instance configuration that is not known is no global service', () => {
    expect(placeOf({ address: 'google_spanner_instance.ledger', after: {}, unknown: { config: true }, expressions: { config: refersTo('var.place') } })).toMatch(/^\? .* in config$/);
  });

  it('each cluster of a Bigtable instance has a region', () => {
    const after = { cluster: [{ cluster_id: 'near', zone: 'europe-west3-a' }, { cluster_id: 'far', zone: 'us-central1-a' }] };
    const { subject } = openPlan([{ address: 'google_bigtable_instance.ledger', after }]);
    expect(otherRegionsOf(subject('google_bigtable_instance.ledger')).map(({ path, name }) => `${path} ${name.status === 'known' ? name.value : name.status}`)).toEqual(['cluster[0].zone europe-west3', 'cluster[1].zone us-central1']);
  });
});
