import { describe, expect, it } from 'vitest';
import { is, openPlan, refersTo, type Planned } from './opened.ts';
import { shapesAt } from './told-shapes.ts';

// GKE counts the nodes of a pool in each of its zones.

type Values = Readonly<Record<string, unknown>>;

const pool = (after: Values, unknown: object = {}): Planned => ({
  address: 'google_container_node_pool.tills',
  after: { node_config: [{ machine_type: 'e2-standard-4' }], ...after },
  unknown,
  expressions: { ...Object.fromEntries(Object.keys(after).map((key) => [key, is(after[key])])), node_config: [{ machine_type: is('e2-standard-4') }], cluster: refersTo('google_container_cluster.shop.name') },
});
const cluster = (after: Values): Planned => ({ address: 'google_container_cluster.shop', after: { name: 'shop', remove_default_node_pool: true, ...after }, expressions: Object.fromEntries(Object.keys(after).map((key) => [key, is(after[key])])) });

const machines = (...resources: readonly Planned[]): readonly string[] => shapesAt(openPlan(resources), resources[0]?.address ?? '').map((line) => line.replace(/^.* x /, '').replace(/; 4 vCPUs$/, ''));

const zones = ['europe-west4-a', 'europe-west4-b'];

describe('nodes of a pool', () => {
  it.each<readonly [string, readonly Planned[], string]>([
    ['in one zone', [pool({ node_count: 2, location: 'europe-west4-a' })], '2'],
    ['in a region, which is three zones of it', [pool({ node_count: 2, location: 'europe-west4' })], '6'],
    ['in the zones that it names', [pool({ node_count: 2, location: 'europe-west4', node_locations: zones })], '4'],
    ['where its cluster is', [pool({ node_count: 2 }), cluster({ location: 'europe-west4' })], '6'],
    ['in the zones of its cluster', [pool({ node_count: 2 }), cluster({ location: 'europe-west4', node_locations: zones })], '4'],
    ['in further zones of a cluster in one', [pool({ node_count: 2 }), cluster({ location: 'europe-west4-c', node_locations: zones })], '6'],
    ['as many as it may grow to', [pool({ location: 'europe-west4', autoscaling: [{ max_node_count: 5 }] })], '15'],
    ['as many as it may grow to in all zones together', [pool({ location: 'europe-west4', autoscaling: [{ total_min_node_count: 0, total_max_node_count: 5 }] })], '5'],
    ['none', [pool({ node_count: 0, location: 'europe-west4' })], '0'],
    ['in zones that are not known', [pool({ node_count: 2, location: 'europe-west4' }, { node_locations: true })], '6'],
    ['nowhere that is told', [pool({ node_count: 2 })], '2'],
  ])('%s', (_, resources, expected) => {
    expect(machines(...resources)).toEqual([expected]);
  });

  it('are not counted where their place is not known', () => {
    const later = pool({ node_count: 2 }, { location: true });
    expect(machines(later)).toEqual(['(in how many zones its nodes are is not known)']);
    expect(machines(later, cluster({ location: 'europe-west4' }))).toEqual(['6']);
    const variable = { ...later, expressions: { ...later.expressions, location: refersTo('var.place') } };
    expect(machines(variable)).toEqual(['(known after apply <- var.place)']);
    const zoned = { ...pool({ node_count: 2, location: 'europe-west4' }, { node_locations: true }) };
    expect(machines({ ...zoned, expressions: { ...zoned.expressions, node_locations: refersTo('var.zones') } })).toEqual(['(known after apply <- var.zones)']);
  });

  it('hold as many accelerators', () => {
    const gpu = pool({ node_count: 2, location: 'europe-west4', node_config: [{ machine_type: 'n1-standard-4', guest_accelerator: [{ type: 'nvidia-tesla-t4', count: 1 }] }] });
    expect(shapesAt(openPlan([gpu]), gpu.address)).toEqual(['node_config[0].machine_type n1-standard-4 x 6; 4 vCPUs', 'node_config[0].guest_accelerator[0].type nvidia-tesla-t4 x 6; 1 nvidia T4; attached']);
  });
});

it('nodes of pools inside a cluster', () => {
  const inline = {
    ...cluster({ location: 'europe-west4', node_pool: [{ node_count: 1, node_config: [{ machine_type: 'e2-standard-4' }] }, { node_count: 1, node_locations: zones, node_config: [{ machine_type: 'e2-standard-4' }] }] }),
  };
  expect(machines(inline)).toEqual(['3', '2']);
  expect(machines({ address: 'google_container_cluster.shop', after: { location: 'europe-west4', initial_node_count: 2, node_config: [{ machine_type: 'e2-standard-4' }] }, expressions: { location: is('europe-west4'), initial_node_count: is(2), node_config: [{ machine_type: is('e2-standard-4') }] } })).toEqual(['6']);
});
