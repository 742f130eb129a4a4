import { expect, test } from 'vitest';
import { terraformOf } from '#correlate/terraform.ts';
import type { JsonObject } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';

const arn = (rest: string): string => `arn:aws:${rest.replace('@', 'eu-west-1:111122223333')}`;
const group = '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourcegroups/rg-checkout';
const written = '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/rg-Checkout';

test.each<[type: string, id: string, more: { readonly name?: string; readonly aliases?: readonly string[]; readonly attributes?: JsonObject }, expected: string | null]>([
  ['AWS::EC2::Instance', arn('ec2:@:instance/i-0a1b2c3d4e5f60718'), { aliases: ['i-0a1b2c3d4e5f60718'] }, 'aws_instance i-0a1b2c3d4e5f60718'],
  ['AWS::EC2::SecurityGroup', arn('ec2:@:security-group/sg-0843b0919bddf94cd'), { name: 'checkout', aliases: ['sg-0843b0919bddf94cd'] }, 'aws_security_group sg-0843b0919bddf94cd'],
  ['AWS::EC2::VPC', arn('ec2:@:vpc/vpc-0843b0919bddf94cd'), { aliases: ['vpc-0843b0919bddf94cd'] }, 'aws_vpc vpc-0843b0919bddf94cd'],
  ['AWS::KMS::Key', arn('kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab'), { aliases: ['1234abcd-12ab-34cd-56ef-1234567890ab'] }, 'aws_kms_key 1234abcd-12ab-34cd-56ef-1234567890ab'],
  ['AWS::IAM::AccessKey', '111122223333/AWS::IAM::AccessKey/AKIAEXAMPLE', { name: 'AKIAEXAMPLE' }, 'aws_iam_access_key AKIAEXAMPLE'],
  ['AWS::SNS::Topic', arn('sns:@:pager'), { name: 'pager' }, `aws_sns_topic ${arn('sns:@:pager')}`],
  ['AWS::RDS::DBInstance', arn('rds:@:db:orders'), { name: 'orders', attributes: { Engine: 'postgres' } }, 'aws_db_instance orders'],
  ['AWS::RDS::DBInstance', arn('rds:@:db:orders-1'), { name: 'orders-1', attributes: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } }, 'aws_rds_cluster_instance orders-1'],
  ['AWS::RDS::DBCluster', arn('rds:@:cluster:docs'), { name: 'docs', attributes: { Engine: 'docdb' } }, 'aws_docdb_cluster docs'],
  ['AWS::RDS::DBCluster', arn('rds:@:cluster:docs'), { name: 'docs' }, null],
  ['AWS::MSK::Cluster', arn('kafka:@:cluster/orders/0a1b'), { name: 'orders', attributes: { ClusterType: 'SERVERLESS' } }, `aws_msk_serverless_cluster ${arn('kafka:@:cluster/orders/0a1b')}`],
  ['Microsoft.Compute/virtualMachines', `${group}/providers/microsoft.compute/virtualmachines/web-1`, { aliases: [`${written}/providers/Microsoft.Compute/virtualMachines/Web-1`], attributes: { properties: { storageProfile: { osDisk: { osType: 'Linux' } } } } }, `azurerm_linux_virtual_machine ${written}/providers/Microsoft.Compute/virtualMachines/Web-1`],
  ['Microsoft.Compute/virtualMachines', `${group}/providers/microsoft.compute/virtualmachines/web-1`, {}, null],
  // What exports have in capitals is not how Azure writes it.
  ['Microsoft.Storage/storageAccounts', `${group}/providers/microsoft.storage/storageaccounts/shop`, { aliases: [`${group}/providers/microsoft.storage/storageaccounts/shop`.toUpperCase()] }, `azurerm_storage_account ${group.replace('resourcegroups', 'resourceGroups')}/providers/Microsoft.Storage/storageAccounts/shop`],
  ['Microsoft.Network/virtualNetworks/subnets', `${group}/providers/microsoft.network/virtualnetworks/main/subnets/a`, {}, `azurerm_subnet ${group.replace('resourcegroups', 'resourceGroups')}/providers/Microsoft.Network/virtualNetworks/main/subnets/a`],
  ['Microsoft.Web/sites', `${group}/providers/microsoft.web/sites/shop`, { attributes: { kind: 'functionapp,linux' } }, `azurerm_linux_function_app ${group.replace('resourcegroups', 'resourceGroups')}/providers/Microsoft.Web/sites/shop`],
  ['compute.googleapis.com/Instance', '//compute.googleapis.com/projects/p/zones/z/instances/a', {}, 'google_compute_instance projects/p/zones/z/instances/a'],
  ['storage.googleapis.com/Bucket', '//storage.googleapis.com/shop', {}, 'google_storage_bucket shop'],
  ['oci_core_instance', 'ocid1.instance.oc1.eu-frankfurt-1.a', {}, 'oci_core_instance ocid1.instance.oc1.eu-frankfurt-1.a'],
  ['oci_objectstorage_bucket', 'n/shop/b/receipts', {}, 'oci_objectstorage_bucket n/shop/b/receipts'],
  ['cloudresourcemanager.googleapis.com/Project/iamPolicy', '//cloudresourcemanager.googleapis.com/projects/p/iamPolicy', {}, null],
])('what Terraform imports as %s %s', (type, id, { name = '', aliases = [], attributes = null as JsonObject | null }, expected) => {
  const provider: Provider = type.startsWith('AWS') ? 'aws' : type.startsWith('Microsoft') ? 'azure' : type.startsWith('oci') ? 'oci' : 'gcp';
  const told = terraformOf({ type, provider, id, name, aliases, attributes });
  expect(told === null ? null : `${told.type} ${told.id}`).toBe(expected);
});
