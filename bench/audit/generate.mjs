// Writes CloudTrail as it lies in a bucket: `node bench/audit/generate.mjs 2048 logs` is 2 GB unpacked, in files of 5 to 50 MB. Deterministic.
// Of a hundred records one makes, changes or removes something that the tables list; the rest is what fills a trail: reads by roles,
// decryption, assumed roles, log streams. Members stand in the order in which CloudTrail writes them. 1.4 KB a record, packed 1 : 9.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Mulberry32. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

const accounts = ['111122223333', '222233334444', '333344445555', '444455556666'];
const regions = ['eu-west-1', 'eu-central-1', 'us-east-1'];
const agents = [
  'aws-sdk-java/1.12.583 Linux/5.10.198-187.748.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.9+9 java/17.0.9 vendor/Amazon.com_Inc. cfg/retry-mode/standard',
  'Boto3/1.34.11 md/Botocore#1.34.11 ua/2.0 os/linux#5.10.199-190.747.amzn2.x86_64 md/arch#x86_64 lang/python#3.11.6 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.11',
  'aws-sdk-go/1.44.298 (go1.20.5; linux; amd64) karpenter.sh-v0.31.0',
  'APN/1.0 HashiCorp/1.0 Terraform/1.6.6 (+https://www.terraform.io) terraform-provider-aws/5.31.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.24.0 os/linux lang/go#1.20.12',
  'logs.amazonaws.com',
];

