import { describe, expect, it } from 'vitest';
import { Encoded, Open, Unsure } from '../../../../src/inputs/resource/mask.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { unknown } from '../../../../src/model/known.ts';
import { shown, shownSet } from '../plan/shown.ts';
import { told, toldShape } from '../plan/told-shapes.ts';
import { resource, resources, type Declared, type Provider } from './declared.ts';

const valueless = (name: string): Unsure => new Unsure(unknown(`variable without a value; pass --var ${name}=VALUE`, [`var.${name}`]));
const few = (name: string, ...values: readonly string[]): Unsure => new Unsure({ status: 'oneOf', values, because: 'variable with a closed set of values', refs: [`var.${name}`] });

describe('the region of a provider', () => {
  const queue = (provider: Provider): Declared => ({ address: 'aws_sqs_queue.till', value: {}, provider });
  it.each<[string, Provider, string]>([
    ['as it is written', { value: { region: 'EU-West-1' } }, 'eu-west-1'],
    ['one of a few', { mask: { region: few('region', 'eu-west-1', 'us-east-1') } }, 'eu-west-1|us-east-1 (variable with a closed set of values <- var.region)'],
    ['a variable that nobody gave a value', { label: 'aws.west', mask: { region: valueless('region') } }, '(provider aws.west takes its region from var.region, which has no value; pass --var region=REGION, or --provider-region aws.west=REGION <- provider aws.west, var.region)'],
    ['a variable that its caller gave no value', { label: 'module.m.aws', mask: { region: new Unsure(unknown('variable without a value', ['var.region'])) } }, '(provider module.m.aws takes its region from var.region (variable without a value); --provider-region module.m.aws=REGION decides it <- provider module.m.aws, var.region)'],
    ['something that Terraform computes', { mask: { region: new Unsure(unknown('read from a data source', ['data.aws_region.here.name'])) } }, '(provider aws takes its region from data.aws_region.here.name (read from a data source); --provider-region aws=REGION decides it <- provider aws, data.aws_region.here.name)'],
    ['nothing', {}, '(provider aws takes its region from the environment (AWS_REGION); --provider-region aws=REGION decides it <- provider aws)'],
    ['an empty text', { value: { region: '' } }, '(provider aws takes its region from the environment (AWS_REGION); --provider-region aws=REGION decides it <- provider aws)'],
    ['a block that nobody can tell', { label: 'aws.by_region', because: unknown('its key is not known', ['var.key']) }, '(its key is not known <- var.key)'],
  ])('%s', (_, provider, expected) => {
    const { region, regionPath } = resource(queue(provider));
    expect([told(region), regionPath]).toEqual([expected, `provider ${provider.label ?? 'aws'}`]);
  });

  it.each<[string, Provider, ReadonlyMap<string, string>, string]>([
    ['a flag decides what is open', { label: 'aws.west', mask: { region: valueless('region') } }, new Map([['aws.west', 'us-west-2']]), 'us-west-2'],
    ['and not what is written', { value: { region: 'eu-west-1' } }, new Map([['aws', 'us-west-2']]), 'eu-west-1'],
    ['for all blocks that leave it to the environment', { label: 'aws.west' }, new Map([['aws', 'us-west-2']]), 'us-west-2'],
    ['but for no other', { label: 'aws.west', mask: { region: valueless('region') } }, new Map([['aws', 'us-west-2']]), '(provider aws.west takes its region from var.region, which has no value; pass --var region=REGION, or --provider-region aws.west=REGION <- provider aws.west, var.region)'],
    ['within its module', { label: 'module.edge.aws' }, new Map([['module.edge.aws', 'us-west-2']]), 'us-west-2'],
  ])('%s', (_, provider, regions, expected) => {
    expect(told(resource(queue(provider), { regions }).region)).toBe(expected);
  });

  it('comes from the zone of google', () => {
    const google = (written: Omit<Provider, 'label'>): string => told(resource({ address: 'google_compute_address.till', value: {}, provider: { label: 'google', ...written } }).region);
    expect([google({ value: { zone: 'europe-west3-a' } }), google({ mask: { zone: few('zone', 'europe-west3-a', 'europe-west4-a') } })]).toEqual(['europe-west3', 'europe-west3|europe-west4 (variable with a closed set of values <- var.zone)']);
  });
});

