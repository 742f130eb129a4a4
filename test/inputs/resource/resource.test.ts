import { describe, expect, it } from 'vitest';
import { Unsure } from '../../../src/inputs/resource/mask.ts';
import type { ProviderFacts } from '../../../src/inputs/resource/provider-facts.ts';
import { unknown } from '../../../src/model/known.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { shown, shownSet } from '../terraform/plan/shown.ts';
import { told, toldShape } from '../terraform/plan/told-shapes.ts';
import { aroundOf, resourceOf } from '../../../src/inputs/resource/resource.ts';
import { allowed, open, resource, subjectsOf, unset, type Written } from './stated.ts';

/** Each line is one question to one resource of a format whose input is what somebody wrote. */
function table(what: (resource: Resource) => unknown, rows: readonly (readonly [title: string, written: Written, expected: unknown])[]): void {
  it.each(rows)('%s', (_, written, expected) => {
    expect(what(resource(written))).toEqual(expected);
  });
}

const noValue = 'a variable without a value';
const fewValues = 'a variable with a closed set of values';

describe('tags', () => {
  const defaults: ProviderFacts['defaults'] = { tags: [{ key: 'team', value: unknown(noValue, ['var.team']), origin: 'provider aws default_tags' }], open: unknown(noValue, ['var.tags']) };
  const known: ProviderFacts['defaults'] = { tags: [{ key: 'team', value: { status: 'known', value: 'shops' }, origin: 'provider aws default_tags' }], open: null };
  const perhaps = new Unsure(unknown(noValue, ['var.tags']), true);
  table(({ tags }) => shownSet(tags), [
    ['a value that is not known belongs to a key that is', { type: 'aws_sqs_queue', value: { tags: { owner: 'tills' } }, mask: { tags: { team: unset('team') } } }, 'owner=tills, team=?'],
    ['a value may be one of a few', { type: 'aws_sqs_queue', value: { tags: {} }, mask: { tags: { stage: allowed('stage', 'dev', 'prod') } } }, 'stage=dev|prod'],
    ['a map that may hold more', { type: 'aws_sqs_queue', value: { tags: { owner: 'tills' } }, mask: { tags: open('tags', { team: unset('team') }) } }, `owner=tills, team=?, … ${noValue}`],
    ['a map of which nothing is known', { type: 'aws_sqs_queue', value: {}, mask: { tags: unset('tags') } }, `… ${noValue}`],
    ['tags of the provider', { type: 'aws_sqs_queue', value: { tags: { owner: 'tills' } }, defaults }, `owner=tills, team=?, … ${noValue}`],
    ['tags of the provider, under a map that may hold the same keys', { type: 'aws_sqs_queue', value: {}, mask: { tags: unset('tags') }, defaults: known }, `team=?, … ${noValue}`],
    ['tags of the provider, under a map that may hold more', { type: 'aws_sqs_queue', value: { tags: { owner: 'tills' } }, mask: { tags: open('tags') }, defaults: known }, `owner=tills, team=?, … ${noValue}`],
    ['tags of the provider, under one that may be there', { type: 'aws_sqs_queue', value: { tags: {} }, mask: { tags: { owner: perhaps, team: perhaps } }, defaults: { ...known, tags: [...known.tags, { key: 'cost', value: { status: 'known', value: '7' }, origin: 'x' }] } }, `cost=7, team=?, … ${noValue}`],
    ['tags of a stack, under a list that may hold the same keys', { type: 'AWS::SQS::Queue', value: {}, mask: { Tags: unset('Tags') }, defaults: known }, `team=?, … ${noValue}`],
    ['tags of the provider do not reach all types', { type: 'azurerm_storage_account', value: { tags: { owner: 'tills' } }, defaults }, 'owner=tills'],
    ['a second map', { type: 'oci_core_vcn', value: { freeform_tags: { owner: 'tills' } }, mask: { defined_tags: open('defined', { 'Cost.Center': unset('centre') }) } }, `Cost.Center=?, owner=tills, … ${noValue}`],
    ['blocks, and blocks that may stand beside them', { type: 'aws_autoscaling_group', value: { tag: [{ key: 'owner', value: 'tills', propagate_at_launch: true }, { key: 'team', propagate_at_launch: true }] }, mask: { tag: open('tags', [{}, { value: unset('team') }]) } }, `owner=tills, team=?, … ${noValue}`],
    ['a block whose key is not known', { type: 'aws_autoscaling_group', value: { tag: [{ value: 'tills' }] }, mask: { tag: [{ key: unset('key') }] } }, `… ${noValue}`],
    ['a list as CloudFormation spells it', { type: 'AWS::SQS::Queue', value: { Tags: [{ Key: 'owner', Value: 'tills' }, { Key: 'team' }] }, mask: { Tags: open('Tags', [{}, { Value: unset('Team') }]) } }, `owner=tills, team=?, … ${noValue}`],
    ['tags of a stack beside those of a list', { type: 'AWS::SQS::Queue', value: { Tags: [{ Key: 'owner', Value: 'tills' }] }, defaults: { tags: [{ key: 'team', value: { status: 'known', value: 'shops' }, origin: 'stack tags' }], open: null } }, 'owner=tills, team=shops'],
  ]);

  it('a closed set of further keys has the reason of what holds them', () => {
    const { tags } = resource({ type: 'aws_sqs_queue', value: { tags: {} }, mask: { tags: open('tags') } });
    expect(tags.open).toEqual(unknown(noValue, ['var.tags']));
  });
});

