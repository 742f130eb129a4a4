import { describe, expect, test } from 'vitest';
import { relationsOf } from '../../../../src/inputs/resource/relations.ts';
import { is, openPlan, openStory, refersTo, type Opened, type Planned } from './opened.ts';

/** `subnet subnet_id -> aws_subnet.shop (subnet-1)`; `?` where neither is known. */
function relations(opened: Opened, address: string): readonly string[] {
  return relationsOf(opened.subject(address)).map((one) => `${one.role} ${one.path} -> ${one.address ?? '?'} (${one.id ?? '?'})`);
}

const group = (name: string, id?: string): Planned => ({ address: `aws_security_group.${name}`, after: { name, ...(id === undefined ? {} : { id }) }, unknown: id === undefined ? { id: true } : {}, expressions: {} });
const till = (after: object, unknown: object, expressions: object): Planned => ({ address: 'aws_instance.till', after, unknown, expressions });

describe('ids and addresses', () => {
  test('a literal id', () => {
    expect(relations(openPlan([till({ subnet_id: 'subnet-1' }, {}, { subnet_id: is('subnet-1') })]), 'aws_instance.till')).toEqual(['subnet subnet_id -> ? (subnet-1)']);
  });

  test('a resource made in the same plan', () => {
    const opened = openPlan([group('till'), till({}, { vpc_security_group_ids: true }, { vpc_security_group_ids: refersTo('aws_security_group.till.id') })]);
    expect(relations(opened, 'aws_instance.till')).toEqual(['firewall vpc_security_group_ids -> aws_security_group.till (?)']);
  });

  test('one that is there already: address and id together', () => {
    const opened = openPlan([group('till', 'sg-1'), till({ vpc_security_group_ids: ['sg-1'] }, {}, { vpc_security_group_ids: refersTo('aws_security_group.till.id') })]);
    expect(relations(opened, 'aws_instance.till')).toEqual(['firewall vpc_security_group_ids -> aws_security_group.till (sg-1)']);
  });

  test('elements of a set are joined by their value, not by their order', () => {
    const opened = openPlan([
      group('till', 'sg-2'),
      group('shop', 'sg-1'),
      till({ vpc_security_group_ids: ['sg-1', 'sg-2'] }, {}, { vpc_security_group_ids: refersTo('aws_security_group.till.id', 'aws_security_group.shop.id') }),
    ]);
    expect(relations(opened, 'aws_instance.till')).toEqual(['firewall vpc_security_group_ids -> aws_security_group.shop (sg-1)', 'firewall vpc_security_group_ids -> aws_security_group.till (sg-2)']);
  });

  test('a literal beside a reference', () => {
    const opened = openPlan([group('till'), till({ vpc_security_group_ids: ['sg-9', null] }, { vpc_security_group_ids: [false, true] }, { vpc_security_group_ids: refersTo('aws_security_group.till.id') })]);
    expect(relations(opened, 'aws_instance.till')).toEqual(['firewall vpc_security_group_ids -> ? (sg-9)', 'firewall vpc_security_group_ids -> aws_security_group.till (?)']);
  });

  test('what is set, but not known, is told as such', () => {
    const opened = openPlan([till({}, { subnet_id: true }, { subnet_id: refersTo('data.aws_subnets.shop.ids') })]);
    expect(relations(opened, 'aws_instance.till')).toEqual(['subnet subnet_id -> ? (?)']);
  });

  test('what nobody set, and AWS fills in, is no relation', () => {
    expect(relations(openPlan([till({ ami: 'ami-1' }, { subnet_id: true, vpc_security_group_ids: true, security_groups: true }, { ami: is('ami-1') })]), 'aws_instance.till')).toEqual([]);
  });

  test('empty texts and lists are no relation', () => {
    expect(relations(openPlan([till({ subnet_id: '', vpc_security_group_ids: [] }, {}, { subnet_id: is(''), vpc_security_group_ids: is([]) })]), 'aws_instance.till')).toEqual([]);
    // The provider computes what an empty list leaves out.
    expect(relations(openPlan([till({}, { vpc_security_group_ids: true }, { vpc_security_group_ids: is([]) })]), 'aws_instance.till')).toEqual([]);
  });

  test('a resource is not related to itself, and things of no cloud are passed over', () => {
    const opened = openPlan([
      group('till'),
      { address: 'random_shuffle.groups', after: {}, unknown: { result: true }, expressions: {} },
      till({}, { vpc_security_group_ids: true }, { vpc_security_group_ids: refersTo('random_shuffle.groups.result', 'aws_security_group.till.id', 'aws_instance.till') }),
    ]);
    expect(relations(opened, 'aws_instance.till')).toEqual(['firewall vpc_security_group_ids -> aws_security_group.till (?)']);
  });
});

