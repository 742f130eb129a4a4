import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '#model/event.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Maker } from '#model/maker.ts';
import type { Kind, Provider, Resource } from '#model/resource.ts';
import { joined, verdicts } from './joined.ts';
import { call, machine, machines, row, type Called } from './night.ts';

/** What an inventory lists. */
const listed = (provider: Provider, type: string, kind: Kind, id: string, name: string, more: Partial<Resource> = {}): Resource => machine(provider, name, { stage: 'inventory', type, kind, id, address: id, shapes: [], ...more });
const node = (provider: Provider, name: string, makers: readonly Maker[]): Resource => machine(provider, name, { stage: 'inventory', makers });
/** What shows that code of the account is loaded. */
const known = (provider: Provider): Resource => machine(provider, 'other', {});
const there = (provider: Provider): Resource => machine(provider, 'other', { stage: 'inventory' });
const group = 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:0b1f6471-1bf0-4dda-aec3-111122223333:autoScalingGroupName/eks-workers';
const groupOfTag = 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:*:autoScalingGroupName/eks-workers';
const pool = 'arn:aws:eks:eu-west-1:111122223333:nodegroup/checkout/workers/0cc1d2e3';
const poolOfTag = 'arn:aws:eks:eu-west-1:111122223333:nodegroup/checkout/workers/*';
const byTag: readonly Maker[] = [{ id: poolOfTag, by: 'forgeable-tag' }];
const aPool = (name = 'workers'): Resource => listed('aws', 'AWS::EKS::Nodegroup', 'k8s-nodepool', pool.replace('workers', name), name);
const made = (name: string, more: Called = {}): AuditEvent => call('aws', name, more);

interface Case {
  readonly name: string;
  readonly provider?: Provider;
  readonly declared?: readonly Resource[];
  readonly observed?: readonly AuditEvent[];
  readonly live: readonly Resource[];
  readonly verdicts: readonly string[];
  readonly evidence?: string;
}

const volumeId = (name: string): string => `vol-0${Buffer.from(name).toString('hex').padEnd(16, '0')}`;
const volume = (name: string): Resource => listed('aws', 'AWS::EC2::Volume', 'disk', `arn:aws:ec2:eu-west-1:111122223333:volume/${volumeId(name)}`, name, { aliases: [volumeId(name)] });
const withVolume = (name: string, volumeName: string): Resource => machine('aws', name, { stage: 'inventory', attributes: { BlockDeviceMappings: [{ Ebs: { DeleteOnTermination: true, VolumeId: volumeId(volumeName) } }] } });
const madeVolume = (name: string): AuditEvent => call('aws', row('aws', name, { type: 'AWS::EC2::Volume', id: `arn:aws:ec2:eu-west-1:111122223333:volume/${volumeId(name)}` }), { name: 'CreateVolume' });
const broughtBy = (name: string, volumeName: string): LiveRow => row('aws', volumeName, { type: 'AWS::EC2::Volume', id: `arn:aws:ec2:eu-west-1:111122223333:volume/${volumeId(volumeName)}`, madeBy: machines.aws.id(name), makers: [{ id: machines.aws.id(name), by: 'member' }] });
const launched = (name: string, volumeName: string): AuditEvent => call('aws', name, { subjects: [{ row: row('aws', name), count: 1 }, { row: broughtBy(name, volumeName), count: 0 }] });
const vpc = (name: string, isDefault: boolean): Resource => listed('aws', 'AWS::EC2::VPC', 'network', `arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0${name.padEnd(16, '0')}`, name, { aliases: [`vpc-0${name.padEnd(16, '0')}`], attributes: { IsDefault: isDefault } });