describe('nested tags', () => {
  table(({ nestedTags }) => shown(nestedTags), [
    [
      'one set for all the blocks that may stand beside those that are known',
      { type: 'aws_instance', value: { ebs_block_device: [{ device_name: '/dev/sdf', tags: { owner: 'tills' } }] }, mask: { ebs_block_device: open('volumes') } },
      ['ebs_block_device[0].tags (volume): owner=tills', `ebs_block_device.tags (volume): … ${noValue}`],
    ],
    ['a block of which nothing is known', { type: 'aws_instance', value: { root_block_device: [null] }, mask: { root_block_device: [unset('disk')] } }, [`root_block_device[0].tags (volume): … ${noValue}`]],
    ['tags of the provider, under a map that may hold the same keys', { type: 'aws_instance', value: { root_block_device: [{ tags_all: null }] }, mask: { root_block_device: [{ tags: unset('tags'), tags_all: true }] }, defaults: { tags: [{ key: 'team', value: { status: 'known', value: 'shops' }, origin: 'provider aws default_tags' }], open: null } }, [`root_block_device[0].tags (volume): team=?, … ${noValue}`]],
    ['no block is no fault', { type: 'aws_instance', value: {} }, []],
    [
      'specifications of a launch template',
      { type: 'aws_launch_template', value: { tag_specifications: [{ resource_type: 'instance', tags: {} }] }, mask: { tag_specifications: [{ tags: open('tags', { stage: allowed('stage', 'dev', 'prod') }) }] } },
      [`tag_specifications[0].tags (instance): stage=dev|prod, … ${noValue}`],
    ],
  ]);
});