describe('the scope of a provider', () => {
  it.each<[string, Declared, string]>([
    ['the role that is assumed', { address: 'aws_sqs_queue.till', value: {}, provider: { value: { assume_role: [{ role_arn: 'arn:aws:iam::111122223333:role/terraform' }] } } }, '111122223333'],
    ['a role that nobody can tell', { address: 'aws_sqs_queue.till', value: {}, provider: { value: { assume_role: [{}] }, mask: { assume_role: [{ role_arn: valueless('role') }] } } }, '(provider aws takes its account from var.role, which has no value; pass --var role=ACCOUNT, or --provider-scope aws=ACCOUNT <- provider aws, var.role)'],
    ['the accounts that are allowed', { address: 'aws_sqs_queue.till', value: {}, provider: { value: { allowed_account_ids: ['111122223333', '444455556666'] } } }, '111122223333|444455556666 (provider aws allows these accounts <- provider aws)'],
    ['the project of google', { address: 'google_compute_address.till', value: {}, provider: { label: 'google', value: { project: 'till' } } }, 'till'],
    ['the subscription of Azure', { address: 'azurerm_storage_account.till', value: {}, provider: { label: 'azurerm' } }, '(provider azurerm takes its subscription from the environment (ARM_SUBSCRIPTION_ID); --provider-scope azurerm=SUBSCRIPTION decides it <- provider azurerm)'],
  ])('%s', (_, declared, expected) => {
    const { account, project, subscription } = resource(declared).scope;
    expect([account, project, subscription].filter(({ status }) => status !== 'absent').map(told)).toEqual([expected]);
  });
});

describe('default tags', () => {
  const defaults = { default_tags: [{ tags: { owner: 'tills', stage: 'dev' } }] };
  it.each<[string, Declared, string]>([
    ['reach what is made by the block, own tags stand above them', { address: 'aws_sqs_queue.till', value: { tags: { stage: 'prod' } }, provider: { value: defaults } }, 'owner=tills, stage=prod'],
    ['with known keys and unknown values', { address: 'aws_sqs_queue.till', value: {}, provider: { value: { default_tags: [{ tags: { owner: 'tills' } }] }, mask: { default_tags: [{ tags: { team: valueless('team') } }] } } }, 'owner=tills, team=?'],
    ['with a map that may hold more', { address: 'aws_sqs_queue.till', value: {}, provider: { value: { default_tags: [{ tags: {} }] }, mask: { default_tags: [{ tags: new Open({}, unknown('variable without a value', ['var.tags'])) }] } } }, '… variable without a value'],
    ['do not reach groups', { address: 'aws_autoscaling_group.till', value: { tag: [{ key: 'team', value: 'tills', propagate_at_launch: true }] }, provider: { value: defaults } }, 'team=tills'],
    ['less those that are ignored', { address: 'aws_sqs_queue.till', value: {}, provider: { value: { ...defaults, ignore_tags: [{ keys: ['stage'] }] } } }, 'owner=tills'],
    ['of google', { address: 'google_storage_bucket.till', value: { labels: { stage: 'prod' } }, provider: { label: 'google', value: { default_labels: { owner: 'tills' } } } }, 'owner=tills, stage=prod'],
    ['of a block that nobody can tell', { address: 'aws_sqs_queue.till', value: { tags: { stage: 'prod' } }, provider: { because: unknown('its key is not known', ['var.key']) } }, 'stage=prod, … its key is not known'],
  ])('%s', (_, declared, expected) => {
    expect(shownSet(resource(declared).tags)).toBe(expected);
  });

  it('reach the volumes of an instance', () => {
    const { nestedTags } = resource({ address: 'aws_instance.till', value: { instance_type: 't3.large', root_block_device: [{ volume_size: 8 }], ebs_block_device: [] }, provider: { value: defaults } });
    expect(shown(nestedTags)).toEqual(['root_block_device[0].tags (volume): owner=tills, stage=dev']);
  });
});

