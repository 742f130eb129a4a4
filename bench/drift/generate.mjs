// Writes a night of any size: `node bench/drift/generate.mjs 100000 night` is 100,000 machines in Terraform states and in an inventory, and a
// million calls in logs of CloudTrail. Deterministic. A hundredth of the machines is in no code, and a hundredth is gone; a thousandth of
// what is declared was changed by hand.
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const account = '111122223333';
const region = 'eu-west-1';
const states = 50;
const perFile = 4000;

const hex = (value, length) => value.toString(16).padStart(length, '0');
/** Spread over all bits, so that ids look like those of a cloud. */
const mixed = (value) => Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
const id = (prefix, number) => `${prefix}-${hex(mixed(number), 8)}${hex(number, 9)}`;
const machine = (number) => id('i', number);
const tagsOf = (number) => ({ owner: `team-${number % 40}`, environment: 'prod', 'cost-center': `cc-${number % 300}`, service: `service-${number % 900}`, ...(number % 200 === 7 ? {} : { Name: `web-${number}` }) });
const typeOf = (number, live) => (live && number % 500 === 3 ? 'c7i.48xlarge' : 'm7i.large');
const image = (number) => id('ami', number % 20);
const subnet = (number) => id('subnet', number % 60);
const group = (number) => id('sg', number % 90);

function declared(number) {
  const tags = tagsOf(number);
  return {
    index_key: number,
    schema_version: 2,
    attributes: {
      ami: image(number), arn: `arn:aws:ec2:${region}:${account}:instance/${machine(number)}`, associate_public_ip_address: false, availability_zone: `${region}a`, capacity_reservation_specification: [{ capacity_reservation_preference: 'open', capacity_reservation_target: [] }],
      cpu_core_count: 1, cpu_options: [{ amd_sev_snp: '', core_count: 1, threads_per_core: 2 }], cpu_threads_per_core: 2, credit_specification: [], disable_api_stop: false, disable_api_termination: false, ebs_block_device: [], ebs_optimized: true, enclave_options: [{ enabled: false }], ephemeral_block_device: [], get_password_data: false,
      hibernation: false, host_id: '', host_resource_group_arn: null, iam_instance_profile: 'web', id: machine(number), instance_initiated_shutdown_behavior: 'stop', instance_lifecycle: '', instance_market_options: [], instance_state: 'running', instance_type: typeOf(number, false), ipv6_address_count: 0, ipv6_addresses: [], key_name: '', launch_template: [],
      maintenance_options: [{ auto_recovery: 'default' }], metadata_options: [{ http_endpoint: 'enabled', http_protocol_ipv6: 'disabled', http_put_response_hop_limit: 2, http_tokens: 'required', instance_metadata_tags: 'disabled' }], monitoring: false, network_interface: [], outpost_arn: '', password_data: '', placement_group: '', placement_partition_number: 0,
      primary_network_interface_id: id('eni', number), private_dns: `ip-10-0-${number % 250}-4.${region}.compute.internal`, private_dns_name_options: [{ enable_resource_name_dns_a_record: false, enable_resource_name_dns_aaaa_record: false, hostname_type: 'ip-name' }], private_ip: `10.0.${number % 250}.4`, public_dns: '', public_ip: '',
      root_block_device: [{ delete_on_termination: true, device_name: '/dev/xvda', encrypted: true, iops: 3000, kms_key_id: '', tags: {}, tags_all: tags, throughput: 125, volume_id: id('vol', number), volume_size: 8, volume_type: 'gp3' }], secondary_private_ips: [], security_groups: [], source_dest_check: true, spot_instance_request_id: '', subnet_id: subnet(number),
      tags, tags_all: tags, tenancy: 'default', timeouts: null, user_data: null, user_data_base64: null, user_data_replace_on_change: false, volume_tags: null, vpc_security_group_ids: [group(number)],
    },
    sensitive_attributes: [],
    private: 'eyJzY2hlbWFfdmVyc2lvbiI6IjEifQ==',
    dependencies: ['aws_security_group.web', 'aws_subnet.apps'],
  };
}

