import { describe, expect, test } from 'vitest';
import type { Resource } from '#model/resource.ts';
import { inventories, type Inventories } from '../opened.ts';

const account = '123456789012';
const trainer = {
  InstanceId: 'i-0a1b2c3d4e5f60718',
  InstanceType: 'p5.48xlarge',
  ImageId: 'ami-0a1b2c3d4e5f60718',
  State: { Code: 16, Name: 'running' },
  Placement: { AvailabilityZone: 'eu-west-1b', Tenancy: 'default' },
  SubnetId: 'subnet-0a1b2c3d4e5f60718',
  VpcId: 'vpc-0a1b2c3d4e5f60718',
  SecurityGroups: [{ GroupId: 'sg-0a1b2c3d4e5f60718', GroupName: 'training' }],
  IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/training`, Id: 'AIPA0000000000000000' },
  Tags: [{ Key: 'Name', Value: 'trainer-1' }, { Key: 'owner', Value: 'ml@shop.example' }, { Key: 'aws:cloudformation:stack-name', Value: 'training' }],
};
const reservation = (...Instances: readonly object[]): object => ({ ReservationId: 'r-0a1b2c3d4e5f60718', OwnerId: account, Groups: [], Instances });

async function one(answer: unknown): Promise<Resource> {
  const { read, problems } = await inventories({ 'answer.json': answer });
  expect(problems).toEqual([]);
  expect(read.map(({ format }) => format)).toEqual(['aws-describe']);
  const [resource, ...others] = read[0]?.resources ?? [];
  expect(others).toEqual([]);
  return resource as Resource;
}

const addresses = ({ read }: Inventories): readonly string[] => read.flatMap(({ resources }) => resources.map(({ address }) => address));
const notes = ({ read }: Inventories): readonly string[] => read.flatMap(({ end }) => end.notes);

describe('instances', () => {
  test('have an ARN, a region and an account, though the answer has neither', async () => {
    expect(await one({ Reservations: [reservation(trainer)] })).toMatchObject({
      id: `arn:aws:ec2:eu-west-1:${account}:instance/i-0a1b2c3d4e5f60718`,
      address: `arn:aws:ec2:eu-west-1:${account}:instance/i-0a1b2c3d4e5f60718`,
      aliases: ['i-0a1b2c3d4e5f60718'],
      name: 'trainer-1',
      type: 'AWS::EC2::Instance',
      kind: 'instance',
      stage: 'inventory',
      action: 'exists',
      region: { status: 'known', value: 'eu-west-1' },
      regionPath: 'Placement.AvailabilityZone',
      zone: { status: 'known', value: 'eu-west-1b' },
      scope: { account: { status: 'known', value: account } },
      shapes: [{ path: 'InstanceType', name: { status: 'known', value: 'p5.48xlarge' }, accelerator: { count: { status: 'known', value: 8 } } }],
      image: { status: 'known', value: 'ami-0a1b2c3d4e5f60718' },
      tags: { entries: [{ key: 'Name' }, { key: 'owner', value: { status: 'known', value: 'ml@shop.example' } }], open: null },
      attributes: { SecurityGroupIds: ['sg-0a1b2c3d4e5f60718'], IamInstanceProfile: `arn:aws:iam::${account}:instance-profile/training`, AvailabilityZone: 'eu-west-1b' },
    });
  });

  test('are the same however the answer was narrowed or recorded', async () => {
    const id = `arn:aws:ec2:eu-west-1:${account}:instance/i-0a1b2c3d4e5f60718`;
    for (const answer of [[reservation(trainer)], { status_code: 200, data: { Reservations: [reservation(trainer)], ResponseMetadata: {} } }]) expect((await one(answer)).id).toBe(id);
    // Without the reservation the account is not told.
    for (const answer of [[trainer], [[trainer]], { Instances: [trainer] }]) {
      expect(await one(answer)).toMatchObject({ id: 'eu-west-1/AWS::EC2::Instance/i-0a1b2c3d4e5f60718', aliases: ['i-0a1b2c3d4e5f60718'], scope: { account: { status: 'unknown', because: 'aws ec2 describe-instances does not tell the account; --provider-scope aws=ACCOUNT does' } } });
    }
    const told = await inventories({ 'answer.json': [trainer] }, { providerScopes: new Map([['aws', account]]) });
    expect(addresses(told)).toEqual([id]);
  });

  test('of which --query has left a part are known in part', async () => {
    expect(await one([{ InstanceId: 'i-0a1b2c3d4e5f60718', InstanceType: 'p5.48xlarge' }])).toMatchObject({
      region: { status: 'unknown', because: 'aws ec2 describe-instances does not tell the region; --provider-region aws=REGION does' },
      shapes: [{ name: { status: 'known', value: 'p5.48xlarge' } }],
      tags: { entries: [], open: { because: 'the answer was narrowed by --query' } },
      image: { status: 'unknown' },
    });
  });

  test('that are terminated are told of and not judged; those that are stopped may start again', async () => {
    const state = (Name: string, InstanceId: string): object => ({ ...trainer, InstanceId, State: { Name } });
    const found = await inventories({ 'answer.json': { Reservations: [reservation(state('terminated', 'i-1'), state('stopped', 'i-2'), state('shutting-down', 'i-3'))] } });
    expect(addresses(found)).toEqual([`arn:aws:ec2:eu-west-1:${account}:instance/i-2`]);
    expect(notes(found)).toEqual(['1 terminated resource not judged', '1 shutting-down resource not judged']);
  });

  test('on spot say so', async () => {
    expect((await one([{ ...trainer, InstanceLifecycle: 'spot' }])).shapes[0]?.market).toBe('spot');
  });

  test('of China and GovCloud are in partitions of their own', async () => {
    const at = (AvailabilityZone: string): Promise<Resource> => one({ Reservations: [reservation({ ...trainer, Placement: { AvailabilityZone } })] });
    expect((await at('cn-north-1a')).id).toBe(`arn:aws-cn:ec2:cn-north-1:${account}:instance/i-0a1b2c3d4e5f60718`);
    expect((await at('us-gov-west-1a')).id).toBe(`arn:aws-us-gov:ec2:us-gov-west-1:${account}:instance/i-0a1b2c3d4e5f60718`);
    expect((await at('us-west-2-lax-1a')).region).toEqual({ status: 'known', value: 'us-west-2' });
  });
});

describe('what a service has made', () => {
  const group = {
    AutoScalingGroupName: 'checkout',
    AutoScalingGroupARN: `arn:aws:autoscaling:eu-west-1:${account}:autoScalingGroup:1b2c3d4e:autoScalingGroupName/checkout`,
    MinSize: 2,
    MaxSize: 8,
    DesiredCapacity: 4,
    AvailabilityZones: ['eu-west-1a', 'eu-west-1b'],
    VPCZoneIdentifier: 'subnet-0a1b2c3d,subnet-1b2c3d4e',
    MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateName: 'checkout' }, Overrides: [{ InstanceType: 'm7i.large' }] } },
    Tags: [{ ResourceId: 'checkout', ResourceType: 'auto-scaling-group', Key: 'owner', Value: 'checkout@shop.example', PropagateAtLaunch: true }, { ResourceId: 'checkout', ResourceType: 'auto-scaling-group', Key: 'tier', Value: 'web', PropagateAtLaunch: false }],
  };
  const member = (number: number): object => ({ ...trainer, InstanceId: `i-${number}`, InstanceType: 'm7i.large', Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'checkout' }, { Key: 'owner', Value: 'checkout@shop.example' }] });

  test('a group hands on the tags that propagate', async () => {
    const resource = await one({ AutoScalingGroups: [group] });
    expect(resource).toMatchObject({ id: group.AutoScalingGroupARN, name: 'checkout', region: { value: 'eu-west-1' }, zone: { status: 'absent' }, shapes: [{ name: { value: 'm7i.large' }, count: { value: 4 } }] });
    expect(resource.tags.entries.map(({ key }) => key)).toEqual(['owner', 'tier']);
    expect(resource.nestedTags.map(({ target, tags }) => [target, tags.entries.map(({ key }) => key)])).toEqual([['instance', ['owner']]]);
    expect(resource.relations.filter(({ role }) => role === 'subnet').map(({ id }) => id)).toEqual(['subnet-0a1b2c3d', 'subnet-1b2c3d4e']);
  });

  test('four hundred instances of a group are one matter', async () => {
    const instances = { Reservations: Array.from({ length: 400 }, (_, number) => reservation(member(number))) };
    const found = await inventories({ 'instances.json': instances });
    expect(addresses(found)).toEqual([`arn:aws:ec2:eu-west-1:${account}:instance/i-0`]);
    expect(notes(found)).toEqual(['399 resources judged with what made them']);
    const both = await inventories({ 'all.json': `${JSON.stringify({ AutoScalingGroups: [group] })}\n${JSON.stringify(instances)}\n` });
    expect(addresses(both)).toEqual([group.AutoScalingGroupARN]);
    expect(notes(both)).toEqual(['400 resources judged with what made them']);
  });

  test('the first network interface of a machine is part of it, where the machine is listed', async () => {
    const id = 'i-0a1b2c3d4e5f60718';
    const nic = (name: string, DeviceIndex: number) => ({ NetworkInterfaceId: name, SubnetId: 'subnet-1', Status: 'in-use', OwnerId: account, AvailabilityZone: 'eu-west-1a', Groups: [{ GroupId: 'sg-1' }], Attachment: { InstanceId: id, DeviceIndex, DeleteOnTermination: true, Status: 'attached' } });
    const nics = { NetworkInterfaces: [nic('eni-1', 0), nic('eni-2', 1)] };
    const machine = { Reservations: [reservation({ ...trainer, InstanceId: id })] };
    const second = `arn:aws:ec2:eu-west-1:${account}:network-interface/eni-2`;
    for (const files of [{ 'a.json': machine, 'b.json': nics }, { 'a.json': [nics, machine] }]) {
      const found = await inventories(files);
      expect([...addresses(found)].sort()).toEqual([`arn:aws:ec2:eu-west-1:${account}:instance/${id}`, second]);
      expect(notes(found)).toEqual(['1 resource judged with what made it']);
    }
    expect([...addresses(await inventories({ 'b.json': nics }))].sort()).toEqual([`arn:aws:ec2:eu-west-1:${account}:network-interface/eni-1`, second]);
  });

  test('nodes belong to their node group, not to the group of AWS below it; a stack is code, and makes nothing by itself', async () => {
    const node = { ...trainer, InstanceId: 'i-1', Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'eks-gpu-1b2c' }, { Key: 'eks:cluster-name', Value: 'training' }, { Key: 'eks:nodegroup-name', Value: 'gpu' }] };
    const nodegroup = { nodegroup: { nodegroupName: 'gpu', nodegroupArn: `arn:aws:eks:eu-west-1:${account}:nodegroup/training/gpu/1b2c3d4e`, clusterName: 'training', status: 'ACTIVE', instanceTypes: ['p5.48xlarge'], scalingConfig: { desiredSize: 1 }, tags: { owner: 'ml@shop.example' } } };
    const found = await inventories({ 'all.json': [nodegroup, { Reservations: [reservation(node, trainer)] }].map((page) => JSON.stringify(page)).join('\n') });
    expect(addresses(found)).toEqual([nodegroup.nodegroup.nodegroupArn, `arn:aws:ec2:eu-west-1:${account}:instance/i-0a1b2c3d4e5f60718`]);
    expect(found.read[0]?.resources[0]).toMatchObject({ shapes: [{ path: 'InstanceTypes[0]', name: { value: 'p5.48xlarge' } }], tags: { entries: [{ key: 'owner' }] } });
  });

  test('what a default VPC came with is judged with it', async () => {
    const vpc = { VpcId: 'vpc-1', CidrBlock: '172.31.0.0/16', State: 'available', OwnerId: account, IsDefault: true };
    const subnet = (SubnetId: string, DefaultForAz: boolean): object => ({ SubnetId, VpcId: 'vpc-1', CidrBlock: '172.31.0.0/20', State: 'available', OwnerId: account, AvailabilityZone: 'eu-west-1a', DefaultForAz });
    const group = (GroupId: string, GroupName: string): object => ({ GroupId, GroupName, Description: 'x', OwnerId: account, VpcId: 'vpc-1', IpPermissions: [], IpPermissionsEgress: [] });
    const pages = [{ Vpcs: [vpc] }, { Subnets: [subnet('subnet-1', true), subnet('subnet-2', false)] }, { SecurityGroups: [group('sg-1', 'default'), group('sg-2', 'checkout')] }];
    const found = await inventories({ 'network.json': pages.map((page) => JSON.stringify(page)).join('\n') });
    expect(addresses(found)).toEqual(['AWS::EC2::VPC/vpc-1', `arn:aws:ec2:eu-west-1:${account}:subnet/subnet-2`, 'AWS::EC2::SecurityGroup/sg-2']);
    expect(notes(found)).toEqual(['2 resources judged with what made them']);
  });

  test('snapshots of an image are judged with it', async () => {
    const snapshot = (SnapshotId: string, Description: string): object => ({ SnapshotId, Description, VolumeId: 'vol-1', VolumeSize: 8, State: 'completed', StartTime: '2026-11-02T10:00:00Z', OwnerId: account });
    const image = { ImageId: 'ami-0a1b2c3d', RootDeviceType: 'ebs', State: 'available', OwnerId: account, Tags: [] };
    const pages = [{ Images: [image] }, { Snapshots: [snapshot('snap-1', 'Created by CreateImage(i-0a1b2c3d) for ami-0a1b2c3d'), snapshot('snap-2', 'Copied for DestinationAmi ami-0a1b2c3d from SourceAmi ami-1b2c3d4e for SourceSnapshot snap-9.'), snapshot('snap-3', 'before the move of ami-0a1b2c3d')] }];
    const found = await inventories({ 'images.json': pages.map((page) => JSON.stringify(page)).join('\n') });
    expect(addresses(found)).toEqual(['AWS::EC2::Image/ami-0a1b2c3d', 'AWS::EC2::Snapshot/snap-3']);
    expect(found.read[0]?.resources.map(({ kind }) => kind)).toEqual(['image', 'snapshot']);
  });

  test('what AWS keeps by itself is told of and not judged', async () => {
    const role = (path: string, RoleName: string): object => ({ Path: path, RoleName, RoleId: `AROA${RoleName}`, Arn: `arn:aws:iam::${account}:role${path}${RoleName}`, AssumeRolePolicyDocument: {} });
    const found = await inventories({
      'roles.json': { Roles: [role('/aws-service-role/autoscaling.amazonaws.com/', 'AWSServiceRoleForAutoScaling'), role('/', 'payroll')] },
      'policies.json': { Policies: [{ PolicyName: 'AdministratorAccess', PolicyId: 'ANPA1', Arn: 'arn:aws:iam::aws:policy/AdministratorAccess', DefaultVersionId: 'v1' }] },
      'interfaces.json': { NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', SubnetId: 'subnet-1', Status: 'in-use', OwnerId: account, AvailabilityZone: 'eu-west-1a', RequesterManaged: true }] },
    });
    expect(addresses(found)).toEqual([`arn:aws:iam::${account}:role/payroll`]);
    expect(notes(found)).toEqual(['1 service-linked resource not judged', '1 AWS-managed resource not judged', '1 requester-managed resource not judged']);
  });
});

describe('what an answer does not tell', () => {
  test.each([
    ['lambda list-functions', { Functions: [{ FunctionName: 'receipts', FunctionArn: `arn:aws:lambda:eu-west-1:${account}:function:receipts`, Role: 'arn:aws:iam::123456789012:role/receipts', MemorySize: 128 }] }, 'aws lambda list-functions does not list tags'],
    ['an older rds describe-db-instances', { DBInstances: [{ DBInstanceIdentifier: 'ledger', DBInstanceClass: 'db.r7g.large', DBInstanceArn: `arn:aws:rds:eu-west-1:${account}:db:ledger`, Engine: 'postgres', DBInstanceStatus: 'available' }] }, 'aws rds describe-db-instances does not list tags'],
    ['s3api list-buckets', { Buckets: [{ Name: 'shop-receipts', CreationDate: '2026-01-01T00:00:00Z' }], Owner: {} }, 'aws s3api list-buckets lists names alone'],
    ['eks list-clusters', { clusters: ['checkout'] }, 'aws eks list-clusters lists names alone'],
    ['elbv2 describe-load-balancers', { LoadBalancers: [{ LoadBalancerArn: `arn:aws:elasticloadbalancing:eu-west-1:${account}:loadbalancer/app/checkout/1b2c`, LoadBalancerName: 'checkout' }] }, 'aws elbv2 describe-load-balancers does not list tags'],
  ])('%s: tags are not known, which is not the same as missing', async (_, answer, because) => {
    expect((await one(answer)).tags).toEqual({ entries: [], open: { status: 'unknown', because, refs: [] } });
  });

  test('tags that are there after all count', async () => {
    expect((await one({ DBInstances: [{ DBInstanceIdentifier: 'ledger', DBInstanceClass: 'db.r7g.large', DBInstanceArn: `arn:aws:rds:eu-west-1:${account}:db:ledger`, DBInstanceStatus: 'available', TagList: [] }] })).tags).toEqual({ entries: [], open: null });
    expect((await one({ Configuration: { FunctionName: 'receipts', FunctionArn: `arn:aws:lambda:eu-west-1:${account}:function:receipts` }, Code: {}, Tags: { owner: 'checkout@shop.example' } })).tags.entries.map(({ key }) => key)).toEqual(['owner']);
    expect((await one({ taskDefinition: { taskDefinitionArn: `arn:aws:ecs:eu-west-1:${account}:task-definition/receipts:7`, family: 'receipts', containerDefinitions: [{ image: 'receipts:7', resourceRequirements: [{ type: 'GPU', value: '1' }] }] }, tags: [{ key: 'owner', value: 'checkout@shop.example' }] }))).toMatchObject({
      tags: { entries: [{ key: 'owner' }] },
      image: { value: 'receipts:7' },
      shapes: [{ accelerator: { count: { status: 'known', value: 1 } } }],
    });
  });

  test('a bucket has no region, unless the answer says so', async () => {
    expect(await one({ Buckets: [{ Name: 'shop-receipts', CreationDate: '2026-01-01T00:00:00Z' }] })).toMatchObject({ id: 'arn:aws:s3:::shop-receipts', aliases: ['shop-receipts'], region: { status: 'unknown' } });
    expect(await one({ Buckets: [{ Name: 'shop-receipts', CreationDate: '2026-01-01T00:00:00Z', BucketRegion: 'eu-west-3' }] })).toMatchObject({ region: { status: 'known', value: 'eu-west-3' }, regionPath: 'BucketRegion' });
  });

  test('an id may be told by an address, or by an ARN that goes on', async () => {
    expect(await one({ QueueUrls: [`https://sqs.eu-west-1.amazonaws.com/${account}/orders`] })).toMatchObject({ id: `arn:aws:sqs:eu-west-1:${account}:orders`, aliases: [`https://sqs.eu-west-1.amazonaws.com/${account}/orders`], type: 'AWS::SQS::Queue', region: { value: 'eu-west-1' } });
    expect(await one({ logGroups: [{ logGroupName: '/checkout', arn: `arn:aws:logs:eu-west-1:${account}:log-group:/checkout:*` }] })).toMatchObject({ id: `arn:aws:logs:eu-west-1:${account}:log-group:/checkout`, region: { value: 'eu-west-1' }, scope: { account: { value: account } } });
    expect(await one({ Addresses: [{ PublicIp: '192.0.2.7', AllocationId: 'eipalloc-1', Domain: 'vpc', NetworkBorderGroup: 'us-west-2-lax-1' }] })).toMatchObject({ region: { value: 'us-west-2' }, aliases: ['eipalloc-1', '192.0.2.7'] });
  });

  test('small letters become names of CloudFormation, down to what somebody has named', async () => {
    expect(await one({ projects: [{ name: 'nightly', arn: `arn:aws:codebuild:eu-west-1:${account}:project/nightly`, environment: { type: 'LINUX_GPU_CONTAINER', computeType: 'BUILD_GENERAL1_LARGE' }, tags: [{ key: 'cost-centre', value: '7' }] }] })).toMatchObject({
      shapes: [{ path: 'Environment.ComputeType', name: { value: 'BUILD_GENERAL1_LARGE' } }],
      tags: { entries: [{ key: 'cost-centre' }] },
    });
    expect(await one({ computeEnvironments: [{ computeEnvironmentArn: `arn:aws:batch:eu-west-1:${account}:compute-environment/training`, computeEnvironmentName: 'training', status: 'VALID', tags: { owner: 'x' }, computeResources: { type: 'SPOT', maxvCpus: 256, instanceTypes: ['p5'], tags: { tier: 'batch' } } }] })).toMatchObject({
      shapes: [{ path: 'ComputeResources.InstanceTypes[0]', name: { value: 'p5' } }],
      tags: { entries: [{ key: 'owner' }] },
      nestedTags: [{ tags: { entries: [{ key: 'tier' }] } }],
    });
  });

  test('names that other accounts may have too are told apart by their files', async () => {
    const found = await inventories({ 'prod.json': { clusters: ['checkout'] }, 'test.json': { clusters: ['checkout'] } });
    expect(addresses(found)).toEqual(['prod.json#AWS::EKS::Cluster/checkout', 'test.json#AWS::EKS::Cluster/checkout']);
  });

  test('each version of a launch template is a template', async () => {
    const version = (VersionNumber: number, InstanceType: string): object => ({ LaunchTemplateId: 'lt-1', LaunchTemplateName: 'checkout', VersionNumber, LaunchTemplateData: { InstanceType } });
    const found = await inventories({ 'versions.json': { LaunchTemplateVersions: [version(1, 'm7i.large'), version(2, 'p5.48xlarge')] } });
    expect(found.read[0]?.resources.map(({ address, shapes }) => [address, shapes[0]?.name])).toEqual([
      ['AWS::EC2::LaunchTemplate/lt-1:1', { status: 'known', value: 'm7i.large' }],
      ['AWS::EC2::LaunchTemplate/lt-1:2', { status: 'known', value: 'p5.48xlarge' }],
    ]);
  });
});