describe('what providers fill in', () => {
  it.each<[string, Declared, readonly string[]]>([
    ['a type that is left to the cloud', { address: 'aws_instance.till', value: {} }, ['instance_type (not set, so AWS picks one) x 1']],
    ['a type that is null', { address: 'aws_instance.till', value: { instance_type: null } }, ['instance_type (not set, so AWS picks one) x 1']],
    ['a type that the cloud documents', { address: 'google_container_node_pool.till', value: { location: 'europe-west4-a', node_count: 2 }, provider: { label: 'google' } }, ['node_config[0].machine_type e2-medium x 2; 2 vCPUs']],
    ['in a block that is there', { address: 'google_container_node_pool.till', value: { location: 'europe-west4-a', node_count: 2, node_config: [{ disk_size_gb: 10 }] }, provider: { label: 'google' } }, ['node_config[0].machine_type e2-medium x 2; 2 vCPUs; on-demand']],
    ['a number', { address: 'azurerm_kubernetes_cluster_node_pool.till', value: { vm_size: 'Standard_B2s' }, provider: { label: 'azurerm' } }, ['vm_size Standard_B2s x (node_count is not set); 2 vCPUs']],
    ['a default', { address: 'google_vpc_access_connector.till', value: {}, provider: { label: 'google' } }, ['machine_type e2-micro x 1; 2 vCPUs']],
    ['nothing that is written', { address: 'aws_instance.till', value: {}, mask: { instance_type: valueless('type') } }, ['instance_type (variable without a value; pass --var type=VALUE <- var.type) x 1']],
  ])('%s', (_, declared, expected) => {
    expect(resource(declared).shapes.map(toldShape)).toEqual(expected);
  });

  it('tags that OCI may take from the compartment', () => {
    expect(shownSet(resource({ address: 'oci_core_vcn.till', value: { freeform_tags: { owner: 'tills' } }, mask: { compartment_id: valueless('compartment') }, provider: { label: 'oci' } }).tags)).toBe('owner=tills, … defined tags may come from tag defaults of the compartment');
  });

  it('rules of a group that nobody wrote', () => {
    expect(resource({ address: 'aws_default_security_group.till', value: {} }).unknownAttributes).toEqual([{ path: 'ingress', unknown: unknown('known after apply') }]);
  });
});

it('containers whose JSON is not known whole are judged by what is', () => {
  const task = (containers: readonly JsonObject[], mask: Declared['mask']): readonly string[] =>
    resource({ address: 'aws_ecs_task_definition.till', value: {}, mask: { container_definitions: new Encoded(unknown('known after apply', ['aws_ecr_repository.till.url']), { value: containers, mask }) } }).shapes.map(toldShape);
  expect(task([{ name: 'web' }], [{ image: valueless('image') }])).toEqual([]);
  expect(task([{ name: 'web' }, { name: 'train', resourceRequirements: [{ type: 'GPU', value: '2' }] }], [{ image: valueless('image') }, {}])).toEqual(['container_definitions[1].resourceRequirements[0] GPU x 1; 2; attached']);
  expect(task([{ resourceRequirements: [{}] }], [{ resourceRequirements: [{ type: valueless('type') }] }])).toEqual(['container_definitions[0].resourceRequirements[0] (variable without a value; pass --var type=VALUE <- var.type) x 1; attached']);
  expect(task([], new Open([], unknown('variable without a value', ['var.more'])))).toEqual(['container_definitions (variable without a value <- var.more) x 1; attached']);
});

it('templates and networks are found by what the source refers to', () => {
  const all = resources([
    { address: 'aws_launch_template.till', value: { instance_type: 'g5.xlarge' } },
    { address: 'aws_subnet.shop', value: {}, mask: { vpc_id: new Unsure(unknown('known after apply', ['aws_vpc.shop.id'])) } },
    { address: 'aws_instance.till', value: { launch_template: [{}] }, mask: { launch_template: [{ id: new Unsure(unknown('known after apply', ['aws_launch_template.till.id'])) }], subnet_id: new Unsure(unknown('known after apply', ['aws_subnet.shop.id'])) }, references: { 'launch_template[0].id': ['aws_launch_template.till'], subnet_id: ['aws_subnet.shop'] } },
  ]);
  const till = all.get('aws_instance.till');
  // The template is judged itself.
  expect(till?.shapes).toEqual([]);
  expect(till?.relations).toEqual([{ role: 'subnet', path: 'subnet_id', address: 'aws_subnet.shop', id: null }]);
});