const cases: readonly Case[] = [
  { name: 'a node of a group, by a tag that nobody can set', live: [node('aws', 'node', [{ id: groupOfTag, by: 'reserved-tag' }]), listed('aws', 'AWS::AutoScaling::AutoScalingGroup', 'instance-group', group, 'eks-workers', { makers: byTag }), aPool()], verdicts: ['service-made eks-workers', 'service-made node', 'unmanaged workers'] },
  { name: 'a tag that nobody can set is believed without its group', live: [node('aws', 'node', [{ id: groupOfTag, by: 'reserved-tag' }])], verdicts: ['service-made node'], evidence: 'which no input lists' },
  { name: 'a tag that anybody can set, and the node pool is there', live: [node('aws', 'node', byTag), aPool()], verdicts: ['service-made node', 'unmanaged workers'] },
  { name: 'the node pool is declared', declared: [listed('aws', 'aws_eks_node_group', 'k8s-nodepool', pool, 'workers', { stage: 'state' })], live: [node('aws', 'node', byTag), aPool()], verdicts: ['service-made node'] },
  { name: 'a forged tag: made by hand', observed: [made('node')], live: [node('aws', 'node', byTag), aPool()], verdicts: ['unmanaged node', 'unmanaged workers'], evidence: 'which anybody can write, and it was made by hand' },
  { name: 'a forged tag: there is no such node pool', live: [node('aws', 'node', byTag), aPool('others')], verdicts: ['unmanaged node', 'unmanaged others'], evidence: 'which is not there' },
  { name: 'node pools are not listed', live: [node('aws', 'node', byTag)], verdicts: ['undetermined node'] },
  { name: 'made by a call of the service itself', observed: [made('node', { channel: 'service', invokedBy: 'autoscaling.amazonaws.com' })], live: [node('aws', 'node', [])], verdicts: ['service-made node'] },
  { name: 'made and removed by a service', observed: [made('node', { channel: 'service', invokedBy: 'autoscaling.amazonaws.com' }), made('node', { deed: 'delete', channel: 'service', time: '2026-11-27T23:00:00.000Z' })], live: [], verdicts: ['service-made node'] },
  { name: 'the volume of a machine that code declares', declared: [machine('aws', 'web', {})], live: [volume('root'), withVolume('web', 'root')], verdicts: ['child root'] },
  { name: 'a volume made by hand for a machine that code declares', declared: [machine('aws', 'web', {})], observed: [madeVolume('loot')], live: [withVolume('web', 'loot'), volume('loot')], verdicts: ['unmanaged loot'], evidence: 'and was made by hand' },
  { name: 'a volume made by hand for a machine made by hand is told with it', observed: [madeVolume('loot'), made('miner')], live: [withVolume('miner', 'loot'), volume('loot')], verdicts: ['child loot', 'unmanaged miner'] },
  { name: 'a volume that a launch brought with it, which only the log tells of', observed: [launched('miner', 'loot')], live: [machine('aws', 'miner', { stage: 'inventory' })], verdicts: ['child loot', 'unmanaged miner'], evidence: 'the call that made arn:aws:ec2:eu-west-1:111122223333:instance/i-' },
  { name: 'and one whose machine is gone as well', observed: [launched('miner', 'loot'), made('miner', { deed: 'delete', name: 'TerminateInstances', time: '2026-11-27T23:00:00.000Z' })], live: [], verdicts: ['child loot', 'ephemeral miner'] },
  { name: 'a volume that a call made for a machine that code declares', declared: [machine('aws', 'web', {})], observed: [launched('web', 'loot')], live: [machine('aws', 'web', { stage: 'inventory' })], verdicts: ['unmanaged-claimed loot'] },
  { name: 'a volume whose maker nobody knows', observed: [call('aws', broughtBy('nobody', 'loot'), {})], live: [], verdicts: ['unmanaged-claimed loot'] },
  { name: 'a volume of nobody', live: [volume('lone')], verdicts: ['unmanaged lone'] },
  { name: 'what a stack made', live: [node('aws', 'web', [{ id: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/web/1', by: 'reserved-tag' }]), listed('aws', 'AWS::CloudFormation::Stack', 'other', 'arn:aws:cloudformation:eu-west-1:111122223333:stack/web/1', 'stack')], verdicts: ['child web', 'unmanaged stack'] },
  { name: 'the default network and what comes with it', live: [vpc('d', true), listed('aws', 'AWS::EC2::Subnet', 'subnet', 'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-0d', 'subnet', { attributes: { DefaultForAz: true, VpcId: 'vpc-0d000000000000000' } }), listed('aws', 'AWS::EC2::InternetGateway', 'network', 'arn:aws:ec2:eu-west-1:111122223333:internet-gateway/igw-0d', 'gateway', { attributes: { Attachments: [{ VpcId: 'vpc-0d000000000000000' }] } })], verdicts: ['default d', 'default gateway', 'default subnet'] },
  { name: 'another network', live: [vpc('a', false), listed('aws', 'AWS::EC2::InternetGateway', 'network', 'arn:aws:ec2:eu-west-1:111122223333:internet-gateway/igw-0a', 'gateway', { attributes: { Attachments: [{ VpcId: 'vpc-0a000000000000000' }] } }), listed('aws', 'AWS::EC2::RouteTable', 'network', 'arn:aws:ec2:eu-west-1:111122223333:route-table/rtb-0a', 'main', { attributes: { VpcId: 'vpc-0a000000000000000', Associations: [{ Main: true }] } })], verdicts: ['default main', 'unmanaged a', 'unmanaged gateway'] },
  { name: 'a role linked to a service', live: [listed('aws', 'AWS::IAM::Role', 'identity', 'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling', 'linked')], verdicts: ['service-made linked'] },
  { name: 'a snapshot that a database took', live: [listed('aws', 'AWS::RDS::DBSnapshot', 'snapshot', 'arn:aws:rds:eu-west-1:111122223333:snapshot:rds:orders-1', 'snap', { makers: [{ id: 'arn:aws:rds:eu-west-1:111122223333:db:orders', by: 'member' }] }), listed('aws', 'AWS::RDS::DBInstance', 'database', 'arn:aws:rds:eu-west-1:111122223333:db:orders', 'orders')], verdicts: ['service-made snap', 'unmanaged orders'] },

  { name: 'a disk in the group of a cluster', provider: 'azure', live: [listed('azure', 'Microsoft.ContainerService/managedClusters', 'k8s-cluster', '/subscriptions/s/resourcegroups/rg/providers/microsoft.containerservice/managedclusters/shop', 'shop'), listed('azure', 'Microsoft.Compute/disks', 'disk', '/subscriptions/s/resourcegroups/mc_rg_shop/providers/microsoft.compute/disks/pvc', 'pvc', { makers: [{ id: '/subscriptions/s/resourcegroups/rg/providers/microsoft.containerservice/managedclusters/shop', by: 'name' }] })], verdicts: ['service-made pvc', 'unmanaged shop'] },
  { name: 'a machine made by hand in the group of a cluster', provider: 'azure', observed: [call('azure', 'miner', { name: 'Microsoft.Compute/virtualMachines/write' })], live: [listed('azure', 'Microsoft.ContainerService/managedClusters', 'k8s-cluster', '/subscriptions/s/resourcegroups/rg/providers/microsoft.containerservice/managedclusters/shop', 'shop'), node('azure', 'miner', [{ id: '/subscriptions/s/resourcegroups/rg/providers/microsoft.containerservice/managedclusters/shop', by: 'name' }])], verdicts: ['unmanaged miner', 'unmanaged shop'] },
  { name: 'the disk of a machine, by its name in the state', provider: 'azure', declared: [machine('azure', 'web', { id: machines.azure.id('web'), attributes: { os_disk: [{ name: 'web-os' }] } })], live: [machine('azure', 'web', { stage: 'inventory' }), listed('azure', 'Microsoft.Compute/disks', 'disk', '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourcegroups/rg-checkout/providers/microsoft.compute/disks/web-os', 'web-os')], verdicts: ['child web-os'] },
  { name: 'the group that watches networks', provider: 'azure', live: [listed('azure', 'Microsoft.Resources/resourceGroups', 'scope', '/subscriptions/s/resourcegroups/networkwatcherrg', 'NetworkWatcherRG')], verdicts: ['default NetworkWatcherRG'] },

  { name: 'a machine of a group, by its metadata', provider: 'gcp', live: [node('gcp', 'node', [{ id: '//compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/instanceGroupManagers/workers', by: 'forgeable-tag' }]), listed('gcp', 'compute.googleapis.com/InstanceGroupManager', 'instance-group', '//compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/instanceGroupManagers/workers', 'workers')], verdicts: ['service-made node', 'unmanaged workers'] },
  { name: 'a machine made by hand with the metadata of a group', provider: 'gcp', observed: [call('gcp', 'miner', {})], live: [node('gcp', 'miner', [{ id: '//compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/instanceGroupManagers/workers', by: 'forgeable-tag' }]), listed('gcp', 'compute.googleapis.com/InstanceGroupManager', 'instance-group', '//compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/instanceGroupManagers/workers', 'workers')], verdicts: ['unmanaged miner', 'unmanaged workers'] },
  { name: 'the disk that a machine began with', provider: 'gcp', declared: [machine('gcp', 'web', {})], live: [machine('gcp', 'web', { stage: 'inventory', attributes: { disks: [{ autoDelete: true, source: 'https://www.googleapis.com/compute/v1/projects/checkout-prod/zones/europe-west1-b/disks/web' }] } }), listed('gcp', 'compute.googleapis.com/Disk', 'disk', '//compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/disks/web', 'web-disk')], verdicts: ['child web-disk'] },
  { name: 'the default network', provider: 'gcp', live: [listed('gcp', 'compute.googleapis.com/Network', 'network', '//compute.googleapis.com/projects/checkout-prod/global/networks/default', 'default', { attributes: { name: 'default' } }), listed('gcp', 'compute.googleapis.com/Firewall', 'firewall', '//compute.googleapis.com/projects/checkout-prod/global/firewalls/default-allow-ssh', 'default-allow-ssh', { makers: [{ id: '//compute.googleapis.com/projects/checkout-prod/global/networks/default', by: 'name' }] })], verdicts: ['default default', 'default default-allow-ssh'] },

  { name: 'the lists that a network begins with, by its state', provider: 'oci', declared: [machine('oci', 'vcn', { type: 'oci_core_vcn', kind: 'network', id: 'ocid1.vcn.oc1.eu-frankfurt-1.shop', attributes: { default_security_list_id: 'ocid1.securitylist.oc1.eu-frankfurt-1.list' } })], live: [listed('oci', 'oci_core_vcn', 'network', 'ocid1.vcn.oc1.eu-frankfurt-1.shop', 'vcn'), listed('oci', 'oci_core_security_list', 'firewall', 'ocid1.securitylist.oc1.eu-frankfurt-1.list', 'list')], verdicts: ['default list'] },
  { name: 'the boot volume of a machine', provider: 'oci', declared: [machine('oci', 'web', { attributes: { boot_volume_id: 'ocid1.bootvolume.oc1.eu-frankfurt-1.boot' } })], live: [machine('oci', 'web', { stage: 'inventory' }), listed('oci', 'oci_core_boot_volume', 'disk', 'ocid1.bootvolume.oc1.eu-frankfurt-1.boot', 'boot')], verdicts: ['child boot'] },
  { name: 'a node of a pool', provider: 'oci', live: [node('oci', 'node', [{ id: 'ocid1.nodepool.oc1.eu-frankfurt-1.pool', by: 'forgeable-tag' }]), listed('oci', 'oci_containerengine_node_pool', 'k8s-nodepool', 'ocid1.nodepool.oc1.eu-frankfurt-1.pool', 'pool')], verdicts: ['service-made node', 'unmanaged pool'] },
];

describe('what others made, or list as their own', () => {
  test.each(cases)('$name', ({ provider = 'aws', declared = [], observed = [], live, verdicts: expected, evidence }) => {
    for (const order of [live, [...live].reverse()]) {
      const night = joined({ declared: [known(provider), ...declared], observed, live: [there(provider), ...order] });
      expect(verdicts(night)).toEqual(expected);
      const said = night.all.flatMap(({ item }) => item.evidence).join('\n');
      expect(said).toContain(evidence ?? '');
    }
  });
});