describe('shapes', () => {
  const overrides = (mask: Written['mask']): Written => ({
    type: 'aws_autoscaling_group',
    value: { max_size: 2, mixed_instances_policy: [{ launch_template: [{ override: [{ instance_type: 'm7i.large' }] }] }] },
    mask: { mixed_instances_policy: [{ launch_template: [{ override: mask ?? [] }] }] },
  });
  table(({ shapes }) => shapes.map(toldShape), [
    ['a type that is not known', { type: 'aws_instance', value: {}, mask: { instance_type: unset('type') } }, [`instance_type (${noValue} <- var.type) x 1`]],
    [
      'one of a few types',
      { type: 'aws_instance', value: {}, mask: { instance_type: allowed('type', 'm7i.large', 't3.large') } },
      [`instance_type m7i.large|t3.large (${fewValues} <- var.type) x 1; 2 vCPUs`],
    ],
    [
      'of which some have accelerators',
      { type: 'aws_instance', value: {}, mask: { instance_type: allowed('type', 'g5.xlarge', 'g5.12xlarge', 'm7i.large') } },
      [`instance_type g5.12xlarge|g5.xlarge|m7i.large (${fewValues} <- var.type) x 1; 0|1|4 (${fewValues} <- var.type) nvidia A10G; 2|4|48 (${fewValues} <- var.type) vCPUs`],
    ],
    ['one of a few numbers of machines', { type: 'google_container_node_pool', value: { node_config: [{ machine_type: 'e2-medium' }] }, mask: { node_count: allowed('nodes', 1, 3) } }, [`node_config[0].machine_type e2-medium x 1|3 (${fewValues} <- var.nodes); 2 vCPUs`]],
    [
      'overrides, and those that may stand beside them',
      overrides(open('overrides')),
      ['mixed_instances_policy[0].launch_template[0].override[0].instance_type m7i.large x 2; 2 vCPUs; override', `mixed_instances_policy[0].launch_template[0].override (${noValue} <- var.overrides) x 2; override`],
    ],
    ['one of a few flexible shapes', { type: 'oci_core_instance', value: { shape_config: [{ ocpus: 4 }] }, mask: { shape: allowed('shape', 'VM.Standard.E5.Flex', 'VM.Standard3.Flex') } }, [`shape VM.Standard.E5.Flex|VM.Standard3.Flex (${fewValues} <- var.shape) x 1; 8 vCPUs`]],
    ['one of a few sizes of a flexible shape', { type: 'oci_core_instance', value: { shape: 'VM.Standard.E5.Flex', shape_config: [{}] }, mask: { shape_config: [{ ocpus: allowed('ocpus', 2, 4) }] } }, [`shape VM.Standard.E5.Flex x 1; 4|8 (${fewValues} <- var.ocpus) vCPUs`]],
    ['an accelerator that is one of a few', { type: 'google_compute_instance', value: { machine_type: 'n1-standard-4', guest_accelerator: [{ count: 1 }] }, mask: { guest_accelerator: [{ type: allowed('gpu', 'nvidia-l4', 'nvidia-tesla-t4') }] } }, ['machine_type n1-standard-4 x 1; 4 vCPUs', `guest_accelerator[0].type nvidia-l4|nvidia-tesla-t4 (${fewValues} <- var.gpu) x 1; attached`]],
    ['no type is no shape', { type: 'aws_instance', value: {} }, []],
    ['a type as CloudFormation spells it', { type: 'AWS::EC2::Instance', value: {}, mask: { InstanceType: allowed('Type', 'm7i.large', 't3.large') } }, [`InstanceType m7i.large|t3.large (${fewValues} <- var.Type) x 1; 2 vCPUs`]],
  ]);
});

describe('places and scopes', () => {
  table(({ region, regionPath, zone, scope, otherRegions, image }) => [`${told(region)} by ${regionPath}`, ...[zone, scope.resourceGroup, scope.project, scope.compartment, image].map(told), ...otherRegions.map((one) => `${one.path} ${told(one.name)}`)].filter((one) => one !== '-'), [
    ['one of a few locations', { type: 'azurerm_storage_account', value: {}, mask: { location: allowed('location', 'West Europe', 'northeurope'), resource_group_name: allowed('group', 'rg-a', 'rg-b') } }, [`northeurope|westeurope (${fewValues} <- var.location) by location`, `rg-a|rg-b (${fewValues} <- var.group)`]],
    ['a few zones of one region', { type: 'google_compute_instance', value: {}, mask: { zone: allowed('zone', 'europe-west3-a', 'europe-west3-b'), project: allowed('project', 'projects/shop', 'till') } }, ['europe-west3 by zone', `europe-west3-a|europe-west3-b (${fewValues} <- var.zone)`, `shop|till (${fewValues} <- var.project)`]],
    ['a zone that is not known leaves AWS to its provider', { type: 'aws_instance', value: {}, mask: { availability_zone: unset('zone'), ami: allowed('ami', 'ami-1', 'ami-2') } }, ['eu-west-1 by provider aws', `(${noValue} <- var.zone)`, `ami-1|ami-2 (${fewValues} <- var.ami)`]],
    ['a region that is not known does not', { type: 'aws_sqs_queue', value: {}, mask: { region: unset('region') } }, [`(${noValue} <- var.region) by region`]],
    ['replicas, known, not known and those that may stand beside them', { type: 'aws_dynamodb_table', value: { replica: [{ region_name: 'eu-central-1' }, {}] }, mask: { replica: open('replicas', [{}, { region_name: unset('second') }]) } }, ['eu-west-1 by provider aws', 'replica[0].region_name eu-central-1', `replica[1].region_name (${noValue} <- var.second)`, `replica (${noValue} <- var.replicas)`]],
    ['one of a few compartments', { type: 'oci_core_vcn', value: {}, mask: { compartment_id: allowed('compartment', 'ocid1.compartment.oc1..a', 'ocid1.compartment.oc1..b') } }, ['eu-west-1 by provider aws', `ocid1.compartment.oc1..a|ocid1.compartment.oc1..b (${fewValues} <- var.compartment)`]],
  ]);
});

