import { expect, test } from 'vitest';
import { callerOf } from '#audit/aws/actor.ts';
import { idsOf, ownNames } from '#correlate/identity.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { inventories } from '../../inputs/inventory/opened.ts';
import { resourcesOfEvent } from './logged.ts';
import type { JsonObject } from '../../../src/model/json.ts';

const arn = (rest: string): string => `arn:aws:${rest.replace('@', 'eu-central-1:111122223333')}`;
const owner = { OwnerId: '111122223333' };

/** Calls, as in records.ts or with the ids that AWS draws, and what an inventory answers of the same thing. */
const things: readonly (readonly [type: string, calls: readonly (readonly [call: string, request: JsonObject | null, answer: JsonObject | null])[], answer: JsonObject])[] = [
  [
    'an instance',
    [
      ['ec2:RunInstances', {}, { instancesSet: { items: [{ instanceId: 'i-0a1b2c3d4e5f60718', instanceType: 'm5.large', placement: { availabilityZone: 'eu-central-1b' } }] } }],
      ['ec2:TerminateInstances', { instancesSet: { items: [{ instanceId: 'i-0a1b2c3d4e5f60718' }] } }, null],
      ['ec2:CreateTags', { resourcesSet: { items: [{ resourceId: 'i-0a1b2c3d4e5f60718' }] }, tagSet: { items: [] } }, null],
    ],
    { Reservations: [{ ...owner, Instances: [{ InstanceId: 'i-0a1b2c3d4e5f60718', InstanceType: 'm5.large', State: { Name: 'running' }, Placement: { AvailabilityZone: 'eu-central-1b' } }] }] },
  ],
  ['a volume', [['ec2:CreateVolume', {}, { volumeId: 'vol-0a1b2c3d4e5f60718', zone: 'eu-central-1b' }], ['ec2:DeleteVolume', { volumeId: 'vol-0a1b2c3d4e5f60718' }, null]], { Volumes: [{ VolumeId: 'vol-0a1b2c3d4e5f60718', VolumeType: 'gp3', Size: 8, State: 'in-use', CreateTime: 'x', AvailabilityZone: 'eu-central-1b' }] }],
  ['a snapshot', [['ec2:CreateSnapshot', {}, { snapshotId: 'snap-0a1b2c3d4e5f60718' }], ['ec2:DeleteSnapshot', { snapshotId: 'snap-0a1b2c3d4e5f60718' }, null]], { Snapshots: [{ SnapshotId: 'snap-0a1b2c3d4e5f60718', VolumeSize: 8, State: 'completed', StartTime: 'x', ...owner, AvailabilityZone: 'eu-central-1b' }] }],
  ['a security group', [['ec2:CreateSecurityGroup', { groupName: 'x' }, { groupId: 'sg-0a1b2c3d4e5f60718' }], ['ec2:DeleteSecurityGroup', { groupId: 'sg-0a1b2c3d4e5f60718' }, null]], { SecurityGroups: [{ GroupId: 'sg-0a1b2c3d4e5f60718', GroupName: 'x', ...owner, SecurityGroupArn: arn('ec2:@:security-group/sg-0a1b2c3d4e5f60718') }] }],
  ['a launch template', [['ec2:CreateLaunchTemplate', {}, { CreateLaunchTemplateResponse: { launchTemplate: { launchTemplateId: 'lt-0a1b2c3d4e5f60718' } } }]], { LaunchTemplates: [{ LaunchTemplateId: 'lt-0a1b2c3d4e5f60718', LaunchTemplateName: 'x', LatestVersionNumber: 1 }] }],
  ['a bucket', [['s3:CreateBucket', { bucketName: 'payroll-exports' }, null], ['s3:PutBucketTagging', { bucketName: 'payroll-exports' }, null]], { Buckets: [{ Name: 'payroll-exports', CreationDate: 'x' }] }],
  ['a role with a path', [['iam:CreateRole', { roleName: 'deploy' }, { role: { roleName: 'deploy', arn: 'arn:aws:iam::111122223333:role/ops/deploy' } }], ['iam:AttachRolePolicy', { roleName: 'deploy', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, null]], { Roles: [{ RoleName: 'deploy', Arn: 'arn:aws:iam::111122223333:role/ops/deploy', RoleId: 'AROA0000000000000000' }] }],
  ['a user', [['iam:CreateUser', { userName: 'mira' }, { user: { arn: 'arn:aws:iam::111122223333:user/mira' } }], ['iam:DeleteUser', { userName: 'mira' }, null]], { Users: [{ UserName: 'mira', Arn: 'arn:aws:iam::111122223333:user/mira', UserId: 'AIDA0000000000000000' }] }],
  [
    'an auto-scaling group', [['autoscaling:CreateAutoScalingGroup', { autoScalingGroupName: 'workers' }, null], ['autoscaling:UpdateAutoScalingGroup', { autoScalingGroupName: 'workers' }, null]],
    { AutoScalingGroups: [{ AutoScalingGroupName: 'workers', MinSize: 1, AutoScalingGroupARN: arn('autoscaling:@:autoScalingGroup:0a1b2c3d:autoScalingGroupName/workers'), AvailabilityZones: ['eu-central-1a'] }] },
  ],
  ['a node group', [['eks:CreateNodegroup', { clusterName: 'platform', nodegroupName: 'gpu' }, { nodegroup: { nodegroupArn: arn('eks:@:nodegroup/platform/gpu/18c2') } }], ['eks:UpdateNodegroupConfig', { name: 'platform', nodegroupName: 'gpu' }, null]], { nodegroup: { nodegroupName: 'gpu', nodegroupArn: arn('eks:@:nodegroup/platform/gpu/18c2'), clusterName: 'platform' } }],
  ['a function', [['lambda:CreateFunction20150331', { functionName: 'thumbnails' }, { functionArn: arn('lambda:@:function:thumbnails') }], ['lambda:UpdateFunctionCode20150331v2', { functionName: 'thumbnails' }, { functionArn: arn('lambda:@:function:thumbnails:7') }]], { Functions: [{ FunctionName: 'thumbnails', FunctionArn: arn('lambda:@:function:thumbnails') }] }],
  ['a database', [['rds:CreateDBInstance', { dBInstanceIdentifier: 'ledger', engine: 'postgres' }, { dBInstanceArn: arn('rds:@:db:ledger') }], ['rds:DeleteDBInstance', { dBInstanceIdentifier: 'ledger' }, null]], { DBInstances: [{ DBInstanceIdentifier: 'ledger', DBInstanceClass: 'db.t3.micro', Engine: 'postgres', DBInstanceStatus: 'available', DBInstanceArn: arn('rds:@:db:ledger') }] }],
  ['a table', [['dynamodb:CreateTable', { tableName: 'carts' }, null], ['dynamodb:DeleteTable', { tableName: 'carts' }, null]], { Table: { TableName: 'carts', TableArn: arn('dynamodb:@:table/carts') } }],
  ['a queue', [['sqs:CreateQueue', { queueName: 'uploads' }, { queueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/uploads' }], ['sqs:DeleteQueue', { queueUrl: 'https://eu-central-1.queue.amazonaws.com/111122223333/uploads' }, null]], { QueueUrls: ['https://sqs.eu-central-1.amazonaws.com/111122223333/uploads'] }],
  ['a log group', [['logs:CreateLogGroup', { logGroupName: '/aws/lambda/x' }, null], ['logs:TagResource', { resourceArn: arn('logs:@:log-group:/aws/lambda/x') }, null]], { logGroups: [{ logGroupName: '/aws/lambda/x', arn: arn('logs:@:log-group:/aws/lambda/x:*') }] }],
  ['a key', [['kms:CreateKey', {}, { keyMetadata: { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab', arn: arn('kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab') } }], ['kms:ScheduleKeyDeletion', { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' }, null]], { KeyMetadata: { KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab', Arn: arn('kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab'), KeyManager: 'CUSTOMER' } }],
  ['a secret', [['secretsmanager:CreateSecret', { name: 'ledger' }, { arn: arn('secretsmanager:@:secret:ledger-AbCdEf') }], ['secretsmanager:DeleteSecret', { secretId: 'ledger' }, null]], { SecretList: [{ ARN: arn('secretsmanager:@:secret:ledger-AbCdEf'), Name: 'ledger' }] }],
  ['a stack', [['cloudformation:CreateStack', { stackName: 'checkout' }, { stackId: arn('cloudformation:@:stack/checkout/51af') }], ['cloudformation:DeleteStack', { stackName: 'checkout' }, null]], { Stacks: [{ StackId: arn('cloudformation:@:stack/checkout/51af'), StackName: 'checkout', StackStatus: 'CREATE_COMPLETE' }] }],
  ['a load balancer', [['elasticloadbalancing:CreateLoadBalancer', { name: 'checkout' }, { loadBalancers: [{ loadBalancerArn: arn('elasticloadbalancing:@:loadbalancer/app/checkout/50dc'), loadBalancerName: 'checkout' }] }]], { LoadBalancers: [{ LoadBalancerArn: arn('elasticloadbalancing:@:loadbalancer/app/checkout/50dc'), LoadBalancerName: 'checkout' }] }],
  ['a notebook', [['sagemaker:CreateNotebookInstance', { notebookInstanceName: 'lab' }, null], ['sagemaker:DeleteNotebookInstance', { notebookInstanceName: 'lab' }, null]], { NotebookInstanceName: 'lab', NotebookInstanceArn: arn('sagemaker:@:notebook-instance/lab'), InstanceType: 'ml.t3.medium' }],
  ['a Lightsail instance', [['lightsail:CreateInstances', { instanceNames: ['blog'] }, null], ['lightsail:DeleteInstance', { instanceName: 'blog' }, null]], { instances: [{ name: 'blog', arn: arn('lightsail:@:Instance/0a1b'), bundleId: 'x', blueprintId: 'y', location: { availabilityZone: 'eu-central-1a' } }] }],
];

/** As correlation compares: an id of both, or a name that is one resource's alone where it is. */
function meet(one: Resource, other: Resource): boolean {
  const ids = new Set(idsOf(other));
  const names = new Set(ownNames(other).map((name) => JSON.stringify(name)));
  return idsOf(one).some((id) => ids.has(id)) || ownNames(one).some((name) => names.has(JSON.stringify(name)));
}

test.each(things)('%s is told by logs as by inventories', async (_, calls, answer) => {
  const { read, problems } = await inventories({ 'answer.json': answer }, { providerScopes: new Map([['aws', '111122223333']]), providerRegions: new Map([['aws', 'eu-central-1']]) });
  expect(problems).toEqual([]);
  const [live] = read[0]?.resources ?? [];
  for (const [call, request, response] of calls) {
    const [logged] = resourcesOfEvent(call, request, response);
    expect([call, logged?.type, live !== undefined && logged !== undefined && meet(logged, live)]).toEqual([call, live?.type, true]);
  }
});

test('whether a second factor was asked for is told of who has signed in, and of no machine', () => {
  const of = (context: JsonObject): boolean | undefined => callerOf({ userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Developer/mona', sessionContext: context } }).actor.mfa;
  expect([of({ attributes: { mfaAuthenticated: 'true' } }), of({ attributes: { mfaAuthenticated: 'false' }, webIdFederationData: {} })]).toEqual([true, false]);
  expect([of({}), of({ attributes: { mfaAuthenticated: 'false' }, ec2RoleDelivery: '2.0' }), of({ attributes: { mfaAuthenticated: 'false' }, webIdFederationData: { federatedProvider: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' } })]).toEqual([undefined, undefined, undefined]);
});
