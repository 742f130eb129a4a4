import { expect, test } from 'vitest';
import { reader } from '../../../src/audit/aws/reader.ts';
import type { Channel } from '../../../src/model/event.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { absent, known } from '../../../src/model/known.ts';
import { scopeWith } from '../../../src/model/scope.ts';
import { eventOf, read, recordOf } from './record.ts';

const launch: JsonObject = { instanceType: 'p5.48xlarge', instancesSet: { items: [{ imageId: 'ami-0aa', minCount: 1, maxCount: 8 }] }, tagSpecificationSet: { items: [{ resourceType: 'instance', tags: [{ key: 'owner', value: 'ml' }] }] } };

test('one launch, whole', () => {
  const responseElements = { instancesSet: { items: [{ instanceId: 'i-0a1', imageId: 'ami-0aa', instanceType: 'p5.48xlarge', placement: { availabilityZone: 'eu-central-1b' }, tagSet: { items: [{ key: 'owner', value: 'ml' }] } }] } };
  expect(eventOf(recordOf('ec2:RunInstances', { requestParameters: launch, responseElements }))).toEqual({
    id: 'e-ec2:RunInstances',
    provider: 'aws',
    time: '2026-11-28T02:14:07.000Z',
    name: 'RunInstances',
    service: 'ec2.amazonaws.com',
    deed: 'create',
    touches: null,
    outcome: 'success',
    error: null,
    scope: scopeWith({ account: known('111122223333') }),
    region: 'eu-central-1',
    actor: {
      kind: 'role', principal: 'arn:aws:iam::111122223333:role/ops/Operators', name: 'mira', behind: null, account: '111122223333', address: '203.0.113.7',
      userAgent: 'aws-cli/2.30.1 md/awscrt#0.27 exec-env/none', invokedBy: null, mfa: true,
    },
    channel: 'cli',
    claimed: 'cli',
    subjects: [
      {
        row: {
          type: 'AWS::EC2::Instance', id: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0a1', aliases: ['i-0a1'], name: 'i-0a1', region: known('eu-central-1'), regionPath: 'AvailabilityZone', zone: known('eu-central-1b'),
          scope: scopeWith({ account: known('111122223333') }), values: { InstanceType: 'p5.48xlarge', ImageId: 'ami-0aa', AvailabilityZone: 'eu-central-1b', Tags: [{ Key: 'owner', Value: 'ml' }] },
          untold: {}, partial: 'the record of RunInstances does not tell it', gone: null, madeBy: null, recorded: null,
        },
        count: 1,
      },
    ],
    grants: [],
    source: { file: 'trail.json', record: 1 },
    gaps: [],
  });
});

test.each([
  ['Client.VcpuLimitExceeded', 'quota'],
  ['Client.InstanceLimitExceeded', 'quota'],
  ['Client.MaxSpotInstanceCountExceeded', 'quota'],
  ['ServiceQuotaExceededException', 'quota'],
  ['ResourceLimitExceeded', 'quota'],
  ['Client.RequestLimitExceeded', 'failed'],
  ['ThrottlingException', 'failed'],
  ['Client.InvalidParameterValue', 'failed'],
  ['Server.InsufficientInstanceCapacity', 'failed'],
  ['Client.UnauthorizedOperation', 'denied'],
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['Client.OptInRequired', 'denied'],
  ['Client.DryRunOperation', 'dry-run'],
] as const)('a launch that ends with %s is %s, and stands for what it asked for', (errorCode, outcome) => {
  // A response that looks like success does not make it one.
  const event = eventOf(recordOf('ec2:RunInstances', { errorCode, errorMessage: 'no', requestParameters: launch, responseElements: { instancesSet: { items: [{ instanceId: 'i-0f' }] } } }));
  expect([event.outcome, event.error]).toEqual([outcome, { code: errorCode, message: 'no' }]);
  expect(event.subjects.map(({ row, count }) => [row.id, row.name, row.values, count])).toEqual([['attempt/e-ec2:RunInstances/0', 'Instance', { InstanceType: 'p5.48xlarge', ImageId: 'ami-0aa', Tags: [{ Key: 'owner', Value: 'ml' }] }, 8]]);
});

