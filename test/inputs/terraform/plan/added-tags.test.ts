import { describe, expect, test } from 'vitest';
import { addedTags, withAdded } from '../../../../src/inputs/resource/added-tags.ts';
import { is, openPlan, openStory, refersTo, type Opened, type Planned } from './opened.ts';
import { shownSet } from './shown.ts';

/** `aws_subnet.shop: team=checkout (aws_ec2_tag.team)`. */
function added({ subjects }: Opened): readonly string[] {
  return [...addedTags(subjects)].flatMap(([address, tags]) => tags.map((tag) => `${address}: ${shownSet({ entries: [tag], open: null })} (${tag.origin})`));
}

const subnet = (after: object = {}, address = 'aws_subnet.shop'): Planned => ({ address, after, unknown: { id: true }, expressions: {} });
const tag = (resource: object, more: Partial<Planned> = {}): Planned => ({
  address: 'aws_ec2_tag.team',
  after: { key: 'team', value: 'checkout' },
  unknown: { resource_id: true, id: true },
  expressions: { key: is('team'), value: is('checkout'), resource_id: resource },
  ...more,
});

describe('a tag as a resource of its own', () => {
  test('reaches what its argument refers to', () => {
    expect(added(openPlan([subnet(), tag(refersTo('aws_subnet.shop.id'))]))).toEqual(['aws_subnet.shop: team=checkout (aws_ec2_tag.team)']);
  });

  test('with a value that is not known', () => {
    expect(added(openPlan([subnet(), tag(refersTo('aws_subnet.shop.id'), { after: { key: 'team' }, unknown: { resource_id: true, value: true } })]))).toEqual(['aws_subnet.shop: team=? (aws_ec2_tag.team)']);
  });

  test('for each of several, the one of the same key', () => {
    const each = (name: string): Planned => tag(refersTo('aws_subnet.shop', 'each.key'), { address: `aws_ec2_tag.team["${name}"]` });
    expect(added(openPlan([subnet({}, 'aws_subnet.shop["a"]'), subnet({}, 'aws_subnet.shop["b"]'), each('b')]))).toEqual(['aws_subnet.shop["b"]: team=checkout (aws_ec2_tag.team["b"])']);
  });

  test('nobody gets it where the plan does not tell who does; a known id tells', () => {
    const two = [subnet({ id: 'subnet-1' }, 'aws_subnet.shop[0]'), subnet({ id: 'subnet-2' }, 'aws_subnet.shop[1]')];
    expect(added(openPlan([...two, tag(refersTo('aws_subnet.shop'))]))).toEqual([]);
    expect(added(openPlan([...two, tag(refersTo('aws_subnet.shop'), { after: { key: 'team', value: 'checkout', resource_id: 'subnet-2' }, unknown: {} })]))).toEqual(['aws_subnet.shop[1]: team=checkout (aws_ec2_tag.team)']);
  });

  test('what is only reached through a resource is not that resource', () => {
    const cluster = { address: 'aws_eks_cluster.shop', after: {}, unknown: { vpc_config: true }, expressions: {} };
    const network = { address: 'aws_vpc.shop', after: {}, unknown: { id: true }, expressions: {} };
    expect(added(openPlan([cluster, network, tag(refersTo('aws_eks_cluster.shop.vpc_config[0].cluster_security_group_id'))]))).toEqual([]);
    expect(added(openPlan([cluster, network, tag(refersTo('aws_vpc.shop.default_security_group_id'))]))).toEqual([]);
  });

  test('one that is deleted is gone', () => {
    expect(added(openPlan([subnet(), tag(refersTo('aws_subnet.shop.id'), { actions: ['delete'] })]))).toEqual([]);
  });

  test('of an auto-scaling group, in a block', () => {
    const opened = openPlan([
      { address: 'aws_autoscaling_group.tills', after: { name: 'tills' }, expressions: {} },
      {
        address: 'aws_autoscaling_group_tag.team',
        after: { autoscaling_group_name: 'tills', tag: [{ key: 'team', value: 'checkout', propagate_at_launch: false }] },
        expressions: { autoscaling_group_name: refersTo('aws_autoscaling_group.tills.name'), tag: [{}] },
      },
    ]);
    expect(added(opened)).toEqual(['aws_autoscaling_group.tills: team=checkout (aws_autoscaling_group_tag.team)']);
  });

  test('a plan without such resources', () => {
    expect(added(openStory('checkout-service'))).toEqual([]);
  });
});

test('added tags replace own ones of the same key', () => {
  const own = { entries: [{ key: 'team', value: { status: 'known', value: 'shop' }, origin: 'tags' }], open: { status: 'unknown', because: 'known after apply', refs: [] } } as const;
  expect(withAdded(own, undefined)).toBe(own);
  const { subjects } = openPlan([subnet(), tag(refersTo('aws_subnet.shop.id'))]);
  expect(shownSet(withAdded(own, addedTags(subjects).get('aws_subnet.shop')))).toBe('team=checkout, … known after apply');
});