/** Service, call, whether it reads, and what was asked and answered. */
const calls = [
  ['ec2', 'DescribeInstances', true, (r) => [{ instancesSet: { items: [{ instanceId: `i-${r.hex(17)}` }] }, filterSet: {} }, null]],
  ['ec2', 'DescribeNetworkInterfaces', true, (r) => [{ networkInterfaceIdSet: {}, filterSet: { items: [{ name: 'attachment.instance-id', valueSet: { items: [{ value: `i-${r.hex(17)}` }] } }] } }, null]],
  ['kms', 'Decrypt', true, (r) => [{ encryptionContext: { 'aws:ebs:id': `vol-${r.hex(17)}` }, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }, null]],
  ['kms', 'GenerateDataKey', true, (r) => [{ keySpec: 'AES_256', encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::exports-${r.hex(4)}/day=2026-11-27/part-${r.hex(8)}.parquet` }, keyId: `arn:aws:kms:eu-west-1:111122223333:key/${r.uuid()}` }, null]],
  ['sts', 'AssumeRole', true, (r) => [{ roleArn: `arn:aws:iam::${r.of(accounts)}:role/workload-${r.hex(2)}`, roleSessionName: `session-${r.hex(12)}`, durationSeconds: 3600 }, { credentials: { accessKeyId: `ASIA${r.hex(16).toUpperCase()}`, expiration: 'Nov 28, 2026, 4:05:11 AM', sessionToken: r.hex(180) }, assumedRoleUser: { assumedRoleId: `AROA${r.hex(17).toUpperCase()}:session`, arn: `arn:aws:sts::111122223333:assumed-role/workload/${r.hex(12)}` } }]],
  ['s3', 'GetBucketAcl', true, (r) => [{ bucketName: `exports-${r.hex(4)}`, Host: `exports-${r.hex(4)}.s3.eu-west-1.amazonaws.com`, acl: '' }, null]],
  ['logs', 'CreateLogStream', false, (r) => [{ logGroupName: `/aws/lambda/orders-${r.hex(2)}`, logStreamName: `2026/11/28/[$LATEST]${r.hex(32)}` }, null]],
  ['dynamodb', 'DescribeTable', true, (r) => [{ tableName: `carts-${r.hex(2)}` }, null]],
  ['elasticloadbalancing', 'DescribeTargetHealth', true, (r) => [{ targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop-${r.hex(4)}/${r.hex(16)}` }, null]],
  ['ssm', 'UpdateInstanceInformation', false, (r) => [{ instanceId: `i-${r.hex(17)}`, agentVersion: '3.2.1630.0', agentStatus: 'Active', platformType: 'Linux', platformName: 'Amazon Linux', platformVersion: '2', iPAddress: r.ip(), computerName: `ip-${r.hex(4)}.eu-west-1.compute.internal`, agentName: 'amazon-ssm-agent', availabilityZone: 'eu-west-1b', availabilityZoneId: 'euw1-az1', sSMConnectionChannel: 'ssmmessages' }, null]],
  ['ecr', 'BatchGetImage', true, (r) => [{ registryId: '111122223333', repositoryName: 'shop/cart', imageIds: [{ imageTag: `build-${r.hex(8)}` }], acceptedMediaTypes: ['application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.oci.image.manifest.v1+json'] }, null]],
];
const listed = [
  ['ec2', 'RunInstances', false, (r) => [
    { instancesSet: { items: [{ imageId: `ami-${r.hex(17)}`, minCount: 1, maxCount: 1 }] }, instanceType: r.of(['m7i.large', 'c7i.xlarge', 'p5.48xlarge']), blockDeviceMapping: {}, monitoring: { enabled: false }, disableApiTermination: false, tagSpecificationSet: { items: [{ resourceType: 'instance', tags: [{ key: 'owner', value: 'shop' }] }] } },
    { requestId: r.uuid(), reservationId: `r-${r.hex(17)}`, ownerId: '111122223333', groupSet: {}, instancesSet: { items: [{ instanceId: `i-${r.hex(17)}`, imageId: `ami-${r.hex(17)}`, instanceState: { code: 0, name: 'pending' }, privateDnsName: `ip-${r.hex(4)}.eu-west-1.compute.internal`, instanceType: 'm7i.large', launchTime: 1795840000000, placement: { availabilityZone: 'eu-west-1a', tenancy: 'default' }, subnetId: `subnet-${r.hex(17)}`, vpcId: `vpc-${r.hex(17)}`, tagSet: { items: [{ key: 'owner', value: 'shop' }] } }] } },
  ]],
  ['s3', 'CreateBucket', false, (r) => [{ bucketName: `exports-${r.hex(8)}`, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' }, Host: 's3.eu-west-1.amazonaws.com' }, null]],
  ['lambda', 'UpdateFunctionCode20150331v2', false, (r) => [{ functionName: `orders-${r.hex(2)}`, dryRun: false, publish: false }, { functionName: `orders-${r.hex(2)}`, functionArn: `arn:aws:lambda:eu-west-1:111122223333:function:orders-${r.hex(2)}`, runtime: 'nodejs20.x', codeSha256: r.hex(44) }]],
  ['ec2', 'TerminateInstances', false, (r) => [{ instancesSet: { items: [{ instanceId: `i-${r.hex(17)}` }] } }, { instancesSet: { items: [{ instanceId: `i-${r.hex(17)}`, currentState: { code: 32, name: 'shutting-down' }, previousState: { code: 16, name: 'running' } }] } }]],
];

function chance(seed) {
  const next = random(seed);
  const whole = (below) => Math.floor(next() * below);
  const hex = (length) => Array.from({ length }, () => '0123456789abcdef'[whole(16)]).join('');
  return { next, whole, hex, of: (list) => list[whole(list.length)], uuid: () => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`, ip: () => `10.${whole(256)}.${whole(256)}.${whole(256)}` };
}

function record(r, account, region, time) {
  const [service, name, readOnly, parameters] = r.next() < 0.01 ? r.of(listed) : r.of(calls);
  const role = `workload-${r.hex(1)}`;
  const session = `i-${r.hex(17)}`;
  const principal = `AROA${role.length}EXAMPLE${r.hex(6).toUpperCase()}`;
  const [requestParameters, responseElements] = parameters(r);
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'AssumedRole', principalId: `${principal}:${session}`, arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`, accountId: account, accessKeyId: `ASIA${r.hex(16).toUpperCase()}`,
      sessionContext: { sessionIssuer: { type: 'Role', principalId: principal, arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: role }, attributes: { creationDate: time, mfaAuthenticated: 'false' }, ec2RoleDelivery: '2.0' },
    },
    eventTime: time, eventSource: `${service}.amazonaws.com`, eventName: name, awsRegion: region, sourceIPAddress: r.ip(), userAgent: r.of(agents), requestParameters, responseElements,
    requestID: r.uuid(), eventID: r.uuid(), readOnly, eventType: 'AwsApiCall', managementEvent: true, recipientAccountId: account, eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${service}.${region}.amazonaws.com` },
  };
}

const two = (value) => String(value).padStart(2, '0');

/** One file: its key below the bucket, and its text. */
function trail(index) {
  const r = chance(index + 1);
  const account = accounts[index % accounts.length];
  const region = regions[Math.floor(index / accounts.length) % regions.length];
  const minute = (Math.floor(index / 12) * 5) % 1440;
  const clock = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  const size = (5 + r.whole(46)) * 2 ** 20;
  const parts = [];
  for (let length = 0; length < size; ) {
    const text = JSON.stringify(record(r, account, region, `2026-11-27T${clock.slice(0, 3)}${two(minute % 60 + r.whole(5))}:${two(r.whole(60))}Z`));
    parts.push(text);
    length += text.length + 1;
  }
  return { key: `AWSLogs/${account}/CloudTrail/${region}/2026/11/27/${account}_CloudTrail_${region}_20261127T${clock.replace(':', '')}Z_${r.hex(16)}.json.gz`, text: `{"Records":[${parts.join(',')}]}` };
}

/** @returns bytes unpacked */
export function generate(megabytes, folder) {
  let bytes = 0;
  for (let index = 0; bytes < megabytes * 2 ** 20; index += 1) {
    const { key, text } = trail(index);
    mkdirSync(join(folder, key, '..'), { recursive: true });
    writeFileSync(join(folder, key), gzipSync(text));
    bytes += text.length;
  }
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(generate(Number(process.argv[2]), process.argv[3]));