test('a denied call that is left without its parameters is an attempt of its kind at least', () => {
  const event = eventOf(recordOf('lightsail:CreateInstances', { errorCode: 'AccessDeniedException', responseElements: { message: 'not yours' } }));
  expect(event.error).toEqual({ code: 'AccessDeniedException', message: 'not yours' });
  expect(event.subjects.map(({ row, count }) => [row.type, row.values, row.untold, count])).toEqual([['AWS::Lightsail::Instance', {}, { Tags: 'the record of CreateInstances does not tell tags' }, 1]]);
});

test('dry runs of Lambda end well and did nothing', () => {
  expect(eventOf(recordOf('lambda:UpdateFunctionCode20150331v2', { requestParameters: { functionName: 'thumbnails', dryRun: true }, responseElements: { functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:thumbnails' } })).outcome).toBe('dry-run');
});

test('an answer that is cut off leaves what was asked for, and a word on it', () => {
  const event = eventOf(recordOf('ec2:RunInstances', { requestParameters: launch, responseElements: { omitted: true, originalSize: 132_000, reason: 'responseElements too large' }, addendum: { reason: 'UPDATED_DATA', updatedFields: 'responseElements' } }));
  expect(event.subjects.map(({ count }) => count)).toEqual([8]);
  expect(event.gaps).toEqual(['responseElements is left out: responseElements too large', 'the record came late or cut off in responseElements: UPDATED_DATA', 'the id of what was made is not in the record']);
});

const session = (more: JsonObject): JsonObject => ({ type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Operators/mira', accountId: '111122223333', ...more });
const issuer: JsonObject = { type: 'Role', arn: 'arn:aws:iam::111122223333:role/ops/Operators', accountId: '111122223333', userName: 'Operators' };

/** Forms of `userIdentity` as AWS documents them, and those of 1.0x records. */
const identities: readonly (readonly [string, JsonObject | null, readonly [kind: string, principal: string, name: string, behind: string | null, account: string | null]])[] = [
  ['a role', session({ sessionContext: { sessionIssuer: issuer } }), ['role', 'arn:aws:iam::111122223333:role/ops/Operators', 'mira', null, '111122223333']],
  ['a role of whose session the issuer is not told', session({}), ['role', 'arn:aws:iam::111122223333:role/Operators', 'mira', null, '111122223333']],
  ['somebody behind a role', session({ sessionContext: { sessionIssuer: issuer, sourceIdentity: 'mira@payroll.example' } }), ['role', 'arn:aws:iam::111122223333:role/ops/Operators', 'mira', 'mira@payroll.example', '111122223333']],
  ['a machine', { type: 'AssumedRole', principalId: 'AROAEXAMPLE:i-0a1', arn: 'arn:aws:sts::111122223333:assumed-role/trainer/i-0a1', sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/trainer' }, ec2RoleDelivery: '2.0' } }, ['role', 'arn:aws:iam::111122223333:role/trainer', 'i-0a1', null, '111122223333']],
  ['a user', { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/people/mira', accountId: '111122223333', userName: 'mira' }, ['user', 'arn:aws:iam::111122223333:user/people/mira', 'mira', null, '111122223333']],
  ['a user without an ARN', { type: 'IAMUser', accountId: '111122223333', userName: 'mira' }, ['user', 'arn:aws:iam::111122223333:user/mira', 'mira', null, '111122223333']],
  ['root', { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' }, ['root', 'arn:aws:iam::111122223333:root', 'root', null, '111122223333']],
  ['auto-scaling as 2016 had it', { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333', invokedBy: 'autoscaling.amazonaws.com' }, ['service', 'autoscaling.amazonaws.com', 'autoscaling.amazonaws.com', null, '111122223333']],
  ['a federated user', { type: 'FederatedUser', arn: 'arn:aws:sts::111122223333:federated-user/mira', accountId: '111122223333', sessionContext: { sessionIssuer: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/broker' } } }, ['user', 'arn:aws:iam::111122223333:user/broker', 'mira', null, '111122223333']],
  ['a SAML user', { type: 'SAMLUser', principalId: 'x:mira', userName: 'mira', identityProvider: 'corp' }, ['user', 'x:mira', 'mira', null, null]],
  ['a web identity', { type: 'WebIdentityUser', principalId: 'token.actions.githubusercontent.com:sts.amazonaws.com:repo:payroll/infra:ref:refs/heads/main', userName: 'repo:payroll/infra:ref:refs/heads/main' }, ['user', 'token.actions.githubusercontent.com:sts.amazonaws.com:repo:payroll/infra:ref:refs/heads/main', 'repo:payroll/infra:ref:refs/heads/main', null, null]],
  ['another account', { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' }, ['unknown', 'AIDAEXAMPLE', '444455556666', null, '444455556666']],
  ['a service', { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' }, ['service', 'autoscaling.amazonaws.com', 'autoscaling.amazonaws.com', null, null]],
  ['Identity Center', { type: 'IdentityCenterUser', accountId: '111122223333', onBehalfOf: { userId: 'u-1', identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-1' }, credentialId: 'c' }, ['user', 'u-1', 'u-1', 'u-1', '111122223333']],
  ['a directory', { type: 'Directory', principalId: 'd-1', userName: 'mira' }, ['user', 'd-1', 'mira', null, null]],
  ['unknown', { type: 'Unknown', principalId: 'p', accountId: '111122223333' }, ['unknown', 'p', 'p', null, '111122223333']],
  ['no type', { accountId: '111122223333', invokedBy: 'ec2.amazonaws.com' }, ['service', 'ec2.amazonaws.com', 'ec2.amazonaws.com', null, '111122223333']],
  ['nothing', null, ['unknown', 'unknown', 'unknown', null, null]],
];

test.each(identities)('the actor is %s', (_, userIdentity, [kind, principal, name, behind, account]) => {
  const { actor } = eventOf(recordOf('ec2:DeleteVolume', { userIdentity, requestParameters: { volumeId: 'vol-01' } }));
  expect([actor.kind, actor.principal, actor.name, actor.behind, actor.account]).toEqual([kind, principal, name, behind, account]);
});

const claims: readonly (readonly [JsonObject, Channel])[] = [
  [{ userAgent: 'console.ec2.amazonaws.com' }, 'console'],
  [{ userAgent: 'console.amazonaws.com' }, 'console'],
  [{ userAgent: 'signin.amazonaws.com' }, 'console'],
  [{ userAgent: 'AWS Internal', sourceIPAddress: 'AWS Internal' }, 'console'],
  [{ userAgent: '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.666]' }, 'console'],
  [{ userAgent: 'RDS Console, aws-internal/3 aws-sdk-java/1.11' }, 'console'],
  [{ userAgent: 'Mozilla/5.0 (Macintosh) Firefox/125.0' }, 'console'],
  [{ userAgent: 'aws-internal/3 aws-sdk-java/1.12', sessionCredentialFromConsole: 'true' }, 'console'],
  [{ userAgent: 'aws-sdk-go/1.40', sessionCredentialFromConsole: true }, 'console'],
  [{ userAgent: 'aws-cli/2.13 exec-env/CloudShell', sessionCredentialFromConsole: 'true' }, 'cli'],
  [{ userAgent: 'Boto3/1.26.0' }, 'sdk'],
  [{ userAgent: 'APN/1.0 Pulumi/1.0 PulumiAwsNative/0.60' }, 'pulumi'],
  [{ userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.5 (+https://www.terraform.io)' }, 'terraform'],
  [{ userAgent: 'cloudformation.amazonaws.com', sourceIPAddress: 'cloudformation.amazonaws.com', userIdentity: session({ invokedBy: 'cloudformation.amazonaws.com' }) }, 'cloudformation'],
  [{ userAgent: 'autoscaling.amazonaws.com', sourceIPAddress: 'autoscaling.amazonaws.com', userIdentity: session({ invokedBy: 'autoscaling.amazonaws.com' }) }, 'service'],
  [{ userAgent: 'Coral/Netty4', userIdentity: { type: 'AWSService', invokedBy: 'batch.amazonaws.com' } }, 'service'],
  // The user agent of a service from somebody's own address is anybody's.
  [{ userAgent: 'autoscaling.amazonaws.com' }, 'unknown'],
  [{ userAgent: 'Coral/Netty4' }, 'unknown'],
  [{ userAgent: null }, 'unknown'],
];

test.each(claims)('%j says %s of itself', (more, channel) => {
  const event = eventOf(recordOf('ec2:DeleteVolume', { requestParameters: { volumeId: 'vol-01' }, ...more }));
  expect([event.channel, event.claimed]).toEqual([channel, channel]);
});

test.each([
  ['arn:aws:iam::*:role/ops/Operators', 'pipeline'],
  ['arn:aws:sts::111122223333:assumed-role/Operators/*', 'pipeline'],
  ['arn:aws:iam::*:role/deploy', 'console'],
] as const)('a pipeline is told by who called (%s)', (aws, channel) => {
  const event = eventOf(recordOf('ec2:DeleteVolume', { requestParameters: { volumeId: 'vol-01' }, userAgent: 'console.ec2.amazonaws.com' }), [{ aws }]);
  expect([event.channel, event.claimed]).toEqual([channel, 'console']);
});

test.each([
  [{ readOnly: true }, { passed: 'read-only', what: 'DescribeInstances' }],
  [{ readOnly: 'true' }, { passed: 'read-only', what: 'DescribeInstances' }],
  [{ readOnly: null }, { passed: 'read-only', what: 'DescribeInstances' }],
  [{ readOnly: false, eventName: 'CreateTrafficMirrorFilter' }, { passed: 'unlisted', what: 'ec2.amazonaws.com:CreateTrafficMirrorFilter' }],
  [{ eventName: 'CreateFleet', eventSource: 'gamelift.amazonaws.com' }, { passed: 'unlisted', what: 'gamelift.amazonaws.com:CreateFleet' }],
  [{ eventType: 'AwsCloudTrailInsight', eventName: null, insightDetails: { eventName: 'RunInstances' } }, { passed: 'insight', what: 'an insight on RunInstances' }],
  [{ eventName: 'CreateVolume', eventSource: null }, { passed: 'malformed', what: 'a record of CreateVolume without eventSource' }],
  [{ eventName: 'CreateVolume', eventTime: null }, { passed: 'malformed', what: 'a record of CreateVolume without eventTime' }],
  [{ eventName: 'CreateVolume', eventTime: 'Saturday' }, { passed: 'malformed', what: 'a record of CreateVolume whose eventTime is not a time' }],
  [{ eventName: 'CreateVolume', eventTime: '2026-02-30T00:00:00Z' }, { passed: 'malformed', what: 'a record of CreateVolume whose eventTime is not a time' }],
] as const)('%j is no event, and it is said why', (more, passed) => {
  expect(read(recordOf('ec2:DescribeInstances', { ...more }))).toEqual(passed);
});

test('a record counts once, whatever files it is in, and a copy in the other account not at all', () => {
  const reading = reader.open({ pipelines: [] });
  const at = { file: 'trail.json', record: 1 };
  const record = recordOf('ec2:DeleteVolume', { requestParameters: { volumeId: 'vol-01' }, sharedEventID: 's-1' });
  expect(reading.read(record, at)).toHaveProperty('deed', 'delete');
  expect(reading.read(record, at)).toEqual({ passed: 'duplicate', what: 'ec2.amazonaws.com:DeleteVolume' });
  expect(reading.read({ ...record, eventID: 'other', recipientAccountId: '444455556666' }, at)).toHaveProperty('passed', 'duplicate');
  expect(reading.read({ ...record, eventID: null, sharedEventID: null }, at)).toHaveProperty('id', 'trail.json#1');
  expect(reading.finish()).toEqual([]);
});

const volume = recordOf('ec2:CreateVolume', { requestParameters: { size: 8 }, responseElements: { volumeId: 'vol-01', size: 8 } });
const rowText = (value: unknown): string => JSON.stringify(value);

/** The same record, as it is delivered. */
const envelopes: readonly (readonly [string, JsonObject])[] = [
  ['alone', volume],
  ['an event of EventBridge', { version: '0', 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.ec2', detail: volume }],
  ['lookup-events', { EventId: 'x', EventName: 'CreateVolume', ReadOnly: 'false', CloudTrailEvent: rowText(volume) }],
  ['a row of Athena with JSON', Object.fromEntries(Object.entries(volume).map(([key, value]) => [key.toLowerCase(), typeof value === 'object' && value !== null ? rowText(value) : value === null ? '' : String(value)]))],
  [
    'a row of a lake',
    {
      ...Object.fromEntries(Object.entries(volume).map(([key, value]) => [key, value === null ? null : String(value)])),
      userIdentity: '{type=AssumedRole, principalId=AROAEXAMPLE:mira, arn=arn:aws:sts::111122223333:assumed-role/Operators/mira, accountId=111122223333, accessKeyId=ASIAEXAMPLE, sessionContext={sessionIssuer={type=Role, principalId=AROAEXAMPLE, arn=arn:aws:iam::111122223333:role/ops/Operators, accountId=111122223333, userName=Operators}, attributes={creationDate=2026-11-28T01:00:00Z, mfaAuthenticated=true}}, invokedBy=null}',
      requestParameters: '{size=8}',
      responseElements: '{volumeId=vol-01, size=8}',
      eventTime: '2026-11-28 02:14:07.000',
    },
  ],
];

test.each(envelopes)('%s: the same event', (_, record) => {
  const event = eventOf(record);
  expect([event.id, event.time, event.actor.principal, event.actor.name, event.channel]).toEqual(['e-ec2:CreateVolume', '2026-11-28T02:14:07.000Z', 'arn:aws:iam::111122223333:role/ops/Operators', 'mira', 'cli']);
  expect(event.subjects.map(({ row }) => [row.id, row.values, row.zone])).toEqual([['arn:aws:ec2:eu-central-1:111122223333:volume/vol-01', { Size: 8, Tags: [] }, absent]]);
});

test.each([
  { detail: { eventTypeCode: 'AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED' } },
  { operationName: 'Microsoft.Compute/virtualMachines/write' },
  { CloudTrailEvent: 'cut o' },
  { eventName: 'INSERT', eventSourceARN: 'arn:aws:dynamodb:eu-central-1:111122223333:table/carts/stream/1' },
  {},
])('%j is no record of CloudTrail', (record) => {
  expect(reader.unwrap(record)).toBeNull();
});

test('what the digest of a log says', () => {
  expect(reader.open({ pipelines: [] }).scopeOf(volume)).toEqual({ scope: '111122223333', region: 'eu-central-1', time: '2026-11-28T02:14:07.000Z' });
});

test('what an auto-scaling group launches is the group\'s', () => {
  const responseElements = { instancesSet: { items: [{ instanceId: 'i-0a1', instanceType: 'm5.large', tagSet: { items: [{ key: 'aws:autoscaling:groupName', value: 'workers' }, { key: 'Name', value: 'worker' }] } }] } };
  const [subject] = eventOf(recordOf('ec2:RunInstances', { requestParameters: launch, responseElements })).subjects;
  expect([subject?.row.madeBy, subject?.row.name, subject?.row.values['Tags']]).toEqual(['arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:*:autoScalingGroupName/workers', 'worker', [{ Key: 'Name', Value: 'worker' }, { Key: 'owner', Value: 'ml' }]]);
});

test('keys in any case, and hostile ones, are read for what they are', () => {
  const event = eventOf(recordOf('rds:DeleteDBInstance', { requestParameters: { DBINSTANCEIDENTIFIER: 'ledger', ['__proto__']: { x: 1 } }, responseElements: { DBInstanceArn: 'arn:aws:rds:eu-central-1:111122223333:db:ledger' } }));
  expect(event.subjects.map(({ row }) => row.id)).toEqual(['arn:aws:rds:eu-central-1:111122223333:db:ledger']);
});

test('partitions beside the first have ARNs of their own', () => {
  const { subjects } = eventOf(recordOf('ec2:DeleteVolume', { awsRegion: 'cn-north-1', requestParameters: { volumeId: 'vol-01' } }));
  expect(subjects.map(({ row }) => row.id)).toEqual(['arn:aws-cn:ec2:cn-north-1:111122223333:volume/vol-01']);
});

test('what Terraform sets up before an attack is told apart from the attack, which the same user makes', () => {
  const userIdentity = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/mira', accountId: '111122223333', userName: 'mira' };
  const made = [
    recordOf('iam:CreateRole', { userIdentity, requestParameters: { roleName: 'warm-up' }, userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.0 (+https://www.terraform.io) terraform-provider-aws/5.98.0 stratus-red-team_0a05817a' }),
    recordOf('ec2:RunInstances', { userIdentity, requestParameters: launch, userAgent: 'stratus-red-team_0a05817a' }),
  ];
  expect(made.map((record) => eventOf(record)).map(({ name, claimed, actor }) => [name, claimed, actor.name])).toEqual([['CreateRole', 'terraform', 'mira'], ['RunInstances', 'unknown', 'mira']]);
});
