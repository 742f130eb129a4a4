import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkJson, scratchFolder } from './landrail.ts';

const folder = scratchFolder('inventory-aws');
const account = '123456789012';
const owner = [{ Key: 'owner', Value: 'checkout@shop.example' }, { Key: 'aws:cloudformation:stack-name', Value: 'shop' }];
const own = [{ GroupId: 'sg-own', GroupName: 'storefront' }];

const instance = (InstanceId: string, InstanceType: string, AvailabilityZone: string, more: object = {}): object => ({ InstanceId, InstanceType, State: { Name: 'running' }, Placement: { AvailabilityZone }, SecurityGroups: own, Tags: owner, ...more });
const reserved = (OwnerId: string, ...Instances: readonly object[]): object => ({ ReservationId: 'r-1', OwnerId, Instances });
const group = (GroupId: string, GroupName: string, CidrIp: string): object => ({ GroupId, GroupName, Description: GroupName, VpcId: 'vpc-1', OwnerId: account, SecurityGroupArn: `arn:aws:ec2:eu-west-1:${account}:security-group/${GroupId}`, IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: CidrIp === '' ? [] : [{ CidrIp }] }], IpPermissionsEgress: [], Tags: owner });
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const role = (RoleName: string, path: string, more: object): object => ({ Path: path, RoleName, RoleId: `AROA${RoleName}`, Arn: `arn:aws:iam::${account}:role${path}${RoleName}`, AssumeRolePolicyDocument: {}, RolePolicyList: [], AttachedManagedPolicies: [], Tags: owner, ...more });

const pages = (...all: readonly object[]): string => all.map((page) => `${JSON.stringify(page)}\n`).join('');