describe('answers that are not whole or not sound', () => {
  test.each([
    ['NextToken', { NextToken: 'eyJ2IjoiMiJ9' }],
    ['Marker', { Marker: 'abc', IsTruncated: true }],
    ['IsTruncated', { IsTruncated: true }],
  ])('%s: there are more pages', async (name, more) => {
    const answer = { Roles: [], ...more };
    const found = await inventories({ 'answer.json': answer });
    const said = name === 'IsTruncated' ? 'IsTruncated is true: there are more pages' : `a ${name} is left: there are more pages`;
    expect(notes(found)).toEqual([`not complete: ${said}`, 'the inventory holds no resources']);
    const strict = await inventories({ 'answer.json': answer }, { strict: true });
    expect(strict.problems).toEqual([{ code: 'inventory-incomplete', message: `answer.json is not complete: ${said}`, where: 'answer.json', hint: 'fetch the pages that are missing, or leave --strict out' }]);
  });

  test('a token that is null or empty says that this is all', async () => {
    for (const NextToken of [null, '']) expect(notes(await inventories({ 'answer.json': { Reservations: [reservation(trainer)], NextToken } }))).toEqual([]);
  });

  test('zero resources are told', async () => {
    expect(notes(await inventories({ 'answer.json': { Reservations: [] } }))).toEqual(['the inventory holds no resources']);
  });

  test('elements that are none are told, and hide no other', async () => {
    const found = await inventories({ 'answer.json': { Reservations: [reservation(trainer), 'r-1', { ReservationId: 'r-2' }] } });
    expect(addresses(found)).toEqual([`arn:aws:ec2:eu-west-1:${account}:instance/i-0a1b2c3d4e5f60718`]);
    expect(found.problems).toEqual([{ code: 'inventory-malformed', message: 'answer.json: an element of Reservations without Instances (and 1 more like it)', where: 'answer.json', hint: 'export it again; what can be read of it is judged' }]);
  });

  test('tags may be null, and values may be none', async () => {
    const tagged = await one([{ ...trainer, Tags: [{ Key: 'owner', Value: null }, { Value: 'x' }] }]);
    expect(tagged.tags.entries.map(({ key, value }) => [key, value])).toEqual([['owner', { status: 'known', value: '' }]]);
    expect((await one([{ ...trainer, Tags: null }])).tags).toEqual({ entries: [], open: null });
  });
});
