// Writes a snapshot of AWS Config of any size: `node bench/inventory/config.mjs 100000 snapshot.json.gz`. Deterministic. Of ten items five are
// machines, two volumes, and one each a security group, a subnet and a bucket, over two accounts and three regions; one in a hundred has a fault. 2 KB an item.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const types = ['m7g.large', 'm7i.xlarge', 'c7g.2xlarge', 'r7g.large'];
const regions = ['eu-west-1', 'eu-central-1', 'eu-north-1'];
const hex = (index) => (0xa0000000 + index).toString(16).padStart(17, '0');

const allow = (port) => ({ fromPort: port, ipProtocol: 'tcp', ipv6Ranges: [], prefixListIds: [], toPort: port, userIdGroupPairs: [], ipv4Ranges: [{ cidrIp: '10.0.0.0/8', description: 'inside' }], ipRanges: ['10.0.0.0/8'] });

function item(index) {
  const account = index % 2 === 0 ? '111122223333' : '444455556666';
  const region = regions[index % 3];
  const zone = `${region}${'abc'[index % 3]}`;
  const tags = { Name: `checkout-${index}`, environment: 'prod', ...(index % 100 === 7 ? {} : { owner: `team-${index % 40}` }) };
  const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
  const vpc = `vpc-${hex(index % 50)}`;
  const subnet = `subnet-${hex(index % 500)}`;
  const group = `sg-${hex(index % 700)}`;
  const recorded = (resourceType, resourceId, ARN, relationships, configuration, more = {}) => ({
    relatedEvents: [], relationships, configuration, supplementaryConfiguration: {}, tags, configurationItemVersion: '1.3', configurationItemCaptureTime: '2026-11-27T02:00:00.000Z', configurationStateId: 1_700_000_000_000 + index,
    awsAccountId: account, configurationItemStatus: 'OK', resourceType, resourceId, ARN, awsRegion: region, availabilityZone: zone, configurationStateMd5Hash: '', resourceCreationTime: '2025-06-01T08:00:00.000Z', ...more,
  });
  const kind = index % 10;
  if (kind === 5 || kind === 6) {
    const id = `vol-${hex(index)}`;
    return recorded('AWS::EC2::Volume', id, `arn:aws:ec2:${region}:${account}:volume/${id}`, [{ resourceId: `i-${hex(index)}`, resourceType: 'AWS::EC2::Instance', name: 'Is attached to Instance' }], {
      attachments: [{ attachTime: '2025-06-01T08:00:00.000Z', device: '/dev/sda1', instanceId: `i-${hex(index)}`, state: 'attached', volumeId: id, deleteOnTermination: true }], availabilityZone: zone, createTime: '2025-06-01T08:00:00.000Z', encrypted: true, kmsKeyId: `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`, size: 100, snapshotId: `snap-${hex(index % 90)}`, state: 'in-use', volumeId: id, iops: 3000, tags: list, volumeType: 'gp3', multiAttachEnabled: false, throughput: 125,
    });
  }
  if (kind === 7) {
    const id = `sg-${hex(index)}`;
    return recorded('AWS::EC2::SecurityGroup', id, `arn:aws:ec2:${region}:${account}:security-group/${id}`, [{ resourceId: vpc, resourceType: 'AWS::EC2::VPC', name: 'Is contained in Vpc' }], {
      description: 'checkout', groupName: `checkout-${index}`, ipPermissions: [allow(443), allow(8443)], ownerId: account, groupId: id, ipPermissionsEgress: [{ ipProtocol: '-1', ipv6Ranges: [], prefixListIds: [], userIdGroupPairs: [], ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }], ipRanges: ['0.0.0.0/0'] }], tags: list, vpcId: vpc,
    });
  }
  if (kind === 8) {
    const id = `subnet-${hex(index)}`;
    return recorded('AWS::EC2::Subnet', id, `arn:aws:ec2:${region}:${account}:subnet/${id}`, [{ resourceId: vpc, resourceType: 'AWS::EC2::VPC', name: 'Is contained in Vpc' }], {
      availabilityZone: zone, availabilityZoneId: 'euw1-az1', availableIpAddressCount: 4091, cidrBlock: `10.${index % 200}.0.0/20`, defaultForAz: false, mapPublicIpOnLaunch: false, state: 'available', subnetId: id, vpcId: vpc, ownerId: account, assignIpv6AddressOnCreation: false, ipv6CidrBlockAssociationSet: [], tags: list, subnetArn: `arn:aws:ec2:${region}:${account}:subnet/${id}`,
    });
  }
  if (kind === 9) {
    const id = `checkout-exports-${index}`;
    return recorded('AWS::S3::Bucket', id, `arn:aws:s3:::${id}`, [], { name: id, owner: { displayName: null, id: 'f'.repeat(64) }, creationDate: '2025-06-01T08:00:00.000Z', region }, {
      availabilityZone: 'Regional',
      supplementaryConfiguration: { AccessControlList: '{"grantSet":null,"grantList":[],"owner":{"displayName":null,"id":"ffff"},"isRequesterCharged":false}', BucketLoggingConfiguration: { destinationBucketName: null, logFilePrefix: null }, BucketTaggingConfiguration: { tagSets: [{ tags }] }, BucketVersioningConfiguration: { status: 'Enabled', isMfaDeleteEnabled: null }, PublicAccessBlockConfiguration: { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true } },
    });
  }
  const id = `i-${hex(index)}`;
  const address = `10.0.${index % 200}.${index % 250}`;
  return recorded('AWS::EC2::Instance', id, `arn:aws:ec2:${region}:${account}:instance/${id}`, [{ resourceId: subnet, resourceType: 'AWS::EC2::Subnet', name: 'Is contained in Subnet' }, { resourceId: group, resourceType: 'AWS::EC2::SecurityGroup', name: 'Is associated with SecurityGroup' }, { resourceId: vpc, resourceType: 'AWS::EC2::VPC', name: 'Is contained in Vpc' }], {
    amiLaunchIndex: 0, imageId: `ami-${hex(index % 20)}`, instanceId: id, instanceType: types[index % 4], keyName: null, launchTime: '2025-06-01T08:00:00.000Z', monitoring: { state: 'disabled' }, placement: { availabilityZone: zone, groupName: '', tenancy: 'default' }, platform: null, privateDnsName: `ip-10-0-0-1.${region}.compute.internal`, privateIpAddress: address, productCodes: [], publicDnsName: '', state: { code: 16, name: 'running' }, stateTransitionReason: '', subnetId: subnet, vpcId: vpc, architecture: 'arm64',
    blockDeviceMappings: [{ deviceName: '/dev/sda1', ebs: { attachTime: '2025-06-01T08:00:01.000Z', deleteOnTermination: true, status: 'attached', volumeId: `vol-${hex(index)}` } }], clientToken: 'c', ebsOptimized: true, enaSupport: true, hypervisor: 'xen', iamInstanceProfile: { arn: `arn:aws:iam::${account}:instance-profile/checkout`, id: 'AIPAEXAMPLE' },
    networkInterfaces: [{ attachment: { attachTime: '2025-06-01T08:00:00.000Z', attachmentId: `eni-attach-${hex(index)}`, deleteOnTermination: true, deviceIndex: 0, status: 'attached' }, description: '', groups: [{ groupName: 'checkout', groupId: group }], ipv6Addresses: [], macAddress: '02:00:00:00:00:01', networkInterfaceId: `eni-${hex(index)}`, ownerId: account, privateIpAddress: address, privateIpAddresses: [{ primary: true, privateIpAddress: address }], sourceDestCheck: true, status: 'in-use', subnetId: subnet, vpcId: vpc, interfaceType: 'interface' }],
    rootDeviceName: '/dev/sda1', rootDeviceType: 'ebs', securityGroups: [{ groupName: 'checkout', groupId: group }], sourceDestCheck: true, tags: list, virtualizationType: 'hvm', cpuOptions: { coreCount: 2, threadsPerCore: 1 }, capacityReservationSpecification: { capacityReservationPreference: 'open' }, hibernationOptions: { configured: false }, metadataOptions: { state: 'applied', httpTokens: 'required', httpPutResponseHopLimit: 2, httpEndpoint: 'enabled' },
  });
}

function* snapshot(items) {
  yield '{"fileVersion":"1.0","configSnapshotId":"11111111-2222-3333-4444-555555555555","configurationItems":[';
  for (let index = 0; index < items; index += 1) yield `${index === 0 ? '' : ','}${JSON.stringify(item(index))}`;
  yield ']}';
}

/** Texts joined, so that the stream behind is handed some tens of kilobytes at a time. */
function* joined(texts) {
  let some = '';
  for (const text of texts) {
    some += text;
    if (some.length < 65_536) continue;
    yield some;
    some = '';
  }
  yield some;
}

export async function generateConfig(items, file) {
  await pipeline(joined(snapshot(items)), createGzip({ level: 6 }), createWriteStream(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [items, file] = process.argv.slice(2);
  if (!Number(items) || !file) {
    console.error('usage: node bench/inventory/config.mjs ITEMS FILE');
    process.exit(2);
  }
  await generateConfig(Number(items), file);
}