const files: Readonly<Record<string, unknown>> = {
  'landrail.yaml': `version: 1
guardrails:
  required-tags: { tags: [{ key: owner }], kinds: [instance, instance-group, k8s-nodepool, bucket, function, database] }
  instance-types: { aws: { allow: ["m7i.*", "db.r7g.*", "p5.48xlarge"] } }
  gpu-shapes: { allow: [g6.xlarge], max-count: 4 }
  regions: { aws: { allow: [eu-west-1] } }
  scopes: { aws: { accounts: ["${account}"] } }
  business-justification: { vcpus: 64 }
`,
  // aws ec2 describe-instances
  'instances.json': pages({ Reservations: [
    reserved(account, instance('i-web', 'm7i.large', 'eu-west-1a'), instance('i-trainer', 'p5.48xlarge', 'us-east-1b', { Tags: [] }), instance('i-gone', 'x2iezn.metal', 'us-east-1a', { State: { Name: 'terminated' } })),
    reserved('210987654321', instance('i-stray', 't2.micro', 'eu-west-1a', { SecurityGroups: [{ GroupId: 'sg-default', GroupName: 'default' }] })),
    ...Array.from({ length: 400 }, (_, number) => reserved(account, instance(`i-node-${number}`, 'm5.large', 'eu-west-1b', { Tags: [{ Key: 'eks:cluster-name', Value: 'shop' }, { Key: 'eks:nodegroup-name', Value: 'workers' }, { Key: 'aws:autoscaling:groupName', Value: 'eks-workers' }] }))),
  ] }, {
    // aws eks describe-nodegroup, appended
    nodegroup: { nodegroupName: 'workers', nodegroupArn: `arn:aws:eks:eu-west-1:${account}:nodegroup/shop/workers/1b2c`, clusterName: 'shop', status: 'ACTIVE', instanceTypes: ['m5.large'], scalingConfig: { desiredSize: 400 }, amiType: 'AL2023_x86_64_STANDARD', tags: {} } }),
  // aws s3api list-buckets
  'buckets.json': { Buckets: [{ Name: 'shop-receipts', CreationDate: '2026-01-01T00:00:00Z' }], Owner: { ID: 'x' } },
  // aws lambda list-functions
  'functions.json': { Functions: [{ FunctionName: 'receipts', FunctionArn: `arn:aws:lambda:eu-west-1:${account}:function:receipts`, Role: `arn:aws:iam::${account}:role/receipts` }], NextMarker: 'x' },
  // aws ec2 describe-security-groups
  'groups.json': { SecurityGroups: [group('sg-default', 'default', '0.0.0.0/0'), group('sg-untouched', 'default', ''), group('sg-own', 'storefront', '0.0.0.0/0')] },
  // aws iam get-account-authorization-details
  'iam.json': {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [role('ci', '/', { RolePolicyList: [{ PolicyName: 'all', PolicyDocument: everything }] }), role('AWSServiceRoleForECS', '/aws-service-role/ecs.amazonaws.com/', { AttachedManagedPolicies: [{ PolicyName: 'AdministratorAccess', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] })],
    Policies: [{ PolicyName: 'AdministratorAccess', PolicyId: 'ANPA1', Arn: 'arn:aws:iam::aws:policy/AdministratorAccess', PolicyVersionList: [{ Document: everything, IsDefaultVersion: true }] }],
  },
  // A snapshot of AWS Config
  'config.json': { fileVersion: '1.0', configurationItems: [{ resourceType: 'AWS::RDS::DBInstance', resourceId: 'db-1B2C', resourceName: 'ledger', ARN: `arn:aws:rds:ap-south-1:${account}:db:ledger`, awsRegion: 'ap-south-1', awsAccountId: account, configurationItemStatus: 'OK', configurationItemCaptureTime: '2026-11-02T10:00:00.000Z', tags: {}, configuration: { dBInstanceIdentifier: 'ledger', dBInstanceClass: 'db.x2iedn.32xlarge' } }] },
  // aws resourcegroupstaggingapi get-resources
  'tags.json': { ResourceTagMappingList: [{ ResourceARN: `arn:aws:sqs:eu-west-1:${account}:orders`, Tags: [] }], PaginationToken: '' },
};
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

it('what exists in AWS is judged by all eight guardrails', () => {
  const { report, status } = checkJson(['.'], { cwd: folder });
  const last = (address: string): string => address.slice(Math.max(address.lastIndexOf(':'), address.lastIndexOf('/')) + 1);
  expect(report.findings.map(({ guardrail, verdict, resource, message }) => `${guardrail} ${verdict} ${last(resource?.address ?? '-')}: ${message}`).sort()).toEqual([
    'business-justification fail ledger: db.x2iedn.32xlarge has 128 vCPUs, which needs an approval: a waiver with reason, owner, ticket and expiry',
    'gpu-shapes fail i-trainer: p5.48xlarge has 8 x NVIDIA H100, which needs an approval',
    'instance-types fail 1b2c: m5.large is not an allowed shape',
    'instance-types fail i-stray: t2.micro is not an allowed shape',
    'instance-types fail ledger: db.x2iedn.32xlarge is not an allowed shape',
    'network-baseline fail i-stray: instance has only the default security group of its network',
    'network-baseline fail sg-default: default security group is open to 0.0.0.0/0: whatever names no group of its own is open as well',
    'privileged-identity fail ci: "Allow * on *" gives owner rights',
    'regions fail i-trainer: region is "us-east-1" (zone us-east-1b), not one of eu-west-1',
    'regions fail ledger: region is "ap-south-1", not one of eu-west-1',
    'regions undecided shop-receipts: region is not known',
    'required-tags fail 1b2c: required tag "owner" is missing',
    'required-tags fail i-trainer: required tag "owner" is missing',
    'required-tags fail ledger: required tag "owner" is missing',
    'required-tags undecided receipts: whether tag "owner" is set cannot be told',
    'required-tags undecided shop-receipts: whether tag "owner" is set cannot be told',
    'scopes fail i-stray: account is "210987654321", not one of 123456789012',
    'scopes undecided shop-receipts: account is not known',
  ]);
  expect(status).toBe(1);
});

it('says what was passed over, and what is not whole', () => {
  const { report } = checkJson(['.'], { cwd: folder });
  expect(Object.fromEntries(report.inputs.map(({ path, notes }) => [path, notes]).filter(([, notes]) => notes?.length !== 0))).toEqual({
    'functions.json': ['not complete: a NextMarker is left: there are more pages'],
    'iam.json': ['1 service-linked resource not judged', '1 AWS-managed resource not judged'],
    'instances.json': ['1 terminated resource not judged', '400 resources judged with what made them'],
    'tags.json': ['not complete: aws resourcegroupstaggingapi get-resources lists only what has or had tags'],
  });
  const strict = checkJson(['.', '--strict'], { cwd: folder });
  expect(strict.report.errors.map(({ message }) => message)).toEqual(['functions.json is not complete: a NextMarker is left: there are more pages', 'tags.json is not complete: aws resourcegroupstaggingapi get-resources lists only what has or had tags']);
  expect(strict.status).toBe(2);
});

it('is told the region and the account of what does not tell them', () => {
  const { report, status } = checkJson(['buckets.json', '--provider-region', 'aws=eu-west-1', '--provider-scope', `aws=${account}`], { cwd: folder });
  expect(report.findings.map(({ guardrail, verdict }) => `${guardrail} ${verdict}`)).toEqual(['required-tags undecided']);
  expect(report.notices ?? []).toEqual([]);
  expect(status).toBe(0);
});
