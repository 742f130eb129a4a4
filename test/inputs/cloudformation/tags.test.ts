import { describe, expect, it } from 'vitest';
import { unknown } from '#model/known.ts';
import { choice, judgedIn, nestedOf, opened, parameter, ref, tagsOf, type Template, type Written } from './stack.ts';

const owner = { Key: 'owner', Value: 'checkout' };

describe('effective tags', () => {
  it('are those of the resource over those of the stack', () => {
    const { Receipts } = judgedIn({ Receipts: ['AWS::S3::Bucket', { Tags: [owner, { Key: 'env', Value: 'prod' }] }] }, { tags: { env: 'dev', team: 'shop' } });
    expect(Receipts).toMatchObject({ taggable: true, tagsPath: 'Tags' });
    expect(tagsOf(Receipts?.tags)).toEqual(['env=prod(Tags[1])', 'owner=checkout(Tags[0])', 'team=shop(stack tags)']);
  });

  it.each([
    ['AWS::EC2::Instance', { Tags: [owner] }, ['owner=checkout(Tags[0])'], 'Tags'],
    ['AWS::EKS::Nodegroup', { Tags: { owner: 'checkout' } }, ['owner=checkout(Tags)'], 'Tags'],
    ['AWS::SSM::Parameter', { Tags: { owner: 'checkout' } }, ['owner=checkout(Tags)'], 'Tags'],
    ['AWS::Serverless::Function', { Tags: { owner: 'checkout' } }, ['lambda:createdBy=SAM(SAM)', 'owner=checkout(Tags)'], 'Tags'],
    ['AWS::EFS::FileSystem', { FileSystemTags: [owner] }, ['owner=checkout(FileSystemTags[0])'], 'FileSystemTags'],
    ['AWS::Cognito::UserPool', { UserPoolTags: { owner: 'checkout' } }, ['owner=checkout(UserPoolTags)'], 'UserPoolTags'],
    ['AWS::Route53::HostedZone', { HostedZoneTags: [owner] }, ['owner=checkout(HostedZoneTags[0])'], 'HostedZoneTags'],
    ['AWS::Backup::BackupVault', { BackupVaultTags: { owner: 'checkout' } }, ['owner=checkout(BackupVaultTags)'], 'BackupVaultTags'],
    ['AWS::Glue::Job', { Tags: { owner: 'checkout' } }, ['owner=checkout(Tags)'], 'Tags'],
    ['AWS::Glue::Job', { Tags: [owner] }, ['owner=checkout(Tags[0])'], 'Tags'],
    ['AWS::EC2::EC2Fleet', { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }, { ResourceType: 'fleet', Tags: [owner] }] }, ['owner=checkout(TagSpecifications[1].Tags[0])'], 'TagSpecifications'],
    ['AWS::EC2::CapacityReservation', { TagSpecifications: [{ ResourceType: 'capacity-reservation', Tags: [owner] }] }, ['owner=checkout(TagSpecifications[0].Tags[0])'], 'TagSpecifications'],
    ['AWS::EC2::SpotFleet', { Tags: [owner], SpotFleetRequestConfigData: { TagSpecifications: [{ ResourceType: 'spot-fleet-request', Tags: [{ Key: 'env', Value: 'prod' }] }] } },
      ['env=prod(SpotFleetRequestConfigData.TagSpecifications[0].Tags[0])', 'owner=checkout(Tags[0])'], 'Tags'],
    ['AWS::IAM::ManagedPolicy', {}, [], null],
    ['AWS::AutoScaling::LaunchConfiguration', {}, [], null],
    ['Custom::Migration', { ServiceToken: 'arn' }, [], null],
    ['Custom::Migration', { Tags: [owner] }, ['owner=checkout(Tags[0])'], 'Tags'],
    ['Shop::Network::Hub', { Tags: { owner: 'checkout' } }, ['owner=checkout(Tags)'], 'Tags'],
  ] as const)('of %s are read', (type, properties, tags, path) => {
    const { Thing } = judgedIn({ Thing: [type, properties] });
    expect([tagsOf(Thing?.tags), Thing?.tagsPath, Thing?.taggable]).toEqual([tags, path, path !== null]);
  });

  it('keep what is not known of them apart: values, keys, whole lists', () => {
    const tags = (Tags: Written): readonly string[] => tagsOf(judgedIn({ Queue: ['AWS::SQS::Queue', { Tags }] })['Queue']?.tags);
    expect(tags([{ Key: 'owner', Value: parameter('Owner') }])).toEqual(['owner=?(Tags[0])']);
    expect(tags([{ Key: 'env', Value: choice('dev', 'prod') }])).toEqual(['env=dev|prod(Tags[0])']);
    expect(tags([owner, { Key: parameter('Key'), Value: 'x' }])).toEqual(['owner=checkout(Tags[0])', '… parameter Key has no value']);
    expect(tags(opened([owner]))).toEqual(['owner=checkout(Tags[0])', '… condition IsProd is not decided']);
    expect(tags([owner, parameter('More')])).toEqual(['owner=checkout(Tags[0])', '… parameter More has no value']);
    expect(tags(parameter('Tags'))).toEqual(['… parameter Tags has no value']);
  });

  it('may be there or not: those of the stack below them count where they are not', () => {
    const tags = (Tags: Written, stack: Readonly<Record<string, string>>): readonly string[] => tagsOf(judgedIn({ Queue: ['AWS::SQS::Queue', { Tags }] }, { tags: stack })['Queue']?.tags);
    expect(tags(opened([]), {})).toEqual(['… condition IsProd is not decided']);
    expect(tags(opened([]), { owner: 'nobody' })).toEqual(['owner=?(stack tags)', '… condition IsProd is not decided']);
    expect(tags([], { owner: 'nobody' })).toEqual(['owner=nobody(stack tags)']);
  });

  it('may come from a stack of which not all is told', () => {
    const { Queue } = judgedIn({ Queue: ['AWS::SQS::Queue', {}] }, { tagsOpen: unknown('the stack set may add tags') });
    expect(tagsOf(Queue?.tags)).toEqual(['… the stack set may add tags']);
  });

  it('of what is tagged by specifications may or may not come from the stack', () => {
    const { Template } = judgedIn({ Template: ['AWS::EC2::LaunchTemplate', { TagSpecifications: [{ ResourceType: 'launch-template', Tags: [owner] }] }] }, { tags: { env: 'prod' } });
    expect(tagsOf(Template?.tags)).toEqual(['owner=checkout(TagSpecifications[0].Tags[0])', '… whether tags of the stack reach it is not documented']);
  });

  it('of fleets whose tag specifications are not known are open', () => {
    const fleet = (TagSpecifications: Written): readonly string[] => tagsOf(judgedIn({ Fleet: ['AWS::EC2::EC2Fleet', { TagSpecifications }] })['Fleet']?.tags);
    expect(fleet([{ ResourceType: parameter('Type'), Tags: [owner] }])).toEqual(['… parameter Type has no value']);
    expect(fleet(opened([{ ResourceType: 'fleet', Tags: [owner] }]))).toEqual(['owner=checkout(TagSpecifications[0].Tags[0])', '… condition IsProd is not decided']);
    expect(fleet(parameter('Specifications'))).toEqual(['… parameter Specifications has no value']);
  });
});