it('an instance says where it is written, and what it waits for', () => {
  const { stage, source, conditional, action } = resource({ address: 'aws_instance.till[*]', value: {}, possible: unknown('variable without a value', ['var.tills']) });
  expect({ stage, source, conditional, action }).toEqual({ stage: 'source', source: { file: 'main.tf', line: 1, column: 1, endLine: 1, endColumn: 10 }, conditional: unknown('variable without a value', ['var.tills']), action: 'create' });
});

describe('a policy document of a data source', () => {
  const bucket = new Unsure(unknown('known after apply', ['aws_s3_bucket.till.arn']));
  const granted = (statement: Declared['value'], mask?: Declared['mask']): readonly string[] => {
    const all = resources([
      { address: 'aws_s3_bucket.till', value: {} },
      { address: 'data.aws_iam_policy_document.till', value: { statement: [statement] }, mask: { statement: [mask ?? {}] } },
      { address: 'aws_iam_policy.till', value: { name: 'till' }, mask: { policy: new Unsure(unknown('read from a data source', ['data.aws_iam_policy_document.till.json'])) } },
    ]);
    return (all.get('aws_iam_policy.till')?.grants ?? []).map(({ path, role }) => `${path} ${told(role)}`);
  };
  it.each<[string, readonly string[], Declared['value'], Declared['mask']]>([
    ['that allows everything', ['policy.Statement[0] Allow * on *'], { actions: ['*'], resources: ['*'] }, undefined],
    ['that denies everything', [], { effect: 'Deny', actions: ['*'], resources: ['*'] }, undefined],
    ['about something that is made beside it', [], { actions: ['*'], resources: [null] }, { resources: [bucket] }],
    ['about something that a variable names', ['policy.Statement[0] (variable without a value; pass --var bucket=VALUE <- var.bucket)'], { actions: ['*'], resources: [null] }, { resources: [valueless('bucket')] }],
    ['with actions that a variable names', [], { resources: ['arn:aws:s3:::till'] }, { actions: valueless('actions') }],
    ['with some actions, and more', ['policy.Statement[0] (variable without a value <- var.actions)'], { actions: ['s3:GetObject'], resources: ['*'] }, { actions: new Open([], unknown('variable without a value', ['var.actions'])) }],
  ])('%s', (_, expected, statement, mask) => {
    expect(granted(statement, mask)).toEqual(expected);
  });

  it('that is written as JSON with a part that is not known', () => {
    const encoded = (statement: Declared['value'], mask: Declared['mask']): readonly string[] => {
      const policy = new Encoded(unknown('known after apply', ['aws_s3_bucket.till.arn']), { value: { Statement: [statement] }, mask: { Statement: [mask ?? {}] } });
      const all = resources([{ address: 'aws_s3_bucket.till', value: {} }, { address: 'aws_iam_policy.till', value: {}, mask: { policy } }]);
      return (all.get('aws_iam_policy.till')?.grants ?? []).map(({ path, role }) => `${path} ${told(role)}`);
    };
    expect(encoded({ Effect: 'Allow', Action: '*' }, { Resource: bucket })).toEqual([]);
    expect(encoded({ Effect: 'Allow', Action: '*' }, { Resource: valueless('bucket') })).toEqual(['policy.Statement[0] (variable without a value; pass --var bucket=VALUE <- var.bucket)']);
    expect(encoded({ Effect: 'Allow', Action: '*', Resource: '*' }, { Sid: valueless('sid') })).toEqual(['policy.Statement[0] Allow * on *']);
  });

  it('merged with others', () => {
    const all = resources([
      { address: 'data.aws_iam_policy_document.till', value: { statement: [], source_policy_documents: ['{}'] } },
      { address: 'aws_iam_policy.till', value: {}, mask: { policy: new Unsure(unknown('read from a data source', ['data.aws_iam_policy_document.till.json'])) } },
    ]);
    expect(all.get('aws_iam_policy.till')?.grants.map(({ path, role }) => `${path} ${told(role)}`)).toEqual(['policy.Statement (merged with other policy documents)']);
  });
});