describe('blocks', () => {
  const subnet: Planned = { address: 'google_compute_subnetwork.farm', after: { name: 'farm' }, unknown: { id: true }, expressions: {} };
  const unknown = { network_interface: [{ subnetwork: true, network: true }, { subnetwork: true, network: true }] };
  const machine = (expressions: object): Planned => ({ address: 'google_compute_instance.render', after: { network_interface: [{}, {}] }, unknown, expressions });

  test('one reference in each of them', () => {
    const block = { subnetwork: refersTo('google_compute_subnetwork.farm.id') };
    expect(relations(openPlan([subnet, machine({ network_interface: [block, block] })]), 'google_compute_instance.render')).toEqual([
      'subnet network_interface[0].subnetwork -> google_compute_subnetwork.farm (?)',
      'subnet network_interface[1].subnetwork -> google_compute_subnetwork.farm (?)',
    ]);
  });

  test('of a dynamic block it cannot be told what is set', () => {
    expect(relations(openPlan([subnet, machine({})]), 'google_compute_instance.render')).toEqual([
      'network network_interface[0].network -> ? (?)',
      'network network_interface[1].network -> ? (?)',
      'subnet network_interface[0].subnetwork -> ? (?)',
      'subnet network_interface[1].subnetwork -> ? (?)',
    ]);
  });
});

describe('the sample stories', () => {
  test('through module arguments and outputs; one of several subnets, it is not told which', () => {
    const opened = openStory('checkout-service');
    expect(relations(opened, 'aws_instance.jump_host')).toEqual(['subnet subnet_id -> module.network.aws_subnet.public["eu-west-1a"] (?)', 'subnet subnet_id -> module.network.aws_subnet.public["eu-west-1b"] (?)']);
    expect(relations(opened, 'module.invoices.aws_launch_template.this')).toEqual(['firewall vpc_security_group_ids -> aws_security_group.storefront (?)']);
    expect(relations(opened, 'aws_iam_role_policy_attachment.deployer')).toEqual(['principal role -> aws_iam_role.deployer (checkout-deployer)']);
  });

  test('ids that the state knows pick one of several', () => {
    const opened = openStory('payroll-api');
    expect(relations(opened, 'aws_instance.api[0]')).toEqual(['subnet subnet_id -> aws_subnet.payroll["eu-west-1a"] (subnet-0655cd198ab7e5839)', 'firewall vpc_security_group_ids -> aws_security_group.api (sg-059840a7cc4f56b74)']);
    expect(relations(opened, 'aws_instance.api[1]')).toEqual(['subnet subnet_id -> aws_subnet.payroll["eu-west-1b"] (subnet-08d2b86fab6ef50dd)', 'firewall vpc_security_group_ids -> aws_security_group.api (sg-059840a7cc4f56b74)']);
  });

  test('a module for each office: the interface of the same instance', () => {
    expect(relations(openStory('claims-portal'), 'module.office["porto"].azurerm_linux_virtual_machine.this')).toEqual(['subnet network_interface_ids -> module.office["porto"].azurerm_network_interface.this (?)']);
  });

  test('Google by name, OCI in nested details', () => {
    expect(relations(openStory('analytics-platform'), 'google_compute_instance.experiment')).toEqual(['network network_interface[0].network -> ? (default)']);
    expect(relations(openStory('render-farm'), 'oci_core_instance.simulation')).toEqual(['subnet create_vnic_details[0].subnet_id -> oci_core_subnet.studio (?)', 'firewall create_vnic_details[0].nsg_ids -> oci_core_network_security_group.studio (?)']);
  });
});
