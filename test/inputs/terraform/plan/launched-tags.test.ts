import { describe, expect, test } from 'vitest';
import { addedTags } from '../../../../src/inputs/resource/added-tags.ts';
import { LaunchedTags } from '../../../../src/inputs/resource/launched-tags.ts';
import { nestedTagsOf } from '../../../../src/inputs/resource/nested-tags.ts';
import { is, openPlan, openStory, refersTo, type Opened, type Planned } from './opened.ts';
import { shown } from './shown.ts';

function nested({ subjects, subject }: Opened, address: string): readonly string[] {
  const launched = new LaunchedTags(subjects, addedTags(subjects));
  return shown(launched.complete(subject(address), nestedTagsOf(subject(address))));
}

const template = (tags: object | null): Planned => ({
  address: 'aws_launch_template.till',
  after: tags === null ? { tag_specifications: [] } : { tag_specifications: [{ resource_type: 'instance', tags }, { resource_type: 'volume', tags: { owner: 'storage' } }] },
  unknown: { id: true },
  expressions: tags === null ? {} : { tag_specifications: [{}, {}] },
});

/** Tags of a group; those with `!` stay with it. */
const group = (name: string, tags: Readonly<Record<string, string>>, launch: Pick<Planned, 'after' | 'unknown' | 'expressions'> = ofTemplate): Planned => ({
  address: `aws_autoscaling_group.${name}`,
  after: { ...launch.after, tag: Object.entries(tags).map(([key, value]) => ({ key: key.replace('!', ''), value, propagate_at_launch: !key.endsWith('!') })) },
  unknown: launch.unknown ?? {},
  expressions: { ...launch.expressions, tag: Object.keys(tags).map(() => ({})) },
});

const ofTemplate = { after: { launch_template: [{}] }, unknown: { launch_template: [{ id: true }] }, expressions: { launch_template: [{ id: refersTo('aws_launch_template.till.id') }] } };
const elsewhere = { after: { launch_template: [{ id: 'lt-1' }] }, expressions: { launch_template: [{ id: is('lt-1') }] } };
const configuration = { after: { launch_configuration: 'tills' }, expressions: { launch_configuration: is('tills') } };
const [atTemplate, atGroup] = ['aws_launch_template.till', 'aws_autoscaling_group.north'];
const volume = 'tag_specifications[1].tags (volume): owner=storage';

describe('a template with tags for its instances', () => {
  test('gets what its group hands on, and is the one place where both are judged', () => {
    const opened = openPlan([template({ shop: 'lisbon' }), group('north', { owner: 'checkout', 'cost-center!': '4410' })]);
    expect(nested(opened, atTemplate)).toEqual(['tag_specifications[0].tags (instance): owner=checkout, shop=lisbon', volume]);
    expect(nested(opened, atGroup)).toEqual([]);
  });

  test('keeps its own value of a key that both have', () => {
    expect(nested(openPlan([template({ owner: 'platform' }), group('north', { owner: 'checkout' })]), atTemplate)).toEqual(['tag_specifications[0].tags (instance): owner=platform', volume]);
  });

  test('used by two groups: a key is there if both hand it on, with either value', () => {
    const both = openPlan([template({}), group('north', { owner: 'checkout', team: 'till' }), group('south', { owner: 'payments', 'team!': 'till' })]);
    expect(nested(both, atTemplate)).toEqual(['tag_specifications[0].tags (instance): owner=checkout|payments', volume]);
  });

  test('of a group whose tags are not known', () => {
    const unknown = { ...group('north', {}), unknown: { ...ofTemplate.unknown, tag: true } };
    expect(nested(openPlan([template({ shop: 'lisbon' }), unknown]), atTemplate)).toEqual(['tag_specifications[0].tags (instance): shop=lisbon, … known after apply', volume]);
  });

  test('used by nobody, or by a group that goes away', () => {
    expect(nested(openPlan([template({ shop: 'lisbon' })]), atTemplate)).toEqual(['tag_specifications[0].tags (instance): shop=lisbon', volume]);
    expect(nested(openPlan([template({ shop: 'lisbon' }), { ...group('north', { owner: 'checkout' }), actions: ['delete'] }]), atTemplate)).toEqual(['tag_specifications[0].tags (instance): shop=lisbon', volume]);
  });

  test('what aws_autoscaling_group_tag gives to a group is handed on as well', () => {
    const more = {
      address: 'aws_autoscaling_group_tag.owner',
      after: { tag: [{ key: 'owner', value: 'checkout', propagate_at_launch: true }] },
      unknown: { autoscaling_group_name: true },
      expressions: { autoscaling_group_name: refersTo('aws_autoscaling_group.north.name'), tag: [{}] },
    };
    expect(nested(openPlan([template({ shop: 'lisbon' }), group('north', {}), more]), atTemplate)).toEqual(['tag_specifications[0].tags (instance): owner=checkout, shop=lisbon', volume]);
  });
});

describe('a group whose template says nothing of instances', () => {
  test('hands on all that it has: its instances are as well tagged as itself', () => {
    expect(nested(openPlan([template(null), group('north', { owner: 'checkout' })]), atGroup)).toEqual([]);
  });

  test('keeps a tag to itself: its instances go without', () => {
    expect(nested(openPlan([template(null), group('north', { 'owner!': 'checkout', shop: 'lisbon' })]), atGroup)).toEqual(['tag[propagate_at_launch] (instance): shop=lisbon']);
    expect(nested(openPlan([group('north', { 'owner!': 'checkout', shop: 'lisbon' }, configuration)]), atGroup)).toEqual(['tag[propagate_at_launch] (instance): shop=lisbon']);
  });

  test('a template outside the plan may tag them', () => {
    expect(nested(openPlan([group('north', { 'owner!': 'checkout' }, elsewhere)]), atGroup)).toEqual(['tag[propagate_at_launch] (instance): … the launch template, which may tag instances as well, is not in the plan']);
  });
});

describe('the sample stories', () => {
  test('training-cluster: the group keeps its owner, so nobody owns the instances, and that is said once', () => {
    const opened = openStory('training-cluster');
    expect(nested(opened, 'aws_launch_template.inference')).toEqual(['tag_specifications[0].tags (instance): project=atlas']);
    expect(nested(opened, 'aws_autoscaling_group.inference')).toEqual([]);
    expect(nested(opened, 'aws_autoscaling_group.pretraining')).toEqual([]);
  });

  test('checkout-service: template and group both name the wrong owner', () => {
    const opened = openStory('checkout-service');
    expect(nested(opened, 'module.invoices.aws_launch_template.this')).toEqual(['tag_specifications[0].tags (instance): Name=invoices, cost-center=cc-4410, environment=prod, owner=Billing Team']);
    expect(nested(opened, 'module.invoices.aws_autoscaling_group.this')).toEqual([]);
  });
});
