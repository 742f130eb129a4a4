import { expect, test } from 'vitest';
import type { Resource } from '#model/resource.ts';
import { inventories } from './opened.ts';

const tags = (all: Readonly<Record<string, string>>): readonly object[] => Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
const instance = (InstanceId: string, all: Readonly<Record<string, string>>): object => ({ InstanceId, InstanceType: 'm7i.large', State: { Name: 'running' }, Placement: { AvailabilityZone: 'eu-west-1a' }, Tags: tags(all) });

const aws = {
  Reservations: [{ OwnerId: '111122223333', Instances: [
    instance('i-0aaaaaaaaaaaaaaa1', { Name: 'by hand' }),
    instance('i-0aaaaaaaaaaaaaaa2', { 'eks:cluster-name': 'checkout', 'eks:nodegroup-name': 'workers', 'aws:autoscaling:groupName': 'eks-workers', 'aws:cloudformation:stack-id': 'arn:aws:cloudformation:eu-west-1:111122223333:stack/nodes/1' }),
    instance('i-0aaaaaaaaaaaaaaa3', { 'eks:nodegroup-name': 'workers', 'eks:cluster-name': 'checkout' }),
    instance('i-0aaaaaaaaaaaaaaa4', { 'kubernetes.io/cluster/checkout': 'owned' }),
  ] }],
};

const subscription = '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333';
const azure = [
  { id: `${subscription}/resourceGroups/MC_rg-shop_shop_westeurope`, name: 'MC_rg-shop_shop_westeurope', type: 'Microsoft.Resources/resourceGroups', location: 'westeurope', managedBy: `${subscription}/resourceGroups/rg-shop/providers/Microsoft.ContainerService/managedClusters/shop` },
  { id: `${subscription}/resourceGroups/MC_rg-shop_shop_westeurope/providers/Microsoft.Compute/disks/extra`, name: 'extra', type: 'Microsoft.Compute/disks', location: 'westeurope' },
];

const oci = { data: [
  { id: 'ocid1.instance.oc1.eu-frankfurt-1.node1', 'display-name': 'node-1', 'compartment-id': 'ocid1.compartment.oc1..shop', shape: 'VM.Standard.E5.Flex', metadata: { 'oke-pool-id': 'ocid1.nodepool.oc1.eu-frankfurt-1.pool' } },
  { id: 'ocid1.securitylist.oc1.eu-frankfurt-1.list1', 'display-name': 'Default Security List for shop', 'compartment-id': 'ocid1.compartment.oc1..shop', 'vcn-id': 'ocid1.vcn.oc1.eu-frankfurt-1.shop' },
] };

const makersIn = (resources: readonly Resource[]): readonly string[] => resources.map(({ name, makers = [] }) => `${name}: ${makers.map(({ id, by }) => `${id.slice(id.search(/[^:]*$/))} by ${by}`).join(', ') || 'nobody'}`);

test('an inventory tells every row for a join, and who made it, the surest first', async () => {
  const { read, problems } = await inventories({ 'aws.json': aws, 'azure.json': azure, 'oci.json': oci }, { everyRow: true });
  expect(problems).toEqual([]);
  expect(read.flatMap(({ resources }) => makersIn(resources))).toEqual([
    'by hand: nobody',
    'i-0aaaaaaaaaaaaaaa2: autoScalingGroupName/eks-workers by reserved-tag, stack/nodes/1 by reserved-tag, nodegroup/checkout/workers/* by forgeable-tag, cluster/checkout by forgeable-tag',
    'i-0aaaaaaaaaaaaaaa3: nodegroup/checkout/workers/* by forgeable-tag, cluster/checkout by forgeable-tag',
    'i-0aaaaaaaaaaaaaaa4: cluster/checkout by forgeable-tag',
    `MC_rg-shop_shop_westeurope: ${subscription}/resourcegroups/rg-shop/providers/microsoft.containerservice/managedclusters/shop by member`,
    `extra: ${subscription}/resourcegroups/rg-shop/providers/microsoft.containerservice/managedclusters/shop by name`,
    'node-1: ocid1.nodepool.oc1.eu-frankfurt-1.pool by forgeable-tag',
    'Default Security List for shop: ocid1.vcn.oc1.eu-frankfurt-1.shop by name',
  ]);
});