it('roles and principals of a grant may be one of a few', () => {
  const { grants } = resource({ type: 'google_project_iam_member', value: { project: 'till' }, mask: { role: allowed('role', 'roles/owner', 'roles/viewer'), member: unset('member') } });
  expect(grants.map(({ path, role, principal }) => `${path} ${told(role)} ${told(principal)}`)).toEqual([`role roles/owner|roles/viewer (${fewValues} <- var.role) (${noValue} <- var.member)`]);
});

it('raw arguments that are not known have their reason', () => {
  const { unknownAttributes } = resource({ type: 'aws_security_group', value: { ingress: [] }, mask: { ingress: open('rules') } });
  expect(unknownAttributes).toEqual([{ path: 'ingress', unknown: unknown(noValue, ['var.rules']) }]);
});

describe('tags of what may not be made', () => {
  const condition = unknown(noValue, ['var.tills']);
  const tagsOf = (name: string, written: Parameters<typeof subjectsOf>[0]): readonly string[] => {
    const { subjects, subject } = subjectsOf(written);
    const { tags, nestedTags } = resourceOf(subject(name), aroundOf(subjects, { attributes: () => true, relations: () => true }));
    return [shownSet(tags), ...shown(nestedTags)];
  };
  const vpc = { type: 'aws_vpc', value: { tags: { stage: 'dev' } } };
  const tag = (key: string, conditional: typeof condition | null): Written => ({ type: 'aws_ec2_tag', value: { key, value: 'tills' }, targets: { resource_id: 'shop' }, ...(conditional === null ? {} : { conditional }) });

  it.each([
    ['a tag that is given', tag('owner', null), 'owner=tills, stage=dev'],
    ['a tag that may be given', tag('owner', condition), `stage=dev, … ${noValue}`],
    ['a tag of which nobody can tell which', { ...tag('owner', null), value: { value: 'tills' }, mask: { key: unset('key') } }, `stage=dev, … ${noValue}`],
    ['a value that may be replaced', tag('stage', condition), 'stage=?'],
  ])('%s', (_, given, expected) => {
    expect(tagsOf('shop', { shop: vpc, given })).toEqual([expected]);
  });

  const template = { type: 'aws_launch_template', value: { tag_specifications: [{ resource_type: 'instance', tags: { stage: 'dev' } }] } };
  const group = (conditional: typeof condition | null): Written => ({ type: 'aws_autoscaling_group', value: { launch_template: [{ id: 'lt' }], tag: [{ key: 'owner', value: 'tills', propagate_at_launch: true }] }, targets: { 'launch_template[0].id': 'till' }, ...(conditional === null ? {} : { conditional }) });

  it('what a group keeps is judged by the group, unless its template may say more', () => {
    const kept = { ...group(null), value: { launch_template: [{ id: 'lt' }], tag: [{ key: 'owner', value: 'tills', propagate_at_launch: false }] } };
    expect(tagsOf('front', { till: { type: 'aws_launch_template', value: {} }, front: kept })).toEqual(['owner=tills', 'tag[propagate_at_launch] (instance): ']);
    expect(tagsOf('front', { till: { type: 'aws_launch_template', value: {}, mask: { tag_specifications: unset('specifications') } }, front: kept })).toEqual(['owner=tills', `tag[propagate_at_launch] (instance): … ${noValue}`]);
  });

  it.each([
    ['a group hands on its tags', { front: group(null) }, 'owner=tills, stage=dev'],
    ['a group that may be made', { front: group(condition) }, `stage=dev, … ${noValue}`],
    ['a group that may keep its tags', { front: { ...group(null), value: { launch_template: [{ id: 'lt' }], tag: [{ key: 'owner', value: 'tills' }] }, mask: { tag: [{ propagate_at_launch: unset('tills') }] } } }, `stage=dev, … ${noValue}`],
    ['a group that keeps its tags', { front: { ...group(null), value: { launch_template: [{ id: 'lt' }], tag: [{ key: 'owner', value: 'tills', propagate_at_launch: false }] } } }, 'stage=dev'],
    ['one beside another', { front: group(null), back: group(condition) }, `owner=tills, stage=dev, … ${noValue}`],
  ])('%s', (_, groups, expected) => {
    expect(tagsOf('till', { till: template, ...groups })).toEqual(['', `tag_specifications[0].tags (instance): ${expected}`]);
  });
});