function state(index, size) {
  const instances = [];
  for (let number = index; number < size; number += states) instances.push(declared(number));
  return JSON.stringify({ version: 4, terraform_version: '1.11.4', serial: 12, lineage: `4f959101-1f5b-97da-97b9-${hex(index, 12)}`, outputs: {}, resources: [{ module: `module.shop_${index}`, mode: 'managed', type: 'aws_instance', name: 'web', provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances }], check_results: null });
}

const absent = { status: 'absent' };
const known = (value) => ({ status: 'known', value });

function live(number) {
  const arn = `arn:aws:ec2:${region}:${account}:instance/${machine(number)}`;
  return {
    row: {
      type: 'AWS::EC2::Instance', id: arn, aliases: [machine(number)], name: `web-${number}`, region: known(region), regionPath: 'Arn', zone: known(`${region}a`),
      scope: { account: known(account), subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent },
      values: {
        InstanceId: machine(number), InstanceType: typeOf(number, true), ImageId: image(number), SubnetId: subnet(number), VpcId: id('vpc', 1), State: { Code: 16, Name: 'running' }, LaunchTime: '2026-11-02T03:04:05Z', Monitoring: { State: 'disabled' }, EbsOptimized: true, SourceDestCheck: true,
        SecurityGroups: [{ GroupId: group(number), GroupName: 'web' }], SecurityGroupIds: [group(number)], BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { AttachTime: '2026-11-02T03:04:06Z', DeleteOnTermination: true, Status: 'attached', VolumeId: id('vol', number) } }],
        IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/web`, Id: 'AIPAEXAMPLE' }, MetadataOptions: { State: 'applied', HttpTokens: 'required', HttpPutResponseHopLimit: 2, HttpEndpoint: 'enabled' }, Placement: { AvailabilityZone: `${region}a`, GroupName: '', Tenancy: 'default' }, PrivateIpAddress: `10.0.${number % 250}.4`,
        Tags: Object.entries(tagsOf(number)).map(([Key, Value]) => ({ Key, Value })),
      },
      untold: {}, partial: null, gone: null, madeBy: null, recorded: null,
    },
  };
}

const roleOf = (name, session) => ({
  type: 'AssumedRole', principalId: `AROAEXAMPLE:${session}`, arn: `arn:aws:sts::${account}:assumed-role/${name}/${session}`, accountId: account, accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
  sessionContext: { sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLE', arn: `arn:aws:iam::${account}:role/${name}`, accountId: account, userName: name }, attributes: { creationDate: '2026-11-22T00:00:00Z', mfaAuthenticated: 'false' } },
});
const terraform = 'APN/1.0 HashiCorp/1.0 Terraform/1.13.5 (+https://www.terraform.io) terraform-provider-aws/6.28.0';
const deploys = (number) => [roleOf(`deploy-${number % 30}`, `run-${number % 400}`), terraform];
const person = (number) => [roleOf('developer', `person-${number % 60}`), 'aws-cli/2.31.0 md/Botocore#1.40.0 exec-env/none'];
const scheduler = () => [{ type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' }, 'autoscaling.amazonaws.com'];

const launched = (number) => ({ instanceId: machine(number), imageId: image(number), instanceType: typeOf(number, false), instanceState: { code: 0, name: 'pending' }, placement: { availabilityZone: `${region}a`, tenancy: 'default' }, subnetId: subnet(number), vpcId: id('vpc', 1), tagSet: { items: Object.entries(tagsOf(number)).map(([key, value]) => ({ key, value })) } });
const run = (number) => ['RunInstances', { instancesSet: { items: [{ imageId: image(number), minCount: 1, maxCount: 1 }] }, instanceType: typeOf(number, false), subnetId: subnet(number) }, { requestId: `r-${number}`, instancesSet: { items: [launched(number)] } }];
const instances = (number) => ({ instancesSet: { items: [{ instanceId: machine(number) }] } });
const tag = (number, by) => ['CreateTags', { resourcesSet: { items: [{ resourceId: machine(number) }] }, tagSet: { items: [{ key: 'revision', value: `r${by % 1000}` }] } }, { requestId: `r-${by}`, _return: true }];

/** What was called, by whom; `null` for the days before. */
function call(number, size) {
  if (number < size * 1.01) return [null, number < size ? deploys(number) : person(number), run(number)];
  const one = mixed(number) % size;
  if (number < size * 1.02) return ['night', person(number), ['TerminateInstances', instances(number - Math.ceil(size * 1.01)), instances(number - Math.ceil(size * 1.01))]];
  if (number % 10_000 === 1) return ['night', person(number), ['ModifyInstanceAttribute', { instanceId: machine(one), instanceType: { value: 'm7i.2xlarge' } }, { _return: true }]];
  // Machines of a group come and go.
  if (number % 8 === 0) return ['night', scheduler(), run(size * 2 + number)];
  if (number % 8 === 1) return ['night', scheduler(), ['TerminateInstances', instances(size * 2 + number - 1), instances(size * 2 + number - 1)]];
  if (number % 8 === 2) return ['night', deploys(number), ['StopInstances', instances(one), instances(one)]];
  if (number % 8 === 3) return ['night', deploys(number), ['StartInstances', instances(one), instances(one)]];
  return ['night', deploys(number), tag(one, number)];
}

function record(number, size) {
  const [night, [userIdentity, userAgent], [eventName, requestParameters, responseElements]] = call(number, size);
  const second = night === null ? (number * 17) % 1_600_000 : Math.floor(((number - size) / (size * 9)) * 86_399);
  const time = new Date((night === null ? Date.UTC(2026, 10, 2) : Date.UTC(2026, 10, 22)) + second * 1000).toISOString().replace('.000', '');
  return {
    eventVersion: '1.09', userIdentity, eventTime: time, eventSource: 'ec2.amazonaws.com', eventName, awsRegion: region, sourceIPAddress: userIdentity.invokedBy ?? `192.0.2.${number % 250}`, userAgent, requestParameters, responseElements,
    requestID: `0b1f6471-1bf0-4dda-aec3-${hex(number, 12)}`, eventID: `1c2e7582-2c01-4eeb-bfd4-${hex(number, 12)}`, readOnly: false, eventType: 'AwsApiCall', managementEvent: true, recipientAccountId: account, eventCategory: 'Management',
    ...(userIdentity.invokedBy === undefined ? { tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `ec2.${region}.amazonaws.com` } } : {}),
  };
}

export function generate(size, folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['states', 'logs']) mkdirSync(join(folder, part), { recursive: true });
  for (let index = 0; index < states; index += 1) writeFileSync(join(folder, 'states', `${index}.tfstate`), state(index, size));
  const out = openSync(join(folder, 'inventory.ndjson'), 'w');
  writeSync(out, `${JSON.stringify({ landrail: 'inventory', version: 1, provider: 'aws', asked: { accounts: [account], regions: 'enabled', services: ['ec2'] }, started: '2026-11-22T23:30:00.000Z' })}\n`);
  for (let number = Math.ceil(size / 100); number < Math.floor(size * 1.01); number += 1) writeSync(out, `${JSON.stringify(live(number))}\n`);
  writeSync(out, `${JSON.stringify({ done: { task: `${account} all`, resources: size } })}\n${JSON.stringify({ end: { finished: '2026-11-22T23:40:00.000Z', resources: size } })}\n`);
  closeSync(out);
  for (let from = 0; from < size * 10; from += perFile) {
    const records = [];
    for (let number = from; number < Math.min(from + perFile, size * 10); number += 1) records.push(JSON.stringify(record(number, size)));
    writeFileSync(join(folder, 'logs', `${account}_CloudTrail_${region}_${hex(from / perFile, 8)}.json.gz`), gzipSync(`{"Records":[${records.join(',')}]}`));
  }
  writeFileSync(join(folder, 'landrail.yaml'), `version: 1\ndrift:\n  pipelines:\n    - aws: arn:aws:iam::${account}:role/deploy-*\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate(Number(process.argv[2]), process.argv[3]);