const group = (tags: readonly { readonly Key: string; readonly Value: string; readonly PropagateAtLaunch: boolean | string }[], more: Record<string, Written> = {}): Template[string] => ['AWS::AutoScaling::AutoScalingGroup', { Tags: tags, ...more }];
const template = (...tags: readonly { readonly Key: string; readonly Value: string }[]): Template[string] => ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'instance', Tags: tags }] } }];
const fromTemplate = { LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' } };

describe('tags that are handed on', () => {
  it.each([
    ['all propagate', { Group: group([{ ...owner, PropagateAtLaunch: true }]) }, { Group: [] }],
    ['one stays with the group', { Group: group([{ ...owner, PropagateAtLaunch: true }, { Key: 'env', Value: 'prod', PropagateAtLaunch: false }]) }, { Group: ['instance at Tags[PropagateAtLaunch]: owner=checkout(Tags[0])'] }],
    ['as text', { Group: group([{ ...owner, PropagateAtLaunch: 'false' }]) }, { Group: ['instance at Tags[PropagateAtLaunch]:'] }],
    ['the template has what the group keeps', { Group: group([{ ...owner, PropagateAtLaunch: false }], fromTemplate), Template: template(owner) }, { Group: [], Template: ['instance at LaunchTemplateData.TagSpecifications[0].Tags: owner=checkout(LaunchTemplateData.TagSpecifications[0].Tags[0])'] }],
    ['the group gives what the template lacks', { Group: group([{ ...owner, PropagateAtLaunch: true }], fromTemplate), Template: template() }, { Group: [], Template: ['instance at LaunchTemplateData.TagSpecifications[0].Tags: owner=checkout(tag of Group)'] }],
    ['a template of elsewhere', { Group: group([{ ...owner, PropagateAtLaunch: false }], { LaunchTemplate: { LaunchTemplateName: 'golden', Version: '1' } }) }, { Group: ['instance at Tags[PropagateAtLaunch]: … the launch template, which may tag instances as well, is not in the template'] }],
    ['a template by its name', { Group: group([{ ...owner, PropagateAtLaunch: false }], { LaunchTemplate: { LaunchTemplateName: 'golden', Version: '1' } }), Template: ['AWS::EC2::LaunchTemplate', { LaunchTemplateName: 'golden', LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'instance', Tags: [owner] }] } }] },
      { Group: [], Template: ['instance at LaunchTemplateData.TagSpecifications[0].Tags: owner=checkout(LaunchTemplateData.TagSpecifications[0].Tags[0])'] }],
    ['volumes and interfaces', { Template: ['AWS::EC2::LaunchTemplate', { TagSpecifications: [{ ResourceType: 'launch-template', Tags: [owner] }], LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'volume', Tags: [owner] }, { ResourceType: 'network-interface', Tags: [] }] } }] },
      { Template: ['volume at LaunchTemplateData.TagSpecifications[0].Tags: owner=checkout(LaunchTemplateData.TagSpecifications[0].Tags[0])', 'network-interface at LaunchTemplateData.TagSpecifications[1].Tags:'] }],
    ['a fleet', { Fleet: ['AWS::EC2::EC2Fleet', { TagSpecifications: [{ ResourceType: 'fleet', Tags: [owner] }, { ResourceType: 'instance', Tags: [owner] }] }] }, { Fleet: ['instance at TagSpecifications[1].Tags: owner=checkout(TagSpecifications[1].Tags[0])'] }],
    ['a spot fleet', { Fleet: ['AWS::EC2::SpotFleet', { SpotFleetRequestConfigData: { LaunchSpecifications: [{ InstanceType: 'm5.large', TagSpecifications: [{ ResourceType: 'instance', Tags: [owner] }] }] } }] }, { Fleet: ['instance at SpotFleetRequestConfigData.LaunchSpecifications[0].TagSpecifications[0].Tags: owner=checkout(SpotFleetRequestConfigData.LaunchSpecifications[0].TagSpecifications[0].Tags[0])'] }],
    ['a compute environment', { Nightly: ['AWS::Batch::ComputeEnvironment', { ComputeResources: { Type: 'EC2', Tags: { owner: 'checkout' } } }] }, { Nightly: ['instance at ComputeResources.Tags: owner=checkout(ComputeResources.Tags)'] }],
    ['a compute environment without tags', { Nightly: ['AWS::Batch::ComputeEnvironment', { ComputeResources: { Type: 'SPOT' } }] }, { Nightly: ['instance at ComputeResources.Tags:'] }],
    ['a compute environment on Fargate', { Nightly: ['AWS::Batch::ComputeEnvironment', { ComputeResources: { Type: 'FARGATE' } }] }, { Nightly: [] }],
    ['replicas of a table', { Orders: ['AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'eu-west-1', Tags: [owner] }, { Region: 'eu-central-1' }] }] }, { Orders: ['replica at Replicas[0].Tags: owner=checkout(Replicas[0].Tags[0])', 'replica at Replicas[1].Tags:'] }],
    ['an image pipeline', { Bake: ['AWS::ImageBuilder::InfrastructureConfiguration', { ResourceTags: { owner: 'checkout' } }] }, { Bake: ['instance at ResourceTags: owner=checkout(ResourceTags)'] }],
  ] as const)('%s', (_, stack, expected) => {
    const resources = judgedIn(stack);
    expect(Object.fromEntries(Object.keys(stack).map((address) => [address, nestedOf(resources[address])]))).toEqual(expected);
  });

  it('tags of the stack reach instances of a group', () => {
    const stack = { Group: group([{ ...owner, PropagateAtLaunch: false }], fromTemplate), Template: template(), Alone: group([{ ...owner, PropagateAtLaunch: false }]) };
    const resources = judgedIn(stack, { tags: { env: 'prod' } });
    expect(tagsOf(resources['Group']?.tags)).toEqual(['env=prod(stack tags)', 'owner=checkout(Tags[0])']);
    expect(nestedOf(resources['Template'])).toEqual(['instance at LaunchTemplateData.TagSpecifications[0].Tags: env=prod(tag of Group)']);
    expect(nestedOf(resources['Alone'])).toEqual(['instance at Tags[PropagateAtLaunch]: env=prod(stack tags)']);
  });

  const disks = [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 100 } }];
  it.each([
    ['no volumes are described', {}, {}, []],
    ['described, not copied', { BlockDeviceMappings: disks }, {}, ['volume at PropagateTagsToVolumeOnCreation:']],
    ['described, told not to copy', { BlockDeviceMappings: disks, PropagateTagsToVolumeOnCreation: false }, {}, ['volume at PropagateTagsToVolumeOnCreation:']],
    ['copied: judged at the instance', { BlockDeviceMappings: disks, PropagateTagsToVolumeOnCreation: true }, {}, []],
    ['copied as text', { BlockDeviceMappings: disks, PropagateTagsToVolumeOnCreation: 'true' }, {}, []],
    ['tags of the stack are not copied', { BlockDeviceMappings: disks, PropagateTagsToVolumeOnCreation: true }, { tags: { env: 'prod' } }, ['volume at Tags: owner=checkout(Tags[0])']],
    ['not known whether', { BlockDeviceMappings: disks, PropagateTagsToVolumeOnCreation: parameter('Copy') }, {}, ['volume at PropagateTagsToVolumeOnCreation: … parameter Copy has no value']],
    ['the template tags them', { BlockDeviceMappings: disks, LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' } }, {}, []],
    ['a template of elsewhere may', { BlockDeviceMappings: disks, LaunchTemplate: { LaunchTemplateName: 'golden', Version: '1' } }, {}, ['volume at PropagateTagsToVolumeOnCreation: … the launch template, which may tag the volume as well, is not in the template']],
  ] as const)('volumes of an instance: %s', (_, properties, deployed, expected) => {
    const stack = { Web: ['AWS::EC2::Instance', { Tags: [owner], ...properties }], Template: ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'volume', Tags: [owner] }] } }] } as const;
    expect(nestedOf(judgedIn(stack, deployed)['Web'])).toEqual(expected);
  });

  it.each([
    ['left out', {}, []],
    ['from the service, which is judged', { PropagateTags: 'SERVICE' }, []],
    ['from a task definition, which is judged', { PropagateTags: 'TASK_DEFINITION', TaskDefinition: ref('Task') }, []],
    ['from a task definition of elsewhere', { PropagateTags: 'TASK_DEFINITION', TaskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/checkout:7' }, ['task at PropagateTags: … the task definition, whose tags the tasks get, is not in the template']],
    ['none', { PropagateTags: 'NONE' }, ['task at PropagateTags:']],
    ['not known', { PropagateTags: parameter('From') }, ['task at PropagateTags: … parameter From has no value']],
  ] as const)('tasks of a service: %s', (_, properties, expected) => {
    const resources = judgedIn({ Service: ['AWS::ECS::Service', { Tags: [owner], ...properties }], Task: ['AWS::ECS::TaskDefinition', { ContainerDefinitions: [] }] });
    expect(nestedOf(resources['Service'])).toEqual(expected);
  });
});
